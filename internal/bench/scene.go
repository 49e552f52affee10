package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// scene is a filled database with every way of entering an office in it.
type scene struct {
	d      *db.DB
	w      *db.Writer
	trail  *audit.Trail
	rooms  *directory.Service
	direct *sql.DB // beside the house, one commit for each act
	stop   func()
}

func newScene(ctx context.Context, dsn string) (*scene, error) {
	d, w, err := db.Open(ctx, dsn, db.Options{})
	if err != nil {
		return nil, err
	}
	keys, err := seal.New(nil)
	if err != nil {
		return nil, err
	}
	s := &scene{d: d, w: w, trail: audit.New(w, keys)}
	if err := directory.Seed(ctx, s.trail); err != nil {
		return nil, err
	}
	if s.rooms, err = directory.New(s.trail); err != nil {
		return nil, err
	}
	if s.direct, err = db.Direct(dsn); err != nil {
		return nil, err
	}
	if err := s.plainHead(ctx); err != nil {
		return nil, err
	}
	running, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { defer close(done); s.trail.Run(running) }()
	s.stop = func() { cancel(); <-done }
	return s, nil
}

// plainHead makes the tables of the way that locks one head in every act.
func (s *scene) plainHead(ctx context.Context) error {
	for _, text := range []string{
		"CREATE TABLE bench_head (id BIGINT PRIMARY KEY, size BIGINT NOT NULL, root TEXT NOT NULL)",
		"CREATE TABLE bench_entry (id TEXT PRIMARY KEY, at TIMESTAMPTZ NOT NULL, salt BYTEA NOT NULL)",
		"INSERT INTO bench_head (id, size, root) VALUES (1, 0, '')",
	} {
		if _, err := s.direct.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	return nil
}

func (s *scene) close() error {
	s.stop()
	s.w.Close()
	return errors.Join(s.direct.Close(), s.d.Close())
}

func (s *scene) ways() []way {
	ways := []way{
		{raw, s.raw},
		{bare, s.bare},
		{"with the trail", s.noted},
		{"the whole act: checks, rights, rows and trail", s.whole},
	}
	if s.d.Dialect() == db.Postgres {
		ways = append(ways, way{"alternative: a head row locked in each act", s.locked})
	}
	return ways
}

func office(client, n int) directory.Office {
	// Each client works in a municipality of its own, as caseworkers mostly do.
	codes := []string{"2085", "2080", "2081", "2082", "2083", "2084", "0114", "0115", "0117", "0120", "0123", "0125", "0126", "0127", "0128", "0136"}
	return directory.Office{Authority: directory.PES, MunicipalityCode: codes[client%len(codes)], Validity: directory.Validity{From: calendar.NewDate(2026, 3, 2)},
		OfficeDetails: directory.OfficeDetails{Name: fmt.Sprintf("Kontor %d-%d", client, n), Address: "Demogatan 1", Services: "Besök utan bokning", Hours: "vardagar 10–15"}}
}

type execer interface {
	ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error)
}

func newID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)
}

const (
	insertOffice  = "INSERT INTO directory_office (id, authority_id, municipality_code, version) VALUES ($1, $2, $3, 1)"
	insertVersion = "INSERT INTO directory_office_version (office_id, no, valid_from, name, address, services, hours, unit_id, sort_key) VALUES ($1, 1, $2, $3, $4, $5, $6, '', $7)"
)

func officeRows(ctx context.Context, tx execer, client, n int) (string, error) {
	o, id := office(client, n), newID()
	_, err := tx.ExecContext(ctx, insertOffice, id, o.Authority, o.MunicipalityCode)
	if err == nil {
		_, err = tx.ExecContext(ctx, insertVersion, id, o.From.String(), o.Name, o.Address, o.Services, o.Hours, o.Name)
	}
	return id, err
}

// raw writes the same rows of state in a transaction of its own beside the house.
func (s *scene) raw(ctx context.Context, client, n int) error {
	tx, err := s.direct.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := officeRows(ctx, tx, client, n); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

type through struct{ tx db.Execer }

// ExecContext lets the same statements run in an act of the house.
func (t through) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	_, err := t.tx.Exec(ctx, text, args...)
	return nil, err
}

// bare writes the same rows through the house's writer, without checks or trail.
func (s *scene) bare(ctx context.Context, client, n int) error {
	return s.w.DoRows(ctx, func(tx *db.Tx) error {
		_, err := officeRows(ctx, through{tx}, client, n)
		return err
	})
}

// noted is bare with a line in the trail.
func (s *scene) noted(ctx context.Context, client, n int) error {
	return s.trail.Do(ctx, policy.Process("bench"), func(tx *audit.Tx) error {
		id, err := officeRows(ctx, through{tx}, client, n)
		if err != nil {
			return err
		}
		return tx.Note(policy.AddOffice, ref.To(directory.OfficeKind, id), office(client, n))
	})
}

// whole is what a person's act does.
func (s *scene) whole(ctx context.Context, client, n int) error {
	_, err := s.rooms.AddOffice(ctx, policy.Process("bench"), office(client, n))
	return err
}

// locked is the way that was not chosen: each act locks the log's one head until it is durable.
func (s *scene) locked(ctx context.Context, client, n int) error {
	tx, err := s.direct.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	id, err := officeRows(ctx, tx, client, n)
	if err == nil {
		_, err = tx.ExecContext(ctx, "UPDATE bench_head SET size = size + 1, root = $1 WHERE id = 1", id)
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, "INSERT INTO bench_entry (id, at, salt) VALUES ($1, $2, $3)", id, db.At(time.Now()), []byte(id[:16]))
	}
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// acts measures what an act of few rows costs, and the ways in which several nodes could make one log longer.
func acts(ctx context.Context, s settings, title, dsn string) (err error) {
	sc, err := newScene(ctx, dsn)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sc.close()) }()
	return s.compare(ctx, title, "an act of two rows", 0, sc.ways())
}
