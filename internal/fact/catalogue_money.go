package fact

import "samsyn/internal/language"

func ofMoney() []Metric {
	t := language.T
	requisitions := t("rekvisitioner", "requisitions")
	return []Metric{
		span("K22.1", "cost-shift-commented", t("Kommentar till flyttad kostnad", "Comment on a moved cost"), t("poster", "entries"), t(
			"Från att posten registrerades och attesterades till att motparten godtog, bestred eller kommenterade den. Paus: tid då motparten väntar på begärt underlag. Makulerade poster räknas inte.",
			"From when the entry was recorded and attested to when the other party accepted, contested or commented on it. Pause: time in which the other party waits for evidence it asked for. Reversed entries do not count.")),
		part("K22.2", "cost-shift-report", t("Sammanställningar av flyttade kostnader", "Reports of moved costs"), t("sammanställningar", "reports"), t(
			"Antalet sammanställningar av flyttade uppgifter och kostnader som publicerades för styrgruppen under perioden. En sammanställning räknas en gång, den dag den först publicerades, även om den rättas senare.",
			"How many reports of moved tasks and costs were published for the steering group in the period. A report counts once, on the day it was first published, also if it is corrected later.")),
		span("K23.1", "requisition-review", t("Granskning av rekvisition", "Review of a requisition"), requisitions, t(
			"Från att en fullständig rekvisition lämnades in till att den godkändes, helt eller delvis, eller avslogs med skäl. Paus: från att rekvisitionen återlämnades för komplettering till att den kom tillbaka.",
			"From when a complete requisition was submitted to when it was approved, wholly or in part, or refused with a reason. Pause: from when it was returned for completion to when it came back.")),
		span("K23.1", "requisition-payment", t("Betalning av rekvisition", "Payment of a requisition"), requisitions, t(
			"Från att en fullständig rekvisition lämnades in till den dag beloppet betalades, i kalenderdagar. Paus: som för granskningen. Rekvisitioner på noll kronor och avslagna rekvisitioner räknas inte.",
			"From when a complete requisition was submitted to the day when the amount was paid, in calendar days. Pause: as for the review. Requisitions of nothing and those refused do not count.")),
		part("K23.2", "requisition-complete", t("Kompletta rekvisitioner från början", "Requisitions complete from the start"), requisitions, t(
			"Täljare: rekvisitioner som inte återlämnades för komplettering. Nämnare: alla rekvisitioner som fick beslut i perioden. Rekvisitioner som den sökande tog tillbaka räknas inte.",
			"Numerator: requisitions that were not returned for completion. Denominator: all requisitions decided in the period. Requisitions taken back by the claimant do not count.")),
		part("K23.3", "final-report-in-time", t("Slutredovisningar i tid", "Final reports in time"), t("slutredovisningar", "final reports"), t(
			"Täljare: slutredovisningar som lämnades in senast på sin förfallodag. Nämnare: alla slutredovisningar som förföll i perioden. En återlämnad slutredovisning räknas efter den dag då den först lämnades in.",
			"Numerator: final reports submitted by the day they were due. Denominator: all final reports due in the period. One that was returned counts by the day it was first submitted.")),
	}
}
