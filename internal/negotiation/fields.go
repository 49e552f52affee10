package negotiation

import (
	"strings"

	"samsyn/internal/clause"
)

// opening says which fields of the working document can be changed now, by whoever holds the pen.
type opening struct {
	all    bool // nothing has been put forward yet
	fields map[clause.Field]bool
}

// openFields computes what is open: everything before the first version; after it only what has a comment that is not
// resolved.
func openFields(d Draft, threads []Thread) opening {
	o := opening{all: d.Latest == 0 || d.Reason != "", fields: map[clause.Field]bool{}}
	for _, t := range threads {
		if t.State != Resolved {
			o.fields[t.Field] = true
		}
	}
	return o
}

// open tells whether a field can be changed. A deviation is open when it is commented on itself, or what it deviates from
// is: a clause's prose is never edited, so a comment on a clause is answered with a deviation. In the same way a local
// commitment can come into a clause that is commented on.
func (o opening) open(doc clause.Document, f clause.Field) bool {
	if o.all || o.fields[f] {
		return true
	}
	kind, id, _ := strings.Cut(string(f), ":")
	switch kind {
	case "deviation":
		for _, v := range doc.Deviations {
			if v.ID == id {
				return o.deviable(v.On)
			}
		}
	case "commitment":
		c, known := doc.Commitment(id)
		return isLocal(id) && known && o.fields[clause.ClauseField(c.Clause)]
	}
	return false
}

// deviable tells whether a deviation from a clause or a commitment can be added or changed.
func (o opening) deviable(on string) bool {
	return o.all || o.fields[clause.ClauseField(on)] || o.fields[clause.CommitmentField(on)]
}

// promisable tells whether a local commitment can come into a clause.
func (o opening) promisable(id string) bool { return o.all || o.fields[clause.ClauseField(id)] }

// isLocal tells a commitment that the parties have made themselves from one of the clause library.
func isLocal(id string) bool { return strings.HasPrefix(id, "L") }

// has tells whether a document has a field.
func has(doc clause.Document, f clause.Field) bool {
	kind, id, _ := strings.Cut(string(f), ":")
	switch kind {
	case "clause":
		_, no := doc.Clause(id)
		return no > 0
	case "variable":
		_, ok := doc.Variable(id)
		return ok
	case "commitment":
		_, ok := doc.Commitment(id)
		return ok
	case "deviation":
		for _, v := range doc.Deviations {
			if v.ID == id {
				return true
			}
		}
	}
	return false
}
