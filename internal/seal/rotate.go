package seal

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Add puts a new key into the ring and its file, without using it yet, and gives its id. With several nodes every
// node's ring must have it before Use makes it current on any of them.
func (k *Keys) Add(random io.Reader) (id string, err error) {
	err = k.turn(func(r *ring) (*ring, error) {
		next, err := r.with(source(random))
		if err != nil {
			return nil, err
		}
		id = next.keys[len(next.keys)-1].id
		return next, nil
	})
	return id, err
}

// Known refuses an id that no key of the ring has.
func (k *Keys) Known(id string) error {
	if k.ring.Load().find(id) == nil {
		return noSuchKey(id)
	}
	return nil
}

// Use makes a key of the ring current: it seals, digests and signs from now on.
func (k *Keys) Use(id string) error {
	return k.turn(func(r *ring) (*ring, error) {
		if r.find(id) == nil {
			return nil, noSuchKey(id)
		}
		return r.using(id), nil
	})
}

// Rotate adds a new key and makes it current, in one step: enough where one process has the database to itself or
// all nodes read the same file. Values sealed before stay readable, and are sealed anew by Reseal.
func (k *Keys) Rotate(random io.Reader) (id string, err error) {
	err = k.turn(func(r *ring) (*ring, error) {
		next, err := r.with(source(random))
		if err != nil {
			return nil, err
		}
		id = next.keys[len(next.keys)-1].id
		return next.using(id), nil
	})
	return id, err
}

// Retire takes a key out of the ring for good and keeps only the public half of its signature. Whoever calls it
// must have seen by Survey that no value is sealed with it any more.
func (k *Keys) Retire(id string) error {
	return k.turn(func(r *ring) (*ring, error) {
		switch {
		case r.find(id) == nil:
			return nil, noSuchKey(id)
		case r.current == id:
			return nil, fault.New(fault.Conflict, language.T(
				"Nyckeln %s är den gällande och kan inte tas bort. Byt till en annan först.",
				"Key %s is the current one and cannot be removed. Change to another one first.").With(id))
		}
		return r.without(id), nil
	})
}

// Refresh reads the key file again when it has changed since it was read last. A ring without a file stays as it is.
func (k *Keys) Refresh() error {
	if k.path == "" {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	info, err := os.Stat(k.path)
	if err != nil {
		return unreadable(k.path, err)
	}
	if stampOf(info) == k.stamp {
		return nil
	}
	return k.reread()
}

// reread takes the ring from the file. The caller holds mu.
func (k *Keys) reread() error {
	r, at, err := readRing(k.path)
	if err != nil {
		return err
	}
	k.ring.Store(r)
	k.stamp = at
	return nil
}

// turn changes the ring in its file and here. The file's folder is locked meanwhile and the file read anew, so that
// two who turn keys over at once do not lose each other's keys.
func (k *Keys) turn(change func(*ring) (*ring, error)) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.IsNone() {
		return errNoKey
	}
	if k.path == "" {
		next, err := change(k.ring.Load())
		if err == nil {
			k.ring.Store(next)
		}
		return err
	}
	return locking(filepath.Dir(k.path), func() error {
		if err := k.reread(); err != nil {
			return err
		}
		next, err := change(k.ring.Load())
		if err != nil {
			return err
		}
		if err := place(k.path, next.text(), os.Rename); err != nil {
			return err
		}
		return k.reread()
	})
}

// locking holds an exclusive lock on a folder while fn runs.
func locking(dir string, fn func() error) error {
	d, err := os.Open(dir)
	if err != nil {
		return unreadable(dir, err)
	}
	defer d.Close() // lets go of the lock as well
	if err := syscall.Flock(int(d.Fd()), syscall.LOCK_EX); err != nil {
		return errors.Join(errors.New("seal: the folder of the key file cannot be locked"), err)
	}
	return fn()
}

func noSuchKey(id string) error {
	return fault.New(fault.NotFound, language.T("Nyckeln %s finns inte i nyckelfilen.",
		"Key %s is not in the key file.").With(id))
}
