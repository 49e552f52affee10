package enquiry_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/enquiry"
)

// TestACallThatWeMadeWaitsForThem: a question asked by telephone of somebody outside waits for them, and goes on doing so
// when it is late; one that somebody asked us waits for us.
func TestACallThatWeMadeWaitsForThem(t *testing.T) {
	each(t, func(h *house) {
		t := h.t
		n := enquiry.PhoneNote{Name: "Vårdcentralen (Demo)", Municipality: "2085", Topics: []contact.Topic{"Q-PLAN"}, Text: "Frågade när de har öppet."}
		_, err := h.svc.NotedByPhone(t.Context(), h.anna, n)
		must(t, err)
		counts := func() enquiry.Counts {
			got, err := h.svc.Count(t.Context(), h.anna)
			must(t, err)
			return got
		}
		if got := counts(); got != (enquiry.Counts{Waiting: 1, Mine: 1}) {
			t.Fatalf("asked: %+v", got)
		}
		h.at(calendar.NewDate(2026, 3, 9), 9, 0)
		if got := counts(); got != (enquiry.Counts{Waiting: 1, Mine: 1, Overdue: 1}) {
			t.Fatalf("late at theirs: %+v", got)
		}
		n.Incoming = true
		_, err = h.svc.NotedByPhone(t.Context(), h.anna, n)
		must(t, err)
		if got := counts(); got != (enquiry.Counts{Waiting: 2, Mine: 2, Turn: 1, Overdue: 1}) {
			t.Fatalf("asked of us: %+v", got)
		}
		h.at(calendar.NewDate(2026, 3, 16), 9, 0)
		if got := counts(); got != (enquiry.Counts{Waiting: 2, Mine: 2, Turn: 1, Late: 1, Overdue: 1}) {
			t.Fatalf("late at ours: %+v", got)
		}
	})
}

// TestTheInboxFetchesItsNumbersAnew: the part holds numbers alone, and the page is whole without it.
func TestTheInboxFetchesItsNumbersAnew(t *testing.T) {
	s := open(t)
	s.send(s.question())
	s.as(s.per)
	s.see("/fragor?vems=ingens", `id="antal"`, `hx-get="/fragor?vems=ingens"`, "1 fråga väntar på er", "Finns en aktuell handlingsplan")
	r := httptest.NewRequest(http.MethodGet, "/fragor?vems=ingens", nil)
	for name, value := range map[string]string{"HX-Request": "true", "HX-Target": "div#antal", "HX-Request-Type": "partial"} {
		r.Header.Set(name, value)
	}
	body := s.says(s.do(r), `id="antal"`, "1 fråga väntar på er", `href="/fragor"`)
	s.tellsNothing(body)
	for _, more := range []string{"<html", "handlingsplan", "<table"} {
		if strings.Contains(body, more) {
			t.Errorf("the part holds %q:\n%s", more, body)
		}
	}
}
