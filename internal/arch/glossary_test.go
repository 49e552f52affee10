package arch_test

import (
	"go/ast"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const glossaryPath = "../../docs/glossary.md"

// term is one line of the glossary: | svenska | English | in code | what it means |.
type term struct {
	swedish, english string
	code             []string // agreement.Agreement; none while the room is not built
	means            string
}

// later stands in the column of a term whose room is not built.
const later = "later"

var inCode = regexp.MustCompile("`([a-z]+\\.\\p{Lu}[\\p{L}0-9]*)`")

func glossary(t *testing.T) (terms []term) {
	t.Helper()
	text, err := os.ReadFile(glossaryPath)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(text), "\n") {
		cells := strings.Split(strings.Trim(line, "| "), "|")
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "| ---") || strings.HasPrefix(line, "| svenska") {
			continue
		}
		if len(cells) != 4 {
			t.Fatalf("the line %q has %d columns, not 4", line, len(cells))
		}
		w := term{swedish: strings.TrimSpace(cells[0]), english: strings.TrimSpace(cells[1]), means: strings.TrimSpace(cells[3])}
		for _, m := range inCode.FindAllStringSubmatch(cells[2], -1) {
			w.code = append(w.code, m[1])
		}
		if len(w.code) == 0 && strings.TrimSpace(cells[2]) != later {
			t.Errorf("%s: the column says %q; write `package.Name` or %s", w.swedish, cells[2], later)
		}
		terms = append(terms, w)
	}
	return terms
}

// exported lists every exported name on the top level of each package, and of each room its types.
func exported(t *testing.T) (names map[string]bool, types map[string][]string) {
	t.Helper()
	names, types = map[string]bool{}, map[string][]string{}
	for _, s := range sources(t) {
		for _, d := range s.file.Decls {
			switch x := d.(type) {
			case *ast.FuncDecl:
				if x.Recv == nil {
					names[s.pkg+"."+x.Name.Name] = true
				}
			case *ast.GenDecl:
				for _, spec := range x.Specs {
					switch v := spec.(type) {
					case *ast.TypeSpec:
						names[s.pkg+"."+v.Name.Name] = true
						if v.Name.IsExported() {
							types[s.pkg] = append(types[s.pkg], s.pkg+"."+v.Name.Name)
						}
					case *ast.ValueSpec:
						for _, n := range v.Names {
							names[s.pkg+"."+n.Name] = true
						}
					}
				}
			}
		}
	}
	return names, types
}

func TestWhatTheGlossaryNamesIsInTheCode(t *testing.T) {
	names, _ := exported(t)
	seen := map[string]bool{}
	for _, w := range glossary(t) {
		if w.swedish == "" || w.english == "" || w.means == "" {
			t.Errorf("a line of the glossary is not whole: %+v", w)
		}
		if seen[w.swedish] {
			t.Errorf("%s stands twice", w.swedish)
		}
		seen[w.swedish] = true
		for _, name := range w.code {
			if !names[name] {
				t.Errorf("%s: there is no %s in the code", w.swedish, name)
			}
		}
	}
	if len(seen) < 50 {
		t.Errorf("%d terms were read; the test does not see the glossary", len(seen))
	}
}

// workings are types of the rooms that are no words of their trade: forms, lists, reports and joints of the program.
func workings() []string {
	return []string{
		"account.ClientInput", "account.DutyInput", "account.Hasher", "account.Holder", "account.Input", "account.Pages", "account.Row", "account.Service", "account.Sessions",
		"agreement.Asked", "agreement.Blocked", "agreement.Bound", "agreement.Count", "agreement.Covered", "agreement.Draft", "agreement.DraftBody", "agreement.EndingSoon", "agreement.Exists",
		"agreement.CopiesReport", "agreement.Filter", "agreement.FullCoverage", "agreement.GivenCopy", "agreement.Ground", "agreement.HandedOver", "agreement.Headline", "agreement.Input", "agreement.KindCount",
		"agreement.NoticeReader", "agreement.PageLead", "agreement.PagePanel", "agreement.Part", "agreement.Progress", "agreement.Promised", "agreement.Recorder", "agreement.Registered", "agreement.Reminded", "agreement.Seen", "agreement.Service",
		"agreement.Staged", "agreement.Tally", "agreement.WithoutOne",
		"directory.Asked", "directory.Book", "directory.Edition", "directory.AuthorityDetails", "directory.AuthorityFilter", "directory.AuthorityHistory", "directory.Branch",
		"directory.Edit", "directory.Filter", "directory.History", "directory.Input", "directory.Lead", "directory.MunicipalityDetails",
		"directory.MunicipalityHistory", "directory.OfficeDetails", "directory.OfficeHistory", "directory.Order",
		"directory.Paging", "directory.Panel", "directory.Reference", "directory.Service",
		"directory.Shown", "directory.UnitDetails", "directory.UnitHistory", "directory.Version",
	}
}

func TestEveryTypeOfARoomStandsInTheGlossary(t *testing.T) {
	_, types := exported(t)
	stands := workings()
	for _, w := range glossary(t) {
		stands = append(stands, w.code...)
	}
	for _, room := range []string{"directory", "account", "agreement"} {
		if len(types[room]) == 0 {
			t.Errorf("no type of %s was seen", room)
		}
		for _, name := range types[room] {
			if !slices.Contains(stands, name) {
				t.Errorf("%s is not in docs/glossary.md; a word of the trade belongs there, a part of the workings in the list of this test", name)
			}
		}
	}
	for _, name := range workings() {
		room, _, _ := strings.Cut(name, ".")
		if !slices.Contains(types[room], name) {
			t.Errorf("%s is gone from the code; take it off the list of this test", name)
		}
	}
}
