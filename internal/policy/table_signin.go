package policy

import "samsyn/internal/language"

// With what people show who they are, beside the password.
const (
	ReadSignIn    Action = "signin.read"    // see with what an account signs in
	ChangeSignIn  Action = "signin.change"  // add or end a means of one's own
	ProveIdentity Action = "signin.prove"   // show anew who one is
	LinkIdentity  Action = "signin.link"    // tie an account to its subject at a provider
	ConfirmReset  Action = "signin.confirm" // confirm whose an account is, after somebody else opened it anew
	ForgetSignIn  Action = "signin.forget"  // take away every means of an account whose owner has lost them
)

// chapterSignIn is the means of showing who one is. Who has lost theirs turns to whoever runs the installation: a local
// admin who could both choose the password and take away the rest could act as anybody who signs.
func chapterSignIn() Chapter {
	t := language.T
	return Chapter{Title: t("Inloggningssätt", "Means of sign-in"), Rules: []Rule{
		{Action: ReadSignIn, Over: kindAccount, Says: t("se med vad ett konto loggar in", "see with what an account signs in"), Read: true,
			Who: Who{SignedIn: {{Self}}, LocalAdmin: {{Own}}, System: {{All}}}},
		{Action: ChangeSignIn, Over: kindAccount, Says: t("lägga till eller ta bort ett eget sätt att logga in", "add or end a means of sign-in of one's own"), Who: Who{SignedIn: {{Self}}, System: {{All}}}},
		{Action: ProveIdentity, Over: kindAccount, Says: t("legitimera sig på nytt", "show anew who one is"), Who: Who{SignedIn: {{Self}}}},
		{Action: LinkIdentity, Over: kindAccount, Says: t("knyta ett konto till en e-legitimation", "tie an account to an electronic identification"), Who: Who{LocalAdmin: {{Own}}, System: {{All}}},
			Never: []Cond{{t("det gäller ditt eget konto", "it is your own account"), "{actor} IS NOT NULL AND {t}.id = {actor}"}}},
		{Action: ConfirmReset, Over: kindAccount, Says: t("bekräfta ett konto som någon annan har öppnat på nytt", "confirm an account that somebody else has opened anew"), Who: Who{LocalAdmin: {{Own}}, System: {{All}}},
			Never: []Cond{{t("det gäller ditt eget konto", "it is your own account"), "{actor} IS NOT NULL AND {t}.id = {actor}"}}},
		{Action: ForgetSignIn, Over: kindAccount, Says: t("ta bort alla inloggningssätt från ett konto", "take away every means of sign-in of an account"), Who: Who{System: {{All}}}},
	}}
}
