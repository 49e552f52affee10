package directory

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// around is what the page of a municipality shows beside the municipality: read with four questions, whatever the data.
type around struct {
	offices    []Office
	boards     []Authority
	neighbours []Municipality
	similar    []Municipality
	history    MunicipalityHistory
}

func (s *Service) around(ctx context.Context, code string, day calendar.Date) (a around, err error) {
	q := s.Trail.DB()
	if a.offices, err = OfficesIn(ctx, q, code, day); err != nil {
		return a, err
	}
	if a.boards, err = Boards(ctx, q, code, day); err != nil {
		return a, err
	}
	if a.history, err = municipalityHistory(ctx, q, code); err != nil {
		return a, err
	}
	near, like := s.Reference.Neighbours(code), s.Reference.Similar(code)
	all, err := Named(ctx, q, slices.Concat(near, like), day)
	for _, m := range all {
		if slices.Contains(near, m.Code) {
			a.neighbours = append(a.neighbours, m)
		}
		if slices.Contains(like, m.Code) {
			a.similar = append(a.similar, m)
		}
	}
	return a, err
}

func (s *Service) municipalityPage(r *web.Request, shown Shown) (web.Response, error) {
	day, err := s.Day(r)
	if err != nil {
		return web.Response{}, err
	}
	m, err := ByCode(r.Context(), s.Trail.DB(), r.Path("code"), day)
	if err != nil {
		return web.Response{}, err
	}
	a, err := s.around(r.Context(), m.Code, day)
	if err != nil {
		return web.Response{}, err
	}
	foreign, err := fromOthers(r, m, shown)
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(m.OfficialName, subtitle(r, m))}
	if day != s.Today() {
		parts = append(parts, ui.Alert(ui.AlertBox{Level: ui.Info, Text: r.Say(words.asOfNote.With(day))}))
	}
	parts = append(append(parts, foreign...), s.ownSections(r, m, a, day)...)
	return web.Page(language.Same(m.OfficialName), stack(parts...)).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(words.municipalities), Href: "/kommuner"}, {Label: m.CountyName, Href: "/kommuner?lan=" + m.CountyCode}, {Label: m.Name}}
		f.Canonical = m.Path()
	}), nil
}

// ownSections are what the directory itself knows of a municipality.
func (s *Service) ownSections(r *web.Request, m Municipality, a around, day calendar.Date) []templ.Component {
	return []templ.Component{
		section("kontor", r.Say(words.offices), r.Say(officeSentence(a.offices, day)), ui.TableOf(officeTable(r, a.offices, day))),
		section("myndigheter", r.Say(words.boards), "", ui.TableOf(boardTable(r, a.boards))),
		nearAndLike(
			section("grannar", r.Say(words.neighbours), "", linksOr(a.neighbours, r.Say(words.noNeighbours))),
			section("liknande", r.Say(words.similar), r.Say(words.similarWhat), municipalityLinks(a.similar))),
		s.aboutSection(r, m, a.history, day),
	}
}

// subtitle is the line of facts under the name: "26 634 invånare (2024) · Mindre stad/tätort · kommunkod 2085".
func subtitle(r *web.Request, m Municipality) string {
	return r.Say(language.T("%s invånare (%d) · %s · kommunkod %s", "%s inhabitants (%d) · %s · municipality code %s").
		With(language.Number(m.Population), m.PopulationYear, m.GroupName, m.Code))
}

// fromOthers are the sentence and the sections that other rooms give.
func fromOthers(r *web.Request, m Municipality, shown Shown) ([]templ.Component, error) {
	var out []templ.Component
	if shown.Lead != nil {
		lead, err := shown.Lead(r.Context(), r, m)
		if err != nil {
			return nil, err
		}
		if lead != nil {
			out = append(out, ui.LeadBlock(*lead))
		}
	}
	for _, panel := range shown.Panels {
		c, err := panel(r.Context(), r, m)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// officeSentence says in one sentence how it stands with the offices on a day.
func officeSentence(offices []Office, day calendar.Date) language.Text {
	open, closing := 0, calendar.Date{}
	for _, o := range offices {
		switch o.State(day) {
		case OfficeClosing:
			open++
			if closing.IsZero() || o.Closes.Before(closing) {
				closing = o.Closes
			}
		case OfficeOpen:
			open++
		}
	}
	said := language.Plural(open, language.T("%d kontor är öppet.", "%d office is open."), language.T("%d kontor är öppna.", "%d offices are open."))
	switch {
	case len(offices) == 0:
		return language.Text{}
	case open == 0:
		return language.T("Inget av kontoren är öppet.", "None of the offices is open.")
	case closing.IsZero():
		return said
	}
	return language.T("%s Nästa stängning är beslutad: sista dagen är %s.", "%s The next closing is decided: the last day is %s.").With(said, closing.Long())
}

func officeTable(r *web.Request, offices []Office, day calendar.Date) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(words.offices), Empty: ui.Empty{Text: r.Say(words.noOffices)}, Columns: []ui.Column{
		{Label: r.Say(words.place), RowHeader: true}, {Label: r.Say(words.services)}, {Label: r.Say(words.hours)},
		{Label: r.Say(words.from)}, {Label: r.Say(words.to)}, {Label: r.Say(words.state)},
	}}
	for _, o := range offices {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.Stack(ui.Text(joinNonEmpty(o.Name, o.Address)), ui.Text(o.AuthorityName)), ui.Text(o.Services), ui.Text(orElse(o.Hours, r.Say(words.notKnown))),
			ui.Text(orElse(o.Opened.String(), r.Say(words.notKnown))), lastDay(r, o.Closes), ui.StatusChip(stateOf(o.State(day), r.Lang)),
		}})
	}
	return t
}

// lastDay stands out when there is one.
func lastDay(r *web.Request, day calendar.Date) templ.Component {
	if day.IsZero() {
		return ui.Text(r.Say(words.untilFurther))
	}
	return ui.Strong(day.String())
}

func boardTable(r *web.Request, boards []Authority) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(words.boards), Empty: ui.Empty{Text: r.Say(words.noBoards)}, Columns: []ui.Column{
		{Label: r.Say(words.authority), RowHeader: true}, {Label: r.Say(words.number)}, {Label: r.Say(words.since)}}}
	for _, b := range boards {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.A(b.Path(), b.Name), ui.Text(orElse(b.OrganisationNumber.String(), r.Say(words.notKnown))), ui.Text(r.Say(inWords(b.Validity)))}})
	}
	return t
}

func linksOr(found []Municipality, none string) templ.Component {
	if len(found) == 0 {
		return paragraph(none)
	}
	return municipalityLinks(found)
}

// aboutSection has the plain facts, the history, another day, and whose facts they are.
func (s *Service) aboutSection(r *web.Request, m Municipality, h MunicipalityHistory, day calendar.Date) templ.Component {
	county, _ := s.Reference.County(m.CountyCode)
	parts := []templ.Component{ui.KeyValues(
		ui.F(r.Say(words.county), m.CountyName), ui.F(r.Say(words.region), county.RegionName), ui.F(r.Say(words.seat), m.Seat),
		ui.F(r.Say(words.coordinates), position(m).In(r.Lang)), ui.F(r.Say(words.group), m.GroupCode+" "+m.GroupName))}
	if len(h.History) > 1 {
		parts = append(parts, ui.TableOf(historyTable(r, h.History)))
	}
	parts = append(parts, ui.Links(editLink(r, m)), dayForm(r, m.Path(), day), note(r.Say(words.source.With(m.PopulationYear, GroupYear))))
	return section("om", r.Say(words.about), "", stack(parts...))
}

func historyTable(r *web.Request, h History[MunicipalityDetails]) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(words.history), ShowCaption: true, Keep: true, Columns: []ui.Column{
		{Label: r.Say(words.period), RowHeader: true}, {Label: r.Say(words.official)}, {Label: r.Say(words.seat)}}}
	for _, v := range slices.Backward(h) {
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Cells(r.Say(inWords(v.Validity)), v.Details.OfficialName, v.Details.Seat)})
	}
	return t
}

// dayForm asks for the same page as of another day.
func dayForm(r *web.Request, path string, day calendar.Date) templ.Component {
	return ui.FormOf(ui.Form{Lang: r.Lang, ID: "dag", Action: path, Method: "get", Inline: true, Submit: ui.Button{Label: r.Say(words.show), Kind: ui.Secondary},
		Fields: []ui.Field{{Kind: ui.DateField, Name: DayParam, Label: r.Say(words.asOf), Value: day.String()}}})
}

// position writes where the seat lies: "60,15° N, 15,19° O".
func position(m Municipality) language.Text {
	return language.T("%s° N, %s° O", "%s° N, %s° E").With(language.Decimal(m.Latitude, 2), language.Decimal(m.Longitude, 2))
}

// inWords writes the days in which something holds; "tills vidare" when neither end is known.
func inWords(v Validity) language.Text {
	return language.Text{Sv: v.Period().In(language.Swedish), En: v.Period().In(language.English)}
}

func joinNonEmpty(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + ", " + b
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
