package policy

import (
	"fmt"
	"slices"
	"strings"

	"samsyn/internal/language"
)

// Document writes the table as Markdown for a reader who does not read code: Swedish first, English after it.
// Actions that follow each other and have the same rule stand together.
func (t *Table) Document() string {
	var b strings.Builder
	b.WriteString(documentHead)
	writeRoles(&b)
	writeReaches(&b)
	for _, c := range t.chapters {
		fmt.Fprintf(&b, "\n## %s / %s\n", c.Title.Sv, c.Title.En)
		for i, r := range c.Rules {
			t.writeAction(&b, r)
			if i+1 == len(c.Rules) || t.body(c.Rules[i+1]) != t.body(r) {
				b.WriteString(t.body(r))
			}
		}
	}
	return b.String()
}

const documentHead = `# Vem får göra vad / Who may do what

<!-- Written by: go test ./internal/policy -update. Change the table in internal/policy, not this file. -->

Det här är hela regelverket för behörighet i Samsyn. Programmet läser samma tabell: när den ändras, ändras den här sidan.
Det som inte står här är förbjudet. En rad ger rätt när **någon** av rollens räckvidder gäller, och en räckvidd gäller
när **alla** dess villkor är uppfyllda i samma ögonblick. Ett förbud går alltid före. Är något okänt ges ingen rätt.
Den som inte får se en uppgift får samma svar som om uppgiften inte fanns.

*This is the whole of the rules for access in Samsyn. The program reads the same table: when it changes, so does this
page. What does not stand here is forbidden. A line permits when* any *of the role's reaches holds, and a reach holds when*
all *its conditions are met at the same instant. A prohibition always comes first. What is unknown permits nothing.
Whoever may not see a record gets the same answer as if it did not exist.*
`

func writeRoles(b *strings.Builder) {
	b.WriteString("\n## Rollerna / The roles\n\nEn roll gäller hos en myndighet, från en dag till en annan. " +
		"Den som arbetar för två nämnder i samma kommun har i var och en bara de roller som getts där.\n\n" +
		"*A role holds in one authority, from one day to another. Whoever works for two boards of one municipality has in each " +
		"only the roles given there.*\n\n| Roll | Role | Vad den är till för | What it is for |\n| --- | --- | --- | --- |\n")
	for _, r := range Roles() {
		fmt.Fprintf(b, "| %s | *%s* | %s | *%s* |\n", r.Name.Sv, r.Name.En, r.What.Sv, r.What.En)
	}
}

func writeReaches(b *strings.Builder) {
	b.WriteString("\n## Räckvidderna / The reaches\n\nOrden används i tabellerna. Vad ett ord betyder för just den sakens slag står i kolumnen Villkor.\n\n" +
		"*The words are used in the tables. What a word means for that kind of thing stands in the column Villkor / Condition.*\n\n")
	for _, r := range Reaches() {
		fmt.Fprintf(b, "- **%s** – *%s*\n", r.Name.Sv, r.Name.En)
	}
}

func (t *Table) writeAction(b *strings.Builder, r Rule) {
	fmt.Fprintf(b, "\n**%s** – *%s* · `%s`", capital(r.Says.Sv), r.Says.En, r.Action)
	if r.Over != "" {
		name := t.things[r.Over].Name
		fmt.Fprintf(b, " · gäller %s / *about %s*", name.Sv, name.En)
	}
	if r.Law != "" {
		fmt.Fprintf(b, " · %s", r.Law)
	}
	b.WriteString("\n")
}

// body is all that a rule says beside its name.
func (t *Table) body(r Rule) string {
	var b strings.Builder
	b.WriteString("\n| Vem | Räckvidd | Villkor | *In English* |\n| --- | --- | --- | --- |\n")
	for _, g := range alike(r.Who) {
		for _, p := range g.permits {
			t.writePermit(&b, r, g.name, p)
		}
	}
	for _, c := range t.never(r) {
		fmt.Fprintf(&b, "\n**Aldrig om** %s. *Never if %s.*\n", c.Text.Sv, c.Text.En)
	}
	if r.Reason {
		b.WriteString("\n**Kräver ett skriftligt skäl**, som skrivs i loggen och meddelas chefen. *Takes a reason in writing, which is noted in the trail and told to the manager.*\n")
	}
	return b.String()
}

// group is roles that are permitted alike.
type group struct {
	name    language.Text // "handläggare, arbetsförmedlare"
	permits Permits
}

// alike puts roles together that have the same permits, in the order of the roles.
func alike(who Who) (groups []group) {
	for _, info := range Roles() {
		permits := who[info.Role]
		if len(permits) == 0 {
			continue
		}
		i := slices.IndexFunc(groups, func(g group) bool { return fmt.Sprint(g.permits) == fmt.Sprint(permits) })
		if i < 0 {
			groups = append(groups, group{name: info.Name, permits: permits})
		} else {
			groups[i].name = language.T("%s, %s", "%s, %s").With(groups[i].name, info.Name)
		}
	}
	return groups
}

func (t *Table) writePermit(b *strings.Builder, r Rule, who language.Text, p Permit) {
	sv, en := "–", ""
	if !p.Open() {
		c := t.meaning(r, p)
		sv, en = "om "+c.Text.Sv, ", if "+c.Text.En
	}
	fmt.Fprintf(b, "| %s | %s | %s | *%s: %s%s* |\n", who.Sv, p.name().Sv, sv, who.En, p.name().En, en)
}

// name gives the reaches of a permit in words: "utsedd + gällande grund".
func (p Permit) name() language.Text {
	var sv, en []string
	for _, r := range p {
		name, _ := reachName(r)
		sv, en = append(sv, name.Sv), append(en, name.En)
	}
	return language.T(strings.Join(sv, " + "), strings.Join(en, " + "))
}

// capital makes the first letter of a sentence big.
func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
