package exchange_test

import (
	"context"
	"testing"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fact"
	"samsyn/internal/law"
	"samsyn/internal/policy"
)

// agree lets the agency and the board of Ludvika have an agreement in force.
func (h *house) agree() string {
	h.t.Helper()
	a, err := agreement.New(h.Trail).Register(h.t.Context(), policy.Process("test"), agreement.Draft{Kind: agreement.Template2022, From: calendar.NewDate(2025, time.December, 1), To: calendar.NewDate(2028, time.November, 30),
		Bound: []agreement.Bound{{Municipality: "2085", Authority: h.ludvika}}})
	must(h.t, err)
	return a.ID
}

// disclosures lets the clock count, twice, and gives the facts.
func (h *house) disclosures() []fact.Fact {
	h.t.Helper()
	_, err := h.svc.CountDisclosures(h.t.Context())
	must(h.t, err)
	if n, err := h.svc.CountDisclosures(h.t.Context()); err != nil || n != 0 {
		h.t.Errorf("counted %d again, %v", n, err)
	}
	all, err := db.All[fact.Fact](h.t.Context(), h.DB, "SELECT id, metric, version, clause, agreement_id, municipality, authority_id, opened, due, closed, outcome, minutes, paused, part, whole, relieved, changed, mark FROM fact WHERE metric = $1 ORDER BY opened, outcome", fact.DisclosureWithGround)
	must(h.t, err)
	return all
}

func told(ground law.GroundID) exchange.Letter {
	return exchange.Letter{Kind: "answer", Body: "Hon har en plan.", Ground: ground, Purpose: "planering", Certified: true}
}

func TestEachDisclosureIsCountedOnceWithItsGround(t *testing.T) {
	each(t, func(h *house) {
		under := h.agree()
		c := h.begin(true, exchange.Party{Authority: directory.PES})
		_, err := h.post(h.anna, c.ID, told(law.Consent))
		must(t, err)
		h.Clock.Advance(time.Hour)
		_, err = h.post(h.eva, c.ID, told(law.AdultEducationDuty))
		must(t, err)
		h.Clock.Advance(time.Hour)
		_, err = h.post(h.anna, c.ID, exchange.Letter{Kind: "more", Body: "Vad är bråttom?", Bare: true}) // tells nothing of the person
		must(t, err)
		if _, err = h.post(h.anna, c.ID, exchange.Letter{Kind: "answer", Body: "Hon har en plan."}); err == nil {
			t.Fatal("told without a ground")
		}
		facts := h.disclosures()
		if len(facts) != 2 {
			t.Fatalf("%d disclosures: %+v", len(facts), facts)
		}
		for i, want := range []struct{ by, ground string }{{h.ludvika, string(law.Consent)}, {directory.PES, string(law.AdultEducationDuty)}} {
			f := facts[i]
			if f.Authority != want.by || f.Outcome != want.ground || f.Agreement != under || f.Municipality != "2085" || f.Clause != "K20.1" || f.Closed.After(f.Due.Time) {
				t.Errorf("disclosure %d by %s on %s: %+v", i, want.by, want.ground, f)
			}
		}
	})
}

// A message that has come to stand without a ground, though the rule refuses it, is not counted as kept.
func TestADisclosureWithoutAGroundIsMissed(t *testing.T) {
	each(t, func(h *house) {
		h.agree()
		c := h.begin(true, exchange.Party{Authority: directory.PES})
		m, err := h.post(h.anna, c.ID, told(law.Consent))
		must(t, err)
		must(t, h.act(h.anna, func(ctx context.Context, tx *audit.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE exchange_message SET ground = '' WHERE id = $1", m.ID)
			return err
		}))
		if facts := h.disclosures(); len(facts) != 1 || facts[0].Outcome != fact.Missed {
			t.Errorf("without a ground: %+v", facts)
		}
	})
}

func TestWhatIsNoDisclosureUnderAnAgreement(t *testing.T) {
	each(t, func(h *house) {
		before := h.begin(true, exchange.Party{Authority: directory.PES})
		_, err := h.post(h.anna, before.ID, told(law.Consent)) // no agreement stands
		must(t, err)
		if facts := h.disclosures(); len(facts) != 0 {
			t.Errorf("without an agreement: %+v", facts)
		}
		h.agree()
		if facts := h.disclosures(); len(facts) != 0 {
			t.Errorf("counted later: %+v", facts)
		}
		other := h.begin(true, exchange.Party{Authority: h.falun}) // with a board that is no party
		_, err = h.post(h.anna, other.ID, told(law.Consent))
		must(t, err)
		general := h.begin(false, exchange.Party{Authority: directory.PES}) // about nobody
		_, err = h.post(h.anna, general.ID, exchange.Letter{Kind: "question", Body: "När är ni öppna?"})
		must(t, err)
		if facts := h.disclosures(); len(facts) != 0 {
			t.Errorf("no disclosure under an agreement: %+v", facts)
		}
	})
}
