package measure

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s *Service) filterOf(r *web.Request) (f Filter, err error) {
	f = filterFrom(r.ReadQuery().Value)
	f.After, err = r.After(2)
	return f, err
}

// listPage is the toolbox, for everybody.
func (s *Service) listPage(r *web.Request) (web.Response, error) {
	f, err := s.filterOf(r)
	if err != nil {
		return web.Response{}, err
	}
	list := s.list(r, f)
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	lead, err := s.listLead(r)
	if err != nil {
		return web.Response{}, err
	}
	filter, err := s.filterForm(r, f)
	body := ui.Parts(ui.Heading(r.Say(sayTitle), r.Say(language.T("Insatser som Arbetsförmedlingen, kommuner och andra erbjuder.", "Measures that the employment agency, municipalities and others offer."))), ui.LeadBlock(lead), s.ways(r, lead),
		ui.FormOf(filter), s.keep(r, f), ui.TableOf(t))
	return web.Page(sayTitle, body).Part(t.ID, ui.TableOf(t)).Frame(func(fr *ui.Frame) { fr.Canonical = Path }), err
}

// listLead says what the reader's own authority must see to; else how one finds what fits somebody.
func (s *Service) listLead(r *web.Request) (ui.Lead, error) {
	t := language.T
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Säg vad personen behöver, så visar Samsyn *vilka insatser som passar, och varför de andra inte gör det*.", "Say what the person needs, and Samsyn shows *which measures fit, and why the others do not*."))),
		Button: &ui.Button{Label: r.Say(sayFind), Href: Path + "/passar"}}
	if !r.May(policy.AddMeasure) || r.Actor.Authority == "" {
		return lead, nil
	}
	f := Filter{Authority: r.Actor.Authority, Stale: true}
	n, err := Total(r.Context(), s.Trail.DB(), f)
	if err != nil || n == 0 {
		return lead, err
	}
	return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.Plural(n, t("Ni behöver bekräfta *%d insats*: ingen har sett över den på en månad.", "You need to confirm *%d measure*: nobody has looked it over for a month."),
		t("Ni behöver bekräfta *%d insatser*: ingen har sett över dem på en månad.", "You need to confirm *%d measures*: nobody has looked them over for a month.")))),
		Button: &ui.Button{Label: r.Say(t("Visa dem", "Show them")), Href: Path + "?" + f.query().Encode()}}, nil
}

// ways are the other ways that a reader goes from the list.
func (s *Service) ways(r *web.Request, lead ui.Lead) templ.Component {
	var out []ui.Link
	if lead.Level == ui.Warn { // the button leads to what must be seen to
		out = append(out, ui.Link{Label: r.Say(sayFind), Href: Path + "/passar"})
	}
	if r.May(policy.AddMeasure) && r.Actor.Authority != "" {
		out = append(out, ui.Link{Label: r.Say(sayAdd), Href: Path + "/ny"}, ui.Link{Label: r.Say(sayImport), Href: Path + "/las-in"})
	}
	if r.May(policy.WatchMeasures) {
		out = append(out, ui.Link{Label: r.Say(language.T("Insatser som har upphört", "Measures that have ended")), Href: Path + "?" + Filter{State: Ended}.query().Encode()})
		out = append(out, ui.Link{Label: r.Say(sayWatches), Href: Path + "/bevakningar"})
	}
	if len(out) == 0 {
		return nil
	}
	return ui.Links(out)
}

// list is measures as page and files have them. A file can be read in again.
func (s *Service) list(r *web.Request, f Filter) web.Listing[*shown] {
	q, t := s.Trail.DB(), language.T
	list := web.Listing[*shown]{ID: "insatser", After: f.After, One: t("%d insats", "%d measure"), Many: t("%d insatser", "%d measures"), Sorted: t("sorterade efter namn", "sorted by name"),
		Read: func(ctx context.Context, after web.Cursor, limit int) ([]*shown, error) {
			f.After, f.Limit = after, limit
			return s.listed(ctx, f)
		},
		Total: func(ctx context.Context) (int64, error) { return Total(ctx, q, f) },
		Row:   func(m *shown) (string, ui.Level) { return "i" + m.ID, "" },
		Empty: ui.Empty{Text: r.Say(t("Ingen insats finns i förteckningen än.", "No measure is in the list yet."))},
	}
	if f.narrowed() {
		list.Empty = ui.Empty{Text: r.Say(t("Ingen insats passar. Ändra filtren eller visa alla.", "No measure fits. Change the filters or show all.")), Button: &ui.Button{Label: r.Say(sayAll), Href: Path}}
	}
	list.List = web.List[*shown]{Title: sayTitle, File: "insatser", Columns: slices.Concat([]web.Column[*shown]{
		{Heading: sayMeasure, RowHeader: true, Value: cellOf("namn"), Cell: func(m *shown) templ.Component { return ui.Stack(ui.A(m.Page(), m.Name), ui.Text(r.Say(m.by()))) }},
		{Heading: sayScheme, Value: cellOf("slag"), Cell: func(m *shown) templ.Component { return ui.Text(r.Say(m.Sort().Name)) }},
		{Heading: sayWhere, Value: cellOf("kommuner"), Cell: func(m *shown) templ.Component { return ui.Text(r.Say(m.where())) }},
		{Heading: sayNeeds, Value: cellOf("hjälper_med"), Cell: func(m *shown) templ.Component { return ui.Text(r.Say(needNames(m.Measure).Capital())) }},
		{Heading: sayPlaces, Value: cellOf("platser"), Cell: func(m *shown) templ.Component { return ui.Text(r.Say(m.seats())) }},
		{Heading: sayState, Value: cellOf("läge"), Cell: func(m *shown) templ.Component { return m.stateCell(q.Now(), r.Lang) }},
	}, fileColumns())}
	return list
}

// listed reads one stretch of the list with names.
func (s *Service) listed(ctx context.Context, f Filter) ([]*shown, error) {
	found, err := List(ctx, s.Trail.DB(), f)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	named, err := s.named(ctx, found)
	out := make([]*shown, len(named))
	for i := range named {
		out[i] = &named[i]
	}
	return out, err
}

func (s *Service) filterForm(r *web.Request, f Filter) (ui.Form, error) {
	t := language.T
	places, err := s.placeOptions(r, r.Say(sayEvery))
	needs, groups, schemes, tongues := []ui.Option{{Label: r.Say(sayEvery)}}, []ui.Option{{Label: r.Say(sayEvery)}}, []ui.Option{{Label: r.Say(sayEvery)}}, []ui.Option{{Label: r.Say(sayEvery)}}
	for _, n := range matter.Needs() {
		needs = append(needs, ui.Option{Value: string(n.Need), Label: r.Say(n.Name)})
	}
	for _, g := range Groups() {
		groups = append(groups, ui.Option{Value: string(g), Label: r.Say(g.Name().Capital())})
	}
	for _, l := range Tongues() {
		tongues = append(tongues, ui.Option{Value: l, Label: r.Say(TongueName(l).Capital())})
	}
	return ui.Form{Lang: r.Lang, ID: "filter", Action: Path, Method: "get", Inline: true, Live: "insatser", Submit: ui.Button{Label: r.Say(t("Visa", "Show")), Kind: ui.Secondary},
		Other: []ui.Button{{Label: r.Say(sayAll), Href: Path, Kind: ui.Quiet}},
		Fields: append(r.Kept(paramAuthority, paramState, paramStale),
			ui.Field{Kind: ui.SelectField, Name: paramPlace, Label: r.Say(sayPlace), Value: f.Municipality, Options: places, Optional: true},
			ui.Field{Kind: ui.SelectField, Name: paramNeed, Label: r.Say(sayNeeds), Value: string(f.Need), Options: needs, Optional: true},
			ui.Field{Kind: ui.SelectField, Name: paramGroup, Label: r.Say(sayGroups), Value: string(f.Group), Options: groups, Optional: true},
			ui.Field{Kind: ui.SelectField, Name: paramScheme, Label: r.Say(sayScheme), Value: string(f.Scheme), Options: append(schemes, schemeOptions(r, today(s.Trail.DB()))...), Optional: true},
			ui.Field{Kind: ui.SelectField, Name: paramLanguage, Label: r.Say(sayLanguages), Value: f.Language, Options: tongues, Optional: true},
			ui.Field{Kind: ui.SearchField, Name: paramText, Label: r.Say(t("Ord", "Words")), Value: f.Query, Optional: true, Width: ui.Medium},
			ui.Field{Kind: ui.CheckboxField, Name: paramFree, Label: r.Say(t("Bara med ledig plats", "Only with a free place")), Value: ticked(f.Free), Optional: true})}, err
}

// schemeOptions are the sorts of measure that are offered on a day, by sort.
func schemeOptions(r *web.Request, day calendar.Date) (out []ui.Option) {
	for _, s := range law.SchemesOn(day) {
		out = append(out, ui.Option{Value: string(s.ID), Label: r.Say(s.Name), Group: r.Say(s.Kind.Name().Capital())})
	}
	return out
}

// keep is the form that watches what is searched for.
func (s *Service) keep(r *web.Request, f Filter) templ.Component {
	f.After = nil
	if !f.narrowed() || !r.May(policy.WatchMeasures) {
		return nil
	}
	form := ui.Form{Lang: r.Lang, ID: "bevaka", Action: Path + "/bevakningar", Submit: ui.Button{Label: r.Say(sayWatch), Kind: ui.Secondary}, Fields: []ui.Field{
		{Kind: ui.HiddenField, Name: fieldAsked, Value: f.query().Encode()},
		{Kind: ui.TextField, Name: fieldName, Label: r.Say(language.T("Vad ska bevakningen heta?", "What is the watch to be called?")), MaxLength: longName, Width: ui.Medium}}}
	return ui.Fold(ui.FoldOf{ID: "bevaka-sokningen", Title: r.Say(sayWatch), Body: ui.Parts(ui.Paragraph(r.Say(language.T("Du får veta inom en kvart när något i sökningen är nytt, har ändrats eller har fått en ledig plats.", "You are told within a quarter of an hour when something in the search is new, has changed or has a free place again."))), ui.FormOf(form))})
}

// stateCell is how a measure stands, with a mark when nobody has confirmed it.
func (m *shown) stateCell(now time.Time, l language.Lang) templ.Component {
	chip := ui.StatusChip(m.status(calendar.DateOf(now), l))
	if m.Stale(now) {
		return ui.Stack(chip, ui.StatusChip(ui.Status{Level: ui.Warn, Words: sayStale.In(l)}))
	}
	return chip
}

func ticked(is bool) string {
	if is {
		return paramValueYes
	}
	return ""
}

func years(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
