package agreement

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Notice is a party's written notice of termination (uppsägning), of the whole agreement or of one municipality's part.
type Notice struct {
	ID             string        `db:"id"`
	Agreement      string        `db:"agreement_id"`
	Authority      string        `db:"authority_id"`      // who gave it
	Municipality   string        `db:"municipality_code"` // whose part ends; empty when the whole agreement does
	Given          calendar.Date `db:"given_on"`
	Last           calendar.Date `db:"last_day"` // last day in force
	Reason         string        `db:"reason"`
	RegistryNumber string        `db:"registry_number"` // of the written notice; may be empty
	State          NoticeState   `db:"state"`
	Version        int64         `db:"version"`
	NotedAt        db.Time       `db:"noted_at"`
}

// NoticeState is whether a notice stands.
type NoticeState string

// The states of a notice. One that stands can be withdrawn by who gave it until the last day.
const (
	Given     NoticeState = "given"
	Withdrawn NoticeState = "withdrawn"
)

// longReason is how long a reason may be, in characters.
const longReason = 1000

const noticeColumns = "id, agreement_id, authority_id, municipality_code, given_on, last_day, reason, registry_number, state, version, noted_at"

// NoticesOf gives the notices of an agreement, the latest first.
func NoticesOf(ctx context.Context, q db.Reader, id string) ([]Notice, error) {
	return db.All[Notice](ctx, q, "SELECT "+noticeColumns+" FROM agreement_notice WHERE agreement_id = $1 ORDER BY noted_at DESC, id DESC", id)
}

// Terminate gives notice for the actor's authority. version is that of the agreement that the person saw. Without a last
// day it is as many months from the day on which the notice was given as the agreement's own text says, or NoticeMonths;
// an earlier one than the text allows is refused. The coverage falls the day after.
func (s *Service) Terminate(ctx context.Context, actor policy.Actor, n Notice, version int64) (a Agreement, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		n.ID, n.Authority, n.State, n.Version, n.NotedAt = tx.NewID(), actor.Authority, Given, 1, db.At(tx.Now())
		n.Reason = strings.TrimSpace(n.Reason)
		term, err := s.Notice.Term(ctx, tx, n.Agreement)
		if err != nil {
			return err
		}
		if n.Last.IsZero() && !n.Given.IsZero() {
			n.Last = term.lastOf(n.Given)
		}
		a, err = s.changeIn(ctx, tx, policy.GiveNotice, n.Agreement, version, func(tx *audit.Tx, a Agreement) (Agreement, error) {
			if n.Authority == "" {
				n.Authority = directory.PES // a command acts for the register's keeper
			}
			if n.Municipality != "" && len(a.bound(today(tx))) == 1 {
				n.Municipality = "" // the part of the only one left is the whole
			}
			return n.apply(a), n.check(a, term, today(tx))
		})
		if err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "agreement_notice", n); err != nil {
			return err
		}
		return s.tellNotice(ctx, tx, a, n)
	})
	return a, err
}

// Withdraw takes a notice back, as long as the agreement is still in force by it.
func (s *Service) Withdraw(ctx context.Context, actor policy.Actor, id, notice string, version int64) (a Agreement, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		var taken Notice
		a, err = s.changeIn(ctx, tx, policy.GiveNotice, id, version, func(tx *audit.Tx, a Agreement) (Agreement, error) {
			n, err := db.One[Notice](ctx, tx, "SELECT "+noticeColumns+" FROM agreement_notice WHERE id = $1 AND agreement_id = $2", notice, id)
			switch {
			case errors.Is(err, db.ErrNone):
				return a, fault.NotFoundThing()
			case err != nil:
				return a, err
			case n.State != Given || n.Last.Before(today(tx)):
				return a, fault.New(fault.Conflict, tooLate)
			case actor.Authority != "" && actor.Authority != n.Authority:
				return a, fault.New(fault.Denied, giverWithdraws)
			}
			_, err = tx.Exec(ctx, "UPDATE agreement_notice SET state = 'withdrawn', version = version + 1 WHERE id = $1 AND version = $2", n.ID, n.Version)
			taken = n
			return n.undo(a), err
		})
		if err != nil {
			return err
		}
		taken.State = Withdrawn
		return s.tellNotice(ctx, tx, a, taken)
	})
	return a, err
}

// tellNotice lets the other parties know of a notice that was given or withdrawn, in the act.
func (s *Service) tellNotice(ctx context.Context, tx *audit.Tx, a Agreement, n Notice) error {
	if s.Noticed == nil {
		return nil
	}
	return s.Noticed(ctx, tx, a, n)
}

// check tells what must be put right about a notice of an agreement.
func (n Notice) check(a Agreement, term NoticeTerm, today calendar.Date) error {
	var p []fault.Problem
	add := func(field string, wrong bool, t language.Text) {
		if wrong {
			p = append(p, fault.Field(field, t))
		}
	}
	whole, codes := n.Municipality == "", a.bound(today)
	part := a
	if !whole {
		part = a.Within(n.Municipality)
	}
	if last := part.Last(); a.Standing != Concluded || !last.IsZero() && last.Before(today) {
		return fault.New(fault.Conflict, notInForce)
	}
	add(fieldMunicipality, !whole && !slices.Contains(codes, n.Municipality), unknownParty)
	own := a.municipalityOf(n.Authority)
	add(fieldMunicipality, own != "" && (whole && len(codes) > 1 || !whole && n.Municipality != own), ownPart)
	add(fieldGiven, n.Given.IsZero(), needGiven)
	add(fieldGiven, n.Given.After(today), givenAhead)
	add(fieldLast, !n.Last.IsZero() && (n.Last.Before(n.Given) || n.Last.Before(today)), lastPassed)
	add(fieldLast, !part.Last().IsZero() && !n.Last.Before(part.Last()), endsBefore.With(part.Last()))
	add(fieldLast, term.FromText && !n.Given.IsZero() && !n.Last.IsZero() && n.Last.Before(term.lastOf(n.Given)), tooSoon.With(term.words(), term.lastOf(n.Given)))
	add(fieldReason, n.Reason == "", needReason)
	add(fieldReason, utf8.RuneCountInString(n.Reason) > longReason, tooLong.With(longReason))
	add(fieldRegistry, utf8.RuneCountInString(n.RegistryNumber) > longRegistry, tooLong.With(longRegistry))
	if len(p) > 0 {
		return fault.New(fault.Invalid, putRight, p...)
	}
	return nil
}

// apply lets the agreement, or the municipality's part in it, end on the last day.
func (n Notice) apply(a Agreement) Agreement {
	if n.Municipality == "" {
		a.Terminated = n.Last
		return a
	}
	a.Parties = slices.Clone(a.Parties)
	for i, p := range a.Parties {
		if p.Municipality == n.Municipality && (p.Left.IsZero() || p.Left.After(n.Last)) {
			a.Parties[i].Left = n.Last
		}
	}
	return a
}

// undo lets go of the end that the notice made.
func (n Notice) undo(a Agreement) Agreement {
	if n.Municipality == "" {
		if a.Terminated == n.Last {
			a.Terminated = calendar.Date{}
		}
		return a
	}
	a.Parties = slices.Clone(a.Parties)
	for i, p := range a.Parties {
		if p.Municipality == n.Municipality && p.Left == n.Last {
			a.Parties[i].Left = calendar.Date{}
		}
	}
	return a
}

// bound are the municipalities that are bound on a day or later.
func (a Agreement) bound(day calendar.Date) []string {
	var codes []string
	for _, p := range a.PartiesOn(day) {
		if p.Municipality != "" && !slices.Contains(codes, p.Municipality) {
			codes = append(codes, p.Municipality)
		}
	}
	return codes
}

// municipalityOf is whose board an authority is, among the parties; empty for Arbetsförmedlingen.
func (a Agreement) municipalityOf(authority string) string {
	for _, p := range a.Parties {
		if p.Authority == authority {
			return p.Municipality
		}
	}
	return ""
}

// Fields of the forms of an agreement's life.
const (
	fieldMunicipality = "municipality"
	fieldGiven        = "given_on"
	fieldReason       = "reason"
)

var (
	tooLate        = language.T("Uppsägningen går inte längre att ta tillbaka: den är redan återtagen, eller så har sista dagen passerat.", "The notice can no longer be withdrawn: it is withdrawn already, or the last day has passed.")
	giverWithdraws = language.T("Bara den part som har sagt upp kan ta tillbaka uppsägningen.", "Only the party that gave notice can withdraw it.")
	notInForce     = language.T("Överenskommelsen gäller inte längre och kan inte sägas upp.", "The agreement is no longer in force and cannot be terminated.")
	ownPart        = language.T("en nämnd säger upp för sin egen kommun. Välj den", "a board gives notice for its own municipality. Choose that one")
	needGiven      = language.T("skriv vilken dag uppsägningen lämnades skriftligt till den andra parten", "enter the day on which notice was given in writing to the other party")
	givenAhead     = language.T("uppsägningen kan inte vara lämnad på en dag som inte har varit", "notice cannot have been given on a day that has not been")
	lastPassed     = language.T("sista dagen har passerat. Skriv en dag från och med i dag", "the last day has passed. Enter a day from today on")
	endsBefore     = language.T("överenskommelsen gäller ändå inte längre än till %s. Skriv en tidigare dag, om texten tillåter det", "the agreement is in force no longer than until %s anyway. Enter an earlier day, if the text allows it")
	tooSoon        = language.T("er text ger %s uppsägningstid. Skriv %s eller senare, eller lämna fältet tomt", "your text gives %s of notice. Enter %s or later, or leave the field empty")
	needReason     = language.T("skriv varför, så att den andra parten förstår", "write why, so that the other party understands")
)
