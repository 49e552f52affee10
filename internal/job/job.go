package job

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"samsyn/internal/db"
)

// New is a job to be done.
type New struct {
	Kind  string
	Key   string    // at most one job of a kind has a key; a second is not written. Empty: any number
	Args  any       // JSON-able, without personal data: it stands in clear
	RunAt time.Time // not before; zero is at once
	Most  int       // tries in all; zero is DefaultTries
}

// DefaultTries spreads over about a day and a half.
const DefaultTries = 14

// Job is one job as its handler sees it.
type Job struct {
	ID        string  `db:"id"`
	Kind      string  `db:"kind"`
	Args      string  `db:"args"`
	Attempt   int64   `db:"attempt"` // 1 at the first try
	Most      int64   `db:"most"`
	CreatedAt db.Time `db:"created_at"`
	queue     *Queue
}

// Read reads the arguments.
func (j Job) Read(into any) error {
	if err := json.Unmarshal([]byte(j.Args), into); err != nil {
		return fmt.Errorf("job %s of kind %s: %w", j.ID, j.Kind, err)
	}
	return nil
}

// execer is an act, noted or of the house, that ids can be had from.
type execer interface {
	db.Execer
	NewID() string
}

// Enqueue writes a job in the act that wants it done. It gives the job's id, or "" when one with the key is there.
func Enqueue(ctx context.Context, tx execer, n New) (string, error) {
	args, err := json.Marshal(n.Args)
	if err != nil {
		return "", fmt.Errorf("job of kind %s: %w", n.Kind, err)
	}
	runAt, most := n.RunAt, n.Most
	if runAt.IsZero() {
		runAt = tx.Now()
	}
	if most == 0 {
		most = DefaultTries
	}
	var key *string
	if n.Key != "" {
		key = &n.Key
	}
	id := tx.NewID()
	written, err := tx.Exec(ctx, `INSERT INTO job (id, kind, unique_key, args, created_at, run_at, leased_until, attempt, most, last_error, progress, total, result)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, '', 0, 0, '') ON CONFLICT (kind, unique_key) DO NOTHING`,
		id, n.Kind, key, string(args), db.At(tx.Now()), db.At(runAt), db.At(time.Unix(0, 0)), most)
	if err != nil || written == 0 {
		return "", err
	}
	return id, nil
}
