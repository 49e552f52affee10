package enquiry

import (
	"context"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// ReplyKind is a standard reply in the trail.
const ReplyKind ref.Kind = "enquiry-reply"

// Standard is a standard reply of an authority: a text to begin from, about nobody.
type Standard struct {
	ID        string        `db:"id"`
	Authority string        `db:"authority_id"`
	Name      string        `db:"name"`
	Topic     contact.Topic `db:"topic"`   // empty: any
	Outcome   Outcome       `db:"outcome"` // empty: any
	Text      string        `db:"text"`
	SortKey   string        `db:"sort_key"`
	Version   int64         `db:"version"`
}

// Ref names the reply.
func (r Standard) Ref() ref.Ref { return ref.To(ReplyKind, r.ID) }

func (r *Standard) check() error {
	r.Name, r.Text = oneLine(r.Name), strings.TrimSpace(r.Text)
	var p []fault.Problem
	if r.Name == "" {
		p = append(p, fault.Field("name", language.T("Ge standardsvaret ett namn.", "Give the standard reply a name.")))
	}
	if r.Text == "" {
		p = append(p, fault.Field("text", language.T("Skriv svaret.", "Write the reply.")))
	}
	if _, ok := contact.TopicOf(r.Topic); r.Topic != "" && !ok {
		p = append(p, fault.Field("topic", language.T("Ämnet finns inte. Välj ett i listan.", "There is no such topic. Choose one of the list.")))
	}
	if _, ok := OutcomeOf(r.Outcome); r.Outcome != "" && !ok {
		p = append(p, fault.Field("outcome", language.T("Välj ett utfall i listan.", "Choose an outcome of the list.")))
	}
	return invalid(language.T("Standardsvaret kan inte sparas än.", "The standard reply cannot be saved yet."), p)
}

// Standards gives the standard replies of the actor's authority, by name.
func (s *Service) Standards(ctx context.Context, q db.Reader, actor policy.Actor) ([]Standard, error) {
	var args []any
	where := policy.Where(q, actor, policy.ReadReplies, "r", &args)
	return db.All[Standard](ctx, q, `SELECT r.id, r.authority_id, r.name, r.topic, r.outcome, r.text, r.sort_key, r.version FROM enquiry_reply r WHERE `+where+` ORDER BY r.sort_key, r.id`, args...)
}

// KeepStandard writes a standard reply: a new one when it has no id.
func (s *Service) KeepStandard(ctx context.Context, actor policy.Actor, r Standard) (Standard, error) {
	if err := r.check(); err != nil {
		return r, err
	}
	r.SortKey = language.SortKey(r.Name)
	asked := r
	err := s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		r = asked // the act may be run again, and begins as it began
		if r.ID == "" {
			return s.addStandard(ctx, tx, &r)
		}
		if err := policy.CheckRead(ctx, tx, actor, policy.EditReplies, r.Ref()); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `UPDATE enquiry_reply SET name = $3, topic = $4, outcome = $5, text = $6, sort_key = $7, version = version + 1 WHERE id = $1 AND version = $2`,
			r.ID, r.Version, r.Name, r.Topic, r.Outcome, r.Text, r.SortKey)
		if err == nil && n == 0 {
			err = fault.New(fault.Conflict, meanwhile)
		}
		if err != nil {
			return err
		}
		r.Version++
		return tx.Note(policy.EditReplies, r.Ref(), nil)
	})
	return r, err
}

func (s *Service) addStandard(ctx context.Context, tx *audit.Tx, r *Standard) error {
	if err := policy.Check(ctx, tx, tx.Actor(), policy.AskEnquiry, ref.Ref{}); err != nil {
		return err
	}
	r.ID, r.Authority, r.Version = tx.NewID(), tx.Actor().Authority, 1
	if err := db.Insert(ctx, tx, "enquiry_reply", *r); err != nil {
		return err
	}
	return tx.Note(policy.EditReplies, r.Ref(), nil)
}

// DropStandard takes a standard reply away.
func (s *Service) DropStandard(ctx context.Context, actor policy.Actor, id string, version int64) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		r := Standard{ID: id}
		if err := policy.CheckRead(ctx, tx, actor, policy.EditReplies, r.Ref()); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `DELETE FROM enquiry_reply WHERE id = $1 AND version = $2`, id, version)
		if err == nil && n == 0 {
			err = fault.New(fault.Conflict, meanwhile)
		}
		if err != nil {
			return err
		}
		return tx.Note(policy.EditReplies, r.Ref(), nil)
	})
}
