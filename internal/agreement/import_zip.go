package agreement

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
)

// The bounds of a zip of PDF copies.
const (
	MaxCopy     = 50 << 20 // bytes of one PDF, unpacked
	MaxCopies   = 1 << 30  // bytes of the zip
	maxUnpacked = 2 << 30  // bytes of all PDFs, unpacked
	maxEntries  = 3000
	maxIndex    = 2 << 20 // bytes of the zip's list of its files
)

// fieldCopies is the field of the form, and the name in faults, of the zip.
const fieldCopies = "pdfs"

// packed is a PDF in a zip by the last part of its path, in Unicode normal form C.
type packed struct {
	name  string
	entry *zip.File
}

// openCopies reads the list of files in a zip, and refuses the zip with every fault of its list named by file. What is
// in the files is read by examine. content is read a little at a time.
func openCopies(content io.ReaderAt, size int64) ([]packed, error) {
	if size > MaxCopies {
		return nil, fault.New(fault.TooLarge, copiesRefused, fault.Field(fieldCopies, zipTooLarge.With(MaxCopies>>20)))
	}
	if err := checkEnd(content, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(content, size)
	if z == nil || err != nil && z.File == nil {
		return nil, refuseZip(zipBroken)
	}
	l := listing{names: map[string]string{}}
	for _, entry := range z.File {
		l.take(entry)
	}
	l.overlaps()
	switch {
	case len(l.problems) > 0:
		return nil, fault.New(fault.Invalid, copiesRefused, l.problems...)
	case len(l.found) == 0:
		return nil, refuseZip(zipEmpty)
	}
	return l.found, nil
}

func refuseZip(t language.Text) error {
	return fault.New(fault.Invalid, copiesRefused, fault.Field(fieldCopies, t))
}

// The end record of a zip (APPNOTE 4.3.16), and what stands before it in one of the 64-bit form.
const (
	endLength     = 22
	endMark       = "PK\x05\x06"
	locatorLength = 20
	locatorMark   = "PK\x06\x07"
)

// checkEnd bounds the list of files before anybody reads it: what the end record says of it decides how much memory
// reading it takes. A zip within our bounds never needs the 64-bit form.
func checkEnd(content io.ReaderAt, size int64) error {
	tail := make([]byte, min(size, endLength+1<<16+locatorLength))
	if _, err := content.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return err
	}
	at := bytes.LastIndex(tail, []byte(endMark))
	if at < 0 || at+endLength > len(tail) {
		return refuseZip(zipBroken)
	}
	end := tail[at:]
	entries, length, offset := binary.LittleEndian.Uint16(end[10:]), binary.LittleEndian.Uint32(end[12:]), binary.LittleEndian.Uint32(end[16:])
	comment := int(binary.LittleEndian.Uint16(end[20:]))
	start := size - int64(len(tail)) + int64(at)
	switch {
	case at >= locatorLength && string(tail[at-locatorLength:at-locatorLength+4]) == locatorMark,
		endLength+comment != len(end), int64(offset)+int64(length) != start:
		return refuseZip(zipBroken)
	case entries > maxEntries || length > maxIndex:
		return refuseZip(zipTooMany.With(maxEntries))
	}
	return nil
}

// listing is what was seen of a zip's list so far.
type listing struct {
	found    []packed
	names    map[string]string // folded name → path, to find two of the same name
	unpacked uint64
	problems []fault.Problem
}

func (l *listing) wrong(name string, t language.Text) {
	l.problems = append(l.problems, fault.Field(name, t))
}

// take judges one entry by what the list says of it.
func (l *listing) take(entry *zip.File) {
	full := readableName(entry.Name)
	if l.unpacked += entry.UncompressedSize64; l.unpacked > maxUnpacked && l.unpacked-entry.UncompressedSize64 <= maxUnpacked {
		l.wrong(fieldCopies, zipUnpacksLarge.With(maxUnpacked>>20))
	}
	switch {
	case !local(full):
		l.wrong(printable(full), entryPath)
	case strings.HasSuffix(full, "/") || leftByMachine(full):
	case !entry.Mode().IsRegular():
		l.wrong(full, entryNoFile)
	case entry.Flags&1 != 0:
		l.wrong(full, entryLocked)
	case isArchive(full):
		l.wrong(full, entryNested)
	case !strings.EqualFold(path.Ext(full), ".pdf"):
		l.wrong(full, entryNotPDF)
	case entry.Method != zip.Store && entry.Method != zip.Deflate:
		l.wrong(full, entryMethod)
	case entry.UncompressedSize64 > MaxCopy:
		l.wrong(full, entryLarge.With(MaxCopy>>20))
	default:
		l.add(entry, full)
	}
}

func (l *listing) add(entry *zip.File, full string) {
	name, err := file.Clean(path.Base(full))
	if err != nil {
		for _, p := range fault.ProblemsOf(err) {
			l.wrong(printable(full), p.Text)
		}
		return
	}
	if other, twice := l.names[folded(name)]; twice {
		l.wrong(full, entryTwice.With(other))
		return
	}
	l.names[folded(name)] = full
	l.found = append(l.found, packed{name, entry})
}

// overlaps finds entries that share bytes: a small zip that unpacks to much more than it can hold.
func (l *listing) overlaps() {
	type stretch struct {
		name     string
		from, to int64
	}
	var all []stretch
	for _, p := range l.found {
		at, err := p.entry.DataOffset()
		if err != nil {
			l.wrong(p.name, entryBroken)
			continue
		}
		all = append(all, stretch{p.name, at, at + int64(p.entry.CompressedSize64)})
	}
	slices.SortFunc(all, func(a, b stretch) int { return int(min(max(a.from-b.from, -1), 1)) })
	for i := 1; i < len(all); i++ {
		if all[i].from < all[i-1].to {
			l.wrong(all[i].name, entryBroken)
		}
	}
}

// readableName reads names that older programs write in the code page of Western Europe.
func readableName(name string) string {
	if !utf8.ValidString(name) {
		if s, err := charmap.CodePage850.NewDecoder().String(name); err == nil {
			return s
		}
	}
	return name
}

// local tells a path that stays within the zip, on any system.
func local(name string) bool {
	return filepath.IsLocal(strings.TrimSuffix(name, "/")) && !strings.ContainsAny(name, "\\\x00") && !strings.HasPrefix(name, "/") &&
		!slices.Contains(strings.Split(name, "/"), "..") && !(len(name) > 1 && name[1] == ':')
}

// leftByMachine tells files that operating systems put in by themselves and that nobody meant to send.
func leftByMachine(name string) bool {
	base := strings.ToLower(path.Base(name))
	return strings.HasPrefix(name, "__MACOSX/") || base == ".ds_store" || base == "thumbs.db" || base == "desktop.ini"
}

func isArchive(name string) bool {
	return slices.Contains([]string{".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".xz", ".bz2"}, strings.ToLower(path.Ext(name)))
}

// printable makes a name that may hold anything fit to be shown.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError {
			return '?'
		}
		return r
	}, name)
}

// folded is how names of files are compared.
func folded(name string) string { return strings.ToLower(name) }
