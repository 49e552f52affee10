package measure

import (
	"net/url"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The names of the fields of the form that watches a search.
const (
	fieldAsked = "asked"
	fieldWatch = "watch"
)

func (s *Service) watchesPage(r *web.Request) (web.Response, error) { return s.watchesAgain(r, nil) }

// watchesAgain lists what the reader watches. f is a form that could not be kept.
func (s *Service) watchesAgain(r *web.Request, f *web.Form) (web.Response, error) {
	t := language.T
	all, err := Watches(r.Context(), s.Trail.DB(), r.Actor.ID)
	if err != nil {
		return web.Response{}, err
	}
	table := ui.Table{Lang: r.Lang, ID: "bevakningar", Caption: r.Say(sayWatches), Tight: true, Columns: []ui.Column{{Label: r.Say(t("Bevakning", "Watch")), RowHeader: true, Wide: true}, {Label: r.Say(t("Sedan", "Since"))}, {Label: r.Say(t("Ta bort", "Remove"))}},
		Empty: ui.Empty{Text: r.Say(t("Du bevakar ingenting än. Sök bland insatserna och bevaka sökningen.", "You watch nothing yet. Search among the measures and watch the search.")), Button: &ui.Button{Label: r.Say(t("Sök bland insatserna", "Search among the measures")), Href: Path, Kind: ui.Secondary}}}
	for _, w := range all {
		remove := ui.FormOf(ui.Form{Lang: r.Lang, ID: "bort-" + w.ID, Action: Path + "/bevakningar/ta-bort", Fields: []ui.Field{{Kind: ui.HiddenField, Name: fieldWatch, Value: w.ID}},
			Submit: ui.Button{Label: r.Say(t("Ta bort ”%s”", "Remove “%s”").With(w.Name)), Kind: ui.Quiet}})
		table.Rows = append(table.Rows, ui.Row{ID: "b" + w.ID, Cells: []templ.Component{ui.A(w.Page(), w.Name), ui.Text(r.Say(language.Same(w.MadeAt.Format("2006-01-02")))), remove}})
	}
	status, form := 200, templ.Component(nil)
	if f != nil {
		status = f.Status()
		form = ui.FormOf(ui.Form{Lang: r.Lang, ID: "bevaka", Action: Path + "/bevakningar", Submit: ui.Button{Label: r.Say(sayWatch)}, Fields: []ui.Field{
			{Kind: ui.HiddenField, Name: fieldAsked}, {Kind: ui.TextField, Name: fieldName, Label: r.Say(t("Vad ska bevakningen heta?", "What is the watch to be called?")), MaxLength: longName, Width: ui.Medium}}}.Fill(f.Values()).WithFault(f.Err()))
	}
	body := ui.Parts(ui.Heading(r.Say(sayWatches), r.Say(t("Du får veta när något du söker efter är nytt, har ändrats eller har fått en ledig plats.", "You are told when something that you search for is new, has changed or has a free place again."))), form, ui.TableOf(table))
	return web.Page(sayWatches, body).Status(status).Frame(crumbs(r, r.Say(sayWatches))), nil
}

func (s *Service) watchPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	asked, err := url.ParseQuery(f.Value(fieldAsked))
	if err != nil {
		asked = url.Values{}
	}
	_, err = s.Watch(r.Context(), r.Actor, f.Text(fieldName), filterFrom(asked.Get))
	if err == nil {
		return web.Redirect(Path+"/bevakningar").Message(ui.Good, language.T("Sökningen bevakas.", "The search is watched.")), nil
	}
	if !f.Take(err) {
		return web.Response{}, err
	}
	return s.watchesAgain(r, f)
}

func (s *Service) unwatchPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err == nil {
		err = s.Unwatch(r.Context(), r.Actor, f.Value(fieldWatch))
	}
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(Path+"/bevakningar").Message(ui.Good, language.T("Bevakningen är borttagen.", "The watch is removed.")), nil
}
