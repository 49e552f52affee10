package corpus

import "samsyn/internal/language"

var (
	sayTexts      = language.T("Överenskommelserna som en text", "The agreements as one text")
	sayDeviations = language.T("Alla avvikelser", "All deviations")
	sayTargets    = language.T("Åtaganden i hela landet", "Commitments across the country")

	sayShow      = language.T("Visa", "Show")
	sayClear     = language.T("Rensa", "Clear")
	sayAllPlaces = language.T("Alla län", "All counties")
	sayAllGroups = language.T("Alla grupper", "All groups")
	sayCounty    = language.T("Län", "County")
	sayGroup     = language.T("SKR:s kommungrupp", "SKR municipality group")

	sayClause       = language.T("Paragraf", "Clause")
	sayClauseID     = language.T("Paragrafens id", "Id of the clause")
	sayMunicipality = language.T("Kommun", "Municipality")
	sayCode         = language.T("Kommunkod", "Municipality code")
	sayAgreement    = language.T("Överenskommelse", "Agreement")
	sayKind         = language.T("Hur", "How")
	sayWords        = language.T("Vad som gäller", "What holds")
	sayReason       = language.T("Varför", "Why")
	sayOn           = language.T("Avser", "Concerns")
	sayVersion      = language.T("Mallversion", "Template version")
	sayWhere        = language.T("Var den avviker", "Where it deviates")
	sayOf           = language.T("Överenskommelser med text", "Agreements with a text")

	sayCount = language.T("%d överenskommelser", "%d agreements")
	sayOne   = language.T("%d överenskommelse", "%d agreement")

	sayNoneDeviates = language.T("Ingen överenskommelse avviker här.", "No agreement deviates here.")
	sayNoText       = language.T("texten finns inte i Samsyn", "the text is not in Samsyn")
)

// agreements is a number of agreements: "1 överenskommelse", "12 överenskommelser".
func agreements(n int) language.Text { return language.Plural(n, sayOne, sayCount) }

// municipalities is a number of municipalities.
func municipalities(n int) language.Text {
	return language.Plural(n, language.T("%d kommun", "%d municipality"), language.T("%d kommuner", "%d municipalities"))
}
