package template

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
)

// The kinds of notice of this room.
const (
	NoticeTemplate  = "template.next"      // the next version waits for, or lost, an approval
	NoticePublished = "template.published" // a new version is published
	NoticeHelp      = "template.help"      // a request for help came or was answered
)

// NoticeKinds are the kinds of notice of this room, for the house to install.
func NoticeKinds() []notice.Kind {
	t := language.T
	return []notice.Kind{
		{ID: NoticeTemplate, Name: t("Nästa version av mallen", "The template's next version"), Mail: true,
			Why: t("Du får detta därför att du är mallansvarig.", "You get this because you are a template lead.")},
		{ID: NoticePublished, Name: t("Nya versioner av mallen", "New versions of the template"), Mail: true,
			Why: t("Du får detta därför att du är samverkansansvarig.", "You get this because you are a coordinator.")},
		{ID: NoticeHelp, Name: t("Frågor om stöd", "Requests for help"), Mail: true,
			Why: t("Du får detta därför att du har ställt frågan eller svarar på frågor om stöd.", "You get this because you asked the question or answer requests for help.")},
	}
}

// tellKeepers tells the template leads of both bodies, except one.
func (s *Service) tellKeepers(ctx context.Context, tx *audit.Tx, v Version, text language.Text, except string) error {
	if s.Tell == nil {
		return nil
	}
	leads, err := account.HoldersOf(ctx, tx, policy.TemplateLead, keepers(), today(tx))
	if err != nil {
		return err
	}
	leads = slices.DeleteFunc(leads, func(id string) bool { return id == except })
	return s.tell(ctx, tx, notice.News{Kind: NoticeTemplate, Thing: v.Ref(), Text: text}, leads...)
}

// tellPublished tells the coordinators of every authority that a new version is there.
func (s *Service) tellPublished(ctx context.Context, tx *audit.Tx, v Version) error {
	if s.Tell == nil {
		return nil
	}
	all, err := directory.ListAuthorities(ctx, tx, directory.AuthorityFilter{}, today(tx))
	if err != nil {
		return err
	}
	var told []string
	for some := range slices.Chunk(all, 500) {
		ids := make([]string, len(some))
		for i, a := range some {
			ids[i] = a.ID
		}
		holders, err := account.HoldersOf(ctx, tx, policy.Coordinator, ids, today(tx))
		if err != nil {
			return err
		}
		told = append(told, holders...)
	}
	slices.Sort(told)
	return s.tell(ctx, tx, notice.News{Kind: NoticePublished, Thing: v.Ref(), Text: sayPublished.With(v.No, v.Note)}, slices.Compact(told)...)
}

// bodyName is one of the two bodies in running text.
func bodyName(authority string) language.Text {
	if authority == directory.SKR {
		return language.T("SKR", "SKR")
	}
	return language.T("Arbetsförmedlingen", "the employment agency")
}

var (
	sayApproved  = language.T("Version %d av mallen är godkänd av %s.", "Version %d of the template is approved by %s.")
	sayEnded     = language.T("Version %d av mallen ändrades efter ditt godkännande, som därför inte gäller längre. Läs och godkänn på nytt.", "Version %d of the template was changed after your approval, which therefore no longer holds. Read and approve again.")
	sayPublished = language.T("Version %d av mallen är publicerad. %s", "Version %d of the template is published. %s")

	approvedAlready = language.T("Ni har redan godkänt den här texten.", "You have already approved this text.")
	notApproved     = language.T("Ni har inget godkännande att ta tillbaka.", "You have no approval to take back.")
	fourEyes        = language.T("Samma person kan inte godkänna för båda. Be en kollega hos den andra parten.", "The same person cannot approve for both. Ask a colleague at the other body.")
	readAnew        = language.T("Texten har ändrats sedan du läste den. Läs ändringarna och godkänn på nytt.", "The text has changed since you read it. Read the changes and approve again.")
	noNote          = language.T("Skriv först vad som har ändrats, på båda språken. Det är det som läsarna ser.", "First write what has changed, in both languages. That is what readers see.")
	sameAsLatest    = language.T("Texten är likadan som den publicerade versionen. Ändra något innan ni godkänner.", "The text is the same as the published version. Change something before you approve.")
	lacksApproval   = language.T("%s har inte godkänt texten så som den nu lyder.", "The text as it now reads is not approved by %s.")
)
