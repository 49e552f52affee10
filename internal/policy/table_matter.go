package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Matters between two authorities, and the hand-overs that begin them.
const (
	SendHandover     Action = "handover.send"    // ask another authority to receive a person
	ListHandovers    Action = "handover.list"    // the own authority's, without who they are about
	ReadHandover     Action = "handover.read"    // see one: the preview and where it stands
	ReadHandoverText Action = "handover.text"    // read what was written about the person
	TakeHandover     Action = "handover.take"    // accept or return it, ask for more
	FollowHandover   Action = "handover.follow"  // complete it, take it back
	ContactHandover  Action = "handover.contact" // note the first contact with the person
	TendHandovers    Action = "handover.tend"    // remind of hand-overs by the clock
	StopHandover     Action = "handover.stop"    // a consent is withdrawn
	ReadOwnHandover  Action = "mine.handover"    // that one authority has asked another to receive oneself, and who is to do what

	ListMatters    Action = "matter.list"  // the own authority's, without who they are about
	BeginMatter    Action = "matter.begin" // by accepting a hand-over
	ReadMatter     Action = "matter.read"  // see that there is one, with whom and since when
	ReadMatterText Action = "matter.text"  // read what is known of the person in it
	TakeMatter     Action = "matter.take"  // take it over, give it to a colleague
	WorkMatter     Action = "matter.work"  // judge, propose, decide
	StopMatter     Action = "matter.stop"  // a consent is withdrawn
	TendMatters    Action = "matter.tend"  // remind by the clock, end a former referent's sight
)

const (
	kindPersonHandover     ref.Kind = "handover"
	kindPersonHandoverDesk ref.Kind = "handover-desk"
	kindMatter             ref.Kind = "matter"
	kindMatterDesk         ref.Kind = "matter-desk"
)

func thingsMatter() []Thing {
	t := language.T
	shielded := func(joined string) Cond {
		return Cond{shieldedText, `NOT {cleared} AND EXISTS (SELECT 1 FROM handover_side WHERE ` + joined + ` AND handover_side.authority_id = {authority} AND handover_side.shielded)`}
	}
	return []Thing{
		{Kind: kindPersonHandover, Name: t("en överlämning", "a hand-over"), Table: "handover",
			Never: []Cond{shielded("handover_side.handover_id = {t}.id"), protectedSide("handover_side", "handover_side.handover_id = {t}.id")}, Means: sideReaches("handover_side", "handover_side.handover_id = {t}.id", "TRUE")},
		{Kind: kindPersonHandoverDesk, Name: t("en överlämning i listan", "a hand-over in the list"), Table: "handover_side",
			Never: []Cond{{shieldedText, `NOT {cleared} AND {t}.shielded AND NOT ` + ownRecord("person_id").SQL}, protectedRow()}, Means: alsoOwn(rowReaches("TRUE"), "person_id")},
		{Kind: kindMatter, Name: t("ett ärende", "a matter"), Table: "matter",
			Never: []Cond{protectedSide("matter_side", "matter_side.matter_id = {t}.id")}, Means: sideReaches("matter_side", "matter_side.matter_id = {t}.id", "matter_side.left_at IS NULL")},
		{Kind: kindMatterDesk, Name: t("ett ärende i listan", "a matter in the list"), Table: "matter_side", Never: []Cond{protectedRow()}, Means: rowReaches("{t}.left_at IS NULL")},
	}
}

// sideReaches is what the reaches mean for a thing between two authorities, through the own authority's side of it. Who
// works with the person is who the side names, whom it has named on its record of the person for the thing, and who
// stands in for them.
func sideReaches(table, joined, still string) map[Reach]Cond {
	t := language.T
	side := func(cond string) string {
		return `EXISTS (SELECT 1 FROM ` + table + ` WHERE ` + joined + ` AND ` + table + `.authority_id = {authority} AND ` + still + ` AND ` + cond + `)`
	}
	return map[Reach]Cond{
		Party:    {t("din myndighet deltar och det hör till din enhet", "your authority takes part and it is your unit's"), side(ownUnits(table))},
		Assigned: {t("du arbetar med personen hos din myndighet", "you work with the person at your authority"), side(table + `.account_id = {actor}`)},
		Substitute: {t("du är ersättare just nu för den som arbetar med personen", "you stand in now for whoever works with the person"),
			side(`EXISTS (SELECT 1 FROM contact_cover WHERE contact_cover.absent_id = ` + table + `.account_id AND contact_cover.authority_id = ` + table + `.authority_id
			AND contact_cover.substitute_id = {actor} AND contact_cover.starts_at <= {now} AND contact_cover.ends_at > {now})`)},
	}
}

// rowReaches is the same for a row of a list.
func rowReaches(still string) map[Reach]Cond {
	t := language.T
	own := `{t}.authority_id = {authority} AND ` + still
	return map[Reach]Cond{
		Own:      {t("det är hos din myndighet och hör till din enhet", "it is with your authority and is your unit's"), own + ` AND ` + ownUnits("{t}")},
		Assigned: {t("du arbetar med personen hos din myndighet", "you work with the person at your authority"), own + ` AND {t}.account_id = {actor}`},
		Substitute: {t("du är ersättare just nu för den som arbetar med personen", "you stand in now for whoever works with the person"),
			own + ` AND EXISTS (SELECT 1 FROM contact_cover WHERE contact_cover.absent_id = {t}.account_id AND contact_cover.authority_id = {t}.authority_id
			AND contact_cover.substitute_id = {actor} AND contact_cover.starts_at <= {now} AND contact_cover.ends_at > {now})`},
	}
}

// alsoOwn lets the person whom a row is about reach it.
func alsoOwn(means map[Reach]Cond, column string) map[Reach]Cond {
	means[Self] = ownRecord(column)
	return means
}

// protectedSide forbids it as soon as the own record of the person is protected, to all but those named for it.
func protectedSide(table, joined string) Cond {
	return Cond{protectedText, `EXISTS (SELECT 1 FROM ` + table + ` JOIN person AS guarded ON guarded.id = ` + table + `.person_id WHERE ` + joined + `
		AND ` + table + `.authority_id = {authority} AND ` + guardedNow + `)`}
}

func protectedRow() Cond {
	return Cond{protectedText, `EXISTS (SELECT 1 FROM person AS guarded WHERE guarded.id = {t}.person_id AND ` + guardedNow + `)`}
}

// chapterMatter is hand-overs and matters: a colleague of the unit sees that there is one and what it waits for; who the
// person is and what was written only who works with the person, or stands in.
func chapterMatter() Chapter {
	t := language.T
	staff := func(p Permits) Who { return Who{Caseworker: p, EmploymentOfficer: p} }
	listed := staff(Permits{{Own}, {Assigned}, {Substitute}})
	unit := staff(Permits{{Party}, {Assigned}, {Substitute}})
	works := staff(Permits{{Assigned}, {Substitute}})
	all := staff(Permits{{All}})
	house := Who{System: {{All}}}
	stops := Who{Caseworker: {{All}}, EmploymentOfficer: {{All}}, Jobseeker: {{All}}, System: {{All}}}
	return Chapter{Title: t("Överlämningar och ärenden", "Hand-overs and matters"), Rules: []Rule{
		{Action: SendHandover, Says: t("lämna över en person till en annan myndighet", "hand a person over to another authority"), Who: all, Law: "OSL 10:1, 10:2, 12:2"},
		{Action: ListHandovers, Over: kindPersonHandoverDesk, Says: t("se överlämningar i listan", "see hand-overs in the list"), Read: true, Who: listed},
		{Action: ReadHandover, Over: kindPersonHandover, Says: t("se en överlämning utan uppgifter om vem den gäller", "see a hand-over without whom it concerns"), Read: true, Who: unit},
		{Action: ReadHandoverText, Over: kindPersonHandover, Says: t("läsa vad som skrivits om personen", "read what was written about the person"), Read: true, Who: works, Law: "OSL 8:1, 26:1, 28:11"},
		{Action: TakeHandover, Over: kindPersonHandover, Says: t("ta emot eller återlämna en överlämning, och be om mer", "accept or return a hand-over, and ask for more"), Who: unit},
		{Action: FollowHandover, Over: kindPersonHandover, Says: t("komplettera eller ta tillbaka en överlämning", "complete a hand-over or take it back"), Who: works},
		{Action: ContactHandover, Over: kindPersonHandover, Says: t("anteckna den första kontakten med personen", "note the first contact with the person"), Who: works},
		{Action: ReadOwnHandover, Over: kindPersonHandoverDesk, Says: t("se att en myndighet har bett en annan ta emot en själv", "see that an authority has asked another to receive oneself"), Read: true, Who: Who{Jobseeker: {{Self}}}, Law: "OSL 12:1"},
		{Action: TendHandovers, Says: t("påminna om överlämningar", "remind of hand-overs"), Who: house},
		{Action: StopHandover, Says: t("stoppa en överlämning när ett samtycke återkallas", "stop a hand-over when a consent is withdrawn"), Who: stops, Law: "OSL 12:2"},
		{Action: ListMatters, Over: kindMatterDesk, Says: t("se ärenden i listan", "see matters in the list"), Read: true, Who: listed},
		{Action: BeginMatter, Says: t("börja ett gemensamt ärende när en överlämning tas emot", "begin a matter when a hand-over is accepted"), Who: all},
		{Action: ReadMatter, Over: kindMatter, Says: t("se att ett ärende finns, med vem och sedan när", "see that there is a matter, with whom and since when"), Read: true, Who: unit},
		{Action: ReadMatterText, Over: kindMatter, Says: t("läsa vad som står i ett ärende och se vem personen är", "read what stands in a matter and see who the person is"), Read: true, Who: works, Law: "OSL 8:1, 26:1, 28:11"},
		{Action: TakeMatter, Over: kindMatter, Says: t("ta över ett ärende eller ge det till en kollega", "take over a matter or give it to a colleague"), Who: unit},
		{Action: WorkMatter, Over: kindMatter, Says: t("bedöma, föreslå och besluta i ett ärende", "judge, propose and decide in a matter"), Who: works, Law: "OSL 10:1, 12:2"},
		{Action: StopMatter, Says: t("stoppa det som lämnas ut i ett ärende när ett samtycke återkallas", "stop what is told in a matter when a consent is withdrawn"), Who: stops, Law: "OSL 12:2"},
		{Action: TendMatters, Says: t("påminna om ärenden och avsluta den tidigare handläggarens insyn", "remind of matters and end the sight of who worked with the person before"), Who: house},
	}}
}
