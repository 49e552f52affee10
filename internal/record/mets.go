package record

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// The parts of the METS file that E-ARK CSIP 2.1 and E-ARK SIP 2.1 ask for, by the names in those rules (package csip).
const (
	representation = "representations/rep1"
	documentation  = "documentation"
	sipProfile     = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
	metsTime       = "2006-01-02T15:04:05Z"

	// where the schemas of the namespaces are published, in pairs
	metsSchemas = "http://www.loc.gov/METS/ http://www.loc.gov/standards/mets/mets.xsd http://www.w3.org/1999/xlink http://www.loc.gov/standards/mets/xlink.xsd " +
		"https://DILCIS.eu/XML/METS/CSIPExtensionMETS https://earkcsip.dilcis.eu/schema/DILCISExtensionMETS.xsd"
)

type mets struct {
	XMLName xml.Name `xml:"mets"`
	NS      string   `xml:"xmlns,attr"`
	XLink   string   `xml:"xmlns:xlink,attr"`
	CSIP    string   `xml:"xmlns:csip,attr"`
	XSI     string   `xml:"xmlns:xsi,attr"`
	Schemas string   `xml:"xsi:schemaLocation,attr"`
	OBJID   string   `xml:"OBJID,attr"`
	Type    string   `xml:"TYPE,attr"`
	Label   string   `xml:"LABEL,attr"`
	Profile string   `xml:"PROFILE,attr"`
	metsContentType
	Header    metsHeader    `xml:"metsHdr"`
	Described metsDescribed `xml:"dmdSec"`
	Preserved metsDescribed `xml:"amdSec>digiprovMD"`
	Files     metsFiles     `xml:"fileSec"`
	Map       metsMap       `xml:"structMap"`
}

// metsContentType says which specification the content follows.
type metsContentType struct {
	ContentType string `xml:"csip:CONTENTINFORMATIONTYPE,attr,omitempty"`
	Other       string `xml:"csip:OTHERCONTENTINFORMATIONTYPE,attr,omitempty"`
}

// ownContent says that the content follows none of the vocabulary: documents in PDF and attachments as they came.
var ownContent = metsContentType{"OTHER", "Handlingar ur Samsyn"}

type metsHeader struct {
	Created string      `xml:"CREATEDATE,attr"`
	Status  string      `xml:"RECORDSTATUS,attr"`
	Package string      `xml:"csip:OAISPACKAGETYPE,attr"`
	Agents  []metsAgent `xml:"agent"`
}

type metsAgent struct {
	Role      string    `xml:"ROLE,attr"`
	Type      string    `xml:"TYPE,attr"`
	OtherType string    `xml:"OTHERTYPE,attr,omitempty"`
	Name      string    `xml:"name"`
	Note      *metsNote `xml:"note"`
}

type metsNote struct {
	Type string `xml:"csip:NOTETYPE,attr"`
	Text string `xml:",chardata"`
}

type metsDescribed struct {
	ID      string       `xml:"ID,attr"`
	Created string       `xml:"CREATED,attr"`
	Status  string       `xml:"STATUS,attr"`
	Ref     metsLocation `xml:"mdRef"`
}

// metsLocation is a reference to a file in the package; the last four only where the description is referred to.
type metsLocation struct {
	LocType  string `xml:"LOCTYPE,attr"`
	XType    string `xml:"xlink:type,attr"`
	Href     string `xml:"xlink:href,attr"`
	MDType   string `xml:"MDTYPE,attr,omitempty"`
	MIME     string `xml:"MIMETYPE,attr,omitempty"`
	Size     int    `xml:"SIZE,attr,omitempty"`
	Created  string `xml:"CREATED,attr,omitempty"`
	Checksum string `xml:"CHECKSUM,attr,omitempty"`
	SumType  string `xml:"CHECKSUMTYPE,attr,omitempty"`
}

type metsFiles struct {
	ID     string      `xml:"ID,attr"`
	Groups []metsGroup `xml:"fileGrp"`
}

type metsGroup struct {
	ID    string `xml:"ID,attr"`
	Use   string `xml:"USE,attr"`
	ADMID string `xml:"ADMID,attr"`
	metsContentType
	Files []metsFile `xml:"file"`
}

type metsFile struct {
	ID       string       `xml:"ID,attr"`
	MIME     string       `xml:"MIMETYPE,attr"`
	Size     int          `xml:"SIZE,attr"`
	Created  string       `xml:"CREATED,attr"`
	Checksum string       `xml:"CHECKSUM,attr"`
	SumType  string       `xml:"CHECKSUMTYPE,attr"`
	Location metsLocation `xml:"FLocat"`
}

type metsMap struct {
	ID    string  `xml:"ID,attr"`
	Type  string  `xml:"TYPE,attr"`
	Label string  `xml:"LABEL,attr"`
	Div   metsDiv `xml:"div"`
}

type metsDiv struct {
	ID    string        `xml:"ID,attr"`
	Label string        `xml:"LABEL,attr"`
	ADMID string        `xml:"ADMID,attr,omitempty"`
	DMDID string        `xml:"DMDID,attr,omitempty"`
	Files []metsPointer `xml:"fptr"`
	Divs  []metsDiv     `xml:"div"`
}

type metsPointer struct {
	FileID string `xml:"FILEID,attr"`
}

// mets writes the METS file of what is in the package so far.
func (p *Package) mets() ([]byte, error) {
	m := mets{
		NS: "http://www.loc.gov/METS/", XLink: "http://www.w3.org/1999/xlink", XSI: "http://www.w3.org/2001/XMLSchema-instance",
		CSIP: "https://DILCIS.eu/XML/METS/CSIPExtensionMETS", Schemas: metsSchemas,
		OBJID: p.root(), Type: "Mixed", Label: p.Label, Profile: sipProfile, metsContentType: ownContent,
		Header: metsHeader{Created: p.made(), Status: "NEW", Package: "SIP", Agents: p.agents()},
	}
	data, docs := metsGroup{ID: "group-data", Use: "Representations/rep1", ADMID: "premis-1", metsContentType: ownContent}, metsGroup{ID: "group-documentation", Use: "Documentation", ADMID: "premis-1"}
	for i, f := range p.files {
		switch {
		case f.path == descriptionPath:
			m.Described = p.metadata("dmd-1", "DC", f)
		case f.path == premisPath:
			m.Preserved = p.metadata("premis-1", "PREMIS", f)
		case strings.HasPrefix(f.path, representation):
			data.Files = append(data.Files, p.listed(i, f))
		default:
			docs.Files = append(docs.Files, p.listed(i, f))
		}
	}
	m.Files = metsFiles{ID: "files-1", Groups: []metsGroup{data, docs}}
	m.Map = metsMap{ID: "map-1", Type: "PHYSICAL", Label: "CSIP", Div: metsDiv{ID: "div-1", Label: p.root(), Divs: []metsDiv{
		{ID: "div-metadata", Label: "Metadata", ADMID: "premis-1", DMDID: "dmd-1"},
		{ID: "div-documentation", Label: "Documentation", Files: []metsPointer{{docs.ID}}},
		{ID: "div-representations", Label: "Representations", Files: []metsPointer{{data.ID}}},
	}}}
	return marshal(m)
}

func (p *Package) made() string { return p.Made.UTC().Format(metsTime) }

// agents are the program, and the authority both as the one whose documents these are and as the one that submits them.
func (p *Package) agents() []metsAgent {
	version := p.Software
	if version == "" {
		version = "1"
	}
	out := []metsAgent{{Role: "CREATOR", Type: "OTHER", OtherType: "SOFTWARE", Name: "Samsyn", Note: &metsNote{"SOFTWARE VERSION", version}}}
	for _, role := range []string{"ARCHIVIST", "CREATOR"} {
		a := metsAgent{Role: role, Type: "ORGANIZATION", Name: p.Archivist.Name}
		if code := p.Archivist.Code(); code != "" {
			a.Note = &metsNote{"IDENTIFICATIONCODE", code}
		}
		out = append(out, a)
	}
	return out
}

// metadata refers to a file of metadata.
func (p *Package) metadata(id, kind string, f packed) metsDescribed {
	return metsDescribed{ID: id, Created: p.made(), Status: "CURRENT", Ref: metsLocation{LocType: "URL", XType: "simple",
		Href: f.path, MDType: kind, MIME: f.mediaType, Size: f.size, Created: p.made(), Checksum: f.digest, SumType: "SHA-256"}}
}

// listed is a file in the list of files.
func (p *Package) listed(i int, f packed) metsFile {
	return metsFile{ID: fmt.Sprintf("file-%d", i+1), MIME: f.mediaType, Size: f.size, Created: p.made(), Checksum: f.digest, SumType: "SHA-256",
		Location: metsLocation{LocType: "URL", XType: "simple", Href: f.path}}
}

// marshal writes XML with its declaration.
func marshal(v any) ([]byte, error) {
	out, err := xml.MarshalIndent(v, "", "  ")
	return append([]byte(xml.Header), out...), err
}
