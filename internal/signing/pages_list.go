package signing

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// listPage is what waits for the reader's own signature.
func (s *Service) listPage(r *web.Request) (web.Response, error) {
	found, err := MyWaiting(r.Context(), s.Trail.DB(), r.Actor)
	if err != nil {
		return web.Response{}, err
	}
	list := web.List[Waits]{Title: saySignatures, File: "underskrifter", Rows: web.Rows(found), Columns: []web.Column[Waits]{
		{Heading: language.T("Det som väntar", "What waits"), RowHeader: true, Value: func(w Waits) any {
			return r.Say(language.T("Version %d, %s", "Version %d, %s").With(w.Text, w.Capacity.Name()))
		},
			Cell: func(w Waits) templ.Component {
				return ui.A("/underskrift/"+w.Round, r.Say(language.T("Version %d, %s", "Version %d, %s").With(w.Text, w.Capacity.Name())))
			}},
		{Heading: language.T("Lades fram", "Put forward"), Value: func(w Waits) any { return calendar.DateOf(w.StartedAt.Time) }},
		{Heading: language.T("Väntat", "Waited"), Value: func(w Waits) any {
			return calendar.CountWorkingDays(calendar.WorkingDaysBetween(calendar.DateOf(w.StartedAt.Time), today(s.Trail.DB())))
		}},
		{Heading: language.T("Delegation", "Delegation"), Value: func(w Waits) any { return w.Delegation().Text() }},
	}}
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	t.ID = "underskrifter"
	t.Count = r.Say(language.Plural(len(found), language.T("%d underskrift väntar på dig", "%d signature waits for you"), language.T("%d underskrifter väntar på dig", "%d signatures wait for you")))
	t.Sorted = r.Say(language.T("det som väntat längst först", "the longest waiting first"))
	t.Empty = ui.Empty{Text: r.Say(language.T("Inget väntar på din underskrift.", "Nothing waits for your signature."))}
	return web.Page(saySignatures, stack(ui.Heading(r.Say(saySignatures), ""), ui.TableOf(t))), nil
}

// beginning is a draft whose signatories are being chosen.
type beginning struct {
	negotiation.Draft
	names map[string]string
}

func (s *Service) beginning(r *web.Request) (b beginning, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	if b.Draft, err = negotiation.Get(ctx, q, r.Path("id")); err != nil {
		return b, err
	}
	if err = policy.CheckRead(ctx, q, r.Actor, policy.BeginSigning, b.Ref()); err != nil {
		return b, err
	}
	var as Round
	for _, p := range b.Parties {
		as.Slots = append(as.Slots, Slot{Authority: p.Authority})
	}
	b.names, err = partyNames(ctx, q, as)
	return b, err
}

// capacities are those that a party may sign in, in the order of the form.
func capacities() []Capacity { return []Capacity{Administrative, Political} }

func (s *Service) beginPage(r *web.Request) (web.Response, error) {
	b, err := s.beginning(r)
	if err != nil {
		return web.Response{}, err
	}
	form, err := s.beginForm(r, b)
	return formPage(r, sayBegin, b.Path(), form), err
}

// beginForm asks, for each party and capacity, who signs and in which turn. A party decides itself whether it needs one
// or two signatories; the rule says which changes need both.
func (s *Service) beginForm(r *web.Request, b beginning) (ui.Form, error) {
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "undertecknare", Action: b.Path() + "/undertecknare", Submit: ui.Button{Label: r.Say(t("Lägg fram för underskrift", "Put forward for signing"))}, Other: cancel(r, b.Path()),
		Before: paragraph(r.Say(t("Varje part undertecknar med en eller två personer. De som har samma tur undertecknar i vilken ordning de vill; nästa tur börjar när alla i den förra är klara. Delegationen kan fyllas i senare, men före underskriften.",
			"Each party signs by one or two persons. Those with the same turn sign in any order; the next turn begins when all of the one before are done. The delegation can be filled in later, but before the signature.")))}
	for _, p := range b.Parties {
		people, err := s.signatories(r, p.Authority)
		if err != nil {
			return form, err
		}
		of := len(form.Fields)
		for _, c := range capacities() {
			form.Fields = append(form.Fields, seatFields(r, p.Authority, c, people)...)
		}
		form.Fields[of].Over = b.names[p.Authority]
	}
	return form, nil
}

func seatName(authority string, c Capacity) string { return "seat:" + authority + ":" + string(c) }

func seatFields(r *web.Request, authority string, c Capacity, people []ui.Option) []ui.Field {
	t := language.T
	options := append([]ui.Option{{Label: r.Say(t("Ingen", "Nobody"))}}, people...)
	name := seatName(authority, c)
	return []ui.Field{
		{Kind: ui.SelectField, Name: name, Label: r.Say(c.Asked()), Options: options, Optional: true},
		{Kind: ui.SelectField, Name: name + ":step", Label: r.Say(t("Tur", "Turn")), Width: ui.Short, Value: "1",
			Options: []ui.Option{{Value: "1", Label: "1"}, {Value: "2", Label: "2"}, {Value: "3", Label: "3"}, {Value: "4", Label: "4"}}},
	}
}

func (s *Service) beginPost(r *web.Request) (web.Response, error) {
	b, err := s.beginning(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	var seats []Seat
	for _, p := range b.Parties {
		for _, c := range capacities() {
			name := seatName(p.Authority, c)
			if id := f.Text(name); id != "" {
				seats = append(seats, Seat{Authority: p.Authority, Capacity: c, Account: id, Group: int64(f.Int(name+":step", 1, 9))})
			}
		}
	}
	if f.OK() {
		round, err := s.Begin(r.Context(), r.Actor, b.ID, seats)
		if err == nil {
			return web.Redirect(round.Path()).Message(ui.Good, language.T("Versionen är framlagd för underskrift.", "The version is put forward for signing.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	form, err := s.beginForm(r, b)
	return formPage(r, sayBegin, b.Path(), form.Fill(f.Values()).WithFault(f.Err())), err
}
