package measure

import (
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
)

// Draft is what somebody writes of a measure.
type Draft struct {
	Scheme    law.ProgrammeID
	Name      string
	Says      string
	Organiser string
	Apply     string
	Site      string
	Remote    bool
	HoursFrom int64
	HoursTo   int64
	Weeks     int64
	Places    int64
	Starts    calendar.Date
	Rules     Rules
	From, To  calendar.Date
	Owner     string // account
	Needs     []matter.Need
	Groups    []Group
	Areas     []string
	Languages []string
}

// DraftOf is what somebody would write to leave a measure as it is.
func DraftOf(m Measure) Draft {
	return Draft{m.Scheme, m.Name, m.Says, m.Organiser, m.Apply, m.Site, m.Remote, m.HoursFrom, m.HoursTo, m.Weeks, m.Places, m.Starts, m.Rules, m.From, m.To, m.Owner, m.Needs, m.Groups, m.Areas, m.Languages}
}

// apply puts the draft over a measure.
func (d Draft) apply(m Measure) Measure {
	m.Scheme, m.Name, m.Says, m.Organiser, m.Apply, m.Site = d.Scheme, oneLine(d.Name), strings.TrimSpace(d.Says), oneLine(d.Organiser), strings.TrimSpace(d.Apply), oneLine(d.Site)
	m.Remote, m.HoursFrom, m.HoursTo, m.Weeks, m.Places, m.Starts = d.Remote, d.HoursFrom, d.HoursTo, d.Weeks, d.Places, d.Starts
	m.From, m.To, m.Rules = d.From, d.To, nil
	if d.Owner != "" { // else whoever answers for it goes on
		m.Owner = d.Owner
	}
	if m.HoursTo == 0 {
		m.HoursTo = m.HoursFrom
	}
	for _, r := range d.Rules {
		m.Rules = append(m.Rules, r.tidied())
	}
	slices.SortStableFunc(m.Rules, func(a, b Rule) int { return slices.Index(RuleKinds(), a.Kind) - slices.Index(RuleKinds(), b.Kind) })
	m.Needs, m.Groups, m.Areas, m.Languages = set(d.Needs), set(d.Groups), set(d.Areas), set(d.Languages)
	return m
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func set[T ~string](all []T) []T {
	out := slices.Clone(all)
	slices.Sort(out)
	return slices.Compact(out)
}

// The names of fields in forms, files and faults.
const (
	fieldScheme    = "scheme"
	fieldName      = "name"
	fieldSays      = "says"
	fieldOrganiser = "organiser"
	fieldApply     = "apply"
	fieldSite      = "site"
	fieldRemote    = "remote"
	fieldHoursFrom = "hours_from"
	fieldHoursTo   = "hours_to"
	fieldWeeks     = "weeks"
	fieldPlaces    = "places"
	fieldStarts    = "starts"
	fieldRules     = "rules" // all of them, in the trail
	fieldFrom      = "valid_from"
	fieldTo        = "valid_to"
	fieldOwner     = "owner"
	fieldNeeds     = "needs"
	fieldGroups    = "groups"
	fieldAreas     = "areas"
	fieldLanguages = "languages"
	fieldVersion   = "version"
)

// Limits of what is written.
const (
	longName  = 120
	longSays  = 3000
	longLine  = 200
	longApply = 1000
	mostHours = 60
	mostWeeks = 260
	mostPlace = 100_000
	mostYears = 10 // ahead
)

// earliest is the first day on which a measure can have begun: Arbetsförmedlingen has been one authority since then.
var earliest = calendar.NewDate(2008, 1, 1)

// check holds a measure against the rules that need no database, on a day.
func (m Measure) check(day calendar.Date) (out []fault.Problem) {
	t := language.T
	bad := func(field string, is bool, text language.Text) {
		if is {
			out = append(out, fault.Field(field, text))
		}
	}
	scheme, known := law.SchemeOf(m.Scheme)
	bad(fieldScheme, !known, t("Välj vilken sorts insats det är.", "Choose what sort of measure it is."))
	bad(fieldScheme, known && !scheme.Offered(day), t("Den sortens insats erbjuds inte längre, eller inte än. Välj en annan.", "That sort of measure is no longer offered, or not yet. Choose another."))
	bad(fieldName, m.Name == "" || longer(m.Name, longName), t("Skriv vad insatsen heter, högst %d tecken.", "Write what the measure is called, at most %d characters.").With(longName))
	bad(fieldSays, m.Says == "" || longer(m.Says, longSays), t("Skriv vad man gör där, högst %d tecken.", "Write what one does there, at most %d characters.").With(longSays))
	bad(fieldOrganiser, longer(m.Organiser, longLine), sayShorter.With(longLine))
	bad(fieldSite, longer(m.Site, longLine), sayShorter.With(longLine))
	bad(fieldApply, longer(m.Apply, longApply), sayShorter.With(longApply))
	bad(fieldHoursFrom, m.HoursFrom < 0 || m.HoursTo < m.HoursFrom || m.HoursTo > mostHours, t("Skriv timmar i veckan från och till, högst %d, det lägsta först.", "Write hours a week from and to, at most %d, the lowest first.").With(mostHours))
	bad(fieldWeeks, m.Weeks < 0 || m.Weeks > mostWeeks, t("Skriv ett antal veckor, högst %d, eller lämna tomt.", "Write a number of weeks, at most %d, or leave it empty.").With(mostWeeks))
	bad(fieldPlaces, m.Places < 0 || m.Places > mostPlace, t("Skriv ett antal platser, högst %d, eller lämna tomt om det inte finns någon gräns.", "Write a number of places, at most %d, or leave it empty when there is no limit.").With(mostPlace))
	bad(fieldPlaces, m.Places > 0 && m.Places < m.Taken, language.Plural(m.Taken, t("Det finns redan %d person på insatsen. Skriv minst så många platser.", "There is %d person in the measure already. Write at least so many places."),
		t("Det finns redan %d personer på insatsen. Skriv minst så många platser.", "There are %d people in the measure already. Write at least so many places.")))
	bad(fieldFrom, m.From.IsZero(), t("Skriv från och med vilken dag insatsen erbjuds.", "Write from which day the measure is offered."))
	bad(fieldFrom, !m.From.IsZero() && (m.From.Before(earliest) || m.From.After(day.AddYears(mostYears))), t("Skriv en dag från %s och högst tio år framåt.", "Write a day from %s and at most ten years ahead.").With(earliest))
	bad(fieldTo, m.To.After(day.AddYears(mostYears)), t("Skriv en dag högst tio år framåt, eller lämna tomt.", "Write a day at most ten years ahead, or leave it empty."))
	bad(fieldTo, !m.To.IsZero() && m.To.Before(m.From), t("Sista dagen ligger före den första. Skriv en senare dag, eller lämna tomt.", "The last day is before the first. Write a later day, or leave it empty."))
	bad(fieldStarts, !m.Starts.IsZero() && (m.Starts.Before(m.From) || !m.To.IsZero() && m.Starts.After(m.To)), t("Startdagen ligger utanför tiden då insatsen erbjuds.", "The day when it begins is outside the time when the measure is offered."))
	bad(fieldOwner, m.Owner == "", t("Välj vem som ansvarar för att uppgifterna stämmer.", "Choose who answers for the entry being right."))
	bad(fieldNeeds, len(m.Needs) == 0, t("Välj minst en sak som insatsen hjälper med. Det är så den hittas.", "Choose at least one thing that the measure helps with. That is how it is found."))
	for _, n := range m.Needs {
		_, ok := matter.NeedOf(n)
		bad(fieldNeeds, !ok, sayFromList)
	}
	bad(fieldGroups, slices.ContainsFunc(m.Groups, func(g Group) bool { return g.Name().IsZero() }), sayFromList)
	bad(fieldLanguages, slices.ContainsFunc(m.Languages, func(l string) bool { return !slices.Contains(tongues, l) }), sayFromList)
	return append(out, m.Rules.check()...)
}

func longer(s string, most int) bool { return len([]rune(s)) > most }

// differs names the fields in which two measures differ: what the trail says of a change.
func (m Measure) differs(o Measure) (fields []string) {
	for _, f := range []struct {
		name string
		same bool
	}{
		{fieldScheme, m.Scheme == o.Scheme}, {fieldName, m.Name == o.Name}, {fieldSays, m.Says == o.Says}, {fieldOrganiser, m.Organiser == o.Organiser}, {fieldApply, m.Apply == o.Apply},
		{fieldSite, m.Site == o.Site}, {fieldRemote, m.Remote == o.Remote}, {fieldHoursFrom, m.HoursFrom == o.HoursFrom}, {fieldHoursTo, m.HoursTo == o.HoursTo}, {fieldWeeks, m.Weeks == o.Weeks},
		{fieldPlaces, m.Places == o.Places}, {fieldStarts, m.Starts == o.Starts}, {fieldRules, slices.Equal(m.Rules, o.Rules)}, {fieldFrom, m.From == o.From}, {fieldTo, m.To == o.To},
		{fieldOwner, m.Owner == o.Owner}, {fieldNeeds, slices.Equal(m.Needs, o.Needs)}, {fieldGroups, slices.Equal(m.Groups, o.Groups)}, {fieldAreas, slices.Equal(m.Areas, o.Areas)},
		{fieldLanguages, slices.Equal(m.Languages, o.Languages)},
	} {
		if !f.same {
			fields = append(fields, f.name)
		}
	}
	return fields
}

var (
	sayShorter  = language.T("Skriv högst %d tecken.", "Write at most %d characters.")
	sayFromList = language.T("Välj ur listan.", "Choose from the list.")
)
