package record

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// The parts of the METS file that E-ARK CSIP 2.1 and E-ARK SIP 2.1 ask for, by the names in those rules.
const (
	representation = "representations/rep1"
	sipProfile     = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
	metsTime       = "2006-01-02T15:04:05Z"
)

type mets struct {
	XMLName     xml.Name      `xml:"mets"`
	NS          string        `xml:"xmlns,attr"`
	XLink       string        `xml:"xmlns:xlink,attr"`
	CSIP        string        `xml:"xmlns:csip,attr"`
	SIP         string        `xml:"xmlns:sip,attr"`
	OBJID       string        `xml:"OBJID,attr"`
	Type        string        `xml:"TYPE,attr"`
	Label       string        `xml:"LABEL,attr"`
	Profile     string        `xml:"PROFILE,attr"`
	ContentType string        `xml:"csip:CONTENTINFORMATIONTYPE,attr"`
	Header      metsHeader    `xml:"metsHdr"`
	Described   metsDescribed `xml:"dmdSec"`
	Files       metsFiles     `xml:"fileSec"`
	Map         metsMap       `xml:"structMap"`
}

type metsHeader struct {
	Created string      `xml:"CREATEDATE,attr"`
	Status  string      `xml:"RECORDSTATUS,attr"`
	Package string      `xml:"csip:OAISPACKAGETYPE,attr"`
	Agents  []metsAgent `xml:"agent"`
}

type metsAgent struct {
	Role      string   `xml:"ROLE,attr"`
	Type      string   `xml:"TYPE,attr"`
	OtherType string   `xml:"OTHERTYPE,attr,omitempty"`
	Name      string   `xml:"name"`
	Note      metsNote `xml:"note"`
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
	ID    string     `xml:"ID,attr"`
	Use   string     `xml:"USE,attr"`
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
	DMDID string        `xml:"DMDID,attr,omitempty"`
	Files []metsPointer `xml:"fptr"`
	Divs  []metsDiv     `xml:"div"`
}

type metsPointer struct {
	FileID string `xml:"FILEID,attr"`
}

// mets writes the METS file of what is in the package so far.
func (p *Package) mets() ([]byte, error) {
	made := p.Made.UTC().Format(metsTime)
	m := mets{
		NS: "http://www.loc.gov/METS/", XLink: "http://www.w3.org/1999/xlink",
		CSIP: "https://DILCIS.eu/XML/METS/CSIPExtensionMETS", SIP: "https://DILCIS.eu/XML/METS/SIPExtensionMETS",
		OBJID: p.root(), Type: "Other", Label: p.Label, Profile: sipProfile, ContentType: "MIXED",
		Header: metsHeader{Created: made, Status: "NEW", Package: "SIP", Agents: []metsAgent{
			{Role: "CREATOR", Type: "OTHER", OtherType: "SOFTWARE", Name: "Samsyn", Note: metsNote{"SOFTWARE VERSION", "1"}},
			{Role: "ARCHIVIST", Type: "ORGANIZATION", Name: p.Archivist, Note: metsNote{"IDENTIFICATIONCODE", p.Archivist}},
			{Role: "CREATOR", Type: "ORGANIZATION", Name: p.Archivist, Note: metsNote{"IDENTIFICATIONCODE", p.Archivist}},
		}},
	}
	data := metsGroup{ID: "group-data", Use: "Representations/rep1"}
	for i, f := range p.files {
		if f.path == descriptionPath {
			m.Described = metsDescribed{ID: "dmd-1", Created: made, Status: "CURRENT", Ref: metsLocation{LocType: "URL", XType: "simple",
				Href: f.path, MDType: "DC", MIME: f.mediaType, Size: f.size, Created: made, Checksum: f.digest, SumType: "SHA-256"}}
		}
		if strings.HasPrefix(f.path, representation) {
			data.Files = append(data.Files, metsFile{ID: fmt.Sprintf("file-%d", i+1), MIME: f.mediaType, Size: f.size, Created: made,
				Checksum: f.digest, SumType: "SHA-256", Location: metsLocation{LocType: "URL", XType: "simple", Href: f.path}})
		}
	}
	m.Files = metsFiles{ID: "files-1", Groups: []metsGroup{data}}
	m.Map = metsMap{ID: "map-1", Type: "PHYSICAL", Label: "CSIP", Div: metsDiv{ID: "div-1", Label: p.root(), Divs: []metsDiv{
		{ID: "div-metadata", Label: "Metadata", DMDID: "dmd-1"},
		{ID: "div-rep1", Label: "Representations/rep1", Files: []metsPointer{{"group-data"}}},
	}}}
	out, err := xml.MarshalIndent(m, "", "  ")
	return append([]byte(xml.Header), out...), err
}
