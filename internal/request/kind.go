package request

import (
	"slices"

	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Kind is the kind of thing that this room names in the trail and in links.
const Kind ref.Kind = "request"

// Type is what sort of request it is.
type Type string

// The types.
const (
	Question    Type = "question"
	Meeting     Type = "meeting"
	Extract     Type = "extract"     // GDPR art. 15
	Correction  Type = "correction"  // art. 16
	Restriction Type = "restriction" // art. 18
	Objection   Type = "objection"   // art. 21
	Complaint   Type = "complaint"
)

// TypeInfo is a type with its words.
type TypeInfo struct {
	Type Type
	Name language.Text
	Hint language.Text
	Asks language.Text // of the text that goes with it
}

// Types lists the types in the order in which they are shown.
func Types() []TypeInfo {
	t := language.T
	return []TypeInfo{
		{Question, t("Fråga", "Question"), t("Något som personen vill veta.", "Something that the person wants to know."), t("Vad vill personen veta?", "What does the person want to know?")},
		{Meeting, t("Önskan om möte", "Wish for a meeting"), t("På plats, per telefon eller video, med tolk om det behövs.", "In person, by telephone or video, with an interpreter if needed."), t("Vad vill personen tala om?", "What does the person want to talk about?")},
		{Extract, t("Registerutdrag", "Extract of the data"), t("Personen vill veta vad ni har om personen.", "The person wants to know what you have about the person."), t("Är det något särskilt som personen vill se?", "Is there something that the person wants to see in particular?")},
		{Correction, t("Rättelse", "Correction"), t("En uppgift är fel eller saknas.", "Something is wrong or missing."), t("Vilken uppgift är fel, och vad är rätt?", "What is wrong, and what is right?")},
		{Restriction, t("Begränsning", "Restriction"), t("Inget nytt ska lämnas ut så länge.", "Nothing new is to be told for the time being."), t("Varför ska behandlingen begränsas?", "Why is the processing to be restricted?")},
		{Objection, t("Invändning", "Objection"), t("Personen vill inte att ni behandlar uppgifterna så.", "The person does not want you to process the data that way."), t("Vad invänder personen mot, och varför?", "What does the person object to, and why?")},
		{Complaint, t("Klagomål", "Complaint"), t("Personen är missnöjd med något.", "The person is not satisfied with something."), t("Vad är personen missnöjd med?", "What is the person not satisfied with?")},
	}
}

// Info gives the type with its words; ok is false for one that there is none of.
func (t Type) Info() (i TypeInfo, ok bool) {
	n := slices.IndexFunc(Types(), func(i TypeInfo) bool { return i.Type == t })
	if n < 0 {
		return TypeInfo{Type: t, Name: language.Same(string(t))}, false
	}
	return Types()[n], true
}

// Name gives the type in words.
func (t Type) Name() language.Text {
	i, _ := t.Info()
	return i.Name
}

// Right tells whether it is one of the rights of data protection, which are decided.
func (t Type) Right() bool {
	return t == Extract || t == Correction || t == Restriction || t == Objection
}

// Channel is how a request came.
type Channel string

// The channels. E-mail is none: it is not safe for what is about a person.
const (
	MyPages  Channel = "my-pages"
	Phone    Channel = "phone"
	InPerson Channel = "in-person"
	Letter   Channel = "letter"
)

// Channels lists those by which staff take a request.
func Channels() []Channel { return []Channel{Phone, InPerson, Letter} }

// AllChannels lists all of them.
func AllChannels() []Channel { return append([]Channel{MyPages}, Channels()...) }

// Name gives the channel in words: "per telefon".
func (c Channel) Name() language.Text {
	switch c {
	case MyPages:
		return language.T("på mina sidor", "on the person's own pages")
	case Phone:
		return language.T("per telefon", "by telephone")
	case InPerson:
		return language.T("på plats", "in person")
	case Letter:
		return language.T("i brev", "by letter")
	}
	return language.Same(string(c))
}

func isChannel(c Channel) bool { return slices.Contains(AllChannels(), c) }

// By is who asks.
type By string

// Who may ask.
const (
	Person         By = "person"
	Guardian       By = "guardian"       // god man, förvaltare, vårdnadshavare
	Representative By = "representative" // with a power of attorney
)

// Bys lists them in the order in which they are shown.
func Bys() []By { return []By{Person, Guardian, Representative} }

// Name gives in words who asks.
func (b By) Name() language.Text {
	switch b {
	case Person:
		return language.T("personen själv", "the person")
	case Guardian:
		return language.T("god man, förvaltare eller vårdnadshavare", "a guardian")
	case Representative:
		return language.T("ombud med fullmakt", "a representative with a power of attorney")
	}
	return language.Same(string(b))
}

// Checked is how it was made sure who asks.
type Checked string

// The ways.
const (
	BySignIn    Checked = "sign-in"
	ByDocument  Checked = "document"
	ByKnown     Checked = "known"
	ByQuestions Checked = "questions"
	ByLetter    Checked = "letter"
)

// Checks lists those that staff may choose, in the order in which they are shown.
func Checks() []Checked { return []Checked{ByDocument, ByKnown, ByQuestions, ByLetter} }

// Name gives in words how it was made sure.
func (c Checked) Name() language.Text {
	switch c {
	case BySignIn:
		return language.T("genom inloggning", "by sign-in")
	case ByDocument:
		return language.T("med legitimation", "by an identity document")
	case ByKnown:
		return language.T("känd av den som tog emot", "known to whoever took it")
	case ByQuestions:
		return language.T("genom kontrollfrågor", "by questions that only the person can answer")
	case ByLetter:
		return language.T("genom motringning eller svar till folkbokföringsadressen", "by calling back, or answering to the registered address")
	}
	return language.Text{}
}

// Form is in what form somebody wishes to meet.
type Form string

// The forms.
const (
	FormInPerson Form = "in-person"
	FormPhone    Form = "phone"
	FormVideo    Form = "video"
)

// MeetingForms lists them in the order in which they are shown.
func MeetingForms() []Form { return []Form{FormInPerson, FormPhone, FormVideo} }

// Name gives the form in words.
func (f Form) Name() language.Text {
	switch f {
	case FormInPerson:
		return language.T("på plats", "in person")
	case FormPhone:
		return language.T("per telefon", "by telephone")
	case FormVideo:
		return language.T("på video", "by video")
	}
	return language.Same(string(f))
}

// Helped is whether the answer helped, as the person says.
type Helped string

// What can be said of it.
const (
	HelpedYes    Helped = "yes"
	HelpedNo     Helped = "no"
	HelpedSilent Helped = "silent"
)

// Name gives it in words.
func (h Helped) Name() language.Text {
	switch h {
	case HelpedYes:
		return language.T("ja", "yes")
	case HelpedNo:
		return language.T("nej", "no")
	case HelpedSilent:
		return language.T("inget sagt", "nothing said")
	}
	return language.Text{}
}
