package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Thing is a kind of thing that actions are done to: where its rows stand, what each reach means for it, and what is
// always forbidden.
type Thing struct {
	Kind  ref.Kind
	Name  language.Text  // "en överenskommelse"
	Table string         // table or view with one row for each thing
	Key   string         // column of the id; empty means "id"
	Means map[Reach]Cond // All means the same for every kind and is left out
	Never []Cond         // prohibitions: they override every permit of every action on the kind
}

func (t Thing) key() string {
	if t.Key == "" {
		return "id"
	}
	return t.Key
}

// Rule is one line of the table.
type Rule struct {
	Action Action
	Says   language.Text // what is done, in the infinitive: "läsa in överenskommelser"
	Over   ref.Kind      // kind of thing that it is done to; empty when it is done to nothing in particular
	Who    Who
	Never  []Cond // prohibitions of this action, beside those of the thing
	Read   bool   // it only shows; "may not" then reads as "not found"
	Reason bool   // the acting person must give a reason in writing (nödöppning)
	Law    string // provisions behind it, if any: "OSL 26:1, 12:2"
}

// Chapter is the rules of one subject, in the order in which they are read.
type Chapter struct {
	Title language.Text
	Rules []Rule
}
