package enquiry

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/seal"
)

// Note is an internal note. It never leaves the authority.
type Note struct {
	ID      string
	Account string
	At      db.Time
	Text    string
	Named   []string // colleagues who were mentioned
}

type storedNote struct {
	ID        string  `db:"id"`
	Enquiry   string  `db:"enquiry_id"`
	Authority string  `db:"authority_id"`
	Account   string  `db:"account_id"`
	At        db.Time `db:"at"`
	Text      []byte  `db:"text"`
}

type mention struct {
	Note    string  `db:"note_id"`
	Account string  `db:"account_id"`
	SeenAt  db.Time `db:"seen_at"`
}

// Note writes an internal note and tells the colleagues whom it mentions that there is one. It changes nothing that the
// other side can see.
func (s *Service) Note(ctx context.Context, actor policy.Actor, id, text string, named []string) error {
	text = strings.TrimSpace(text)
	if text == "" {
		return fault.New(fault.Invalid, language.T("Skriv anteckningen.", "Write the note."), fault.Field("text", language.T("Skriv anteckningen.", "Write the note.")))
	}
	return s.act(ctx, actor, func(tx *audit.Tx) error {
		w, err := s.mine(ctx, tx, id, policy.NoteEnquiry)
		if err != nil {
			return err
		}
		row := storedNote{ID: tx.NewID(), Enquiry: id, Authority: actor.Authority, Account: actor.ID, At: db.At(tx.Now())}
		if row.Text, err = sealText(s.keys(), place("enquiry_note", "text", row.ID), text); err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "enquiry_note", row); err != nil {
			return err
		}
		if err := w.mention(row.ID, named); err != nil {
			return err
		}
		return tx.Note(policy.NoteEnquiry, w.e.Ref(), nil)
	})
}

// mine reads a question for an act that touches only what the own authority keeps for itself.
func (s *Service) mine(ctx context.Context, tx *audit.Tx, id string, act policy.Action) (*work, error) {
	return s.mayDo(ctx, tx, id, act)
}

func (w *work) mention(note string, named []string) error {
	named = slices.Clone(named)
	slices.Sort(named)
	for _, account := range slices.Compact(named) {
		if err := colleague(w.ctx, w.tx, w.me, account); err != nil {
			return err
		}
		if err := db.Insert(w.ctx, w.tx, "enquiry_mention", mention{Note: note, Account: account}); err != nil {
			return err
		}
		n := News{Kind: NewsMention, Enquiry: w.e, Authority: w.me.Authority, Accounts: []string{account},
			Text: language.T("En kollega har nämnt dig i en anteckning om en fråga.", "A colleague has mentioned you in a note about a question.")}
		if err := w.Service.tell(w.ctx, w.tx, n, w.me); err != nil {
			return err
		}
	}
	return nil
}

// notes gives an authority's own notes of a question, in order, each with whom it mentions.
func notes(ctx context.Context, q db.Reader, keys *seal.Keys, id, authority string) ([]Note, error) {
	rows, err := db.All[struct {
		storedNote
		Named string `db:"named"`
	}](ctx, q, `SELECT n.id, n.account_id, n.at, n.text, COALESCE(m.account_id, '') AS named FROM enquiry_note n LEFT JOIN enquiry_mention m ON m.note_id = n.id
		WHERE n.enquiry_id = $1 AND n.authority_id = $2 ORDER BY n.at, n.id, named`, id, authority)
	if err != nil {
		return nil, err
	}
	var list []Note
	for _, r := range rows {
		if n := len(list); n == 0 || list[n-1].ID != r.ID { // a row for each that is mentioned
			text, err := openText(keys, place("enquiry_note", "text", r.ID), r.Text)
			if err != nil {
				return nil, err
			}
			list = append(list, Note{ID: r.ID, Account: r.Account, At: r.At, Text: text})
		}
		if r.Named != "" {
			last := &list[len(list)-1]
			last.Named = append(last.Named, r.Named)
		}
	}
	return list, nil
}

// Mentions gives the notes of a question in which the actor was mentioned, for one who does not handle it, and notes that
// they were read and seen.
func (s *Service) Mentions(ctx context.Context, actor policy.Actor, id string) (list []Note, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		thing := Enquiry{ID: id}.Ref()
		by, err := policy.CheckReadBy(ctx, tx, actor, policy.ReadEnquiry, thing)
		if err != nil {
			return err
		}
		all, err := notes(ctx, tx, s.keys(), id, actor.Authority)
		if err != nil {
			return err
		}
		list = slices.DeleteFunc(all, func(n Note) bool { return !slices.Contains(n.Named, actor.ID) })
		for _, n := range list {
			if _, err := tx.Exec(ctx, `UPDATE enquiry_mention SET seen_at = $3 WHERE note_id = $1 AND account_id = $2 AND seen_at IS NULL`, n.ID, actor.ID, db.At(tx.Now())); err != nil {
				return err
			}
		}
		return tx.Note(policy.ReadEnquiry, thing, noted{By: by})
	})
	return list, err
}
