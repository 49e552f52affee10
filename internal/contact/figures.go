package contact

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// Share is how many of those that counted were kept.
type Share struct{ Kept, Of int64 }

// fewest is from how many on a share is said in percent, and shown to the public: of fewer, one alone would decide.
const fewest = 5

// Percent is the share in whole percent; false when there are too few to say it.
func (s Share) Percent() (int64, bool) {
	if s.Of < fewest {
		return 0, false
	}
	return (s.Kept*100 + s.Of/2) / s.Of, true
}

// Figures is how reachable a path is: what was measured over a time, and what lies ahead.
type Figures struct {
	Path
	Reach
	Rota bool  // it has or has had a rota
	Gaps []Gap // of the rota, in the next four weeks; none when there is no rota
}

// FiguresOf measures paths over a time, in a fixed number of questions however many they are.
func FiguresOf(ctx context.Context, q db.Reader, paths []Path, on calendar.Period) ([]Figures, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	reach, err := reachOf(ctx, q, idsOf(paths), on)
	if err != nil {
		return nil, err
	}
	gaps, err := gapsOf(ctx, q, paths)
	if err != nil {
		return nil, err
	}
	out := make([]Figures, len(paths))
	for i, p := range paths {
		found, has := gaps[p.ID]
		out[i] = Figures{Path: p, Reach: reach[p.ID], Rota: has, Gaps: found}
	}
	return out, nil
}

// gapsOf gives the gaps of the next four weeks of those paths that have had a rota and are in force.
func gapsOf(ctx context.Context, q db.Reader, paths []Path) (map[string][]Gap, error) {
	from, to := q.Now(), rotaEnd(today(q))
	var args []any
	had, err := db.All[string](ctx, q, `SELECT DISTINCT path_id FROM contact_duty WHERE path_id `+db.In(idsOf(paths), &args), args...)
	if err != nil || len(had) == 0 {
		return nil, err
	}
	manned := slices.DeleteFunc(slices.Clone(paths), func(p Path) bool { return !slices.Contains(had, p.ID) || p.StateAt(from) == Inactive })
	rotas, err := readRotas(ctx, q, manned, from, to)
	out := map[string][]Gap{}
	for _, p := range manned {
		out[p.ID] = Gaps(p, rotas[p.ID].holes(p, later(from, p.From.Start()), p.lastInstant(to)))
	}
	return out, err
}

// lastInstant is until when a path is answered, at most until another instant.
func (p Path) lastInstant(to time.Time) time.Time {
	if p.To.IsZero() {
		return to
	}
	return earlier(to, p.To.End())
}

// readRotas reads who is to answer paths, who of them is away and who stands in, with three questions.
func readRotas(ctx context.Context, q db.Reader, paths []Path, from, to time.Time) (map[string]rota, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	args := []any{db.At(from), db.At(to)}
	shifts, err := db.All[Shift](ctx, q, `SELECT id, path_id, account_id, starts_at, ends_at FROM contact_duty WHERE ends_at > $1 AND starts_at < $2
		AND path_id `+db.In(idsOf(paths), &args)+` ORDER BY starts_at, id`, args...)
	if err != nil || len(shifts) == 0 {
		return nil, err
	}
	var accounts []string
	for _, s := range shifts {
		accounts = append(accounts, s.Account)
	}
	args = []any{db.At(from), db.At(to)}
	in := db.In(once(accounts), &args)
	absences, err := db.All[Absence](ctx, q, `SELECT `+absenceColumns+` FROM contact_absence WHERE ends_at > $1 AND starts_at < $2 AND account_id `+in, args...)
	if err != nil {
		return nil, err
	}
	covers, err := db.All[Cover](ctx, q, `SELECT authority_id, absent_id, substitute_id, starts_at, ends_at FROM contact_cover WHERE ends_at > $1 AND starts_at < $2 AND absent_id `+in, args...)
	out := map[string]rota{}
	for _, p := range paths {
		out[p.ID] = rota{
			shifts:   slices.DeleteFunc(slices.Clone(shifts), func(s Shift) bool { return s.Path != p.ID }),
			absences: slices.DeleteFunc(slices.Clone(absences), func(a Absence) bool { return a.Authority != p.Authority }),
			covers:   slices.DeleteFunc(slices.Clone(covers), func(c Cover) bool { return c.Authority != p.Authority }),
		}
	}
	return out, err
}

func idsOf(paths []Path) (ids []string) {
	for _, p := range paths {
		ids = append(ids, p.ID)
	}
	return ids
}
