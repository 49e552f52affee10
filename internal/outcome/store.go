package outcome

import (
	"context"
	"encoding/json"
	"errors"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/seal"
)

// Sealed lists the columns of this room that hold sealed values.
func Sealed() []seal.Column {
	return []seal.Column{{Table: "outcome_answer", Column: "content", RowID: "id"}}
}

func place(id string) seal.Place {
	return seal.Place{Table: "outcome_answer", Column: "content", Row: id}
}

const columns = "o.id, o.matter_id, o.authority_id, o.person_id, o.municipality_code, o.part, o.point, o.spell, o.due_on, o.state, o.told_on, o.noted_at, o.answers, o.counted, o.version"

func byID(ctx context.Context, q db.Reader, id string) (Outcome, error) {
	return found(db.One[Outcome](ctx, q, `SELECT `+columns+` FROM outcome o WHERE o.id = $1`, id))
}

// held reads a follow-up and holds it until the act ends.
func held(ctx context.Context, tx *audit.Tx, id string) (Outcome, error) {
	return found(db.One[Outcome](ctx, tx, `SELECT `+columns+` FROM outcome o WHERE o.id = $1`+tx.Dialect().ForChange(), id))
}

func found(o Outcome, err error) (Outcome, error) {
	if errors.Is(err, db.ErrNone) {
		err = fault.NotFoundThing()
	}
	return o, err
}

// ofMatter gives the follow-ups of a matter in order; of one authority when it is given.
func ofMatter(ctx context.Context, q db.Reader, matter, authority string) ([]Outcome, error) {
	return db.All[Outcome](ctx, q, `SELECT `+columns+` FROM outcome o WHERE o.matter_id = $1 AND ($2 = '' OR o.authority_id = $2) ORDER BY o.spell, o.due_on, o.id`, matter, authority)
}

func update(ctx context.Context, tx *audit.Tx, o *Outcome) error {
	o.Version++
	return tx.Later(ctx, `UPDATE outcome SET state = $2, told_on = $3, noted_at = $4, answers = $5, counted = $6, version = $7 WHERE id = $1`,
		o.ID, o.State, o.ToldOn, o.NotedAt, o.Answers, o.Counted, o.Version)
}

type answerRow struct {
	ID      string  `db:"id"`
	Outcome string  `db:"outcome_id"`
	No      int64   `db:"no"`
	At      db.Time `db:"at"`
	Account string  `db:"account_id"` // empty: the person
	Content []byte  `db:"content"`
}

// Said is an answer with who gave it and when.
type Said struct {
	Answer
	No      int64
	At      db.Time
	Account string // empty: the person
	Gone    bool   // destroyed with the file
}

// answers gives what was said, in order: the last holds.
func answers(ctx context.Context, q db.Reader, keys *seal.Keys, id string) (out []Said, err error) {
	rows, err := db.All[answerRow](ctx, q, `SELECT id, outcome_id, no, at, account_id, content FROM outcome_answer WHERE outcome_id = $1 ORDER BY no`, id)
	for _, r := range rows {
		s := Said{No: r.No, At: r.At, Account: r.Account, Gone: len(r.Content) == 0}
		if !s.Gone {
			plain, err := keys.Open(place(r.ID), r.Content)
			if err != nil {
				return nil, err
			}
			if err := json.Unmarshal(plain, &s.Answer); err != nil {
				return nil, err
			}
		}
		out = append(out, s)
	}
	return out, err
}

func writeAnswer(ctx context.Context, tx *audit.Tx, keys *seal.Keys, o Outcome, a Answer) error {
	plain, err := json.Marshal(a)
	if err != nil {
		return err
	}
	r := answerRow{ID: tx.NewID(), Outcome: o.ID, No: o.Answers, At: db.At(tx.Now()), Account: tx.Actor().ID}
	if a.Source == OnMyPages {
		r.Account = ""
	}
	if r.Content, err = keys.Seal(place(r.ID), plain); err != nil {
		return err
	}
	return db.InsertLater(ctx, tx, "outcome_answer", r)
}
