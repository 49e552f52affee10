package law

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// BreachDutyID names for good what is to be done about a personal data breach.
type BreachDutyID string

// The duties.
const (
	BreachToSupervisor BreachDutyID = "breach-supervisor" // the supervisory authority is notified
	BreachToPersons    BreachDutyID = "breach-persons"    // the persons concerned are told
	BreachToParty      BreachDutyID = "breach-party"      // the other party of the agreement is told
)

// BreachDuty is what is to be done about a breach, and within which time. What is agreed between two parties goes before the
// hours of the last.
type BreachDuty struct {
	ID       BreachDutyID
	Citation string // as one cites it, in Swedish
	Hours    int    // around the clock, from when the authority became aware; 0 where no number is said
	Says     language.Text
	Valid    calendar.Period
	Standing Standing
}

// BreachDuties gives every duty, also those that hold no more.
func BreachDuties() []BreachDuty { return slices.Clone(breachDuties) }

// BreachDutyOn gives a duty as it holds on a day; ok is false where there is none.
func BreachDutyOn(id BreachDutyID, on calendar.Date) (d BreachDuty, ok bool) {
	return find(breachDuties, func(d BreachDuty) bool { return d.ID == id && d.Valid.Contains(on) })
}

// breachDuties are those of the regulation (EU) 2016/679, which applies since 25 May 2018, and that of the clause library.
var breachDuties = []BreachDuty{
	{ID: BreachToSupervisor, Citation: "artikel 33 i dataskyddsförordningen", Hours: 72, Valid: since(2018, 5, 25),
		Says: language.T("Anmälan till Integritetsskyddsmyndigheten görs utan onödigt dröjsmål och om möjligt inom 72 timmar från att myndigheten fick vetskap om incidenten, om det inte är osannolikt att den medför en risk för personerna. Görs den senare ska skälen följa med.",
			"The supervisory authority is notified without undue delay and, where feasible, within 72 hours after the authority became aware of the breach, unless it is unlikely to result in a risk to the persons. A later notification comes with the reasons."),
		Standing: commonly().asking("Räknas de 72 timmarna från upptäckten också när en annan myndighet har meddelat incidenten, eller från att myndigheten själv fick veta?",
			"Do the 72 hours run from the discovery also where another authority told of the breach, or from when the authority itself was told?")},
	{ID: BreachToPersons, Citation: "artikel 34 i dataskyddsförordningen", Valid: since(2018, 5, 25),
		Says:     language.T("De berörda personerna informeras utan onödigt dröjsmål när incidenten sannolikt leder till en hög risk för dem.", "The persons concerned are told without undue delay when the breach is likely to result in a high risk to them."),
		Standing: commonly().asking("När är risken så hög att de berörda ska informeras, och när hindrar sekretess det?", "When is the risk so high that the persons are to be told, and when does secrecy prevent it?")},
	{ID: BreachToParty, Citation: "åtagande K20.5", Hours: 24, Valid: since(2018, 5, 25),
		Says:     language.T("Motparten får veta det inom 24 timmar från upptäckten, dygnet runt. En överenskommelse kan säga annat.", "The other party is told within 24 hours from the discovery, around the clock. An agreement may say otherwise."),
		Standing: commonly().asking("Räcker 24 timmar för att motparten ska hinna anmäla i tid, och får det som behövs lämnas trots sekretess?", "Are 24 hours enough for the other party to notify in time, and may what is needed be told in spite of secrecy?")},
}
