package fact

import "samsyn/internal/language"

// The measures of deviations, as the room of deviations records them.
const (
	DeviationAcknowledged    = "deviation-acknowledged"
	DeviationResolvedLocally = "deviation-resolved-locally"
	EscalatedWhenDue         = "escalated-when-due"
	RecurringAnalysed        = "recurring-analysed"
)

func ofLearning() []Metric {
	t := language.T
	return []Metric{
		span("K24.1", "quarterly-report", t("Kvartalsrapporten klar", "Quarterly report ready"), t("rapporter", "reports"), t(
			"Från kvartalets sista dag till att rapporten om åtagandena publicerades för båda parter. Inga pauser. Första kvartalet räknas om överenskommelsen gällt minst en hel månad av det.",
			"From the quarter's last day to when the report on the commitments was published for both parties. No pauses. The first quarter counts if the agreement was in force for at least a whole month of it.")),
		part("K24.2", "survey-answered", t("Enkätens svarsfrekvens", "Response rate of the survey"), t("inbjudna", "invited"), t(
			"Täljare: inbjudna hos parten som lämnade in minst hälften av enkätens slutna frågor besvarade. Nämnare: alla inbjudna hos parten. Adresser som visat sig vara fel innan enkäten stängdes räknas inte.",
			"Numerator: those invited from the party who submitted the survey with at least half of its closed questions answered. Denominator: all invited from the party. Addresses found to be wrong before the survey closed do not count.")),
		part("K24.3", "improvements-done", t("Genomförda förbättringar", "Improvements carried out"), t("förbättringar", "improvements"), t(
			"Antalet förbättringar som parterna beslutat och som under perioden antecknades som genomförda och uppföljda. Beslut som ännu inte följts upp räknas inte.",
			"How many improvements that the parties decided were noted in the period as carried out and followed up. Decisions not followed up yet do not count.")),
		part("K24.4", "national-data-delivered", t("Uppgifter till nationell granskning", "Data for national review"), t("perioder", "periods"), t(
			"Täljare: perioder vars uppgifter lämnades enligt den gemensamma specifikationen senast den utsatta dagen. Nämnare: alla perioder som skulle lämnas. Uppgifter som underkänns av specifikationens kontroller är inte lämnade.",
			"Numerator: periods whose data was delivered according to the common specification by the set day. Denominator: all periods that were to be delivered. Data that fails the checks of the specification is not delivered.")),
	}
}

func ofDeviations() []Metric {
	t := language.T
	deviations := t("avvikelser", "deviations")
	return []Metric{
		span("K25.1", DeviationAcknowledged, t("Bekräftelse av avvikelse", "Acknowledgement of a deviation"), deviations, t(
			"Från att avvikelsen rapporterades till att en människa hos den mottagande parten bekräftade den. Automatiska svar räknas inte. Inga pauser.",
			"From when the deviation was reported to when a human being of the receiving party acknowledged it. Automatic replies do not count. No pauses.")),
		span("K25.2", DeviationResolvedLocally, t("Avvikelser lösta lokalt", "Deviations resolved locally"), deviations, t(
			"Från att avvikelsen rapporterades till att den löstes på nivå 1 eller 2, det vill säga utan att styrgruppen behövde ta över. En avvikelse som gått till nivå 3 eller 4 räknas som missad. Paus: tid då mottagaren väntar på begärd komplettering.",
			"From when the deviation was reported to when it was resolved on level 1 or 2, that is without the steering group taking over. A deviation that rose to level 3 or 4 counts as missed. Pause: time in which the receiver waits for information it asked for.")),
		part("K25.3", EscalatedWhenDue, t("Avvikelser lyfta när tiden gått ut", "Deviations raised when the time was up"), deviations, t(
			"Täljare: avvikelser, och frågor som inte besvarats i tid, som lyftes till nästa nivå den dag nivåns tid gick ut. Nämnare: alla vars tid på en nivå gick ut i perioden utan att de var lösta. Det är en systemregel: systemet lyfter dem självt.",
			"Numerator: deviations, and questions not answered in time, raised to the next level on the day on which the level's time was up. Denominator: all whose time on a level was up in the period without being resolved. It is a system rule: the system raises them itself.")),
		part("K25.4", RecurringAnalysed, t("Orsaksanalys av återkommande avvikelser", "Analysis of recurring deviations"), t("återkommande avvikelser", "recurring deviations"), t(
			"Täljare: slag av avvikelser som återkommit minst tre gånger under kvartalet och som fått en antecknad orsaksanalys senast kvartalet därpå. Nämnare: alla slag som återkommit minst tre gånger. Avvikelser som bestritts och avskrivits räknas inte.",
			"Numerator: kinds of deviation that occurred at least three times in the quarter and got a noted analysis of causes by the following quarter. Denominator: all kinds that occurred at least three times. Deviations disputed and struck off do not count.")),
	}
}
