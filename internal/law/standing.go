package law

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// Certainty is how well an entry is known.
type Certainty string

// The degrees of certainty.
const (
	Primary   Certainty = "A" // read in a primary or official source
	Secondary Certainty = "B" // read in a secondary source, or in part of a primary one
	General   Certainty = "C" // from general knowledge, unverified
)

// Name says the certainty in words.
func (c Certainty) Name() language.Text {
	switch c {
	case Primary:
		return language.T("läst i en officiell källa", "read in an official source")
	case Secondary:
		return language.T("läst i en andrahandskälla", "read in a secondary source")
	}
	return language.T("allmän kunskap, inte kontrollerad", "general knowledge, not verified")
}

// Standing is how far an entry may be relied on.
type Standing struct {
	Certainty Certainty
	Source    string        // where it was read, as one cites it
	Changing  bool          // law or practice is changing now
	Ask       language.Text // what a lawyer should be asked, where something in particular is open
}

// Confirm tells whether a lawyer must confirm the entry before it is relied on.
func (s Standing) Confirm() bool {
	return s.Certainty == General || s.Changing || !s.Ask.IsZero()
}

func read(source string) Standing       { return Standing{Certainty: Primary, Source: source} }
func secondhand(source string) Standing { return Standing{Certainty: Secondary, Source: source} }
func commonly() Standing                { return Standing{Certainty: General} }

func (s Standing) changing() Standing {
	s.Changing = true
	return s
}

func (s Standing) asking(sv, en string) Standing {
	s.Ask = language.T(sv, en)
	return s
}

// always is the validity of what began before anything the product deals with and has no end in sight.
var always = calendar.Period{}

func since(year, month, day int) calendar.Period {
	return calendar.Period{From: date(year, month, day)}
}

func until(year, month, day int) calendar.Period {
	return calendar.Period{To: date(year, month, day)}
}
