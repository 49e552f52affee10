package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// mostSteps is how many steps a plan has at most: one that is longer is read by nobody.
const mostSteps = 20

// mostText is how long a goal or a step is at most, in characters.
const mostText = 500

// Item is a step as it stands in the text of a version.
type Item struct {
	Key         string // of the same step in an earlier version; empty is a new step
	Text        string
	Responsible Owner
	Due         calendar.Date
	Meeting     bool  // the agency cannot decide on it without the person: it is taken up at a meeting
	Hours       int64 // a week that it takes of the person; 0 where nothing is said
}

// fullTime is how many hours a week the measures of both parties may take of a person together (K17.3), and mostHours how many
// one step can.
const (
	fullTime  = 40
	mostHours = 60
)

// Content is what a version says.
type Content struct {
	Goal             string
	Items            []Item
	Follow           calendar.Date
	AgencyPlan       string // date or number of the agency's own plan with the person
	MunicipalityPlan string
	Health           bool // it tells of the person's health
}

// tidy takes what was only space away, and steps of which nothing is said.
func (c Content) tidy() Content {
	c.Goal, c.AgencyPlan, c.MunicipalityPlan = oneLine(c.Goal), oneLine(c.AgencyPlan), oneLine(c.MunicipalityPlan)
	items := slices.Clone(c.Items)
	for i := range items {
		items[i].Text = oneLine(items[i].Text)
	}
	c.Items = slices.DeleteFunc(items, func(i Item) bool { return i.Text == "" && i.Responsible == "" && i.Due.IsZero() })
	return c
}

// check refuses a plan in which something is missing: every step has a responsible party and a date (domain facts 14.3,
// K12.3), and stands for a step of the version that is changed or for a new one. before has the steps of that version.
func (c Content) check(today calendar.Date, before map[string][]calendar.Date) error {
	t := language.T
	var p []fault.Problem
	need := func(bad bool, field string, says language.Text) {
		if bad {
			p = append(p, fault.Field(field, says))
		}
	}
	long := t("Skriv kortare: högst %d tecken.", "Write it shorter: at most %d characters.").With(mostText)
	need(c.Goal == "", "goal", t("Skriv vad personen och ni vill nå.", "Write what the person and you want to reach."))
	need(len([]rune(c.Goal)) > mostText, "goal", long)
	need(len(c.Items) == 0, "step-1-text", t("Skriv minst ett steg.", "Write at least one step."))
	need(len(c.Items) > mostSteps, "step-1-text", t("Högst %d steg. Dela upp planen.", "At most %d steps. Divide the plan.").With(mostSteps))
	for i, item := range c.Items {
		at := "step-" + strconv.Itoa(i+1)
		need(item.Text == "", at+"-text", t("Skriv vad som ska göras.", "Write what is to be done."))
		need(len([]rune(item.Text)) > mostText, at+"-text", long)
		need(!slices.Contains(Owners(), item.Responsible), at+"-responsible", t("Välj vem som ansvarar för steget.", "Choose who is responsible for the step."))
		need(item.Due.IsZero(), at+"-due", t("Skriv senast vilken dag steget ska vara gjort.", "Write the last day for the step."))
		need(!item.Due.IsZero() && item.Due.Before(today) && !slices.Contains(before[item.Key], item.Due), at+"-due", t("Dagen har passerat. Skriv en som kommer, eller låt den förra dagen stå kvar.", "The day has passed. Write one to come, or leave the day as it was."))
		need(calendar.TooFar(item.Due, today), at+"-due", calendar.FarAhead)
		_, known := before[item.Key]
		again := slices.ContainsFunc(c.Items[:i], func(x Item) bool { return x.Key == item.Key })
		need(item.Key != "" && (!known || again), at+"-text", t("Steget hör inte till den version som du ändrar, eller står två gånger. Öppna planen på nytt och ändra den som gäller.", "The step is not of the version that you change, or stands twice. Open the plan again and change the one that holds."))
		need(item.Hours < 0 || item.Hours > mostHours, at+"-hours", t("Skriv 0–%d timmar i veckan.", "Write 0–%d hours a week.").With(mostHours))
		need(item.Meeting && item.Responsible != Agency && item.Responsible != Both, at+"-responsible", t("Bara Arbetsförmedlingens steg kan kräva ett möte med personen. Välj Arbetsförmedlingen eller båda.", "Only the agency's steps can need a meeting with the person. Choose the agency or both."))
	}
	need(c.Follow.IsZero(), "follow", t("Skriv när ni följer upp planen.", "Write when you follow the plan up."))
	need(!c.Follow.IsZero() && !c.Follow.After(today), "follow", followLater)
	need(calendar.TooFar(c.Follow, today), "follow", calendar.FarAhead)
	if len(p) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, t("Planen är inte hel än.", "The plan is not whole yet."), p...)
}

const (
	lineGoal   = "Mål: "
	lineFollow = "Nästa uppföljning: "
	lineAgency = "Handlingsplan hos Arbetsförmedlingen: "
	lineBoard  = "Genomförandeplan hos kommunen: "
	lineHealth = "Planen handlar om personens hälsa."

	hoursCode = "hours:" // before a number of hours a week
)

// Text writes a version as somebody without this system can read it, with the codes in brackets.
func (c Content) Text(no int64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Gemensam plan, version %d\n%s%s\n", no, lineGoal, c.Goal)
	b.WriteString(StepsText(c.Items))
	fmt.Fprintf(&b, "%s%s\n", lineFollow, c.Follow)
	for _, l := range []struct{ head, value string }{{lineAgency, c.AgencyPlan}, {lineBoard, c.MunicipalityPlan}} {
		if l.value != "" {
			b.WriteString(l.head + l.value + "\n")
		}
	}
	if c.Health {
		b.WriteString(lineHealth + "\n")
	}
	return b.String()
}

// StepsText writes steps, a line each; Parse reads them.
func StepsText(items []Item) string {
	var b strings.Builder
	for i, item := range items {
		codes := []string{string(item.Responsible), item.Due.String()}
		words := item.Responsible.Name().Sv + ", senast " + item.Due.String()
		if item.Meeting {
			codes, words = append(codes, "meeting"), words+", tas upp på möte med personen"
		}
		if item.Hours > 0 {
			codes, words = append(codes, hoursCode+strconv.FormatInt(item.Hours, 10)), words+fmt.Sprintf(", %d timmar i veckan", item.Hours)
		}
		fmt.Fprintf(&b, "Steg %d [%s]: %s (%s)\n", i+1, strings.Join(codes, " "), item.Text, words)
	}
	return b.String()
}

// Parse reads what Text wrote. Lines in another form are left out.
func Parse(body string) (c Content) {
	for _, line := range strings.Split(body, "\n") {
		if item, ok := parseItem(line); ok {
			c.Items = append(c.Items, item)
			continue
		}
		c.Health = c.Health || line == lineHealth
		for _, l := range []struct {
			head string
			put  func(string)
		}{{lineGoal, func(v string) { c.Goal = v }}, {lineFollow, func(v string) { c.Follow, _ = calendar.ParseDate(v) }},
			{lineAgency, func(v string) { c.AgencyPlan = v }}, {lineBoard, func(v string) { c.MunicipalityPlan = v }}} {
			if v, ok := strings.CutPrefix(line, l.head); ok {
				l.put(v)
			}
		}
	}
	return c
}

func parseItem(line string) (item Item, ok bool) {
	rest, ok := strings.CutPrefix(line, "Steg ")
	if !ok {
		return item, false
	}
	_, rest, ok = strings.Cut(rest, " [")
	codes, rest, ok2 := strings.Cut(rest, "]: ")
	end := strings.LastIndex(rest, " (")
	f := strings.Fields(codes)
	if !ok || !ok2 || end < 0 || len(f) < 2 {
		return item, false
	}
	item = Item{Text: rest[:end], Responsible: Owner(f[0]), Meeting: slices.Contains(f[2:], "meeting")}
	for _, code := range f[2:] {
		if v, ok := strings.CutPrefix(code, hoursCode); ok {
			item.Hours, _ = strconv.ParseInt(v, 10, 64)
		}
	}
	item.Due, _ = calendar.ParseDate(f[1])
	return item, true
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
