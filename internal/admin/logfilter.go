package admin

import (
	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The names of the filters in the address.
const (
	personParam = "person"
	actParam    = "handling"
	kindParam   = "slag"
	thingParam  = "sak"
	fromParam   = "fran"
	toParam     = "till"
)

// selection is which lines of the log are asked for.
type selection struct {
	person, act, kind, thing string
	from, to                 calendar.Date
}

// readSelection reads the filters of the address. What is wrong stands in the form.
func readSelection(f *web.Form) selection {
	s := selection{person: f.Text(personParam), act: f.Text(actParam), kind: f.Text(kindParam), thing: f.Text(thingParam),
		from: f.Date(fromParam), to: f.Date(toParam)}
	if !s.from.IsZero() && !s.to.IsZero() && s.to.Before(s.from) {
		f.Problem(toParam, sayBackwards)
	}
	return s
}

// filter is the selection among the lines of one authority, which is never left open.
func (s selection) filter(authority, before string) audit.Filter {
	f := audit.Filter{Authority: authority, Actor: s.person, Action: s.act, Thing: ref.To(ref.Kind(s.kind), s.thing), Before: before}
	if !s.from.IsZero() {
		f.From = db.At(s.from.Start())
	}
	if !s.to.IsZero() {
		f.To = db.At(s.to.AddDays(1).Start())
	}
	return f
}

// said is the selection as the trail keeps it: ids and dates, no names.
func (s selection) said() map[string]string {
	out := map[string]string{}
	for name, value := range map[string]string{personParam: s.person, actParam: s.act, kindParam: s.kind, thingParam: s.thing, fromParam: s.from.String(), toParam: s.to.String()} {
		if value != "" {
			out[name] = value
		}
	}
	return out
}

// staffShown is how many colleagues the filter lists; each line's own link chooses any other.
const staffShown = 300

// form shows the filters as they stand. It works without script.
func (a *Admin) form(r *web.Request, f *web.Form, s selection, names *names) (ui.Form, error) {
	staff := []ui.Option{{Value: "", Label: r.Say(sayEverybody)}}
	known := s.person == ""
	err := a.Accounts.Each(r.Context(), r.Actor, "", "", staffShown, func(row account.Row) error {
		staff = append(staff, ui.Option{Value: row.ID, Label: row.Name})
		known = known || row.ID == s.person
		return nil
	})
	if err != nil {
		return ui.Form{}, err
	}
	if !known {
		staff = append(staff, ui.Option{Value: s.person, Label: r.Say(names.account(s.person))})
	}
	form := ui.Form{Lang: r.Lang, ID: "urval", Action: logPath, Method: "get", Inline: true, Live: "logg",
		Submit: ui.Button{Label: r.Say(sayFilter), Kind: ui.Secondary}, Other: []ui.Button{{Label: r.Say(sayClear), Href: logPath, Kind: ui.Quiet}},
		Fields: []ui.Field{
			{Kind: ui.SelectField, Name: personParam, Label: r.Say(sayPerson), Value: s.person, Options: staff},
			{Kind: ui.SelectField, Name: actParam, Label: r.Say(sayAction), Value: s.act, Options: actOptions(r)},
			{Kind: ui.SelectField, Name: kindParam, Label: r.Say(sayKind), Value: s.kind, Options: kindOptions(r)},
			{Kind: ui.TextField, Name: thingParam, Label: r.Say(sayThingID), Value: s.thing, Width: ui.Medium},
			{Kind: ui.DateField, Name: fromParam, Label: r.Say(sayFrom), Value: s.from.String()},
			{Kind: ui.DateField, Name: toParam, Label: r.Say(sayTo), Value: s.to.String()},
		}}
	if !f.OK() {
		form = form.Fill(f.Values()).WithFault(f.Err())
	}
	return form, nil
}

func actOptions(r *web.Request) []ui.Option {
	out := []ui.Option{{Value: "", Label: r.Say(sayAllActs)}}
	for _, act := range acts() {
		out = append(out, ui.Option{Value: string(act), Label: capital(r.Say(wordOfAct(act)))})
	}
	return out
}

func kindOptions(r *web.Request) []ui.Option {
	out := []ui.Option{{Value: "", Label: r.Say(sayAllKinds)}}
	for _, k := range kindWords() {
		out = append(out, ui.Option{Value: k.kind, Label: capital(r.Say(k.word))})
	}
	return out
}
