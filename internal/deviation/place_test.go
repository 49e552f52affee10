package deviation_test

import (
	"testing"

	"samsyn/internal/deviation"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
)

// A place in a list is a reader's input like any other: one that no page gave is refused or finds nothing, and is no fault of ours.
func TestAPlaceThatNoPageGave(t *testing.T) {
	each(t, func(h *house) {
		ctx, many := h.t.Context(), "99999999999"
		wellAnswered := func(what string, err error) {
			h.t.Helper()
			if err != nil && !fault.Is(err, fault.Invalid) {
				h.t.Errorf("%s: %v", what, err)
			}
		}
		for _, metric := range []string{fact.DeviationAcknowledged, fact.EscalatedWhenDue, fact.RecurringAnalysed} {
			for _, after := range [][]string{{"2026-03-09T15:30:00Z", "y", many, "0"}, {"2026-03-09T15:30:00Z", "y", "1", "-" + many}, {"0000-01-01T00:00:00Z", "", "1", "0"}, {"9999-12-31T23:59:59Z", "y", "1", "1"}} {
				_, err := deviation.BehindFigure(ctx, h.DB, h.anna, figure(metric), after, 2)
				wellAnswered(metric+" after "+after[0]+" "+after[2]+" "+after[3], err)
			}
		}
		for _, after := range [][]string{{many, "2026-03-09", "x"}, {"-1", "2026-03-09", "x"}, {"1", "0000-01-01", "x"}, {"1", "0001-01-01", "x"}, {"1", "9999-12-31", "x"}} {
			_, err := h.svc.Analyses(ctx, h.DB, h.anna, deviation.AnalysisFilter{After: after})
			wellAnswered("analyses after "+after[0]+" "+after[1], err)
		}
		for _, after := range [][]string{{"0000-01-01T00:00:00Z", "x"}, {"9999-12-31T23:59:59Z", "x"}} {
			_, err := h.svc.List(ctx, h.DB, h.anna, deviation.Filter{After: after})
			wellAnswered("deviations after "+after[0], err)
		}
	})
}
