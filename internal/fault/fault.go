package fault

import (
	"errors"
	"fmt"
	"strings"

	"samsyn/internal/language"
)

// Kind is the class of a fault: it decides the status of an answer and whether trying again can help.
type Kind string

// The kinds of fault.
const (
	Invalid         Kind = "invalid"         // the input is wrong; Problems say where and what to do
	Unauthenticated Kind = "unauthenticated" // nobody is signed in
	Denied          Kind = "denied"          // signed in, may not, and is allowed to know that the thing exists
	NotFound        Kind = "not-found"       // does not exist, or may not be known to exist: never told apart
	Conflict        Kind = "conflict"        // somebody else was first, or the state does not allow it
	TooLarge        Kind = "too-large"       // more than what is taken in
	TooMany         Kind = "too-many"        // too many attempts; wait
	Unavailable     Kind = "unavailable"     // the service cannot write or read now; try again later
	Internal        Kind = "internal"        // our own fault
)

// Problem is one thing to put right in what was sent in.
type Problem struct {
	Field  string        `json:"field,omitempty"`  // name of the form field or JSON path
	Row    int           `json:"row,omitempty"`    // row in a file, the header being row 1; 0 when not of a row
	Column string        `json:"column,omitempty"` // column name in a file
	Text   language.Text `json:"text"`             // what is wrong and what to do about it
}

// Fault is an error for a person.
type Fault struct {
	Kind     Kind
	Text     language.Text // one sentence
	Problems []Problem
	cause    error
}

// New makes a fault of a kind with its sentence.
func New(k Kind, t language.Text, problems ...Problem) *Fault {
	return &Fault{Kind: k, Text: t, Problems: problems}
}

// Wrap makes a fault that keeps the error behind it for the log. The cause is never shown to a person.
func Wrap(cause error, k Kind, t language.Text) *Fault {
	return &Fault{Kind: k, Text: t, cause: cause}
}

// Field is a problem in a named field.
func Field(name string, t language.Text) Problem { return Problem{Field: name, Text: t} }

// Cell is a problem in a cell of a file. The header is row 1.
func Cell(row int, column string, t language.Text) Problem {
	return Problem{Row: row, Column: column, Text: t}
}

// With gives the same fault, its cause too, with other problems: those that a form names by fields of its own.
func (f *Fault) With(problems ...Problem) *Fault {
	return &Fault{Kind: f.Kind, Text: f.Text, Problems: problems, cause: f.cause}
}

// Error gives the Swedish sentence, the problems and the cause, for logs and commands.
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.Text.Sv)
	for _, p := range f.Problems {
		fmt.Fprintf(&b, "; %s", p)
	}
	if f.cause != nil {
		fmt.Fprintf(&b, ": %v", f.cause)
	}
	return b.String()
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.cause }

// In says the sentence in one language.
func (f *Fault) In(l language.Lang) string { return f.Text.In(l) }

// String says where and what in Swedish.
func (p Problem) String() string { return p.In(language.Swedish) }

// In says where and what in one language.
func (p Problem) In(l language.Lang) string {
	where := p.Field
	if p.Row > 0 {
		where = rowWord.With(p.Row).In(l)
		if p.Column != "" {
			where += ", " + columnWord.With(p.Column).In(l)
		}
	}
	if where == "" {
		return p.Text.In(l)
	}
	return where + ": " + p.Text.In(l)
}

var (
	rowWord    = language.T("rad %d", "row %d")
	columnWord = language.T("kolumn %s", "column %s")
)

// KindOf gives the kind of an error: Internal for anything that is not a Fault.
func KindOf(err error) Kind {
	var f *Fault
	if errors.As(err, &f) {
		return f.Kind
	}
	return Internal
}

// ProblemsOf gives the problems of an error: none for anything that is not a Fault.
func ProblemsOf(err error) []Problem {
	var f *Fault
	if errors.As(err, &f) {
		return f.Problems
	}
	return nil
}

// Is tells whether an error is a fault of the kind.
func Is(err error, k Kind) bool { return err != nil && KindOf(err) == k }

// NotFoundThing is the one answer to what does not exist and to what may not be known to exist.
func NotFoundThing() *Fault {
	return New(NotFound, language.T("Sidan eller uppgiften finns inte, eller så har du inte rätt att se den.",
		"The page or record does not exist, or you are not allowed to see it."))
}
