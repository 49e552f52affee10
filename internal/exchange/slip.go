package exchange

import (
	"bytes"
	"encoding/json"
	"regexp"
	"unicode/utf8"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/sdk"
)

// The first document of a message that one Samsyn sends another. Other systems show it as a file among others.
const (
	slipDocument = "samsyn"
	slipFile     = "samsyn.json"
	slipType     = "application/json"
	slipVersion  = 1
)

// Slip is what goes along with a message so that another Samsyn understands it: what the letter itself does not say in
// fixed words. The person's number is not here: it stands in the body, which is sealed, and is opened on a ground.
type Slip struct {
	Version   int               `json:"samsyn"`
	Kind      Kind              `json:"conversation"` // of conversation
	Letter    Kind              `json:"message"`      // of message
	Topic     string            `json:"topic"`        // of a question its code; of another kind of conversation the code that its room has
	Personal  bool              `json:"personal"`
	Ground    law.GroundID      `json:"ground,omitempty"`
	Purpose   string            `json:"purpose,omitempty"`
	Certified bool              `json:"certified"`
	Bare      bool              `json:"bare,omitempty"` // it tells nothing about the person: "we have it"
	More      map[string]string `json:"more,omitempty"` // what the conversation's room sends along: municipality, urgency, outcome
}

// The bounds of what is taken in.
const (
	mostMore       = 20
	longestMore    = 1000
	longestPurpose = 300
)

var kindForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

// document writes the slip as the first document of a message.
func (p Slip) document() (sdk.Document, error) {
	p.Version = slipVersion
	b, err := json.MarshalIndent(p, "", "  ")
	return sdk.Document{ID: slipDocument, Name: "Uppgifter för Samsyn", Index: "1", Files: []sdk.File{{Name: slipFile, Type: slipType, Content: b}}}, err
}

// slipOf reads the slip of a message; found is false when it comes from another system. A slip that does not hold makes
// the whole message refused: half understood is worse than not taken in.
func slipOf(m sdk.Message, on calendar.Date) (p Slip, found bool, err error) {
	if len(m.Documents) == 0 || m.Documents[0].ID != slipDocument {
		return p, false, nil
	}
	d := m.Documents[0]
	if len(d.Files) != 1 || len(d.Texts) != 0 || d.Files[0].Name != slipFile || d.Files[0].Type != slipType {
		return p, true, badSlip(fault.Field(slipDocument, language.T("Dokumentet samsyn ska hålla filen samsyn.json och inget annat.", "The document samsyn must hold the file samsyn.json and nothing else.")))
	}
	r := json.NewDecoder(bytes.NewReader(d.Files[0].Content))
	if err := r.Decode(&p); err != nil || r.More() {
		return p, true, badSlip(fault.Field(slipFile, language.T("Filen är inte hel JSON.", "The file is not whole JSON.")))
	}
	return p, true, p.check(on)
}

func badSlip(p ...fault.Problem) error {
	return fault.New(fault.Invalid, language.T("Uppgifterna om frågan går inte att förstå.", "The facts of the question cannot be understood."), p...)
}

func (p Slip) check(on calendar.Date) error {
	t := language.T
	var wrong []fault.Problem
	add := func(bad bool, field string, why language.Text) {
		if bad {
			wrong = append(wrong, fault.Field(slipFile+"/"+field, why))
		}
	}
	add(p.Version != slipVersion, "samsyn", t("Filen är skriven av en version av Samsyn som inte går att läsa här.", "The file was written by a version of Samsyn that cannot be read here."))
	add(!kindForm.MatchString(string(p.Kind)), "conversation", t("Trådens slag är inte giltigt.", "The thread's kind is not valid."))
	add(!kindForm.MatchString(string(p.Letter)), "message", t("Meddelandets slag är inte giltigt.", "The message's kind is not valid."))
	topic, known := contact.TopicOf(contact.Topic(p.Topic))
	add(!known && p.Topic != "" && !kindForm.MatchString(p.Topic), "topic", t("Ärendetypen finns inte.", "There is no such topic."))
	add(known && topic.Personal && !p.Personal, "personal", t("Ärendetypen rör en person, men meddelandet säger att det inte gör det.", "The topic is about a person, but the message says that it is not."))
	add(p.Personal && !p.Bare && p.Ground == "", "ground", t("Meddelandet rör en person men har ingen grund.", "The message is about a person but has no ground."))
	_, lawful := law.GroundOf(p.Ground)
	add(p.Ground != "" && !lawful, "ground", t("Grunden finns inte.", "There is no such ground."))
	add(p.Personal && !p.Bare && p.Purpose == "", "purpose", t("Meddelandet rör en person men har inget ändamål.", "The message is about a person but has no purpose."))
	add(utf8.RuneCountInString(p.Purpose) > longestPurpose || tellsNumber(p.Purpose, on), "purpose", t("Ändamålet är för långt eller innehåller ett personnummer.", "The purpose is too long or holds a personal number."))
	add(p.Personal && !p.Bare && !p.Certified, "certified", t("Det är inte intygat att meddelandet inte rör någon med skyddade personuppgifter.", "It is not certified that the message is not about somebody with a protected identity."))
	add(len(p.More) > mostMore, "more", t("Meddelandet har för många uppgifter.", "The message has too many facts."))
	for key, value := range p.More {
		add(!kindForm.MatchString(key) || len(value) > longestMore || tellsNumber(value, on), "more", t("En uppgift är inte giltig, är för lång eller innehåller ett personnummer.", "A fact is not valid, is too long or holds a personal number."))
	}
	if len(wrong) > 0 {
		return badSlip(wrong...)
	}
	return nil
}

var digits = regexp.MustCompile(`(?:\d{8}|\d{6})[-+ ]?\d{4}`)

// tellsNumber tells whether a text that stands in the open holds a personal number.
func tellsNumber(text string, on calendar.Date) bool {
	for _, found := range digits.FindAllString(text, -1) {
		if _, err := identity.ParsePersonal(found, on); err == nil {
			return true
		}
	}
	return false
}
