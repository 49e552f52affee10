package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Deviations from what the parties have agreed, and the analyses of those that recur.
const (
	ReportDeviation   Action = "deviation.report"   // say what did not go as agreed
	ListDeviations    Action = "deviation.list"     // the list
	ReadDeviation     Action = "deviation.read"     // one of them, with what both sides have said
	TreatDeviation    Action = "deviation.treat"    // acknowledge, ask for more, say the cause, raise, dispute, say whether it helped
	SettleDeviation   Action = "deviation.settle"   // decide what is done, and say that it is done
	TendDeviations    Action = "deviation.tend"     // raise what has stood its time, remind, close what nobody says more about
	RegisterDeviation Action = "deviation.register" // give it its registry number
	ReadAnalyses      Action = "analysis.read"      // analyses of deviations that recur
	EditAnalysis      Action = "analysis.edit"      // write one and follow it up
)

const (
	kindDeviation         ref.Kind = "deviation"
	kindDeviationAnalysis ref.Kind = "deviation-analysis"
)

func thingsDeviation() []Thing {
	t := language.T
	const side = "EXISTS (SELECT 1 FROM deviation_side WHERE deviation_side.deviation_id = {t}.id AND deviation_side.authority_id = {authority} AND deviation_side.erased_at IS NULL)"
	return []Thing{
		{Kind: kindDeviation, Name: t("en avvikelse", "a deviation"), Table: "deviation", Means: map[Reach]Cond{
			Party: {t("din myndighet har rapporterat avvikelsen, ska titta på den eller är part i överenskommelsen när styrgruppen har den, och har inte gallrat sin akt", "your authority reported the deviation, is asked to look at it, or is a party to the agreement when its steering group has it, and has not destroyed its file"), side},
			Own:   {t("avvikelsen är på nivå 1 och din myndighet ska titta på den", "the deviation is on level 1 and your authority is asked to look at it"), "{t}.level = 1 AND {t}.asked_id = {authority}"},
		}},
		{Kind: kindDeviationAnalysis, Name: t("en orsaksanalys", "an analysis of causes"), Table: "deviation_analysis", Means: map[Reach]Cond{
			Party: {t("din myndighet är part i överenskommelsen som analysen hör till", "your authority is a party to the agreement that the analysis belongs to"),
				"EXISTS (SELECT 1 FROM agreement_party WHERE agreement_party.agreement_id = {t}.agreement_id AND agreement_party.authority_id = {authority} AND (agreement_party.left_on IS NULL OR agreement_party.left_on >= {today}))"},
		}},
	}
}

// chapterDeviation is deviations. Nothing in them is about a person, so all who work for the two read them; on the lowest
// level the officers settle them, above it those who answer for the collaboration.
func chapterDeviation() Chapter {
	t := language.T
	party := Permits{{Party}}
	everybody := Permits{{All}}
	readers := Who{Caseworker: party, EmploymentOfficer: party, Coordinator: party, Signatory: party, HeadOffice: party, System: everybody}
	workers := Who{Caseworker: party, EmploymentOfficer: party, Coordinator: party, HeadOffice: party}
	return Chapter{Title: t("Avvikelser", "Deviations"), Rules: []Rule{
		{Action: ReportDeviation, Says: t("rapportera en avvikelse", "report a deviation"), Who: Who{Caseworker: everybody, EmploymentOfficer: everybody, Coordinator: everybody}},
		{Action: ListDeviations, Over: kindDeviation, Says: t("se listan över avvikelser", "see the list of deviations"), Read: true, Who: readers},
		{Action: ReadDeviation, Over: kindDeviation, Says: t("läsa en avvikelse och vad båda sidor har sagt", "read a deviation and what both sides have said"), Read: true, Who: readers},
		{Action: TreatDeviation, Over: kindDeviation, Says: t("bekräfta, be om mer, beskriva orsaken, lyfta, säga att man läser den olika och säga om det hjälpte", "acknowledge, ask for more, describe the cause, raise, say that one reads it differently and say whether it helped"), Who: workers},
		{Action: SettleDeviation, Over: kindDeviation, Says: t("besluta vad som ska göras åt en avvikelse, och säga att det är gjort", "decide what is done about a deviation, and say that it is done"),
			Who: Who{Caseworker: Permits{{Own}}, EmploymentOfficer: Permits{{Own}}, Coordinator: party, HeadOffice: party}},
		{Action: TendDeviations, Says: t("lyfta avvikelser vars tid är ute, påminna och avsluta", "raise deviations whose time is up, remind and close"), Who: Who{System: everybody}},
		{Action: RegisterDeviation, Over: kindDeviation, Says: t("diarieföra en avvikelse, eller ange numret i den egna diarieföringen", "register a deviation, or give its number in one's own registry"),
			Who: Who{Caseworker: party, EmploymentOfficer: party, Coordinator: party, HeadOffice: party, System: everybody}, Law: "OSL 5:1"},
		{Action: ReadAnalyses, Over: kindDeviationAnalysis, Says: t("läsa orsaksanalyser", "read analyses of causes"), Read: true, Who: readers},
		{Action: EditAnalysis, Over: kindDeviationAnalysis, Says: t("skriva en orsaksanalys och följa upp den", "write an analysis of causes and follow it up"), Who: Who{Coordinator: party}},
	}}
}
