package steering

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// icsType is the type of a calendar file (RFC 5545).
const icsType = "text/calendar; charset=utf-8"

// writeICS writes meetings as a calendar file. A meeting keeps its UID and its sequence rises with each change, so that
// a calendar that has it already moves or cancels it. base is where the product is: "https://samsyn.example".
func writeICS(w io.Writer, now time.Time, base string, title func(Meeting) string, all ...Meeting) error {
	lines := []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Samsyn//SV", "METHOD:PUBLISH"}
	for _, m := range all {
		status := "CONFIRMED"
		if m.State == Cancelled {
			status = "CANCELLED"
		}
		lines = append(lines, "BEGIN:VEVENT", "UID:"+m.ID+"@samsyn", "DTSTAMP:"+stamp(now), "DTSTART:"+stamp(m.Start()), "DTEND:"+stamp(m.End()),
			fmt.Sprintf("SEQUENCE:%d", m.Version), "STATUS:"+status, "SUMMARY:"+escapeICS(title(m)), "LOCATION:"+escapeICS(m.Place))
		if base != "" {
			lines = append(lines, "URL:"+base+m.Path())
		}
		lines = append(lines, "END:VEVENT")
	}
	for _, l := range append(lines, "END:VCALENDAR") {
		if _, err := io.WriteString(w, fold(l)); err != nil {
			return err
		}
	}
	return nil
}

func stamp(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

func escapeICS(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r", "", "\n", `\n`).Replace(s)
}

// fold ends a line, and breaks one of more than 75 octets as the format asks, never within a letter.
func fold(l string) string {
	var b strings.Builder
	room := 75
	for _, r := range l {
		if n := utf8.RuneLen(r); n > room {
			b.WriteString("\r\n ")
			room = 74
		}
		b.WriteRune(r)
		room -= utf8.RuneLen(r)
	}
	return b.String() + "\r\n"
}
