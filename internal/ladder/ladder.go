package ladder

import (
	"samsyn/internal/clause"
	"samsyn/internal/language"
)

// Level is how high a matter has risen, from 1.
type Level int

// The levels of § 25.
const (
	Officers     Level = 1 + iota // handläggarna
	Coordinators                  // samverkansansvariga hos båda parter
	Steering                      // styrgruppen
	Heads                         // regional or central level at the agency, and the head of administration
)

// Levels lists the levels from the lowest.
func Levels() []Level { return []Level{Officers, Coordinators, Steering, Heads} }

// Role is who has the matter on the level: "de samverkansansvariga".
func (l Level) Role() language.Text {
	t := language.T
	switch l {
	case Officers:
		return t("handläggarna", "the officers")
	case Coordinators:
		return t("de samverkansansvariga", "the coordinators")
	case Steering:
		return t("styrgruppen", "the steering group")
	case Heads:
		return t("cheferna hos båda parter", "the heads of both parties")
	}
	return language.Same("–")
}

// Name is the level in words: "nivå 2, de samverkansansvariga".
func (l Level) Name() language.Text {
	return language.T("nivå %d, %s", "level %d, %s").With(int(l), l.Role())
}

// Source is where a ladder comes from.
type Source string

// The sources.
const (
	Agreed   Source = "agreement" // the text in force says it
	NoText   Source = "no-text"   // an agreement is in force whose text is not known here, or does not give the days
	LeftOut  Source = "left-out"  // the parties have left § 25 out
	OwnWords Source = "own-words" // the parties have put words of their own in place of § 25, which only people can read
	Nation   Source = "national"  // no agreement is in force between the two
)

// Ladder is how a matter rises: how many working days each level has. The last level has no end.
type Ladder struct {
	Officers     int          `json:"officers"` // of what has no promise of its own
	Coordinators int          `json:"coordinators"`
	Steering     int          `json:"steering"`
	Municipality clause.Value `json:"municipality,omitzero"` // who is level 4 for the municipality, as the agreement names them
	Agency       clause.Value `json:"agency,omitzero"`       // and for the employment agency
	Source       Source       `json:"source"`
	ClauseNo     int          `json:"clauseNo,omitempty"` // of the clause in the agreement; 0 when the agreement does not say it
}

// What holds in the whole country, in working days: the clause library's own § 25 and K25.2.
const (
	nationalLow          = 10 // on level 1 and 2 together
	nationalCoordinators = 5
	nationalSteering     = 15
)

// National is the ladder that holds where no agreement says anything else.
func National(why Source) Ladder {
	return Ladder{Officers: nationalLow - nationalCoordinators, Coordinators: nationalCoordinators, Steering: nationalSteering, Source: why}
}

// Days is how many working days a level has for what has no promise of its own; 0 for the last, which has no end.
func (l Ladder) Days(v Level) int {
	switch v {
	case Officers:
		return l.Officers
	case Coordinators:
		return l.Coordinators
	case Steering:
		return l.Steering
	}
	return 0
}

// Why says where the ladder comes from: "§ 25 i överenskommelsen".
func (l Ladder) Why() language.Text {
	t := language.T
	switch l.Source {
	case Agreed:
		return t("§ %d i överenskommelsen", "§ %d of the agreement").With(l.ClauseNo)
	case NoText:
		return t("nationellt riktmärke, överenskommelsens dagar finns inte här", "national standard, the agreement’s days are not here")
	case LeftOut:
		return t("nationellt riktmärke, parterna har tagit bort paragrafen om eskalering", "national standard, the parties have left out the clause on escalation")
	case OwnWords:
		return t("nationellt riktmärke, parterna har skrivit en egen paragraf om eskalering som bara människor kan läsa", "national standard, the parties have written a clause on escalation of their own that only people can read")
	}
	return t("nationellt riktmärke, ingen överenskommelse säger annat", "national standard, no agreement says otherwise")
}

// Sentence says what a level has: "De samverkansansvariga har 5 arbetsdagar."
func (l Ladder) Sentence(v Level) language.Text {
	n := l.Days(v)
	if n == 0 {
		return language.T("%s: ingen tidsgräns, frågan går inte högre", "%s: no time limit, it rises no further").With(v.Name())
	}
	return language.T("%s: %s", "%s: %s").With(v.Name(), language.Plural(n, language.T("%d arbetsdag", "%d working day"), language.T("%d arbetsdagar", "%d working days")))
}
