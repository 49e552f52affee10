package main

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/command"
)

var commandLine = regexp.MustCompile(`(?m)^  ([a-z]+(?: [a-z]+)?)  +\S`)

// help asks for the help of a command in a language.
func help(t *testing.T, lang string, words ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	getenv := func(name string) string {
		if name == "SAMSYN_LANGUAGE" {
			return lang
		}
		return ""
	}
	if code := command.Run(context.Background(), append(words, "--help"), getenv, &out, &errs); code != 0 || errs.Len() > 0 {
		t.Errorf("%v --help: exit %d, %s", words, code, &errs)
	}
	return out.String()
}

func TestHelpInBothLanguages(t *testing.T) {
	found := commandLine.FindAllStringSubmatch(help(t, "en"), -1)
	if len(found) < 15 {
		t.Fatalf("only %d commands in the help", len(found))
	}
	for _, c := range append(found, []string{"", ""}) {
		words := strings.Fields(c[1])
		sv, en := help(t, "sv", words...), help(t, "en", words...)
		for line := range strings.Lines(sv) {
			if line = strings.TrimSpace(line); len(strings.Fields(line)) > 2 && strings.Contains(en, line) && !strings.HasPrefix(line, "-") && !strings.Contains(line, "samsyn ") {
				t.Errorf("%v: this line is the same in both languages: %s", words, line)
			}
		}
		for _, english := range []string{"Usage:", "Flags:", "Arguments:", "Commands:", "Show context", "for more information", "Environment"} {
			if strings.Contains(sv, english) {
				t.Errorf("%v: the Swedish help says %q", words, english)
			}
		}
		if databases := []string{"verify", "serve", "coverage", "backup", "restore"}; strings.Contains(strings.Join(databases, " "), c[1]) && c[1] != "" &&
			!strings.Contains(en, "--database") {
			t.Errorf("%v: the help does not tell of --database:\n%s", words, en)
		}
	}
}
