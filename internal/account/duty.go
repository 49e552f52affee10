package account

import (
	"slices"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Duty is a role that an account has in an authority for a time.
type Duty struct {
	ID        string        `db:"id"`
	Account   string        `db:"account_id"`
	Authority string        `db:"authority_id"`
	Unit      string        `db:"unit_id"` // where in the authority; empty is the account's own unit
	Role      policy.Role   `db:"role"`
	From      calendar.Date `db:"valid_from"`
	To        calendar.Date `db:"valid_to"`   // last day; zero is until further notice
	GrantedBy string        `db:"granted_by"` // account; empty for who runs the installation
}

// Holds tells whether the duty is in force on a day.
func (d Duty) Holds(day calendar.Date) bool {
	return calendar.Period{From: d.From, To: d.To}.Contains(day)
}

// reachesBeyond tells whether a duty gives a right outside the authority where the account is administered, on a day
// or later: by its role, or because it is in another authority.
func (d Duty) reachesBeyond(home string, day calendar.Date) bool {
	over := !d.To.IsZero() && d.To.Before(day)
	return !over && (d.Authority != home || isFarReaching(d.Role))
}

// isFarReaching tells the roles that reach beyond one authority. They are given by who runs the installation.
func isFarReaching(r policy.Role) bool {
	switch r {
	case policy.InstallationAdmin, policy.HeadOffice, policy.Reviewer, policy.Analyst:
		return true
	}
	return false
}

// runsInstallation tells who may give what reaches beyond one authority.
func runsInstallation(a policy.Actor) bool {
	return a.Has(policy.System) || a.Has(policy.InstallationAdmin)
}

// mayGrant keeps the roles that reach beyond one authority from its local admin.
func mayGrant(actor policy.Actor, r policy.Role) error {
	if !isFarReaching(r) || runsInstallation(actor) {
		return nil
	}
	return fault.New(fault.Invalid, language.T("Rollen är inte sparad.", "The role is not saved."), fault.Field("role",
		language.T("Rollen %s ger rätt utanför den egna myndigheten och ges av den som driver installationen.",
			"The role %s reaches beyond one authority and is given by whoever runs the installation.").With(policy.RoleName(r))))
}

// DutyInput is what a form or command says of a duty.
type DutyInput struct {
	Authority string // empty is the account's own
	Unit      string
	Role      policy.Role
	From, To  calendar.Date
}

func (in DutyInput) check() error {
	var problems []fault.Problem
	if !assignable(in.Role) {
		problems = append(problems, fault.Field("role", language.T("Välj en roll i listan.", "Choose a role in the list.")))
	}
	if in.From.IsZero() {
		problems = append(problems, fault.Field("valid_from", language.T("Skriv från och med vilken dag rollen gäller, som 2026-03-02.", "Write from which day the role holds, as 2026-03-02.")))
	}
	if !in.To.IsZero() && in.To.Before(in.From) {
		problems = append(problems, fault.Field("valid_to", language.T("Sista dagen kan inte vara före första dagen.", "The last day cannot be before the first.")))
	}
	return notSaved(problems, language.T("Rollen är inte sparad. Rätta uppgifterna.", "The role is not saved. Correct what is marked."))
}

// rolesOf are the roles that staff can be given.
func rolesOf() (out []policy.RoleInfo) {
	for _, info := range policy.Roles() {
		if info.Assignable() {
			out = append(out, info)
		}
	}
	return out
}

// KnownRole refuses what is not the code of a role that can be given.
func KnownRole(r policy.Role) error {
	if assignable(r) {
		return nil
	}
	var codes []string
	for _, i := range rolesOf() {
		codes = append(codes, string(i.Role))
	}
	return fault.New(fault.Invalid, language.T("Det finns ingen roll %s. Välj en av %s.", "There is no role %s. Choose one of %s.").With(string(r), strings.Join(codes, ", ")))
}

func assignable(r policy.Role) bool {
	return slices.ContainsFunc(rolesOf(), func(i policy.RoleInfo) bool { return i.Role == r })
}

// notTwice refuses a duty that an account has already on some of its days: ending one of the two would then seem to end
// the role and not do so.
func (d Duty) notTwice(held []Duty) error {
	days := calendar.Period{From: d.From, To: d.To}
	for _, h := range held {
		had := calendar.Period{From: h.From, To: h.To}
		if h.Role != d.Role || h.Authority != d.Authority || h.Unit != d.Unit || !had.Overlaps(days) {
			continue
		}
		return fault.New(fault.Conflict, language.T("Rollen är inte sparad.", "The role is not saved."), fault.Field("role",
			language.T("Kontot har redan rollen %s där (%s). Avsluta den först, eller låt den nya börja när den har slutat.",
				"The account has the role %s there already (%s). End it first, or let the new one begin when it has ended.").With(policy.RoleName(d.Role), had)))
	}
	return nil
}

// end checks the last day that a duty is given: what has been is not rewritten, so the earliest is yesterday.
func (d Duty) end(last, today calendar.Date) error {
	switch {
	case !d.To.IsZero() && d.To.Before(today):
		return fault.New(fault.Conflict, language.T("Rollen slutade redan %s.", "The role ended on %s already.").With(d.To.String()))
	case last.Before(today.AddDays(-1)):
		return fault.New(fault.Invalid, language.T("Rollen är inte avslutad.", "The role is not ended."),
			fault.Field("valid_to", language.T("Skriv gårdagens datum eller ett senare. Det som har varit ändras inte.", "Write yesterday's date or a later one. What has been is not changed.")))
	case !d.To.IsZero() && last.After(d.To):
		return fault.New(fault.Invalid, language.T("Rollen är inte avslutad.", "The role is not ended."),
			fault.Field("valid_to", language.T("Rollen slutar redan %s. Ge den på nytt om den ska gälla längre.", "The role ends on %s already. Give it again if it is to last longer.").With(d.To.String())))
	}
	return nil
}

// ActorOf is who acts when an account is signed in for an authority on a day, with the duties that hold there then.
// An authority that the account cannot act for then gives its own instead.
func ActorOf(a Account, duties []Duty, authority string, day calendar.Date) policy.Actor {
	if !slices.Contains(AuthoritiesOn(a, duties, day), authority) {
		authority = a.Authority
	}
	actor := policy.Actor{ID: a.ID, Name: a.Name, Authority: authority, Cleared: a.Cleared, Lang: a.Lang}
	if authority == a.Authority {
		actor.Unit = a.Unit
	}
	var held []policy.Duty
	for _, d := range duties {
		held = append(held, policy.Duty{Role: d.Role, Authority: d.Authority, From: d.From, To: d.To})
		if d.Authority == authority && d.Holds(day) && d.Unit != "" {
			actor.Unit = d.Unit
		}
	}
	actor.Roles = policy.Held(held, authority, day)
	return actor
}

// AuthoritiesOn gives the authorities that an account can act for on a day: its own first.
func AuthoritiesOn(a Account, duties []Duty, day calendar.Date) []string {
	out := []string{a.Authority}
	for _, d := range duties {
		if d.Holds(day) && !slices.Contains(out, d.Authority) {
			out = append(out, d.Authority)
		}
	}
	return out
}
