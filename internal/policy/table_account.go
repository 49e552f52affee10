package policy

import "samsyn/internal/language"

// The signed-in person's own.
const (
	OpenHome        Action = "home.read"         // one's own first page after sign-in
	SignOut         Action = "session.end"       // leave
	ReadSession     Action = "session.read"      // list sessions
	RevokeSession   Action = "session.revoke"    // end a session elsewhere
	ActForAuthority Action = "session.authority" // act for another of one's authorities
	ChangePassword  Action = "account.password"  // choose a new password for one's own account
	ChangeLanguage  Action = "account.language"  // choose in which language one gets messages
)

// Accounts and roles.
const (
	ListAccounts    Action = "account.list"     // the list of accounts of an authority
	ReadAccount     Action = "account.read"     // see an account and its duties
	AddAccount      Action = "account.add"      // make an account in an authority
	EditAccount     Action = "account.edit"     // change, block or close an account; end a duty
	GrantRole       Action = "account.grant"    // give an account a duty
	ResetPassword   Action = "account.reset"    // let somebody choose a new password
	ManageAPIClient Action = "apiclient.manage" // make and revoke an authority's API keys
)

// chapterAccount is the signed-in person's own things, and the accounts of an authority. Nobody gives themselves a
// duty: that takes a second person, or the command of who runs the installation.
func chapterAccount() Chapter {
	t := language.T
	admin := Who{LocalAdmin: {{Own}}, System: {{All}}}
	notSelf := Cond{t("det gäller ditt eget konto", "it is your own account"), "{actor} IS NOT NULL AND {t}.id = {actor}"}
	return Chapter{Title: t("Konton och inloggning", "Accounts and sign-in"), Rules: []Rule{
		{Action: OpenHome, Says: t("öppna sin egen sida", "open one's own page"), Read: true, Who: Who{SignedIn: {{All}}}},
		{Action: SignOut, Says: t("logga ut", "sign out"), Who: Who{SignedIn: {{All}}}},
		{Action: ReadSession, Over: kindSession, Says: t("se inloggningar", "see sessions"), Read: true,
			Who: Who{SignedIn: {{Self}}, LocalAdmin: {{Own}}}},
		{Action: RevokeSession, Over: kindSession, Says: t("avsluta en inloggning", "end a session"),
			Who: Who{SignedIn: {{Self}}, LocalAdmin: {{Own}}, System: {{All}}}},
		{Action: ActForAuthority, Says: t("välja vilken av sina myndigheter man arbetar för", "choose for which of one's authorities to act"), Who: Who{SignedIn: {{All}}}},
		{Action: ChangePassword, Over: kindAccount, Says: t("byta lösenord", "change a password"), Who: Who{SignedIn: {{Self}}}},
		{Action: ChangeLanguage, Over: kindAccount, Says: t("välja språk för sina meddelanden", "choose the language of one's messages"), Who: Who{SignedIn: {{Self}}}},
		{Action: ListAccounts, Over: kindAccount, Says: t("se listan över en myndighets konton", "see the list of an authority's accounts"), Read: true,
			Who: Who{LocalAdmin: {{Own}}, LogAuditor: {{Own}}, System: {{All}}}},
		{Action: ReadAccount, Over: kindAccount, Says: t("se ett konto och dess roller", "see an account and its roles"), Read: true,
			Who: Who{SignedIn: {{Self}}, LocalAdmin: {{Own}}, LogAuditor: {{Own}}, System: {{All}}}},
		{Action: AddAccount, Over: kindAuthority, Says: t("lägga upp ett konto hos en myndighet", "make an account in an authority"), Who: admin},
		{Action: EditAccount, Over: kindAccount, Says: t("ändra, spärra eller avsluta ett konto", "change, block or close an account"), Who: admin},
		{Action: GrantRole, Over: kindAccount, Says: t("ge ett konto en roll", "give an account a role"), Who: admin, Never: []Cond{notSelf}},
		{Action: ResetPassword, Over: kindAccount, Says: t("låta någon välja ett nytt lösenord", "let somebody choose a new password"), Who: admin},
		{Action: ManageAPIClient, Over: kindAuthority, Says: t("sköta en myndighets API-nycklar", "manage an authority's API keys"), Who: admin},
	}}
}
