package negotiation

import (
	"context"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Document is a file attached to a draft.
type Document struct {
	ID        string  `db:"id"`
	Draft     string  `db:"draft_id"`
	File      string  `db:"file_id"`
	Authority string  `db:"authority_id"` // who attached it, and alone can take it away
	Account   string  `db:"account_id"`
	What      string  `db:"what"` // what it is, in a few words
	Size      int64   `db:"size"` // bytes
	At        db.Time `db:"at"`
}

// mostDocuments is how many documents a draft can have.
const mostDocuments = 30

const documentColumns = "id, draft_id, file_id, authority_id, account_id, what, size, at"

// Documents lists what is attached to a draft, the oldest first.
func Documents(ctx context.Context, q db.Reader, draft string) ([]Document, error) {
	return db.All[Document](ctx, q, `SELECT `+documentColumns+` FROM negotiation_file WHERE draft_id = $1 ORDER BY id`, draft)
}

// Attach keeps a checked file with the draft. It can be done as long as the draft is not being signed or over.
func (s *Service) Attach(ctx context.Context, actor policy.Actor, id, what string, c file.Checked) (doc Document, err error) {
	_, err = s.change(ctx, actor, policy.AttachToDraft, id, func(tx *audit.Tx, d *Draft) (any, error) {
		if err := d.mayWithdraw(); err != nil {
			return nil, err
		}
		if what == "" {
			return nil, fault.New(fault.Invalid, putRight, fault.Field("what", sayWhatItIs))
		}
		have, err := Documents(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if len(have) >= mostDocuments {
			return nil, fault.New(fault.Invalid, putRight, fault.Field(file.Field, tooMany.With(mostDocuments)))
		}
		f, err := file.Put(ctx, tx.Tx, s.Trail.Keys(), c)
		if err != nil {
			return nil, err
		}
		doc = Document{ID: tx.NewID(), Draft: id, File: f.ID, Authority: actor.Authority, Account: actor.ID, What: what, Size: f.Size, At: db.At(tx.Now())}
		if err := db.Insert(ctx, tx, "negotiation_file", doc); err != nil {
			return nil, err
		}
		return noted{File: f.ID}, update(ctx, tx, d)
	})
	return doc, err
}

// Detach takes a document away for good: the authority that attached it, until signing begins.
func (s *Service) Detach(ctx context.Context, actor policy.Actor, id, document string) error {
	_, err := s.change(ctx, actor, policy.AttachToDraft, id, func(tx *audit.Tx, d *Draft) (any, error) {
		if err := d.mayWithdraw(); err != nil {
			return nil, err
		}
		doc, err := documentOf(ctx, tx, id, document)
		if err != nil {
			return nil, err
		}
		if doc.Authority != actor.Authority {
			return nil, fault.New(fault.Conflict, ownDocument)
		}
		if _, err := tx.Exec(ctx, `DELETE FROM negotiation_file WHERE id = $1`, document); err != nil {
			return nil, err
		}
		if err := file.Delete(ctx, tx.Tx, doc.File); err != nil {
			return nil, err
		}
		return noted{File: doc.File, Back: true}, update(ctx, tx, d)
	})
	return err
}

// ReadDocument notes that the actor opens a document and gives it.
func (s *Service) ReadDocument(ctx context.Context, actor policy.Actor, id, document string) (doc Document, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		thing := Draft{ID: id}.Ref()
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadDraftDocument, thing); err != nil {
			return err
		}
		if doc, err = documentOf(ctx, tx, id, document); err != nil {
			return err
		}
		return tx.Note(policy.ReadDraftDocument, thing, noted{File: doc.File})
	})
	return doc, err
}

func documentOf(ctx context.Context, q db.Reader, draft, id string) (Document, error) {
	doc, err := db.One[Document](ctx, q, `SELECT `+documentColumns+` FROM negotiation_file WHERE id = $1 AND draft_id = $2`, id, draft)
	if errors.Is(err, db.ErrNone) {
		return doc, fault.NotFoundThing()
	}
	return doc, err
}

var (
	sayWhatItIs = language.T("Skriv vad dokumentet är.", "Write what the document is.")
	tooMany     = language.T("Ett utkast har högst %d dokument. Ta bort något först.", "A draft has at most %d documents. Take one away first.")
	ownDocument = language.T("Bara den part som bifogade dokumentet kan ta bort det.", "Only the party that attached the document can take it away.")
)
