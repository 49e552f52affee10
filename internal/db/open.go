package db

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Options are the seams of the program. The zero value is the real clock, real randomness and a real commit.
type Options struct {
	Now     func() time.Time                // the clock
	Rand    io.Reader                       // nonces, salts and ids
	Commit  func(commit func() error) error // wraps each durable commit, so that a test can make it fail
	Disk    string                          // what SQLite knows the layer under its files by, so that a test can put its own there; empty is the engine's own
	Log     func(text string, attrs ...any) // told of what recovers by itself; nil is silent
	Longest time.Duration                   // that an act waits for its turn to write on SQLite; 0 is 30 seconds
	Must    bool                            // the database must exist already
	Ran     func(text string)               // told of each statement, in an act or outside, so that a test can count and compare them; nil for nobody
	Waited  func()                          // told of each message of an act to PostgreSQL that it waits for, in the same way
	Frozen  bool                            // do not migrate: refuse when the schema is older than the program
}

type source struct {
	now  func() time.Time
	ids  *ids
	rand io.Reader
	ran  func(text string)

	waited func()
	form   shapes
	// answers reads what has been read; see answer.
	answers *sql.DB
	harm    damage
}

func newSource(o Options) *source {
	s := &source{now: o.Now, rand: o.Rand, ran: o.Ran, answers: sql.OpenDB(answers{})}
	if s.now == nil {
		s.now = time.Now
	}
	if s.rand == nil {
		s.rand = realRandom()
	}
	if s.waited = o.Waited; s.waited == nil {
		s.waited = func() {}
	}
	if s.ran == nil {
		s.ran = func(string) {}
	}
	s.ids = &ids{now: s.now, rand: s.rand}
	return s
}

// DB reads. It is safe for many goroutines.
type DB struct {
	pool    *sql.DB
	write   *sql.DB
	dialect Dialect
	source  *source
	dsn     string
	file    os.FileInfo // of SQLite, as it was opened
	changes changes
	hidden  *hidden
}

// readers is how many connections read beside the writing one: with more, throughput on SQLite was the same and the
// slowest answers several times slower.
const readers = 4

// Open opens a database, makes it if it does not exist, asserts its durability and migrates it forward. dsn is a
// path (SQLite) or a postgres:// URL. A failure is a fault that names the remedy.
func Open(ctx context.Context, dsn string, o Options) (*DB, *Writer, error) {
	if err := checkFile(dsn, o.Must); err != nil {
		return nil, nil, err
	}
	of := &hidden{}
	write, read, err := openPools(dsn, o.Disk, readers, of)
	if err != nil {
		return nil, nil, cannotOpen(err)
	}
	d := &DB{pool: read, write: write, dialect: dialectOf(dsn), source: newSource(o), dsn: dsn, hidden: of, changes: changes{sets: map[string]*tableSet{}}}
	if err := d.prepare(ctx, o); err != nil {
		return nil, nil, errors.Join(cannotOpen(err), d.Close())
	}
	return d, newWriter(d, o), nil
}

func (d *DB) prepare(ctx context.Context, o Options) error {
	if err := d.write.PingContext(ctx); err != nil {
		return err
	}
	if err := assertDurable(ctx, d.dialect, d.write); err != nil {
		return err
	}
	if unknown := d.Unknown(); unknown != "" && o.Log != nil {
		o.Log(unknown)
	}
	return errors.Join(migrate(ctx, d.dialect, d.write, o.Frozen), d.findPlace())
}

func cannotOpen(err error) error {
	if fault.KindOf(err) != fault.Internal {
		return err
	}
	return fault.Wrap(err, fault.Unavailable, language.T(
		"Databasen kan inte öppnas. Kontrollera värdet på --database, att filen eller servern går att nå och att disken har plats.",
		"The database cannot be opened. Check the value of --database, that the file or server can be reached and that the disk has room."))
}

// NoDatabase is that what was named is not there.
func NoDatabase(dsn string) error {
	return fault.New(fault.NotFound, language.T("Det finns ingen databas i %s. Kontrollera --database, eller skapa den med samsyn serve eller samsyn import.",
		"There is no database at %s. Check --database, or make it with samsyn serve or samsyn import.").With(dsn))
}

// checkFile refuses what is not a database before the engine does so in its own words.
func checkFile(dsn string, must bool) error {
	if dialectOf(dsn) == Postgres {
		return nil
	}
	f, err := os.Open(dsn)
	if errors.Is(err, os.ErrNotExist) {
		if must {
			return NoDatabase(dsn)
		}
		return makeOwn(dsn)
	}
	if err != nil {
		return cannotOpen(err)
	}
	defer f.Close()
	head := make([]byte, 16)
	n, err := io.ReadFull(f, head)
	if n == 0 && errors.Is(err, io.EOF) {
		return nil
	}
	if string(head[:n]) != "SQLite format 3\x00" {
		return fault.New(fault.Invalid, language.T("%s är inte en databas för Samsyn. Ange en annan sökväg med --database.",
			"%s is not a Samsyn database. Give another path with --database.").With(dsn))
	}
	return nil
}

// makeOwn makes the file of a new database for its owner alone; the engine makes its other files likewise.
func makeOwn(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return cannotOpen(err)
	}
	return f.Close()
}

// Close lets go of all connections.
func (d *DB) Close() error {
	if d.pool == d.write {
		return errors.Join(d.pool.Close(), d.source.answers.Close())
	}
	return errors.Join(d.pool.Close(), d.write.Close(), d.source.answers.Close())
}

// Dialect is the engine behind.
func (d *DB) Dialect() Dialect { return d.dialect }

// Shared tells whether other nodes write too, so that what this process knows of its own writing is not all.
func (d *DB) Shared() bool { return d.dialect == Postgres }

// Now is the clock's instant.
func (d *DB) Now() time.Time { return d.source.now().UTC().Truncate(time.Microsecond) }

// Rand is the source of nonces and salts.
func (d *DB) Rand() io.Reader { return d.source.rand }

// Address is what was given to Open; a URL may hold a password, so it is for opening again and never for showing.
func (d *DB) Address() string { return d.dsn }

func (d *DB) shapes() *shapes { return &d.source.form }

func (d *DB) asked(err error) error { return d.source.asked(err) }

func (d *DB) query(ctx context.Context, text string, args []any) (*sql.Rows, error) {
	if g := groupOf(ctx, d); g != nil {
		return g.tx.query(ctx, text, args)
	}
	d.source.ran(text)
	rows, err := d.pool.QueryContext(ctx, text, args...)
	return rows, d.asked(err)
}

// Read gives fn one unchanging view of the database, for a page or export that asks more than once.
func (d *DB) Read(ctx context.Context, fn func(q Reader) error) error {
	if g := groupOf(ctx, d); g != nil {
		return fn(g.view())
	}
	tx, err := d.pool.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: d.snapshot()})
	if err != nil {
		return d.asked(err)
	}
	err = fn(&view{Tx: Tx{conn: tx, dialect: d.dialect, now: d.Now(), source: d.source}})
	return errors.Join(err, tx.Rollback())
}

func (d *DB) snapshot() sql.IsolationLevel {
	if d.dialect == Postgres {
		return sql.LevelRepeatableRead
	}
	return sql.LevelDefault
}

// view is a snapshot: it can be read, and its statements end when the asker goes.
type view struct{ Tx }

func (v *view) query(ctx context.Context, text string, args []any) (*sql.Rows, error) {
	v.source.ran(text)
	return v.conn.QueryContext(ctx, text, args...)
}

// Accepts tells whether the engine takes a statement, without running it.
func (d *DB) Accepts(ctx context.Context, text string) error {
	s, err := d.write.PrepareContext(ctx, text)
	if err != nil {
		return err
	}
	return s.Close()
}
