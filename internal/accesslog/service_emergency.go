package accesslog

import (
	"context"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// Opened makes an emergency opening one that is to be reviewed, in the act that opens. The clock of its promise begins.
func (s *Service) Opened(ctx context.Context, tx *audit.Tx, o person.Opening) error {
	place, err := s.placeOf(ctx, tx, o.Authority, o.Person)
	if err != nil {
		return err
	}
	days, err := s.days(ctx, tx, o.Authority, place, fact.EmergencyReviewed, emergencyDays)
	if err != nil {
		return err
	}
	e := Emergency{ID: o.ID, Authority: o.Authority, Person: o.Person, Account: o.Account, OpenedAt: db.At(o.At), Due: db.At(dueOf(o.At, days)), Version: 1}
	if err := db.Insert(ctx, tx, "accesslog_emergency", e); err != nil {
		return err
	}
	if err := numbered(ctx, tx, e.Authority, e.Ref()); err != nil {
		return err
	}
	return s.leave(ctx, tx, e.Ref(), owed{fact.EmergencyReviewed, "K20.4", e.Authority, place, e.OpenedAt, e.Due}.fact())
}

const emergencyColumns = "id, authority_id, person_id, account_id, opened_at, due_at, outcome, reviewed_by, reviewed_at, reminded_at, version"

func emergency(ctx context.Context, q db.Reader, id string) (Emergency, error) {
	return one[Emergency](ctx, q, "SELECT "+emergencyColumns+" FROM accesslog_emergency WHERE id = $1", id)
}

// one reads one row; none is a thing that is not there.
func one[T any](ctx context.Context, q db.Reader, text string, args ...any) (T, error) {
	found, err := db.All[T](ctx, q, text, args...)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		var none T
		return none, err
	}
	return found[0], nil
}

// EmergencyFilter chooses emergency openings.
type EmergencyFilter struct {
	Done  bool // those that are reviewed; else those that wait
	Limit int
	After string // id of the last of the page before
}

// Emergencies gives the emergency openings that the actor may see, without why and about whom: those that wait by when they
// are to be reviewed, those that are reviewed the latest first.
func (s *Service) Emergencies(ctx context.Context, q db.Reader, a policy.Actor, f EmergencyFilter) ([]Emergency, error) {
	var args []any
	where := policy.Where(q, a, policy.ListEmergencies, "e", &args)
	text := "SELECT " + emergencyColumns + " FROM accesslog_emergency e WHERE " + where
	if f.Done {
		if f.After != "" {
			args = append(args, f.After)
			text += " AND id < " + last(args)
		}
		text += " AND outcome <> '' ORDER BY id DESC"
	} else {
		text += " AND outcome = '' ORDER BY due_at, id"
	}
	return db.All[Emergency](ctx, q, text+db.Limit(f.Limit), args...)
}

// Shown is an emergency opening as whoever reviews it sees it.
type Shown struct {
	Emergency
	Reason  string // why it was opened
	Whom    string // the person's name; empty when none is known, and when Guarded
	Guarded bool   // the identity is protected, and the reviewer is not named for the person
	Words   string // of the review
	Number  string // its registry number
}

// EmergencyOpened gives an emergency opening with why and about whom to somebody else of the authority, and notes on the
// person's record that it was seen. Who may not is told that there is none.
func (s *Service) EmergencyOpened(ctx context.Context, actor policy.Actor, id string) (out Shown, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		can, err := policy.Can(ctx, tx, actor, ref.To(EmergencyKind, id), policy.ReviewEmergency, policy.SeeEmergency)
		if err == nil {
			err = can.CheckRead(policy.ReviewEmergency)
		}
		if err != nil {
			return err
		}
		out = Shown{Guarded: !can.May(policy.SeeEmergency)}
		if out.Emergency, err = emergency(ctx, tx, id); err != nil {
			return err
		}
		if out.Reason, err = s.Persons.OpeningReason(ctx, tx, id); err != nil {
			return err
		}
		if !out.Guarded {
			if out.Whom, err = s.nameOf(ctx, tx, out.Person); err != nil {
				return err
			}
		}
		if out.Number, err = registryOf(ctx, tx, out.Authority, out.Ref()); err != nil {
			return err
		}
		if out.Words, err = s.words(ctx, tx, "accesslog_emergency", "words", id); err != nil {
			return err
		}
		return tx.Note(policy.SeeReviewed, ref.To(person.PersonKind, out.Person), struct {
			policy.By
			About  ref.Ref `json:"about"`
			Hidden bool    `json:"hidden,omitempty"`
		}{can.By(policy.ReviewEmergency), out.Ref(), out.Guarded})
	})
	if err != nil {
		return Shown{}, err
	}
	return out, nil
}

func (s *Service) nameOf(ctx context.Context, q db.Reader, id string) (string, error) {
	found, err := s.Persons.Names(ctx, q, []string{id})
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0].Name, nil
}

// JudgeEmergency notes what the review of an emergency opening came to, and ends the clock of its promise.
func (s *Service) JudgeEmergency(ctx context.Context, actor policy.Actor, id string, version int64, o Outcome, words string) (e Emergency, err error) {
	words = strings.TrimSpace(words)
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, policy.ReviewEmergency, ref.To(EmergencyKind, id)); err != nil {
			return err
		}
		if e, err = emergency(ctx, tx, id); err != nil {
			return err
		}
		if err := e.judge(o, words); err != nil {
			return err
		}
		sealed, err := sealText(s.Trail.Keys(), at("accesslog_emergency", "words", id), words)
		if err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `UPDATE accesslog_emergency SET outcome = $3, words = $4, reviewed_by = $5, reviewed_at = $6, version = version + 1 WHERE id = $1 AND version = $2 AND outcome = ''`,
			id, or(version, e.Version), o, sealed, actor.ID, db.At(tx.Now()))
		if err := changed(n, err); err != nil {
			return err
		}
		e.Outcome, e.ReviewedBy, e.ReviewedAt, e.Version = o, actor.ID, db.At(tx.Now()), e.Version+1
		c := fact.Closing{At: e.ReviewedAt, Outcome: string(o), Minutes: minutesOf(e.OpenedAt.Time, tx.Now())}
		if err := s.end(ctx, tx, e.Ref(), fact.EmergencyReviewed, c); err != nil {
			return err
		}
		return tx.Note(policy.ReviewEmergency, e.Ref(), map[string]string{"outcome": string(o)})
	})
	return e, err
}

func or(version, else_ int64) int64 {
	if version != 0 {
		return version
	}
	return else_
}

func at(table, column, id string) seal.Place {
	return seal.Place{Table: table, Column: column, Row: id}
}
