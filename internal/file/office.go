package file

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"samsyn/internal/language"
)

// The bounds of a packed document.
const (
	maxEntries  = 5000
	maxUnpacked = 200 << 20 // bytes, all entries together
	maxIndex    = 1 << 20   // bytes of a list of types or relations
)

var (
	macros = language.T("Dokumentet innehåller makron eller inbäddade program. Spara det utan dem.",
		"The document contains macros or embedded programs. Save it without them.")
	bomb = language.T("Dokumentet blir mer än %d MB när det packas upp. Dela upp det.",
		"The document unpacks to more than %d MB. Split it.").With(maxUnpacked >> 20)
)

// checkOffice passes a packed Office document of the type: whole, bounded, with nothing in it that runs. Every entry
// is really unpacked, since what an archive says of its own size need not be true.
func checkOffice(t Type, content io.ReaderAt, size int64) error {
	z, err := zip.NewReader(content, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return refuse(broken)
	}
	if len(z.File) > maxEntries {
		return refuse(bomb)
	}
	d := document{main: mainPart(t), left: maxUnpacked, seen: map[string]bool{}}
	for _, entry := range z.File {
		if why := d.take(entry); !why.IsZero() {
			return refuse(why)
		}
	}
	if !d.found {
		return refuse(language.T("Filens namn säger %s, men innehållet är något annat. %s",
			"The file's name says %s, but the content is something else. %s").With(t.Name(), renameIt))
	}
	return nil
}

func mainPart(t Type) string {
	if t == XLSX {
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	}
	return "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
}

// document is what was seen of a packed document so far.
type document struct {
	main  string
	found bool // the list of types names the main part
	left  int64
	seen  map[string]bool
}

// entryEndings are the parts that a document without macros is made of.
func entryEndings() []string {
	return []string{"", ".xml", ".rels", ".vml", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf",
		".emz", ".wmf", ".wmz", ".svg", ".wdp", ".odttf", ".psmdcp", ".xlsx", ".docx"}
}

// take judges one entry; it answers with what is wrong.
func (d *document) take(entry *zip.File) language.Text {
	name := strings.ToLower(entry.Name)
	switch {
	case !filepath.IsLocal(entry.Name) || strings.ContainsAny(entry.Name, "\\:\x00") || d.seen[name]:
		return broken
	case entry.Flags&1 != 0:
		return language.T("Dokumentet är låst med lösenord. Spara det utan.", "The document is locked with a password. Save it without.")
	case !allowedEntry(name):
		return macros
	}
	d.seen[name] = true
	return d.unpack(entry, name)
}

func allowedEntry(name string) bool {
	ending := path.Ext(name)
	if ending == ".bin" { // printer settings are the only binary part without a program in it
		return strings.HasPrefix(path.Base(name), "printersettings")
	}
	return slices.Contains(entryEndings(), ending)
}

func (d *document) unpack(entry *zip.File, name string) language.Text {
	r, err := entry.Open()
	if err != nil {
		return broken
	}
	defer r.Close()
	limited := &io.LimitedReader{R: r, N: d.left + 1}
	var why language.Text
	if name == "[content_types].xml" || strings.HasSuffix(name, ".rels") {
		why = d.index(&io.LimitedReader{R: limited, N: maxIndex})
	}
	if _, err := io.Copy(io.Discard, limited); err != nil {
		return broken
	}
	if d.left = limited.N - 1; d.left < 0 {
		return bomb
	}
	return why
}

// index reads a list of types or relations.
func (d *document) index(r io.Reader) language.Text {
	dec := xml.NewDecoder(r)
	for {
		token, err := dec.RawToken()
		if err == io.EOF {
			return language.Text{}
		}
		if err != nil {
			return broken
		}
		switch token := token.(type) {
		case xml.Directive:
			return broken
		case xml.StartElement:
			if runs := d.element(token); runs {
				return macros
			}
		}
	}
}

// element notes a type or relation and tells whether it is of something that runs.
func (d *document) element(e xml.StartElement) (runs bool) {
	target, kind := "", ""
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "ContentType":
			d.found = d.found || a.Value == d.main
			runs = runs || hasAny(a.Value, "macroenabled", "vbaproject", "oleobject", "activex", "x-msdownload")
		case "Type":
			kind = a.Value
		case "Target":
			target = a.Value
		}
	}
	runs = runs || hasAny(kind, "/vbaproject", "/oleobject", "/control", "/activex", "/frame", "/subdocument")
	// A template on somebody's own disk is common and harmless; one that is fetched brings macros with it.
	return runs || hasAny(kind, "/attachedtemplate") && hasAny(target, "http:", "https:", "ftp:")
}

func hasAny(s string, parts ...string) bool {
	s = strings.ToLower(s)
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}
