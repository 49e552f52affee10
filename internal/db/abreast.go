package db

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"slices"
)

// Abreast runs parts of an act that do not hang on each other's answers. The first part runs until it asks something whose
// answer it waits for, then the next, and so on; then each goes on with its answer. On PostgreSQL what they ask goes in one
// message, in the order of the parts, so that the act waits as often as the part that asks the most. On SQLite the parts
// take turns in the same way, so that an act is the same on both, down to its ids.
func (tx *Tx) Abreast(parts ...func() error) error {
	if tx.part != nil || len(parts) == 1 {
		for _, do := range parts {
			if err := do(); err != nil {
				return err
			}
		}
		return nil
	}
	under := make([]*part, len(parts))
	for i, do := range parts {
		under[i] = newPart(do)
	}
	defer func(all []*part) {
		for _, p := range all {
			tx.end(p)
		}
	}(slices.Clone(under))
	for len(under) > 0 {
		var err error
		if under, err = tx.round(under); err != nil {
			return err
		}
		if err := tx.answer(under); err != nil {
			return err
		}
	}
	return nil
}

// part is a part of an act that asks abreast with others. It runs only while the act waits for it.
type part struct {
	resume func() (struct{}, bool)
	stop   func()
	pause  func(struct{}) bool
	asked  *statement // on PostgreSQL, what it waits for
	ended  bool       // it is to end, and asks no more
	err    error
}

// errEnded is the answer in a part of an act when another part has failed.
var errEnded = errors.New("db: another part of the act has failed")

func newPart(do func() error) *part {
	p := &part{}
	p.resume, p.stop = iter.Pull(func(yield func(struct{}) bool) {
		p.pause = yield
		p.err = do()
	})
	return p
}

// wait comes back when it is this part's turn again, its statement answered.
func (p *part) wait(s *statement) error {
	p.asked = s
	if p.ended || !p.pause(struct{}{}) {
		return errEnded
	}
	if s != nil {
		return s.err
	}
	return nil
}

func (p *part) query(c conn, text string, args []any) (*sql.Rows, error) {
	if t, waits := c.(*turn); waits {
		s := asking(text, args)
		if err := p.wait(s); err != nil {
			return nil, err
		}
		return s.into.asRows(t.answers)
	}
	if err := p.wait(nil); err != nil {
		return nil, err
	}
	return c.QueryContext(context.Background(), text, args...)
}

func (p *part) exec(c conn, text string, args []any) (int64, error) {
	if _, waits := c.(*turn); waits && len(args) > 0 {
		s := &statement{text: text, args: args}
		err := p.wait(s)
		return s.tag.RowsAffected(), err
	}
	if err := p.wait(nil); err != nil {
		return 0, err
	}
	r, err := c.ExecContext(context.Background(), text, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// run lets a part go on until it waits, and says whether it does.
func (tx *Tx) run(p *part) (more bool, err error) {
	tx.part = p
	defer func() { tx.part = nil }()
	if _, more = p.resume(); more {
		return true, nil
	}
	return false, p.err
}

// end ends a part wherever it is.
func (tx *Tx) end(p *part) {
	tx.part, p.ended = p, true
	defer func() { tx.part = nil }()
	p.stop()
}

// round lets each part go on, and gives those that wait.
func (tx *Tx) round(under []*part) (still []*part, err error) {
	for _, p := range under {
		more, err := tx.run(p)
		if err != nil {
			return nil, err
		}
		if more {
			still = append(still, p)
		}
	}
	return still, nil
}

// answer asks the server what the parts wait for. The part whose statement fails says what that means.
func (tx *Tx) answer(under []*part) error {
	t, waits := tx.conn.(*turn)
	if !waits {
		return nil
	}
	var asked []*statement
	for _, p := range under {
		if p.asked != nil {
			asked = append(asked, p.asked)
		}
	}
	if len(asked) == 0 {
		return nil
	}
	err := t.message(asked...)
	if err == nil {
		return nil
	}
	if i := slices.IndexFunc(under, func(p *part) bool { return p.asked != nil && p.asked.err != nil }); i >= 0 {
		if _, said := tx.run(under[i]); said != nil {
			return said
		}
	}
	return err
}
