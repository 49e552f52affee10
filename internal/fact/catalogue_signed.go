package fact

import "samsyn/internal/language"

// The measures of the agreement's own life (§§ 26–29).
const (
	AgreementPublished  = "published-by-both"    // K26.1
	RegistryNumbers     = "registry-numbers"     // K27.1
	AnnualReview        = "annual-review"        // K28.1
	RenewedEarly        = "renewed-early"        // K28.2
	SignatureDelegation = "signature-delegation" // K29.1
	DraftToSigned       = "draft-to-signed"      // K29.2
)

func ofSigned() []Metric {
	t := language.T
	agreements := t("överenskommelser", "agreements")
	return []Metric{
		span("K26.1", AgreementPublished, t("Tid till publicering", "Time to publication"), agreements, t(
			"Från den sista underskriften till att överenskommelsen var publicerad hos båda parter: i det öppna registret och på partens egen webbplats enligt partens anteckning. Inga pauser.",
			"From the last signature to when the agreement was published by both parties: in the open register and on the party's own website as the party noted. No pauses.")),
		span("K27.1", RegistryNumbers, t("Diarienummer ifyllt", "Registry number filled in"), agreements, t(
			"Från den sista underskriften till att partens diarienummer fanns på överenskommelsen. Räknas för varje part för sig. Inga pauser. Ett nummer som rättas räknas från den dag det först fylldes i.",
			"From the last signature to when the party's registry number was on the agreement. Counted for each party. No pauses. A corrected number counts from the day one was first filled in.")),
		part("K28.1", AnnualReview, t("Årlig översyn", "Annual review"), agreements, t(
			"Täljare: överenskommelser vars översyn antecknades som genomförd under de tolv månaderna före årsdagen. Nämnare: alla överenskommelser vars årsdag inföll i perioden. Årsdagen räknas från första giltighetsdagen. En ändring av överenskommelsen är inte en översyn.",
			"Numerator: agreements whose review was noted as done in the twelve months before the anniversary. Denominator: all agreements whose anniversary fell in the period. The anniversary is of the first day in force. An amendment is no review.")),
		part("K28.2", RenewedEarly, t("Ny överenskommelse i god tid", "New agreement in good time"), agreements, t(
			"Täljare: överenskommelser som fick en undertecknad efterföljare senast 30 dagar före sin sista dag. Nämnare: alla överenskommelser som nådde den dagen i perioden. Överenskommelser som sagts upp, eller som ersatts av en gemensam för flera kommuner, räknas inte.",
			"Numerator: agreements that got a signed successor at least 30 days before their last day. Denominator: all agreements that reached that day in the period. Agreements terminated, or replaced by one for several municipalities, do not count.")),
		part("K29.1", SignatureDelegation, t("Underskrifter med beslut och delegation", "Signatures with decision and delegation"), t("underskrifter", "signatures"), t(
			"Täljare: underskrifter med antecknat beslut, beslutsdatum och delegationsgrund. Nämnare: alla underskrifter i perioden, digitala och på papper. Det är en systemregel: ingen kan skriva under innan uppgifterna finns.",
			"Numerator: signatures with a noted decision, date of decision and ground of delegation. Denominator: all signatures in the period, digital and on paper. It is a system rule: nobody can sign before they are there.")),
		span("K29.2", DraftToSigned, t("Tid från utkast till underskrift", "Time from draft to signature"), agreements, t(
			"Från att det första utkastet skapades till den sista underskriften, i kalenderdagar. Inga pauser. Utkast som drogs tillbaka eller förföll räknas inte. Ändringar under löptiden räknas inte.",
			"From when the first draft was made to the last signature, in calendar days. No pauses. Drafts withdrawn or expired do not count. Amendments in the agreement's time do not count.")),
	}
}
