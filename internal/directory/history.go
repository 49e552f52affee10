package directory

import (
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Version is what held in a stretch of days.
type Version[D comparable] struct {
	Validity
	Details D
}

// History is the versions of one thing, in order, each beginning the day after the one before it ends.
type History[D comparable] []Version[D]

// Begin makes the history of a thing that has one version yet.
func Begin[D comparable](v Validity, d D) History[D] { return History[D]{{Validity: v, Details: d}} }

// On gives the version that holds on a day.
func (h History[D]) On(day calendar.Date) (Version[D], bool) {
	for _, v := range h {
		if v.On(day) {
			return v, true
		}
	}
	return Version[D]{}, false
}

// Nearest gives the version that holds on a day; before the first day the first, after the last day the last.
func (h History[D]) Nearest(day calendar.Date) Version[D] {
	if v, ok := h.On(day); ok {
		return v
	}
	if day.Before(h[0].From) {
		return h[0]
	}
	return h.Last()
}

// Last gives the version that holds last: today's, or the one that a planned change brings.
func (h History[D]) Last() Version[D] { return h[len(h)-1] }

// Span gives the days from the first version's first to the last version's last.
func (h History[D]) Span() Validity { return Validity{From: h[0].From, To: h.Last().To} }

// Change lets other details hold from a day on, until the version that held that day would have ended. From the first
// day of a version it is a correction of that version. The field names in the faults are "from".
func (h History[D]) Change(from calendar.Date, d D) (History[D], error) {
	i := h.index(from)
	if i < 0 {
		return nil, fault.New(fault.Invalid, invalid, fault.Field("from", outsideSpan.With(h.Span().Period())))
	}
	if h[i].Details == d {
		return nil, fault.New(fault.Invalid, nothingChanged)
	}
	out := append(History[D]{}, h[:i]...)
	changed := Version[D]{Validity: Validity{From: from, To: h[i].To}, Details: d}
	if from != h[i].From {
		before := h[i]
		before.To = from.AddDays(-1)
		out = append(out, before)
	}
	return append(append(out, changed), h[i+1:]...), nil
}

// index finds the version that holds on a day; no date means the version whose beginning is not known.
func (h History[D]) index(day calendar.Date) int {
	for i, v := range h {
		if v.On(day) {
			return i
		}
	}
	return -1
}

// Within moves the first and the last day of the whole history: it opens, closes or reopens the thing. Versions that
// fall outside are left out, the outermost that remain are stretched. A planned change after the last day thus lapses.
func (h History[D]) Within(v Validity) (History[D], error) {
	if err := v.Period().Check(); err != nil {
		return nil, fault.New(fault.Invalid, invalid, fault.Field("to", endsBeforeStart))
	}
	if v == h.Span() {
		return nil, fault.New(fault.Invalid, nothingChanged)
	}
	var out History[D]
	for _, version := range h {
		if version.Period().Overlaps(v.Period()) {
			out = append(out, version)
		}
	}
	if len(out) == 0 {
		out = History[D]{h.Last()}
	}
	out[0].From, out[len(out)-1].To = v.From, v.To
	return out, nil
}

var (
	invalid = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")

	outsideSpan = language.T("Datumet ligger utanför tiden som uppgiften gäller (%s). Välj ett datum inom den.",
		"The date is outside the time for which the record holds (%s). Choose a date within it.")
	nothingChanged = language.T("Inget är ändrat. Ändra något fält eller gå tillbaka.",
		"Nothing is changed. Change a field or go back.")
	endsBeforeStart = language.T("Sista dagen är före första dagen. Ändra en av dem.",
		"The last day is before the first day. Change one of them.")
)
