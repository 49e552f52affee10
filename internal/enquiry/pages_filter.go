package enquiry

import (
	"strings"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names of the filters in the address of the inbox.
const (
	paramBox    = "lada"
	paramWhose  = "vems"
	paramLate   = "forsenade"
	paramUrgent = "bradskande"
	paramSide   = "sida"
	paramUnit   = "enhet"
	paramPlace  = "kommun"
	paramTopic  = "amne"
	paramDraft  = "utkast"
	paramNumber = "nummer"
)

// The values of whose questions are shown.
const (
	whoseMine = "mina"
	whoseFree = "ingens"
	whoseTurn = "var-tur"
)

// boxNames are the boxes as addresses have them.
func boxNames() map[string]Box {
	return map[string]Box{"": Waiting, "utkast": Drafts, "besvarade": Replied, "avslutade": Past}
}

func filterOf(r *web.Request) (Filter, error) {
	q := r.ReadQuery()
	f := Filter{Box: boxNames()[q.Value(paramBox)], Late: q.Ticked(paramLate), Urgent: q.Ticked(paramUrgent), Side: Side(q.Value(paramSide)),
		Unit: q.Text(paramUnit), Municipality: q.Text(paramPlace, web.Max(4)), Topic: contact.Topic(q.Text(paramTopic, web.Max(40))), Number: q.Text(paramNumber, web.Max(40))}
	if f.Box == "" {
		f.Box = Waiting
	}
	switch q.Value(paramWhose) {
	case whoseMine:
		f.Mine = true
	case whoseFree:
		f.Free = true
	case whoseTurn:
		f.Turn = true
	}
	if err := q.Err(); err != nil {
		return f, err
	}
	after, err := r.After(2)
	f.After = after
	return f, err
}

var notByPerson = language.T("Det där ser ut som ett personnummer. Sök på frågans eget nummer, som F-2026-4821-7730: det du söker på står i adressen och sparas i webbläsaren.",
	"That looks like a personal number. Search by the question’s own number, such as F-2026-4821-7730: what you search by stands in the address and is kept by the browser.")

// withoutPersons leads on from an address with somebody's personal number where a question's is asked for, so that it stands
// in no link of a page and in no filter that is kept.
func (s *Service) withoutPersons(show web.Handler) web.Handler {
	return func(r *web.Request) (web.Response, error) {
		if namesSomebody(r.URL.Query().Get(paramNumber), calendar.DateOf(s.Trail.DB().Now())) {
			return web.Redirect(inboxPath).Message(ui.Bad, notByPerson), nil
		}
		return show(r)
	}
}

// namesSomebody tells whether a personal number was written for a question's. A whole number of a question may look like one.
func namesSomebody(number string, on calendar.Date) bool {
	return !strings.HasPrefix(strings.ToUpper(strings.TrimSpace(number)), "F") && identity.Mentioned(number, on)
}

// plain tells whether nothing but what waits is asked for.
func (f Filter) plain() bool {
	return f.Box == Waiting && !f.Mine && !f.Free && !f.Turn && !f.Late && !f.Urgent && f.Side == "" && f.Unit == "" && f.Municipality == "" && f.Topic == "" && f.Number == ""
}

// chips are the selections that people use most, each with how many it holds.
func chips(r *web.Request, f Filter, n Counts) []ui.Tab {
	t := language.T
	chip := func(name language.Text, count int64, current bool, pairs ...string) ui.Tab {
		all := append([]string{paramBox, "", paramWhose, "", paramLate, "", paramUrgent, ""}, pairs...)
		tab := ui.Tab{Label: r.Say(name), Href: r.Link(all...), Current: current}
		if count >= 0 {
			tab.Count = language.Number(count)
		}
		return tab
	}
	waits := f.Box == Waiting
	rest := f.Mine || f.Free || f.Turn || f.Late || f.Urgent
	return []ui.Tab{
		chip(t("Öppna, alla", "Open, all"), n.Waiting, waits && !rest),
		chip(t("Vår tur", "Our turn"), n.Turn, waits && f.Turn, paramWhose, whoseTurn),
		chip(t("Mina", "Mine"), n.Mine, waits && f.Mine, paramWhose, whoseMine),
		chip(t("Ingen har tagit", "Nobody has taken"), n.Free, waits && f.Free, paramWhose, whoseFree),
		chip(t("Försenade", "Late"), n.Late+n.Overdue, waits && f.Late, paramLate, "ja"),
		chip(t("Brådskande", "Urgent"), n.Urgent, waits && f.Urgent, paramUrgent, "ja"),
		chip(t("Besvarade", "Answered"), n.Replied, f.Box == Replied, paramBox, "besvarade"),
		chip(t("Utkast", "Drafts"), n.Drafts, f.Box == Drafts, paramBox, "utkast"),
		chip(t("Avslutade", "Closed"), -1, f.Box == Past, paramBox, "avslutade"),
	}
}

// filterKey is what a form of filters is made from, beside the directory: the reader's language and authority, the day, what is
// chosen in it, and what the chips say.
type filterKey struct {
	lang                       language.Lang
	authority                  string
	day                        calendar.Date
	municipality, unit         string
	topic                      contact.Topic
	side                       Side
	number                     string
	box, whose, late, urgently string
}

// newForms remembers forms of filters: each lists 290 municipalities, and thousands of readers have the same.
func newForms() *db.Kept[filterKey, ui.Made] {
	return &db.Kept[filterKey, ui.Made]{Tables: []string{"directory_"}, Age: time.Minute, Most: 200}
}

// filters are the form of filters, made before or now.
func (s *Service) filters(r *web.Request, f Filter) (templ.Component, error) {
	d, q := s.Trail.DB(), r.URL.Query()
	key := filterKey{lang: r.Lang, authority: r.Actor.Authority, day: calendar.DateOf(d.Now()), municipality: f.Municipality, unit: f.Unit, topic: f.Topic, side: f.Side, number: f.Number,
		box: q.Get(paramBox), whose: q.Get(paramWhose), late: q.Get(paramLate), urgently: q.Get(paramUrgent)}
	return s.forms.Get(d, key, func() (ui.Made, error) {
		form, err := s.filterForm(r, f)
		if err != nil {
			return nil, err
		}
		return ui.Make(r.Context(), ui.FormOf(form))
	})
}

// filterForm are the filters that have many values; what the chips say stays as it is.
func (s *Service) filterForm(r *web.Request, f Filter) (ui.Form, error) {
	t, q := language.T, r.URL.Query()
	form := ui.Form{Lang: r.Lang, ID: "filter", Action: inboxPath, Method: "get", Inline: true, Live: "fragor",
		Submit: ui.Button{Label: r.Say(t("Filtrera", "Filter")), Kind: ui.Secondary}}
	for _, name := range []string{paramBox, paramWhose, paramLate, paramUrgent} {
		if v := q.Get(name); v != "" {
			form.Fields = append(form.Fields, ui.Field{Kind: ui.HiddenField, Name: name, Value: v})
		}
	}
	if r.Actor.Authority == directory.PES {
		places, err := s.placeOptions(r, t("Alla kommuner", "Every municipality"))
		if err != nil {
			return form, err
		}
		form.Fields = append(form.Fields, ui.Field{Kind: ui.SelectField, Name: paramPlace, Label: r.Say(t("Kommun", "Municipality")), Options: places, Value: f.Municipality, Optional: true})
	}
	units, err := s.unitOptions(r)
	if err != nil {
		return form, err
	}
	if len(units) > 2 {
		form.Fields = append(form.Fields, ui.Field{Kind: ui.SelectField, Name: paramUnit, Label: r.Say(t("Enhet", "Unit")), Options: units, Value: f.Unit, Optional: true})
	}
	form.Fields = append(form.Fields,
		ui.Field{Kind: ui.TextField, Name: paramNumber, Label: r.Say(t("Frågans nummer", "The question’s number")), Value: f.Number, Width: ui.Medium, MaxLength: 40, Optional: true},
		ui.Field{Kind: ui.SelectField, Name: paramTopic, Label: r.Say(t("Ämne", "Topic")), Options: topicFilter(r), Value: string(f.Topic), Optional: true},
		ui.Field{Kind: ui.SelectField, Name: paramSide, Label: r.Say(t("Vem frågade", "Who asked")), Value: string(f.Side), Optional: true, Options: []ui.Option{
			{Label: r.Say(t("Alla", "All"))}, {Value: string(Receiver), Label: r.Say(t("Motparten frågade", "The counterpart asked"))}, {Value: string(Asker), Label: r.Say(t("Vi frågade", "We asked"))}}})
	return form, nil
}

// placeOptions are all municipalities, with a first choice that is none.
func (s *Service) placeOptions(r *web.Request, none language.Text) ([]ui.Option, error) {
	e, err := s.edition(r.Context())
	if err != nil {
		return nil, err
	}
	options := make([]ui.Option, 1, len(e.Municipalities)+1)
	options[0].Label = r.Say(none)
	for _, m := range e.Municipalities {
		options = append(options, ui.Option{Value: m.Code, Label: m.Name})
	}
	return options, nil
}

// unitOptions are the units of the reader's authority, with a first choice that is all.
func (s *Service) unitOptions(r *web.Request) ([]ui.Option, error) {
	e, err := s.edition(r.Context())
	if err != nil {
		return nil, err
	}
	options := []ui.Option{{Label: r.Say(language.T("Alla enheter", "Every unit"))}}
	for _, u := range e.UnitsOf(r.Actor.Authority) {
		options = append(options, ui.Option{Value: u.ID, Label: u.Name})
	}
	return options, nil
}

func topicFilter(r *web.Request) []ui.Option {
	t := language.T
	options := []ui.Option{{Label: r.Say(t("Alla ämnen", "Every topic"))}}
	for _, d := range []struct {
		direction contact.Direction
		group     language.Text
	}{{contact.ToAgency, t("Till Arbetsförmedlingen", "To the employment agency")}, {contact.ToMunicipality, t("Till kommunen", "To the municipality")}} {
		for _, info := range contact.TopicsOf(d.direction) {
			options = append(options, ui.Option{Value: string(info.Topic), Label: r.Say(info.Name), Group: r.Say(d.group)})
		}
	}
	return options
}
