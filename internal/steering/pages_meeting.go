package steering

import (
	"fmt"
	"io"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// meeting is a meeting with all that its page says.
type meeting struct {
	place
	Meeting
	group       Group
	members     []Member // of any time
	present     []string
	points      []Point
	first       Meeting // the group's next, when what is open stands there instead
	adjustments []Adjustment
	decisions   []Decision
	mayRun      bool
	mayAdd      bool
	mayAdjust   bool
	draft       bool // the reader sees minutes that are not published
}

// meeting reads the meeting of the address and asks whether the actor may do the action to it.
func (s *Service) meeting(r *web.Request, act policy.Action) (m meeting, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	if m.Meeting, err = getMeeting(ctx, q, r.Path("meeting")); err != nil {
		return m, err
	}
	if err := s.may(r, act, m.Meeting.Ref()); err != nil {
		return m, err
	}
	if m.place, err = s.placeOf(ctx, m.Meeting.Agreement); err != nil {
		return m, err
	}
	if m.group, err = getGroup(ctx, q, m.Meeting.Group); err != nil {
		return m, err
	}
	if m.members, err = membersOf(ctx, q, m.group.ID); err != nil {
		return m, err
	}
	m.mayRun, m.mayAdd = s.can(r, policy.RunMeeting, m.Meeting.Ref()), s.can(r, policy.AddPoint, m.Meeting.Ref())
	m.mayAdjust, m.draft = s.can(r, policy.AdjustMinutes, m.Meeting.Ref()), seesDraft(r.Actor, m.mayRun, m.members, m.day)
	return m, s.contents(r, &m)
}

// contents reads what stands in the meeting.
func (s *Service) contents(r *web.Request, m *meeting) (err error) {
	ctx, q := r.Context(), s.Trail.DB()
	if m.present, err = presentAt(ctx, q, m.Meeting.ID); err != nil {
		return err
	}
	if m.points, err = s.agendaOf(ctx, q, m.Meeting); err != nil {
		return err
	}
	if m.State == Planned {
		if m.first, err = nextBefore(ctx, q, m.Meeting); err != nil {
			return err
		}
	}
	if m.adjustments, err = adjustmentsOf(ctx, q, m.Meeting.ID); err != nil {
		return err
	}
	m.decisions, err = decisionsAt(ctx, q, m.Meeting.ID)
	return err
}

func (m meeting) path() string { return m.Meeting.Path() }

func (m meeting) title() language.Text {
	return language.T("Möte i %s %s", "Meeting of %s on %s").With(language.Same(m.group.Name), m.Day)
}

func (m meeting) groupLink() ui.Link { return ui.Link{Label: m.group.Name, Href: m.group.Path()} }

func (s *Service) meetingPage(r *web.Request) (web.Response, error) {
	m, err := s.meeting(r, policy.ReadMeeting)
	if err != nil {
		return web.Response{}, err
	}
	body := ui.Parts(ui.Heading(r.Say(m.title()), r.Say(language.T("%s kl. %s · %s", "%s, %s · %s").With(m.Day.Long(), m.hours(r.Lang), m.whereSaid(r)))),
		ui.LeadBlock(m.lead(r)), m.buttons(r), m.agendaSection(r), m.presentSection(r), m.minutesSection(r), m.decisionSection(r), m.deviationLink(r))
	return m.show(r, m.title(), body, m.groupLink(), ui.Link{Label: m.Day.String()}), nil
}

// deviationLink leads to where it is said that a meeting did not go as agreed, once its day has come.
func (m meeting) deviationLink(r *web.Request) templ.Component {
	href := "/avvikelser/ny?mote=" + m.ID
	if m.State == Planned && m.Day.After(m.day) || !r.MayOpen(href) {
		return nil
	}
	return ui.Links([]ui.Link{{Label: r.Say(language.T("Rapportera en avvikelse från mötet", "Report a deviation from the meeting")), Href: href}})
}

func (m meeting) whereSaid(r *web.Request) string {
	if m.Place == "" {
		return r.Say(language.T("ingen plats angiven", "no place given"))
	}
	return m.Place
}

// lead says what is next for this reader.
func (m meeting) lead(r *web.Request) ui.Lead {
	switch m.State {
	case Cancelled:
		return ui.Lead{Text: ui.Rich(r.Say(language.T("Mötet är *inställt*: %s", "The meeting is *cancelled*: %s").With(m.Reason)))}
	case Planned:
		return m.leadPlanned(r)
	}
	if !m.Published.IsZero() {
		return m.leadPublished(r)
	}
	due := m.MinutesDue()
	lead := ui.Lead{Level: m.minutesLevel()}
	wait := language.T("Protokollet är inte skrivet.", "The minutes are not written.")
	if m.TextNo > 0 {
		wait = m.lacking(m.adjustments, m.members)
	} else if m.mayRun {
		lead.Button = &ui.Button{Label: r.Say(sayWrite), Href: m.path() + "/protokoll"}
	}
	lead.Text = ui.Rich(r.Say(language.T("%s Det ska vara publicerat för parterna *senast %s*: %s.", "%s They are to be published to the parties *by %s*: %s.").With(wait, due.Long(), due.DueIn(m.day))))
	if own := m.own(r); len(own) > 0 {
		lead.Text = ui.Rich(r.Say(language.T("Du behöver *läsa och justera protokollet* senast %s: %s.", "You need to *read and adjust the minutes* by %s: %s.").With(due.Long(), due.DueIn(m.day))))
		lead.Button = &ui.Button{Label: r.Say(language.T("Läs och justera", "Read and adjust")), Href: "#protokoll"}
	}
	return lead
}

// madeOf says what the agenda of a planned meeting is made of.
func (m meeting) madeOf() language.Text {
	if m.first.ID != "" {
		return language.T("Än så länge görs dagordningen av de punkter som parterna anmäler.", "For now the agenda is made of the points that the parties raise.")
	}
	return language.T("Dagordningen nedan görs av det som är öppet och av punkter som parterna anmäler.", "The agenda below is made of what is open and of points that the parties raise.")
}

func (m meeting) leadPlanned(r *web.Request) ui.Lead {
	if m.Day.After(m.day) || !m.mayRun {
		lead := ui.Lead{Text: ui.Rich(r.Say(language.T("Mötet är *%s*, %s. %s", "The meeting is *%s*, %s. %s").With(m.Day.Long(), m.Day.Relative(m.day), m.madeOf())))}
		if m.mayAdd {
			lead.Button = &ui.Button{Label: r.Say(sayAddPoint), Href: m.path() + "/punkt"}
		}
		return lead
	}
	return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.T("Mötesdagen har kommit. *Registrera mötet som genomfört*, eller ställ in det.", "The day of the meeting has come. *Enter the meeting as held*, or cancel it."))),
		Button: &ui.Button{Label: r.Say(sayHold), Href: m.path() + "/genomfort"}}
}

func (m meeting) leadPublished(r *web.Request) ui.Lead {
	on := calendar.DateOf(m.Published.Time)
	if m.MinutesLate(m.day) {
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.T("Protokollet publicerades för parterna *%s*, %s efter sista dagen %s.", "The minutes were published to the parties *%s*, %s after the last day, %s.").
			With(on, calendar.CountWorkingDays(max(calendar.WorkingDaysBetween(m.MinutesDue(), on), 1)), m.MinutesDue())))}
	}
	return ui.Lead{Level: ui.Good, Text: ui.Rich(r.Say(language.T("Protokollet är justerat och publicerades för parterna *%s*, i tid.", "The minutes are adjusted and were published to the parties *%s*, in time.").With(on)))}
}

// own are the members whose adjustment is asked for and for whom the reader adjusts.
func (m meeting) own(r *web.Request) (out []Member) {
	if !m.mayAdjust {
		return nil
	}
	for _, who := range m.Meeting.mayAdjust(m.adjustments, m.members, m.present) {
		if adjustsFor(r.Actor, who, m.mayRun, m.day) {
			out = append(out, who)
		}
	}
	return out
}

func (m meeting) buttons(r *web.Request) templ.Component {
	var out []ui.Button
	add := func(t language.Text, at string) {
		out = append(out, ui.Button{Label: r.Say(t), Href: m.path() + at, Kind: ui.Secondary})
	}
	if m.State == Planned && m.mayRun {
		if m.Day.After(m.day) {
			add(sayMove, "/flytta")
			add(sayCancel, "/stall-in")
		} else {
			add(sayAddPoint, "/punkt")
			add(sayMove, "/flytta")
			add(sayCancel, "/stall-in")
		}
	}
	if m.State == Planned {
		add(sayCalendar, "/kalender.ics")
	}
	if m.MinutesWait() && m.mayRun {
		if m.TextNo > 0 {
			add(sayRewrite, "/protokoll")
		}
		add(sayDecide, "/beslut/nytt")
	}
	if len(out) == 0 {
		return nil
	}
	return ui.Buttons(out...)
}

func (m meeting) agendaSection(r *web.Request) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayAgenda), Tight: true, Columns: []ui.Column{{Label: r.Say(language.T("Nr", "No")), Number: true}, {Label: r.Say(language.T("Punkt", "Point")), RowHeader: true}, {Label: r.Say(language.T("Varifrån", "From where"))}, {Label: r.Say(sayDue)}},
		Empty: ui.Empty{Text: r.Say(language.T("Inget är öppet och ingen punkt är anmäld ännu.", "Nothing is open and no point has been raised yet."))}}
	if m.first.ID != "" {
		t.Empty.Text = r.Say(language.T("Ingen punkt är anmäld ännu.", "No point has been raised yet."))
	}
	for _, p := range m.points {
		title := ui.Text(r.Say(p.Title()))
		if p.Path != "" && r.MayOpen(p.Path) {
			title = ui.A(p.Path, r.Say(p.Title()))
		}
		if p.Text != "" {
			title = ui.Stack(title, ui.Text(p.Text))
		}
		from := r.Say(p.Source())
		if p.Own {
			from = r.Say(language.T("Anmäld av %s", "Raised by %s").With(m.party(p.Authority)))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: append([]templ.Component{ui.Text(fmt.Sprint(p.No)), title}, ui.Cells(from, p.Due.String())...)})
	}
	return ui.SectionOf("dagordning", r.Say(sayAgenda), ui.TableOf(t), m.before(r))
}

// before leads to the meeting at which what is open is taken up, when that is an earlier one.
func (m meeting) before(r *web.Request) templ.Component {
	if m.first.ID == "" {
		return nil
	}
	return ui.Parts(ui.Paragraph(r.Say(language.T("Det som är öppet tas upp på gruppens nästa möte. Det som är kvar efter det kommer hit.", "What is open is taken up at the group’s next meeting. What is left after it comes here."))),
		ui.Links([]ui.Link{{Label: r.Say(language.T("Nästa möte, %s", "The next meeting, %s").With(m.first.Day)), Href: m.first.Path()}}))
}

func (m meeting) presentSection(r *web.Request) templ.Component {
	if m.State != Held {
		return nil
	}
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayPresent), Tight: true, Columns: []ui.Column{{Label: r.Say(sayName), RowHeader: true}, {Label: r.Say(sayPart)}, {Label: r.Say(sayParty)}, {Label: r.Say(language.T("Närvaro", "Attendance"))}}}
	for _, p := range membersOn(m.members, m.Day) {
		was := language.T("frånvarande", "absent")
		if slices.Contains(m.present, p.ID) {
			was = language.T("närvarande", "present")
		}
		if p.ID == m.Chair {
			was = language.T("ledde mötet", "led the meeting")
		}
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Cells(p.Name, r.Say(p.Part.Label()), m.party(p.Authority), r.Say(was))})
	}
	var guests templ.Component
	if m.Guests != "" {
		guests = ui.Paragraph(r.Say(language.T("Andra som deltog: %s", "Others who took part: %s").With(m.Guests)))
	}
	return ui.SectionOf("narvaro", r.Say(sayPresent), ui.TableOf(t), guests)
}

func (s *Service) meetingICS(r *web.Request) (web.Response, error) {
	m, err := s.meeting(r, policy.ReadMeeting)
	if err != nil {
		return web.Response{}, err
	}
	title := func(Meeting) string {
		return r.Say(language.T("%s, samverkan med %s", "%s, collaboration with %s").With(language.Same(m.group.Name), language.Same(m.of())))
	}
	name := "mote-" + m.Day.String() + ".ics"
	return web.Stream(name, icsType, func(w io.Writer) error { return writeICS(w, s.Trail.DB().Now(), s.Base, title, m.Meeting) }), nil
}

// status is how a meeting stands, as a chip.
func (m Meeting) status(l language.Lang, day calendar.Date) ui.Status {
	switch {
	case m.State == Held:
		return ui.Status{Level: ui.Good, Words: m.State.label().In(l)}
	case m.State == Cancelled:
		return ui.Status{Level: ui.Neutral, Words: m.State.label().In(l)}
	case day.After(m.Day):
		return ui.Status{Level: ui.Warn, Words: language.T("har passerat utan att registreras", "has passed without being entered").In(l)}
	}
	return ui.Status{Level: ui.Waiting, Words: m.State.label().In(l)}
}

// minutesSaid is how the minutes stand, in words.
func (m Meeting) minutesSaid(day calendar.Date) language.Text {
	switch {
	case m.State != Held:
		return language.Text{}
	case !m.Published.IsZero() && m.MinutesLate(day):
		return language.T("publicerat %s, för sent", "published %s, late").With(calendar.DateOf(m.Published.Time))
	case !m.Published.IsZero():
		return language.T("publicerat %s", "published %s").With(calendar.DateOf(m.Published.Time))
	}
	return m.MinutesDue().DueIn(day)
}

func timeIn(minutes int64, l language.Lang) string { return calendar.TimeOfDay(minutes).In(l) }
