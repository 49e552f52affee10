package steering

import (
	"fmt"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (m meeting) decisionSection(r *web.Request) templ.Component {
	if m.State != Held || !m.draft && m.Published.IsZero() {
		return nil
	}
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayDecisions), Tight: true, Columns: []ui.Column{{Label: r.Say(language.T("Nr", "No")), Number: true}, {Label: r.Say(sayDecisions), RowHeader: true}, {Label: r.Say(sayOwner)}, {Label: r.Say(sayDue)}, {Label: r.Say(language.T("Följs upp", "Followed up by"))}, {Label: r.Say(sayState)}},
		Empty: ui.Empty{Text: r.Say(language.T("Inga beslut är inskrivna.", "No decisions are entered."))}}
	if m.mayRun {
		t.Columns = append(t.Columns, ui.Column{Label: r.Say(language.T("Åtgärd", "Action")), Hidden: true, Bare: true})
	}
	for _, d := range m.decisions {
		what := ui.Text(d.Text)
		if d.Result != "" {
			what = ui.Stack(what, ui.Text(d.Result))
		}
		cells := []templ.Component{ui.Text(fmt.Sprint(d.No)), what, ui.Text(m.party(d.Owner)), ui.Text(d.Due.String()), ui.Text(d.FollowBy.String()), ui.StatusChip(d.status(r.Lang, m.day))}
		if m.mayRun {
			cells = append(cells, m.closeLink(r, d))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: cells})
	}
	return ui.SectionOf("beslut", r.Say(sayDecisions), ui.TableOf(t))
}

func (m meeting) closeLink(r *web.Request, d Decision) templ.Component {
	if d.State != OpenDecision {
		return ui.Text("")
	}
	return ui.A(m.path()+"/beslut/"+d.ID, r.Say(language.T("Följ upp beslut %d", "Follow up decision %d").With(d.No)))
}

// status is how a decision stands, as a chip.
func (d Decision) status(l language.Lang, day calendar.Date) ui.Status {
	switch {
	case d.State == FollowedUp:
		return ui.Status{Level: ui.Good, Words: d.State.Label().In(l)}
	case d.State == DroppedDecision:
		return ui.Status{Level: ui.Neutral, Words: d.State.Label().In(l)}
	case d.Overdue(day):
		return ui.Status{Level: ui.Bad, Words: d.Due.DueIn(day).In(l)}
	}
	return ui.Status{Level: ui.Waiting, Words: d.Due.DueIn(day).In(l)}
}

func (m meeting) decideForm(r *web.Request) form {
	f := m.form(r, sayDecide, "/beslut/nytt", ui.Button{Label: r.Say(sayDecide)},
		ui.Field{Kind: ui.TextareaField, Name: fieldDecision, Label: r.Say(language.T("Vad beslutades?", "What was decided?")), Rows: 4, MaxLength: longDecisionText},
		ui.Field{Kind: ui.RadiosField, Name: fieldOwner, Label: r.Say(language.T("Vilken part ser till att det blir gjort?", "Which party sees to it?")), Options: m.partyOptions()},
		ui.Field{Kind: ui.DateField, Name: fieldDue, Label: r.Say(language.T("Klart senast", "Done by")), Width: ui.Short})
	if len(m.current(m.adjustments)) > 0 {
		f.over = ui.Alert(ui.AlertBox{Level: ui.Warn, Text: r.Say(language.T("Protokollet är justerat av någon. Ett beslut till är en rättelse av det, så det behöver justeras på nytt.", "Somebody has adjusted the minutes. Another decision corrects them, so they must be adjusted anew."))})
	}
	return f
}

func (s *Service) decidePage(r *web.Request) (web.Response, error) {
	m, err := s.writable(r)
	if err != nil {
		return m.instead(err)
	}
	return m.decideForm(r).page(r, nil), nil
}

func (s *Service) decidePost(r *web.Request) (web.Response, error) {
	m, err := s.writable(r)
	if err != nil {
		return web.Response{}, err
	}
	var in DecisionInput
	return m.decideForm(r).take(r, language.T("Beslutet är inskrivet och följs upp till nästa möte.", "The decision is entered and is followed up by the next meeting."), func(f *web.Form) {
		in = DecisionInput{Text: f.Long(fieldDecision, web.Required, web.Max(longDecisionText)), Owner: f.Choice(fieldOwner, partiesOf(m.place.Agreement), web.Required), Due: f.Date(fieldDue, web.Required)}
	}, func() (string, error) {
		_, err := s.Decide(r.Context(), r.Actor, m.Meeting.ID, in)
		return m.path() + "#beslut", err
	})
}

// closing reads the decision of the address, which is open still.
func (s *Service) closing(r *web.Request) (m meeting, d Decision, err error) {
	if m, err = s.meeting(r, policy.RunMeeting); err != nil {
		return m, d, err
	}
	if d, err = getDecision(r.Context(), s.Trail.DB(), m.Meeting.ID, r.Path("decision")); err == nil && d.State != OpenDecision {
		err = fault.New(fault.Conflict, language.T("Beslutet är redan uppföljt eller avskrivet.", "The decision has been followed up or dropped already."))
	}
	return m, d, err
}

func (m meeting) closeForm(r *web.Request, d Decision) form {
	f := m.form(r, sayFollowUp, "/beslut/"+d.ID, ui.Button{Label: r.Say(saySave)},
		ui.Field{Kind: ui.RadiosField, Name: fieldOutcome, Label: r.Say(language.T("Hur gick det?", "How did it go?")), Options: []ui.Option{
			{Value: string(FollowedUp), Label: r.Say(language.T("Uppföljt", "Followed up"))}, {Value: string(DroppedDecision), Label: r.Say(language.T("Avskrivet, det behöver inte göras", "Dropped, it need not be done"))}}},
		ui.Field{Kind: ui.TextareaField, Name: fieldResult, Label: r.Say(language.T("Vad blev gjort, eller varför avskrivs beslutet?", "What was done, or why is the decision dropped?")), Rows: 4}, versionField(d.Version))
	f.over = ui.KeyValues(ui.F(r.Say(sayDecisions), d.Text), ui.F(r.Say(sayOwner), m.party(d.Owner)), ui.F(r.Say(sayDue), r.Say(d.Due.Long())))
	return f
}

func (s *Service) closePage(r *web.Request) (web.Response, error) {
	m, d, err := s.closing(r)
	if err != nil {
		return m.instead(err)
	}
	return m.closeForm(r, d).page(r, nil), nil
}

func (s *Service) closePost(r *web.Request) (web.Response, error) {
	m, d, err := s.closing(r)
	if err != nil {
		return web.Response{}, err
	}
	var to DecisionState
	var result string
	var version int64
	return m.closeForm(r, d).take(r, language.T("Uppföljningen är sparad.", "The follow-up is saved."), func(f *web.Form) {
		to = DecisionState(f.Choice(fieldOutcome, []string{string(FollowedUp), string(DroppedDecision)}, web.Required))
		result, version = f.Long(fieldResult, web.Required, web.Max(longDecisionText)), numberOf(f, fieldVersion)
	}, func() (string, error) {
		_, err := s.CloseDecision(r.Context(), r.Actor, m.Meeting.ID, d.ID, version, to, result)
		return m.path() + "#beslut", err
	})
}

func (s *Service) decisionsPage(r *web.Request) (web.Response, error) {
	p, err := s.at(r, policy.ReadGroups)
	if err != nil {
		return web.Response{}, err
	}
	w, err := s.readable(r, p)
	if err != nil {
		return web.Response{}, err
	}
	list := decisionList(r, p, w)
	if r.Format() != "" {
		return list.Export(r)
	}
	t, err := list.Table(r)
	t.ID, t.Count = "beslut", r.Say(language.T("%d beslut, %d öppna", "%d decisions, %d open").With(len(w.decisions), open(w.decisions)))
	t.Sorted = r.Say(language.T("sorterade efter möte, senast först", "sorted by meeting, the latest first"))
	t.Empty = ui.Empty{Text: r.Say(language.T("Grupperna har inte fattat några beslut ännu.", "The groups have not decided anything yet."))}
	body := ui.Parts(ui.Heading(r.Say(sayDecisions), r.Say(sayBetween.With(p.of()))), ui.LeadBlock(p.lead(r, w)), p.tabs(r, "/beslut"), ui.TableOf(t))
	return p.show(r, sayDecisions, body, ui.Link{Label: r.Say(sayDecisions)}), err
}

// readable is the work under an agreement without decisions of minutes that this reader does not see yet.
func (s *Service) readable(r *web.Request, p place) (work, error) {
	w, err := workOf(r.Context(), s.Trail.DB(), p.ID)
	if err != nil || s.can(r, policy.AddGroup, p.Ref()) {
		return w, err
	}
	w.decisions = ofPublished(w.decisions, w.meetings)
	return w, nil
}

func open(all []Decision) (n int) {
	for _, d := range all {
		if d.State == OpenDecision {
			n++
		}
	}
	return n
}

func decisionList(r *web.Request, p place, w work) web.List[Decision] {
	return web.List[Decision]{Title: sayDecisions, File: "beslut", Rows: web.Rows(w.decisions), Columns: []web.Column[Decision]{
		{Heading: sayDecisions, RowHeader: true, Value: func(d Decision) any { return d.Text }, Cell: func(d Decision) templ.Component { return ui.A("/moten/"+d.Meeting+"#beslut", d.Text) }},
		{Heading: sayGroup, Value: func(d Decision) any { return w.group(d.Group).Name }},
		{Heading: language.T("Beslutat", "Decided"), Value: func(d Decision) any { return d.Made }},
		{Heading: sayOwner, Value: func(d Decision) any { return p.party(d.Owner) }},
		{Heading: sayDue, Value: func(d Decision) any { return d.Due }},
		{Heading: language.T("Följs upp", "Followed up by"), Value: func(d Decision) any { return d.FollowBy }},
		{Heading: sayState, Value: func(d Decision) any { return d.State.Label() }, Cell: func(d Decision) templ.Component { return ui.StatusChip(d.status(r.Lang, p.day)) }},
		{Heading: sayResult, FileOnly: true, Value: func(d Decision) any { return d.Result }},
	}}
}
