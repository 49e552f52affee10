package steering

import (
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// The kinds of thing that this room names in the trail and in links.
const (
	GroupThing   ref.Kind = "steering-group"
	MeetingThing ref.Kind = "group-meeting"
	ReviewThing  ref.Kind = "agreement-review"
)

// Kind is what sort of group it is.
type Kind string

// The kinds of group. Clause 6 of the clause library asks for the first two.
const (
	Steering    Kind = "steering"    // styrgrupp: with a mandate from both parties
	Operational Kind = "operational" // operativ grupp
	Other       Kind = "other"       // any other, known by its name
)

// Kinds lists the kinds in the order in which they are shown.
func Kinds() []Kind { return []Kind{Steering, Operational, Other} }

// Label is what the kind is called.
func (k Kind) Label() language.Text {
	switch k {
	case Steering:
		return language.T("styrgrupp", "steering group")
	case Operational:
		return language.T("operativ grupp", "operational group")
	}
	return language.T("annan grupp", "other group")
}

// Least is how many meetings a year the clause library asks of the kind (K6.1): 2 of a steering group, 10 of an
// operational one, none of others.
func (k Kind) Least() int {
	switch k {
	case Steering:
		return 2
	case Operational:
		return 10
	}
	return 0
}

// Usual is how many meetings a year a plan begins with: a steering group meets twice, others every month.
func (k Kind) Usual() int {
	if k == Steering {
		return 2
	}
	return 12
}

// Group is a group under an agreement.
type Group struct {
	ID        string        `db:"id"`
	Agreement string        `db:"agreement_id"`
	Kind      Kind          `db:"kind"`
	Name      string        `db:"name"`
	Task      string        `db:"task"`       // what it is for, and its mandate
	From      calendar.Date `db:"valid_from"` // first day
	To        calendar.Date `db:"valid_to"`   // last day; zero until further notice
	Version   int64         `db:"version"`
}

// Ref names the group.
func (g Group) Ref() ref.Ref { return ref.To(GroupThing, g.ID) }

// Path is the address of its page.
func (g Group) Path() string { return "/grupper/" + g.ID }

// Period is the days in which it stands.
func (g Group) Period() calendar.Period { return calendar.Period{From: g.From, To: g.To} }

// GroupInput is what is said of a group.
type GroupInput struct {
	Kind Kind
	Name string
	Task string
	From calendar.Date
	To   calendar.Date
}

// Names of the fields of a group and of a member.
const (
	fieldKind     = "kind"
	fieldName     = "name"
	fieldTask     = "task"
	fieldFrom     = "from"
	fieldTo       = "to"
	fieldAccount  = "account"
	fieldFunction = "function"
	fieldPart     = "part"
	fieldVersion  = "version"
)

// check tells what is wrong with a group. A group that was not named is called what its kind is called.
func (in GroupInput) apply(g Group) (Group, []fault.Problem) {
	g.Kind, g.Name, g.Task, g.From, g.To = in.Kind, strings.TrimSpace(in.Name), strings.TrimSpace(in.Task), in.From, in.To
	var problems []fault.Problem
	if g.Kind != Steering && g.Kind != Operational && g.Kind != Other {
		problems = append(problems, fault.Field(fieldKind, language.T("Välj vilket slags grupp det är.", "Choose which kind of group it is.")))
	}
	if g.Name == "" {
		problems = append(problems, fault.Field(fieldName, language.T("Ge gruppen ett namn.", "Give the group a name.")))
	}
	if g.Task == "" {
		problems = append(problems, fault.Field(fieldTask, language.T("Beskriv gruppens uppgift och mandat.", "Describe the group’s task and mandate.")))
	}
	if g.From.IsZero() {
		problems = append(problems, fault.Field(fieldFrom, language.T("Ange gruppens första dag.", "Give the group’s first day.")))
	}
	return g, append(problems, periodProblems(g.Period())...)
}

func periodProblems(p calendar.Period) []fault.Problem {
	if !p.To.IsZero() && p.To.Before(p.From) {
		return []fault.Problem{fault.Field(fieldTo, language.T("Sista dagen ligger före den första. Rätta någon av dem.", "The last day comes before the first. Correct one of them."))}
	}
	return nil
}

// Side is which of the two sides of an agreement an authority stands on. The boards of a municipality, and of several
// municipalities in a joint agreement, are one side.
type Side string

// The sides.
const (
	AgencySide    Side = "agency"
	MunicipalSide Side = "municipal"
)

// SideOf gives an authority's side.
func SideOf(authority string) Side {
	if authority == directory.PES {
		return AgencySide
	}
	return MunicipalSide
}
