package policy

import (
	"strings"

	"samsyn/internal/language"
)

// Cond is a condition said twice: in words and in SQL. The words are a clause in the second person that completes
// "du ser detta därför att …". The SQL is a predicate that both engines accept, in which
//
//	{t}          is the row of the thing,
//	{actor}      is the id of the acting person's account,
//	{authority}  is the id of the authority acted for,
//	{unit}       is the id of the unit acted for,
//	{now}        is the instant of the act, for TIMESTAMPTZ columns,
//	{today}      is its date in Stockholm, for DATE columns.
//
// What the actor does not have is NULL, so that nothing equals it. Tables in subqueries go by their full names, so
// that they cannot be taken for the row of the thing.
type Cond struct {
	Text language.Text
	SQL  string
}

// And holds when all of them hold.
func And(all ...Cond) Cond {
	return Cond{
		Text: join(all, language.T("%s, och %s", "%s, and %s")),
		SQL:  joinSQL(all, " AND "),
	}
}

// Or holds when at least one of them holds.
func Or(all ...Cond) Cond {
	c := Cond{Text: join(all, language.T("%s, eller %s", "%s, or %s")), SQL: joinSQL(all, " OR ")}
	if len(all) > 1 {
		c.Text = language.T("antingen %s", "either %s").With(c.Text)
	}
	return c
}

// Not holds when the condition does not. What is unknown stays unknown.
func Not(c Cond) Cond {
	return Cond{
		Text: language.T("det inte är så att %s", "it is not so that %s").With(c.Text),
		SQL:  "NOT (" + c.SQL + ")",
	}
}

// Saying is the same condition in better words.
func (c Cond) Saying(sv, en string) Cond { return Cond{Text: language.T(sv, en), SQL: c.SQL} }

func join(all []Cond, pair language.Text) language.Text {
	if len(all) == 0 {
		return language.Text{}
	}
	text := all[0].Text
	for _, c := range all[1:] {
		text = pair.With(text, c.Text)
	}
	return text
}

func joinSQL(all []Cond, word string) string {
	parts := make([]string, len(all))
	for i, c := range all {
		parts[i] = "(" + c.SQL + ")"
	}
	return strings.Join(parts, word)
}
