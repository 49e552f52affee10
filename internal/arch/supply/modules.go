package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"

	"golang.org/x/mod/semver"
)

// module is what go list says of the module of a package.
type module struct {
	Path, Version, Dir string
	Main               bool
}

// modules checks all Go modules from which a package is taken, linked into the program or used by a test.
func (s *supply) modules() {
	linked := s.list("-deps", "./cmd/samsyn")
	for path, m := range s.list("-deps", "-test", "./...") {
		_, shipped := linked[path]
		s.take(path, licenceOf(m.Dir), shipped)
		if least := leastVersions()[path]; least != "" && semver.Compare(m.Version, least) < 0 {
			s.fault("%s is %s; at least %s is needed", path, m.Version, least)
		}
	}
}

// leastVersions are those below which a module has a known fault, also where another module would be content with less.
func leastVersions() map[string]string {
	return map[string]string{
		"github.com/russellhaering/goxmldsig": "v1.6.0", // CVE-2026-33487: a signature could be bypassed
	}
}

func (s *supply) list(args ...string) map[string]module {
	out, err := exec.Command("go", append([]string{"list", "-json=Module"}, args...)...).Output()
	if err != nil {
		s.fault("go list: %v", err)
		return nil
	}
	found := map[string]module{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ Module *module }
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			s.fault("go list: %v", err)
			return found
		}
		if p.Module != nil && !p.Module.Main {
			found[p.Module.Path] = *p.Module
		}
	}
}
