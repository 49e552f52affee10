package web

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
)

// FieldVersion is the name of the hidden field that says which version of a thing the reader acts on.
const FieldVersion = "version"

// DeedID is the id of the part of a page that holds the form of a deed: "#gor-svara" leads to it.
func DeedID(path string) string { return "gor-" + path }

// Deed is an act that the page of one thing offers: what it asks, what it does and what is said when it is done. P is the
// room's page, as read for one reader.
type Deed[P any] struct {
	Path   string        // last part of the address it is posted to, and of its form's id: one word of the page's language
	May    policy.Action // the right that its address asks for
	Name   language.Text // heading and button
	Says   language.Text // what happens then, over the form
	Done   language.Text // said when it is done
	Danger bool          // cannot be undone, or goes against somebody
	Group  string        // the group of what is not open at once; empty for "what else you can do"

	When   func(p P) bool             // whether this reader can do it now; nil means whenever the page is seen
	Fields func(p P) []ui.Field       // what it asks; nil asks nothing
	Do     func(p P, f *Form) error   // a fault in a field is collected in f, or returned as the service gave it
	To     func(p P) (address string) // where it leads when done; nil leads back to the page
}

// Failed is a deed that could not be done: its form is shown again as it was filled in.
type Failed struct {
	Path string
	Form *Form
}

// DeedGroup is a heading over deeds that are folded.
type DeedGroup struct {
	Name  string // as in Deed.Group
	ID    string
	Title language.Text
	Says  language.Text
}

func otherDeeds() DeedGroup {
	return DeedGroup{ID: "annat", Title: language.T("Annat du kan göra", "What else you can do")}
}

// Deeds are the acts of one kind of page, in the order in which it offers them.
type Deeds[P any] struct {
	All    []Deed[P]
	Groups []DeedGroup // besides "what else you can do", in order

	Address func(p P) string                  // of the page: "/arenden/1"
	Page    func(p P) DeedPage                // what the forms need to know of a page that is shown
	May     func(p P, act policy.Action) bool // whether the reader has a right over the thing

	// Say gives the room's texts in the language of the page; nil says them in that of the request.
	Say func(p P, t language.Text) string

	// Load reads the page for a post. It refuses, as not found, a reader who may not see the thing.
	Load func(r *Request, act policy.Action) (P, error)
	// Show shows the page again with a deed that failed. Whoever no longer sees it gets not found.
	Show func(r *Request, failed *Failed) (Response, error)
}

// DeedPage is what the forms of a page have in common.
type DeedPage struct {
	Version int64  // of the thing, so that two who act at once do not both believe they saw the latest; 0 sends none
	Main    string // the path of the deed that the page is there for; empty when nothing waits for this reader
	Failed  *Failed
}

// Handle registers the posts of all deeds below the pattern of the page, "/arenden/{id}".
func (d Deeds[P]) Handle(rt *Router, page string, opts ...RouteOption) {
	for _, deed := range d.All {
		rt.Handle("POST "+page+"/"+deed.Path, deed.May, d.post(deed), opts...)
	}
}

// post does a deed and leads back; what cannot be done is shown again with all that was written.
func (d Deeds[P]) post(deed Deed[P]) Handler {
	return func(r *Request) (Response, error) {
		f, err := r.ReadForm()
		if err != nil {
			return Response{}, err
		}
		p, err := d.Load(r, deed.May)
		if err != nil {
			return Response{}, err
		}
		if f.OK() {
			err = deed.Do(p, f)
		}
		if err == nil && f.OK() {
			return Redirect(d.after(deed, p)).Message(ui.Good, deed.Done), nil
		}
		if err != nil && (fault.Is(err, fault.NotFound) || !f.Take(err)) {
			return Response{}, err
		}
		return d.Show(r, &Failed{Path: deed.Path, Form: f})
	}
}

func (d Deeds[P]) after(deed Deed[P], p P) string {
	if deed.To != nil {
		return deed.To(p)
	}
	return d.Address(p)
}

// Offered gives the deed of a path when the reader can do it now.
func (d Deeds[P]) Offered(p P, path string) (Deed[P], bool) {
	for _, deed := range d.All {
		if deed.Path == path && d.offers(p, deed) {
			return deed, true
		}
	}
	return Deed[P]{}, false
}

func (d Deeds[P]) say(r *Request, p P, t language.Text) string {
	if d.Say == nil {
		return r.Say(t)
	}
	return d.Say(p, t)
}

func (d Deeds[P]) offers(p P, deed Deed[P]) bool {
	return d.May(p, deed.May) && (deed.When == nil || deed.When(p))
}

// Button does a deed that asks nothing, or leads to its form on the same page; nil when the reader cannot do it now.
func (d Deeds[P]) Button(r *Request, p P, path string) *ui.Button {
	deed, ok := d.Offered(p, path)
	if !ok {
		return nil
	}
	if deed.Fields == nil {
		return &ui.Button{Label: d.say(r, p, deed.Name), Form: path}
	}
	return &ui.Button{Label: d.say(r, p, deed.Name), Href: "#" + DeedID(path)}
}

// Forms are those of what the reader can do now: the main one and one that failed open, the rest a click away.
func (d Deeds[P]) Forms(r *Request, p P) templ.Component {
	on := d.Page(p)
	var out []templ.Component
	folded := map[string][]templ.Component{}
	for _, deed := range d.All {
		failed := on.Failed != nil && on.Failed.Path == deed.Path
		if !failed && !d.offers(p, deed) {
			continue
		}
		name, says := d.say(r, p, deed.Name), d.say(r, p, deed.Says)
		form := deed.form(p, on, ui.Form{Lang: r.Lang, ID: deed.Path, Action: d.Address(p) + "/" + deed.Path, Submit: ui.Button{Label: name, Kind: ui.Secondary}})
		if failed || deed.Path == on.Main {
			out = append(out, ui.SectionIntro(DeedID(deed.Path), name, says, form))
			continue
		}
		folded[deed.Group] = append(folded[deed.Group], ui.Fold(ui.FoldOf{ID: DeedID(deed.Path), Title: name, Body: ui.Parts(ui.Paragraph(says), form)}))
	}
	for _, g := range append([]DeedGroup{otherDeeds()}, d.Groups...) {
		if len(folded[g.Name]) > 0 {
			out = append(out, ui.SectionIntro(g.ID, d.say(r, p, g.Title), d.say(r, p, g.Says), ui.Parts(folded[g.Name]...)))
		}
	}
	return ui.Parts(out...)
}

func (d Deed[P]) form(p P, on DeedPage, form ui.Form) templ.Component {
	switch {
	case d.Danger:
		form.Submit.Kind = ui.Danger
	case d.Path == on.Main && d.Fields != nil:
		form.Submit.Kind = ui.Primary
	}
	if d.Fields != nil {
		form.Fields = d.Fields(p)
	}
	if on.Failed != nil && on.Failed.Path == d.Path {
		form = form.Fill(on.Failed.Form.Values()).WithFault(on.Failed.Form.Err())
	}
	if on.Version > 0 {
		form.Fields = append(form.Fields, ui.Field{Kind: ui.HiddenField, Name: FieldVersion, Value: strconv.FormatInt(on.Version, 10)})
	}
	return ui.FormOf(form)
}

// Version is which version of the thing the sender acts on; 0 when the form says none.
func (f *Form) Version() int64 {
	n, _ := strconv.ParseInt(f.Value(FieldVersion), 10, 64)
	return n
}

// ErrorOf is the error of an act whose result its page does not need.
func ErrorOf[T any](_ T, err error) error { return err }
