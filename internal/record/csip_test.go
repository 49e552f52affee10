package record_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"

	"samsyn/internal/record"
	"samsyn/internal/ref"
)

// asked is what a requirement asks of every element at a place in the METS file; at least one must be there.
type asked struct{ id, at, attr, value string }

// metsMust is what is MUST for the METS file of the packages made here: ids of E-ARK CSIP 2.1 and E-ARK SIP 2.1.
// An empty attr asks for the element, an empty value for any value.
var metsMust = []asked{
	{"CSIP1", "", "OBJID", ""}, {"CSIP2", "", "TYPE", ""}, {"CSIP6", "", "PROFILE", ""},
	{"SIP2", "", "PROFILE", "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"},
	{"CSIP117", "metsHdr", "", ""}, {"CSIP7", "metsHdr", "CREATEDATE", ""},
	{"CSIP9", "metsHdr", "OAISPACKAGETYPE", ""}, {"SIP4", "metsHdr", "OAISPACKAGETYPE", "SIP"},
	{"CSIP10", "metsHdr/agent", "", ""}, {"CSIP11", "metsHdr/agent[OTHERTYPE=SOFTWARE]", "ROLE", "CREATOR"},
	{"CSIP12", "metsHdr/agent[OTHERTYPE=SOFTWARE]", "TYPE", "OTHER"}, {"CSIP13", "metsHdr/agent[TYPE=OTHER]", "OTHERTYPE", "SOFTWARE"},
	{"CSIP14", "metsHdr/agent[OTHERTYPE=SOFTWARE]/name", "", ""}, {"CSIP15", "metsHdr/agent[OTHERTYPE=SOFTWARE]/note", "", ""},
	{"CSIP16", "metsHdr/agent[OTHERTYPE=SOFTWARE]/note", "NOTETYPE", "SOFTWARE VERSION"},
	{"SIP10", "metsHdr/agent[ROLE=ARCHIVIST]", "", ""}, {"SIP11", "metsHdr/agent[ROLE=ARCHIVIST]", "TYPE", "ORGANIZATION"},
	{"SIP14", "metsHdr/agent[ROLE=ARCHIVIST]/note", "NOTETYPE", "IDENTIFICATIONCODE"},
	{"SIP15", "metsHdr/agent[TYPE=ORGANIZATION]/name", "", ""}, {"SIP16", "metsHdr/agent[ROLE=CREATOR]", "", ""},
	{"SIP17", "metsHdr/agent[ROLE=CREATOR][TYPE=ORGANIZATION]", "", ""},
	{"SIP20", "metsHdr/agent[ROLE=CREATOR][TYPE=ORGANIZATION]/note", "NOTETYPE", "IDENTIFICATIONCODE"},
	{"CSIP18", "dmdSec", "ID", ""}, {"CSIP19", "dmdSec", "CREATED", ""},
	{"CSIP22", "dmdSec/mdRef", "LOCTYPE", "URL"}, {"CSIP23", "dmdSec/mdRef", "type", "simple"}, {"CSIP24", "dmdSec/mdRef", "href", ""},
	{"CSIP25", "dmdSec/mdRef", "MDTYPE", ""}, {"CSIP26", "dmdSec/mdRef", "MIMETYPE", ""}, {"CSIP27", "dmdSec/mdRef", "SIZE", ""},
	{"CSIP28", "dmdSec/mdRef", "CREATED", ""}, {"CSIP29", "dmdSec/mdRef", "CHECKSUM", ""}, {"CSIP30", "dmdSec/mdRef", "CHECKSUMTYPE", ""},
	{"CSIP59", "fileSec", "ID", ""}, {"CSIP64", "fileSec/fileGrp", "USE", ""}, {"CSIP65", "fileSec/fileGrp", "ID", ""},
	{"CSIP66", "fileSec/fileGrp/file", "", ""}, {"CSIP67", "fileSec/fileGrp/file", "ID", ""}, {"CSIP68", "fileSec/fileGrp/file", "MIMETYPE", ""},
	{"CSIP69", "fileSec/fileGrp/file", "SIZE", ""}, {"CSIP70", "fileSec/fileGrp/file", "CREATED", ""},
	{"CSIP71", "fileSec/fileGrp/file", "CHECKSUM", ""}, {"CSIP72", "fileSec/fileGrp/file", "CHECKSUMTYPE", ""},
	{"CSIP76", "fileSec/fileGrp/file/FLocat", "", ""}, {"CSIP77", "fileSec/fileGrp/file/FLocat", "LOCTYPE", "URL"},
	{"CSIP78", "fileSec/fileGrp/file/FLocat", "type", "simple"}, {"CSIP79", "fileSec/fileGrp/file/FLocat", "href", ""},
	{"CSIP80", "structMap", "", ""}, {"CSIP81", "structMap", "TYPE", "PHYSICAL"}, {"CSIP82", "structMap", "LABEL", "CSIP"},
	{"CSIP83", "structMap", "ID", ""}, {"CSIP84", "structMap/div", "", ""}, {"CSIP85", "structMap/div", "ID", ""},
	{"CSIP88", "structMap/div/div[LABEL=Metadata]", "", ""}, {"CSIP89", "structMap/div/div[LABEL=Metadata]", "ID", ""},
}

type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []*node    `xml:",any"`
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// at gives the elements at a place such as metsHdr/agent[ROLE=CREATOR]/name.
func (n *node) at(place string) []*node {
	if place == "" {
		return []*node{n}
	}
	step, rest, _ := strings.Cut(place, "/")
	parts := strings.Split(strings.ReplaceAll(step, "]", ""), "[")
	var out []*node
	for _, c := range n.Nodes {
		fits := c.XMLName.Local == parts[0]
		for _, p := range parts[1:] {
			key, value, _ := strings.Cut(p, "=")
			fits = fits && c.attr(key) == value
		}
		if fits {
			out = append(out, c.at(rest)...)
		}
	}
	return out
}

func (a asked) met(root *node) bool {
	found := root.at(a.at)
	for _, n := range found {
		if v := n.attr(a.attr); a.attr != "" && (v == "" || a.value != "" && v != a.value) {
			return false
		}
	}
	return len(found) > 0
}

// without takes away what the requirement asks for.
func (a asked) without(root *node) {
	for _, n := range root.at(a.at) {
		if a.attr == "" {
			*n = node{}
		}
		for i := range n.Attrs {
			if n.Attrs[i].Name.Local == a.attr {
				n.Attrs[i].Value = ""
			}
		}
	}
}

func TestThePackageMeetsTheMustsOfItsMETSFile(t *testing.T) {
	text := metsOfAPackage(t)
	for _, a := range metsMust {
		var whole, broken node
		must(t, xml.Unmarshal(text, &whole))
		must(t, xml.Unmarshal(text, &broken))
		if !a.met(&whole) {
			t.Errorf("%s is not met", a.id)
		}
		if a.without(&broken); a.met(&broken) {
			t.Errorf("%s is said to be met when what it asks for is gone", a.id)
		}
	}
}

// metsOfAPackage makes a package of one document and gives its METS file.
func metsOfAPackage(t *testing.T) []byte {
	var out bytes.Buffer
	p := record.Package{ID: "1", Label: "Akter (Demo)", Archivist: "Ludvika kommun", Made: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	p.Open(&out)
	must(t, p.Add(record.Document{Thing: ref.Ref{}, Title: "Akt", Created: p.Made, Files: []record.File{{Name: "akt.txt", MediaType: "text/plain", Data: []byte("text")}}}))
	must(t, p.Close())
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	must(t, err)
	in, err := z.Open("uuid-1/METS.xml")
	must(t, err)
	text, err := io.ReadAll(in)
	must(t, err)
	return text
}
