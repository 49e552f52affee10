package meeting

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// CalendarFile gives a meeting as a file for calendars (RFC 5545): that there is a meeting, when and where, with a link that
// holds nothing but the meeting's id. It says nothing of whom it is with or what it is about. A meeting that is cancelled or
// has no time any more cancels what a calendar has.
func CalendarFile(m Meeting, where, base string, made time.Time) []byte {
	var b strings.Builder
	line := func(name, value string) { fold(&b, name+":"+value) }
	method, status := "PUBLISH", "CONFIRMED"
	if m.State != Booked && m.State != Held {
		method, status = "CANCEL", "CANCELLED"
	}
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//Samsyn//Möten//SV")
	line("CALSCALE", "GREGORIAN")
	line("METHOD", method)
	line("BEGIN", "VEVENT")
	line("UID", m.ID+"@samsyn")
	line("SEQUENCE", fmt.Sprint(m.Sequence))
	line("DTSTAMP", utc(made))
	if !m.Starts.IsZero() { // what is cancelled has no time, and a calendar knows it by its id
		line("DTSTART", utc(m.Starts.Time))
		line("DTEND", utc(m.Ends.Time))
	}
	line("SUMMARY", "Möte")
	if where != "" {
		line("LOCATION", escape(where))
	}
	if base != "" {
		line("URL", strings.TrimSuffix(base, "/")+m.Page())
	}
	line("STATUS", status)
	line("CLASS", "PRIVATE")
	line("END", "VEVENT")
	line("END", "VCALENDAR")
	return []byte(b.String())
}

func utc(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// escape writes a text value (RFC 5545, 3.3.11).
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(s)
}

// mostOctets is how long a line is at most (RFC 5545, 3.1).
const mostOctets = 75

// fold writes a line, broken where it is too long and never inside a letter.
func fold(b *strings.Builder, line string) {
	n := 0
	for _, c := range line {
		size := utf8.RuneLen(c)
		if size < 0 {
			continue
		}
		if n+size > mostOctets {
			b.WriteString("\r\n ")
			n = 1
		}
		b.WriteRune(c)
		n += size
	}
	b.WriteString("\r\n")
}
