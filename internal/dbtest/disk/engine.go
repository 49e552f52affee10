package disk

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// engine is what SQLite is given: a file layer that is the engine's own but for what this package puts before it.
type engine struct {
	tls     *libc.TLS
	real    *sqlite3.Tsqlite3_vfs
	vfs     uintptr
	name    uintptr
	methods map[uintptr]uintptr // of open files, by the engine's own: it has others for files that nobody else opens

	// The functions as the engine calls them; it holds them by their address alone, so they are kept here.
	open     func(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32
	remove   func(tls *libc.TLS, vfs, name uintptr, syncDir int32) int32
	close    func(tls *libc.TLS, file uintptr) int32
	read     func(tls *libc.TLS, file, into uintptr, n int32, at int64) int32
	write    func(tls *libc.TLS, file, from uintptr, n int32, at int64) int32
	truncate func(tls *libc.TLS, file uintptr, size int64) int32
	sync     func(tls *libc.TLS, file uintptr, flags int32) int32
}

// hand is an open file.
type hand struct {
	*file
	real *sqlite3.Tsqlite3_io_methods
}

// at reads what stands at an address of the engine's.
func at[T any](p uintptr) *T { return *(**T)(unsafe.Pointer(&p)) }

// function is what the engine keeps under an address, and address is the reverse.
func function[F any](p uintptr) F { return *(*F)(unsafe.Pointer(&p)) }
func address[F any](f F) uintptr  { return *(*uintptr)(unsafe.Pointer(&f)) }

var errNoEngine = errors.New("disk: the engine has no file layer of its own")

func (d *Disk) register() (err error) {
	e := &d.engine
	e.tls = libc.NewTLS()
	own := sqlite3.Xsqlite3_vfs_find(e.tls, 0)
	if own == 0 {
		return errNoEngine
	}
	e.real = at[sqlite3.Tsqlite3_vfs](own)
	e.open, e.remove, e.close, e.read, e.write, e.truncate, e.sync = d.open, d.remove, d.close, d.read, d.write, d.truncate, d.sync
	d.Name = fmt.Sprintf("disk-%p", d)
	if e.name, err = libc.CString(d.Name); err != nil {
		return err
	}
	e.vfs = libc.Xmalloc(e.tls, libc.Tsize_t(unsafe.Sizeof(*e.real)))
	e.methods = map[uintptr]uintptr{}
	layer := at[sqlite3.Tsqlite3_vfs](e.vfs)
	*layer = *e.real
	layer.FpNext, layer.FzName, layer.FxOpen, layer.FxDelete = 0, e.name, address(e.open), address(e.remove)
	if code := sqlite3.Xsqlite3_vfs_register(e.tls, e.vfs, 0); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("disk: the engine does not take the layer: %d", code)
	}
	return nil
}

func (d *Disk) unregister() {
	e := &d.engine
	sqlite3.Xsqlite3_vfs_unregister(e.tls, e.vfs)
	for _, p := range append(slices.Collect(maps.Values(e.methods)), e.name, e.vfs) {
		libc.Xfree(e.tls, p)
	}
	e.tls.Close()
}

// kept are the kinds of files whose content a disk remembers; others pass by.
const kept = sqlite3.SQLITE_OPEN_MAIN_DB | sqlite3.SQLITE_OPEN_WAL | sqlite3.SQLITE_OPEN_MAIN_JOURNAL

func (d *Disk) open(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.dead {
		return sqlite3.SQLITE_CANTOPEN
	}
	path := libc.GoString(name)
	f := d.files[path]
	if name != 0 && flags&kept != 0 && f == nil {
		f = fileAt(path)
	}
	type opener = func(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32
	code := function[opener](d.engine.real.FxOpen)(tls, vfs, name, file, flags, out)
	if code != sqlite3.SQLITE_OK || f == nil {
		return code
	}
	d.files[path] = f
	d.hold(file, f)
	return code
}

// fileAt is a file as it is found: what is there when it is opened first counts as durable.
func fileAt(path string) *file {
	content, err := os.ReadFile(path)
	return &file{there: err == nil, durable: content, size: int64(len(content))}
}

// hold puts this package's functions in the place of an open file's own.
func (d *Disk) hold(file uintptr, f *file) {
	base := at[sqlite3.Tsqlite3_file](file)
	d.hands[file] = hand{f, at[sqlite3.Tsqlite3_io_methods](base.FpMethods)}
	base.FpMethods = d.engine.before(base.FpMethods)
}

// before is a table of the engine's functions with this package's in the place of some.
func (e *engine) before(real uintptr) uintptr {
	if made, ok := e.methods[real]; ok {
		return made
	}
	made := libc.Xmalloc(e.tls, libc.Tsize_t(unsafe.Sizeof(sqlite3.Tsqlite3_io_methods{})))
	ours := at[sqlite3.Tsqlite3_io_methods](made)
	*ours = *at[sqlite3.Tsqlite3_io_methods](real)
	ours.FxClose, ours.FxRead, ours.FxWrite, ours.FxTruncate, ours.FxSync = address(e.close), address(e.read), address(e.write), address(e.truncate), address(e.sync)
	e.methods[real] = made
	return made
}

func (d *Disk) remove(tls *libc.TLS, vfs, name uintptr, syncDir int32) int32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.dead {
		return sqlite3.SQLITE_IOERR_DELETE
	}
	delete(d.files, libc.GoString(name))
	return function[func(tls *libc.TLS, vfs, name uintptr, syncDir int32) int32](d.engine.real.FxDelete)(tls, vfs, name, syncDir)
}

func (d *Disk) close(tls *libc.TLS, file uintptr) int32 {
	d.mu.Lock()
	h := d.hands[file]
	delete(d.hands, file)
	d.mu.Unlock()
	return function[func(tls *libc.TLS, file uintptr) int32](h.real.FxClose)(tls, file)
}

func (d *Disk) read(tls *libc.TLS, file, into uintptr, n int32, at int64) int32 {
	if d.broken.Load() {
		return sqlite3.SQLITE_IOERR_READ
	}
	d.mu.Lock()
	h := d.hands[file]
	d.mu.Unlock()
	return function[func(tls *libc.TLS, file, into uintptr, n int32, at int64) int32](h.real.FxRead)(tls, file, into, n, at)
}

func (d *Disk) write(tls *libc.TLS, file, from uintptr, n int32, at int64) int32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	h := d.hands[file]
	switch {
	case d.dead:
		return sqlite3.SQLITE_IOERR_WRITE
	case !d.grow(h.file, at+int64(n)):
		return sqlite3.SQLITE_FULL
	}
	code := function[func(tls *libc.TLS, file, from uintptr, n int32, at int64) int32](h.real.FxWrite)(tls, file, from, n, at)
	if code == sqlite3.SQLITE_OK {
		h.pending = append(h.pending, change{at, append([]byte{}, bytesAt(from, n)...)})
	}
	return code
}

func bytesAt(p uintptr, n int32) []byte { return unsafe.Slice(at[byte](p), n) }

func (d *Disk) truncate(tls *libc.TLS, file uintptr, size int64) int32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.dead {
		return sqlite3.SQLITE_IOERR_TRUNCATE
	}
	h := d.hands[file]
	code := function[func(tls *libc.TLS, file uintptr, size int64) int32](h.real.FxTruncate)(tls, file, size)
	if code == sqlite3.SQLITE_OK {
		h.size = size
		h.pending = append(h.pending, change{at: size})
	}
	return code
}

// sync makes what is written durable as far as the test goes; the real disk is spared.
func (d *Disk) sync(_ *libc.TLS, file uintptr, _ int32) int32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.dead || d.unsync {
		return sqlite3.SQLITE_IOERR_FSYNC
	}
	d.hands[file].keep()
	return sqlite3.SQLITE_OK
}
