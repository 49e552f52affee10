package negotiation_test

import (
	"net/http"
	"strings"
	"testing"

	"samsyn/internal/clause"
	"samsyn/internal/negotiation"
)

// TestALocalCommitmentByForm: the agency adds a commitment of the parties' own, changes it and takes it away; what is
// missing is said at its field; a measure that nothing measures says so; others cannot.
func TestALocalCommitmentByForm(t *testing.T) {
	s := serve(t)
	s.svc.Measured = func(string) bool { return true }
	d := s.begun()
	s.as(s.af)
	s.see(d.Path(), "Lokala åtaganden (0)", "Lägg till ett lokalt åtagande")
	s.see(d.Path()+"/text", "Lägg till ett åtagande i § 2")
	form := d.Path() + "/falt/commitment:?pa=9"
	page := s.see(form, "Vad lovas?", "Vem lovar?", "mäts inte än", "Per vilken period?")
	wrong := s.post(form, "seen", hidden(page, "seen"), "on", "9", "text", "Praktikplatser ordnas.", "by", "agency", "kind", "target", "metric", "coverage", "statistic", "share", "limit", "5", "target", "190", "window", "quarter", "from", "2027-05-01", "to", "2027-04-01")
	if wrong.Code != http.StatusUnprocessableEntity {
		t.Errorf("answers %d", wrong.Code)
	}
	s.says(wrong, "Välj enhet", "Välj om målet är minst", "mellan 0 och 100", "Sista dagen är före", "Praktikplatser ordnas.")
	good := []string{"seen", hidden(page, "seen"), "on", "9", "text", "Praktikplatser ordnas.", "by", "agency", "kind", "target", "metric", unmeasured(page), "statistic", "share", "limit", "5", "unit", "working-days",
		"comparator", "at-least", "target", "80", "window", "quarter", "mirrors", "K9.2", "relief", "1", "reason", "Vi har många unga.", "from", "2027-05-01"}
	s.goes(s.post(form, good...))
	k, ok := s.doc(d.ID).Commitment("L9.1")
	if !ok || k.Clause != "9" || k.By != clause.Agency || k.Mirrors != "K9.2" || !k.Relief || k.Measures[0].Limit != 5 || *k.Measures[0].Target != clause.N(80) || k.From.String() != "2027-05-01" || k.Text.En != k.Text.Sv {
		t.Fatalf("saved as %+v", k)
	}
	s.see(d.Path(), "Lokala åtaganden (1)", "L9.1", "Vi har många unga.")
	field := d.Path() + "/falt/commitment:L9.1"
	page = s.see(field, "mäts inte än")
	change := append([]string{}, good...)
	change[1] = hidden(page, "seen")
	s.goes(s.post(field, strings.Split(strings.ReplaceAll(strings.Join(change, "\x00"), "\x0080\x00", "\x0085\x00"), "\x00")...))
	if k, _ = s.doc(d.ID).Commitment("L9.1"); *k.Measures[0].Target != clause.N(85) {
		t.Errorf("changed to %v", k.Measures[0].Target)
	}
	s.goes(s.post(field, "remove", "1", "seen", negotiation.Stamp(s.doc(d.ID), "commitment:L9.1")))
	if _, there := s.doc(d.ID).Commitment("L9.1"); there {
		t.Error("it is still there")
	}
	s.goes(s.post(form, good...))
	if _, again := s.doc(d.ID).Commitment("L9.1"); !again {
		t.Log("a number that no frozen version has had is used again")
	}
	s.see(d.Path(), "L9.1")
	s.as(s.anna).see(d.Path(), "Lokala åtaganden (0)") // the draft is not seen before it is put forward
	if w := s.post(form, good...); w.Code == http.StatusSeeOther {
		t.Error("who does not hold the pen added a commitment")
	}
}

// unmeasured is a measure of the page's list that says that nothing measures it.
func unmeasured(page string) string {
	for _, o := range strings.Split(page, "<option")[1:] {
		if strings.Contains(o, "mäts inte än") {
			return strings.Split(strings.Split(o, `value="`)[1], `"`)[0]
		}
	}
	return ""
}

// TestALocalCommitmentComesIntoACommentedClause: after the first version it takes a comment on the clause.
func TestALocalCommitmentComesIntoACommentedClause(t *testing.T) {
	s := serve(t)
	d := s.whole()
	_, err := s.svc.Comment(ctx, s.anna, d.ID, clause.ClauseField("9"), "Vi vill lova mer här.")
	s.must(err)
	_, err = s.svc.TakePen(ctx, s.anna, d.ID)
	s.must(err)
	s.as(s.anna)
	page := s.see(d.Path()+"/falt/commitment:", "Vilken paragraf hör det till?")
	if !strings.Contains(page, `value="9"`) || strings.Contains(page, `value="28"`) {
		t.Error("the form offers clauses that are not open")
	}
	s.see(d.Path()+"/falt/commitment:?pa=9", "Vad lovas?")
	if strings.Contains(s.see(d.Path()+"/falt/commitment:?pa=28"), "Vad lovas?") {
		t.Error("a clause that nobody has commented on is open")
	}
}
