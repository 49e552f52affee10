package policy

import "samsyn/internal/language"

// My pages: what the person whom the data is about may see and do, and how staff let somebody in who has no
// e-identification. The person reaches own data in every authority's records, and nothing of anybody else's.
const (
	OpenMyPages        Action = "mine.open"             // my pages
	LeaveMyPages       Action = "mine.leave"            // sign out of them
	ReadOwnRecord      Action = "mine.record"           // what each authority has about oneself
	ReadOwnEnquiry     Action = "mine.enquiry"          // that a question about oneself was asked, and whose turn it is
	ExtractOwn         Action = "mine.extract"          // all that an authority has about oneself, once it has granted that
	GiveOwnConsent     Action = "mine.consent.give"     // to one authority, that it may tell another
	WithdrawOwnConsent Action = "mine.consent.withdraw" // whoever gave it, and however
	ChooseOwnLanguage  Action = "mine.language"         // the language of my pages
	MakeSignInCode     Action = "seeker.code.make"      // a one-time code on paper
	EndSignInCode      Action = "seeker.code.end"       // one that is lost
)

// chapterSeeker is my pages. None of it is open to staff, and nothing of staff's to the person.
func chapterSeeker() Chapter {
	t := language.T
	person := Who{Jobseeker: {{Self}}}
	always := Who{Jobseeker: {{All}}}
	named := Permits{{Own, Assigned}, {Own, Substitute}}
	acts := Who{Caseworker: named, EmploymentOfficer: named}
	return Chapter{Title: t("Mina sidor", "My pages"), Rules: []Rule{
		{Action: OpenMyPages, Says: t("öppna mina sidor", "open my pages"), Read: true, Who: always},
		{Action: LeaveMyPages, Says: t("logga ut från mina sidor", "sign out of my pages"), Who: always},
		{Action: ReadOwnRecord, Over: kindPerson, Says: t("se vad en myndighet har om en själv", "see what an authority has about oneself"), Read: true, Who: person, Law: "OSL 12:1, dataskyddsförordningen art. 15"},
		{Action: ReadOwnEnquiry, Over: kindEnquiryDesk, Says: t("se att en fråga om en själv har ställts och vem som ska svara", "see that a question about oneself was asked and who is to answer"), Read: true, Who: person, Law: "OSL 12:1"},
		{Action: ExtractOwn, Over: kindPerson, Says: t("ta fram allt som en myndighet har om en själv, när den har beviljat det", "take out all that an authority has about oneself, once it has granted that"), Read: true, Who: person, Law: "GDPR art. 15"},
		{Action: GiveOwnConsent, Over: kindPerson, Says: t("lämna samtycke till att en myndighet berättar för en annan", "consent to one authority's telling another"), Who: person, Law: "OSL 10:1, 12:2"},
		{Action: WithdrawOwnConsent, Over: kindGround, Says: t("återkalla sitt samtycke", "withdraw one's consent"), Who: person, Law: "OSL 12:2"},
		{Action: ChooseOwnLanguage, Says: t("välja språk på mina sidor", "choose the language of my pages"), Who: always},
		{Action: MakeSignInCode, Over: kindPerson, Says: t("lämna en engångskod för mina sidor", "hand over a one-time code for my pages"), Who: acts},
		{Action: EndSignInCode, Over: kindPerson, Says: t("spärra en engångskod för mina sidor", "end a one-time code for my pages"), Who: acts},
	}}
}
