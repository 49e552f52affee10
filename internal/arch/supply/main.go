// Command supply checks what the program is made of besides its own code: that every module and package it takes in is
// under a licence on the list, that versions are exact, that the lockfile holds no addresses, and that modules with
// known faults are new enough. It prints one line for each licence, and fails naming what does not hold.
package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

func main() {
	s := &supply{}
	s.modules()
	s.packages()
	s.pins()
	for _, licence := range slices.Sorted(maps.Keys(s.held)) {
		slices.Sort(s.held[licence])
		fmt.Printf("%-14s %s\n", licence, strings.Join(slices.Compact(s.held[licence]), ", "))
	}
	for _, f := range s.faults {
		fmt.Fprintln(os.Stderr, "supply: "+f)
	}
	if len(s.faults) > 0 {
		os.Exit(1)
	}
}

// supply collects what was found.
type supply struct {
	held   map[string][]string // module or package names by licence
	faults []string
}

func (s *supply) fault(format string, args ...any) {
	s.faults = append(s.faults, fmt.Sprintf(format, args...))
}

// take notes that something is under a licence, and refuses a licence that is not on the list.
func (s *supply) take(name, licence string, shipped bool) {
	if s.held == nil {
		s.held = map[string][]string{}
	}
	s.held[licence] = append(s.held[licence], name)
	if !slices.Contains(allowed, licence) && (shipped || !slices.Contains(allowedInTests, licence)) {
		s.fault("%s is under %s, which is not on the list of licences", name, licence)
	}
}
