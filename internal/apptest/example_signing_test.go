package apptest

import (
	"context"
	"fmt"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/policy"
	"samsyn/internal/signing"
	"samsyn/internal/template"
)

// signingExamples are a round that is open, where the world's signatory at the owner has not signed and the agency's
// signature came on paper, and a round that is completed and sealed.
func (w *world) signingExamples(ctx context.Context, a *app.App) (map[string]example, error) {
	d := drafting{ctx, a, w.owner, "2006-01-01", "2008-12-31"}
	open, err := d.round(w.signatory().account)
	if err != nil {
		return nil, fmt.Errorf("an open round: %w", err)
	}
	waiting, brought := open.Slots[0], open.Slots[1]
	if err := d.bring(brought); err != nil {
		return nil, fmt.Errorf("a signature on paper: %w", err)
	}
	done, err := d.completed()
	if err != nil {
		return nil, fmt.Errorf("a completed round: %w", err)
	}
	w.around = map[string]string{string(template.Kind): "1", string(signing.RoundKind): open.ID}
	round, slot := example{signing.RoundKind, open.ID, nothing}, example{signing.SlotKind, waiting.ID, nothing}
	return map[string]example{
		"/underskrift/{id}":                     round,
		"/overenskommelser/{id}/text":           {agreement.AgreementKind, done.Agreement, nothing},
		"/signings/{id}":                        round,
		"/underskrift/plats/{slot}":             slot,
		"/signatures/{slot}":                    slot,
		"/underskrift/{id}/overenskommelse.pdf": {signing.RoundKind, done.ID, nothing},
		"/underskrift/plats/{slot}/inskannad":   {signing.SlotKind, brought.ID, nothing},
		"/underskrift/plats/{slot}/bekrafta":    {signing.SlotKind, brought.ID, nothing},
	}, nil
}

// signatory is the world's signatory at the owner.
func (w *world) signatory() member {
	for _, m := range w.people {
		if m.place == owner && m.role == policy.Signatory {
			return m
		}
	}
	return member{}
}

// round puts an approved draft forward for two signatures: the owner's by an account, the agency's by one of its own.
func (d drafting) round(account string) (signing.Round, error) {
	draft, err := d.draft([]string{d.owner, directory.PES})
	if err != nil {
		return signing.Round{}, err
	}
	agency, err := d.holder(directory.PES)
	if err != nil {
		return signing.Round{}, err
	}
	return d.Signing.Begin(d, coordinatorAt(d, d.App, d.owner), draft, []signing.Seat{
		{Authority: d.owner, Capacity: signing.Administrative, Account: account, Function: "förvaltningschef", Delegation: exampleDelegation(), Group: 1},
		{Authority: directory.PES, Capacity: signing.Administrative, Account: agency, Function: "enhetschef", Delegation: signing.Delegation{Both: true}, Group: 1}})
}

func (d drafting) holder(authority string) (string, error) {
	all, err := account.HoldersOf(d, d.DB, policy.Signatory, []string{authority}, today(d.App))
	if err != nil {
		return "", err
	}
	if len(all) == 0 {
		return "", fmt.Errorf("nobody signs for %s", authority)
	}
	return all[0], nil
}

func exampleDelegation() signing.Delegation {
	return signing.Delegation{Decision: "§ 88", Decided: calendar.NewDate(2026, 2, 16), Ground: "4.2", RegistryNumber: "2026/17", Both: true}
}

// bring takes in a signature on paper.
func (d drafting) bring(s signing.Slot) error {
	scan, err := d.scan()
	if err != nil {
		return err
	}
	return d.Signing.Bring(d, coordinatorAt(d, d.App, s.Authority), s.ID, signing.OnPaper{Name: "Påhittad Person (Demo)", Function: "chef", On: calendar.NewDate(2026, 2, 27), Scan: scan, Delegation: exampleDelegation()})
}

// completed is a round whose signatures all came on paper, and were confirmed by the other party.
func (d drafting) completed() (signing.Round, error) {
	account, err := d.holder(d.owner)
	if err != nil {
		return signing.Round{}, err
	}
	r, err := d.round(account)
	if err != nil {
		return r, err
	}
	for i, s := range r.Slots {
		other := r.Slots[1-i].Authority
		if err := d.bring(s); err != nil {
			return r, err
		}
		brought, err := signing.ByID(d, d.DB, r.ID)
		if err != nil {
			return r, err
		}
		if err := d.Signing.Confirm(d, coordinatorAt(d, d.App, other), s.ID, r.Digest, brought.Slots[i].Paper); err != nil {
			return r, err
		}
	}
	if err := d.Signing.Seal(d, r.ID); err != nil {
		return r, err
	}
	return signing.ByID(d, d.DB, r.ID)
}
