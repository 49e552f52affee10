package contact

import (
	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names in the address of the preview.
const (
	paramUnit = "enhet"
	paramWhat = "omfattning"
)

// handOverPage asks first to which unit, then shows what a hand-over does and asks once more.
func (s *Service) handOverPage(r *web.Request) (web.Response, error) {
	f, _, err := s.handOverForm(r)
	if err != nil {
		return web.Response{}, err
	}
	return f.page(r, nil), nil
}

func (s *Service) handOverForm(r *web.Request) (form, place, error) {
	p, err := s.editing(r, policy.EditContact)
	if err != nil {
		return form{}, p, err
	}
	q := r.ReadQuery()
	to := HandOver{Unit: q.Value(paramUnit), All: q.Value(paramWhat) == "alla"}
	units, err := s.unitOptions(r, p.Authority)
	if err != nil {
		return form{}, p, err
	}
	out := form{title: language.T("Lämna över kontaktvägen", "Hand the contact path over"), sub: p.Name, crumbs: p.crumbs(r)}
	if to.Unit == "" && !q.Has(paramWhat) {
		out.Form = s.whereTo(r, p, units)
		return out, p, nil
	}
	v, err := s.PreviewOf(r.Context(), s.Trail.DB(), p.Path, to)
	if err != nil {
		return form{}, p, err
	}
	people, err := account.Suggestions(r.Context(), s.Trail.DB(), p.Authority, today(s.Trail.DB()))
	out.over = v.shown(r)
	out.Form = ui.Form{ID: "overlamna", Action: p.Path.Path() + "/overlamna?" + paramUnit + "=" + to.Unit + "&" + paramWhat + "=" + q.Value(paramWhat), Submit: ui.Button{Label: r.Say(language.T("Lämna över", "Hand over"))}, Other: cancelTo(r, p.Path.Path()), Fields: []ui.Field{
		{Kind: ui.SuggestField, Name: fieldOwner, Label: r.Say(language.T("Vem ansvarar hos den nya enheten?", "Who answers for it at the new unit?")), Options: people, Width: ui.Medium},
		{Kind: ui.DateField, Name: fieldOwnerFrom, Label: r.Say(language.T("Tar över den", "Takes over on")), Value: today(s.Trail.DB()).String()},
		versionField(p.Version)}}
	return out, p, err
}

// whereTo asks to which unit, and how much.
func (s *Service) whereTo(r *web.Request, p place, units []ui.Option) ui.Form {
	t := language.T
	return ui.Form{ID: "vart", Action: p.Path.Path() + "/overlamna", Method: "get", Submit: ui.Button{Label: r.Say(t("Visa vad som händer", "Show what happens"))}, Other: cancelTo(r, p.Path.Path()), Fields: []ui.Field{
		{Kind: ui.SelectField, Name: paramUnit, Label: r.Say(t("Ny enhet", "New unit")), Options: units},
		{Kind: ui.RadiosField, Name: paramWhat, Label: r.Say(t("Vad lämnas över?", "What is handed over?")), Value: "en", Options: []ui.Option{
			{Value: "en", Label: r.Say(t("Den här kontaktvägen", "This contact path"))},
			{Value: "alla", Label: r.Say(t("Alla kontaktvägar som enheten har", "Every contact path of the unit")), Hint: r.Say(t("Till exempel när ett kontor läggs ner.", "For example when an office closes."))}}}}}
}

// shown is the preview as three lists.
func (v Preview) shown(r *web.Request) templ.Component {
	t := language.T
	list := func(id string, title language.Text, all []language.Text) templ.Component {
		var lines []string
		for _, x := range all {
			lines = append(lines, r.Say(x))
		}
		return ui.SectionOf(id, r.Say(title), ui.Bullets(lines...))
	}
	var paths []templ.Component
	for _, p := range v.Paths {
		paths = append(paths, ui.A(p.Path(), p.Name))
	}
	parts := []templ.Component{ui.SectionOf("vad", r.Say(t("Det här lämnas över", "This is handed over")), ui.BulletsOf(paths...), officeLines(r, v.Offices)),
		list("foljer", t("Följer med", "Follows along"), v.Follows), list("ordna", t("Det här behöver ni se till", "This you must see to"), v.See), list("foljer-inte", t("Följer inte med, och varför", "Does not follow, and why"), v.Leaves)}
	return ui.Parts(parts...)
}

// officeLines names the offices of the unit that hands over.
func officeLines(r *web.Request, offices []directory.Office) templ.Component {
	if len(offices) == 0 {
		return nil
	}
	var names []string
	for _, o := range offices {
		names = append(names, o.Name)
	}
	return ui.Paragraph(r.Say(language.T("Enhetens kontor: %s.", "The unit’s offices: %s.").With(language.List(language.Names(names...)...))))
}

func (s *Service) handOverPost(r *web.Request) (web.Response, error) {
	form, p, err := s.handOverForm(r)
	if err != nil {
		return web.Response{}, err
	}
	q := r.ReadQuery()
	to := HandOver{Unit: q.Value(paramUnit), All: q.Value(paramWhat) == "alla"}
	var version int64
	return form.take(r, language.T("Överlämnat. Den nya enheten behöver bekräfta.", "Handed over. The new unit must confirm."), func(f *web.Form) {
		to.Owner, to.OwnerFrom, version = account.ReadColleague(r.Context(), s.Trail.DB(), f, fieldOwner, p.Authority, today(s.Trail.DB())), f.Date(fieldOwnerFrom), versionOf(f)
	}, func() (string, error) {
		_, err := s.HandOver(r.Context(), r.Actor, p.ID, version, to)
		return p.Path.Path(), err
	})
}
