package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"samsyn/internal/fault"
)

// readXLSX reads one sheet of a workbook as a stream. (A library that opens the whole workbook would hold it in
// memory many times over, and does not tell in passing which cells are formulas.)
func readXLSX(data []byte, b *builder) error {
	b.ragged = true
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return fault.Wrap(err, fault.Invalid, brokenBook)
	}
	w := &workbook{zip: z, left: b.limits.Unpacked, most: b.limits.Unpacked}
	err = w.read(b)
	var f *fault.Fault
	if err != nil && !errors.As(err, &f) {
		return fault.Wrap(err, fault.Invalid, brokenBook)
	}
	return err
}

// workbook is an opened XLSX package and how many bytes may still be unpacked of it.
type workbook struct {
	zip     *zip.Reader
	left    int64
	most    int64
	strings []string
	dates   []bool // by cell style: is the number a date?
	from04  bool   // days are counted from 1904
}

func (w *workbook) read(b *builder) error {
	main, err := w.mainPart()
	if err != nil {
		return err
	}
	var book bookXML
	if err := w.decode(main, &book); err != nil {
		return err
	}
	w.from04 = book.Properties.Date1904 == "1" || book.Properties.Date1904 == "true"
	links, err := w.links(main)
	if err != nil {
		return err
	}
	part, err := book.choose(b.limits.Sheet, links)
	if err != nil {
		return err
	}
	if err := w.readStrings(links.of("/sharedStrings")); err != nil {
		return err
	}
	if err := w.readStyles(links.of("/styles")); err != nil {
		return err
	}
	return w.readRows(part, b)
}

type bookXML struct {
	Properties struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name  string `xml:"name,attr"`
		State string `xml:"state,attr"`
		Link  string `xml:"id,attr"`
	} `xml:"sheets>sheet"`
}

// choose finds the part of the sheet that was asked for, or of the only visible one.
func (k bookXML) choose(name string, l links) (string, error) {
	var all, parts []string
	for _, s := range k.Sheets {
		if s.State != "" && s.State != "visible" && s.Name != name {
			continue
		}
		all = append(all, s.Name)
		if name == "" || s.Name == name {
			parts = append(parts, l.to(s.Link))
		}
	}
	switch {
	case len(parts) == 1:
		return parts[0], nil
	case len(parts) == 0:
		return "", fault.New(fault.Invalid, noSheet.With(name, strings.Join(all, ", ")))
	}
	return "", fault.New(fault.Invalid, manySheets.With(strings.Join(all, ", ")))
}

// links are the relations from one part of the package to others.
type links []struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

func (l links) of(kind string) string {
	for _, one := range l {
		if strings.HasSuffix(one.Type, kind) {
			return one.Target
		}
	}
	return ""
}

func (l links) to(id string) string {
	for _, one := range l {
		if one.ID == id {
			return one.Target
		}
	}
	return ""
}

// links reads the relations of a part, with targets as paths in the package.
func (w *workbook) links(part string) (links, error) {
	var rels struct {
		All links `xml:"Relationship"`
	}
	dir, file := path.Split(part)
	if err := w.decode(dir+"_rels/"+file+".rels", &rels); err != nil {
		return nil, err
	}
	for i, one := range rels.All {
		if strings.HasPrefix(one.Target, "/") {
			rels.All[i].Target = strings.TrimPrefix(one.Target, "/")
		} else {
			rels.All[i].Target = path.Join(dir, one.Target)
		}
	}
	return rels.All, nil
}

// mainPart is where the workbook stands in the package; without one it is a package of another kind.
func (w *workbook) mainPart() (string, error) {
	l, err := w.links("")
	if err != nil {
		return "", err
	}
	main := l.of("/officeDocument")
	if !strings.Contains(path.Base(main), "workbook") {
		return "", fault.New(fault.Invalid, notWorkbook)
	}
	return main, nil
}

// open opens a part; what is read of it counts against the limit for the whole package.
func (w *workbook) open(part string) (io.ReadCloser, error) {
	i := slices.IndexFunc(w.zip.File, func(f *zip.File) bool { return strings.EqualFold(f.Name, part) })
	if i < 0 {
		return nil, fault.New(fault.Invalid, notWorkbook)
	}
	f, err := w.zip.File[i].Open()
	if err != nil {
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{&bounded{from: f, w: w}, f}, nil
}

func (w *workbook) decode(part string, into any) error {
	f, err := w.open(part)
	if err != nil {
		return err
	}
	defer f.Close()
	return xml.NewDecoder(f).Decode(into)
}

// bounded refuses a package that unpacks to more than its limit, however small it was packed.
type bounded struct {
	from io.Reader
	w    *workbook
}

func (r *bounded) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	if r.w.left -= int64(n); r.w.left < 0 {
		return 0, fault.New(fault.TooLarge, bombed.With(max(1, r.w.most/megabyte)))
	}
	return n, err
}
