package simulate

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"

	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/directory"
	"samsyn/internal/template"
)

// signedAgreement is one line of the register.
type signedAgreement struct {
	code, board      string
	signed, from, to calendar.Date
}

// register gives every agreement that is signed in the years simulated, or holds when they begin: nine of ten
// municipalities have one, each for three years; nine of ten of those that end are renewed in time, most others some
// months late, and a few never. What the country had on 15 March 2023 was 261 of 290.
func register(seed uint64, towns []directory.Municipality, from, to calendar.Date) (all []signedAgreement) {
	for _, t := range towns {
		d := diceOf(seed, "agreement "+t.Code, 0)
		board := ""
		if !diceOf(seed, "board "+t.Code, 0).happens(0.4) {
			board = boardName
		}
		begins := from.AddDays(-d.IntN(3 * 365))
		if d.happens(0.1) {
			begins = from.AddDays(d.IntN(3 * 365)) // it has none yet
		}
		for begins.Before(to) {
			g := signedAgreement{code: t.Code, board: board, signed: begins.AddDays(-d.IntN(40)), from: begins, to: begins.AddYears(3).AddDays(-1)}
			all = append(all, g)
			begins = g.to.AddDays(1)
			switch n := d.IntN(100); {
			case n >= 97:
				begins = to
			case n >= 90:
				begins = begins.AddDays(20 + d.IntN(160))
			}
		}
	}
	return all
}

// between are those that are signed in a period, its last day excluded; the first of them bear the earlier ones too.
func between(all []signedAgreement, from, to calendar.Date) (out []signedAgreement) {
	for _, g := range all {
		if g.signed.Before(to) && (from.IsZero() || !g.signed.Before(from)) {
			out = append(out, g)
		}
	}
	return out
}

// enter takes agreements in by the import that everybody uses, and their commitments with them.
func enter(ctx context.Context, a *app.App, list []signedAgreement) error {
	if len(list) == 0 {
		return nil
	}
	before, err := agreement.List(ctx, a.DB, agreement.Filter{})
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, g := range before {
		known[g.ID] = true
	}
	file, err := asCSV(list)
	if err != nil {
		return err
	}
	if _, err := a.Agreements.Import(ctx, system(), agreement.Input{Reader: bytes.NewReader(file), Name: "simulate.csv", Kind: agreement.Template2022}, nil); err != nil {
		return err
	}
	after, err := agreement.List(ctx, a.DB, agreement.Filter{})
	if err != nil {
		return err
	}
	first, err := template.ByNumber(ctx, a.DB, 1)
	if err != nil {
		return err
	}
	doc := agreed(first.Doc)
	for _, g := range after {
		if known[g.ID] {
			continue
		}
		if err := a.Trail.Do(ctx, system(), func(tx *audit.Tx) error { return a.Commitments.Enter(ctx, tx, g.ID, doc, g.From, g.To) }); err != nil {
			return err
		}
	}
	return nil
}

func asCSV(list []signedAgreement) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := w.Write([]string{"code", "board", "agreement_id", "status", "signed", "valid_from", "valid_to", "registry_number_af", "source"})
	for _, g := range list {
		err = errors.Join(err, w.Write([]string{g.code, g.board, "sim-" + g.code + "-" + g.from.String(), "agreement", g.signed.String(), g.from.String(), g.to.String(),
			fmt.Sprintf("Af-%d/%s", g.signed.Year, g.code), "Påhittad"}))
	}
	w.Flush()
	return b.Bytes(), errors.Join(err, w.Error())
}

// agreed is the template with every open target settled.
func agreed(d clause.Document) clause.Document {
	d.Commitments = append([]clause.Commitment(nil), d.Commitments...)
	for i, c := range d.Commitments {
		c.Measures = append([]clause.Measure(nil), c.Measures...)
		for k, m := range c.Measures {
			if c.Kind == clause.Target && m.Target == nil {
				n := clause.N(10)
				if m.Statistic == clause.Share {
					n = clause.N(80)
				}
				c.Measures[k].Target, c.Reason = &n, "Målet följer av hur många det gällde förra året. (Demo)"
			}
		}
		d.Commitments[i] = c
	}
	return d
}
