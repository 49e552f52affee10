package arch_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/command"
)

const root = "../.."

// documents are the texts that people read beside the code, by path.
func documents(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	read := func(path string) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[path] = string(text)
	}
	top, err := filepath.Glob(root + "/*.md")
	if err != nil || len(top) == 0 {
		t.Fatalf("no documents at the top: %v", err)
	}
	for _, path := range top {
		read(path)
	}
	err = filepath.WalkDir(root+"/docs", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			read(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var link = regexp.MustCompile(`\]\(([^)#\s]+)`)

func TestLinksInDocumentsLeadSomewhere(t *testing.T) {
	pictures := true // the browser tests make them; before the first run there are none
	if _, err := os.Stat(root + "/docs/pictures"); err != nil {
		pictures = false
	}
	for path, text := range documents(t) {
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			to := m[1]
			if strings.Contains(to, "://") || !pictures && strings.Contains(to, "pictures/") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), to)); err != nil {
				t.Errorf("%s: %s leads nowhere", path, to)
			}
		}
	}
}

var (
	testNamed = regexp.MustCompile("`((?:Test|Fuzz|Benchmark)[A-Za-z0-9]+)`")
	testMade  = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Benchmark)[A-Za-z0-9]+)\(`)
)

func TestTestsNamedInDocumentsAreThere(t *testing.T) {
	made := map[string]bool{}
	for _, from := range []string{"internal", "cmd", "e2e"} {
		err := filepath.WalkDir(filepath.Join(root, from), func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			for _, m := range testMade.FindAllSubmatch(text, -1) {
				made[string(m[1])] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for path, text := range documents(t) {
		for _, m := range testNamed.FindAllStringSubmatch(text, -1) {
			if !made[m[1]] {
				t.Errorf("%s speaks of %s, which is not there", path, m[1])
			}
		}
	}
}

// help is what a command tells of itself in English.
func help(t *testing.T, args ...string) string {
	t.Helper()
	var out, said bytes.Buffer
	english := func(name string) string { return map[string]string{"SAMSYN_LANGUAGE": "en"}[name] }
	if code := command.Run(t.Context(), append(args, "--help"), english, &out, &said); code != 0 {
		t.Fatalf("%v --help: %d %s", args, code, said.String())
	}
	return out.String()
}

var (
	flagHelped = regexp.MustCompile(`(?m)^\s+(?:-h, )?--([a-z-]+)`)
	flagTabled = regexp.MustCompile("(?m)^\\| `--([a-z-]+)` \\| `(SAMSYN_[A-Z_]+)` \\|")
)

func TestTheGuideTellsEverySettingOfTheService(t *testing.T) {
	guide := documents(t)[root+"/docs/operations/guide.md"]
	var told, has []string
	for _, m := range flagTabled.FindAllStringSubmatch(guide, -1) {
		told = append(told, m[1])
		if want := "SAMSYN_" + strings.ToUpper(strings.ReplaceAll(m[1], "-", "_")); m[2] != want {
			t.Errorf("--%s is said to be %s, not %s", m[1], m[2], want)
		}
	}
	for _, m := range flagHelped.FindAllStringSubmatch(help(t, "serve"), -1) {
		if m[1] != "help" {
			has = append(has, m[1])
		}
	}
	slices.Sort(told)
	slices.Sort(has)
	if !slices.Equal(told, has) || len(has) == 0 {
		t.Errorf("the guide tells %v, the service has %v", told, has)
	}
}

var commandHelped = regexp.MustCompile(`(?m)^  ([a-z]+)(?: [a-z]+)?  `)

func TestTheReadmeShowsEveryCommand(t *testing.T) {
	readme := documents(t)[root+"/README.md"]
	all := commandHelped.FindAllStringSubmatch(help(t), -1)
	if len(all) == 0 {
		t.Fatal("no command was seen")
	}
	for _, m := range all {
		if m[1] != "version" && !strings.Contains(readme, "samsyn "+m[1]) {
			t.Errorf("the README does not show samsyn %s", m[1])
		}
	}
}
