package directory

import (
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// findPage leads straight to the municipality that was meant, or asks which.
func (s *Service) findPage(r *web.Request) (web.Response, error) {
	text := r.ReadQuery().Text("q")
	if text == "" {
		return web.Redirect("/kommuner"), nil
	}
	found, err := Find(r.Context(), s.Trail.DB(), text, s.Today())
	if err != nil {
		return web.Response{}, err
	}
	if len(found) == 1 {
		return web.Redirect(found[0].Path()), nil
	}
	form := ui.Form{Lang: r.Lang, ID: "sok", Action: "/sok", Method: "get", Submit: ui.Button{Label: r.Say(words.show)}, Fields: []ui.Field{
		{Kind: ui.SearchField, Name: "q", Label: r.Say(words.municipality), Hint: r.Say(words.findHint), Value: text, Width: ui.Medium}}}
	if len(found) == 0 {
		form = form.WithFault(fault.New(fault.Invalid, invalidSearch, fault.Field("q", words.notFound.With(text))))
	}
	return web.Page(words.find, findView(r.Say(words.find), r.Say(words.which), form, found)), nil
}

var invalidSearch = language.T("Sökningen gav ingen träff.", "The search found nothing.")
