package template

import (
	"context"
	"fmt"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

const helpColumns = `h.id, h.authority_id, h.asked_by, h.asker, h.to_id, h.clause, h.phase, h.draft, h.subject, h.question, h.state,
	h.opened_at, h.due_on, h.answered_at, h.closed_at, h.version`

func getHelp(ctx context.Context, q db.Reader, id string) (Help, error) {
	found, err := db.All[Help](ctx, q, "SELECT "+helpColumns+" FROM template_help h WHERE h.id = $1", id)
	if err != nil {
		return Help{}, err
	}
	if len(found) == 0 {
		return Help{}, fault.NotFoundThing()
	}
	return found[0], nil
}

func linesOf(ctx context.Context, q db.Reader, id string) ([]Line, error) {
	return db.All[Line](ctx, q, "SELECT help_id, no, authority_id, account_id, name, text, written_at FROM template_help_line WHERE help_id = $1 ORDER BY no", id)
}

// HelpFilter is which requests a list shows.
type HelpFilter struct {
	State HelpState // empty for all
	To    string    // the body asked; empty for both
	Draft string    // the draft that it is about; empty for any
	After string    // id of the last one shown
	Limit int       // most rows; 0 means all
}

func (f HelpFilter) where(args *[]any) string {
	where := ""
	add := func(column, value string) {
		if value != "" {
			*args = append(*args, value)
			where += fmt.Sprintf(" AND h.%s = $%d", column, len(*args))
		}
	}
	add("state", string(f.State))
	add("to_id", f.To)
	add("draft", f.Draft)
	return where
}

// Helps gives the requests that the actor may see, the latest first.
func (s *Service) Helps(ctx context.Context, actor policy.Actor, f HelpFilter) ([]Help, error) {
	var args []any
	q := s.Trail.DB()
	text := "SELECT " + helpColumns + " FROM template_help h WHERE (" + policy.Where(q, actor, policy.ListHelp, "h", &args) + ")" + f.where(&args)
	if f.After != "" {
		args = append(args, f.After)
		text += fmt.Sprintf(" AND h.id < $%d", len(args))
	}
	text += " ORDER BY h.id DESC"
	if f.Limit > 0 {
		text += db.Limit(f.Limit)
	}
	return db.All[Help](ctx, q, text, args...)
}

// CountHelps counts the requests of a filter that the actor may see.
func (s *Service) CountHelps(ctx context.Context, actor policy.Actor, f HelpFilter) (int, error) {
	var args []any
	q := s.Trail.DB()
	return db.One[int](ctx, q, "SELECT count(*) FROM template_help h WHERE ("+policy.Where(q, actor, policy.ListHelp, "h", &args)+")"+f.where(&args), args...)
}

// updateHelp writes what may change of a request over the version it was read at.
func updateHelp(ctx context.Context, tx *audit.Tx, h Help) error {
	n, err := tx.Exec(ctx, `UPDATE template_help SET state = $3, due_on = $4, answered_at = $5, closed_at = $6, version = version + 1
		WHERE id = $1 AND version = $2`, h.ID, h.Version, h.State, h.Due, h.AnsweredAt, h.ClosedAt)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, helpChanged)
	}
	return err
}

// write puts a line after those that a request has.
func write(ctx context.Context, tx *audit.Tx, h Help, text string) error {
	no, err := db.One[int64](ctx, tx, "SELECT COALESCE(max(no), 0) + 1 FROM template_help_line WHERE help_id = $1", h.ID)
	if err != nil {
		return err
	}
	a := tx.Actor()
	return db.Insert(ctx, tx, "template_help_line", Line{Help: h.ID, No: no, Authority: a.Authority, Account: a.ID, Name: a.Name, Text: text, At: db.At(tx.Now())})
}

var helpChanged = language.T("Någon annan skrev i frågan samtidigt. Läs det som är nytt och försök igen.",
	"Somebody else wrote in the request at the same time. Read what is new and try again.")
