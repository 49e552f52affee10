package arch_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	update   = flag.Bool("update", false, "write the generated documents anew")
	licences = flag.String("licences", "", "write the texts of all licences to this file, for whoever passes the program on")
)

const thirdPartyPath = "../../docs/third-party.md"

// piece is something of somebody else's that is part of the program.
type piece struct {
	name, version, dir, licence string
	texts                       []string // of its licence files
}

// linked lists the modules that are linked into the program for Linux. It needs them in the module cache.
func linked() (all []piece, err error) {
	c := exec.Command("go", "list", "-deps", "-json=Module", "./cmd/samsyn")
	c.Dir = "../.."
	c.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0", "GOPROXY=off", "GOFLAGS=-mod=readonly")
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, said.String())
	}
	seen := map[string]bool{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			Module *struct{ Path, Version, Dir string }
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		if m := p.Module; m != nil && m.Version != "" && !seen[m.Path] {
			seen[m.Path] = true
			all = append(all, piece{name: m.Path, version: m.Version, dir: m.Dir})
		}
	}
}

// bundled lists the packages whose files are in the bundle: the dependencies of package.json.
func bundled() (all []piece, err error) {
	text, err := os.ReadFile("../../package.json")
	if err != nil {
		return nil, err
	}
	var wanted struct{ Dependencies map[string]string }
	if err := json.Unmarshal(text, &wanted); err != nil {
		return nil, err
	}
	for name, version := range wanted.Dependencies {
		dir := filepath.Join("../../node_modules", filepath.FromSlash(name))
		if _, err := os.Stat(dir); err != nil {
			return nil, err
		}
		all = append(all, piece{name: name, version: version, dir: dir})
	}
	return all, nil
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[sc]e|copying|notice)([.-].*)?$`)

// read finds the piece's licence files and says which licence the first of them is.
func (p piece) read() (piece, error) {
	entries, err := os.ReadDir(p.dir)
	if err != nil {
		return p, err
	}
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(p.dir, e.Name()))
		if err != nil {
			return p, err
		}
		p.texts = append(p.texts, tidyText(string(text)))
		if p.licence == "" {
			p.licence = licenceOf(string(text))
		}
	}
	if p.licence == "" {
		return p, fmt.Errorf("%s %s: no licence is known in %v", p.name, p.version, p.dir)
	}
	return p, nil
}

// tidyText takes away carriage returns and spaces at the ends of lines, and nothing else.
func tidyText(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\r")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// licenceOf gives the SPDX name of a licence by the words that only it has; empty when it is none that we take.
func licenceOf(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	has := func(words string) bool { return strings.Contains(text, words) }
	switch {
	case has("Apache License Version 2.0"):
		return "Apache-2.0"
	case has("SIL OPEN FONT LICENSE Version 1.1"):
		return "OFL-1.1"
	case has("Permission is hereby granted, free of charge, to any person"):
		return "MIT"
	case has("Redistribution and use in source and binary forms") && (has("Neither the name") || has("may not be used to endorse")):
		return "BSD-3-Clause"
	case has("Redistribution and use in source and binary forms"):
		return "BSD-2-Clause"
	case has("Permission to use, copy, modify, and/or distribute this software") && has("provided that the above copyright notice"):
		return "ISC"
	case has("Permission to use, copy, modify, and/or distribute this software"):
		return "0BSD"
	}
	return ""
}

// pieces gives everything, each with its licence, or passes the test over where it is not all there.
func pieces(t *testing.T) (modules, assets []piece) {
	t.Helper()
	modules, err := linked()
	if err != nil {
		notHere(t, err)
	}
	if assets, err = bundled(); err != nil {
		notHere(t, err)
	}
	for _, all := range [][]piece{modules, assets} {
		slices.SortFunc(all, func(a, b piece) int { return strings.Compare(a.name, b.name) })
		for i := range all {
			if all[i], err = all[i].read(); err != nil {
				t.Fatal(err)
			}
		}
	}
	return modules, assets
}

// notHere says loudly that the licences were not looked at.
func notHere(t *testing.T, err error) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("THE LICENCES CANNOT BE LOOKED AT: %v", err)
	}
	t.Skipf("LICENCES NOT LOOKED AT: what the program is made of is not on this machine (%v). Run make build first.", err)
}

func table(all []piece) string {
	var b strings.Builder
	for _, p := range all {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", p.name, p.version, p.licence)
	}
	return b.String()
}

func thirdParty(modules, assets []piece) string {
	return `# What Samsyn is made of

Written by ` + "`go test ./internal/arch -run TestThirdParty -update`" + `; the same test fails when this page is not what is
built. ` + "`make licences`" + ` writes the full texts to bin/third-party-licences.txt. Whoever passes the program on passes them on
too; they are other people's words and not kept here.

## Linked into the program

For Linux. The program is also made with Go and its standard library (BSD-3-Clause).

| module | version | licence |
| --- | --- | --- |
` + table(modules) + `
## In the bundle that browsers get

| package | version | licence |
| --- | --- | --- |
` + table(assets)
}

func licenceTexts(modules, assets []piece) string {
	var b strings.Builder
	b.WriteString("The licences of what Samsyn is made of. docs/third-party.md is the list.\n")
	for _, p := range append(slices.Clone(modules), assets...) {
		for _, text := range p.texts {
			fmt.Fprintf(&b, "\n%s\n%s %s\n\n%s\n", strings.Repeat("=", 78), p.name, p.version, text)
		}
	}
	return b.String()
}

func TestThirdPartyIsFreshAndFree(t *testing.T) {
	modules, assets := pieces(t)
	if *licences != "" {
		if err := os.WriteFile(*licences, []byte(licenceTexts(modules, assets)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := thirdParty(modules, assets)
	if *update {
		if err := os.WriteFile(thirdPartyPath, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if have, err := os.ReadFile(thirdPartyPath); err != nil || string(have) != want {
		t.Errorf("%s is not what is built (%v): go test ./internal/arch -run TestThirdParty -update", thirdPartyPath, err)
	}
}

func TestALicenceThatIsNotTakenIsNotTakenForOne(t *testing.T) {
	for text, want := range map[string]string{
		"GNU GENERAL PUBLIC LICENSE Version 3":                                                                                    "",
		"Mozilla Public License Version 2.0":                                                                                      "",
		"All rights reserved.":                                                                                                    "",
		"Permission is hereby granted, free of charge, to any person obtaining":                                                   "MIT",
		"Redistribution and use in source and binary forms, with or without\nmodification":                                        "BSD-2-Clause",
		"Redistribution and use in source and binary forms … Neither the name of":                                                 "BSD-3-Clause",
		"                                 Apache License\n                           Version 2.0, January 2004":                   "Apache-2.0",
		"Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted.": "0BSD",
		"Permission to use, copy, modify, and/or distribute this software … provided that the above copyright notice and this":    "ISC",
		"SIL OPEN FONT LICENSE\nVersion 1.1 - 26 February 2007":                                                                   "OFL-1.1",
	} {
		if got := licenceOf(text); got != want {
			t.Errorf("%.40q is %q, want %q", text, got, want)
		}
	}
}
