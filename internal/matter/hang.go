package matter

import (
	"strings"

	"samsyn/internal/language"
)

// The acts of a room that hangs a joint plan on a matter.
const (
	PlanPropose Act = "plan-propose"
	PlanAccept  Act = "plan-accept"
	PlanPerson  Act = "plan-person"
	PlanStep    Act = "plan-step"
	PlanFollow  Act = "plan-follow-up"
	PlanRemind  Act = "plan-remind"
)

// The acts of a room that hangs meetings on a matter.
const (
	MeetAsk    Act = "meeting-ask"
	MeetOffer  Act = "meeting-offer"
	MeetAnswer Act = "meeting-answer"
	MeetWait   Act = "meeting-wait"
	MeetBook   Act = "meeting-book"
	MeetCancel Act = "meeting-cancel"
	MeetHeld   Act = "meeting-held"
	MeetMissed Act = "meeting-missed"
	MeetRemind Act = "meeting-remind"
)

// meetings lists what an authority's programs can be told of a meeting, and what the history says of it.
func meetings() map[Act]language.Text {
	t := language.T
	return map[Act]language.Text{
		MeetAsk: t("Ett möte är begärt", "A meeting is asked for"), MeetOffer: t("Tider för ett möte är erbjudna", "Times for a meeting are offered"),
		MeetAnswer: t("Någon har svarat om ett möte", "Somebody has replied about a meeting"), MeetWait: t("Personen har bett att få vänta med ett möte, eller kan träffas igen", "The person has asked to wait with a meeting, or can meet again"),
		MeetBook: t("Ett möte är bokat", "A meeting is booked"), MeetCancel: t("Ett möte är avbokat", "A meeting is cancelled"),
		MeetHeld: t("Ett möte är hållet", "A meeting is held"), MeetMissed: t("Ett möte blev inte av", "A meeting did not take place"), MeetRemind: t("Påminnelse om ett möte", "Reminder of a meeting"),
	}
}

// planned is what an event of a plan says to a reader; zero when it is another's.
func (a Act) planned(who string) language.Text {
	t := language.T
	said := map[Act]language.Text{
		PlanPropose: t("%s föreslog en version av planen", "%s proposed a version of the plan"), PlanAccept: t("%s godkände planen", "%s accepted the plan"),
		PlanStep: t("Ett steg i planen ändrade läge", "A step of the plan changed state"), PlanFollow: t("%s antecknade en uppföljning av planen", "%s noted a follow-up of the plan"),
		PlanPerson: t("Personens del i planen antecknades", "The person's part in the plan was noted"), PlanRemind: t("Påminnelse om planen", "Reminder of the plan"),
	}
	if text, ok := meetings()[a]; ok {
		return text
	}
	if text := said[a]; !strings.Contains(text.Sv, "%s") { // the person may have done it, who acts for no authority
		return text
	}
	return said[a].With(who)
}

// plans lists what an authority's programs can be told of a plan.
func plans() map[Act]language.Text {
	t := language.T
	return map[Act]language.Text{
		PlanPropose: t("En version av en gemensam plan är föreslagen", "A version of a joint plan is proposed"), PlanAccept: t("En gemensam plan är godkänd av båda", "A joint plan is accepted by both"),
		PlanPerson: t("Personens del i en gemensam plan är antecknad", "The person's part in a joint plan is noted"), PlanStep: t("Ett steg i en gemensam plan har ändrat läge", "A step of a joint plan has changed state"),
		PlanFollow: t("En gemensam plan är uppföljd", "A joint plan is followed up"), PlanRemind: t("Något i en gemensam plan ska snart vara gjort eller är försenat", "Something in a joint plan is due soon or late"),
	}
}

// Save writes an act on a matter that was loaded by a room which has asked whether it may be done.
func (w *Work) Save() error { return w.save() }
