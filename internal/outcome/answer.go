package outcome

import (
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
)

// What is what became of somebody, in a code.
type What string

// What can become of somebody.
const (
	Work       What = "work"
	Subsidised What = "subsidised" // work with a subsidy to the employer or the person
	Study      What = "study"
	Other      What = "other"
	NotYet     What = "none"    // none of it, so far
	Unknown    What = "unknown" // the authority does not know
)

// Whats lists them in the order in which they are shown.
func Whats() []What { return []What{Work, Subsidised, Study, Other, NotYet, Unknown} }

// Name gives it in words.
func (w What) Name() language.Text {
	t := language.T
	switch w {
	case Work:
		return t("arbete", "work")
	case Subsidised:
		return t("subventionerat arbete", "subsidised work")
	case Study:
		return t("studier", "studies")
	case Other:
		return t("annat", "something else")
	case NotYet:
		return t("inget av det än", "none of it yet")
	}
	return t("vet inte", "not known")
}

// counts tells whether it is work or studies, which the measure K4.2 is of.
func (w What) counts() bool { return w == Work || w == Subsidised || w == Study }

// became tells whether it says that something came of it, of which more is asked.
func (w What) became() bool { return w.counts() || w == Other }

// Form is more closely what it is, in the terms of the field (domain facts 7).
type Form struct {
	Code string
	Of   What
	Name language.Text
}

// The forms on which something hangs: who moved or died is not counted.
const (
	formMoved = "moved"
	formDied  = "died"
)

// Forms lists the forms in the order in which they are shown.
func Forms() []Form {
	t := language.T
	return []Form{
		{"permanent", Work, t("tillsvidareanställning", "permanent employment")}, {"fixed-term", Work, t("tidsbegränsad anställning", "fixed-term employment")},
		{"own-business", Work, t("eget företag", "own business")},
		{"new-start", Subsidised, t("nystartsjobb", "new start job")}, {"introduction", Subsidised, t("introduktionsjobb", "introduction job")},
		{"establishment", Subsidised, t("etableringsjobb", "establishment job")}, {"wage-subsidy", Subsidised, t("lönebidrag", "wage subsidy")},
		{"sheltered", Subsidised, t("skyddat arbete eller Samhall", "sheltered work or Samhall")}, {"municipal", Subsidised, t("kommunal arbetsmarknadsanställning", "municipal labour-market employment")},
		{"sfi", Study, t("sfi", "Swedish for immigrants")}, {"komvux", Study, t("komvux eller yrkesvux", "municipal adult education")}, {"folk", Study, t("folkhögskola", "folk high school")},
		{"vocational", Study, t("yrkeshögskola", "higher vocational education")}, {"university", Study, t("högskola eller universitet", "university")}, {"training", Study, t("arbetsmarknadsutbildning", "labour-market training")},
		{"programme", Other, t("program eller praktik", "programme or placement")}, {"benefit", Other, t("annan ersättning som inte kräver arbetssökande", "another benefit that asks for no job search")},
		{"retired", Other, t("pension", "pension")}, {"parental", Other, t("föräldraledighet", "parental leave")},
		{formMoved, Other, t("flyttat från kommunen", "moved from the municipality")}, {formDied, Other, t("avliden", "deceased")}, {"else", Other, t("annat", "something else")},
	}
}

// FormOf gives a form by its code.
func FormOf(code string) (Form, bool) {
	i := slices.IndexFunc(Forms(), func(f Form) bool { return f.Code == code })
	if i < 0 {
		return Form{}, false
	}
	return Forms()[i], true
}

// Source is how the authority knows.
type Source string

// The sources.
const (
	OwnFile   Source = "own"       // its own handling
	ByPhone   Source = "phone"     // the person said it
	InPerson  Source = "in-person" // the same
	ByLetter  Source = "letter"    // the same
	OnMyPages Source = "my-pages"  // the same
	Told      Source = "told"      // another authority told it, on a ground
)

// Sources lists what staff can choose.
func Sources() []Source { return []Source{OwnFile, ByPhone, InPerson, ByLetter, Told} }

// Name gives the source in words.
func (s Source) Name() language.Text {
	t := language.T
	switch s {
	case OwnFile:
		return t("vår egen handläggning", "our own handling")
	case ByPhone:
		return t("personen berättade i telefon", "the person said so by telephone")
	case InPerson:
		return t("personen berättade på plats", "the person said so in person")
	case ByLetter:
		return t("personen berättade i brev", "the person said so by letter")
	case OnMyPages:
		return t("personen berättade på mina sidor", "the person said so on my pages")
	case Told:
		return t("en annan myndighet lämnade uppgiften", "another authority told it")
	}
	return language.Text{}
}

// Answer is what an authority says became of somebody.
type Answer struct {
	What   What          `json:"what"`
	Form   string        `json:"form,omitempty"`
	Since  calendar.Date `json:"since,omitzero"` // when it began
	Source Source        `json:"source"`
	Ground law.GroundID  `json:"ground,omitempty"` // on which another authority told it
	Note   string        `json:"note,omitempty"`
}

const longestNote = 300

func (a Answer) tidy() Answer {
	a.Note = strings.Join(strings.Fields(a.Note), " ")
	if f, ok := FormOf(a.Form); a.What.became() && (!ok || f.Of != a.What) {
		a.Form = ""
	}
	if a.Source != Told {
		a.Ground = ""
	}
	if a.What == Unknown {
		a.Source, a.Ground = OwnFile, ""
	}
	return a
}

// check refuses an answer in which something is missing.
func (a Answer) check(today calendar.Date) error {
	t := language.T
	var p []fault.Problem
	need := func(bad bool, field string, says language.Text) {
		if bad {
			p = append(p, fault.Field(field, says))
		}
	}
	need(!slices.Contains(Whats(), a.What), fieldWhat, t("Välj vad det blev, eller att ni inte vet.", "Choose what it came to, or that you do not know."))
	need(a.What.became() && a.Form == "", fieldForm, t("Välj närmare vad, ur samma grupp.", "Choose more closely what, of the same group."))
	need(a.What.counts() && a.Since.IsZero(), fieldSince, t("Ange vilken dag det började.", "Give the day on which it began."))
	need(a.Since.After(today), fieldSince, t("Dagen ligger framåt i tiden. Anteckna när det har börjat.", "The day is in the future. Note it when it has begun."))
	if a.What == NotYet || a.What == Unknown { // which of the two is meant cannot be guessed
		need(a.Form != "", fieldForm, t("Ni har svarat %s, men här är också valt vad det blev. Ta bort valet, eller ändra hur det gick.", "You have answered %s, but what it came to is chosen here too. Take the choice away, or change how it went.").With(a.What.Name()))
		need(!a.Since.IsZero(), fieldSince, t("Ni har svarat %s, men här står också en dag. Ta bort dagen, eller ändra hur det gick.", "You have answered %s, but a day stands here too. Take the day away, or change how it went.").With(a.What.Name()))
	}
	need(a.Source == "" || a.Source.Name().IsZero(), fieldSource, t("Välj hur ni vet det.", "Choose how you know."))
	if a.Source == Told {
		_, ok := law.GroundOf(a.Ground)
		need(!ok, fieldGround, t("Välj på vilken grund den andra myndigheten lämnade uppgiften.", "Choose on which ground the other authority told it."))
	}
	need(len([]rune(a.Note)) > longestNote, fieldNote, t("Skriv kortare: högst %d tecken.", "Write it shorter: at most %d characters.").With(longestNote))
	if len(p) > 0 {
		return fault.New(fault.Invalid, t("Utfallet kan inte antecknas än.", "The outcome cannot be noted yet."), p...)
	}
	return nil
}

// Names of fields, on the pages and in the API.
const (
	fieldWhat   = "what"
	fieldForm   = "form"
	fieldSince  = "since"
	fieldSource = "source"
	fieldGround = "ground"
	fieldNote   = "note"
)
