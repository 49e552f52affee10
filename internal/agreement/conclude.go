package agreement

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// ActionConclude is what the trail says when the last signature of an agreement made here is given.
const ActionConclude policy.Action = "agreement.conclude"

// Conclusion is what the parties have signed, as far as the register keeps it.
type Conclusion struct {
	ID       string  // of the agreement that it amends, renews or lets somebody join; empty for a new one
	Parties  []Party // all that are bound from then on; Arbetsförmedlingen is added when it is left out
	From, To calendar.Date
	Signed   calendar.Date // by the last party
	Kind     Kind          // empty: as before, or the template of 2022
	File     string        // id of the signed document
	Source   string        // empty: that it was signed here
	Renewal  bool          // the next term of the agreement: what was agreed before holds until the day before it
}

// Conclude enters in the register what has been signed, in the act of the last signature: the coverage changes at once.
// Who may sign is what the signing has asked.
//
// With an ID it goes on with that agreement when the new time follows on the old without a gap; what begins after a gap
// is an agreement of its own. A party that is new joins on the first day of what was signed; one that is left out has
// left the day before.
func (s *Service) Conclude(ctx context.Context, tx *audit.Tx, c Conclusion) (Agreement, error) {
	before, err := concluded(ctx, tx, c)
	if err != nil {
		return Agreement{}, err
	}
	a := c.apply(before)
	if before.ID == "" {
		a.ID, a.Version = tx.NewID(), 1
	}
	if err := settle(ctx, tx, DraftOf(a), &a); err != nil {
		return a, err
	}
	names, err := namesOf(ctx, tx, today(tx))
	if err != nil {
		return a, err
	}
	if before.ID == "" {
		err = insert(ctx, tx, []Agreement{a}, names)
	} else {
		err = update(ctx, tx, &a, names)
	}
	if err != nil {
		return a, err
	}
	if err := tx.Note(ActionConclude, a.Ref(), noteOf(before, a)); err != nil {
		return a, err
	}
	return a, s.follow(ctx, tx, []Agreement{a})
}

// concluded is the agreement that goes on; none when a new one begins.
func concluded(ctx context.Context, tx *audit.Tx, c Conclusion) (Agreement, error) {
	if c.From.IsZero() || c.Signed.IsZero() || len(c.Parties) == 0 {
		return Agreement{}, fault.New(fault.Invalid, notWhole)
	}
	if c.ID == "" {
		return Agreement{}, nil
	}
	before, err := get(ctx, tx, c.ID)
	if err != nil {
		return before, err
	}
	if before.Standing == Concluded && !c.Renewal && before.Coming(c.From) && !c.To.IsZero() && c.To.Before(before.RenewedFrom.AddDays(-1)) {
		return before, fault.New(fault.Conflict, gapBeforeRenewal.With(before.RenewedFrom))
	}
	if last := before.Last(); before.Standing == Concluded && !last.IsZero() && c.From.After(last.AddDays(1)) {
		return Agreement{}, nil
	}
	return before, nil
}

// apply gives the agreement with what was signed.
func (c Conclusion) apply(a Agreement) Agreement {
	before := a
	goesOn := a.ID != "" && a.Standing == Concluded
	a.Standing, a.Signed, a.Scan = Concluded, c.Signed, c.File
	if !goesOn || c.From.Before(a.From) {
		a.From = c.From
	}
	if goesOn && later(c.To, before.To) || c.To.IsZero() {
		a.Terminated = calendar.Date{} // what was signed for a longer time takes a notice back
	}
	if a.To = c.To; goesOn && !c.Renewal && before.Coming(c.From) {
		a.To = before.To // what is changed is changed until the renewal begins
	}
	if c.Renewal && goesOn && c.From.After(before.From) {
		a.RenewedFrom = c.From
	}
	if !a.Terminated.IsZero() {
		a.Terminated = earlierEnd(a.Terminated, a.To)
	}
	if c.Kind != "" {
		a.Kind = c.Kind
	}
	if a.Kind == "" {
		a.Kind = Template2022
	}
	if a.Source = c.Source; a.Source == "" {
		a.Source = signedHere.Sv
	}
	a.Parties = c.parties(before, goesOn)
	return a
}

// parties are those who are bound, and those who were.
func (c Conclusion) parties(before Agreement, goesOn bool) []Party {
	out := slices.Clone(c.Parties)
	if !slices.ContainsFunc(out, func(p Party) bool { return p.Authority == directory.PES }) {
		out = append([]Party{{Authority: directory.PES}}, out...)
	}
	for i, p := range out {
		at := slices.IndexFunc(before.Parties, func(q Party) bool { return q.Authority == p.Authority })
		switch {
		case at >= 0:
			out[i].Joined, out[i].Left = before.Parties[at].Joined, c.leaves(before, before.Parties[at])
			if p.RegistryNumber == "" {
				out[i].RegistryNumber = before.Parties[at].RegistryNumber
			}
		case goesOn && c.From.After(before.From):
			out[i].Joined = c.From
		}
	}
	for _, p := range before.Parties {
		gone := !slices.ContainsFunc(out, func(q Party) bool { return q.Authority == p.Authority })
		if gone && goesOn && c.From.After(before.From) {
			p.Left = earlierEnd(p.Left, c.From.AddDays(-1))
			out = append(out, p)
		}
	}
	return out
}

// leaves is the last day of a party that was to leave when this was signed; zero when it stays. A change of what is agreed
// takes neither a notice nor a hand-over back. A longer time takes the notice back, but a board that another has taken
// the place of is still replaced.
func (c Conclusion) leaves(before Agreement, p Party) calendar.Date {
	if p.Left.IsZero() || p.Left.Before(c.Signed) {
		return calendar.Date{}
	}
	longer := c.To.IsZero() || later(c.To, before.To)
	replaced := slices.ContainsFunc(before.Parties, func(q Party) bool {
		return q.Municipality == p.Municipality && q.Joined == p.Left.AddDays(1)
	})
	if longer && !replaced {
		return calendar.Date{}
	}
	return p.Left
}

var (
	signedHere = language.T("undertecknad i Samsyn", "signed in Samsyn")
	notWhole   = language.T("Det som undertecknas saknar parter, första dag eller dag för undertecknande.", "What is signed lacks parties, a first day or a day of signing.")
)

// ActionKeepSigned is what the trail says when the sealed document of a signed agreement is kept with it.
const ActionKeepSigned policy.Action = "agreement.signed.keep"

// KeepSigned keeps the sealed document of an agreement that was signed here as its copy, in the act that made it.
func (s *Service) KeepSigned(ctx context.Context, tx *audit.Tx, id, fileID string) error {
	a, err := get(ctx, tx, id)
	if err != nil {
		return err
	}
	a.Scan = fileID
	names, err := namesOf(ctx, tx, today(tx))
	if err != nil {
		return err
	}
	if err := update(ctx, tx, &a, names); err != nil {
		return err
	}
	return tx.Note(ActionKeepSigned, a.Ref(), map[string]string{"file": fileID})
}
