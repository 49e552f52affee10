package enquiry

import (
	"net/url"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// newSaved remembers the filters that each reader keeps. What they keep at one node is seen at another a second later, before
// their browser can ask for it.
func newSaved() *db.Kept[string, []Saved] {
	return &db.Kept[string, []Saved]{Tables: []string{"enquiry_filter"}, Age: time.Second}
}

// savedFilters are the reader's own selections, and the form that keeps the present one.
func (s *Service) savedFilters(r *web.Request) (templ.Component, error) {
	d := s.Trail.DB()
	list, err := s.saved.Get(d, r.Actor.ID, func() ([]Saved, error) { return s.SavedFilters(r.Context(), d, r.Actor) })
	if err != nil {
		return nil, err
	}
	t := language.T
	parts := []templ.Component{}
	for _, f := range list {
		drop := ui.Press(inboxPath+"/filter/"+f.ID+"/ta-bort", ui.Button{Label: r.Say(t("Ta bort %s", "Remove %s").With(f.Name)), Kind: ui.Quiet})
		parts = append(parts, ui.Join(ui.A(inboxPath+"?"+f.Query, f.Name), drop))
	}
	body := []templ.Component{}
	if len(parts) > 0 {
		body = append(body, ui.BulletsOf(parts...))
	}
	body = append(body, ui.FormOf(saveFilterForm(r)))
	return ui.Fold(ui.FoldOf{ID: "sparade", Title: r.Say(t("Sparade filter", "Saved filters")), Count: language.Number(len(list)), Body: ui.Parts(body...)}), nil
}

func saveFilterForm(r *web.Request) ui.Form {
	t := language.T
	q := r.URL.Query()
	q.Del(web.AfterParam)
	q.Del(web.FormatParam)
	return ui.Form{Lang: r.Lang, ID: "spara-filter", Action: inboxPath + "/filter", Submit: ui.Button{Label: r.Say(t("Spara urvalet", "Save the selection")), Kind: ui.Secondary}, Fields: []ui.Field{
		{Kind: ui.TextField, Name: fieldName, Label: r.Say(t("Namn på urvalet som visas nu", "Name of the selection shown now")), Width: ui.Medium, MaxLength: 60},
		{Kind: ui.HiddenField, Name: "query", Value: q.Encode()}}}
}

func (s *Service) saveFilterPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	q, err := url.ParseQuery(f.Value("query"))
	if err != nil {
		q = url.Values{}
	}
	name := f.Text(fieldName, web.Max(60))
	if f.OK() {
		if _, err = s.SaveFilter(r.Context(), r.Actor, name, q.Encode()); err == nil {
			return web.Redirect(inboxPath+"?"+q.Encode()).Message(ui.Good, language.T("Filtret är sparat.", "The filter is saved.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	title := language.T("Spara urvalet", "Save the selection")
	form := saveFilterForm(r).Fill(f.Values()).WithFault(f.Err())
	return web.Page(title, ui.Parts(ui.Heading(r.Say(title), ""), ui.FormOf(form))).Frame(crumb(r, title)).Status(f.Status()), nil
}

func (s *Service) dropFilterPost(r *web.Request) (web.Response, error) {
	if err := s.DropFilter(r.Context(), r.Actor, r.Path("filter")); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(inboxPath).Message(ui.Good, language.T("Filtret är borttaget.", "The filter is removed.")), nil
}
