package agreement

import (
	"context"
	"iter"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names of the filters in the address of the register.
const (
	paramState  = "lage"
	paramKind   = "mall"
	paramCounty = "lan"
	paramTally  = "loften"
)

// listed is a row of the register with the names that its page shows.
type listed struct {
	Agreement
	day     calendar.Date
	names   []string // of the municipalities
	parties map[string]directory.Authority
	tally   Tally
}

func (s *Service) filterOf(r *web.Request) (Filter, error) {
	day, err := s.day(r)
	if err != nil {
		return Filter{}, err
	}
	q := r.ReadQuery()
	f := Filter{On: day, LiveFirst: true, County: q.Value(paramCounty), Municipality: q.Value("kommun")}
	f.State, _ = ParseState(q.Value(paramState))
	f.Kind, _ = ParseKind(q.Value(paramKind))
	f.Promised = Promised(q.Choice(paramTally, []string{string(SomeBroken), string(SomeAtRisk), string(AllKept)}))
	f.After, err = r.After(f.afterParts())
	return f, err
}

func (s *Service) listPage(r *web.Request) (web.Response, error) {
	f, err := s.filterOf(r)
	if err != nil {
		return web.Response{}, err
	}
	if r.Format() != "" {
		f.After = nil
		return s.list(r, s.each(r.Context(), f)).Export(r)
	}
	f.Limit = web.PageSize + 1
	found, err := s.listed(r.Context(), f)
	if err != nil {
		return web.Response{}, err
	}
	found, next := web.Cut(found, web.PageSize, func(l listed) web.Cursor { return f.after(l.Agreement) })
	t, err := s.list(r, web.Rows(found)).Table(r)
	if err != nil {
		return web.Response{}, err
	}
	if err := s.complete(r, &t, f, next); err != nil {
		return web.Response{}, err
	}
	counties, err := directory.Counties(r.Context(), s.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayAgreements), r.Say(sayRegister)), s.listActions(r), ui.FormOf(listFilter(r, f, counties)), ui.TableOf(t))
	return web.Page(sayAgreements, body).Part(t.ID, ui.TableOf(t)), nil
}

// complete adds what a list says besides its rows: how many, in which order, where the next page is.
func (s *Service) complete(r *web.Request, t *ui.Table, f Filter, next web.Cursor) error {
	f.After = nil
	total, err := Total(r.Context(), s.Trail.DB(), f)
	t.ID, t.Tight = "overenskommelser", true
	t.Count = r.Say(language.Plural(total, language.T("%d överenskommelse", "%d agreement"), language.T("%d överenskommelser", "%d agreements")))
	t.Sorted = r.Say(saySorted)
	t.Empty = ui.Empty{Text: r.Say(sayNoneFound), Button: &ui.Button{Label: r.Say(sayClear), Href: "/overenskommelser", Kind: ui.Secondary}}
	if f.State == "" && f.Kind == "" && f.County == "" && f.Municipality == "" && f.Promised == "" {
		t.Empty = ui.Empty{Text: r.Say(sayNoneAtAll)}
	}
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	return err
}

// listActions are what those who may can do from the list.
func (s *Service) listActions(r *web.Request) templ.Component {
	var buttons []ui.Button
	if r.May(policy.RegisterAgreement) {
		buttons = append(buttons, ui.Button{Label: r.Say(sayNewOne), Href: "/overenskommelser/ny"})
	}
	if r.May(policy.ImportAgreements) {
		buttons = append(buttons, ui.Button{Label: r.Say(sayImport), Href: "/overenskommelser/importera", Kind: ui.Secondary})
	}
	if len(buttons) == 0 {
		return nil
	}
	return ui.Buttons(buttons...)
}

func listFilter(r *web.Request, f Filter, counties []directory.County) ui.Form {
	all := ui.Option{Label: r.Say(sayAll)}
	states, kinds, places := []ui.Option{all}, []ui.Option{all}, []ui.Option{all}
	for _, s := range States() {
		states = append(states, ui.Option{Value: string(s), Label: r.Say(s.Label())})
	}
	for _, k := range Kinds() {
		kinds = append(kinds, ui.Option{Value: string(k), Label: r.Say(k.Label())})
	}
	for _, c := range counties {
		places = append(places, ui.Option{Value: c.Code, Label: c.Name})
	}
	return ui.Form{Lang: r.Lang, ID: "filter", Action: "/overenskommelser", Method: "get", Inline: true,
		Submit: ui.Button{Label: r.Say(sayShow)}, Other: []ui.Button{{Label: r.Say(sayClear), Href: "/overenskommelser", Kind: ui.Quiet}},
		Fields: []ui.Field{
			{Kind: ui.SelectField, Name: paramState, Label: r.Say(sayState), Value: string(f.State), Options: states, Optional: true},
			{Kind: ui.SelectField, Name: paramCounty, Label: r.Say(sayCounty), Value: f.County, Options: places, Optional: true},
			{Kind: ui.SelectField, Name: paramKind, Label: r.Say(sayKind), Value: string(f.Kind), Options: kinds, Optional: true},
			{Kind: ui.SelectField, Name: paramTally, Label: r.Say(sayPromises), Value: string(f.Promised), Optional: true, Options: []ui.Option{all, {Value: string(SomeBroken), Label: r.Say(sayTallyBroken)},
				{Value: string(SomeAtRisk), Label: r.Say(sayTallyAtRisk)}, {Value: string(AllKept), Label: r.Say(sayAllKept)}}},
			{Kind: ui.DateField, Name: directory.DayParam, Label: r.Say(sayDay), Value: f.On.String(), Optional: true, Width: ui.Short},
		}}
}

// list is the register as page and files have it.
func (s *Service) list(r *web.Request, rows iter.Seq2[listed, error]) web.List[listed] {
	out := web.List[listed]{Title: sayAgreements, File: "overenskommelser", Rows: rows, Columns: []web.Column[listed]{
		{Heading: sayMunicipality, RowHeader: true, Value: func(l listed) any { return strings.Join(l.names, ", ") },
			Cell: func(l listed) templ.Component { return ui.A(l.Path(), strings.Join(l.names, ", ")) }},
		{Heading: sayCode, FileOnly: true, Value: func(l listed) any { return strings.Join(l.Municipalities(), ", ") }},
		{Heading: sayState, Value: func(l listed) any { return l.stateLabel() },
			Cell: func(l listed) templ.Component { return ui.StatusChip(l.status(r.Lang)) }},
		{Heading: sayFrom, Value: func(l listed) any { return l.From }},
		{Heading: sayTo, Value: func(l listed) any { return lastSaid(l.Last()) }},
		{Heading: sayKind, Value: func(l listed) any { return l.Kind.Label() }},
	}}
	out.Columns = append(append(out.Columns, tallied(r)...), []web.Column[listed]{
		{Heading: saySigned, FileOnly: true, Value: func(l listed) any { return l.Signed }},
		{Heading: sayBoards, FileOnly: true, Value: func(l listed) any { return strings.Join(l.boards(), "; ") }},
		{Heading: sayRegistryAF, FileOnly: true, Value: func(l listed) any { return l.RegistryNumber(directory.PES) }},
		{Heading: sayRegistry, FileOnly: true, Value: func(l listed) any { return strings.Join(l.registry(), "; ") }},
		{Heading: saySource, FileOnly: true, Value: func(l listed) any { return l.Source }},
	}...)
	return out
}

func (l listed) boards() (out []string) {
	for _, p := range l.Parties {
		if p.Municipality != "" {
			out = append(out, l.parties[p.Authority].Title())
		}
	}
	return out
}

func (l listed) registry() (out []string) {
	for _, p := range l.Parties {
		if p.Municipality != "" && p.RegistryNumber != "" {
			out = append(out, p.RegistryNumber)
		}
	}
	return out
}

// listed reads one stretch of the register with its names, in a fixed number of questions.
func (s *Service) listed(ctx context.Context, f Filter) ([]listed, error) {
	found, err := List(ctx, s.Trail.DB(), f)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	names, err := namesOf(ctx, s.Trail.DB(), f.On)
	if err != nil {
		return nil, err
	}
	parties, err := s.authorities(ctx, f.On, found...)
	if err != nil {
		return nil, err
	}
	promises, err := tallies(ctx, s.Trail.DB(), idsOf(found)...)
	out := make([]listed, len(found))
	for i, a := range found {
		out[i] = listed{Agreement: a, day: f.On, parties: parties, tally: promises[a.ID]}
		for _, code := range a.Municipalities() {
			out[i].names = append(out[i].names, names[code])
		}
	}
	return out, err
}

func idsOf(all []Agreement) (ids []string) {
	for _, a := range all {
		ids = append(ids, a.ID)
	}
	return ids
}

// each reads the whole of what a filter finds, stretch by stretch.
func (s *Service) each(ctx context.Context, f Filter) iter.Seq2[listed, error] {
	return web.Stretches(func(after web.Cursor, limit int) ([]listed, error) {
		f.After, f.Limit = after, limit
		return s.listed(ctx, f)
	}, func(l listed) web.Cursor { return f.after(l.Agreement) })
}
