package agreement

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/language"
)

// known is what an import must know of the directory to judge a file.
type known struct {
	names      map[string][]string      // municipality code → the names it has or has had, also the official ones
	places     map[string]language.Text // municipality code → the name to show
	boards     map[string][]namedBoard  // municipality code → its boards of any time
	executives map[string]string        // municipality code → id of the board bound when none is named
}

type namedBoard struct{ id, name string }

type boardRow struct {
	ID        string `db:"id"`
	Code      string `db:"municipality_code"`
	Executive bool   `db:"executive"`
	Name      string `db:"name"`
}

func knownNow(ctx context.Context, q db.Reader) (known, error) {
	k := known{names: map[string][]string{}, places: map[string]language.Text{}, boards: map[string][]namedBoard{}, executives: map[string]string{}}
	places, err := db.All[nameRow](ctx, q, `SELECT code, name, official_name, valid_from, valid_to FROM directory_municipality_period ORDER BY code, no`)
	if err != nil {
		return k, err
	}
	day := today(q)
	for _, p := range places {
		if _, have := k.places[p.Code]; !have || p.On(day) {
			k.places[p.Code] = language.Same(p.Name)
		}
		k.names[p.Code] = append(k.names[p.Code], p.Name, p.Official)
	}
	boards, err := db.All[boardRow](ctx, q, `SELECT id, municipality_code, executive, name FROM directory_authority_period
		WHERE municipality_code IS NOT NULL ORDER BY id, no`)
	for _, b := range boards {
		k.boards[b.Code] = append(k.boards[b.Code], namedBoard{b.ID, b.Name})
		if b.Executive {
			k.executives[b.Code] = b.ID
		}
	}
	return k, err
}

// shown are the names to sort and show by.
func (k known) shown() map[string]string {
	out := make(map[string]string, len(k.places))
	for code, name := range k.places {
		out[code] = name.Sv
	}
	return out
}
