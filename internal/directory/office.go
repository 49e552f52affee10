package directory

import (
	"cmp"
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Office is a place where one can come, as it was, is or will be in a period. The whole of its history says when it
// opened and closed; a closing that is decided but lies ahead is a last day in the future.
type Office struct {
	ID               string        `db:"id" json:"id"`
	Authority        string        `db:"authority_id" json:"authorityId"`
	AuthorityName    string        `db:"authority_name" json:"authorityName"`
	MunicipalityCode string        `db:"municipality_code" json:"municipalityCode"`
	Version          int64         `db:"version" json:"-"`
	Opened           calendar.Date `json:"opened"` // the first day; zero when not known
	Closes           calendar.Date `json:"closes"` // the last day, past or planned; zero when none is decided
	OfficeDetails
	Validity
}

// OfficeDetails is what may change about an office over time.
type OfficeDetails struct {
	Name     string `db:"name" json:"name"`         // "Medborgarkontoret"
	Address  string `db:"address" json:"address"`   // "Torget 2"
	Services string `db:"services" json:"services"` // what you can do there: "Bokade möten, rum för video"
	Hours    string `db:"hours" json:"hours"`       // "tis och tor 9–15"; empty when not known
	Unit     string `db:"unit_id" json:"unitId"`    // the unit that has it, if one is named
}

// Ref names the office.
func (o Office) Ref() ref.Ref { return ref.To(OfficeKind, o.ID) }

// OfficeState is where an office stands on a day.
type OfficeState string

// The states of an office.
const (
	OfficePlanned OfficeState = "planned" // opens later
	OfficeOpen    OfficeState = "open"
	OfficeClosing OfficeState = "closing" // open, with a last day decided
	OfficeClosed  OfficeState = "closed"
)

// State says where the office stands on a day.
func (o Office) State(day calendar.Date) OfficeState {
	switch {
	case o.Opened.After(day):
		return OfficePlanned
	case o.Closes.IsZero():
		return OfficeOpen
	case o.Closes.Before(day):
		return OfficeClosed
	}
	return OfficeClosing
}

// arrange makes of the versions of offices, those of each office together in order of time, one row for each office as
// it is on a day, with the first and the last day of its whole history.
func arrange(versions []Office, day calendar.Date) []Office {
	span := map[string]Validity{}
	for _, v := range versions {
		whole, known := span[v.ID]
		if !known {
			whole.From = v.From
		}
		whole.To = v.To
		span[v.ID] = whole
	}
	out := nearest(versions, day, func(o Office) (string, Validity) { return o.ID, o.Validity })
	for i := range out {
		out[i].Opened, out[i].Closes = span[out[i].ID].From, span[out[i].ID].To
	}
	slices.SortFunc(out, func(a, b Office) int {
		return cmp.Or(cmp.Compare(a.State(day).rank(), b.State(day).rank()),
			cmp.Compare(language.SortKey(a.Name), language.SortKey(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// rank orders states for a list: what one can visit first.
func (s OfficeState) rank() int {
	switch s {
	case OfficeOpen, OfficeClosing:
		return 0
	case OfficePlanned:
		return 1
	}
	return 2
}
