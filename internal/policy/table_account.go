package policy

import "samsyn/internal/language"

// chapterAccount is the signed-in person's own things, and the accounts of an authority. Nobody gives themselves a
// duty: that takes a second person, or the command of who runs the installation.
func chapterAccount() Chapter {
	t := language.T
	admin := Who{LocalAdmin: {{Own}}, System: {{All}}}
	notSelf := Cond{t("det gäller ditt eget konto", "it is your own account"), "{t}.id = {actor}"}
	return Chapter{Title: t("Konton och inloggning", "Accounts and sign-in"), Rules: []Rule{
		{Action: OpenHome, Says: t("öppna sin egen sida", "open one's own page"), Read: true, Who: Who{SignedIn: {{All}}}},
		{Action: SignOut, Says: t("logga ut", "sign out"), Who: Who{SignedIn: {{All}}}},
		{Action: ReadSession, Over: kindSession, Says: t("se inloggningar", "see sessions"), Read: true,
			Who: Who{SignedIn: {{Self}}, LocalAdmin: {{Own}}}},
		{Action: RevokeSession, Over: kindSession, Says: t("avsluta en inloggning", "end a session"),
			Who: Who{SignedIn: {{Self}}, LocalAdmin: {{Own}}, System: {{All}}}},
		{Action: ChangePassword, Over: kindAccount, Says: t("byta lösenord", "change a password"), Who: Who{SignedIn: {{Self}}}},
		{Action: ReadAccount, Over: kindAccount, Says: t("se ett konto och dess roller", "see an account and its roles"), Read: true,
			Who: Who{SignedIn: {{Self}}, LocalAdmin: {{Own}}, LogAuditor: {{Own}}, System: {{All}}}},
		{Action: AddAccount, Over: kindAuthority, Says: t("lägga upp ett konto hos en myndighet", "make an account in an authority"), Who: admin},
		{Action: EditAccount, Over: kindAccount, Says: t("ändra, spärra eller avsluta ett konto", "change, block or close an account"), Who: admin},
		{Action: GrantRole, Over: kindAccount, Says: t("ge ett konto en roll", "give an account a role"), Who: admin, Never: []Cond{notSelf}},
		{Action: ResetPassword, Over: kindAccount, Says: t("låta någon välja ett nytt lösenord", "let somebody choose a new password"), Who: admin},
		{Action: ManageAPIClient, Over: kindAuthority, Says: t("sköta en myndighets API-nycklar", "manage an authority's API keys"), Who: admin},
	}}
}
