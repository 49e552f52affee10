package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// The toolbox.
const (
	ReadMeasures   Action = "measure.read"    // see which measures there are, where, for whom and with how many places
	AddMeasure     Action = "measure.add"     // enter a measure of an authority in the list
	EditMeasure    Action = "measure.edit"    // change, pause or end an entry
	ConfirmMeasure Action = "measure.confirm" // say that an entry is right
	WatchMeasures  Action = "measure.watch"   // keep a search and be told of what is new
)

const kindMeasure ref.Kind = "measure"

func thingsMeasure() []Thing {
	t := language.T
	return []Thing{{Kind: kindMeasure, Name: t("en insats", "a measure"), Table: "measure", Means: map[Reach]Cond{
		Own:      {t("insatsen hör till din myndighet", "the measure belongs to your authority"), "{t}.authority_id = {authority}"},
		Assigned: {t("du ansvarar för uppgiften om insatsen", "you answer for the entry of the measure"), "{t}.owner_id = {actor}"},
	}}}
}

// chapterMeasure is the toolbox. What is offered is no secret; each authority keeps its own entries.
func chapterMeasure() Chapter {
	t := language.T
	own := Permits{{Own}}
	keeper := Who{Coordinator: own, LocalAdmin: own, HeadOffice: own, System: {{All}}}
	answers := Permits{{Own, Assigned}}
	confirms := Who{Caseworker: answers, EmploymentOfficer: answers, Coordinator: own, LocalAdmin: own, HeadOffice: own, System: {{All}}}
	return Chapter{Title: t("Verktygslådan", "The toolbox"), Rules: []Rule{
		{Action: ReadMeasures, Says: t("se vilka insatser som finns, var, för vem och med hur många platser", "see which measures there are, where, for whom and with how many places"), Read: true, Who: Who{Anyone: {{All}}}},
		{Action: AddMeasure, Over: kindAuthority, Says: t("lägga till en insats", "add a measure"), Who: keeper},
		{Action: EditMeasure, Over: kindMeasure, Says: t("ändra, pausa eller avsluta en insats", "change, pause or end a measure"), Who: keeper},
		{Action: ConfirmMeasure, Over: kindMeasure, Says: t("bekräfta att uppgifterna om en insats stämmer", "confirm that the entry of a measure is right"), Who: confirms},
		{Action: WatchMeasures, Says: t("bevaka en sökning bland insatser", "watch a search among measures"), Who: Who{SignedIn: {{All}}}},
	}}
}
