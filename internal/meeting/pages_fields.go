package meeting

import (
	"fmt"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/plan"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// spanSaid writes a time with the day in words.
func spanSaid(starts, ends time.Time) language.Text {
	from, to := starts.In(calendar.Stockholm()), ends.In(calendar.Stockholm())
	words := language.T(from.Format("15.04")+"–"+to.Format("15.04"), from.Format("15:04")+"–"+to.Format("15:04"))
	return language.T("%s %s kl. %s", "%s %s, %s").With(calendar.WeekdayName(dayOf(starts).Weekday()), dayOf(starts).String(), words)
}

// fieldsAtOnce is how many times, and decisions, a form asks for at once.
const fieldsAtOnce = 3

// timeFields ask for times that are offered: a day and two clock times each, which work without script.
func timeFields(r *web.Request, first language.Text, needed bool) (out []ui.Field) {
	t := language.T
	for i := range fieldsAtOnce {
		at, whose := fmt.Sprintf("time-%d-", i+1), r.Say(t("Tid %d", "Time %d").With(int64(i+1)))
		optional := !needed || i > 0
		out = append(out, ui.Field{Kind: ui.DateField, Name: at + "day", Label: r.Say(t("Tid %d: dag", "Time %d: day").With(int64(i + 1))), Whose: whose, Width: ui.Short, Optional: optional},
			ui.Field{Kind: ui.TextField, Name: at + "from", Label: r.Say(t("Tid %d: börjar", "Time %d: begins").With(int64(i + 1))), Whose: whose, Hint: r.Say(t("Till exempel 09.00", "For example 09:00")), Width: ui.Short, Optional: optional},
			ui.Field{Kind: ui.TextField, Name: at + "to", Label: r.Say(t("Tid %d: slutar", "Time %d: ends").With(int64(i + 1))), Whose: whose, Hint: r.Say(t("Till exempel 10.00", "For example 10:00")), Width: ui.Short, Optional: optional})
	}
	out[0].Over = r.Say(first)
	return out
}

// timesOf reads what timeFields ask.
func timesOf(f *web.Form) (out []Span) {
	for i := range fieldsAtOnce {
		at := fmt.Sprintf("time-%d-", i+1)
		day, from, to := f.Date(at+"day"), f.Text(at+"from"), f.Text(at+"to")
		if day.IsZero() && from == "" && to == "" {
			continue
		}
		if day.IsZero() {
			f.Problem(at+"day", rowSays(i+1, language.T("skriv vilken dag.", "write which day.")))
		}
		out = append(out, Span{Starts: momentOf(f, i+1, at+"from", day, from), Ends: momentOf(f, i+1, at+"to", day, to), Row: i + 1})
	}
	return out
}

// momentOf is a clock time on a day. In the night to summer time an hour is lacking.
func momentOf(f *web.Form, row int, name string, day calendar.Date, text string) time.Time {
	c := clockOf(f, row, name, text)
	if !day.IsZero() && !c.Exists(day) {
		f.Problem(name, rowSays(row, language.T("klockslaget finns inte den natten, då sommartiden börjar.", "there is no such time in that night, when summer time begins.")))
	}
	return c.On(day)
}

func clockOf(f *web.Form, row int, name, text string) calendar.TimeOfDay {
	if len(text) == 4 && strings.ContainsAny(text[1:2], ".:") { // 9.00
		text = "0" + text
	}
	c, err := calendar.ParseTimeOfDay(text)
	if err != nil {
		f.Problem(name, rowSays(row, language.T("skriv klockslaget som tt.mm, till exempel 09.00.", "write the time as hh:mm, for example 09:00.")))
	}
	return c
}

func wayField(r *web.Request, label language.Text, value Way) ui.Field {
	options := []ui.Option{}
	for _, w := range Ways() {
		options = append(options, ui.Option{Value: string(w), Label: r.Say(w.Name().Capital())})
	}
	return ui.Field{Kind: ui.RadiosField, Name: "way", Label: r.Say(label), Options: options, Value: string(value)}
}

func placeField(r *web.Request, value string) ui.Field {
	t := language.T
	return ui.Field{Kind: ui.TextField, Name: "place", Label: r.Say(t("Var är mötet?", "Where is the meeting?")), Hint: r.Say(t("Adress och rum, eller vilket nummer ni ringer från. Det hamnar i kalendrar: skriv inte vem personen är.", "Address and room, or from which number you call. It ends up in calendars: do not write who the person is.")), Value: value, Optional: true, MaxLength: mostPlace}
}

func partField(r *web.Request, name string, label language.Text, parts ...Part) ui.Field {
	options := []ui.Option{}
	for _, p := range parts {
		options = append(options, ui.Option{Value: string(p), Label: r.Say(p.Name().Capital())})
	}
	return ui.Field{Kind: ui.CheckboxesField, Name: name, Label: r.Say(label), Options: options, Optional: true}
}

func partsOf(f *web.Form, name string) (out []Part) {
	for _, p := range f.Values()[name] {
		out = append(out, Part(p))
	}
	return out
}

func yesNo(r *web.Request, name string, label language.Text, yes, no language.Text) ui.Field {
	return ui.Field{Kind: ui.RadiosField, Name: name, Label: r.Say(label), Options: []ui.Option{{Value: string(Needed), Label: r.Say(yes)}, {Value: string(Unneeded), Label: r.Say(no)}}}
}

// decisionFields ask what was decided: who does what by when.
func decisionFields(r *web.Request) (out []ui.Field) {
	t := language.T
	owners := []ui.Option{{Label: r.Say(t("Välj", "Choose"))}}
	for _, o := range plan.Owners() {
		owners = append(owners, ui.Option{Value: string(o), Label: r.Say(o.Name().Capital())})
	}
	for i := range fieldsAtOnce {
		at, no := fmt.Sprintf("decision-%d-", i+1), int64(i+1)
		out = append(out, ui.Field{Kind: ui.TextField, Name: at + "text", Label: r.Say(t("Beslut %d: vad?", "Decision %d: what?").With(no)), Optional: true, MaxLength: 300, Swedish: true},
			ui.Field{Kind: ui.SelectField, Name: at + "responsible", Label: r.Say(t("Beslut %d: vem gör det?", "Decision %d: who does it?").With(no)), Options: owners, Optional: true, Width: ui.Medium},
			ui.Field{Kind: ui.DateField, Name: at + "due", Label: r.Say(t("Beslut %d: senast", "Decision %d: by").With(no)), Optional: true, Width: ui.Short})
	}
	out[0].Over = r.Say(t("Det här bestämdes. Det kan bli steg i den gemensamma planen", "This was decided. It can become steps of the joint plan"))
	return out
}

func decisionsOf(f *web.Form) (out []plan.Item) {
	for i := range fieldsAtOnce {
		at := fmt.Sprintf("decision-%d-", i+1)
		out = append(out, plan.Item{Text: f.Text(at + "text"), Responsible: plan.Owner(f.Text(at + "responsible")), Due: f.Date(at + "due")})
	}
	return out
}
