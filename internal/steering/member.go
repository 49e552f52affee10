package steering

import (
	"cmp"
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Part is what a member does in the group.
type Part string

// The parts.
const (
	Chair      Part = "chair"
	Substitute Part = "substitute" // of the chair
	Ordinary   Part = "member"
)

// Parts lists the parts in the order in which they are shown.
func Parts() []Part { return []Part{Chair, Substitute, Ordinary} }

// Label is what the part is called.
func (p Part) Label() language.Text {
	switch p {
	case Chair:
		return language.T("ordförande", "chair")
	case Substitute:
		return language.T("ersättare för ordföranden", "substitute for the chair")
	}
	return language.T("ledamot", "member")
}

// Member is somebody in a group for a time. The name is kept as it was when the member came in, so that old minutes
// read as they did then.
type Member struct {
	ID        string        `db:"id"`
	Group     string        `db:"group_id"`
	Authority string        `db:"authority_id"` // the party that the member stands for
	Account   string        `db:"account_id"`   // empty for somebody without an account
	Name      string        `db:"name"`
	Function  string        `db:"function"` // "förvaltningschef"; may be empty for somebody with an account
	Part      Part          `db:"part"`
	From      calendar.Date `db:"valid_from"`
	To        calendar.Date `db:"valid_to"`
	Version   int64         `db:"version"`
}

// Period is the days in which the member belongs to the group.
func (m Member) Period() calendar.Period { return calendar.Period{From: m.From, To: m.To} }

// MemberInput is what is said of a member.
type MemberInput struct {
	Authority string // a party of the agreement; the actor's own
	Account   string // of that party; empty for somebody without one
	Name      string // needed where there is no account
	Function  string
	Part      Part
	From      calendar.Date
	To        calendar.Date
}

// apply checks a member against the group and its other members.
func (in MemberInput) apply(g Group, others []Member) (Member, []fault.Problem) {
	m := Member{Group: g.ID, Authority: in.Authority, Account: in.Account, Name: strings.TrimSpace(in.Name), Function: strings.TrimSpace(in.Function),
		Part: in.Part, From: in.From, To: in.To}
	var problems []fault.Problem
	if m.Name == "" {
		problems = append(problems, fault.Field(fieldName, language.T("Välj ett konto eller skriv personens namn.", "Choose an account or write the person’s name.")))
	}
	if m.Account == "" && m.Function == "" {
		problems = append(problems, fault.Field(fieldFunction, language.T("Skriv vilken funktion personen har, till exempel förvaltningschef.", "Write which function the person has, such as head of administration.")))
	}
	if !slices.Contains(Parts(), m.Part) {
		problems = append(problems, fault.Field(fieldPart, language.T("Välj uppdrag i gruppen.", "Choose the part in the group.")))
	}
	if m.From.IsZero() {
		problems = append(problems, fault.Field(fieldFrom, language.T("Ange från vilken dag.", "Give the first day.")))
	}
	problems = append(problems, periodProblems(m.Period())...)
	return m, append(problems, m.clashes(others)...)
}

// clashes tells of a person who is in the group already, and of a chair or substitute where there is one.
func (m Member) clashes(others []Member) []fault.Problem {
	for _, o := range others {
		if o.ID == m.ID || !o.Period().Overlaps(m.Period()) {
			continue
		}
		if m.Account != "" && o.Account == m.Account {
			return []fault.Problem{fault.Field(fieldAccount, language.T("Personen är redan med i gruppen under den tiden.", "The person is in the group already in that time."))}
		}
		if m.Part != Ordinary && o.Part == m.Part {
			return []fault.Problem{fault.Field(fieldPart, language.T("Gruppen har redan en %s under den tiden. Avsluta det uppdraget först.", "The group has a %s already in that time. End that part first.").With(m.Part.Label()))}
		}
	}
	return nil
}

// membersOn are those who belong to the group on a day, the chair first, in Swedish order.
func membersOn(all []Member, day calendar.Date) []Member {
	var on []Member
	for _, m := range all {
		if m.Period().Contains(day) {
			on = append(on, m)
		}
	}
	order(on)
	return on
}

// order puts members as they are read: chair, substitute, then the others by name.
func order(all []Member) {
	slices.SortFunc(all, func(a, b Member) int {
		return cmp.Or(slices.Index(Parts(), a.Part)-slices.Index(Parts(), b.Part),
			strings.Compare(language.SortKey(a.Name), language.SortKey(b.Name)), strings.Compare(a.ID, b.ID))
	})
}

func find(all []Member, id string) (Member, bool) {
	i := slices.IndexFunc(all, func(m Member) bool { return m.ID == id })
	if i < 0 {
		return Member{}, false
	}
	return all[i], true
}
