package app

import (
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/signin"
)

// signInNotices is how the owner of an account learns that somebody has changed with what it is signed in to.
func signInNotices() notice.Kind {
	t := language.T
	return notice.Kind{ID: signin.NoticeChanged, Name: t("Ändringar av dina inloggningssätt", "Changes of your means of sign-in"),
		Why: t("Du får detta därför att ditt konto har ändrats.", "You get this because your account has changed."), Mail: true, Urgent: true, Duty: true}
}

// resetNotices is how people learn that somebody else has opened an account anew: its owner, and those who can confirm it.
func resetNotices() notice.Kind {
	t := language.T
	return notice.Kind{ID: signin.NoticeReset, Name: t("Konton som öppnas på nytt", "Accounts that are opened anew"),
		Why: t("Du får detta därför att det är ditt konto, eller därför att du är administratör där.", "You get this because the account is yours, or because you are an admin there."), Mail: true, Urgent: true, Duty: true}
}
