package main

import (
	"os"
	"strconv"
	"strings"
)

// procNumber reads a number of a file of "name: number" lines that Linux keeps; 0 elsewhere.
func procNumber(path, name string) int64 {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == name {
			n, _ := strconv.ParseInt(f[1], 10, 64)
			return n
		}
	}
	return 0
}
