package steering

import (
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (m meeting) minutesLevel() ui.Level {
	switch {
	case m.MinutesLate(m.day):
		return ui.Bad
	case m.MinutesDue() == m.day:
		return ui.Warn
	}
	return ui.Waiting
}

// minutesSection shows the minutes to those who may read them, and to others when they come.
func (m meeting) minutesSection(r *web.Request) templ.Component {
	if m.State != Held {
		return nil
	}
	parts := []templ.Component{m.clock(r), m.reckoning(r)}
	switch {
	case m.TextNo == 0:
		parts = append(parts, ui.Paragraph(r.Say(language.T("Protokollet är inte skrivet ännu.", "The minutes are not written yet."))))
	case m.Published.IsZero() && !m.draft:
		parts = append(parts, ui.Paragraph(r.Say(language.T("Protokollet visas när det är justerat.", "The minutes are shown when they are adjusted."))))
	default:
		if m.Published.IsZero() {
			parts = append(parts, ui.Alert(ui.AlertBox{Level: ui.Info, Text: r.Say(language.T("Utkast. Bara de som sköter mötet och gruppens ledamöter ser det.", "A draft. Only those who keep the meeting and the group’s members see it."))}))
		}
		parts = append(parts, ui.ProseOf(markdown(r.Lang, m.Text)), m.adjustedTable(r))
		for _, who := range m.own(r) {
			parts = append(parts, m.adjustForm(r, who))
		}
	}
	return ui.SectionOf("protokoll", r.Say(sayMinutes), parts...)
}

// clock is the time for the minutes in words (K6.2).
func (m meeting) clock(r *web.Request) templ.Component {
	due := m.MinutesDue()
	if !m.Published.IsZero() {
		level := ui.Good
		if m.MinutesLate(m.day) {
			level = ui.Bad
		}
		return ui.ClockWords(ui.Clock{Level: level, Words: r.Say(m.minutesSaid(m.day)), When: r.Say(language.T("sista dag var %s", "the last day was %s").With(due.Long())), At: m.Published.UTC().Format("2006-01-02T15:04:05Z")})
	}
	return ui.ClockWords(ui.Clock{Level: m.minutesLevel(), Words: r.Say(due.DueIn(m.day)), When: r.Say(due.Long()), At: due.String()})
}

// reckoning tells how the last day came about: the days that did not count, by name.
func (m meeting) reckoning(r *web.Request) templ.Component {
	var skipped []language.Text
	for _, d := range calendar.Days(calendar.Period{From: m.Day.AddDays(1), To: m.MinutesDue()}) {
		if !d.Working && d.Date.Weekday() != 0 && d.Date.Weekday() != 6 {
			skipped = append(skipped, language.T("%s (%s)", "%s (%s)").With(d.Date, d.Reason))
		}
	}
	text := language.T("Tio arbetsdagar räknas från dagen efter mötet, %s: den tionde är %s. Lördagar och söndagar räknas inte.", "Ten working days are counted from the day after the meeting, %s: the tenth is %s. Saturdays and Sundays do not count.").With(m.Day.Long(), m.MinutesDue().Long())
	if len(skipped) > 0 {
		text = language.T("%s Inte heller %s.", "%s Neither do %s.").With(text, language.List(skipped...))
	}
	return ui.Folded(r.Say(sayHow), ui.Paragraph(r.Say(language.T("%s (§ 6, K6.2)", "%s (§ 6, K6.2)").With(text))))
}

func (m meeting) adjustedTable(r *web.Request) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(language.T("Justerat av", "Adjusted by")), ShowCaption: true, Tight: true, Columns: []ui.Column{{Label: r.Say(sayName), RowHeader: true}, {Label: r.Say(sayParty)}, {Label: r.Say(language.T("När", "When"))}, {Label: r.Say(language.T("Hur", "How"))}},
		Empty: ui.Empty{Text: r.Say(language.T("Ingen har justerat den här texten ännu.", "Nobody has adjusted this text yet."))}}
	for _, a := range m.current(m.adjustments) {
		who, _ := find(m.members, a.Member)
		how := language.T("i Samsyn", "in Samsyn")
		if who.Account != a.By {
			how = language.T("på papper, registrerat av samverkansansvarig", "on paper, entered by the coordinator")
		}
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Cells(who.Name, m.party(who.Authority), r.Say(calendar.DateTime(a.At.Time)), r.Say(how))})
	}
	return ui.TableOf(t)
}

func (m meeting) adjustForm(r *web.Request, who Member) templ.Component {
	label := language.T("Justera protokollet", "Adjust the minutes")
	if who.Account == "" {
		label = language.T("Registrera att %s har justerat på papper", "Enter that %s has adjusted on paper").With(who.Name)
	}
	return ui.FormOf(ui.Form{Lang: r.Lang, ID: "justera-" + who.ID, Action: m.path() + "/justera", Submit: ui.Button{Label: r.Say(label)}, Fields: []ui.Field{
		{Kind: ui.HiddenField, Name: "member", Value: who.ID}, versionOfText(m.TextNo)}})
}

func versionOfText(no int64) ui.Field { f := versionField(no); f.Name = fieldText; return f }

func (s *Service) adjustPost(r *web.Request) (web.Response, error) {
	m, err := s.meeting(r, policy.AdjustMinutes)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	after, err := s.Adjust(r.Context(), r.Actor, m.Meeting.ID, f.Text("member"), numberOf(f, fieldText))
	if err != nil {
		return web.Response{}, err
	}
	said := language.T("Justeringen är sparad. %s", "The adjustment is saved. %s").With(language.T("En justering till behövs.", "One more is needed."))
	if !after.Published.IsZero() {
		said = language.T("Protokollet är justerat och publicerat för parterna.", "The minutes are adjusted and published to the parties.")
	}
	return web.Redirect(m.path()+"#protokoll").Message(ui.Good, said), nil
}

func (s *Service) minutesPage(r *web.Request) (web.Response, error) {
	m, err := s.writable(r)
	if err != nil {
		return m.instead(err)
	}
	return m.minutesForm(r).page(r, nil), nil
}

// writable reads a meeting whose minutes can be written.
func (s *Service) writable(r *web.Request) (meeting, error) {
	m, err := s.meeting(r, policy.RunMeeting)
	if err == nil && !m.MinutesWait() {
		return m, fault.New(fault.Conflict, language.T("Protokollet kan skrivas när mötet är genomfört och tills det är publicerat.", "The minutes can be written when the meeting has been held, until they are published."))
	}
	return m, err
}

func (m meeting) minutesForm(r *web.Request) form {
	t := language.T
	text, title := m.Text, sayRewrite
	if m.TextNo == 0 {
		text, title = m.skeleton(r), sayWrite
	}
	hint := t("Rubriker skrivs med ## först på raden, punkter med - först på raden. Beslut skrivs in för sig, så att de kan följas upp.", "Headings are written with ## at the beginning of the line, points with -. Decisions are entered by themselves, so that they can be followed up.")
	var warn templ.Component
	if len(m.current(m.adjustments)) > 0 {
		warn = ui.Alert(ui.AlertBox{Level: ui.Warn, Text: r.Say(t("Texten är justerad av någon. Ändras den behöver den justeras på nytt.", "Somebody has adjusted the text. If it changes it must be adjusted anew."))})
	}
	return form{title: title, crumbs: m.crumbs(r, m.groupLink(), ui.Link{Label: m.Day.String(), Href: m.path()}), over: warn, Form: ui.Form{ID: "protokoll", Action: m.path() + "/protokoll",
		Submit: ui.Button{Label: r.Say(t("Spara protokollet", "Save the minutes"))}, Other: cancelTo(r, m.path()), Fields: []ui.Field{
			{Kind: ui.TextareaField, Name: fieldText, Label: r.Say(sayMinutes), Value: text, Rows: 20, Hint: r.Say(hint)}, versionField(m.Meeting.Version)}}}
}

// skeleton is what new minutes begin with: a heading for each point of the agenda.
func (m meeting) skeleton(r *web.Request) string {
	var b strings.Builder
	for _, p := range m.points {
		b.WriteString("## " + plain(r.Say(p.Title())) + "\n\n\n")
	}
	return b.String()
}

// plain keeps a text on one line.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

func (s *Service) minutesPost(r *web.Request) (web.Response, error) {
	m, err := s.writable(r)
	if err != nil {
		return web.Response{}, err
	}
	var text string
	var version int64
	return m.minutesForm(r).take(r, language.T("Protokollet är sparat. Nu behöver det justeras.", "The minutes are saved. They must now be adjusted."),
		func(f *web.Form) {
			text, version = f.Long(fieldText, web.Required, web.Max(60000)), numberOf(f, fieldVersion)
		}, func() (string, error) {
			_, err := s.WriteMinutes(r.Context(), r.Actor, m.Meeting.ID, version, text)
			return m.path() + "#protokoll", err
		})
}
