package meeting

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/person"
)

const (
	mostText  = 1000
	mostPlace = 120
	mostTimes = 6
)

// Need says whether an interpreter is needed. That it is said is part of the promise (K21.1), so nothing is assumed.
type Need string

// The needs.
const (
	Unsaid   Need = ""
	Needed   Need = "yes"
	Unneeded Need = "no"
)

// Span is a time as it is offered.
type Span struct {
	Starts, Ends time.Time
	Row          int // of the form in which it was written, from 1; 0 is its place in the list
}

// Asking is what a meeting is asked for with.
type Asking struct {
	Sort        Sort
	Way         Way
	Why         string // what it is about and what is to be decided
	Interpreter Need
	Language    string
	Place       string // premises, room, number to call: it goes into calendars and names nobody
	Accessible  bool
	Needs       string // what the person needs to take part
	Along       string // whom the person wants along
	Health      bool   // it tells of the person's health
	Times       []Span // may be none
	Basis       person.Basis
}

func (in Asking) tidy() Asking {
	in.Why, in.Needs, in.Along = oneLine(in.Why), oneLine(in.Needs), oneLine(in.Along)
	in.Language, in.Place = oneLine(in.Language), oneLine(in.Place)
	return in
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// problems gathers what is wrong with input.
type problems []fault.Problem

func (p *problems) when(bad bool, field string, says language.Text) {
	if bad {
		*p = append(*p, fault.Field(field, says))
	}
}

func (p problems) err() error {
	if len(p) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, language.T("Något saknas.", "Something is missing."), p...)
}

// check refuses a call in which something is missing.
func (in Asking) check(q db.Reader, of person.Opened) error {
	t := language.T
	var p problems
	long := t("Skriv kortare: högst %d tecken.", "Write it shorter: at most %d characters.").With(mostText)
	p.when(!slices.Contains(Sorts(), in.Sort), "sort", t("Välj vilket slags möte det är.", "Choose what kind of meeting it is."))
	p.when(!slices.Contains(Ways(), in.Way), "way", t("Välj hur ni ska träffas.", "Choose how you are to meet."))
	p.when(in.Why == "", "why", t("Skriv vad mötet handlar om och vad som ska bestämmas.", "Write what the meeting is about and what is to be decided."))
	for field, text := range map[string]string{"why": in.Why, "needs": in.Needs, "along": in.Along} {
		p.when(len([]rune(text)) > mostText, field, long)
	}
	p.when(in.Interpreter != Needed && in.Interpreter != Unneeded, "interpreter", t("Svara om tolk behövs.", "Say whether an interpreter is needed."))
	p.when(in.Interpreter == Needed && in.Language == "", "language", t("Skriv vilket språk tolken ska tolka.", "Write which language the interpreter is to interpret."))
	p.when(in.Interpreter != Needed && in.Language != "", "interpreter", t("Du har skrivit ett språk. Svara ja på att tolk behövs, eller ta bort språket.", "You have written a language. Say that an interpreter is needed, or take the language away."))
	p.when(len([]rune(in.Language)) > 60, "language", t("Skriv bara språkets namn.", "Write only the name of the language."))
	p.place(in.Place, in.Way == InPerson && len(in.Times) > 0, of)
	p.times(in.Times, q.Now(), false)
	return p.err()
}

// place refuses a place that says who the person is or where they live: it goes into calendars.
func (p *problems) place(place string, needed bool, of person.Opened) {
	t := language.T
	p.when(needed && place == "", "place", t("Skriv var mötet är.", "Write where the meeting is."))
	p.when(len([]rune(place)) > mostPlace, "place", t("Skriv kortare: högst %d tecken.", "Write it shorter: at most %d characters.").With(mostPlace))
	p.when(tellsOf(place, of), "place", t("Platsen hamnar i kalendrar. Skriv inte personens namn, nummer eller adress där; skriv till exempel hemma hos personen.", "The place ends up in calendars. Write neither the person's name, number nor address there; write for example at the person's home."))
}

// tellsOf tells whether a text has a part of the person's name, their number, or a line of their address in it.
func tellsOf(text string, of person.Opened) bool {
	words := wordsOf(text)
	for _, w := range wordsOf(of.Name) {
		if len([]rune(w)) > 1 && w != "demo" && slices.Contains(words, w) {
			return true
		}
	}
	if hasNumber(text) || of.Phone != "" && digits(of.Phone) != "" && strings.Contains(digits(text), digits(of.Phone)) {
		return true
	}
	lower := strings.Join(words, " ")
	for _, line := range strings.FieldsFunc(of.Address, func(c rune) bool { return c == '\n' || c == ',' }) {
		if l := strings.Join(wordsOf(line), " "); len(l) > 5 && strings.ContainsAny(l, "0123456789") && strings.Contains(lower, l) {
			return true
		}
	}
	return false
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

func digits(s string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, s)
}

// hasNumber tells whether a text has a personal number in it, however it is spaced.
func hasNumber(s string) bool {
	d := digits(s)
	for _, n := range []int{12, 10} {
		for i := 0; i+n <= len(d); i++ {
			if _, err := identity.ParsePersonal(d[i:i+n], calendar.NewDate(2100, 1, 1)); err == nil {
				return true
			}
		}
	}
	return false
}

// longest is how long a meeting is at most: a longer one is a mistaken clock time.
const longest = 8 * time.Hour

// times refuses times that cannot be offered: each begins later than now and within three years, ends on the same day
// and within eight hours, and no two are the same.
func (p *problems) times(list []Span, now time.Time, needed bool) {
	t := language.T
	p.when(needed && len(list) == 0, "time-1-day", t("Skriv minst en tid.", "Write at least one time."))
	p.when(len(list) > mostTimes, "time-1-day", t("Högst %d tider åt gången.", "At most %d times at once.").With(mostTimes))
	for i, s := range list {
		row := s.Row
		if row == 0 {
			row = i + 1
		}
		at := fmt.Sprintf("time-%d-", row)
		p.when(!s.Starts.After(now), at+"day", rowSays(row, t("den har passerat. Skriv en som kommer.", "it has passed. Write one to come.")))
		p.when(!s.Ends.After(s.Starts) || calendar.DateOf(s.Ends) != calendar.DateOf(s.Starts), at+"to", rowSays(row, t("skriv ett klockslag efter det då mötet börjar, samma dag.", "write a time after the meeting begins, on the same day.")))
		p.when(calendar.TooFar(calendar.DateOf(s.Starts), calendar.DateOf(now)), at+"day", rowSays(row, t("dagen ligger mer än tre år fram. Kontrollera året.", "the day is more than three years ahead. Check the year.")))
		p.when(s.Ends.Sub(s.Starts) > longest, at+"to", rowSays(row, t("ett möte är högst åtta timmar. Kontrollera klockslagen.", "a meeting is at most eight hours. Check the times.")))
		p.when(slices.ContainsFunc(list[:i], func(x Span) bool { return x.Starts.Equal(s.Starts) }), at+"day", rowSays(row, t("samma tid står två gånger.", "the same time stands twice.")))
	}
}

// rowSays says in which row of times something is wrong.
func rowSays(row int, what language.Text) language.Text {
	return language.T("Tid %d: %s", "Time %d: %s").With(int64(row), what)
}
