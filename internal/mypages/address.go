package mypages

import "strings"

// Below tells whether a path is of my pages.
func Below(path string) bool { return path == Path || strings.HasPrefix(path, Path+"/") }
