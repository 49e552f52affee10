package accesslog

import (
	"context"
	"encoding/json"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Thing is a thing that is about a person, through the record that one authority has of that person. What the other
// authority does with the same thing is about its own record.
type Thing struct {
	ID        string `db:"id"`
	Person    string `db:"person_id"`    // the record
	Authority string `db:"authority_id"` // whose record it is
}

// About is what a room tells of one kind of thing about persons.
type About struct {
	Kind ref.Kind
	// Of gives the things of the kind that are about any of some records.
	Of func(ctx context.Context, q db.Reader, persons []string) ([]Thing, error)
	// To gives the records that some things of the kind are about at one authority: Of the other way round.
	To func(ctx context.Context, q db.Reader, authority string, things []string) ([]Thing, error)
	// Also are actions that count beside those that the table says only show: what opens, what discloses.
	Also []policy.Action
	// Only, when it is there, leaves out lines that tell nothing about a person, by what the trail says of them.
	Only func(Note) bool
}

// Note is what the trail says of a reading beside who, when and what: how it came to be allowed, in codes.
type Note struct {
	policy.By
	Ground string  `json:"ground"` // of law, on which the authority has or tells it
	Hidden bool    `json:"hidden"` // what is about the person was not shown
	Act    string  `json:"act"`    // what was done to the thing, when more than a reading
	About  ref.Ref `json:"about"`  // what it was read for
}

func noteOf(e audit.Entry) (n Note) {
	if json.Unmarshal([]byte(e.Change), &n) != nil {
		return Note{} // an older line says it in another form, or not
	}
	return n
}

// actions are those of a kind that count as readings: what the table says only shows, and what the room says besides.
func (a About) actions() (list []string) {
	for _, line := range policy.Matrix() {
		if line.Read && line.Over == a.Kind {
			list = append(list, string(line.Action))
		}
	}
	for _, also := range a.Also {
		list = append(list, string(also))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// counts tells whether a line is a reading.
func (a About) counts(l audit.Line) bool { return a.Only == nil || a.Only(noteOf(l.Entry)) }
