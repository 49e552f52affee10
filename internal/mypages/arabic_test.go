package mypages

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/meeting"
	"samsyn/internal/outcome"
)

// said lists the Swedish of every text that the package's files, and the parts that other rooms show, say in two languages.
func said(t *testing.T) (texts []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, "../meeting/pages_own.go") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if c, ok := n.(*ast.CallExpr); ok && len(c.Args) == 2 && isText(c.Fun) {
				if sv, ok := literal(c.Args[0]); ok {
					texts = append(texts, sv)
				}
			}
			return true
		})
	}
	return texts
}

// isText tells of a call of language.T, or of t, which every function calls it.
func isText(f ast.Expr) bool {
	switch f := f.(type) {
	case *ast.Ident:
		return f.Name == "t"
	case *ast.SelectorExpr:
		x, ok := f.X.(*ast.Ident)
		return ok && x.Name == "language" && f.Sel.Name == "T"
	}
	return false
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

// Every text of my pages is there in Arabic, so that a page is whole in the language that somebody chose.
func TestArabicIsWhole(t *testing.T) {
	texts := said(t)
	if len(texts) < 150 {
		t.Fatalf("only %d texts were found", len(texts))
	}
	for _, w := range meeting.Ways() {
		texts = append(texts, w.Name().Sv)
	}
	for _, w := range outcome.Whats() {
		texts = append(texts, w.Name().Capital().Sv)
	}
	for _, p := range outcome.Points() {
		texts = append(texts, p.Name().Capital().Sv)
	}
	for _, f := range ownForms() {
		texts = append(texts, f.Name.Sv, f.Name.Capital().Sv)
	}
	for _, s := range outcome.Sources() {
		texts = append(texts, s.Name().Sv)
	}
	for d := range 7 {
		texts = append(texts, calendar.WeekdayName(time.Weekday(d)).Capital().Sv)
	}
	for _, sv := range texts {
		if arabic[sv] == "" {
			t.Errorf("there is no Arabic for %q", sv)
		}
	}
}

// What is filled into an Arabic text is as much, in the same order and of the same kind, as in the Swedish one.
func TestArabicIsFilledAsSwedish(t *testing.T) {
	verb := regexp.MustCompile(`%[a-z]`)
	for sv, ar := range arabic {
		if want, got := verb.FindAllString(sv, -1), verb.FindAllString(ar, -1); !slices.Equal(got, want) {
			t.Errorf("%q is filled with %v, the Arabic with %v", sv, want, got)
		}
		if strings.Count(sv, "*") != strings.Count(ar, "*") {
			t.Errorf("%q and its Arabic are not stressed alike", sv)
		}
	}
}

// A date, and a name in Latin letters, stand in their own order in a text that is written from right to left.
func TestWhatIsFilledIntoArabicStandsApart(t *testing.T) {
	ar, _ := tongueOf("ar")
	got := ar.in(language.T("%s till %s, %s", "%s to %s, %s"), language.T("Fråga", "Question"), "Ludvika kommun", calendar.NewDate(2026, 12, 23))
	if want := "\u2068سؤال\u2069 إلى \u2068Ludvika kommun\u2069، \u20682026-12-23\u2069"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := ar.in(language.T("Frågor som är klara (%d)", "Questions that are done (%d)"), 3); !strings.Contains(got, "3") || strings.Contains(got, isolateBegin) {
		t.Errorf("a number is %q", got)
	}
	sv, _ := tongueOf("sv")
	if got := sv.in(language.T("Svar senast %s", "Answer by %s"), calendar.NewDate(2026, 12, 23)); got != "Svar senast 2026-12-23" {
		t.Errorf("in Swedish: %q", got)
	}
}
