package handover

import (
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
)

// The kinds of conversation and message of this room.
const (
	conversationKind exchange.Kind = "handover"
	msgPreview       exchange.Kind = "preview"
	msgMore          exchange.Kind = "more"
	msgGiven         exchange.Kind = "given"
	msgReturned      exchange.Kind = "returned"
	msgLetter        exchange.Kind = "handover" // with who the person is; leaves the sender when it is accepted
	msgAccepted      exchange.Kind = "accepted"
)

// Draft is what the sender writes.
type Draft struct {
	Receiver     string // authority
	Unit         string
	Path         string // contact path, if one was chosen
	Municipality string
	Aim          Aim
	Needs        []matter.Need
	Age          Age
	Interpreter  bool
	Public       string // what the receiver reads before accepting: nothing that says who the person is
	Number       string
	Name         string
	Phone        string // how the person is reached, if that may be told
	Text         string // what the receiver reads once it has accepted
	Health       bool   // the text tells of the person's health
	Purpose      string
	Basis        person.Basis
	Certified    bool // no protected identity is concerned
}

// clean takes away what a form adds.
func (d *Draft) clean() {
	d.Public, d.Text = strings.TrimSpace(d.Public), strings.TrimSpace(d.Text)
	d.Number, d.Name, d.Phone, d.Purpose = strings.TrimSpace(d.Number), oneLine(d.Name), oneLine(d.Phone), oneLine(d.Purpose)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// check says what is missing before it can be sent.
func (d Draft) check(sender string, on calendar.Date) error {
	t := language.T
	var p []fault.Problem
	need := func(missing bool, field string, says language.Text) {
		if missing {
			p = append(p, fault.Field(field, says))
		}
	}
	need(d.Receiver == "" || d.Receiver == sender || matter.PartOf(d.Receiver) == matter.PartOf(sender), "receiver", t("Välj vem personen lämnas över till: Arbetsförmedlingen eller en nämnd i kommunen.", "Choose whom the person is handed over to: the agency or a board of the municipality."))
	need(d.Municipality == "", "municipality", t("Välj vilken kommun det gäller.", "Choose which municipality it concerns."))
	need(!slices.Contains(Aims(), d.Aim), "aim", t("Välj vad ni ber mottagaren om.", "Choose what you ask of the receiver."))
	need(len(d.Needs) == 0, "needs", t("Välj minst ett behov.", "Choose at least one need."))
	for _, n := range d.Needs {
		info, ok := matter.NeedOf(n)
		need(!ok || info.Health, "needs", t("Behovet finns inte i listan, eller rör hälsa och får inte visas före mottagandet.", "The need is not in the list, or is about health and may not be shown before acceptance."))
	}
	need(d.Number == "", "number", t("Ange personnummer eller samordningsnummer.", "Give the personal or coordination number."))
	if d.Number != "" {
		_, err := identity.ParsePersonal(d.Number, on)
		need(err != nil, "number", t("Numret stämmer inte. Skriv personnummer eller samordningsnummer med tolv siffror.", "The number is not right. Write a personal or coordination number of twelve digits."))
	}
	need(d.Text == "", "text", t("Skriv vad mottagaren behöver veta för att ta emot personen.", "Write what the receiver needs to know to receive the person."))
	need(d.Purpose == "", "purpose", t("Skriv vad uppgifterna behövs till.", "Write what the information is needed for."))
	need(!d.Certified, "certified", phoneOnly)
	for field, text := range map[string]string{"public": d.Public, "purpose": d.Purpose} {
		need(identity.Mentioned(text, on), field, t("Det finns ett personnummer i texten. Ta bort det: texten visas innan överlämningen är mottagen.", "There is a personal number in the text. Take it away: the text is shown before the hand-over is accepted."))
		need(d.Name != "" && strings.Contains(strings.ToLower(text), strings.ToLower(d.Name)), field, t("Personens namn står i texten. Ta bort det: texten visas innan överlämningen är mottagen.", "The person's name is in the text. Take it away: the text is shown before the hand-over is accepted."))
	}
	if len(p) > 0 {
		return fault.New(fault.Invalid, t("Överlämningen kan inte skickas än.", "The hand-over cannot be sent yet."), p...)
	}
	return nil
}

// preview is what the receiver has before accepting, as text.
func (d Draft) preview() string {
	var b strings.Builder
	b.WriteString("Vi ber om: " + d.Aim.Name().Sv + ". " + d.Aim.Says().Sv + "\n")
	var names []string
	for _, n := range d.Needs {
		info, _ := matter.NeedOf(n)
		names = append(names, strings.ToLower(info.Name.Sv))
	}
	b.WriteString("Behov: " + strings.Join(names, "; ") + "\n")
	if d.Age != AgeUnsaid {
		b.WriteString("Ålder: " + d.Age.Name().Sv + "\n")
	}
	b.WriteString("Tolk behövs: " + map[bool]string{true: "ja", false: "nej"}[d.Interpreter] + "\n")
	if d.Public != "" {
		b.WriteString("\n" + d.Public)
	}
	return b.String()
}

const (
	lineNumber = "Personnummer: "
	lineName   = "Namn: "
	linePhone  = "Telefon: "
)

// letter is what the receiver gets when it accepts, as text.
func (d Draft) letter(n identity.PersonalNumber) string {
	var b strings.Builder
	for _, line := range [][2]string{{lineNumber, n.TwelveDigits()}, {lineName, d.Name}, {linePhone, d.Phone}} {
		if line[1] != "" {
			b.WriteString(line[0] + line[1] + "\n")
		}
	}
	b.WriteString("\n" + d.Text)
	return b.String()
}

// whoOf reads from a letter who the person is.
func whoOf(body string, on calendar.Date) (person.Identity, error) {
	head, _, _ := strings.Cut(body, "\n\n")
	var who person.Identity
	var err error
	for _, line := range strings.Split(head, "\n") {
		switch {
		case strings.HasPrefix(line, lineNumber):
			who.Number, err = identity.ParsePersonal(line[len(lineNumber):], on)
		case strings.HasPrefix(line, lineName):
			who.Name = line[len(lineName):]
		case strings.HasPrefix(line, linePhone):
			who.Phone = line[len(linePhone):]
		}
	}
	return who, err
}
