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

	"samsyn/internal/identity"
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

// Archivist is the authority whose documents a package holds.
type Archivist struct {
	Name   string
	Number identity.OrganisationNumber // empty when it is not known
}

// Code is how an authority is identified in a package; empty when its number is not known.
func (a Archivist) Code() string {
	if a.Number.IsZero() {
		return ""
	}
	return "ORG:" + a.Number.String()
}

// Package is an archive package: a ZIP file made to the rules of E-ARK CSIP and SIP 2.1 (FGS Paketstruktur 2.0), which csip.Check
// answers. Made is its one date, so that the same documents give the same bytes.
type Package struct {
	ID        string // unique: a UUID or the protocol's id
	Label     string // what it holds
	Archivist Archivist
	Software  string // version of the program that makes it
	Made      time.Time

	zip   *zip.Writer
	files []packed
	descs []description
	names map[string]bool
}

// packed is a file that has been written.
type packed struct {
	path, mediaType, digest string
	original                string // the name that it had; empty for what the package adds
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
		if err := p.write(path, f.mediaType(), f.Data); err != nil {
			return err
		}
		p.files[len(p.files)-1].original = f.Name
		desc.Parts = append(desc.Parts, path)
	}
	p.descs = append(p.descs, desc)
	return nil
}

// Close writes the descriptions, what is to be known of the package, its history and the METS file, which lists all else.
func (p *Package) Close() error {
	if err := p.describe(); err != nil {
		return err
	}
	if err := p.explain(); err != nil {
		return err
	}
	if err := p.preserve(); err != nil {
		return err
	}
	mets, err := p.mets()
	if err != nil {
		return err
	}
	if err := p.write("METS.xml", xmlType, mets); err != nil {
		return err
	}
	return p.zip.Close()
}

const xmlType = "application/xml"

// explain writes what somebody who opens the package long after needs to know, and the digests in the form that common tools
// verify.
func (p *Package) explain() error {
	text := fmt.Sprintf(aboutPackage, p.Label, p.Archivist.Name, len(p.descs), p.made())
	if err := p.write(documentation+"/om-paketet.txt", "text/plain", []byte(text)); err != nil {
		return err
	}
	var sums bytes.Buffer
	for _, f := range p.files {
		fmt.Fprintf(&sums, "%s  %s\n", f.digest, f.path)
	}
	return p.write(documentation+"/manifest-sha256.txt", "text/plain", sums.Bytes())
}

const aboutPackage = `Paketet %s

Arkivbildare: %s
Antal handlingar: %d
Gjort: %s (UTC) av Samsyn, innan handlingarna gallrades där.

Paketet är gjort efter reglerna för E-ARK SIP 2.1 och FGS Paketstruktur 2.0. Det är inte certifierat.

METS.xml                            vad som finns i paketet, med storlek och kontrollsumma för varje fil
metadata/descriptive/dc.xml         vad varje handling är: rubrik, slag, dag, diarienummer (Dublin Core)
metadata/preservation/premis.xml    filernas format och ursprungliga namn, och hur paketet blev till (PREMIS 3)
representations/rep1/data/NNNN/     handlingarna, en mapp för varje: texten som PDF och bilagorna som de kom in
documentation/manifest-sha256.txt   kontrollsummor; kontrollera i paketets mapp med: sha256sum -c documentation/manifest-sha256.txt
`

// mediaType is the file's media type, or that of any bytes when none is known.
func (f File) mediaType() string {
	if f.MediaType == "" {
		return "application/octet-stream"
	}
	return f.MediaType
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
	out, err := marshal(struct {
		XMLName xml.Name      `xml:"records"`
		DC      string        `xml:"xmlns:dc,attr"`
		Terms   string        `xml:"xmlns:dcterms,attr"`
		Records []description `xml:"record"`
	}{DC: "http://purl.org/dc/elements/1.1/", Terms: "http://purl.org/dc/terms/", Records: p.descs})
	if err != nil {
		return err
	}
	return p.write(descriptionPath, xmlType, out)
}
