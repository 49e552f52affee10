package disk

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
)

// Disk is one disk. Its files are where the engine was told to put them.
type Disk struct {
	Name string // what db.Options.Disk calls it

	engine engine
	broken atomic.Bool // reading fails

	mu     sync.Mutex
	files  map[string]*file // by path
	hands  map[uintptr]hand // by the engine's own name of an open file
	dead   bool
	unsync bool  // syncing fails
	room   int64 // bytes that files may still grow by; negative is without end
	left   map[string][]byte
}

// file is what a disk holds of one file.
type file struct {
	there   bool // its name is synced
	folder  bool
	durable []byte
	size    int64 // as the engine sees it
	pending []change
}

// change is a write that is not synced, or a cut to a size when it holds no data.
type change struct {
	at   int64
	data []byte
}

// New makes a disk that works, for as long as the test runs.
func New(t testing.TB) *Disk {
	t.Helper()
	d := &Disk{files: map[string]*file{}, hands: map[uintptr]hand{}, room: -1}
	if err := d.register(); err != nil {
		t.Fatalf("a disk for the test: %v", err)
	}
	t.Cleanup(d.unregister)
	return d
}

// Fill lets files grow by so many bytes more and no further, as on a full disk. What a file has already can be written over.
func (d *Disk) Fill(room int64) { d.set(func() { d.room = room }) }

// Clear makes room without end.
func (d *Disk) Clear() { d.set(func() { d.room = -1 }) }

// FailSync makes every sync fail, until it is told otherwise.
func (d *Disk) FailSync(on bool) { d.set(func() { d.unsync = on }) }

// FailRead makes every reading of a file fail, until it is told otherwise.
func (d *Disk) FailRead(on bool) { d.broken.Store(on) }

func (d *Disk) set(fn func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	fn()
}

// Cut takes the power: whatever the engine asks for afterwards fails.
func (d *Disk) Cut(chance *rand.Rand) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dead, d.left = true, map[string][]byte{}
	for path, f := range d.files {
		if content, there := f.after(chance); there {
			d.left[filepath.Base(path)] = content
		}
	}
}

// After writes the files as they were left by the cut into a folder of the test's, and gives the path of the database.
func (d *Disk) After(t testing.TB) (path string) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range d.left {
		at := filepath.Join(dir, name)
		if err := os.WriteFile(at, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(at) == ".db" {
			path = at
		}
	}
	return path
}

// grow is whether there is room for a file to be so long, and takes that room.
func (d *Disk) grow(f *file, size int64) bool {
	if size <= f.size {
		return true
	}
	if d.room >= 0 {
		if size-f.size > d.room {
			return false
		}
		d.room -= size - f.size
	}
	f.size = size
	return true
}

// keep makes what is written durable.
func (f *file) keep() {
	for _, c := range f.pending {
		f.durable = c.on(f.durable)
	}
	f.there, f.pending = true, nil
}

// sector is what a disk writes whole or not at all.
const sector = 512

// after is what is found of a file when the power is back.
func (f *file) after(chance *rand.Rand) (content []byte, there bool) {
	content, there = append([]byte(nil), f.durable...), f.there
	for _, c := range f.pending {
		switch fate := chance.IntN(3); {
		case fate == 0: // lost
		case fate == 1 || len(c.data) <= sector:
			content, there = c.on(content), true
		default:
			for at := 0; at < len(c.data); at += sector {
				if part := c.data[at:min(at+sector, len(c.data))]; chance.IntN(2) == 0 {
					content, there = change{c.at + int64(at), part}.on(content), true
				}
			}
		}
	}
	return content, there
}

// on applies a change to a file's content.
func (c change) on(content []byte) []byte {
	if c.data == nil {
		return content[:min(c.at, int64(len(content)))]
	}
	if end := c.at + int64(len(c.data)); end > int64(len(content)) {
		content = append(content, make([]byte, end-int64(len(content)))...)
	}
	copy(content[c.at:], c.data)
	return content
}
