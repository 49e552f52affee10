package contact

import (
	"cmp"
	"slices"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
)

// Ask is what must be known to choose where a question goes. It names no person.
type Ask struct {
	From         string // the asking authority; empty when nobody asks yet
	Municipality string // code
	Topic        Topic
	Area         Area // of a board, for a topic that any board may have; else empty
	Personal     bool // it is about one person
	Protected    bool // whose identity is protected
	Urgent       bool
	At           time.Time
}

// Routing is where a question goes and why, or that nobody takes it.
type Routing struct {
	Path  Path
	Why   []language.Text // whole sentences, in the order of the reasoning; of a hole, what is missing
	Other []Path          // the other paths that could take it, the best first
	Hole  bool            // no path takes it: Path is empty
}

// Candidate is a path with what the choice must know of the authority behind it.
type Candidate struct {
	Path
	Title    string // of the authority: "Ludvika kommun, socialnämnden"
	Branches []directory.BranchArea
}

// Choose says which of the candidates takes a question: topic, then place, then secrecy, step by step, so that a hole can
// say at which step it opened. Never is a path chosen that does not take what the question is about. held are the areas that
// the directory gives to some board of the municipality: what one board has, no other answers.
func Choose(a Ask, place string, held []directory.BranchArea, all []Candidate) Routing {
	info, known := TopicOf(a.Topic)
	if !known {
		return hole(language.T("Ämnet finns inte.", "There is no such topic."))
	}
	left := all
	for _, s := range steps(a, info, place, held) {
		if left = slices.DeleteFunc(slices.Clone(left), func(c Candidate) bool { return !s.fits(c) }); len(left) == 0 {
			return hole(s.missing)
		}
	}
	slices.SortStableFunc(left, func(x, y Candidate) int { return better(a, x, y) })
	r := Routing{Path: left[0].Path, Why: reasons(a, info, place, left[0])}
	for _, c := range left[1:] {
		r.Other = append(r.Other, c.Path)
	}
	return r
}

func hole(why ...language.Text) Routing { return Routing{Hole: true, Why: why} }

// step is one condition of the choice and what is missing when no path meets it.
type step struct {
	fits    func(Candidate) bool
	missing language.Text
}

func steps(a Ask, info TopicInfo, place string, held []directory.BranchArea) []step {
	t, day := language.T, calendar.DateOf(a.At)
	area := areaOf(a, info)
	said := slices.Contains(held, directory.BranchArea(area))
	return []step{
		{func(c Candidate) bool { return c.On(day) && c.Authority != a.From },
			t("Mottagaren har ingen kontaktväg som gäller den dagen.", "The receiver has no contact path that is in force on that day.")},
		{func(c Candidate) bool { return c.Serves(a.Municipality) },
			t("Ingen kontaktväg gäller %s.", "No contact path is for %s.").With(place)},
		{func(c Candidate) bool { return !said || c.does(area) },
			t("Ingen kontaktväg hör till den nämnd som svarar för %s.", "No contact path belongs to the board that has %s.").With(areaName(area))},
		{func(c Candidate) bool { return c.Takes(a.Topic) },
			t("Ingen kontaktväg för %s svarar om %s.", "No contact path for %s answers about %s.").With(place, quoted(info.Name))},
		{func(c Candidate) bool { return c.Personal || !a.about() },
			t("Ingen kontaktväg som svarar om %s tar emot uppgifter om enskilda.", "No contact path that answers about %s takes data about a person.").With(quoted(info.Name))},
		{func(c Candidate) bool { return !a.Protected || c.Protected && c.Channel.Shields() },
			t("Ingen kontaktväg som svarar om %s tar emot frågor om skyddade personuppgifter. Skriv inte om personen: ring mottagarens växel.",
				"No contact path that answers about %s takes questions about a protected identity. Do not write about the person: call the receiver's switchboard.").With(quoted(info.Name))},
	}
}

// about tells whether the question is about one person. What is about a protected identity always is.
func (a Ask) about() bool { return a.Personal || a.Protected }

// areaOf is the area whose board has the answer: the topic's own, else the one that the asker chose.
func areaOf(a Ask, info TopicInfo) Area {
	if info.Area == AnyArea {
		return a.Area
	}
	return info.Area
}

// does tells whether the directory says that the authority has the area. The agency needs no saying.
func (c Candidate) does(area Area) bool {
	return area != AnyArea && area != Agency && slices.Contains(c.Branches, directory.BranchArea(area))
}

// better puts the path that suits a question best first. Two different paths are never alike: the last is the id.
func better(a Ask, x, y Candidate) int {
	return cmp.Or(
		when(a.Urgent, after(x.Urgent, y.Urgent)),
		when(!a.Urgent, after(!x.Urgent, !y.Urgent)),
		after(x.SilentSince.IsZero(), y.SilentSince.IsZero()),
		after(x.written(), y.written()),
		after(len(x.Path.Areas) > 0, len(y.Path.Areas) > 0),
		after(x.StateAt(a.At) == Confirmed, y.StateAt(a.At) == Confirmed),
		cmp.Compare(x.Channel.rank(), y.Channel.rank()),
		cmp.Compare(x.FirstDays, y.FirstDays), cmp.Compare(x.AnswerDays, y.AnswerDays),
		cmp.Compare(x.key(), y.key()), cmp.Compare(x.ID, y.ID))
}

// written tells whether a question by the path is written and kept.
func (c Candidate) written() bool {
	return c.Channel == Samsyn || c.Channel == SDK || c.Channel == WebForm
}

func when(holds bool, order int) int {
	if holds {
		return order
	}
	return 0
}

// after puts what holds before what does not.
func after(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	}
	return 1
}
