package calendar

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"samsyn/internal/language"
)

// monday first, as Swedish weeks begin
var weekOrder = [7]time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// In writes the hours with days alike taken together: "måndag–fredag kl. 08.00–16.30", "stängt" when never open.
func (h Hours) In(l language.Lang) string {
	var parts []string
	for i := 0; i < len(weekOrder); {
		j := i
		for j+1 < len(weekOrder) && slices.Equal(h.week[weekOrder[i]], h.week[weekOrder[j+1]]) {
			j++
		}
		if day := h.week[weekOrder[i]]; len(day) > 0 {
			parts = append(parts, daysIn(l, weekOrder[i], weekOrder[j])+" "+intervalsIn(l, day))
		}
		i = j + 1
	}
	if len(parts) == 0 {
		return language.T("stängt", "closed").In(l)
	}
	return strings.Join(parts, ", ")
}

// String writes the hours in Swedish.
func (h Hours) String() string { return h.In(language.Swedish) }

func daysIn(l language.Lang, from, to time.Weekday) string {
	if from == to {
		return weekdays[from].In(l)
	}
	return weekdays[from].In(l) + "–" + weekdays[to].In(l)
}

func intervalsIn(l language.Lang, day []Interval) string {
	texts := make([]language.Text, len(day))
	for i, v := range day {
		texts[i] = language.Same("%s–%s").With(v.From, v.To)
	}
	return language.T("kl.\u00a0%s", "%s").With(language.List(texts...)).In(l)
}

// MarshalJSON writes {"monday":[{"from":"08:00","to":"16:30"}],…}, with only the days that are open.
func (h Hours) MarshalJSON() ([]byte, error) {
	week := map[string][]Interval{}
	for w, day := range h.week {
		if len(day) > 0 {
			week[weekdayCode(time.Weekday(w))] = day
		}
	}
	return json.Marshal(week)
}

// UnmarshalJSON reads what MarshalJSON writes and checks it as NewHours does.
func (h *Hours) UnmarshalJSON(data []byte) error {
	var read map[string][]Interval
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	week := map[time.Weekday][]Interval{}
	for _, w := range weekOrder {
		if day, ok := read[weekdayCode(w)]; ok {
			week[w] = day
			delete(read, weekdayCode(w))
		}
	}
	if len(read) > 0 {
		return fmt.Errorf("calendar: hours name a day that is none of monday to sunday")
	}
	made, err := NewHours(week)
	if err == nil {
		*h = made
	}
	return err
}

func weekdayCode(w time.Weekday) string { return strings.ToLower(w.String()) }

// Value stores the hours as JSON text; hours that are never open are NULL.
func (h Hours) Value() (driver.Value, error) {
	if h.IsZero() {
		return nil, nil
	}
	data, err := h.MarshalJSON()
	return string(data), err
}

// Scan reads what Value stored.
func (h *Hours) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*h = Hours{}
		return nil
	case string:
		return h.UnmarshalJSON([]byte(v))
	case []byte:
		return h.UnmarshalJSON(v)
	}
	return fmt.Errorf("calendar: hours cannot be read from %T", src)
}
