package agreement

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Tally is how many of an agreement's promises were kept, at risk and broken when they were last reckoned.
type Tally struct {
	Agreement string  `db:"agreement_id"`
	Kept      int64   `db:"kept"`
	AtRisk    int64   `db:"at_risk"`
	Broken    int64   `db:"broken"`
	Reckoned  db.Time `db:"reckoned"`
}

// IsZero tells whether none of its promises could be judged.
func (t Tally) IsZero() bool { return t.Kept+t.AtRisk+t.Broken == 0 }

// same tells whether two tallies say the same, whenever they were reckoned.
func (t Tally) same(o Tally) bool {
	return t.Kept == o.Kept && t.AtRisk == o.AtRisk && t.Broken == o.Broken
}

// Promised is how the promises of an agreement stand, to ask the register for.
type Promised string

// What the register can be asked for. An agreement can have promises of each.
const (
	SomeBroken Promised = "broken"
	SomeAtRisk Promised = "at-risk"
	AllKept    Promised = "kept"
)

func (p Promised) where(add func(string, ...any)) {
	const some = "EXISTS (SELECT 1 FROM agreement_tally s WHERE s.agreement_id = a.id AND "
	switch p {
	case SomeBroken:
		add(some + "s.broken > 0)")
	case SomeAtRisk:
		add(some + "s.at_risk > 0)")
	case AllKept:
		add(some + "s.kept > 0 AND s.broken = 0 AND s.at_risk = 0)")
	}
}

// Reckon keeps how the promises of an agreement stand, in an act under way. It tells whether that is news.
func Reckon(ctx context.Context, tx *audit.Tx, t Tally) (bool, error) {
	had, err := tallies(ctx, tx, t.Agreement)
	if err != nil {
		return false, err
	}
	if was, ok := had[t.Agreement]; ok && was.same(t) || !ok && t.IsZero() {
		return false, nil
	}
	_, err = tx.Exec(ctx, `INSERT INTO agreement_tally (agreement_id, kept, at_risk, broken, reckoned) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (agreement_id) DO UPDATE SET kept = excluded.kept, at_risk = excluded.at_risk, broken = excluded.broken, reckoned = excluded.reckoned`,
		t.Agreement, t.Kept, t.AtRisk, t.Broken, db.At(tx.Now()))
	return true, err
}

// tallies gives those of some agreements in one question, by agreement.
func tallies(ctx context.Context, q db.Reader, ids ...string) (map[string]Tally, error) {
	out := map[string]Tally{}
	if len(ids) == 0 {
		return out, nil
	}
	var args []any
	err := db.Each(ctx, q, func(t Tally) error { out[t.Agreement] = t; return nil },
		"SELECT agreement_id, kept, at_risk, broken, reckoned FROM agreement_tally WHERE agreement_id "+db.In(ids, &args), args...)
	return out, err
}

// TallyOf gives how the promises of an agreement stood when they were last reckoned, or none reckoned.
func TallyOf(ctx context.Context, q db.Reader, id string) (Tally, error) {
	all, err := tallies(ctx, q, id)
	return all[id], err
}

// Same tells whether two tallies say the same, whenever they were reckoned.
func (t Tally) Same(o Tally) bool { return t.same(o) }

// tallied are the columns of the register that say how promises stand: in words, and in the files as numbers too.
func tallied(r *web.Request) []web.Column[listed] {
	file := func(heading language.Text, value func(Tally) int64) web.Column[listed] {
		return web.Column[listed]{Heading: heading, FileOnly: true, Value: func(l listed) any {
			if l.tally.IsZero() {
				return nil
			}
			return value(l.tally)
		}}
	}
	return []web.Column[listed]{
		{Heading: sayPromises, Value: func(l listed) any { return l.tally.said() }, Cell: func(l listed) templ.Component { return l.tally.chips(r) }},
		file(sayTallyKept, func(t Tally) int64 { return t.Kept }), file(sayTallyAtRisk, func(t Tally) int64 { return t.AtRisk }),
		file(sayTallyBroken, func(t Tally) int64 { return t.Broken }),
	}
}

// part is how many promises stand in one way.
type part struct {
	level ui.Level
	words language.Text
}

// parts are those that there are, the gravest first.
func (t Tally) parts() (out []part) {
	add := func(n int64, level ui.Level, words language.Text) {
		if n > 0 {
			out = append(out, part{level, words.With(language.Number(n))})
		}
	}
	add(t.Broken, ui.Bad, language.T("%s hålls inte", "%s broken"))
	add(t.AtRisk, ui.Warn, language.T("%s i fara", "%s at risk"))
	add(t.Kept, ui.Good, language.T("%s hålls", "%s kept"))
	return out
}

func (t Tally) said() any {
	var all []language.Text
	for _, p := range t.parts() {
		all = append(all, p.words)
	}
	if len(all) == 0 {
		return nil
	}
	return language.List(all...)
}

func (t Tally) chips(r *web.Request) templ.Component {
	var all []templ.Component
	for _, p := range t.parts() {
		all = append(all, ui.StatusChip(ui.Status{Level: p.level, Words: r.Say(p.words)}))
	}
	if len(all) == 0 {
		return ui.Text("–")
	}
	return ui.Join(all...)
}
