package contact

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names in the address of the list.
const (
	paramQuery     = "q"
	paramPlace     = "kommun"
	paramAuthority = "myndighet"
	paramTopic     = "amne"
	paramChannel   = "kanal"
	paramState     = "lage"
)

const newPath = "/kontaktvagar/ny"

var sayAddPath = language.T("Lägg till en kontaktväg", "Add a contact path")

func (s *Service) filterOf(r *web.Request) (f Filter, err error) {
	q := r.ReadQuery()
	f = Filter{Query: q.Value(paramQuery), Authority: q.Value(paramAuthority), Municipality: q.Value(paramPlace), Agency: true, Topic: Topic(q.Value(paramTopic)),
		Channel: Channel(q.Value(paramChannel)), State: State(q.Value(paramState)), OnlyOpen: !r.May(policy.ReadAllContacts)}
	f.After, err = r.After(2)
	return f, err
}

func (f Filter) narrowed() bool {
	return f.Query != "" || f.Authority != "" || f.Municipality != "" || f.Topic != "" || f.Channel != "" || f.State != ""
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
	found, err := s.listedAhead(r.Context(), f)
	if err != nil {
		return web.Response{}, err
	}
	found, next := web.Cut(found, web.PageSize, func(p place) web.Cursor { return p.after() })
	t, err := s.list(r, web.Rows(found)).Table(r)
	if err != nil {
		return web.Response{}, err
	}
	if err := s.complete(r, &t, f, next); err != nil {
		return web.Response{}, err
	}
	filter, err := s.filterForm(r, f)
	if err != nil {
		return web.Response{}, err
	}
	lead, err := s.listLead(r)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(sayPaths), r.Say(language.T("Vem ni når om vad, var och när.", "Who you reach about what, where and when."))), ui.LeadBlock(lead), waysFrom(r, lead), listTabs(r, "/kontaktvagar"), ui.FormOf(filter), ui.TableOf(t))
	return web.Page(sayPaths, body).Part(t.ID, ui.TableOf(t)).Frame(func(fr *ui.Frame) { fr.Canonical = "/kontaktvagar" }), nil
}

// listLead says what the reader's own authority must see to; else how one finds the right path.
func (s *Service) listLead(r *web.Request) (ui.Lead, error) {
	find := &ui.Button{Label: r.Say(language.T("Hitta rätt kontaktväg", "Find the right path")), Href: "/kontaktvagar/hitta"}
	lead := ui.Lead{Text: ui.Rich(r.Say(language.T("Säg vad frågan gäller och var, så visar Samsyn *vart den ska och varför*.", "Say what the question is about and where, and Samsyn shows *where it goes and why*."))), Button: find}
	if !r.May(policy.AddContact) || r.Actor.Authority == "" {
		return lead, nil
	}
	own := Filter{Authority: r.Actor.Authority, State: Unconfirmed}
	n, err := Total(r.Context(), s.Trail.DB(), own)
	if err != nil || n == 0 {
		lead.Button = &ui.Button{Label: r.Say(sayAddPath), Href: newPath}
		lead.Text = ui.Rich(r.Say(language.T("Er myndighets kontaktvägar är *bekräftade*.", "Your authority’s contact paths are *confirmed*.")))
		if err == nil {
			err = s.warnOfHole(r, &lead)
		}
		return lead, err
	}
	return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.Plural(n, language.T("Ni behöver bekräfta *%d kontaktväg*: ingen har bekräftat den på 90 dagar.", "You need to confirm *%d contact path*: nobody has in 90 days."),
		language.T("Ni behöver bekräfta *%d kontaktvägar*: ingen har bekräftat dem på 90 dagar.", "You need to confirm *%d contact paths*: nobody has in 90 days.")))),
		Button: &ui.Button{Label: r.Say(language.T("Visa dem", "Show them")), Href: "/kontaktvagar?" + paramAuthority + "=" + r.Actor.Authority + "&" + paramState + "=" + string(Unconfirmed)}}, nil
}

// warnOfHole makes the lead say which of the own authority's paths has a hole first in the list, when one has.
func (s *Service) warnOfHole(r *web.Request, lead *ui.Lead) error {
	own, err := s.listedAhead(r.Context(), Filter{Authority: r.Actor.Authority, Limit: web.PageSize})
	for _, p := range own {
		if len(p.gaps) == 0 {
			continue
		}
		lead.Level, lead.Button = ui.Warn, &ui.Button{Label: r.Say(language.T("Öppna den", "Open it")), Href: p.Path.Path()}
		lead.Text = ui.Rich(r.Say(language.T("Er kontaktväg *%s* är obemannad %s.", "Your contact path *%s* is unstaffed %s.").With(p.Name, p.gaps[0].words())))
		break
	}
	return err
}

// waysFrom are the other ways that a member of staff goes from the list.
func waysFrom(r *web.Request, lead ui.Lead) templ.Component {
	if !r.May(policy.EditAbsence) {
		return nil
	}
	ways := []ui.Link{{Label: r.Say(language.T("Hitta rätt kontaktväg", "Find the right path")), Href: "/kontaktvagar/hitta"}, {Label: r.Say(language.T("Frånvaro och ersättare", "Absence and substitutes")), Href: "/franvaro"}}
	if r.May(policy.AddContact) && lead.Button != nil && lead.Button.Href != newPath {
		ways = append(ways, ui.Link{Label: r.Say(sayAddPath), Href: newPath})
	}
	return ui.Links(ways)
}

// complete adds what a list says besides its rows: how many, in which order, where the next page is.
func (s *Service) complete(r *web.Request, t *ui.Table, f Filter, next web.Cursor) error {
	f.After = nil
	total, err := Total(r.Context(), s.Trail.DB(), f)
	t.ID, t.Tight, t.Long = "kontaktvagar", true, true
	t.Count = r.Say(language.Plural(total, language.T("%d kontaktväg", "%d contact path"), language.T("%d kontaktvägar", "%d contact paths")))
	t.Sorted = r.Say(language.T("sorterade efter namn", "sorted by name"))
	t.Empty = ui.Empty{Text: r.Say(language.T("Ingen kontaktväg är registrerad ännu.", "No contact path is entered yet."))}
	if f.narrowed() {
		t.Empty = ui.Empty{Text: r.Say(language.T("Ingen kontaktväg passar. Ändra filtren eller visa alla.", "No contact path fits. Change the filters or show all.")),
			Button: &ui.Button{Label: r.Say(language.T("Visa alla", "Show all")), Href: "/kontaktvagar", Kind: ui.Secondary}}
	}
	if len(next) > 0 {
		t.Cursor = &ui.Cursor{Next: r.Link(web.AfterParam, next.String())}
	}
	return err
}

func (s *Service) filterForm(r *web.Request, f Filter) (ui.Form, error) {
	places, err := s.placeOptions(r, r.Say(sayAll))
	return ui.Form{Lang: r.Lang, ID: "filter", Action: "/kontaktvagar", Method: "get", Inline: true, Live: "kontaktvagar",
		Submit: ui.Button{Label: r.Say(language.T("Visa", "Show")), Kind: ui.Secondary}, Other: []ui.Button{{Label: r.Say(language.T("Visa alla", "Show all")), Href: "/kontaktvagar", Kind: ui.Quiet}},
		Fields: []ui.Field{
			{Kind: ui.SearchField, Name: paramQuery, Label: r.Say(language.T("Sök", "Search")), Value: f.Query, Optional: true},
			{Kind: ui.SelectField, Name: paramPlace, Label: r.Say(language.T("Kommun", "Municipality")), Value: f.Municipality, Options: places, Optional: true},
			{Kind: ui.SelectField, Name: paramTopic, Label: r.Say(language.T("Ämne", "Topic")), Value: string(f.Topic), Options: topicOptions(r, Topics(), true), Optional: true},
			{Kind: ui.SelectField, Name: paramChannel, Label: r.Say(sayChannel), Value: string(f.Channel), Options: channelOptions(r, true), Optional: true},
			{Kind: ui.SelectField, Name: paramState, Label: r.Say(sayState), Value: string(f.State), Options: stateOptions(r), Optional: true},
		}}, err
}

func (s *Service) placeOptions(r *web.Request, none string) ([]ui.Option, error) {
	all, err := directory.All(r.Context(), s.Trail.DB(), today(s.Trail.DB()))
	slices.SortFunc(all, func(a, b directory.Municipality) int {
		return strings.Compare(language.SortKey(a.Name), language.SortKey(b.Name))
	})
	out := []ui.Option{{Label: none}}
	for _, m := range all {
		out = append(out, ui.Option{Value: m.Code, Label: m.Name})
	}
	return out, err
}

func topicOptions(r *web.Request, topics []TopicInfo, all bool) (out []ui.Option) {
	if all {
		out = append(out, ui.Option{Label: r.Say(sayAll)})
	}
	for _, t := range topics {
		o := ui.Option{Value: string(t.Topic), Label: r.Say(t.Name)}
		if all {
			o.Group = r.Say(t.Direction.Label())
		}
		out = append(out, o)
	}
	return out
}

// Label says who is asked.
func (d Direction) Label() language.Text {
	if d == ToAgency {
		return language.T("Frågor till Arbetsförmedlingen", "Questions to the employment agency")
	}
	return language.T("Frågor till kommunen", "Questions to the municipality")
}

func channelOptions(r *web.Request, all bool) (out []ui.Option) {
	if all {
		out = append(out, ui.Option{Label: r.Say(sayAll)})
	}
	for _, c := range Channels() {
		out = append(out, ui.Option{Value: string(c), Label: r.Say(c.Label())})
	}
	return out
}

func stateOptions(r *web.Request) []ui.Option {
	out := []ui.Option{{Label: r.Say(language.T("Alla som gäller", "All in force"))}}
	for _, s := range []State{Confirmed, Unconfirmed, Inactive} {
		out = append(out, ui.Option{Value: string(s), Label: r.Say(s.Label())})
	}
	return out
}

// list is the paths as page and files have them.
func (s *Service) list(r *web.Request, rows iter.Seq2[place, error]) web.List[place] {
	q := s.Trail.DB()
	return web.List[place]{Title: sayPaths, File: "kontaktvagar", Rows: rows, Columns: []web.Column[place]{
		{Heading: language.T("Kontaktväg", "Contact path"), RowHeader: true, Value: func(p place) any { return p.Name }, Cell: func(p place) templ.Component {
			return ui.Stack(ui.A(p.Path.Path(), p.Name), ui.Text(p.who()))
		}},
		{Heading: sayWho, FileOnly: true, Value: func(p place) any { return p.who() }},
		{Heading: sayChannel, Value: func(p place) any { return p.Channel.Label() }, Cell: func(p place) templ.Component {
			return ui.Stack(ui.Text(r.Say(p.Channel.Label())), ui.Text(p.Address))
		}},
		{Heading: sayAddress, FileOnly: true, Value: func(p place) any { return p.Address }},
		{Heading: sayTopics, Value: func(p place) any { return p.topicNames() }, Cell: func(p place) templ.Component { return ui.Text(r.Say(p.topicsShort())) }},
		{Heading: sayWhere, Value: func(p place) any { return p.where() }},
		{Heading: sayHours, FileOnly: true, Value: func(p place) any { return p.openWords() }},
		{Heading: sayFirst, Value: func(p place) any { return promise(p.FirstDays) }},
		{Heading: sayAnswer, FileOnly: true, Value: func(p place) any { return promise(p.AnswerDays) }},
		{Heading: language.T("Personuppgifter", "Personal data"), FileOnly: true, Value: func(p place) any { return yesNo(p.Personal) }},
		{Heading: language.T("Skyddade personuppgifter", "Protected identities"), FileOnly: true, Value: func(p place) any { return yesNo(p.Protected) }},
		{Heading: language.T("Bekräftad", "Confirmed"), FileOnly: true, Value: func(p place) any { return calendar.DateOf(p.ConfirmedAt.Time) }},
		{Heading: sayState, Value: func(p place) any { return p.StateAt(q.Now()).Label() }, Cell: func(p place) templ.Component { return p.stateCell(q, r.Lang) }},
		{Heading: language.T("Nästa lucka", "Next hole"), FileOnly: true, Value: func(p place) any { return p.unmanned() }},
	}}
}

func yesNo(is bool) language.Text {
	if is {
		return sayYes
	}
	return sayNo
}

// topicNames are the names of all the topics of a path.
func (p Path) topicNames() language.Text {
	var sv, en []string
	for _, info := range Topics() {
		if p.Takes(info.Topic) {
			sv, en = append(sv, info.Name.Sv), append(en, info.Name.En)
		}
	}
	return language.T(strings.Join(sv, ", "), strings.Join(en, ", "))
}

// topicsShort names few topics and counts many.
func (p Path) topicsShort() language.Text {
	if n := len(p.Topics); n > 3 {
		return language.T("%d ämnen", "%d topics").With(n)
	}
	return p.topicNames()
}

// openWords are the opening hours in words; channels that never close say so.
func (p Path) openWords() language.Text {
	if p.Hours.IsZero() {
		return language.T("tar emot när som helst", "takes questions at any time")
	}
	return language.Text{Sv: p.Hours.In(language.Swedish), En: p.Hours.In(language.English)}
}

// listed reads one stretch of paths with the names that the list shows, in a fixed number of questions.
func (s *Service) listed(ctx context.Context, f Filter) ([]place, error) {
	q := s.Trail.DB()
	found, err := List(ctx, q, f)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return s.allNamed(ctx, q, found)
}

// listedAhead is listed with the holes that lie ahead, for staff.
func (s *Service) listedAhead(ctx context.Context, f Filter) ([]place, error) {
	out, err := s.listed(ctx, f)
	if err != nil || f.OnlyOpen {
		return out, err
	}
	gaps, err := gapsOf(ctx, s.Trail.DB(), pathsOf(out))
	for i := range out {
		out[i].gaps = gaps[out[i].ID]
	}
	return out, err
}

func pathsOf(places []place) []Path {
	paths := make([]Path, len(places))
	for i, p := range places {
		paths[i] = p.Path
	}
	return paths
}

// unmanned says when nobody is on duty next; empty when somebody always is.
func (p place) unmanned() language.Text {
	if len(p.gaps) == 0 {
		return language.Text{}
	}
	return language.T("obemannad %s", "unstaffed %s").With(p.gaps[0].words())
}

// stateCell is whether a path is confirmed, with its next hole.
func (p place) stateCell(q db.Reader, l language.Lang) templ.Component {
	chip := ui.StatusChip(p.status(q, l))
	if hole := p.unmanned(); !hole.IsZero() {
		return ui.Stack(chip, ui.StatusChip(ui.Status{Level: ui.Warn, Words: hole.In(l)}))
	}
	return chip
}

func (s *Service) allNamed(ctx context.Context, q db.Reader, found []Path) ([]place, error) {
	var authorities, units, codes []string
	for _, p := range found {
		authorities, units, codes = append(authorities, p.Authority), append(units, p.Unit), append(codes, p.Areas...)
	}
	at, err := directory.Authorities(ctx, q, once(authorities), today(q))
	if err != nil {
		return nil, err
	}
	unit, err := directory.UnitsByID(ctx, q, once(units), today(q))
	if err != nil {
		return nil, err
	}
	all, err := directory.Named(ctx, q, once(codes), today(q))
	out := make([]place, len(found))
	for i, p := range found {
		out[i] = place{Path: p, at: at[p.Authority], unit: unit[p.Unit].Name}
		for _, m := range all {
			if p.Serves(m.Code) && len(p.Areas) > 0 {
				out[i].places = append(out[i].places, m)
			}
		}
	}
	return out, err
}

// each reads the whole of what a filter finds, stretch by stretch.
func (s *Service) each(ctx context.Context, f Filter) iter.Seq2[place, error] {
	return web.Stretches(func(after web.Cursor, limit int) ([]place, error) {
		f.After, f.Limit = after, limit
		return s.listedAhead(ctx, f)
	}, func(p place) web.Cursor { return p.after() })
}
