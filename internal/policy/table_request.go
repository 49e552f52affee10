package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// What a person asks of an authority.
const (
	EnterRequest     Action = "request.enter"       // write down what somebody has asked by telephone, in person or by letter
	AskRequest       Action = "mine.request.ask"    // ask something of an authority oneself
	ReadOwnRequest   Action = "mine.request"        // what one has asked oneself, and what was answered
	FollowOwnRequest Action = "mine.request.follow" // give more, accept a time, say whether it helped, take back
	ListRequests     Action = "request.list"        // that there is one, and when it is due
	ReadRequest      Action = "request.read"        // one of them, without who and what
	ReadRequestText  Action = "request.text"        // who has asked and what, and what was answered
	TakeRequest      Action = "request.take"        // take one, or give it to a colleague
	AnswerRequest    Action = "request.answer"      // ask for more, decide, tell
	FollowRequest    Action = "request.follow"      // for the person: give more, accept a time, say whether it helped, take back
	TakeOutRequest   Action = "request.extract"     // make the extract that was asked for
	RegisterRequest  Action = "request.register"    // give it its registry number
	TendRequests     Action = "request.tend"        // remind, raise what is late, close what nobody says more about
)

const kindRequest ref.Kind = "request"

func thingsRequest() []Thing {
	t := language.T
	const live = " AND {t}.erased_at IS NULL"
	return []Thing{{Kind: kindRequest, Name: t("en begäran", "a request"), Table: "request", Never: []Cond{protectedPerson("person_id")}, Means: map[Reach]Cond{
		Own:      {t("begäran är ställd till din myndighet och hör till din enhet", "the request was made to your authority and is your unit's"), "{t}.authority_id = {authority} AND " + ownUnits("{t}") + live},
		Self:     ownRecord("person_id"),
		Assigned: {t("du handlägger begäran", "you handle the request"), "{t}.authority_id = {authority} AND {t}.account_id = {actor}" + live},
		Substitute: {t("du är ersättare just nu för den som handlägger begäran", "you stand in now for whoever handles the request"),
			`{t}.authority_id = {authority} AND EXISTS (SELECT 1 FROM contact_cover WHERE contact_cover.absent_id = {t}.account_id AND contact_cover.authority_id = {t}.authority_id
			AND contact_cover.substitute_id = {actor} AND contact_cover.starts_at <= {now} AND contact_cover.ends_at > {now})` + live},
	}}}
}

// chapterRequest is what a person asks of one authority. A colleague of the unit sees that there is something and when it
// is due; who has asked, and what, only who handles it or stands in.
func chapterRequest() Chapter {
	t := language.T
	unit, handles, all := Permits{{Own}, {Assigned}, {Substitute}}, Permits{{Assigned}, {Substitute}}, Permits{{All}}
	staff := func(p Permits) Who { return Who{Caseworker: p, EmploymentOfficer: p} }
	seen := Who{Caseworker: unit, EmploymentOfficer: unit, Coordinator: Permits{{Own}}}
	return Chapter{Title: t("Begäran från enskilda", "Requests from persons"), Rules: []Rule{
		{Action: EnterRequest, Says: t("skriva in vad en person har begärt per telefon, på plats eller i brev", "write down what a person has asked by telephone, in person or by letter"), Who: staff(all), Law: "FL 6, 7, 27 §§"},
		{Action: AskRequest, Says: t("begära något av en myndighet för egen del", "ask something of an authority for oneself"), Who: Who{Jobseeker: all}},
		{Action: ReadOwnRequest, Over: kindRequest, Says: t("se vad man själv har begärt och vad som svarats", "see what one has asked oneself, and what was answered"), Read: true, Who: Who{Jobseeker: {{Self}}}, Law: "OSL 12:1"},
		{Action: FollowOwnRequest, Over: kindRequest, Says: t("komplettera, godta en tid, säga om det hjälpte eller ta tillbaka det man själv begärt", "give more, accept a time, say whether it helped, or take back what one has asked oneself"), Who: Who{Jobseeker: {{Self}}}},
		{Action: ListRequests, Over: kindRequest, Says: t("se att en begäran finns och när den ska vara klar", "see that there is a request and when it is due"), Read: true, Who: seen},
		{Action: ReadRequest, Over: kindRequest, Says: t("se en begäran utan vem som frågat och vad", "see a request without who asked and what"), Read: true, Who: seen},
		{Action: ReadRequestText, Over: kindRequest, Says: t("läsa vem som begärt vad och vad som svarats", "read who has asked what, and what was answered"), Read: true, Who: staff(handles), Law: "OSL 26:1, 28:11"},
		{Action: TakeRequest, Over: kindRequest, Says: t("ta en begäran eller ge den till en kollega", "take a request or give it to a colleague"), Who: seen},
		{Action: AnswerRequest, Over: kindRequest, Says: t("be om mer, besluta, svara och berätta svaret", "ask for more, decide, answer and tell the answer"), Who: staff(handles), Law: "GDPR art. 12, 15–21"},
		{Action: FollowRequest, Over: kindRequest, Says: t("för personen komplettera, godta en tid, säga om det hjälpte eller ta tillbaka", "for the person give more, accept a time, say whether it helped or take back"), Who: staff(handles)},
		{Action: TakeOutRequest, Over: kindRequest, Says: t("göra det registerutdrag som begärts", "make the extract that was asked for"), Read: true, Who: staff(handles), Law: "GDPR art. 15"},
		{Action: RegisterRequest, Over: kindRequest, Says: t("diarieföra en begäran", "register a request"), Who: Who{Caseworker: unit, EmploymentOfficer: unit, System: all}, Law: "OSL 5:1"},
		{Action: TendRequests, Says: t("påminna om en begäran, lyfta den när tiden är ute och avsluta", "remind of requests, raise those whose time is up, and close"), Who: Who{System: all}},
	}}
}
