package incident

import (
	"strings"
	"time"
	"unicode/utf8"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
)

// Fields of the forms.
const (
	fieldSort       = "kind"
	fieldDay        = "day"
	fieldTime       = "time"
	fieldText       = "text"
	fieldPersons    = "persons"
	fieldCategories = "categories"
	fieldProtected  = "protected"
	fieldConcerned  = "concerned"
	fieldNotified   = "notified"
	fieldNumber     = "number"
	fieldWhy        = "why"
	fieldTold       = "told"
)

var (
	putRight         = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")
	meanwhile        = language.T("Någon annan hann före. Läs in sidan på nytt och se vad som har hänt.", "Somebody else was first. Load the page again and see what has happened.")
	notNow           = language.T("Det går inte nu: incidenten %s.", "It cannot be done now: the incident %s.")
	noBreach         = language.T("Incidenten rör inga personuppgifter. Då gäller inte anmälan och information enligt dataskyddsförordningen.", "The incident touches no personal data. Then notifying and telling by the GDPR do not apply.")
	nothingToReceive = language.T("Det finns inget att kvittera.", "There is nothing to acknowledge.")
	leftToDo         = language.T("Incidenten kan inte avslutas än. Kvar att göra: %s.", "The incident cannot be closed yet. Left to do: %s.")

	chooseSort       = language.T("Välj vad för slags incident det är.", "Choose what sort of incident it is.")
	sayDiscovered    = language.T("Ange dag och klockslag när den upptäcktes.", "Give the day and time when it was discovered.")
	notYet           = language.T("Tiden har inte varit än. Ange när den upptäcktes.", "That time is still to come. Say when it was discovered.")
	tooLongAgo       = language.T("Det är mer än ett år sedan. Ange en senare dag.", "That is more than a year ago. Give a later day.")
	sayWhatHappened  = language.T("Skriv vad som har hänt, utan namn på enskilda.", "Write what happened, without names of persons.")
	sayPersons       = language.T("Skriv ungefär hur många personer det rör, med siffror.", "Write roughly how many persons it concerns, in digits.")
	chooseCategories = language.T("Välj vilka som berörs.", "Choose who is concerned.")
	chooseOther      = language.T("Välj en annan myndighet, som inte redan är med.", "Choose another authority, which is not there already.")
	chooseConcerned  = language.T("Välj en myndighet som berörs.", "Choose an authority that is concerned.")
	chooseNotified   = language.T("Välj om incidenten är anmäld eller inte ska anmälas.", "Choose whether the incident is notified or is not to be.")
	sayNotifiedAt    = language.T("Ange dag och klockslag när den anmäldes.", "Give the day and time when it was notified.")
	sayBetween       = language.T("Ange en tid efter upptäckten som har varit.", "Give a time after the discovery that has been.")
	sayWhyNot        = language.T("Skriv varför den inte anmäls.", "Write why it is not notified.")
	sayWhyLate       = language.T("Tiden var ute. Skriv varför anmälan gjordes senare.", "Time was up. Write why it was notified later.")
	chooseTold       = language.T("Välj om de berörda är informerade eller inte ska informeras.", "Choose whether the persons are told or are not to be.")
	sayHowOrWhy      = language.T("Skriv hur de informerades, eller varför de inte informeras.", "Write how they were told, or why they are not.")
	sayForThem       = language.T("Skriv vad myndigheten behöver veta, utan namn på enskilda.", "Write what the authority needs to know, without names of persons.")
	sayMeasure       = language.T("Skriv vad som är gjort.", "Write what was done.")
	sayLessons       = language.T("Skriv vad ni har lärt er och ändrat.", "Write what you learnt and changed.")
	sayWhyNone       = language.T("Skriv varför det inte var en incident.", "Write why it was no incident.")
	tooLong          = language.T("Texten är för lång. Använd högst %d tecken.", "The text is too long. Use at most %d characters.")
	noNumbers        = language.T("Texten har ett personnummer. Ta bort det.", "The text has a personal number. Take it away.")
	writeTime        = language.T("Skriv klockslaget så: 13.30.", "Write the time so: 13.30.")

	newsReported  = language.T("En incident är rapporterad. Bedöm den: motparten ska få veta inom 24 timmar, och en anmälan görs inom 72.", "An incident is reported. Assess it: the other party is told within 24 hours, and a notification is made within 72.")
	newsTold      = language.T("En annan myndighet har meddelat en incident som rör er. Öppna den och kvittera.", "Another authority has told of an incident that concerns you. Open it and acknowledge.")
	newsMore      = language.T("Myndigheten som meddelade en incident har skrivit mer.", "The authority that told of an incident has written more.")
	newsReceived  = language.T("En myndighet har kvitterat att den fått veta om en incident.", "An authority has acknowledged that it was told of an incident.")
	newsPartyDue  = language.T("En myndighet som berörs av en incident ska få veta det senast %s.", "An authority that an incident concerns is to be told by %s.")
	newsPartyLate = language.T("Tiden är ute: en myndighet skulle ha fått veta om en incident senast %s.", "Time is up: an authority was to be told of an incident by %s.")
	newsLawDue    = language.T("Besluta om en incident ska anmälas till Integritetsskyddsmyndigheten, senast %s.", "Decide whether an incident is notified to the supervisory authority, by %s.")
	newsLawLate   = language.T("Tiden är ute: beslutet om anmälan av en incident skulle ha varit fattat senast %s.", "Time is up: it was to be decided whether an incident is notified by %s.")
	toldNone      = language.T("Det visade sig inte vara någon incident.", "It turned out to be no incident.")
)

// longest is how much may be written in one field, in characters; mostPersons how many persons can be entered.
const (
	longest     = 4000
	mostPersons = 20_000_000
)

func problem(field string, text language.Text) error {
	return fault.New(fault.Invalid, putRight, fault.Field(field, text))
}

// wordsProblem says what is wrong with a text that is needed.
func wordsProblem(field, text string, missing language.Text, now time.Time) (fault.Problem, bool) {
	switch {
	case text == "":
		return fault.Field(field, missing), true
	case utf8.RuneCountInString(text) > longest:
		return fault.Field(field, tooLong.With(longest)), true
	case identity.Mentioned(text, calendar.DateOf(now)):
		return fault.Field(field, noNumbers), true
	}
	return fault.Problem{}, false
}

// written tidies a text and refuses one that is too long, has a personal number, or is empty where something is needed.
func (w *work) written(field, text string, needed bool, missing language.Text) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" && !needed {
		return "", nil
	}
	if p, wrong := wordsProblem(field, text, missing, w.tx.Now()); wrong {
		return "", fault.New(fault.Invalid, putRight, p)
	}
	return text, nil
}

func dateOf(t db.Time) calendar.Date { return calendar.DateOf(t.Time) }

// leftSaid lists what is left to do, in words.
func leftSaid(acts []Act) language.Text {
	t := language.T
	words := map[Act]language.Text{Receive: t("kvittera", "acknowledge"), Tell: t("meddela de myndigheter som berörs", "tell the authorities concerned"),
		Supervise: t("besluta om anmälan", "decide whether to notify"), Inform: t("besluta om de berörda ska informeras", "decide whether to tell the persons")}
	var out []language.Text
	for _, a := range acts {
		out = append(out, words[a])
	}
	return language.List(out...)
}

// happened says what an event was; with gives the name of the authority that it was about.
func (e Event) happened(with string) language.Text {
	t := language.T
	switch e.Act {
	case Report:
		return t("Incidenten rapporterades", "The incident was reported")
	case Arrive:
		return t("%s meddelade incidenten", "%s told of the incident").With(with)
	case Supervise:
		return t("Beslut om anmälan till Integritetsskyddsmyndigheten", "Decision on notifying the supervisory authority")
	case Inform:
		return t("Beslut om att informera de berörda", "Decision on telling the persons concerned")
	case Concern:
		return t("%s berörs och ska få veta", "%s is concerned and is to be told").With(with)
	case Tell:
		return t("%s fick veta", "%s was told").With(with)
	case More:
		return t("%s fick veta mer", "%s was told more").With(with)
	case Receive:
		return t("Kvitterades till %s", "Acknowledged to %s").With(with)
	case Measure:
		return t("Åtgärd", "Measure")
	case Close:
		return t("Avslutades, med lärdomar", "Closed, with lessons")
	case Annul:
		return t("Det var ingen incident", "It was no incident")
	case Remind:
		return t("Påminnelse: tiden är snart ute", "Reminder: time is soon up")
	case Raise:
		return t("Tiden gick ut", "Time was up")
	}
	return language.Same(string(e.Act))
}
