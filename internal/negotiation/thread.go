package negotiation

import (
	"slices"

	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// Thread is what the parties say of one field. A field has one thread at a time that is not resolved.
type Thread struct {
	ID        string       `db:"id"`
	Draft     string       `db:"draft_id"`
	No        int64        `db:"no"` // the version that was commented on
	Field     clause.Field `db:"field"`
	State     ThreadState  `db:"state"`
	Authority string       `db:"authority_id"` // who opened it, and alone can resolve it
	OpenedAt  db.Time      `db:"opened_at"`
	Version   int64        `db:"version"`
	Comments  []Comment
}

// Comment is one contribution to a thread.
type Comment struct {
	ID        string  `db:"id"`
	Thread    string  `db:"thread_id"`
	Draft     string  `db:"draft_id"`
	Authority string  `db:"authority_id"`
	Account   string  `db:"account_id"`
	Body      string  `db:"body"`
	At        db.Time `db:"at"`
}

// ThreadState is where a thread stands.
type ThreadState string

// The states of a thread.
const (
	Open     ThreadState = "open"     // waits for the other parties
	Answered ThreadState = "answered" // in words, or by a changed field: waits for who opened it
	Resolved ThreadState = "resolved"
)

// Label is the state in a word.
func (s ThreadState) Label() language.Text {
	switch s {
	case Open:
		return language.T("öppen", "open")
	case Answered:
		return language.T("besvarad", "answered")
	case Resolved:
		return language.T("löst", "resolved")
	}
	return language.Same(string(s))
}

// live gives the thread on a field that is not resolved.
func live(all []Thread, f clause.Field) (Thread, bool) {
	i := slices.IndexFunc(all, func(t Thread) bool { return t.Field == f && t.State != Resolved })
	if i < 0 {
		return Thread{}, false
	}
	return all[i], true
}

// joined tells whether an authority has said something in the thread.
func (t Thread) joined(authority string) bool {
	return t.Authority == authority || slices.ContainsFunc(t.Comments, func(c Comment) bool { return c.Authority == authority })
}

// after is the thread's state when an authority has written in it: the opener asks on, anybody else answers.
func (t Thread) after(authority string) ThreadState {
	if t.Authority == authority {
		return Open
	}
	return Answered
}
