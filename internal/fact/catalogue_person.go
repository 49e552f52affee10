package fact

import "samsyn/internal/language"

// The measures of hand-overs, assessments, plans and meetings.
const (
	HandoverReply        = "handover-reply"         // K10.1
	HandoverFirstContact = "handover-first-contact" // K10.2
	HandoverReturned     = "handover-returned"      // K10.3
	AssessmentStarted    = "assessment-started"     // K11.1
	AssessmentCompleted  = "assessment-completed"   // K11.1
	AssessmentWithPerson = "assessment-with-person" // K11.2
	Samsyn               = "samsyn"
	PlanMade             = "plan-made"            // K12.1
	PlanFollowUp         = "plan-follow-up"       // K12.2
	PlanStepsOwned       = "plan-steps-owned"     // K12.3
	ParallelHours        = "parallel-hours"       // K17.3
	MeetingOffered       = "meeting-offered"      // K13.1
	MeetingHeld          = "meeting-held"         // K13.1
	MeetingPartyAbsent   = "meeting-party-absent" // K13.2
	SIPReply             = "sip-reply"            // K13.3
)

func ofPersons() []Metric {
	t := language.T
	handovers, assessments := t("överlämningar", "hand-overs"), t("kartläggningar", "assessments")
	return []Metric{
		span("K10.1", HandoverReply, t("Besked om överlämning", "Reply to a hand-over"), handovers, t(
			"Från att överlämningen skickades till att mottagaren tog emot den eller återlämnade den med skäl. Paus: den tid då mottagaren väntar på begärd komplettering. Överlämningar som avsändaren tagit tillbaka räknas inte.",
			"From when the hand-over was sent to when the receiver accepted it or returned it with a reason. Pause: the time in which the receiver waits for information it asked for. Hand-overs taken back by the sender do not count.")),
		span("K10.2", HandoverFirstContact, t("Första kontakt efter överlämning", "First contact after a hand-over"), handovers, t(
			"Från att överlämningen togs emot till mottagarens första kontakt med personen: samtal, möte eller besvarat meddelande. Ett utskickat brev är inte kontakt förrän personen svarat.",
			"From when the hand-over was accepted to the receiver's first contact with the person: a call, a meeting or an answered message. A letter sent is no contact until the person has answered.")),
		part("K10.3", HandoverReturned, t("Återlämnade överlämningar", "Returned hand-overs"), handovers, t(
			"Täljare: överlämningar som mottagaren återlämnade; varje återlämnande har ett skäl, annars går det inte att göra. Nämnare: alla överlämningar som fick besked i perioden. Återtagna av avsändaren räknas inte.",
			"Numerator: hand-overs that the receiver returned; each return has a reason, or it cannot be made. Denominator: all hand-overs that got a reply in the period. Those taken back by the sender do not count.")),
		span("K11.1", AssessmentStarted, t("Kartläggningen påbörjad", "Assessment begun"), assessments, t(
			"Från att en part begärde en gemensam kartläggning till att den påbörjades i ett samtal med personen. Paus: tid då ett samtycke är återkallat, eller då personen själv bett att få vänta eller är borta. Kartläggningar som personen avstått från räknas inte.",
			"From when a party asked for a joint assessment to when it was begun in a talk with the person. Pause: time in which a consent is withdrawn, or the person asked to wait or is away. Assessments that the person declined do not count.")),
		span("K11.1", AssessmentCompleted, t("Kartläggningen klar", "Assessment completed"), assessments, t(
			"Från att en part begärde en gemensam kartläggning till att båda parter antecknat den som klar. Paus: tid då ett samtycke är återkallat, då personen själv bett att få vänta eller är borta, eller då parterna väntar på ett utlåtande från någon annan.",
			"From when a party asked for a joint assessment to when both noted it as complete. Pause: time in which a consent is withdrawn, the person asked to wait or is away, or the parties wait for a statement from somebody else.")),
		part("K11.2", AssessmentWithPerson, t("Kartläggningar där personen deltog", "Assessments with the person taking part"), assessments, t(
			"Täljare: kartläggningar där det är antecknat att personen själv, eller dennes ställföreträdare, deltog. Nämnare: alla gemensamma kartläggningar som blev klara i perioden.",
			"Numerator: assessments noted to have been made with the person, or the person's representative. Denominator: all joint assessments completed in the period.")),
		part("K11.1", Samsyn, t("Samsyn", "Shared view"), t("behov", "needs"), t(
			"Täljare: behov där Arbetsförmedlingen och kommunen, var för sig, har bedömt att stödet ska komma från samma håll. Nämnare: alla behov som båda har bedömt i kartläggningar som blev klara i perioden. Behov som den ena inte kunnat bedöma räknas inte. Vid sidan av andelen visas den rättad för slumpen (Cohens kappa): 1 är full samsyn, 0 är inte mer än slumpen ger.",
			"Numerator: needs of which the agency and the municipality, each on its own, judged that support is to come from the same side. Denominator: all needs that both judged in assessments completed in the period. Needs that one of them could not judge do not count. Beside the share stands the same corrected for chance (Cohen's kappa): 1 is full agreement, 0 is no more than chance gives.")),
	}
}

func ofPlans() []Metric {
	t := language.T
	plans, meetings := t("planeringar", "plans"), t("möten", "meetings")
	return []Metric{
		span("K12.1", PlanMade, t("Tid till gemensam planering", "Time to a joint plan"), plans, t(
			"Från att kartläggningen var klar till att en gemensam planering finns hos båda parter. Paus: tid då personen själv bett att få vänta eller är borta. Kartläggningar som slutade i att ingen gemensam planering behövs räknas inte.",
			"From when the assessment was complete to when a joint plan is with both parties. Pause: time in which the person asked to wait or is away. Assessments that ended in no need for a joint plan do not count.")),
		span("K12.2", PlanFollowUp, t("Tid mellan uppföljningar", "Time between follow-ups"), plans, t(
			"Från planeringens första dag eller den senaste uppföljningen till nästa uppföljning, i kalendermånader. Paus: tid då personen är borta en längre tid; varför antecknas inte. Den sista perioden före ett avslut räknas inte.",
			"From the plan's first day or the latest follow-up to the next, in calendar months. Pause: time in which the person is away for long; why is not noted. The last period before a plan is closed does not count.")),
		share("K12.3", PlanStepsOwned, t("Steg med ansvarig och datum", "Steps with an owner and a date"), t("steg", "steps"), t(
			"Täljare: steg i aktiva planeringar som har ansvarig part och datum. Nämnare: alla steg i aktiva planeringar. Det är en systemregel: ett steg kan inte sparas i en planering utan båda.",
			"Numerator: steps of active plans that have a responsible party and a date. Denominator: all steps of active plans. It is a system rule: no step can be kept in a plan without both.")),
		span("K13.1", MeetingOffered, t("Tid till erbjuden mötestid", "Time to an offered meeting time"), meetings, t(
			"Från att en part bad om ett möte till att alla kallade parter hade fått minst en tid att välja. Paus: tid då den enskilde själv bett att få vänta. Begäran som togs tillbaka räknas inte.",
			"From when a party asked for a meeting to when every invited party had been given at least one time to choose. Pause: time in which the person asked to wait. Requests withdrawn do not count.")),
		span("K13.1", MeetingHeld, t("Tid till hållet möte", "Time to a held meeting"), meetings, t(
			"Från att en part bad om ett möte till att mötet hölls. Paus: tid då den enskilde själv bett att få vänta eller tackat nej till erbjudna tider. Ett möte som en part uteblev från räknas som hållet bara om de övriga genomförde det.",
			"From when a party asked for a meeting to when it was held. Pause: time in which the person asked to wait or declined the times offered. A meeting that a party missed counts as held only if the others went through with it.")),
		part("K13.2", MeetingPartyAbsent, t("Möten där en part uteblev", "Meetings that a party missed"), meetings, t(
			"Täljare: bokade möten som parten uteblev från utan att ha avbokat senast arbetsdagen före. Nämnare: alla bokade möten med parten som skulle hållas i perioden. Den enskildes egen frånvaro räknas aldrig.",
			"Numerator: booked meetings that the party missed without cancelling by the working day before. Denominator: all booked meetings with the party that were to be held in the period. The person's own absence never counts.")),
		span("K13.3", SIPReply, t("Svar på kallelse till SIP", "Reply to an invitation to a joint individual plan (SIP)"), t("kallelser", "invitations"), t(
			"Från att kallelsen till samordnad individuell plan kom in till att den kallade parten svarade ja, nej med skäl eller föreslog en annan tid. Inga pauser. Återkallade kallelser räknas inte.",
			"From when the invitation to a joint individual plan arrived to when the invited party said yes, said no with a reason or proposed another time. No pauses. Invitations withdrawn do not count.")),
	}
}
