package policy

import "samsyn/internal/language"

// Notices: what a person is told. See chapterNotice.
const (
	ReadNotices   Action = "notice.read"   // one's own notices, and marking them as seen
	PreferNotices Action = "notice.prefer" // which kinds one wants, and where
	StopNotices   Action = "notice.stop"   // turn a kind of e-mail off by the link in it, without signing in
)

// chapterNotice is the signed-in person's own notices. The system turns off what a link in an e-mail asks it to.
func chapterNotice() Chapter {
	t := language.T
	return Chapter{Title: t("Notiser", "Notices"), Rules: []Rule{
		{Action: ReadNotices, Says: t("läsa sina egna notiser", "read one's own notices"), Read: true, Who: Who{SignedIn: {{All}}}},
		{Action: PreferNotices, Says: t("välja vilka notiser man vill ha", "choose which notices one wants"), Who: Who{SignedIn: {{All}}, System: {{All}}}},
		{Action: StopNotices, Says: t("stänga av e-post med länken i den", "turn e-mail off by the link in it"), Who: Who{Anyone: {{All}}}},
	}}
}
