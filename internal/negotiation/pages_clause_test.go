package negotiation_test

import (
	"strings"
	"testing"

	"samsyn/internal/clause"
	"samsyn/internal/negotiation"
)

// TestWhatIsReplacedIsMarked: what holds instead is read before the template's words, which are marked as not holding.
func TestWhatIsReplacedIsMarked(t *testing.T) {
	s := serve(t)
	d := s.begun()
	_, _, err := s.svc.Change(ctx, s.af, d.ID, negotiation.Edit{Field: negotiation.NewDeviation, Seen: negotiation.Stamp(s.doc(d.ID), negotiation.NewDeviation),
		Deviation: &clause.Deviation{On: "9", Kind: clause.Replaces, Text: "Frågor besvaras varje måndag.", Reason: "Få frågor."}})
	s.must(err)
	body := s.as(s.af).get(d.Path() + "/text").Body.String()
	own, template := strings.Index(body, "Frågor besvaras varje måndag."), strings.Index(body, "<del><p>En fråga besvaras skyndsamt.")
	if own < 0 || template < own || strings.Contains(body, "</h2><p>En fråga besvaras skyndsamt.") {
		t.Errorf("own words at %d, the template's at %d", own, template)
	}
}
