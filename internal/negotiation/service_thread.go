package negotiation

import (
	"context"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// longComment is how long a comment may be, in characters.
const longComment = 4000

// Comment says something about one field: it opens the field's thread, or goes on with it. The field is then open for
// whoever takes the pen.
func (s *Service) Comment(ctx context.Context, actor policy.Actor, id string, f clause.Field, body string) (t Thread, err error) {
	_, err = s.change(ctx, actor, policy.CommentDraft, id, func(tx *audit.Tx, d *Draft) (any, error) {
		if err := d.mayComment(); err != nil {
			return nil, err
		}
		doc, err := s.commentable(ctx, tx, *d, f, body)
		if err != nil {
			return nil, err
		}
		threads, err := Threads(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		var known bool
		if t, known = live(threads, f); !known {
			t = Thread{ID: tx.NewID(), Draft: id, No: d.Latest, Field: f, State: Open, Authority: actor.Authority, OpenedAt: db.At(tx.Now()), Version: 1}
			err = insertThread(ctx, tx, t)
		} else {
			t.State = t.after(actor.Authority)
			err = setThread(ctx, tx, t, t.State)
		}
		if err != nil {
			return nil, err
		}
		c := Comment{ID: tx.NewID(), Thread: t.ID, Draft: id, Authority: actor.Authority, Account: actor.ID, Body: body, At: db.At(tx.Now())}
		if err := db.Insert(ctx, tx, "negotiation_comment", c); err != nil {
			return nil, err
		}
		t.Comments = append(t.Comments, c)
		if err := update(ctx, tx, d); err != nil {
			return nil, err
		}
		return noted{Field: string(f), Thread: t.ID, State: string(t.State)}, s.tell(ctx, tx, *d, toldComment.With(fieldWord(doc, f)), d.others(actor.Authority))
	})
	return t, err
}

// commentable checks what is commented on and what is said, and gives the version that it is said of.
func (s *Service) commentable(ctx context.Context, q db.Reader, d Draft, f clause.Field, body string) (clause.Document, error) {
	latest, err := TextAt(ctx, q, d.ID, d.Latest)
	if err != nil {
		return latest.Doc, err
	}
	switch n := len([]rune(body)); {
	case !has(latest.Doc, f):
		err = fault.NotFoundThing()
	case n == 0:
		err = fault.New(fault.Invalid, putRight, fault.Field("comment", writeSomething))
	case n > longComment:
		err = fault.New(fault.Invalid, putRight, fault.Field("comment", tooLong.With(longComment, n)))
	}
	return latest.Doc, err
}

// Resolve closes the thread on a field. Only the authority that opened it can, since only it knows whether it is content.
func (s *Service) Resolve(ctx context.Context, actor policy.Actor, id string, f clause.Field) error {
	_, err := s.change(ctx, actor, policy.CommentDraft, id, func(tx *audit.Tx, d *Draft) (any, error) {
		if err := d.mayComment(); err != nil {
			return nil, err
		}
		threads, err := Threads(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		t, known := live(threads, f)
		switch {
		case !known:
			return nil, fault.New(fault.Conflict, resolvedAlready)
		case t.Authority != actor.Authority:
			return nil, fault.New(fault.Conflict, openerResolves)
		}
		if err := setThread(ctx, tx, t, Resolved); err != nil {
			return nil, err
		}
		return noted{Field: string(f), Thread: t.ID, State: string(Resolved)}, update(ctx, tx, d)
	})
	return err
}

// fieldName is what a field is called when it is spoken of without its document.
func fieldName(f clause.Field) string {
	for _, kind := range []string{"clause:", "commitment:", "deviation:", "variable:"} {
		if rest, ok := strings.CutPrefix(string(f), kind); ok {
			if kind == "clause:" {
				return clause.On(rest)
			}
			return rest
		}
	}
	return string(f)
}

var (
	toldComment     = language.T("Ny kommentar på %s.", "New comment on %s.")
	writeSomething  = language.T("Skriv en kommentar.", "Write a comment.")
	tooLong         = language.T("Skriv högst %d tecken. Nu är det %d.", "Write at most %d characters. Now there are %d.")
	resolvedAlready = language.T("Kommentaren är redan löst.", "The comment is resolved already.")
	openerResolves  = language.T("Bara den part som kommenterade kan markera kommentaren som löst.", "Only the party that commented can mark the comment as resolved.")
)
