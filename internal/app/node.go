package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// node is a program that runs on the database, and the keys that it has.
type node struct {
	ID      string  `db:"id"`
	Name    string  `db:"name"`
	Current string  `db:"current_key"`
	Known   string  `db:"known_keys"`
	Seen    db.Time `db:"seen_at"`
}

// A node says which keys it has when that changes and at least each nodeSays; one that has been silent for nodeLasts does
// not run.
const (
	nodeSays  = 10 * time.Second
	nodeLasts = 30 * time.Second
)

// announce says which keys this node has for as long as it runs, and that it is gone when it ends.
func (a *App) announce(ctx context.Context) {
	self := node{ID: rand.Text(), Name: nodeName()}
	var said time.Time
	for {
		current, known := a.Keys.Current(), strings.Join(a.Keys.IDs(), " ")
		if now := time.Now(); current != self.Current || known != self.Known || now.Sub(said).Abs() >= nodeSays {
			self.Current, self.Known = current, known
			if a.say(ctx, self) == nil { // else its health tells, and it is said in a second
				said = now
			}
		}
		select {
		case <-ctx.Done():
			gone, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer cancel()
			_ = a.Trail.House(gone, func(tx *audit.HouseTx) error { // else it is silent
				_, err := tx.Exec(gone, "DELETE FROM app_node WHERE id = $1", self.ID)
				return err
			})
			return
		case <-time.After(keysRead):
		}
	}
}

func nodeName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	return fmt.Sprintf("%s (process %d)", host, os.Getpid())
}

func (a *App) say(ctx context.Context, n node) error {
	return a.Trail.House(ctx, func(tx *audit.HouseTx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM app_node WHERE id = $1 OR seen_at < $2", n.ID, db.At(tx.Now().Add(-24*time.Hour))); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "INSERT INTO app_node (id, name, current_key, known_keys, seen_at) VALUES ($1, $2, $3, $4, $5)", n.ID, n.Name, n.Current, n.Known, db.At(tx.Now()))
		return err
	})
}

// running are the nodes that have said within nodeLasts which keys they have.
func (a *App) running(ctx context.Context) ([]node, error) {
	return db.All[node](ctx, a.DB, "SELECT id, name, current_key, known_keys, seen_at FROM app_node WHERE seen_at > $1 ORDER BY name", db.At(a.DB.Now().Add(-nodeLasts)))
}

// KeyKnown refuses a key that a running node does not have: what is sealed with it could not be read there, and whoever
// is found by it would be entered a second time.
func (a *App) KeyKnown(ctx context.Context, id string) error {
	nodes, err := a.running(ctx)
	if err != nil {
		return err
	}
	for _, n := range nodes {
		if !slices.Contains(strings.Fields(n.Known), id) {
			return fault.New(fault.Conflict, language.T("Noden %s har inte nyckeln %s. Kopiera nyckelfilen dit, eller stoppa noden, och försök igen.",
				"The node %s does not have key %s. Copy the key file to it, or stop it, and try again.").With(n.Name, id))
		}
	}
	return nil
}

// KeyUnused refuses to let go of a key that a running node still seals with.
func (a *App) KeyUnused(ctx context.Context, id string) error {
	nodes, err := a.running(ctx)
	if err != nil {
		return err
	}
	for _, n := range nodes {
		if n.Current == id {
			return fault.New(fault.Conflict, language.T("Noden %s förseglar fortfarande med nyckeln %s. Kopiera nyckelfilen dit, eller stoppa noden, kör samsyn keys rotate och försök igen.",
				"The node %s still seals with key %s. Copy the key file to it, or stop it, run samsyn keys rotate and try again.").With(n.Name, id))
		}
	}
	return a.KeyKnown(ctx, a.Keys.Current())
}

// KeysFollowed waits until every running node has read what was written to the key file before: at first as long as one
// takes that reads the same file, and then as long as one that was killed counts as running. A node that has a file of its
// own and was not given the new one is named.
func (a *App) KeysFollowed(ctx context.Context) error {
	const wait = 3 * keysRead
	for waited := wait; ; waited += wait {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
		nodes, err := a.running(ctx)
		if err != nil {
			return err
		}
		behind := slices.IndexFunc(nodes, func(n node) bool {
			return n.Current != a.Keys.Current() || slices.ContainsFunc(a.Keys.IDs(), func(id string) bool { return !slices.Contains(strings.Fields(n.Known), id) })
		})
		switch {
		case behind < 0:
			return nil
		case waited > nodeLasts+nodeSays:
			return fault.New(fault.Conflict, language.T("Noden %s läser inte den här nyckelfilen. Vrid nycklarna i två steg: samsyn keys add, kopiera filen till alla noder, samsyn keys use.",
				"The node %s does not read this key file. Turn the keys in two steps: samsyn keys add, copy the file to all nodes, samsyn keys use.").With(nodes[behind].Name))
		}
	}
}
