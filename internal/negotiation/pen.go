package negotiation

import (
	"slices"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// mayWrite tells why an authority cannot change the document now; nil when it holds the pen.
func (d Draft) mayWrite(authority string) error {
	switch {
	case d.State == Drafting && d.Turn == authority:
		return nil
	case d.State == Drafting:
		return fault.New(fault.Conflict, sayOthersPen)
	case d.State == Proposed:
		return fault.New(fault.Conflict, sayTakePenFirst.With(d.Latest))
	}
	return d.closed()
}

// mayTake tells why an authority cannot take the pen; nil when it can. Proposals take turns: when a version lies before
// the parties, whoever has commented may take the pen and answer with the next, and so may whose version it is, once
// somebody else has commented. A version that was approved and then not signed, or whose approval was taken back, is open
// to whoever takes the pen first: the reason that was given is the comment.
func (d Draft) mayTake(authority, author string, threads []Thread) error {
	switch {
	case d.State == Drafting && d.Turn == authority:
		return fault.New(fault.Conflict, sayHavePen)
	case d.State == Drafting:
		return fault.New(fault.Conflict, sayPenGone)
	case d.State != Proposed:
		return d.closed()
	case d.Reason != "":
		return nil
	}
	for _, t := range threads {
		if t.State != Resolved && (t.joined(authority) || author == authority) {
			return nil
		}
	}
	return fault.New(fault.Conflict, sayCommentFirst)
}

// mayComment tells why nobody can comment now; nil when the parties can.
func (d Draft) mayComment() error {
	switch {
	case d.Latest == 0 && d.State == Drafting:
		return fault.New(fault.Conflict, sayNothingYet)
	case d.State == Proposed, d.State == Drafting:
		return nil
	}
	return d.closed()
}

// mayApprove tells why an authority cannot approve the version that it saw, when the latest has a digest; nil when it can.
func (d Draft) mayApprove(authority string, seen Approving, digest string, approvals []Approval) error {
	switch {
	case !d.State.Live():
		return d.closed()
	case d.Latest == 0:
		return fault.New(fault.Conflict, sayNothingYet)
	case seen.No != d.Latest:
		return fault.New(fault.Conflict, sayOldVersion.With(seen.No, d.Latest))
	case seen.Digest != digest:
		return fault.New(fault.Conflict, sayOtherText.With(d.Latest))
	case approved(approvals, d.Latest, authority):
		return fault.New(fault.Conflict, sayApprovedAlready.With(d.Latest))
	case d.State == Drafting:
		return fault.New(fault.Conflict, sayBeingWritten.With(d.Latest))
	case d.State != Proposed:
		return d.closed()
	}
	return nil
}

// Approving is which version somebody approves, as they saw it.
type Approving struct {
	No       int64  // number of the version
	Digest   string // its digest
	Decision string // the party's own decision; may be empty
}

// mayTakeBack tells why an authority cannot take its approval back; nil when it can.
func (d Draft) mayTakeBack(authority string, approvals []Approval) error {
	switch {
	case d.State != Proposed && d.State != Approved:
		return d.closed()
	case !approved(approvals, d.Latest, authority):
		return fault.New(fault.Conflict, sayNotApproved.With(d.Latest))
	}
	return nil
}

// mayWithdraw tells why the draft cannot be called off; nil when it can.
func (d Draft) mayWithdraw() error {
	if slices.Contains([]State{Drafting, Proposed, Approved}, d.State) {
		return nil
	}
	return d.closed()
}

// closed says in words why nothing more can be done to the draft as it stands.
func (d Draft) closed() error {
	text := map[State]language.Text{
		Drafting: sayOthersPen, Proposed: sayIsProposed, Approved: sayIsApproved, Signing: sayIsSigning,
		Concluded: sayIsConcluded, Withdrawn: sayIsWithdrawn, Expired: sayIsExpired,
	}[d.State]
	return fault.New(fault.Conflict, text)
}

var (
	sayOthersPen       = language.T("En annan part har pennan just nu. Vänta tills den har lämnat sitt förslag; ni kan kommentera under tiden.", "Another party holds the pen right now. Wait until it has put its proposal forward; you can comment meanwhile.")
	sayTakePenFirst    = language.T("Version %d ligger för godkännande. Kommentera det ni vill ändra och ta sedan pennan.", "Version %d is up for approval. Comment on what you want to change, then take the pen.")
	sayHavePen         = language.T("Ni har redan pennan.", "You hold the pen already.")
	sayPenGone         = language.T("En annan part hann ta pennan före er. Ni kan fortsätta kommentera, och svara när den har lämnat sin version.", "Another party took the pen before you. You can go on commenting, and answer when it has put its version forward.")
	sayCommentFirst    = language.T("Kommentera först de fält som ni vill ändra. Bara kommenterade fält öppnas.", "First comment on the fields that you want to change. Only commented fields open.")
	sayNothingYet      = language.T("Det finns ingen version att kommentera än. Vänta på det första förslaget.", "There is no version to comment on yet. Wait for the first proposal.")
	sayOldVersion      = language.T("Du såg version %d, men nu gäller version %d. Läs den och godkänn den i stället. Inget är sparat.", "You saw version %d, but now version %d is the current one. Read it and approve that instead. Nothing was saved.")
	sayOtherText       = language.T("Texten du såg är inte den som är fryst som version %d. Öppna versionen på nytt och läs den innan du godkänner.", "The text you saw is not the one frozen as version %d. Open the version again and read it before you approve.")
	sayBeingWritten    = language.T("Någon har tagit pennan för att ändra version %d. Vänta på nästa version och godkänn den.", "Somebody has taken the pen to change version %d. Wait for the next version and approve that.")
	sayApprovedAlready = language.T("Er myndighet har redan godkänt version %d.", "Your authority has approved version %d already.")
	sayNotApproved     = language.T("Er myndighet har inte godkänt version %d, så det finns inget att ta tillbaka.", "Your authority has not approved version %d, so there is nothing to take back.")
	sayIsProposed      = language.T("Utkastet ligger för godkännande. Alla parter behöver godkänna samma version först.", "The draft is up for approval. All parties need to approve the same version first.")
	sayIsApproved      = language.T("Alla parter har godkänt utkastet. Ta tillbaka ert godkännande, med skäl, om något behöver ändras.", "All parties have approved the draft. Take your approval back, with a reason, if something must change.")
	sayIsSigning       = language.T("Utkastet undertecknas. Vägra underskrift, med skäl, om det inte längre ska gälla.", "The draft is being signed. Refuse to sign, with a reason, if it should no longer hold.")
	sayIsConcluded     = language.T("Utkastet är undertecknat och har blivit en överenskommelse. Börja ett ändringsutkast om något ska bli annorlunda.", "The draft is signed and has become an agreement. Begin an amendment if something should change.")
	sayIsWithdrawn     = language.T("Utkastet är avbrutet. Börja ett nytt om ni vill fortsätta.", "The draft is called off. Begin a new one if you want to go on.")
	sayIsExpired       = language.T("Utkastet har förfallit därför att inget hände på tolv veckor. Börja ett nytt om ni vill fortsätta.", "The draft has lapsed because nothing happened for twelve weeks. Begin a new one if you want to go on.")
)
