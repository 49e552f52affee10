package fact

import "samsyn/internal/language"

// The measures of notices that statutes prescribe.
const (
	EducationNotice     = "education-notice"
	InterruptionActed   = "interruption-acted"
	ActivityNotice      = "activity-notice"
	ActivityNoticeActed = "activity-notice-acted"
	YouthContact        = "youth-contact"
	YouthPlan           = "youth-plan"
)

func ofNotices() []Metric {
	t := language.T
	notices := t("meddelanden", "notices")
	return []Metric{
		span("K16.1", EducationNotice, t("Underrättelser om utbildning", "Notices about education"), t("underrättelser", "notices"), t(
			"Från den händelse som utlöser underrättelsen (till exempel antagning, start, avbrott eller avslut) till att den skickades. Gäller underrättelser som lag eller förordning föreskriver när händelsen inträffar. Inga pauser.",
			"From the event that calls for the notice (such as admission, start, interruption or end) to when it was sent. For notices that law or ordinance prescribes at the time of the event. No pauses.")),
		span("K16.2", InterruptionActed, t("Återkoppling vid avbrott", "Feedback on an interruption"), t("avbrott", "interruptions"), t(
			"Från att en underrättelse om avbrott togs emot till att mottagaren antecknade vad den gjort och återkopplade det. Det som ingen har öppnat räknas som mottaget när nästa arbetsdag börjar. Paus: tid då mottagaren väntar på begärd komplettering.",
			"From when a notice of an interruption was received to when the receiver noted what it did and told so. What nobody has opened counts as received when the next working day begins. Pause: time in which the receiver waits for information it asked for.")),
		span("K17.1", ActivityNotice, t("Meddelande om krav på aktivitet", "Notice about required activity"), notices, t(
			"Från den händelse som utlöser meddelandet till att det skickades: en person kan komma att omfattas av krav på aktivitet, eller en programdeltagare saknar beslutad insats. Räknas bara medan bestämmelserna gäller. Inga pauser.",
			"From the event that calls for the notice to when it was sent: a person may come to be required to be active, or a programme participant has no decided measure. Counted only while the provisions are in force. No pauses.")),
		span("K17.2", ActivityNoticeActed, t("Återkoppling på meddelande om aktivitet", "Feedback on a notice about activity"), notices, t(
			"Från att meddelandet togs emot till att mottagaren bedömt det och återkopplat bedömningen. Det som ingen har öppnat räknas som mottaget när nästa arbetsdag börjar. Paus: tid då mottagaren väntar på begärd komplettering.",
			"From when the notice was received to when the receiver assessed it and told the assessment. What nobody has opened counts as received when the next working day begins. Pause: time in which the receiver waits for information it asked for.")),
		state("K17.3", ParallelHours, t("Parallella heltidsinsatser", "Full-time measures at once"), t("personer", "persons"), t(
			"Antalet personer med gemensam planering som månadens sista dag har planerade insatser hos båda parter som tillsammans är mer än 40 timmar i veckan. Bara insatser som står i den gemensamma planeringen räknas.",
			"How many persons with a joint plan who on the month's last day have planned measures with both parties that together exceed 40 hours a week. Only measures in the joint plan count.")),
		span("K18.1", YouthContact, t("Första kontakt med unga", "First contact with young people"), t("unga", "young people"), t(
			"För personer under 25 år vid överlämningen: från att överlämningen togs emot till mottagarens första kontakt med den unge. Inga pauser. Ett utskickat brev är inte kontakt förrän det besvarats.",
			"For persons below 25 when handed over: from when the hand-over was accepted to the receiver's first contact with the young person. No pauses. A letter sent is no contact until answered.")),
		span("K18.1", YouthPlan, t("Planering för unga", "Plan for young people"), t("unga", "young people"), t(
			"För personer under 25 år vid överlämningen: från att överlämningen togs emot till att en gemensam planering finns, i kalenderdagar. Inga pauser. Unga vars ärende avslutas utan att en gemensam planering behövdes räknas inte.",
			"For persons below 25 when handed over: from when the hand-over was accepted to when a joint plan exists, in calendar days. No pauses. Young people whose matter is closed without a joint plan being needed do not count.")),
	}
}
