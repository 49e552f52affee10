package csip

import "samsyn/internal/language"

// Level is how far a requirement binds.
type Level string

// The levels, as the specifications have them.
const (
	Must   Level = "MUST"
	Should Level = "SHOULD"
	May    Level = "MAY"
)

// Name says a level in words.
func (l Level) Name() language.Text {
	switch l {
	case Must:
		return language.T("ska", "must")
	case Should:
		return language.T("bör", "should")
	}
	return language.T("kan", "may")
}

// Specification is where a requirement is published.
type Specification string

// The specifications. Own is what is asked of packages here beside them.
const (
	Folders Specification = "E-ARK CSIP 2.1, folders"
	CSIP    Specification = "E-ARK CSIP 2.1"
	SIP     Specification = "E-ARK SIP 2.1"
	Own     Specification = "Samsyn"
)

// Requirement is one requirement.
type Requirement struct {
	ID    string
	Level Level
	Of    Specification
	Where string // in the METS file as a path, or in the folders
	Text  language.Text
	Ours  Answer

	judge rule
}

// Answer is how packages made here answer a requirement. The zero is that they follow it.
type Answer struct {
	How How
	Why language.Text
}

// How is one of three ways.
type How string

// The ways.
const (
	Followed  How = ""
	LeftOut   How = "left out"  // the part that it is about is not in the package
	Otherwise How = "otherwise" // not a MUST, and not followed
)

// Name says the way in words.
func (h How) Name() language.Text {
	switch h {
	case LeftOut:
		return language.T("delen är inte med", "the part is left out")
	case Otherwise:
		return language.T("valt annorlunda", "chosen otherwise")
	}
	return language.T("följs", "followed")
}

func leftOut(why language.Text) Answer   { return Answer{LeftOut, why} }
func otherwise(why language.Text) Answer { return Answer{Otherwise, why} }

// Table gives every requirement in the order of the specifications.
func Table() []Requirement {
	var out []Requirement
	for _, part := range []struct {
		of   Specification
		rows []Requirement
	}{{Folders, folders()}, {CSIP, head()}, {CSIP, metadata()}, {CSIP, files()}, {CSIP, structure()}, {SIP, submission()}, {Own, own()}} {
		for _, r := range part.rows {
			r.Of = part.of
			out = append(out, r)
		}
	}
	return out
}

// ByID gives a requirement by its id.
func ByID(id string) (Requirement, bool) {
	for _, r := range Table() {
		if r.ID == id {
			return r, true
		}
	}
	return Requirement{}, false
}
