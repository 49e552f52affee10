package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
)

// lock is what matters here of package-lock.json.
type lock struct {
	Packages map[string]struct {
		Version, Resolved, Integrity, License string
		Dev                                   bool
	}
}

var exact = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)

// packages checks what the look is made of: exact versions, known licences, a sum for each and no address.
func (s *supply) packages() {
	var wanted struct{ Dependencies, DevDependencies map[string]string }
	var locked lock
	s.read("package.json", &wanted)
	s.read("package-lock.json", &locked)
	for _, group := range []map[string]string{wanted.Dependencies, wanted.DevDependencies} {
		for name, version := range group {
			if !exact.MatchString(version) {
				s.fault("package.json: %s is %q, which is not one exact version", name, version)
			}
		}
	}
	for path, p := range locked.Packages {
		name := strings.TrimPrefix(path, "node_modules/")
		if name == "" {
			continue
		}
		s.take(name, p.License, !p.Dev)
		if p.Integrity == "" {
			s.fault("package-lock.json: %s has no sum", name)
		}
		if p.Resolved != "" {
			s.fault("package-lock.json: %s holds an address", name)
		}
	}
}

func (s *supply) read(name string, into any) {
	b, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		s.fault("%v", err)
	}
}

// pins refuses commands that take whatever version is newest.
func (s *supply) pins() {
	newest := "@" + "latest"
	for _, name := range []string{"Makefile", ".ci/run", "e2e/machine.sh", "package.json", "go.mod", "tools.mod", "README.md"} {
		b, err := os.ReadFile(name)
		if err != nil {
			s.fault("%v", err)
		}
		if strings.Contains(string(b), newest) || strings.Contains(string(b), "get -u") {
			s.fault("%s takes the newest version of something; name an exact one", name)
		}
	}
}
