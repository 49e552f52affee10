package enquiry_test

import (
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/enquiry"
	"samsyn/internal/policy"
)

// A question is found by its number by both its sides, in whatever box, and by nobody else: another's number finds what no
// number finds.
func TestAQuestionIsFoundByItsNumber(t *testing.T) {
	each(t, func(h *house) {
		e := h.send(h.question())
		found := func(actor policy.Actor, number string) int {
			h.t.Helper()
			list, err := h.svc.Lines(h.t.Context(), h.DB, actor, enquiry.Filter{Number: number})
			must(h.t, err)
			for _, i := range list {
				if i.ID != e.ID {
					h.t.Errorf("%s finds another question", number)
				}
			}
			return len(list)
		}
		whole := e.Number()
		short := strings.ReplaceAll(whole[len("F-2026-"):], "-", "")
		for _, asked := range []string{whole, strings.ToLower(whole), short, " " + short[:4] + " " + short[4:] + " "} {
			if found(h.anna, asked) != 1 || found(h.per, asked) != 1 {
				h.t.Errorf("%q does not find it", asked)
			}
			if found(h.cia, asked) != 0 {
				h.t.Errorf("%q finds it for a stranger", asked)
			}
		}
		for _, none := range []string{"F-2026-0000-0000", "F", "4821", "%", "' OR 1=1"} {
			if found(h.anna, none) != 0 {
				h.t.Errorf("%q finds a question", none)
			}
		}
	})
}

// A database from before there were numbers gets them once.
func TestPlacesAreNumberedOnce(t *testing.T) {
	each(t, func(h *house) {
		e := h.send(h.question())
		h.act(func(tx *audit.Tx) error {
			_, err := tx.Exec(h.t.Context(), `UPDATE enquiry_side SET number = ''`)
			return err
		})
		for range 2 {
			must(h.t, enquiry.NumberAll(h.t.Context(), h.Trail))
		}
		list, err := h.svc.Lines(h.t.Context(), h.DB, h.per, enquiry.Filter{Number: e.Number()})
		must(h.t, err)
		if len(list) != 1 {
			h.t.Error("it is not found by its number")
		}
	})
}
