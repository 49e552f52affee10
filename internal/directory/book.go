package directory

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// Book remembers the directory as it is on a day, for the names and the choices of pages: it is read by every page and
// changes seldom. What this process changes is seen at once, what another node changes within a minute.
type Book struct {
	kept db.Kept[calendar.Date, *Edition]
}

// NewBook makes an empty book, which reads the directory when it is first opened.
func NewBook() *Book {
	return &Book{db.Kept[calendar.Date, *Edition]{Tables: []string{"directory_"}, Age: time.Minute, Most: 4}}
}

// Edition is the directory of a day. It is shared and must not be changed.
type Edition struct {
	Municipalities []Municipality       // those of the day, in Swedish order of name
	Places         map[string]string    // their names by code
	Authorities    map[string]Authority // by id; also those that have ended or not begun, as Authorities gives them
	Units          map[string]Unit      // likewise
	unitsOf        map[string][]Unit
	boardsOf       map[string][]Authority
}

// BoardsOf gives the authorities of a municipality that there are on the day, as Boards does.
func (e *Edition) BoardsOf(code string) []Authority { return e.boardsOf[code] }

// UnitsOf gives an authority's units of the day, in Swedish order of name.
func (e *Edition) UnitsOf(authority string) []Unit { return e.unitsOf[authority] }

// On gives the directory of a day.
func (b *Book) On(ctx context.Context, d *db.DB, day calendar.Date) (*Edition, error) {
	return b.kept.Get(d, day, func() (*Edition, error) { return edition(ctx, d, day) })
}

func edition(ctx context.Context, q db.Reader, day calendar.Date) (*Edition, error) {
	e := &Edition{Places: map[string]string{}, Authorities: map[string]Authority{}, Units: map[string]Unit{}, unitsOf: map[string][]Unit{}, boardsOf: map[string][]Authority{}}
	var err error
	if e.Municipalities, err = db.All[Municipality](ctx, q, `SELECT `+municipalityColumns+` FROM directory_municipality_period m WHERE `+holds("m", 1)+` ORDER BY m.sort_key, m.code`, day); err != nil {
		return nil, err
	}
	for _, m := range e.Municipalities {
		e.Places[m.Code] = m.Name
	}
	authorities, err := db.All[Authority](ctx, q, authoritySelect()+`ORDER BY a.id, a.no`, day)
	if err != nil {
		return nil, err
	}
	for _, a := range nearest(authorities, day, func(a Authority) (string, Validity) { return a.ID, a.Validity }) {
		e.Authorities[a.ID] = a
		if a.MunicipalityCode != "" && a.On(day) {
			e.boardsOf[a.MunicipalityCode] = append(e.boardsOf[a.MunicipalityCode], a)
		}
	}
	for _, list := range e.boardsOf {
		executiveFirst(list)
	}
	units, err := db.All[Unit](ctx, q, `SELECT `+unitColumns+` FROM directory_unit_period u ORDER BY u.id, u.no`)
	for _, u := range nearest(units, day, func(u Unit) (string, Validity) { return u.ID, u.Validity }) {
		e.Units[u.ID] = u
		if u.On(day) {
			e.unitsOf[u.Authority] = append(e.unitsOf[u.Authority], u)
		}
	}
	for _, list := range e.unitsOf {
		inOrder(list)
	}
	return e, err
}

// executiveFirst puts the authorities of a municipality in the Swedish order of their names, the executive board first.
func executiveFirst(list []Authority) {
	keys := map[string]string{}
	rank := map[bool]int{true: 0, false: 1}
	for _, a := range list {
		keys[a.ID] = language.SortKey(a.Name)
	}
	slices.SortFunc(list, func(a, b Authority) int {
		return cmp.Or(rank[a.Executive]-rank[b.Executive], strings.Compare(keys[a.ID], keys[b.ID]), strings.Compare(a.ID, b.ID))
	})
}

// inOrder puts units in the Swedish order of their names.
func inOrder(list []Unit) {
	keys := map[string]string{}
	for _, u := range list {
		keys[u.ID] = language.SortKey(u.Name)
	}
	slices.SortFunc(list, func(a, b Unit) int {
		return cmp.Or(strings.Compare(keys[a.ID], keys[b.ID]), strings.Compare(a.ID, b.ID))
	})
}
