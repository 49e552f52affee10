package policy

import "samsyn/internal/language"

// Records: registry numbers, retention and disposal. See chapterRecord.
const (
	ReadRecords      Action = "record.read"      // an authority's series, retention, holds and disposal protocols
	EditSeries       Action = "record.series"    // set the pattern of an authority's registry numbers
	EditRetention    Action = "record.retention" // decide what is kept and what is destroyed, and when
	HoldRecord       Action = "record.hold"      // stop the destruction of a thing, and let it go again
	ProposeDisposal  Action = "record.propose"   // propose that things be destroyed
	DecideDisposal   Action = "record.decide"    // approve or refuse what another person proposed
	CarryOutDisposal Action = "record.dispose"   // destroy what has been approved, and fetch it before
	FetchRecord      Action = "record.fetch"     // a document is read to be fetched as a part of an archive package
)

// chapterRecord is the authority's own archive. That the one who decides is not the one who proposed is a rule of the
// disposal itself.
func chapterRecord() Chapter {
	t := language.T
	admin := Who{LocalAdmin: {{Own}}, System: {{All}}}
	return Chapter{Title: t("Diarium och gallring", "Registry and disposal"), Rules: []Rule{
		{Action: ReadRecords, Over: kindAuthority, Says: t("se diarieserier, bevarande och gallringsprotokoll", "see registry series, retention and disposal protocols"), Read: true,
			Who: Who{LocalAdmin: {{Own}}, Coordinator: {{Own}}, LogAuditor: {{Own}}, System: {{All}}}},
		{Action: EditSeries, Over: kindAuthority, Says: t("bestämma formen på diarienummer", "set the form of registry numbers"), Who: admin},
		{Action: EditRetention, Over: kindAuthority, Says: t("bestämma vad som bevaras och gallras", "decide what is kept and destroyed"), Who: admin},
		{Action: HoldRecord, Over: kindAuthority, Says: t("stoppa gallring av något", "stop the destruction of something"),
			Who: Who{LocalAdmin: {{Own}}, Coordinator: {{Own}}, LogAuditor: {{Own}}}},
		{Action: ProposeDisposal, Over: kindAuthority, Says: t("föreslå gallring", "propose disposal"), Who: admin},
		{Action: DecideDisposal, Over: kindAuthority, Says: t("besluta om gallring som någon annan har föreslagit", "decide on a disposal that another person proposed"),
			Who: Who{LocalAdmin: {{Own}}, Coordinator: {{Own}}}},
		{Action: FetchRecord, Over: kindAuthority, Says: t("hämta handlingar som ett arkivpaket", "fetch documents as an archive package"), Read: true, Who: admin},
		{Action: CarryOutDisposal, Over: kindAuthority, Says: t("genomföra beslutad gallring", "carry out a decided disposal"), Who: admin},
	}}
}
