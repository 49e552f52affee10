package account

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Kind names an account in the trail and to policy.
const Kind ref.Kind = "account"

// Account is one member of staff.
type Account struct {
	ID         string        `db:"id"`
	Version    int64         `db:"version"`
	Authority  string        `db:"authority_id"` // where they are employed and their account is administered
	Unit       string        `db:"unit_id"`
	UserName   string        `db:"user_name"`
	Name       string        `db:"name"`
	SortKey    string        `db:"sort_key"`
	SearchKey  string        `db:"search_key"`
	Email      []byte        `db:"email"` // sealed
	Lang       language.Lang `db:"lang"`
	Cleared    bool          `db:"cleared"` // named to handle protected identities
	Password   string        `db:"password"`
	PasswordAt db.Time       `db:"password_at"`
	BlockedAt  db.Time       `db:"blocked_at"`
	Demo       bool          `db:"demo"` // invented, may be signed in as without a password in demo mode
}

// Ref names it.
func (a Account) Ref() ref.Ref { return ref.To(Kind, a.ID) }

// State is how an account stands.
type State string

// The states.
const (
	Invited State = "invited" // has not chosen a password
	Active  State = "active"
	Blocked State = "blocked"
)

// State gives how the account stands.
func (a Account) State() State {
	switch {
	case !a.BlockedAt.IsZero():
		return Blocked
	case a.Password == "" && !a.Demo:
		return Invited
	}
	return Active
}

// Duty is a role that an account has in an authority for a time.
type Duty struct {
	ID        string        `db:"id"`
	Account   string        `db:"account_id"`
	Authority string        `db:"authority_id"`
	Unit      string        `db:"unit_id"`
	Role      policy.Role   `db:"role"`
	From      calendar.Date `db:"valid_from"`
	To        calendar.Date `db:"valid_to"` // last day; zero is until further notice
	GrantedBy string        `db:"granted_by"`
}

// Holds tells whether the duty is in force on a day.
func (d Duty) Holds(day calendar.Date) bool {
	return calendar.Period{From: d.From, To: d.To}.Contains(day)
}

// Input is what a form or command says of an account.
type Input struct {
	Authority string
	Unit      string
	UserName  string
	Name      string
	Email     string
	Lang      language.Lang
	Cleared   bool
	Demo      bool
}

const (
	longestName     = 100
	longestUserName = 100
	longestEmail    = 254
)

func (in Input) tidied() Input {
	in.UserName = strings.ToLower(strings.TrimSpace(in.UserName))
	in.Name = strings.Join(strings.Fields(in.Name), " ")
	in.Email = strings.TrimSpace(in.Email)
	if in.Lang != language.English {
		in.Lang = language.Swedish
	}
	return in
}

// check gives what is wrong with it.
func (in Input) check() error {
	var problems []fault.Problem
	add := func(field, sv, en string) { problems = append(problems, fault.Field(field, language.T(sv, en))) }
	if in.Authority == "" {
		add("authority", "Välj myndighet.", "Choose an authority.")
	}
	if n := utf8.RuneCountInString(in.Name); n == 0 || n > longestName {
		add("name", "Skriv för- och efternamn, högst 100 tecken.", "Write first name and surname, at most 100 characters.")
	}
	if !isUserName(in.UserName) {
		add("user_name", "Skriv ett användarnamn av bokstäver, siffror och . - _ @ utan mellanslag, 3 till 100 tecken. Använd aldrig ett personnummer.",
			"Write a user name of letters, digits and . - _ @ without spaces, 3 to 100 characters. Never use a personal number.")
	}
	if in.Email != "" && !isEmail(in.Email) {
		add("email", "Skriv e-postadressen som namn@exempel.se.", "Write the e-mail address as name@example.se.")
	}
	if len(problems) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, language.T("Kontot är inte sparat. Rätta uppgifterna.", "The account is not saved. Correct what is marked."), problems...)
}

func isUserName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 3 || n > longestUserName {
		return false
	}
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case strings.ContainsRune("abcdefghijklmnopqrstuvwxyzåäöéü.-_@", r):
		default:
			return false
		}
	}
	return digits < 8 // eight digits or more may be a birth date or a personal number
}

func isEmail(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	return ok && name != "" && strings.Contains(host, ".") && len(s) <= longestEmail && !strings.ContainsAny(s, " \t\r\n<>\"(),;:\\") && !strings.Contains(host, "@")
}

// DutyInput is what a form or command says of a duty.
type DutyInput struct {
	Authority string
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
	if len(problems) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, language.T("Rollen är inte sparad. Rätta uppgifterna.", "The role is not saved. Correct what is marked."), problems...)
}

func assignable(r policy.Role) bool {
	return slices.ContainsFunc(policy.Roles(), func(i policy.RoleInfo) bool { return i.Role == r && i.Assignable() })
}

// ActorOf is who acts when an account is signed in for an authority on a day: with the duties that hold there then.
func ActorOf(a Account, duties []Duty, authority string, day calendar.Date) policy.Actor {
	actor := policy.Actor{ID: a.ID, Name: a.Name, Authority: authority, Unit: a.Unit, Cleared: a.Cleared, Lang: a.Lang}
	for _, d := range duties {
		if d.Authority == authority && d.Holds(day) && !actor.Has(d.Role) {
			actor.Roles = append(actor.Roles, d.Role)
			if d.Unit != "" {
				actor.Unit = d.Unit
			}
		}
	}
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

// invitationLife is how long the link for choosing a password holds.
const invitationLife = 72 * time.Hour
