package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Questions between authorities.
const (
	AskEnquiry      Action = "enquiry.ask"         // write and send a question, note one that was asked by telephone
	ListEnquiries   Action = "enquiry.list"        // the inbox
	ReadEnquiry     Action = "enquiry.read"        // see a question without what is about the person
	ReadEnquiryText Action = "enquiry.text"        // read what was written, and see who the person is
	OpenEnquiry     Action = "enquiry.open"        // record a ground and see who the person is
	TakeEnquiry     Action = "enquiry.take"        // take a question, give it to a colleague or a unit, pass it on
	TalkEnquiry     Action = "enquiry.talk"        // acknowledge, ask for more, give a new time, call back
	AnswerEnquiry   Action = "enquiry.answer"      // answer or decline
	FollowEnquiry   Action = "enquiry.follow"      // complete, take back, say whether it helped, reopen
	NoteEnquiry     Action = "enquiry.note"        // internal notes
	ReadReplies     Action = "enquiry.reply.read"  // the authority's standard replies
	EditReplies     Action = "enquiry.reply.edit"  // write them
	KeepFilters     Action = "enquiry.filter.keep" // keep one's own filters of the inbox
	TendEnquiries   Action = "enquiry.tend"        // remind, close what has been silent
	StopEnquiry     Action = "enquiry.stop"        // a consent is withdrawn: nothing more is told on it
)

const (
	kindEnquiry      ref.Kind = "enquiry"
	kindEnquiryDesk  ref.Kind = "enquiry-desk"
	kindEnquiryReply ref.Kind = "enquiry-reply"
)

func thingsEnquiry() []Thing {
	t := language.T
	return []Thing{
		{Kind: kindEnquiry, Name: t("en fråga", "a question"), Table: "enquiry", Never: []Cond{shieldedEnquiry("enquiry_side.enquiry_id = {t}.id"), protectedEnquiry("enquiry_side.enquiry_id = {t}.id")},
			Means: enquiryReaches("enquiry_side.enquiry_id = {t}.id")},
		{Kind: kindEnquiryDesk, Name: t("en fråga i inkorgen", "a question in the inbox"), Table: "enquiry_side", Never: []Cond{shieldedDesk(), protectedDesk()},
			Means: deskReaches()},
		{Kind: kindEnquiryReply, Name: t("ett standardsvar", "a standard reply"), Table: "enquiry_reply", Means: map[Reach]Cond{
			Own: {t("standardsvaret är din myndighets eget", "the standard reply is your authority's own"), "{t}.authority_id = {authority}"},
		}},
	}
}

// ownUnits are the unit acted for and those below it; whoever acts for no unit acts for the whole authority.
func ownUnits(table string) string {
	return `({unit} IS NULL OR ` + table + `.unit_id = '' OR ` + table + `.unit_id IN (WITH RECURSIVE below(id) AS (SELECT {unit} UNION
	SELECT directory_unit_version.unit_id FROM directory_unit_version JOIN below ON directory_unit_version.parent_id = below.id
	WHERE directory_unit_version.valid_from <= {today} AND (directory_unit_version.valid_to IS NULL OR directory_unit_version.valid_to >= {today})) SELECT id FROM below))`
}

// enquiryReaches is what the reaches mean for a question, through the own authority's place for it.
func enquiryReaches(joined string) map[Reach]Cond {
	t := language.T
	desk := func(cond string) string {
		return `EXISTS (SELECT 1 FROM enquiry_side WHERE ` + joined + ` AND enquiry_side.authority_id = {authority} AND ` + cond + `)`
	}
	return map[Reach]Cond{
		Party: {t("din myndighet deltar i frågan och den hör till din enhet", "your authority takes part in the question and it is your unit's"),
			desk(`enquiry_side.left_at IS NULL AND ` + ownUnits("enquiry_side"))},
		Former: {t("din myndighet har haft frågan och skickat den vidare", "your authority had the question and passed it on"), desk(`enquiry_side.left_at IS NOT NULL`)},
		Assigned: {t("du handlägger frågan hos din myndighet", "you handle the question at your authority"),
			desk(`enquiry_side.account_id = {actor} AND enquiry_side.left_at IS NULL`)},
		Substitute: {t("du är ersättare just nu för den som handlägger frågan", "you stand in now for whoever handles the question"),
			`EXISTS (SELECT 1 FROM enquiry_side JOIN contact_cover ON contact_cover.absent_id = enquiry_side.account_id AND contact_cover.authority_id = enquiry_side.authority_id
			WHERE ` + joined + ` AND enquiry_side.authority_id = {authority} AND enquiry_side.left_at IS NULL AND contact_cover.substitute_id = {actor}
			AND contact_cover.starts_at <= {now} AND contact_cover.ends_at > {now})`},
	}
}

// deskReaches is the same for a row of the inbox, without asking any other table for most.
func deskReaches() map[Reach]Cond {
	t := language.T
	return map[Reach]Cond{
		Self: ownRecord("person_id"),
		Own: {t("frågan är hos din myndighet och hör till din enhet", "the question is with your authority and is your unit's"),
			`{t}.authority_id = {authority} AND ` + ownUnits("{t}")},
		Assigned: {t("du handlägger frågan hos din myndighet", "you handle the question at your authority"), `{t}.authority_id = {authority} AND {t}.account_id = {actor}`},
		Substitute: {t("du är ersättare just nu för den som handlägger frågan", "you stand in now for whoever handles the question"),
			`{t}.authority_id = {authority} AND EXISTS (SELECT 1 FROM contact_cover WHERE contact_cover.absent_id = {t}.account_id AND contact_cover.authority_id = {t}.authority_id
			AND contact_cover.substitute_id = {actor} AND contact_cover.starts_at <= {now} AND contact_cover.ends_at > {now})`},
	}
}

var (
	shieldedText  = language.T("din myndighet har personens uppgifter som skyddade och du inte är behörig för skyddade personuppgifter", "your authority has the person's identity as protected and you are not cleared for protected identities")
	protectedText = language.T("personen har skyddade personuppgifter och du inte är utsedd att hantera dem", "the person has a protected identity and you are not named to handle it")
)

// shieldedEnquiry forbids a question about somebody whom the own authority's register had as protected when it came.
func shieldedEnquiry(joined string) Cond {
	return Cond{shieldedText, `NOT {cleared} AND EXISTS (SELECT 1 FROM enquiry_side WHERE ` + joined + ` AND enquiry_side.authority_id = {authority} AND enquiry_side.shielded)`}
}

func shieldedDesk() Cond {
	return Cond{shieldedText, `NOT {cleared} AND {t}.shielded AND NOT (` + ownRecord("person_id").SQL + `)`}
}

// protectedEnquiry forbids it as soon as the own record of the person is protected, to all but those named for it.
func protectedEnquiry(joined string) Cond {
	return Cond{protectedText, `EXISTS (SELECT 1 FROM enquiry_side JOIN person AS guarded ON guarded.id = enquiry_side.person_id WHERE ` + joined + `
		AND enquiry_side.authority_id = {authority} AND ` + guardedNow + `)`}
}

func protectedDesk() Cond {
	return Cond{protectedText, `EXISTS (SELECT 1 FROM person AS guarded WHERE guarded.id = {t}.person_id AND ` + guardedNow + `)`}
}

const guardedNow = notOneself + ` AND guarded.protected_from <= {today} AND (guarded.protected_to IS NULL OR guarded.protected_to >= {today})
	AND NOT ({cleared} AND EXISTS (SELECT 1 FROM person_clearance WHERE person_clearance.person_id = guarded.id AND person_clearance.account_id = {actor} AND person_clearance.authority_id = {authority}
	AND person_clearance.valid_from <= {today} AND (person_clearance.valid_to IS NULL OR person_clearance.valid_to >= {today})))`

// chapterEnquiry is questions: a colleague of the unit sees that there is one and when it is due; who the person is and
// what was written only who handles it, or stands in.
func chapterEnquiry() Chapter {
	t := language.T
	staff := func(p Permits) Who { return Who{Caseworker: p, EmploymentOfficer: p} }
	sees := staff(Permits{{Party}, {Assigned}, {Substitute}, {Former}})
	unit := staff(Permits{{Party}, {Assigned}, {Substitute}})
	handles := staff(Permits{{Assigned}, {Substitute}})
	all := staff(Permits{{All}})
	return Chapter{Title: t("Frågor mellan myndigheter", "Questions between authorities"), Rules: []Rule{
		{Action: AskEnquiry, Says: t("ställa en fråga, eller anteckna en som ställts per telefon", "ask a question, or note one that was asked by telephone"), Who: all, Law: "OSL 10:1, 10:2, 12:2"},
		{Action: ListEnquiries, Over: kindEnquiryDesk, Says: t("se inkorgen", "see the inbox"), Read: true, Who: staff(Permits{{Own}, {Assigned}, {Substitute}})},
		{Action: ReadEnquiry, Over: kindEnquiry, Says: t("se en fråga utan uppgifter om personen", "see a question without what is about the person"), Read: true, Who: sees},
		{Action: ReadEnquiryText, Over: kindEnquiry, Says: t("läsa vad som skrivits och se vem personen är", "read what was written and see who the person is"), Read: true, Who: handles, Law: "OSL 8:1, 26:1, 28:11"},
		{Action: OpenEnquiry, Over: kindEnquiry, Says: t("ange en grund och se vem personen är", "record a ground and see who the person is"), Who: unit, Law: "OSL 8:1"},
		{Action: TakeEnquiry, Over: kindEnquiry, Says: t("ta en fråga, ge den till en kollega eller skicka den vidare", "take a question, give it to a colleague or pass it on"), Who: unit},
		{Action: TalkEnquiry, Over: kindEnquiry, Says: t("bekräfta, be om mer, ge besked om ny tid och ringa upp", "acknowledge, ask for more, give a new time and call back"), Who: unit},
		{Action: AnswerEnquiry, Over: kindEnquiry, Says: t("svara på en fråga eller avböja", "answer a question or decline"), Who: handles, Law: "OSL 26:1, 28:11"},
		{Action: FollowEnquiry, Over: kindEnquiry, Says: t("komplettera, ta tillbaka eller öppna en egen fråga igen", "complete, take back or reopen one's own question"), Who: handles},
		{Action: NoteEnquiry, Over: kindEnquiry, Says: t("skriva och läsa interna anteckningar", "write and read internal notes"), Who: handles},
		{Action: ReadReplies, Over: kindEnquiryReply, Says: t("se myndighetens standardsvar", "see the authority's standard replies"), Read: true, Who: staff(Permits{{Own}})},
		{Action: EditReplies, Over: kindEnquiryReply, Says: t("skriva myndighetens standardsvar", "write the authority's standard replies"), Who: staff(Permits{{Own}})},
		{Action: KeepFilters, Says: t("spara egna filter för inkorgen", "keep one's own filters of the inbox"), Who: all},
		{Action: TendEnquiries, Says: t("påminna om frågor och avsluta dem som ingen hör av sig om", "remind of questions and close those that nobody says anything about"), Who: Who{System: {{All}}}},
		{Action: StopEnquiry, Says: t("stoppa det som lämnas ut när ett samtycke återkallas", "stop what is told when a consent is withdrawn"), Who: Who{Caseworker: {{All}}, EmploymentOfficer: {{All}}, System: {{All}}}, Law: "OSL 12:2"},
	}}
}
