package app

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/person"
)

// extracts puts what each room has about a person in the extract of it, in the order in which it is read.
func (a *App) extracts() {
	a.Persons.Extractors = append(a.Persons.Extractors, a.Enquiries.Extractor(), a.Handovers.Extractor(), a.Matters.Extractor(), a.Meetings.Extractor(), a.Outcomes.Extractor(), a.Plans.Extractor(), a.Statutory.Extractor(), a.Requests.Extractor(), a.Seekers.Extractor(),
		person.Extractor{Room: "accesslog", Read: a.readings})
}

// mostReadings is how many readings an extract lists, the latest first.
const mostReadings = 1000

// readings are who has read the person's data, for an extract.
func (a *App) readings(ctx context.Context, q db.Reader, p person.Person) ([]person.Section, error) {
	t := language.T
	out := person.Section{ID: "readings", Title: t("Vem som har läst dina uppgifter", "Who has read your data"), Why: t("Varje läsning antecknas, så att den kan granskas.", "Each reading is noted, so that it can be reviewed.")}
	list, err := a.AccessLog.Of(ctx, q, []string{p.ID}, "", mostReadings)
	for _, r := range list {
		e := person.Entry{Heading: calendar.DateTime(r.At.Time)}
		e.Add("Av", "By", r.Name)
		e.Add("Myndighet", "Authority", r.AuthorityName)
		e.Add("Enhet", "Unit", r.UnitName)
		out.Entries = append(out.Entries, e)
	}
	return []person.Section{out}, err
}
