package enquiry

import (
	"strings"

	"samsyn/internal/exchange"
)

// The kinds of conversation and message of this room.
const (
	conversationKind exchange.Kind = "enquiry"
	msgQuestion      exchange.Kind = "question"
	msgMore          exchange.Kind = "more"  // more is asked for
	msgGiven         exchange.Kind = "given" // more is given
	msgTime          exchange.Kind = "time"  // news of a later time
	msgAnswer        exchange.Kind = "answer"
	msgNoted         exchange.Kind = "noted" // what was said by telephone
)

// Payload is what the body of a question holds: who the person is, where the asker is called back, and the text. It is
// written as text that a person can read, since it may leave by SDK to somebody who has another system.
type Payload struct {
	Number string // twelve digits
	Name   string
	Phone  string // where the asker is called back
	Text   string
}

const (
	lineNumber = "Personnummer: "
	lineName   = "Namn: "
	linePhone  = "Ring upp: "
)

// String writes the body.
func (p Payload) String() string {
	var b strings.Builder
	for _, line := range [][2]string{{lineNumber, p.Number}, {lineName, p.Name}, {linePhone, p.Phone}} {
		if text := oneLine(line[1]); text != "" {
			b.WriteString(line[0] + text + "\n")
		}
	}
	if b.Len() > 0 {
		b.WriteString("\n")
	}
	return b.String() + p.Text
}

// ParsePayload reads what String wrote. A text in another form is all text.
func ParsePayload(body string) (p Payload) {
	head, text, ok := strings.Cut(body, "\n\n")
	if !ok {
		return Payload{Text: body}
	}
	for _, line := range strings.Split(head, "\n") {
		switch {
		case strings.HasPrefix(line, lineNumber):
			p.Number = line[len(lineNumber):]
		case strings.HasPrefix(line, lineName):
			p.Name = line[len(lineName):]
		case strings.HasPrefix(line, linePhone):
			p.Phone = line[len(linePhone):]
		default:
			return Payload{Text: body}
		}
	}
	p.Text = text
	return p
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
