package statutory

import (
	"strings"

	"samsyn/internal/exchange"
	"samsyn/internal/identity"
	"samsyn/internal/language"
)

// ConversationKind is a notice among the conversations of the exchange.
const ConversationKind exchange.Kind = "statutory"

// The kinds of message of this room.
const (
	msgNotice    exchange.Kind = "notice"
	msgMore      exchange.Kind = "more"      // more is asked for
	msgGiven     exchange.Kind = "given"     // more is given
	msgActed     exchange.Kind = "acted"     // what was done
	msgReturned  exchange.Kind = "returned"  // not for us
	msgWithdrawn exchange.Kind = "withdrawn" // taken back
	msgReceived  exchange.Kind = "received"  // somebody has it; to another installation only
)

// Line is one fact of a notice: a label and what it is.
type Line struct{ Label, Value string }

// The labels that are read back.
const (
	lineNumber = "Personnummer"
	lineName   = "Namn"
)

// Body is what a notice tells, as text that a person can read, since it may leave by SDK to somebody who has another system.
type Body []Line

// String writes the body, a line for each fact.
func (b Body) String() string {
	var out strings.Builder
	for _, l := range b {
		if l.Value != "" {
			out.WriteString(l.Label + ": " + l.Value + "\n")
		}
	}
	return out.String()
}

// ParseBody reads what String wrote. Of a text in another form it gives one line without a label.
func ParseBody(text string) (b Body) {
	for line := range strings.Lines(text) {
		label, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if !ok {
			return Body{{Value: text}}
		}
		b = append(b, Line{label, value})
	}
	return b
}

// value gives the fact of a label.
func (b Body) value(label string) string {
	for _, l := range b {
		if l.Label == label {
			return l.Value
		}
	}
	return ""
}

// body is the notice as it is posted.
func (in Input) body(number identity.PersonalNumber) Body {
	t, sv := in.kind(), language.Swedish
	b := Body{{lineNumber, number.TwelveDigits()}, {lineName, in.Name}, {"Underrättelse", t.Name.In(sv)}, {t.Trigger.In(sv), in.Happened.String()}}
	for _, f := range t.Fields {
		value := in.Facts[f.Code]
		b = append(b, Line{f.Name.In(sv), value})
	}
	return b
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
