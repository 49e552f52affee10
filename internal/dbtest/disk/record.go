package disk

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// What the layer writes down; the enum in under/disk.c.
const (
	opened = 1 + iota
	wrote
	cut
	grew
	synced
	renamed
	removed
	folder
	linked
)

// happened is one thing that the layer wrote down; struct head in under/disk.c.
type happened struct {
	kind int
	file uint64 // the operating system's number of the file
	at   int64
	path string
	to   string // the second path of renamed and linked
	data []byte
}

const headSize = 32 // bytes

// next reads what happened next. What the power took in the middle of being written down did not happen.
func next(r io.Reader) (h happened, err error) {
	head := make([]byte, headSize)
	if _, err := io.ReadFull(r, head); err != nil {
		return h, err
	}
	h = happened{kind: int(order.Uint32(head)), file: order.Uint64(head[8:]), at: int64(order.Uint64(head[16:]))}
	paths := make([]byte, order.Uint32(head[4:]))
	h.data = make([]byte, order.Uint64(head[24:]))
	if _, err := io.ReadFull(r, paths); err != nil {
		return h, err
	}
	h.path, h.to, _ = strings.Cut(string(paths), "\x00")
	_, err = io.ReadFull(r, h.data)
	return h, err
}

// replayed is a folder as the server sees it, and what is durable of it. Names become durable in their order, and all of
// them with whatever file or folder is synced next, as on the file systems that a server is run on (ext4, XFS).
type replayed struct {
	live, kept map[string]*file
	pending    []func(names map[string]*file) // changes of names that are not durable
	open       map[uint64]*file
}

// replay goes through the record and leaves in names what a power cut at its end leaves, as chance has it.
func (s *Server) replay(chance *rand.Rand) error {
	f, err := os.Open(filepath.Join(s.Dir, "record"))
	if err != nil {
		return err
	}
	defer f.Close()
	p := &replayed{live: maps.Clone(s.names), kept: s.names, open: map[uint64]*file{}}
	for r := bufio.NewReaderSize(f, 1<<20); ; {
		h, err := next(r)
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = p.happens(h)
		}
		if err != nil {
			return fmt.Errorf("the record of the server's disk: %w", err)
		}
	}
	for _, change := range p.pending[:chance.IntN(len(p.pending)+1)] {
		change(p.kept)
	}
	for name, f := range p.kept {
		content, _ := f.after(chance)
		s.names[name] = &file{folder: f.folder, durable: content, size: int64(len(content))}
	}
	return nil
}

var errStrange = errors.New("something was done to a file that was never opened")

func (p *replayed) happens(h happened) error {
	f := p.open[h.file]
	if f == nil && (h.kind == wrote || h.kind == cut || h.kind == grew) {
		return errStrange
	}
	switch h.kind {
	case opened:
		if p.live[h.path] == nil {
			made := &file{}
			p.name(func(names map[string]*file) { names[h.path] = made })
		}
		p.open[h.file] = p.live[h.path]
	case wrote:
		f.pending = append(f.pending, change{h.at, h.data})
	case cut:
		f.pending = append(f.pending, change{at: h.at})
	case grew:
		f.pending = append(f.pending, change{h.at, []byte{}}) // nothing is written there, but the file is so long
	case synced:
		p.sync(f)
	case renamed:
		f := p.live[h.path]
		p.name(func(names map[string]*file) { delete(names, h.path); put(names, h.to, f) })
	case linked:
		f := p.live[h.path]
		p.name(func(names map[string]*file) { put(names, h.to, f) })
	case removed:
		p.name(func(names map[string]*file) { delete(names, h.path) })
	case folder:
		p.name(func(names map[string]*file) { names[h.path] = &file{folder: true} })
	default:
		return fmt.Errorf("%d is unknown", h.kind)
	}
	return nil
}

// put names a file. One that the layer did not see being written, by the C library's own means, was never synced.
func put(names map[string]*file, name string, f *file) {
	if delete(names, name); f != nil {
		names[name] = f
	}
}

func (p *replayed) name(change func(names map[string]*file)) {
	change(p.live)
	p.pending = append(p.pending, change)
}

func (p *replayed) sync(f *file) {
	if f != nil { // else it is a folder, or was opened to be read
		f.keep()
	}
	for _, change := range p.pending {
		change(p.kept)
	}
	p.pending = nil
}
