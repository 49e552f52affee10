package signing

import "samsyn/internal/language"

// Texts of this room's pages.
var (
	saySignatures = language.T("Underskrifter", "Signatures")
	sayRound      = language.T("Undertecknande", "Signing")
	saySign       = language.T("Underteckna", "Sign")
	sayRefuse     = language.T("Säg nej", "Refuse")
	sayWithdraw   = language.T("Ta tillbaka", "Withdraw")
	sayDelegation = language.T("Registrera delegationen", "Record the delegation")
	sayReplace    = language.T("Byt undertecknare", "Replace the signatory")
	sayPaper      = language.T("Lämna in på papper", "Bring on paper")
	sayConfirm    = language.T("Bekräfta papperet", "Confirm the paper")
	sayEvidence   = language.T("Bevis", "Evidence")
	sayWho        = language.T("Vem", "Who")
	sayParty      = language.T("Part", "Party")
	sayCapacity   = language.T("Undertecknar som", "Signs as")
	sayState      = language.T("Läge", "State")
	sayOrder      = language.T("Tur", "Turn")
	sayBegin      = language.T("Välj undertecknare", "Choose the signatories")
	sayReason     = language.T("Skäl", "Reason")
	sayNoneWaits  = language.T("*Inget väntar på din underskrift.*", "*Nothing waits for your signature.*")
	sayWhenWaits  = language.T("När alla parter har godkänt en text läggs den fram för underskrift. Då får du en notis, och det står här och på Min dag.", "When all parties have approved a text it is put forward for signing. You then get a notice, and it stands here and on My day.")
)
