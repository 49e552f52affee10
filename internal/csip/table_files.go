package csip

import (
	"path"
	"strings"

	"samsyn/internal/language"
)

const (
	group = "fileSec/fileGrp"
	file  = group + "/file"
	locat = file + "/FLocat"
)

// files are the requirements of the list of files.
func files() []Requirement {
	t := language.T
	return []Requirement{
		{ID: "CSIP58", Level: Should, Where: "mets/fileSec", Text: t("En lista över filerna.", "A list of the files."), judge: some("fileSec")},
		{ID: "CSIP59", Level: Must, Where: "mets/fileSec/@ID", Text: t("Eget id.", "An id of its own."), judge: named("fileSec")},
		{ID: "CSIP60", Level: Must, Where: "mets/fileSec/fileGrp[@USE=Documentation]", Text: t("Dokumentation har en egen grupp.", "Documentation has a group of its own."), judge: whenFiles("documentation", some(group+"[USE^=Documentation]"))},
		{ID: "CSIP113", Level: Must, Where: "mets/fileSec/fileGrp[@USE=Schemas]", Text: t("Scheman har en egen grupp.", "Schemas have a group of their own."), Ours: leftOut(noSchemas), judge: whenFiles("schemas", some(group+"[USE^=Schemas]"))},
		{ID: "CSIP114", Level: Must, Where: "mets/fileSec/fileGrp[@USE=Representations…]", Text: t("Innehållet har egna grupper.", "The content has groups of its own."), judge: whenFiles("representations", some(group+"[USE^=Representations]"))},
		{ID: "CSIP61", Level: May, Where: "mets/fileSec/fileGrp/@ADMID", Text: t("Vilken administrativ metadata gruppen har.", "Which administrative metadata the group has."), judge: points(group, "ADMID")},
		{ID: "CSIP62", Level: Should, Where: "mets/fileSec/fileGrp/@csip:CONTENTINFORMATIONTYPE", Text: t("Vilken specifikation innehållet i gruppen följer.", "Which specification the content of the group follows."), judge: says(group+"[USE^=Representations]", "csip:CONTENTINFORMATIONTYPE", contentTypes...)},
		{ID: "CSIP63", Level: May, Where: "mets/fileSec/fileGrp/@csip:OTHERCONTENTINFORMATIONTYPE", Text: t("Specifikationen i egna ord, när den är OTHER.", "The specification in own words, when it is OTHER."), judge: otherContent(group)},
		{ID: "CSIP64", Level: Must, Where: "mets/fileSec/fileGrp/@USE", Text: t("Gruppen heter som mappen, och filerna ligger i den.", "The group is named as the folder, and the files lie in it."), judge: used},
		{ID: "CSIP65", Level: Must, Where: "mets/fileSec/fileGrp/@ID", Text: t("Eget id.", "An id of its own."), judge: named(group)},
		{ID: "CSIP66", Level: Must, Where: "mets/fileSec/fileGrp/file", Text: t("Gruppens filer.", "The files of the group."), judge: holds(group, "file")},
		{ID: "CSIP67", Level: Must, Where: "mets/fileSec/fileGrp/file/@ID", Text: t("Eget id.", "An id of its own."), judge: named(file)},
		{ID: "CSIP68", Level: Must, Where: "mets/fileSec/fileGrp/file/@MIMETYPE", Text: t("Filens medietyp.", "The file’s media type."), judge: fits(file, "MIMETYPE", isMediaType)},
		{ID: "CSIP69", Level: Must, Where: "mets/fileSec/fileGrp/file/@SIZE", Text: t("Filens storlek i byte, och den stämmer.", "The file’s size in bytes, and it is right."), judge: sized(file)},
		{ID: "CSIP70", Level: Must, Where: "mets/fileSec/fileGrp/file/@CREATED", Text: t("När filen gjordes.", "When the file was made."), judge: fits(file, "CREATED", isTime)},
		{ID: "CSIP71", Level: Must, Where: "mets/fileSec/fileGrp/file/@CHECKSUM", Text: t("Filens kontrollsumma, och den stämmer.", "The file’s digest, and it is right."), judge: summed(file)},
		{ID: "CSIP72", Level: Must, Where: "mets/fileSec/fileGrp/file/@CHECKSUMTYPE", Text: t("Hur kontrollsumman är räknad.", "How the digest is reckoned."), judge: says(file, "CHECKSUMTYPE", algorithms...)},
		{ID: "CSIP73", Level: May, Where: "mets/fileSec/fileGrp/file/@OWNERID", Text: t("Filens id hos den som äger den.", "The file’s id with its owner."), Ours: otherwise(inPREMIS), judge: some(file + "[OWNERID!=]")},
		{ID: "CSIP74", Level: May, Where: "mets/fileSec/fileGrp/file/@ADMID", Text: t("Vilken administrativ metadata filen har.", "Which administrative metadata the file has."), Ours: leftOut(oneText), judge: points(file, "ADMID")},
		{ID: "CSIP75", Level: May, Where: "mets/fileSec/fileGrp/file/@DMDID", Text: t("Vilken beskrivning filen har.", "Which description the file has."), Ours: leftOut(oneText), judge: points(file, "DMDID")},
		{ID: "CSIP76", Level: Must, Where: "mets/fileSec/fileGrp/file/FLocat", Text: t("Var filen är.", "Where the file is."), judge: one(file, "FLocat")},
		{ID: "CSIP77", Level: Must, Where: "mets/fileSec/fileGrp/file/FLocat/@LOCTYPE", Text: t("Filen pekas ut med URL.", "The file is referred to by URL."), judge: says(locat, "LOCTYPE", "URL")},
		{ID: "CSIP78", Level: Must, Where: "mets/fileSec/fileGrp/file/FLocat/@xlink:type", Text: t("Länken är av slaget simple.", "The link is of the type simple."), judge: says(locat, "xlink:type", "simple")},
		{ID: "CSIP79", Level: Must, Where: "mets/fileSec/fileGrp/file/FLocat/@xlink:href", Text: t("Var filen ligger. Den finns i paketet.", "Where the file lies. It is in the package."), judge: leadsTo(locat)},
	}
}

// points asks that the ids of an attribute, where it stands, are ids of the file.
func points(place, attr string) rule {
	return each(place+"["+attr+"!=]", func(_ *contents, m *metsFile, e *element) (language.Text, bool) {
		all := map[string]int{}
		m.ids(all)
		for _, id := range strings.Fields(e.attr(attr)) {
			if all[id] == 0 {
				return language.T("%s pekar på %s, som inte finns", "%s points at %s, which is not there").With("@"+attr, id), false
			}
		}
		return language.Text{}, true
	})
}

// used asks that a group is named as the folder that its files lie in, whatever the case of letters.
func used(c *contents, m *metsFile) answer {
	return each(group, func(_ *contents, m *metsFile, e *element) (language.Text, bool) {
		use := e.attr("USE")
		if use == "" {
			return sayMissing.With("fileGrp/@USE"), false
		}
		for _, f := range e.at("file/FLocat") {
			p, ok := m.leads(f.attr("xlink:href"))
			if ok && !strings.HasPrefix(strings.ToLower(p), strings.ToLower(path.Join(m.folder, use))+"/") {
				return language.T("filen %s ligger inte i %s", "the file %s does not lie in %s").With(p, use), false
			}
		}
		return language.Text{}, true
	})(c, m)
}
