package contact

import (
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Draft is what somebody writes of a path.
type Draft struct {
	Unit        string
	Name        string
	Channel     Channel
	Address     string
	Hours       calendar.Hours
	Personal    bool
	Protected   bool
	Urgent      bool
	Open        bool
	FirstDays   int64
	AnswerDays  int64
	Owner       string        // account
	OwnerFrom   calendar.Date // the day on which the owner took over; zero is today
	From, To    calendar.Date
	Languages   string
	Place, Note string
	Topics      []Topic
	Areas       []string
}

// DraftOf is what somebody would write to leave a path as it is.
func DraftOf(p Path) Draft {
	return Draft{Unit: p.Unit, Name: p.Name, Channel: p.Channel, Address: p.Address, Hours: p.Hours, Personal: p.Personal, Protected: p.Protected, Urgent: p.Urgent, Open: p.Open,
		FirstDays: p.FirstDays, AnswerDays: p.AnswerDays, Owner: p.Owner, From: p.From, To: p.To, Languages: p.Languages, Place: p.Place, Note: p.Note, Topics: p.Topics, Areas: p.Areas}
}

// apply puts the draft over a path.
func (d Draft) apply(p Path) Path {
	p.Unit, p.Name, p.Channel, p.Address, p.Hours = d.Unit, strings.TrimSpace(d.Name), d.Channel, strings.TrimSpace(d.Address), d.Hours
	p.Personal, p.Protected, p.Urgent, p.Open, p.FirstDays, p.AnswerDays = d.Personal, d.Protected, d.Urgent, d.Open, d.FirstDays, d.AnswerDays
	p.Owner, p.From, p.To = d.Owner, d.From, d.To
	p.Languages, p.Place, p.Note = strings.TrimSpace(d.Languages), strings.TrimSpace(d.Place), strings.TrimSpace(d.Note)
	p.Topics, p.Areas = sorted(d.Topics), sorted(d.Areas)
	return p
}

func sorted[T ~string](all []T) []T {
	out := slices.Clone(all)
	slices.Sort(out)
	return slices.Compact(out)
}

// The names of fields in forms and in faults.
const (
	fieldUnit      = "unit"
	fieldName      = "name"
	fieldChannel   = "channel"
	fieldAddress   = "address"
	fieldHours     = "hours"
	fieldPersonal  = "personal"
	fieldProtected = "protected"
	fieldUrgent    = "urgent"
	fieldOpen      = "open"
	fieldFirst     = "first_days"
	fieldAnswer    = "answer_days"
	fieldOwner     = "owner"
	fieldOwnerFrom = "owner_from"
	fieldFrom      = "valid_from"
	fieldTo        = "valid_to"
	fieldLanguages = "languages"
	fieldPlace     = "place"
	fieldNote      = "note"
	fieldTopics    = "topics"
	fieldAreas     = "areas"
	fieldVersion   = "version"
)

// The most that may be promised, in working days.
const maxDays = 60

// check holds a path against the rules that need no database.
func (p Path) check() (out []fault.Problem) {
	bad := func(field string, is bool, sv, en string) {
		if is {
			out = append(out, fault.Field(field, language.T(sv, en)))
		}
	}
	bad(fieldName, p.Name == "", "Skriv vad kontaktvägen heter, till exempel ”Myndighetstelefonen”.", "Write what the contact path is called.")
	bad(fieldChannel, p.Channel.rank() < 0, "Välj hur frågan skickas.", "Choose how the question travels.")
	bad(fieldAddress, p.Address == "" && p.Channel != Samsyn, "Skriv adressen: telefonnummer, funktionsadress, webbadress eller gatuadress.", "Write the address: telephone number, functional address, web address or street address.")
	bad(fieldHours, p.Hours.IsZero() && p.manned(), "Skriv när kontaktvägen är öppen.", "Write when the contact path is open.")
	bad(fieldProtected, p.Protected && !p.Channel.Shields(), "Skyddade personuppgifter får bara tas emot på telefon, vid besök eller i brev. Välj en annan kanal eller ta bort markeringen.", "A protected identity may only be taken by telephone, at a visit or by letter. Choose another channel or take the mark away.")
	bad(fieldPersonal, p.Protected && !p.Personal, "Den som tar emot skyddade personuppgifter måste ta emot personuppgifter.", "Who takes protected identities must take personal data.")
	bad(fieldFirst, p.FirstDays < 0 || p.FirstDays > maxDays, "Skriv ett antal arbetsdagar mellan 0 och 60.", "Write a number of working days between 0 and 60.")
	bad(fieldAnswer, p.AnswerDays < p.FirstDays || p.AnswerDays > maxDays, "Svaret kan inte utlovas före det första svaret, och högst 60 arbetsdagar.", "The answer cannot be promised before the first response, and at most 60 working days.")
	bad(fieldFrom, p.From.IsZero(), "Skriv från och med vilken dag kontaktvägen gäller.", "Write from which day the contact path holds.")
	bad(fieldTo, !p.To.IsZero() && p.To.Before(p.From), "Sista dagen ligger före den första.", "The last day is before the first.")
	bad(fieldOwner, p.Owner == "", "Välj vem som ansvarar för att kontaktvägen stämmer.", "Choose who answers for the contact path being right.")
	return append(out, p.checkTopics()...)
}

// manned tells whether people wait at the other end, so that there must be hours.
func (p Path) manned() bool { return p.Channel == Phone || p.Channel == Visit || p.Channel == Video }

// checkTopics asks whether the topics are for such an authority, and whether the path can ever be chosen for one of them.
func (p Path) checkTopics() []fault.Problem {
	want, usable := ToMunicipality, false
	if p.Authority == directory.PES {
		want = ToAgency
	}
	for _, t := range p.Topics {
		info, known := TopicOf(t)
		if !known || info.Direction != want {
			return []fault.Problem{fault.Field(fieldTopics, language.T("Något av ämnena hör till den andra parten. Välj bland ämnena i listan.", "One of the topics belongs to the other party. Choose among the topics of the list."))}
		}
		usable = usable || p.Personal || !info.Personal
	}
	if !usable {
		return []fault.Problem{fault.Field(fieldTopics, language.T("Välj minst ett ämne som kontaktvägen kan svara om. De flesta ämnen gäller enskilda, och då måste den ta emot personuppgifter.", "Choose at least one topic that the path can answer about. Most topics are about a person, and then it must take personal data."))}
	}
	return nil
}

// differs names the fields in which two paths differ: what the trail says of a change.
func (p Path) differs(o Path) (fields []string) {
	for _, f := range []struct {
		name string
		same bool
	}{
		{fieldUnit, p.Unit == o.Unit}, {fieldName, p.Name == o.Name}, {fieldChannel, p.Channel == o.Channel}, {fieldAddress, p.Address == o.Address},
		{fieldHours, p.Hours.Equal(o.Hours)}, {fieldPersonal, p.Personal == o.Personal}, {fieldProtected, p.Protected == o.Protected}, {fieldUrgent, p.Urgent == o.Urgent},
		{fieldOpen, p.Open == o.Open}, {fieldFirst, p.FirstDays == o.FirstDays}, {fieldAnswer, p.AnswerDays == o.AnswerDays}, {fieldOwner, p.Owner == o.Owner},
		{fieldFrom, p.From == o.From}, {fieldTo, p.To == o.To}, {fieldLanguages, p.Languages == o.Languages}, {fieldPlace, p.Place == o.Place}, {fieldNote, p.Note == o.Note},
		{fieldTopics, slices.Equal(p.Topics, o.Topics)}, {fieldAreas, slices.Equal(p.Areas, o.Areas)},
	} {
		if !f.same {
			fields = append(fields, f.name)
		}
	}
	return fields
}

// unsettles tells whether a change makes the path unconfirmed: whoever confirmed it said something else.
func unsettles(fields []string) bool {
	return slices.ContainsFunc(fields, func(f string) bool {
		return slices.Contains([]string{fieldUnit, fieldChannel, fieldAddress, fieldHours, fieldOwner, fieldTopics, fieldAreas}, f)
	})
}
