package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Statutory notices between authorities.
const (
	SendStatutory      Action = "statutory.send"    // give a notice that a statute prescribes
	ListStatutory      Action = "statutory.list"    // the list
	ReadStatutory      Action = "statutory.read"    // see a notice without what is about the person
	ReadStatutoryText  Action = "statutory.text"    // read it, and see who the person is
	TakeStatutory      Action = "statutory.take"    // receive it, give it to a colleague or a unit
	ActStatutory       Action = "statutory.act"     // judge it and tell what was done, ask for more, return it
	FollowStatutory    Action = "statutory.follow"  // give what was asked for, take back or finish one's own
	ReadStatutoryTypes Action = "statutory.types"   // the types, with law and dates
	SwitchStatutory    Action = "statutory.switch"  // say from which day a proposed type holds, or that it does not
	TendStatutory      Action = "statutory.tend"    // remind
	ReceiveStatutory   Action = "statutory.receive" // what has come by SDK
)

const (
	kindStatutory     ref.Kind = "statutory-notice"
	kindStatutoryDesk ref.Kind = "statutory-desk"
)

func thingsStatutory() []Thing {
	t := language.T
	const joined = "statutory_side.notice_id = {t}.id"
	desk := func(cond string) string {
		return `EXISTS (SELECT 1 FROM statutory_side WHERE ` + joined + ` AND statutory_side.authority_id = {authority} AND ` + cond + `)`
	}
	return []Thing{
		{Kind: kindStatutory, Name: t("en underrättelse", "a statutory notice"), Table: "statutory_notice",
			Never: []Cond{
				{shieldedText, `NOT {cleared} AND ` + desk(`statutory_side.shielded`)},
				{protectedText, `EXISTS (SELECT 1 FROM statutory_side JOIN person AS guarded ON guarded.id = statutory_side.person_id WHERE ` + joined + ` AND statutory_side.authority_id = {authority} AND ` + guardedNow + `)`},
			},
			Means: map[Reach]Cond{
				Party:    {t("din myndighet har lämnat eller fått underrättelsen och den hör till din enhet", "your authority has given or got the notice and it is your unit's"), desk(ownUnits("statutory_side"))},
				Assigned: {t("du handlägger underrättelsen hos din myndighet", "you handle the notice at your authority"), desk(`statutory_side.account_id = {actor}`)},
				Substitute: {t("du är ersättare just nu för den som handlägger underrättelsen", "you stand in now for whoever handles the notice"),
					`EXISTS (SELECT 1 FROM statutory_side JOIN contact_cover ON contact_cover.absent_id = statutory_side.account_id AND contact_cover.authority_id = statutory_side.authority_id
					WHERE ` + joined + ` AND statutory_side.authority_id = {authority} AND contact_cover.substitute_id = {actor} AND contact_cover.starts_at <= {now} AND contact_cover.ends_at > {now})`},
			}},
		{Kind: kindStatutoryDesk, Name: t("en underrättelse i listan", "a statutory notice in the list"), Table: "statutory_side",
			Never: []Cond{
				{shieldedText, `NOT {cleared} AND {t}.shielded`},
				{protectedText, `EXISTS (SELECT 1 FROM person AS guarded WHERE guarded.id = {t}.person_id AND ` + guardedNow + `)`},
			},
			Means: map[Reach]Cond{
				Own:      {t("underrättelsen är hos din myndighet och hör till din enhet", "the notice is with your authority and is your unit's"), `{t}.authority_id = {authority} AND ` + ownUnits("{t}")},
				Assigned: {t("du handlägger underrättelsen hos din myndighet", "you handle the notice at your authority"), `{t}.authority_id = {authority} AND {t}.account_id = {actor}`},
				Substitute: {t("du är ersättare just nu för den som handlägger underrättelsen", "you stand in now for whoever handles the notice"),
					`{t}.authority_id = {authority} AND EXISTS (SELECT 1 FROM contact_cover WHERE contact_cover.absent_id = {t}.account_id AND contact_cover.authority_id = {t}.authority_id
					AND contact_cover.substitute_id = {actor} AND contact_cover.starts_at <= {now} AND contact_cover.ends_at > {now})`},
			}},
	}
}

// chapterStatutory is statutory notices: the duty is the ground, so that nobody is asked for one. A colleague of the unit
// sees that there is a notice and when something is due; who the person is and what it says only who handles it.
func chapterStatutory() Chapter {
	t := language.T
	staff := func(p Permits) Who { return Who{Caseworker: p, EmploymentOfficer: p} }
	unit := staff(Permits{{Party}, {Assigned}, {Substitute}})
	handles := staff(Permits{{Assigned}, {Substitute}})
	const duty = "OSL 10:28, lag (2000:625) 1 a §"
	return Chapter{Title: t("Underrättelser enligt lag", "Statutory notices"), Rules: []Rule{
		{Action: SendStatutory, Says: t("lämna en underrättelse som lag eller förordning föreskriver", "give a notice that an act or ordinance prescribes"), Who: staff(Permits{{All}}), Law: duty},
		{Action: ListStatutory, Over: kindStatutoryDesk, Says: t("se listan över underrättelser", "see the list of notices"), Read: true, Who: staff(Permits{{Own}, {Assigned}, {Substitute}})},
		{Action: ReadStatutory, Over: kindStatutory, Says: t("se en underrättelse utan uppgifter om personen", "see a notice without what is about the person"), Read: true, Who: unit},
		{Action: ReadStatutoryText, Over: kindStatutory, Says: t("läsa en underrättelse och se vem personen är", "read a notice and see who the person is"), Read: true, Who: handles, Law: duty},
		{Action: TakeStatutory, Over: kindStatutory, Says: t("ta emot en underrättelse, ge den till en kollega eller en annan enhet", "receive a notice, give it to a colleague or another unit"), Who: unit},
		{Action: ActStatutory, Over: kindStatutory, Says: t("bedöma en underrättelse och återkoppla, be om komplettering eller lämna tillbaka den", "judge a notice and tell what was done, ask for more or return it"), Who: handles},
		{Action: FollowStatutory, Over: kindStatutory, Says: t("komplettera, ta tillbaka eller avsluta en egen underrättelse", "complete, take back or finish one's own notice"), Who: handles},
		{Action: ReadStatutoryTypes, Says: t("se vilka underrättelser som finns, med lagrum och dagar", "see which notices there are, with their law and dates"), Read: true, Who: Who{SignedIn: {{All}}}},
		{Action: SwitchStatutory, Says: t("ange från vilken dag en föreslagen underrättelse gäller, eller att den inte gäller", "say from which day a proposed notice holds, or that it does not"), Who: Who{InstallationAdmin: {{All}}}},
		{Action: TendStatutory, Says: t("påminna om underrättelser", "remind of notices"), Who: Who{System: {{All}}}},
		{Action: ReceiveStatutory, Says: t("ta in en underrättelse som har kommit genom SDK", "take in a notice that has come by SDK"), Who: Who{System: {{All}}}},
	}}
}
