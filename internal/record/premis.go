package record

import (
	"encoding/xml"
	"fmt"
)

// premisPath is where the package's history lies.
const premisPath = "metadata/preservation/premis.xml"

// The parts of a PREMIS 3 file that say what each file is, how the package came to be, and by whom.
type premis struct {
	XMLName xml.Name       `xml:"premis"`
	NS      string         `xml:"xmlns,attr"`
	XSI     string         `xml:"xmlns:xsi,attr"`
	Schemas string         `xml:"xsi:schemaLocation,attr"`
	Version string         `xml:"version,attr"`
	Objects []premisObject `xml:"object"`
	Event   premisEvent    `xml:"event"`
	Agents  []premisAgent  `xml:"agent"`
}

type premisID struct {
	Type  string `xml:"objectIdentifierType"`
	Value string `xml:"objectIdentifierValue"`
}

type premisObject struct {
	Type      string   `xml:"xsi:type,attr"`
	ID        premisID `xml:"objectIdentifier"`
	Level     int      `xml:"objectCharacteristics>compositionLevel"`
	Algorithm string   `xml:"objectCharacteristics>fixity>messageDigestAlgorithm"`
	Digest    string   `xml:"objectCharacteristics>fixity>messageDigest"`
	Size      int      `xml:"objectCharacteristics>size"`
	Format    string   `xml:"objectCharacteristics>format>formatDesignation>formatName"`
	Original  string   `xml:"originalName,omitempty"`
	Event     struct {
		Type  string `xml:"linkingEventIdentifierType"`
		Value string `xml:"linkingEventIdentifierValue"`
	} `xml:"linkingEventIdentifier"`
}

type premisEvent struct {
	IDType string       `xml:"eventIdentifier>eventIdentifierType"`
	ID     string       `xml:"eventIdentifier>eventIdentifierValue"`
	Type   string       `xml:"eventType"`
	At     string       `xml:"eventDateTime"`
	Detail string       `xml:"eventDetailInformation>eventDetail"`
	Agents []premisLink `xml:"linkingAgentIdentifier"`
}

type premisLink struct {
	Type  string `xml:"linkingAgentIdentifierType"`
	Value string `xml:"linkingAgentIdentifierValue"`
	Role  string `xml:"linkingAgentRole"`
}

type premisAgent struct {
	IDType  string `xml:"agentIdentifier>agentIdentifierType"`
	ID      string `xml:"agentIdentifier>agentIdentifierValue"`
	Name    string `xml:"agentName"`
	Type    string `xml:"agentType"`
	Version string `xml:"agentVersion,omitempty"`
}

const local = "local" // the identifiers are the package's own

// preserve writes what every file is, and the one thing that has happened: that the package was made. It names the authority
// and the program, and no official.
func (p *Package) preserve() error {
	event := "event-" + portable(p.ID)
	out := premis{NS: "http://www.loc.gov/premis/v3", XSI: "http://www.w3.org/2001/XMLSchema-instance",
		Schemas: "http://www.loc.gov/premis/v3 http://www.loc.gov/standards/premis/premis.xsd", Version: "3.0",
		Event: premisEvent{IDType: local, ID: event, Type: "information package creation", At: p.made(),
			Detail: fmt.Sprintf("%s: arkivpaket gjort innan handlingarna gallras", p.Label),
			Agents: []premisLink{{local, "authority", "authorizer"}, {local, "software", "executing program"}}},
		Agents: []premisAgent{{IDType: local, ID: "authority", Name: p.Archivist.Name, Type: "organization"}, {IDType: local, ID: "software", Name: "Samsyn", Type: "software", Version: p.Software}}}
	for _, f := range p.files {
		o := premisObject{Type: "file", ID: premisID{local, f.path}, Algorithm: "SHA-256", Digest: f.digest, Size: f.size, Format: f.mediaType, Original: f.original}
		o.Event.Type, o.Event.Value = local, event
		out.Objects = append(out.Objects, o)
	}
	text, err := marshal(out)
	if err != nil {
		return err
	}
	return p.write(premisPath, xmlType, text)
}
