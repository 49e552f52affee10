package statutory

import (
	"maps"
	"strconv"
	"strings"
	"unicode/utf8"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/law"
)

// Input is what the sender writes.
type Input struct {
	Type         law.NoticeID
	Municipality string // code
	Receiver     string // authority, when the sender chose; empty: the directory says
	Happened     calendar.Date
	Number       string
	Name         string
	Facts        map[string]string // by the code of the type's field
	Certified    bool              // no protected identity is concerned
	Despite      bool              // the sender confirms that it is told although the processing is restricted
}

func (in Input) kind() law.Notice {
	t, _ := law.NoticeOf(in.Type)
	return t
}

// clean takes away what a form adds.
func (in Input) clean() Input {
	in.Number, in.Name = strings.TrimSpace(in.Number), oneLine(in.Name)
	facts := maps.Clone(in.Facts)
	for code, value := range facts {
		if facts[code] = oneLine(value); facts[code] == "" {
			delete(facts, code)
		}
	}
	in.Facts = facts
	return in
}

// longest is how much a line may hold, in characters.
const longest = 200

// check gathers all that is wrong with what was written. That the type holds and is the sender's is asked before.
func (in Input) check(today calendar.Date) (p []fault.Problem) {
	t := language.T
	need := func(wrong bool, field string, says language.Text) {
		if wrong {
			p = append(p, fault.Field(field, says))
		}
	}
	need(in.Municipality == "", fieldPlace, t("Välj vilken kommun det gäller.", "Choose which municipality it concerns."))
	need(in.Happened.IsZero(), fieldHappened, t("Ange dagen för händelsen.", "Give the day of the event."))
	need(in.Happened.After(today), fieldHappened, t("Dagen har inte varit än. Underrätta när det har hänt.", "That day is still to come. Give the notice when it has happened."))
	need(!in.Certified, fieldProtected, phoneOnly)
	need(in.Number == "", fieldNumber, t("Ange personnummer eller samordningsnummer.", "Give the personal or coordination number."))
	need(utf8.RuneCountInString(in.Name) > longest, fieldName, tooLong.With(longest))
	kind := in.kind()
	for _, f := range kind.Fields {
		if says := wrongFact(f, in.Facts[f.Code], today); !says.IsZero() {
			p = append(p, fault.Field(factField(f.Code), says))
		}
	}
	for code := range in.Facts {
		_, known := kind.Field(code)
		need(!known, factField(code), t("Den här underrättelsen har ingen sådan uppgift.", "This notice has no such fact."))
	}
	return p
}

// wrongFact says what is wrong with a fact; zero when nothing is.
func wrongFact(f law.NoticeField, value string, today calendar.Date) language.Text {
	if value == "" {
		if f.Needed {
			return language.T("Uppgiften behövs: %s.", "This is needed: %s.").With(f.Name)
		}
		return language.Text{}
	}
	switch f.Kind {
	case law.NoticeDay:
		if _, err := calendar.ParseDate(value); err != nil {
			return language.T("Skriv dagen som 2026-03-15.", "Write the day as 2026-03-15.")
		}
	case law.NoticePercent:
		if n, err := strconv.Atoi(value); err != nil || n < 0 || n > 100 {
			return language.T("Skriv ett heltal från 0 till 100.", "Write a whole number from 0 to 100.")
		}
	default:
		if utf8.RuneCountInString(value) > longest {
			return tooLong.With(longest)
		}
		if identity.Mentioned(value, today) {
			return noNumberHere
		}
	}
	return language.Text{}
}

// factField names a fact in a form and in faults.
func factField(code string) string { return "fact-" + code }

// number reads the number.
func (in Input) number(on calendar.Date) (identity.PersonalNumber, error) {
	n, err := identity.ParsePersonal(in.Number, on)
	if err != nil {
		err = fault.New(fault.Invalid, cannotSend, fault.Field(fieldNumber, badNumber))
	}
	return n, err
}
