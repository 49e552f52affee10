package policy

import "samsyn/internal/language"

// ReadCorpus is to read all agreements in force side by side.
const ReadCorpus Action = "corpus.read" // all agreements in force as one text, beside the template

// chapterCorpus is the agreements as one text. An agreement in force is a public document, and so is what its parties
// have agreed otherwise than the template and why; to propose an amendment is in the chapter of drafts.
func chapterCorpus() Chapter {
	t := language.T
	return Chapter{Title: t("Överenskommelserna som en text", "The agreements as one text"), Rules: []Rule{
		{Action: ReadCorpus, Says: t("läsa de gällande överenskommelsernas texter och åtaganden sida vid sida", "read the texts and commitments of the agreements in force side by side"), Read: true,
			Who: Who{Anyone: {{All}}}, Law: "TF 2 kap."},
	}}
}
