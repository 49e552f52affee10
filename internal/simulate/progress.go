package simulate

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Options are what decides the invented Sweden, all of it.
type Options struct {
	Seed      uint64        `json:"seed"`
	Enquiries int64         `json:"enquiries"`
	Years     int           `json:"years"`
	From      calendar.Date `json:"from"`
	Counties  []string      `json:"counties,omitempty"` // codes; none is the whole country
	Numbers   []string      `json:"numbers"`            // test numbers of Skatteverket; none is the few that the program has
	Until     calendar.Date `json:"until,omitzero"`     // the day after the last; zero is Years after From
	AtOnce    int           `json:"-"`                  // moves in one durable commit; 0 is 2000. It decides nothing of what is made
}

// Check refuses a county that there is none of.
func (o Options) Check() error {
	all, err := directory.LoadReference()
	if err != nil {
		return err
	}
	for _, code := range o.Counties {
		if _, ok := all.County(code); !ok {
			return fault.New(fault.Invalid, language.T("Det finns inget län %s. Ange länens koder med två siffror, till exempel --county 20 för Dalarna.",
				"There is no county %s. Give the counties' codes with two digits, such as --county 20 for Dalarna.").With(code))
		}
	}
	return nil
}

// towns are the municipalities that there are.
func (o Options) towns(ctx context.Context, q db.Reader) ([]directory.Municipality, error) {
	all, err := directory.All(ctx, q, o.From)
	return slices.DeleteFunc(all, func(t directory.Municipality) bool { return !o.has(t.CountyCode) }), err
}

func (o Options) counties(ctx context.Context, q db.Reader) ([]directory.County, error) {
	all, err := directory.Counties(ctx, q)
	return slices.DeleteFunc(all, func(c directory.County) bool { return !o.has(c.Code) }), err
}

func (o Options) has(county string) bool {
	return len(o.Counties) == 0 || slices.Contains(o.Counties, county)
}

func (o Options) to() calendar.Date {
	if !o.Until.IsZero() {
		return o.Until
	}
	return o.From.AddYears(o.Years)
}

// key is the options as they are kept, to know them again.
func (o Options) key() (string, error) {
	b, err := json.Marshal(o)
	return string(b), err
}

type progressRow struct {
	ID        int64   `db:"id"`
	Arguments string  `db:"arguments"`
	Done      int64   `db:"done"`
	Last      db.Time `db:"last_at"`
	Finished  db.Time `db:"finished_at"`
}

// progressOf gives how far it has come; ok is false when nothing was begun.
func progressOf(ctx context.Context, q db.Reader) (row progressRow, ok bool, err error) {
	row, err = db.One[progressRow](ctx, q, "SELECT id, arguments, done, last_at, finished_at FROM simulate_progress WHERE id = 1")
	if errors.Is(err, db.ErrNone) {
		return row, false, nil
	}
	return row, err == nil, err
}

// begin writes that nothing is done yet, in an act of the house.
func begin(ctx context.Context, t *audit.Trail, o Options) error {
	key, err := o.key()
	if err != nil {
		return err
	}
	return t.House(ctx, func(tx *audit.HouseTx) error {
		_, err := tx.Exec(ctx, "INSERT INTO simulate_progress (id, arguments, done, last_at) VALUES (1, $1, 0, $2)", key, db.At(tx.Now()))
		return err
	})
}

// same refuses to go on with other arguments.
func (r progressRow) same(o Options) error {
	key, err := o.key()
	if err != nil || key == r.Arguments {
		return err
	}
	return fault.New(fault.Conflict, language.T("Databasen är gjord med andra argument: %s. Ange samma, eller en ny databas.",
		"The database was made with other arguments: %s. Give the same, or a new database.").With(short120(r.Arguments)))
}

func short120(s string) string {
	if len(s) > 120 {
		return s[:120] + "…"
	}
	return s
}

// keep writes how far a commit has brought it, within that commit.
func (s *Simulation) keep(ctx context.Context, done int64, finished bool) error {
	return s.app.Trail.House(ctx, func(tx *audit.HouseTx) error {
		now := db.At(tx.Now())
		end := db.Time{}
		if finished {
			end = now
		}
		if _, err := tx.Exec(ctx, "UPDATE simulate_progress SET done = $1, last_at = $2, finished_at = $3 WHERE id = 1", done, now, end); err != nil {
			return err
		}
		for _, no := range s.over {
			if _, err := tx.Exec(ctx, "DELETE FROM simulate_open WHERE no = $1", no); err != nil {
				return err
			}
		}
		for _, no := range s.fresh {
			q, live := s.stage.live[no]
			if !live {
				continue
			}
			if _, err := tx.Exec(ctx, "INSERT INTO simulate_open (no, enquiry_id) VALUES ($1, $2)", no, q.id); err != nil {
				return err
			}
		}
		return nil
	})
}

// resume reads the ids of the questions that more happens to.
func (s *Simulation) resume(ctx context.Context) error {
	s.ids = map[int64]string{}
	type open struct {
		No int64  `db:"no"`
		ID string `db:"enquiry_id"`
	}
	return db.Each(ctx, s.app.DB, func(o open) error { s.ids[o.No] = o.ID; return nil }, "SELECT no, enquiry_id FROM simulate_open")
}

// ended notes that a question is done with: nothing of it need be kept, if it was.
func (s *Simulation) ended(no int64) {
	delete(s.stage.live, no)
	if i := slices.Index(s.fresh, no); i >= 0 {
		s.fresh = slices.Delete(s.fresh, i, i+1)
		return
	}
	s.over = append(s.over, no)
}
