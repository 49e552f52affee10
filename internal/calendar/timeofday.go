package calendar

import (
	"fmt"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// TimeOfDay is a time on the clock in Sweden, in minutes from midnight: 0 to 1440, the last being 24.00.
type TimeOfDay int

const dayEnd = TimeOfDay(24 * 60)

// TimeAt makes a time of day of hour and minute.
func TimeAt(hour, minute int) TimeOfDay { return TimeOfDay(hour*60 + minute) }

// ParseTimeOfDay reads 09.00 or 09:00.
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	if len(s) == 5 && (s[2] == '.' || s[2] == ':') && isDigits(s[:2]+s[3:]) {
		hour, minute := int(s[0]-'0')*10+int(s[1]-'0'), int(s[3]-'0')*10+int(s[4]-'0')
		if t := TimeAt(hour, minute); minute < 60 && t <= dayEnd {
			return t, nil
		}
	}
	return 0, fault.New(fault.Invalid, language.T(
		"Skriv klockslaget som tt.mm, till exempel 09.00.",
		"Write the time as hh:mm, for example 09:00."))
}

func isDigits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// On gives the instant of this time of day on a date.
func (t TimeOfDay) On(d Date) time.Time { return d.At(int(t)/60, int(t)%60) }

// In writes 09.00 in Swedish and 09:00 in English.
func (t TimeOfDay) In(l language.Lang) string {
	if l == language.English {
		return t.clock(":")
	}
	return t.clock(".")
}

// String writes 09.00.
func (t TimeOfDay) String() string { return t.clock(".") }

func (t TimeOfDay) clock(between string) string {
	return fmt.Sprintf("%02d%s%02d", int(t)/60, between, int(t)%60)
}

// MarshalText writes 09:00.
func (t TimeOfDay) MarshalText() ([]byte, error) { return []byte(t.clock(":")), nil }

// UnmarshalText reads 09:00 or 09.00.
func (t *TimeOfDay) UnmarshalText(text []byte) (err error) {
	*t, err = ParseTimeOfDay(string(text))
	return err
}
