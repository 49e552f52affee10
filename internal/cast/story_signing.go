package cast

import (
	"context"
	"fmt"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/signing"
)

// Signings lets Ludvika and the agency sign the text of their agreement: the coordinators write it from the template and
// approve it, six people sign it after showing who they are, and the sealed document is made. So the demo has a whole
// text to read, to prove and to amend.
func Signings(ctx context.Context, a *app.App) error {
	have, err := db.One[int64](ctx, a.DB, "SELECT count(*) FROM signing_round")
	if err != nil || have > 0 {
		return err
	}
	s := &signingStory{draftStory{App: a, people: map[string]policy.Actor{}}}
	held, ok, err := s.holding(ctx, "2085")
	if err != nil || !ok {
		return err
	}
	for _, user := range []string{Anna, Birgit, Per, Karin, Lars, Mats, Siv, PerL, Karl} {
		if s.people[user], err = actorOf(ctx, a, user); err != nil {
			return err
		}
	}
	no, err := s.write(ctx, held.ID)
	if err != nil {
		return fmt.Errorf("the text of Ludvika: %w", err)
	}
	round, err := s.putForward(ctx, no)
	if err != nil {
		return fmt.Errorf("the signing in Ludvika: %w", err)
	}
	for _, at := range signers() {
		if err := s.sign(ctx, round, at); err != nil {
			return fmt.Errorf("%s signs: %w", at.user, err)
		}
	}
	return a.Signing.Seal(ctx, round.ID)
}

// signingStory is what the parties of Ludvika's first text do.
type signingStory struct{ draftStory }

// signer is who signs for a party, as what, in which turn, and on what delegation.
type signer struct {
	user, function           string
	capacity                 signing.Capacity
	turn                     int64
	decision, ground, number string
}

// signers are the six who sign: the municipality's two boards first, then the agency.
func signers() []signer {
	const work, social, agency = "AMN 2025/17 (Demo)", "SN 2025/41 (Demo)", "Af-2025/0311 (Demo)"
	return []signer{
		{Karin, "förvaltningschef", signing.Administrative, 1, "AMN § 88", "delegationsordningen punkt 4.2", work},
		{Lars, "nämndens ordförande", signing.Political, 1, "AMN § 88", "nämndens beslut", work},
		{Mats, "socialchef", signing.Administrative, 1, "SN § 112", "delegationsordningen punkt 3.7", social},
		{Siv, "nämndens ordförande", signing.Political, 1, "SN § 112", "nämndens beslut", social},
		{PerL, "enhetschef", signing.Administrative, 2, "Arbetsordningen", "delegationsordningen punkt 6.1", agency},
		{Karl, "sektionschef", signing.Political, 2, "Arbetsordningen", "delegationsordningen punkt 6.1", agency},
	}
}

// write is the draft from the template to the version that all have approved.
func (s *signingStory) write(ctx context.Context, agreement string) (negotiation.Draft, error) {
	per := s.people[Per]
	d, err := s.Drafts.Start(ctx, per, negotiation.Beginning{Kind: negotiation.Amendment, Agreement: agreement})
	if err != nil {
		return d, err
	}
	if err := s.say(ctx, per, d.ID); err != nil {
		return d, err
	}
	if err := s.fill(ctx, per, d.ID); err != nil {
		return d, err
	}
	if err := s.deviate(ctx, per, d.ID); err != nil {
		return d, err
	}
	if d, err = s.Drafts.Propose(ctx, per, d.ID); err != nil {
		return d, err
	}
	text, err := negotiation.TextAt(ctx, s.DB, d.ID, d.Latest)
	if err != nil {
		return d, err
	}
	for _, user := range []string{Anna, Birgit, Per} {
		if d, err = s.Drafts.Approve(ctx, s.people[user], d.ID, negotiation.Approving{No: text.No, Digest: text.Digest}); err != nil {
			return d, err
		}
	}
	return d, nil
}

// say fills in what the parties of Ludvika would write.
func (s *signingStory) say(ctx context.Context, who policy.Actor, id string) error {
	work, err := negotiation.Work(ctx, s.DB, id)
	if err != nil {
		return err
	}
	said := ofLudvika()
	for _, v := range work.Variables {
		value, ok := said[v.ID]
		if !ok || !v.Fixed.IsZero() || v.Check(value) != nil {
			continue // another template than the one that these are written for
		}
		f := clause.VariableField(v.ID)
		if _, _, err := s.Drafts.Change(ctx, who, id, negotiation.Edit{Field: f, Seen: negotiation.Stamp(work, f), Value: &value}); err != nil {
			return fmt.Errorf("%s: %w", v.ID, err)
		}
	}
	return nil
}

// deviate is the one place where Ludvika's text is not the template's.
func (s *signingStory) deviate(ctx context.Context, who policy.Actor, id string) error {
	work, err := negotiation.Work(ctx, s.DB, id)
	if err != nil {
		return err
	}
	f := negotiation.NewDeviation
	_, _, err = s.Drafts.Change(ctx, who, id, negotiation.Edit{Field: f, Seen: negotiation.Stamp(work, f), Deviation: &clause.Deviation{On: "19", Kind: clause.Adds,
		Text: "En av närvarodagarna varje månad är i Grängesberg.", Reason: "Många sökande där har svårt att ta sig till Ludvika. (Demo)"}})
	return err
}

// putForward puts the approved version forward for signing.
func (s *signingStory) putForward(ctx context.Context, d negotiation.Draft) (signing.Round, error) {
	var seats []signing.Seat
	for _, at := range signers() {
		who := s.people[at.user]
		seats = append(seats, signing.Seat{Authority: who.Authority, Capacity: at.capacity, Account: who.ID, Function: at.function, Group: at.turn})
	}
	return s.Signing.Begin(ctx, s.people[Per], d.ID, seats)
}

// sign lets one person record the delegation, show who they are by a one-time code, and sign.
func (s *signingStory) sign(ctx context.Context, r signing.Round, at signer) error {
	who := s.people[at.user]
	who.Session = "demo" // the proof holds in it alone
	for _, slot := range r.Slots {
		if slot.Account != who.ID {
			continue
		}
		decided := calendar.AddWorkingDays(today(s.App), -10)
		if err := s.Signing.SetDelegation(ctx, who, slot.ID, signing.Delegation{Decision: at.decision, Decided: decided, Ground: at.ground, RegistryNumber: at.number}, at.function); err != nil {
			return err
		}
		code, err := s.SignIn.DemoCode(ctx, who.ID)
		if err != nil {
			return err
		}
		if _, err := s.SignIn.ProveByCode(ctx, who, code); err != nil {
			return err
		}
		return s.Signing.Sign(ctx, who, slot.ID, r.Digest)
	}
	return fmt.Errorf("no place to sign in for %s", at.user)
}
