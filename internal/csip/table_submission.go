package csip

import (
	"slices"
	"strings"

	"samsyn/internal/language"
)

const (
	anyAgent  = "metsHdr/agent[OTHERTYPE!=SOFTWARE]"
	archivist = "metsHdr/agent[ROLE=ARCHIVIST]"
	submitter = "metsHdr/agent[ROLE=CREATOR][OTHERTYPE!=SOFTWARE]"
	keeper    = "metsHdr/agent[ROLE=PRESERVATION]"
	recordID  = "metsHdr/altRecordID"
)

var bodies = []string{"ORGANIZATION", "INDIVIDUAL"}

// roles are those that METS has for an agent.
var roles = strings.Fields("CREATOR EDITOR ARCHIVIST PRESERVATION DISSEMINATOR CUSTODIAN IPOWNER OTHER")

// submission are the requirements of a package that is handed to an archive, beside those of every package.
func submission() []Requirement {
	t := language.T
	out := []Requirement{
		{ID: "SIP1", Level: May, Where: "mets/@LABEL", Text: t("Vad paketet innehåller, i ord.", "What the package holds, in words."), judge: says("", "LABEL")},
		{ID: "SIP2", Level: Must, Where: "mets/@PROFILE", Text: t("Profilen är den för SIP.", "The profile is that of SIP."), judge: says("", "PROFILE", profile)},
		{ID: "SIP3", Level: May, Where: "mets/metsHdr/@RECORDSTATUS", Text: t("Om leveransen är ny.", "Whether the delivery is new."), judge: says("metsHdr", "RECORDSTATUS")},
		{ID: "SIP4", Level: Must, Where: "mets/metsHdr/@csip:OAISPACKAGETYPE", Text: t("Paketet är ett SIP.", "The package is a SIP."), judge: says("metsHdr", "csip:OAISPACKAGETYPE", "SIP")},
		{ID: "SIP5", Level: May, Where: "mets/metsHdr/altRecordID", Text: t("Överföringsavtalet.", "The submission agreement."), Ours: otherwise(noAgreement), judge: some(recordID + "[TYPE=SUBMISSIONAGREEMENT]")},
		{ID: "SIP6", Level: May, Where: "mets/metsHdr/altRecordID", Text: t("Tidigare överföringsavtal.", "Earlier submission agreements."), Ours: otherwise(noAgreement), judge: some(recordID + "[TYPE=PREVIOUSSUBMISSIONAGREEMENT]")},
		{ID: "SIP7", Level: May, Where: "mets/metsHdr/altRecordID", Text: t("Arkivets kod.", "The archive’s code."), Ours: otherwise(noAgreement), judge: some(recordID + "[TYPE=REFERENCECODE]")},
		{ID: "SIP8", Level: May, Where: "mets/metsHdr/altRecordID", Text: t("Tidigare koder.", "Earlier codes."), Ours: otherwise(noAgreement), judge: some(recordID + "[TYPE=PREVIOUSREFERENCECODE]")},
		{ID: "SIP9", Level: May, Where: "mets/metsHdr/agent", Text: t("Arkivbildaren.", "The archival creator."), judge: some(archivist)},
		{ID: "SIP10", Level: Must, Where: "mets/metsHdr/agent/@ROLE", Text: t("Varje medverkande har en roll som METS har; arkivbildaren är ARCHIVIST.", "Every agent has a role that METS has; the archival creator is ARCHIVIST."), judge: says(anyAgent, "ROLE", roles...)},
		{ID: "SIP11", Level: Must, Where: "mets/metsHdr/agent/@TYPE", Text: t("Arkivbildaren är en organisation eller en person.", "The archival creator is an organisation or a person."), judge: says(archivist, "TYPE", bodies...)},
		{ID: "SIP12", Level: May, Where: "mets/metsHdr/agent/name", Text: t("Arkivbildarens namn.", "The archival creator’s name."), judge: words(archivist, "name")},
		{ID: "SIP13", Level: May, Where: "mets/metsHdr/agent/note", Text: t("Arkivbildarens organisationsnummer.", "The archival creator’s organisation number."), judge: words(archivist, "note")},
		{ID: "SIP14", Level: Must, Where: "mets/metsHdr/agent/note/@csip:NOTETYPE", Text: t("Det sägs vara en identitetskod.", "It is said to be an identification code."), judge: says(archivist+"/note", "csip:NOTETYPE", "IDENTIFICATIONCODE")},
		{ID: "SIP15", Level: Must, Where: "mets/metsHdr/agent", Text: t("Den som levererar.", "Who submits."), judge: submits},
		{ID: "SIP16", Level: Must, Where: "mets/metsHdr/agent/@ROLE", Text: t("Den som levererar är CREATOR.", "Who submits is CREATOR."), judge: anyone(anyAgent, "ROLE", "CREATOR")},
		{ID: "SIP17", Level: Must, Where: "mets/metsHdr/agent/@TYPE", Text: t("Den som levererar är en organisation eller en person.", "Who submits is an organisation or a person."), judge: says(submitter, "TYPE", bodies...)},
		{ID: "SIP18", Level: May, Where: "mets/metsHdr/agent/name", Text: t("Namnet på den som levererar.", "The name of who submits."), judge: words(submitter, "name")},
		{ID: "SIP19", Level: May, Where: "mets/metsHdr/agent/note", Text: t("Organisationsnumret för den som levererar.", "The organisation number of who submits."), judge: words(submitter+"[TYPE=ORGANIZATION]", "note")},
		{ID: "SIP20", Level: Must, Where: "mets/metsHdr/agent/note/@csip:NOTETYPE", Text: t("Det sägs vara en identitetskod.", "It is said to be an identification code."), judge: says(submitter+"[TYPE=ORGANIZATION]/note", "csip:NOTETYPE", "IDENTIFICATIONCODE")},
	}
	return append(append(out, persons()...), formats()...)
}

// submits asks for somebody who is not a program and submits.
func submits(_ *contents, m *metsFile) answer {
	found := slices.ContainsFunc(m.at(submitter), func(e *element) bool { return slices.Contains(bodies, e.attr("TYPE")) })
	return is(found, sayMissing.With("agent[@ROLE=CREATOR][@TYPE=ORGANIZATION]"))
}

// persons are the requirements of a contact and of whoever keeps the package.
func persons() []Requirement {
	t, nobody, nowhere := language.T, leftOut(noContact), leftOut(noArchive)
	contact := "metsHdr/agent[TYPE=INDIVIDUAL]"
	return []Requirement{
		{ID: "SIP21", Level: May, Where: "mets/metsHdr/agent", Text: t("En kontaktperson.", "A contact person."), Ours: otherwise(noContact), judge: some(contact)},
		{ID: "SIP22", Level: Must, Where: "mets/metsHdr/agent/@ROLE", Text: t("Kontaktpersonen är CREATOR.", "The contact person is CREATOR."), Ours: nobody, judge: anyone(contact, "ROLE", "CREATOR")},
		{ID: "SIP23", Level: Must, Where: "mets/metsHdr/agent/@TYPE", Text: t("Kontaktpersonen är en person.", "The contact person is a person."), Ours: nobody, judge: says(contact, "TYPE", "INDIVIDUAL")},
		{ID: "SIP24", Level: Must, Where: "mets/metsHdr/agent/name", Text: t("Kontaktpersonens namn.", "The contact person’s name."), Ours: nobody, judge: words(contact, "name")},
		{ID: "SIP25", Level: May, Where: "mets/metsHdr/agent/note", Text: t("Hur kontaktpersonen nås.", "How the contact person is reached."), Ours: nobody, judge: words(contact, "note")},
		{ID: "SIP26", Level: May, Where: "mets/metsHdr/agent", Text: t("Den som bevarar paketet.", "Who preserves the package."), Ours: otherwise(noArchive), judge: some(keeper)},
		{ID: "SIP27", Level: Must, Where: "mets/metsHdr/agent/@ROLE", Text: t("Den som bevarar är PRESERVATION.", "Who preserves is PRESERVATION."), Ours: nowhere, judge: says(keeper, "ROLE", "PRESERVATION")},
		{ID: "SIP28", Level: Must, Where: "mets/metsHdr/agent/@TYPE", Text: t("Den som bevarar är en organisation.", "Who preserves is an organisation."), Ours: nowhere, judge: says(keeper, "TYPE", "ORGANIZATION")},
		{ID: "SIP29", Level: May, Where: "mets/metsHdr/agent/name", Text: t("Namnet på den som bevarar.", "The name of who preserves."), Ours: nowhere, judge: words(keeper, "name")},
		{ID: "SIP30", Level: May, Where: "mets/metsHdr/agent/note", Text: t("Koden för den som bevarar.", "The code of who preserves."), Ours: nowhere, judge: words(keeper, "note")},
		{ID: "SIP31", Level: Must, Where: "mets/metsHdr/agent/note/@csip:NOTETYPE", Text: t("Det sägs vara en identitetskod.", "It is said to be an identification code."), Ours: nowhere, judge: says(keeper+"/note", "csip:NOTETYPE", "IDENTIFICATIONCODE")},
	}
}

// formats are what may be said of the format of a file.
func formats() []Requirement {
	t, premis := language.T, otherwise(inPREMIS)
	return []Requirement{
		{ID: "SIP32", Level: May, Where: "mets/fileSec/fileGrp/file/@sip:FILEFORMATNAME", Text: t("Filformatets namn.", "The name of the file format."), Ours: premis, judge: some(file + "[sip:FILEFORMATNAME!=]")},
		{ID: "SIP33", Level: May, Where: "mets/fileSec/fileGrp/file/@sip:FILEFORMATVERSION", Text: t("Filformatets version.", "The version of the file format."), Ours: otherwise(notNeeded), judge: some(file + "[sip:FILEFORMATVERSION!=]")},
		{ID: "SIP34", Level: May, Where: "mets/fileSec/fileGrp/file/@sip:FILEFORMATREGISTRY", Text: t("Registret som formatet är hämtat ur.", "The register that the format is taken from."), Ours: otherwise(notNeeded), judge: some(file + "[sip:FILEFORMATREGISTRY!=]")},
		{ID: "SIP35", Level: May, Where: "mets/fileSec/fileGrp/file/@sip:FILEFORMATKEY", Text: t("Formatets nyckel i registret.", "The format’s key in the register."), Ours: otherwise(notNeeded), judge: some(file + "[sip:FILEFORMATKEY!=]")},
	}
}
