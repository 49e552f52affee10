package csip

import (
	"fmt"
	"strings"

	"samsyn/internal/language"
)

var (
	statuses   = []string{"CURRENT", "SUPERSEDED"}
	mdTypes    = append(strings.Fields("MARC MODS EAD DC NISOIMG LC-AV VRA TEIHDR DDI FGDC LOM PREMIS PREMIS:OBJECT PREMIS:AGENT PREMIS:RIGHTS PREMIS:EVENT TEXTMD METSRIGHTS EAC-CPF LIDO OTHER"), "ISO 19115:2003 NAP")
	algorithms = strings.Fields("Adler-32 CRC32 HAVAL MD5 MNP SHA-1 SHA-256 SHA-384 SHA-512 TIGER WHIRLPOOL")
)

// metadata are the requirements of descriptive and administrative metadata.
func metadata() []Requirement {
	t := language.T
	out := []Requirement{
		{ID: "CSIP17", Level: Should, Where: "mets/dmdSec", Text: t("Beskrivning av innehållet.", "A description of the content."), judge: some("dmdSec")},
		{ID: "CSIP18", Level: Must, Where: "mets/dmdSec/@ID", Text: t("Eget id.", "An id of its own."), judge: named("dmdSec")},
		{ID: "CSIP19", Level: Must, Where: "mets/dmdSec/@CREATED", Text: t("När beskrivningen gjordes.", "When the description was made."), judge: fits("dmdSec", "CREATED", isTime)},
		{ID: "CSIP20", Level: Should, Where: "mets/dmdSec/@STATUS", Text: t("Om beskrivningen gäller.", "Whether the description holds."), judge: says("dmdSec", "STATUS", statuses...)},
		{ID: "CSIP21", Level: Should, Where: "mets/dmdSec/mdRef", Text: t("Beskrivningen är en fil som pekas ut.", "The description is a file that is referred to."), judge: holds("dmdSec", "mdRef")},
	}
	out = append(out, reference(22, "dmdSec/mdRef", Answer{})...)
	out = append(out,
		Requirement{ID: "CSIP31", Level: Should, Where: "mets/amdSec", Text: t("Administrativ metadata.", "Administrative metadata."), judge: some("amdSec")},
		Requirement{ID: "CSIP32", Level: Should, Where: "mets/amdSec/digiprovMD", Text: t("Bevarandet beskrivs med PREMIS.", "Preservation is described with PREMIS."), judge: holds("amdSec", "digiprovMD")},
		Requirement{ID: "CSIP33", Level: Must, Where: "mets/amdSec/digiprovMD/@ID", Text: t("Eget id.", "An id of its own."), judge: named("amdSec/digiprovMD")},
		Requirement{ID: "CSIP34", Level: Should, Where: "mets/amdSec/digiprovMD/@STATUS", Text: t("Om beskrivningen gäller.", "Whether the description holds."), judge: says("amdSec/digiprovMD", "STATUS", statuses...)},
		Requirement{ID: "CSIP35", Level: Should, Where: "mets/amdSec/digiprovMD/mdRef", Text: t("Beskrivningen är en fil som pekas ut.", "The description is a file that is referred to."), judge: holds("amdSec/digiprovMD", "mdRef")})
	out = append(out, reference(36, "amdSec/digiprovMD/mdRef", Answer{})...)
	out = append(out,
		Requirement{ID: "CSIP45", Level: May, Where: "mets/amdSec/rightsMD", Text: t("Rättigheter.", "Rights."), Ours: otherwise(noRights), judge: some("amdSec/rightsMD")},
		Requirement{ID: "CSIP46", Level: Must, Where: "mets/amdSec/rightsMD/@ID", Text: t("Eget id.", "An id of its own."), Ours: leftOut(noRights), judge: named("amdSec/rightsMD")},
		Requirement{ID: "CSIP47", Level: Should, Where: "mets/amdSec/rightsMD/@STATUS", Text: t("Om uppgiften gäller.", "Whether it holds."), Ours: leftOut(noRights), judge: says("amdSec/rightsMD", "STATUS", statuses...)},
		Requirement{ID: "CSIP48", Level: Should, Where: "mets/amdSec/rightsMD/mdRef", Text: t("Rättigheterna är en fil som pekas ut.", "The rights are a file that is referred to."), Ours: leftOut(noRights), judge: holds("amdSec/rightsMD", "mdRef")})
	return append(out, reference(49, "amdSec/rightsMD/mdRef", leftOut(noRights))...)
}

// reference are the nine requirements of a reference to a file of metadata, which follow each other from an id on.
func reference(first int, place string, ours Answer) []Requirement {
	t := language.T
	out := []Requirement{
		{Where: "@LOCTYPE", Text: t("Filen pekas ut med URL.", "The file is referred to by URL."), judge: says(place, "LOCTYPE", "URL")},
		{Where: "@xlink:type", Text: t("Länken är av slaget simple.", "The link is of the type simple."), judge: says(place, "xlink:type", "simple")},
		{Where: "@xlink:href", Text: t("Var filen ligger. Den finns i paketet.", "Where the file lies. It is in the package."), judge: leadsTo(place)},
		{Where: "@MDTYPE", Text: t("Vad för slags metadata.", "What kind of metadata."), judge: says(place, "MDTYPE", mdTypes...)},
		{Where: "@MIMETYPE", Text: t("Filens medietyp.", "The file’s media type."), judge: fits(place, "MIMETYPE", isMediaType)},
		{Where: "@SIZE", Text: t("Filens storlek i byte, och den stämmer.", "The file’s size in bytes, and it is right."), judge: sized(place)},
		{Where: "@CREATED", Text: t("När filen gjordes.", "When the file was made."), judge: fits(place, "CREATED", isTime)},
		{Where: "@CHECKSUM", Text: t("Filens kontrollsumma, och den stämmer.", "The file’s digest, and it is right."), judge: summed(place)},
		{Where: "@CHECKSUMTYPE", Text: t("Hur kontrollsumman är räknad.", "How the digest is reckoned."), judge: says(place, "CHECKSUMTYPE", algorithms...)},
	}
	for i := range out {
		out[i].ID, out[i].Level, out[i].Ours, out[i].Where = fmt.Sprintf("CSIP%d", first+i), Must, ours, "mets/"+place+"/"+out[i].Where
	}
	return out
}
