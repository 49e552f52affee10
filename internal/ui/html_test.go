package ui

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func wholePage(t *testing.T, lang language.Lang) string {
	t.Helper()
	return render(t, Page(sampleFrame(lang), ComponentsPage(lang)))
}

// elements walks over all elements of a page.
func elements(t *testing.T, page string) []*html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			out = append(out, n)
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

var both = []language.Lang{language.Swedish, language.English}

// The policy default-src 'self' blocks style and on… attributes, and style and script written in the page.
func TestNothingInThePageIsBlockedByThePolicy(t *testing.T) {
	for _, lang := range both {
		for _, n := range elements(t, wholePage(t, lang)) {
			if n.Data == "style" || n.Data == "script" && n.FirstChild != nil {
				t.Errorf("<%s> is written in the page", n.Data)
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Val, "javascript:") || strings.HasPrefix(a.Val, "data:") {
					t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
				}
			}
		}
	}
}

// The design system speaks Norwegian where nothing else is said.
func TestNoNorwegian(t *testing.T) {
	norwegian := regexp.MustCompile(`(?i)\b(tegn igjen|tegn for mye|legg til|trykk for å|fjerne|fjern|lukk|ikke|forrige|neste|hopp til hovedinnhold|påkrevd|må fylles ut|søk)\b`)
	for _, lang := range both {
		if found := norwegian.FindString(wholePage(t, lang)); found != "" {
			t.Errorf("%s: %q", lang, found)
		}
	}
}

func TestIdsAreUniqueAndLead(t *testing.T) {
	for _, lang := range both {
		ids, all := map[string]bool{}, elements(t, wholePage(t, lang))
		for _, n := range all {
			if id := attr(n, "id"); id != "" {
				if ids[id] {
					t.Errorf("the id %q stands twice", id)
				}
				ids[id] = true
			}
		}
		for _, n := range all {
			for _, name := range []string{"aria-describedby", "aria-labelledby", "for", "list"} {
				for _, id := range strings.Fields(attr(n, name)) {
					if !ids[id] {
						t.Errorf("<%s %s=%q> leads nowhere", n.Data, name, id)
					}
				}
			}
			if href := attr(n, "href"); strings.HasPrefix(href, "#") && href != "#" && !ids[href[1:]] {
				t.Errorf("the link %s leads nowhere", href)
			}
		}
	}
}

func TestEveryFieldHasALabel(t *testing.T) {
	labelled, all := map[string]bool{}, elements(t, wholePage(t, language.Swedish))
	for _, n := range all {
		if n.Data == "label" {
			labelled[attr(n, "for")] = true
		}
	}
	fields := 0
	for _, n := range all {
		if n.Data == "input" && attr(n, "type") != "hidden" || n.Data == "select" || n.Data == "textarea" {
			fields++
			if !labelled[attr(n, "id")] {
				t.Errorf("<%s name=%q> has no label", n.Data, attr(n, "name"))
			}
		}
	}
	if fields < 12 {
		t.Errorf("only %d fields were seen", fields)
	}
}

// Cells say their column on narrow screens.
func TestCellsBearTheirLabels(t *testing.T) {
	for _, n := range elements(t, render(t, TableOf(sample{language.Swedish}.table()))) {
		if n.Data == "td" && attr(n, "data-label") == "" {
			t.Error("a cell has no label")
		}
	}
}

// Both languages are there for every word of our own.
func TestWordsAreInBothLanguages(t *testing.T) {
	v := reflect.ValueOf(say)
	for i := range v.NumField() {
		f := v.Field(i)
		if f.Type() != reflect.TypeFor[language.Text]() {
			t.Fatalf("%s is no text", v.Type().Field(i).Name)
		}
		if f.Field(0).String() == "" || f.Field(1).String() == "" {
			t.Errorf("%s is not said in both languages", v.Type().Field(i).Name)
		}
	}
}

func TestFaultIsPlacedAtItsFields(t *testing.T) {
	f := Form{Lang: language.English, ID: "x", Action: "/", Submit: Button{Label: "Send"}, Fields: []Field{
		{Kind: TextField, Name: "a", Label: "A"},
		{Kind: RadiosField, Name: "b", Label: "B", Options: []Option{{Value: "1", Label: "One"}}},
	}}
	err := fault.New(fault.Invalid, language.T("fel", "wrong"), fault.Field("b", language.T("välj", "choose")), fault.Cell(3, "code", language.T("okänd", "unknown")))
	page := render(t, FormOf(f.WithFault(err)))
	for _, want := range []string{"wrong", `href="#x-b-1"`, ">B: choose</a>", "row 3, column code: unknown", `aria-invalid="true"`} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not in %s", want, page)
		}
	}
	if clean := render(t, FormOf(f.WithFault(errors.New("other")))); strings.Contains(clean, "data-error-summary") {
		t.Error("an error that is no fault was shown")
	}
}

// What is wrong says once in the summary which of several rows it is of, whether the row is named by the text or not.
func TestTheRowOfAFaultIsSaidOnce(t *testing.T) {
	f := Form{Lang: language.English, ID: "x", Action: "/", Submit: Button{Label: "Send"}, Fields: []Field{
		{Kind: DateField, Name: "a", Label: "Time 1: day", Whose: "Time 1"}, {Kind: DateField, Name: "b", Label: "Time 2: day", Whose: "Time 2"}, {Kind: TextField, Name: "c", Label: "What?", Whose: "Step 3"},
	}}
	err := fault.New(fault.Invalid, language.T("fel", "wrong"), fault.Field("a", language.T("", "Time 1: it has passed.")), fault.Field("b", language.T("", "Write a date.")), fault.Field("c", language.T("", "Write what.")))
	page := render(t, FormOf(f.WithFault(err)))
	for _, want := range []string{">Time 1: it has passed.</a>", ">Time 2: day: Write a date.</a>", ">Step 3: What: Write what.</a>"} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not in %s", want, page)
		}
	}
}

func TestFillNeverReturnsAPassword(t *testing.T) {
	f := Form{Fields: []Field{{Kind: TextField, Name: "a"}, {Kind: PasswordField, Name: "p"}, {Kind: CheckboxesField, Name: "c", Values: []string{"1"}, Options: []Option{{Value: "1"}, {Value: "2"}}}}}
	page := render(t, FormOf(f.Fill(map[string][]string{"a": {"sent <in>"}, "p": {"secret"}})))
	if !strings.Contains(page, "sent &lt;in&gt;") || strings.Contains(page, "secret") {
		t.Error(page)
	}
	if strings.Contains(page, "checked") {
		t.Error("boxes that were not sent in are still ticked")
	}
}

func TestRich(t *testing.T) {
	for in, want := range map[string]string{
		"plain <b>": "plain &lt;b&gt;", "a *b* c": "a <strong>b</strong> c", "*<i>*": "<strong>&lt;i&gt;</strong>", "2 * 3": "2 * 3", "": "",
	} {
		if got := string(appendRich(nil, in)); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestAddressesAreCleaned(t *testing.T) {
	if page := render(t, TableOf(Table{Columns: []Column{{Label: "<x>"}}, Rows: []Row{{Cells: []templ.Component{Text("<script>")}}}})); strings.Contains(page, "<script>") || strings.Contains(page, "<x>") {
		t.Error("a text was written as markup")
	}
}

// TestFieldsOfAChoiceStandTogether under a legend that says when they are asked for, so that they make sense without script.
func TestFieldsOfAChoiceStandTogether(t *testing.T) {
	given := &Given{Field: "ground", Values: []string{"consent", "letter"}, Legend: "Vid samtycke"}
	page := render(t, FormOf(Form{Lang: language.Swedish, ID: "f", Action: "/x", Submit: Button{Label: "Skicka"}, Fields: []Field{
		{Kind: RadiosField, Name: "ground", Label: "Grund", Options: []Option{{Value: "consent", Label: "Samtycke"}}},
		{Kind: TextField, Name: "how", Label: "Hur", Given: given}, {Kind: TextField, Name: "until", Label: "Till", Given: given}, {Kind: TextField, Name: "purpose", Label: "Ändamål"}}}))
	for _, n := range elements(t, page) {
		inside := ""
		for p := n.Parent; p != nil; p = p.Parent {
			if p.Data == "fieldset" {
				inside = attr(p, "data-given") + "=" + attr(p, "data-given-of")
			}
		}
		want := map[string]string{"how": "ground=consent letter", "until": "ground=consent letter", "purpose": ""}
		if w, asked := want[attr(n, "name")]; asked && n.Data == "input" && w != inside {
			t.Errorf("%s stands in %q, not in %q", attr(n, "name"), inside, w)
		}
	}
	if strings.Count(page, "Vid samtycke") != 1 || strings.Contains(page, "hidden") {
		t.Error("what is asked for with a choice is not told once, or hidden where nothing can show it")
	}
}
