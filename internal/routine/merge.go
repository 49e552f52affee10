package routine

import (
	"fmt"
	"slices"

	"samsyn/internal/language"
)

// Part is one part of a routine's text that is brought together as a whole.
type Part string

// The parts, in the order in which they are read.
const (
	TitlePart   Part = fieldTitle
	PurposePart Part = fieldPurpose
	StepsPart   Part = fieldSteps
	ClausesPart Part = fieldClauses
	TopicsPart  Part = fieldTopics
)

// Parts lists the parts.
func Parts() []Part { return []Part{TitlePart, PurposePart, StepsPart, ClausesPart, TopicsPart} }

// Label names the part.
func (p Part) Label() language.Text {
	switch p {
	case TitlePart:
		return language.T("namn", "name")
	case PurposePart:
		return language.T("syfte", "purpose")
	case StepsPart:
		return language.T("steg", "steps")
	case ClausesPart:
		return language.T("paragrafer", "clauses")
	case TopicsPart:
		return language.T("ämnen", "topics")
	}
	return language.Same(string(p))
}

// Situation is what happened to a part on the two sides since they were last alike.
type Situation string

// The situations.
const (
	Untouched    Situation = "untouched"     // neither side changed it
	OriginAlone  Situation = "origin-alone"  // the origin changed it, the copy did not: the change is taken over
	LocalAlone   Situation = "local-alone"   // the copy changed it, the origin did not: the local text is kept
	BothAlike    Situation = "both-alike"    // both changed it to the same
	BothUnalike  Situation = "both-unalike"  // both changed it, each in its way: a person chooses; kept until then
	BothTogether Situation = "both-together" // both changed the steps in different places: both changes are kept
)

// Says is the situation in words, to those who keep the copy.
func (s Situation) Says() language.Text {
	switch s {
	case OriginAlone:
		return language.T("Ursprunget har ändrat, ni har inte ändrat. Ursprungets ändring tas över.", "The origin has changed, you have not. The origin’s change is taken over.")
	case LocalAlone:
		return language.T("Ni har ändrat, ursprunget har inte ändrat. Er text behålls.", "You have changed, the origin has not. Your text is kept.")
	case BothAlike:
		return language.T("Ni och ursprunget har gjort samma ändring.", "You and the origin have made the same change.")
	case BothUnalike:
		return language.T("Både ni och ursprunget har ändrat, på olika sätt. Er text behålls om ni inte väljer ursprungets.",
			"Both you and the origin have changed, in different ways. Your text is kept unless you choose the origin’s.")
	case BothTogether:
		return language.T("Ni och ursprunget har ändrat olika steg. Båda ändringarna kommer med.", "You and the origin have changed different steps. Both changes are included.")
	}
	return language.T("Ingen har ändrat.", "Nobody has changed it.")
}

// Merged is a copy and its origin brought together.
type Merged struct {
	Content    Content
	Situations map[Part]Situation
}

// Conflicts are the parts where a person must choose; there the local text stands.
func (m Merged) Conflicts() (out []Part) {
	for _, p := range Parts() {
		if m.Situations[p] == BothUnalike {
			out = append(out, p)
		}
	}
	return out
}

// Merge brings a copy's own text together with its origin's. base is what both began from. Where both changed the same
// thing the local text stands, except for the parts named in theirs. No local change is lost otherwise.
func Merge(base, local, origin Content, theirs ...Part) Merged {
	m := Merged{Content: local, Situations: map[Part]Situation{}}
	for _, p := range Parts() {
		s := situation(part(base, p), part(local, p), part(origin, p))
		if s == BothUnalike && p == StepsPart {
			if steps, ok := mergeSteps(base.Steps, local.Steps, origin.Steps); ok {
				m.Content.Steps, s = steps, BothTogether
			}
		}
		if s == OriginAlone || s == BothUnalike && slices.Contains(theirs, p) {
			m.Content = m.Content.with(p, origin)
		}
		m.Situations[p] = s
	}
	return m
}

func situation(base, local, origin string) Situation {
	switch {
	case local == origin && local == base:
		return Untouched
	case local == origin:
		return BothAlike
	case local == base:
		return OriginAlone
	case origin == base:
		return LocalAlone
	}
	return BothUnalike
}

// part is a part as one text, in which two contents are alike exactly when the part is.
func part(c Content, p Part) string {
	switch p {
	case TitlePart:
		return c.Title
	case PurposePart:
		return c.Purpose
	case StepsPart:
		return fmt.Sprintf("%q", c.Steps)
	case ClausesPart:
		return fmt.Sprintf("%q", c.Clauses)
	}
	return fmt.Sprintf("%q", c.Topics)
}

// with takes a part from another content.
func (c Content) with(p Part, other Content) Content {
	switch p {
	case TitlePart:
		c.Title = other.Title
	case PurposePart:
		c.Purpose = other.Purpose
	case StepsPart:
		c.Steps = other.Steps
	case ClausesPart:
		c.Clauses = other.Clauses
	case TopicsPart:
		c.Topics = other.Topics
	}
	return c
}

// lines is a part as it is read, line by line.
func lines(c Content, p Part, l language.Lang) (out []string) {
	switch p {
	case TitlePart:
		return []string{c.Title}
	case PurposePart:
		return []string{c.Purpose}
	case StepsPart:
		for _, s := range c.Steps {
			out = append(out, s.line(l))
		}
	case ClausesPart:
		for _, id := range c.Clauses {
			out = append(out, ClauseName(id))
		}
	case TopicsPart:
		for _, t := range c.Topics {
			out = append(out, t.Label().In(l))
		}
	}
	return out
}

// line is a step as one line: "Handläggaren: skickar frågan (inom 2 arbetsdagar)".
func (s Step) line(l language.Lang) string {
	text := s.Who + ": " + s.What
	if s.Within != "" {
		text += " (" + language.T("inom %s", "within %s").With(s.Within).In(l) + ")"
	}
	return text
}
