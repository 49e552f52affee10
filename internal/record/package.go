package record

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"samsyn/internal/ref"
)

// Document is a thing as files, for an archive.
type Document struct {
	Thing   ref.Ref
	DocType string
	Title   string
	Number  string // registry number; may be empty
	Created time.Time
	Files   []File
}

// File is one file of a document.
type File struct {
	Name      string
	MediaType string
	Data      []byte
}

// Package is an archive package: a zip file in the structure of E-ARK CSIP with a METS file (FGS Paketstruktur 2.0),
// made to those rules; no validator is run by the product. Made is its one date, so that the same documents give the
// same bytes.
type Package struct {
	ID        string // unique: a UUID or the protocol's id
	Label     string // what it holds
	Archivist string // the authority whose documents these are
	Made      time.Time

	zip   *zip.Writer
	files []packed
	descs []description
	names map[string]bool
}

// packed is a file that has been written.
type packed struct {
	path, mediaType, digest string
	size                    int
}

// Open begins the package.
func (p *Package) Open(w io.Writer) {
	p.zip, p.names = zip.NewWriter(w), map[string]bool{}
}

// Add writes a document's files.
func (p *Package) Add(d Document) error {
	folder := fmt.Sprintf("%s/data/%04d", representation, len(p.descs)+1)
	desc := description{Title: d.Title, Type: d.DocType, Date: d.Created.UTC().Format("2006-01-02"), Identifiers: []string{d.Thing.String()}}
	if d.Number != "" {
		desc.Identifiers = append(desc.Identifiers, d.Number)
	}
	for _, f := range d.Files {
		path := p.free(folder + "/" + portable(f.Name))
		if err := p.write(path, f.MediaType, f.Data); err != nil {
			return err
		}
		desc.Parts = append(desc.Parts, path)
	}
	p.descs = append(p.descs, desc)
	return nil
}

// Close writes the descriptions, the METS file and the list of digests.
func (p *Package) Close() error {
	if err := p.describe(); err != nil {
		return err
	}
	mets, err := p.mets()
	if err != nil {
		return err
	}
	if err := p.write("METS.xml", "application/xml", mets); err != nil {
		return err
	}
	var sums bytes.Buffer
	for _, f := range p.files {
		fmt.Fprintf(&sums, "%s  %s\n", f.digest, f.path)
	}
	if err := p.write("manifest-sha256.txt", "text/plain", sums.Bytes()); err != nil {
		return err
	}
	return p.zip.Close()
}

// write puts a file in the package, at the package's one date.
func (p *Package) write(path, mediaType string, data []byte) error {
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: p.root() + "/" + path, Method: zip.Deflate, Modified: p.Made.UTC()})
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	p.files = append(p.files, packed{path: path, mediaType: mediaType, digest: hex.EncodeToString(sum[:]), size: len(data)})
	return nil
}

// root is the package's folder, and an XML name.
func (p *Package) root() string { return "uuid-" + portable(p.ID) }

// free makes a path that is not taken.
func (p *Package) free(path string) string {
	unique := path
	for n := 2; p.names[strings.ToLower(unique)]; n++ {
		unique = fmt.Sprintf("%s-%d", path, n)
	}
	p.names[strings.ToLower(unique)] = true
	return unique
}

// portable makes a file name that every system can hold: letters a–z, digits, point, hyphen.
func portable(name string) string {
	fold := strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e", "Å", "A", "Ä", "A", "Ö", "O", "É", "E")
	s := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '-' || r == '_') {
			return r
		}
		return '-'
	}, fold.Replace(name))
	if s = strings.Trim(s, ".-"); s == "" {
		return "fil"
	}
	return s[:min(len(s), 80)]
}

// description is the Dublin Core description of one document.
type description struct {
	Title       string   `xml:"dc:title"`
	Type        string   `xml:"dc:type"`
	Date        string   `xml:"dc:date"`
	Identifiers []string `xml:"dc:identifier"`
	Parts       []string `xml:"dcterms:hasPart"`
}

const descriptionPath = "metadata/descriptive/dc.xml"

// describe writes the descriptions of all documents as one file.
func (p *Package) describe() error {
	out, err := xml.MarshalIndent(struct {
		XMLName xml.Name      `xml:"records"`
		DC      string        `xml:"xmlns:dc,attr"`
		Terms   string        `xml:"xmlns:dcterms,attr"`
		Records []description `xml:"record"`
	}{DC: "http://purl.org/dc/elements/1.1/", Terms: "http://purl.org/dc/terms/", Records: p.descs}, "", "  ")
	if err != nil {
		return err
	}
	return p.write(descriptionPath, "application/xml", append([]byte(xml.Header), out...))
}
