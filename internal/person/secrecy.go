package person

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Result is what a secrecy test came to.
type Result string

// The results.
const (
	Disclose     Result = "disclose"
	DisclosePart Result = "partly"
	Refuse       Result = "refuse"
)

// Test is a secrecy test (sekretessprövning): by whom and when follow from the act.
type Test struct {
	Thing    ref.Ref // what was asked: a question
	Ground   string  // id of the ground in the record, if one is pointed to
	Kind     law.GroundID
	Result   Result
	Given    string // what was told, in few words
	Withheld string // what was not, and why
}

// Tested records a secrecy test about a record in an act under way, whose caller has asked whether the actor may. What
// is told needs a ground that the law's table has on the day, and what is withheld needs words.
func (s *Service) Tested(ctx context.Context, tx *audit.Tx, p Person, side law.Side, t Test) error {
	if err := t.check(side, tx); err != nil {
		return err
	}
	if t.Result != Refuse {
		if err := Unrestricted(ctx, tx, p.ID); err != nil {
			return err
		}
	}
	row := struct {
		ID        string       `db:"id"`
		Person    string       `db:"person_id"`
		Authority string       `db:"authority_id"`
		Kind      ref.Kind     `db:"thing_kind"`
		Thing     string       `db:"thing_id"`
		GroundID  string       `db:"ground_id"`
		Ground    law.GroundID `db:"ground"`
		By        string       `db:"by_account"`
		At        db.Time      `db:"at"`
		Result    Result       `db:"result"`
		Given     []byte       `db:"given"`
		Withheld  []byte       `db:"withheld"`
	}{ID: tx.NewID(), Person: p.ID, Authority: p.Authority, Kind: t.Thing.Kind, Thing: t.Thing.ID, GroundID: t.Ground, Ground: t.Kind,
		By: tx.Actor().ID, At: db.At(tx.Now()), Result: t.Result}
	var err error
	if row.Given, err = sealText(s.keys(), place("person_test", "given", row.ID), t.Given); err != nil {
		return err
	}
	if row.Withheld, err = sealText(s.keys(), place("person_test", "withheld", row.ID), t.Withheld); err != nil {
		return err
	}
	if err := db.InsertLater(ctx, tx, "person_test", row); err != nil {
		return err
	}
	return tx.Note(policy.TestSecrecy, ref.To(PersonKind, p.ID), map[string]any{"result": t.Result, "ground": t.Kind, "about": t.Thing})
}

func (t Test) check(side law.Side, tx *audit.Tx) error {
	var p []fault.Problem
	g, known := law.GroundOf(t.Kind)
	if t.Result != Refuse && (!known || g.Restricted || !g.UsableBy(side, today(tx))) {
		p = append(p, fault.Field("ground", unknownGround))
	}
	if t.Result != Disclose && t.Withheld == "" {
		p = append(p, fault.Field("withheld", language.T("Skriv vad som inte lämnas ut, och varför.", "Write what is not disclosed, and why.")))
	}
	switch t.Result {
	case Disclose, DisclosePart, Refuse:
	default:
		p = append(p, fault.Field("result", language.T("Välj om uppgifterna lämnas ut.", "Choose whether the information is disclosed.")))
	}
	if len(p) > 0 {
		return fault.New(fault.Invalid, language.T("Sekretessprövningen är inte hel.", "The secrecy test is not whole."), p...)
	}
	return nil
}
