package apptest

import (
	"errors"
	"sync/atomic"
)

// failure is the seam around each durable commit.
type failure struct{ on atomic.Bool }

var errDisk = errors.New("the disk of the test is full")

func (f *failure) commit(commit func() error) error {
	if f.on.Load() {
		return errDisk
	}
	return commit()
}

// Break makes every commit fail until Mend is called, as when the disk is full.
func (h *Samsyn) Break() {
	h.Log.Expect("the disk of the test", `"status":503`)
	h.fail.on.Store(true)
}

// Mend lets commits through again.
func (h *Samsyn) Mend() { h.fail.on.Store(false) }
