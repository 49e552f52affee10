package csip

import (
	"strings"

	"samsyn/internal/language"
)

const (
	software = "metsHdr/agent[OTHERTYPE=SOFTWARE]"
	profile  = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
)

// categories are the terms for what sort of content a package has.
var categories = strings.Split("Textual works – Print|Textual works – Digital|Textual works – Electronic Serials|Digital Musical Composition (score-based representations)|"+
	"Photographs – Print|Photographs – Digital|Other Graphic Images – Print|Other Graphic Images – Digital|Microforms|Audio – On Tangible Medium (digital or analog)|"+
	"Audio – Media-independent (digital)|Motion Pictures – Digital and Physical Media|Video – File-based and Physical Media|Software|Datasets|Geospatial Data|Databases|"+
	"Websites|Collection|Event|Interactive resource|Physical object|Service|Mixed|Other|OTHER", "|")

// contentTypes are the terms for the specification that content follows.
var contentTypes = strings.Fields("ERMS SIARD1 SIARD2 SIARDDK GeoData citscarchival_v1_0 citserms_v2_1 citspremis_v1_0 citsehpj_v1_0 citsehcr_v1_0 citssiard_v1_0 citsgeospatial_v3_0 MIXED OTHER")

// head are the requirements of the root and the header.
func head() []Requirement {
	t, yes := language.T, Answer{}
	return []Requirement{
		{ID: "CSIP1", Level: Must, Where: "mets/@OBJID", Text: t("Paketets namn.", "The package’s name."), judge: says("", "OBJID")},
		{ID: "CSIP2", Level: Must, Where: "mets/@TYPE", Text: t("Vad för sorts innehåll, ur en ordlista.", "What sort of content, from a vocabulary."), judge: says("", "TYPE", categories...)},
		{ID: "CSIP3", Level: Should, Where: "mets/@csip:OTHERTYPE", Text: t("Sorten i egna ord, när den är OTHER.", "The sort in own words, when it is OTHER."), Ours: leftOut(knownType), judge: func(c *contents, m *metsFile) answer {
			if !strings.EqualFold(m.attr("TYPE"), "OTHER") {
				return notAsked
			}
			return says("", "csip:OTHERTYPE")(c, m)
		}},
		{ID: "CSIP4", Level: Should, Where: "mets/@csip:CONTENTINFORMATIONTYPE", Text: t("Vilken specifikation innehållet följer.", "Which specification the content follows."), judge: says("", "csip:CONTENTINFORMATIONTYPE", contentTypes...)},
		{ID: "CSIP5", Level: May, Where: "mets/@csip:OTHERCONTENTINFORMATIONTYPE", Text: t("Specifikationen i egna ord, när den är OTHER.", "The specification in own words, when it is OTHER."), judge: otherContent("")},
		{ID: "CSIP6", Level: Must, Where: "mets/@PROFILE", Text: t("Vilken METS-profil paketet följer.", "Which METS profile the package follows."), judge: says("", "PROFILE")},
		{ID: "CSIP117", Level: Must, Where: "mets/metsHdr", Text: t("Ett huvud.", "A header."), judge: some("metsHdr")},
		{ID: "CSIP7", Level: Must, Where: "mets/metsHdr/@CREATEDATE", Text: t("När paketet gjordes.", "When the package was made."), judge: fits("metsHdr", "CREATEDATE", isTime)},
		{ID: "CSIP8", Level: Should, Where: "mets/metsHdr/@LASTMODDATE", Text: t("När paketet ändrades, om det har ändrats.", "When the package was altered, if it has been."), Ours: leftOut(neverAltered), judge: func(c *contents, m *metsFile) answer {
			return fits("metsHdr[LASTMODDATE!=]", "LASTMODDATE", isTime)(c, m)
		}},
		{ID: "CSIP9", Level: Must, Where: "mets/metsHdr/@csip:OAISPACKAGETYPE", Text: t("Vad för slags paket i OAIS.", "What kind of package in OAIS."), judge: says("metsHdr", "csip:OAISPACKAGETYPE", "SIP", "AIP", "DIP", "AIU", "AIC")},
		{ID: "CSIP10", Level: Must, Where: "mets/metsHdr/agent", Text: t("Vem eller vad som gjorde paketet.", "Who or what made the package."), judge: some("metsHdr/agent")},
		{ID: "CSIP11", Level: Must, Where: "mets/metsHdr/agent/@ROLE", Text: t("Programmet har rollen CREATOR.", "The program has the role CREATOR."), judge: anyone(software, "ROLE", "CREATOR")},
		{ID: "CSIP12", Level: Must, Where: "mets/metsHdr/agent/@TYPE", Text: t("Programmet har slaget OTHER.", "The program has the type OTHER."), judge: anyone(software, "TYPE", "OTHER")},
		{ID: "CSIP13", Level: Must, Where: "mets/metsHdr/agent/@OTHERTYPE", Text: t("Programmet är SOFTWARE.", "The program is SOFTWARE."), judge: func(c *contents, m *metsFile) answer {
			return when("metsHdr/agent", some(software))(c, m)
		}},
		{ID: "CSIP14", Level: Must, Where: "mets/metsHdr/agent/name", Text: t("Programmets namn.", "The program’s name."), judge: words(software, "name")},
		{ID: "CSIP15", Level: Must, Where: "mets/metsHdr/agent/note", Text: t("Programmets version.", "The program’s version."), judge: words(software, "note")},
		{ID: "CSIP16", Level: Must, Where: "mets/metsHdr/agent/note/@csip:NOTETYPE", Text: t("Anteckningen sägs vara en version.", "The note is said to be a version."), Ours: yes, judge: says(software+"/note", "csip:NOTETYPE", "SOFTWARE VERSION")},
	}
}

// otherContent asks for a specification in own words where it is none of the vocabulary's.
func otherContent(place string) rule {
	return func(c *contents, m *metsFile) answer {
		out := notAsked
		for _, e := range m.at(place) {
			if e.attr("csip:CONTENTINFORMATIONTYPE") != "OTHER" {
				continue
			}
			if e.attr("csip:OTHERCONTENTINFORMATIONTYPE") == "" {
				return unmet(sayMissing, "@csip:OTHERCONTENTINFORMATIONTYPE")
			}
			out = met
		}
		return out
	}
}
