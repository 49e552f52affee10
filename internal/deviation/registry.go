package deviation

import (
	"context"
	"errors"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/ref"
)

// FileKind is an authority's own file of a deviation: its number, and how long it is kept. Whoever reported has one, and
// whoever was asked; what one of them destroys leaves the other's whole.
const FileKind ref.Kind = "deviation-file"

// fileMark stands between deviation and authority in the id of a file.
const fileMark = "/"

// FileRef names an authority's file of a deviation.
func FileRef(deviation, authority string) ref.Ref {
	return ref.To(FileKind, deviation+fileMark+authority)
}

// RegisterJob is the kind of job that gives numbers.
const RegisterJob = "deviation.register"

// registerMost is how many files get their numbers in one act.
const registerMost = 100

// folder is an authority's file of a deviation.
type folder struct {
	Deviation string  `db:"deviation_id"`
	Authority string  `db:"authority_id"`
	Box       Box     `db:"box"`
	Last      db.Time `db:"order_at"` // of what is over: when the last thing happened to it
	Registry  string  `db:"registry"` // empty until it is registered, and once it is destroyed
	Erased    db.Time `db:"erased_at"`
}

// ref names the file.
func (f folder) ref() ref.Ref { return FileRef(f.Deviation, f.Authority) }

const folderColumns = "s.deviation_id, s.authority_id, s.box, s.order_at, s.registry, s.erased_at"

// foldersOf gives both sides' files of a deviation.
func foldersOf(ctx context.Context, q db.Reader, deviation string) ([]folder, error) {
	return db.All[folder](ctx, q, "SELECT "+folderColumns+" FROM deviation_side s WHERE s.deviation_id = $1 AND s.side <> 'group' ORDER BY s.authority_id", deviation)
}

// folderOf gives one side's file by its id.
func folderOf(ctx context.Context, q db.Reader, id string) (folder, error) {
	deviation, authority, _ := strings.Cut(id, fileMark)
	f, err := db.One[folder](ctx, q, "SELECT "+folderColumns+" FROM deviation_side s WHERE s.deviation_id = $1 AND s.authority_id = $2 AND s.side <> 'group'", deviation, authority)
	if errors.Is(err, db.ErrNone) {
		err = fault.NotFoundThing()
	}
	return f, err
}

// destroyed tells whether any of the files is no more.
func destroyed(files []folder) bool {
	return slices.ContainsFunc(files, func(f folder) bool { return !f.Erased.IsZero() })
}

// Register gives each side its registry number of the deviations that lack one, those reported first before others, in
// acts of some tens: the counter of an authority would else hold up everybody who reports. Numbers follow OSL 5:1: what has
// come in or been sent is registered without delay.
func (s *Service) Register(ctx context.Context) (total int, err error) {
	for {
		waiting, err := unregistered(ctx, s.Trail.DB())
		if err != nil || len(waiting) == 0 {
			return total, err
		}
		n := 0
		err = s.Trail.Do(ctx, policy.Process("samsyn register"), func(tx *audit.Tx) (err error) {
			n, err = registerSome(ctx, tx)
			return err
		})
		if errors.Is(err, errNothing) {
			return total, nil
		}
		if err != nil {
			return total, err
		}
		total += n
	}
}

func unregistered(ctx context.Context, q db.Reader) ([]folder, error) {
	return db.All[folder](ctx, q, "SELECT "+folderColumns+` FROM deviation_side s JOIN deviation d ON d.id = s.deviation_id
		WHERE s.registry = '' AND s.side <> 'group' AND s.erased_at IS NULL ORDER BY d.reported_at, s.deviation_id, s.authority_id`+db.Limit(registerMost))
}

func registerSome(ctx context.Context, tx *audit.Tx) (int, error) {
	list, err := unregistered(ctx, tx)
	if err == nil && len(list) == 0 {
		err = errNothing
	}
	if err != nil {
		return 0, err
	}
	for _, f := range list {
		number, err := record.Assign(ctx, tx, f.Authority, record.MainSeries, f.ref())
		if err != nil {
			return 0, err
		}
		if err := f.registered(ctx, tx, number); err != nil {
			return 0, err
		}
	}
	return len(list), nil
}

// registered writes an authority's number on its side of the deviation.
func (f folder) registered(ctx context.Context, tx *audit.Tx, number string) error {
	if _, err := tx.Exec(ctx, "UPDATE deviation_side SET registry = $3 WHERE deviation_id = $1 AND authority_id = $2", f.Deviation, f.Authority, number); err != nil {
		return err
	}
	return tx.Note(policy.RegisterDeviation, f.ref(), map[string]string{"number": number})
}

// Number registers a deviation under the number that it has in the actor's authority's own diary, in the place of the one
// that it has here.
func (s *Service) Number(ctx context.Context, actor policy.Actor, id, number string) error {
	number = record.Tidy(number)
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		thing := Deviation{ID: id}.Ref()
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadDeviation, thing); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.RegisterDeviation, thing); err != nil {
			return err
		}
		f, err := folderOf(ctx, tx, FileRef(id, actor.Authority).ID)
		if fault.Is(err, fault.NotFound) { // who reads along in the steering group has no file of it
			return fault.New(fault.Denied, noFile)
		}
		if err != nil {
			return err
		}
		if identity.Mentioned(number, calendar.DateOf(tx.Now())) {
			return problem(fieldRegistry, noNumber)
		}
		if err := record.Register(ctx, tx, actor.Authority, number, fieldRegistry, f.ref()); err != nil {
			return err
		}
		return f.registered(ctx, tx, number)
	})
}

// numbered gives the deviation that bears a number in an authority; no such number is none.
func numbered(ctx context.Context, q db.Reader, authority, number string) (string, error) {
	thing, found, err := record.Find(ctx, q, authority, number)
	if err != nil || !found || thing.Kind != FileKind {
		return "", err
	}
	id, _, _ := strings.Cut(thing.ID, fileMark)
	return id, nil
}
