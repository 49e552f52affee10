package incident

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/law"
)

// duties are what the law or the agreement asks for, by the act that does it.
var duties = map[Act]law.BreachDutyID{Supervise: law.BreachToSupervisor, Inform: law.BreachToPersons, Tell: law.BreachToParty}

// ruleOf gives what holds for an act on a day; zero where nothing does.
func ruleOf(a Act, on calendar.Date) law.BreachDuty {
	d, _ := law.BreachDutyOn(duties[a], on)
	return d
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
