package main

import (
	"os"
	"path/filepath"
	"strings"
)

// The licences under which something may be part of the program, and those that do for tests alone. OFL-1.1 is that of
// the typeface.
var (
	allowed        = []string{"0BSD", "BSD-0-Clause", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "OFL-1.1", "Zlib"}
	allowedInTests = []string{"MPL-2.0", "Unlicense"}
)

const unknown = "an unknown licence"

// signs are sentences that only one licence has, the more particular first.
var signs = []struct{ licence, sentence string }{
	{"Apache-2.0", "apache license version 2.0"},
	{"MPL-2.0", "mozilla public license version 2.0"},
	{"MPL-2.0", "mozilla public license, version 2.0"},
	{"GPL", "gnu general public license"},
	{"GPL", "gnu lesser general public license"},
	{"GPL", "gnu affero general public license"},
	{"BSD-3-Clause", "neither the name of"},
	{"BSD-3-Clause", "may not be used to endorse"},
	{"BSD-2-Clause", "redistributions in binary form must reproduce"},
	{"MIT", "permission is hereby granted, free of charge"},
	{"Unlicense", "free and unencumbered software released into the public domain"},
	{"ISC", "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee"},
	{"ISC", "permission to use, copy, modify, and distribute this software for any purpose with or without fee"},
}

// licenceOf reads which licence lies in a module's folder.
func licenceOf(dir string) string {
	for _, pattern := range []string{"LICENSE*", "LICENCE*", "License*", "license*", "COPYING*"} {
		files, _ := filepath.Glob(filepath.Join(dir, pattern)) // the pattern is right
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				continue
			}
			if licence := recognise(string(text)); licence != unknown {
				return licence
			}
		}
	}
	return unknown
}

func recognise(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, s := range signs {
		if strings.Contains(text, s.sentence) {
			return s.licence
		}
	}
	return unknown
}
