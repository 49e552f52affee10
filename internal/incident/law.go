package incident

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// Rule is a time limit that law or agreement sets, in hours around the clock.
type Rule struct {
	Act      Act
	Hours    int
	Citation string
	Says     language.Text
	From, To calendar.Date // To is zero while it holds
}

// rules are the limits with when they hold. The regulation applies since 25 May 2018; what is agreed between the two goes
// before the usual hours of K20.5.
func rules() []Rule {
	t := language.T
	since := calendar.NewDate(2018, time.May, 25)
	return []Rule{
		{Act: Supervise, Hours: 72, Citation: "GDPR art. 33.1", From: since,
			Says: t("Anmälan till Integritetsskyddsmyndigheten görs utan onödigt dröjsmål och om möjligt inom 72 timmar från att myndigheten fick vetskap om incidenten, om det inte är osannolikt att den medför en risk för personerna. Görs den senare ska skälen följa med.",
				"The supervisory authority is notified without undue delay and, where feasible, within 72 hours after the authority became aware of the breach, unless it is unlikely to result in a risk to the persons. A later notification comes with the reasons.")},
		{Act: Inform, Citation: "GDPR art. 34", From: since,
			Says: t("De berörda personerna informeras utan onödigt dröjsmål när incidenten sannolikt leder till en hög risk för dem.", "The persons concerned are told without undue delay when the breach is likely to result in a high risk to them.")},
		{Act: Tell, Hours: 24, Citation: "K20.5", From: since,
			Says: t("Motparten får veta det inom 24 timmar från upptäckten, dygnet runt. En överenskommelse kan säga annat.", "The other party is told within 24 hours from the discovery, around the clock. An agreement may say otherwise.")},
	}
}

// ruleOf gives what holds for an act on a day.
func ruleOf(a Act, on calendar.Date) (found Rule) {
	for _, r := range rules() {
		if r.Act == a && (calendar.Period{From: r.From, To: r.To}).Contains(on) {
			found = r
		}
	}
	return found
}

// until is when so many hours from an instant are up.
func until(from time.Time, hours int) time.Time { return from.Add(time.Duration(hours) * time.Hour) }

// How long before time is up somebody is reminded.
const (
	beforeParty = 6 * time.Hour
	beforeLaw   = 24 * time.Hour
)

// longAgo is how far back a discovery can be entered.
const longAgo = 366 * 24 * time.Hour
