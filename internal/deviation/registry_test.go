package deviation_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/record"
)

// numberAt is the number of a deviation as somebody of an authority reads it.
func (h *house) numberAt(who policy.Actor, d deviation.Deviation) string {
	h.t.Helper()
	v, err := h.svc.Get(h.t.Context(), h.DB, who, d.ID)
	h.must(err)
	return v.Registry
}

// register lets the clock give numbers, and says how many there were.
func (h *house) register(want int) {
	h.t.Helper()
	n, err := h.svc.Register(h.t.Context())
	h.must(err)
	if n != want {
		h.t.Errorf("%d numbers, want %d", n, want)
	}
}

func (h *house) count(query string, args ...any) int64 {
	h.t.Helper()
	n, err := db.One[int64](h.t.Context(), h.DB, query, args...)
	h.must(err)
	return n
}

// TestBothSidesRegisterADeviation: each under its own number, of its own series, once.
func TestBothSidesRegisterADeviation(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		first, second := h.report(), h.report()
		if h.numberAt(h.per, first) != "" {
			t.Error("a number before the clock has given any")
		}
		h.register(4)
		h.register(0)
		for _, who := range []policy.Actor{h.elin, h.per} {
			if a, b := h.numberAt(who, first), h.numberAt(who, second); a == "" || b == "" || a == b {
				t.Errorf("%s has the numbers %q and %q", who.Name, a, b)
			}
		}
		thing, found, err := record.Find(ctx, h.DB, directory.PES, h.numberAt(h.per, first))
		if h.must(err); !found || thing != deviation.FileRef(first.ID, directory.PES) {
			t.Errorf("the number names %v", thing)
		}
		if n := h.count("SELECT COUNT(*) FROM trail_entry WHERE kind = 'deviation-file' AND action = 'deviation.register'"); n != 4 {
			t.Errorf("%d lines in the trail", n)
		}
		// who reads along in the steering group has no file of it
		h.readAlong(first)
		h.register(0)
		h.refused(h.svc.Number(ctx, h.other, first.ID, "X 1"), fault.Denied, "a number of who has no file")
		if _, err := deviation.Room().Due(ctx, h.DB, deviation.FileRef(first.ID, h.elsewhere).ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("who has no file may destroy it: %v", err)
		}
	})
}

// TestAnAuthorityWithItsOwnDiary types its number, which the other side does not see, and finds the deviation by it.
func TestAnAuthorityWithItsOwnDiary(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		d, other := h.report(), h.report()
		h.must(h.svc.Number(ctx, h.anna, d.ID, " AMN  2026/12 "))
		h.register(3)
		if got := h.numberAt(h.elin, d); got != "AMN 2026/12" {
			t.Errorf("the board has %q", got)
		}
		theirs := h.numberAt(h.per, d)
		h.must(h.svc.Number(ctx, h.maja, d.ID, "Af-2026/0007 7"))
		if now := h.numberAt(h.per, d); now == theirs || h.numberAt(h.elin, d) != "AMN 2026/12" {
			t.Errorf("the agency has %q", now)
		}
		found := func(who policy.Actor, number string) (ids []string) {
			h.t.Helper()
			all, err := h.svc.List(ctx, h.DB, who, deviation.Filter{Registry: number})
			h.must(err)
			for _, i := range all {
				ids = append(ids, i.ID+" "+i.Registry)
			}
			return ids
		}
		if got := found(h.elin, "amn2026/12"); len(got) != 1 || got[0] != d.ID+" AMN 2026/12" {
			t.Errorf("the board finds %v", got)
		}
		for what, got := range map[string][]string{"the other's number": found(h.per, "AMN 2026/12"), "the number it had": found(h.per, theirs), "elsewhere": found(h.other, "AMN 2026/12"), "none": found(h.elin, "x")} {
			if len(got) != 0 {
				t.Errorf("%s finds %v", what, got)
			}
		}
		h.expect2(h.svc.Withdraw(ctx, h.elin, h.key(d), "Den var med två gånger."))("withdrawn 1 1")
		if got := found(h.elin, "AMN 2026/12"); len(got) != 1 {
			t.Error("one that is over is not found")
		}
		h.refused(h.svc.Number(ctx, h.anna, other.ID, "AMN 2026/12"), fault.Conflict, "a number that another has")
		h.refused(h.svc.Number(ctx, h.anna, other.ID, ""), fault.Invalid, "no number")
		h.refused(h.svc.Number(ctx, h.anna, other.ID, "199201012383"), fault.Invalid, "a personal number")
		h.refused(h.svc.Number(ctx, h.other, other.ID, "X 1"), fault.NotFound, "another authority")
		h.refused(h.svc.Number(ctx, h.anna, "nothing", "X 1"), fault.NotFound, "no such deviation")
	})
}

func TestTheRegistryNumberInPages(t *testing.T) {
	s := open(t)
	d := s.report()
	s.as(s.elin)
	s.see(d.Page(), "Diarienummer hos er", "Ges inom en minut", "Ange numret i er egen diarieföring")
	s.register(2)
	s.see(d.Page(), s.numberAt(s.elin, d))
	_, again := s.post(d.Page()+"/diarienummer", http.StatusUnprocessableEntity, "registryNumber", "199201012383")
	if !strings.Contains(again, "personnummer") || !strings.Contains(again, `value="199201012383"`) {
		t.Error("the form does not come back with what was written and why")
	}
	s.post(d.Page()+"/diarienummer", http.StatusSeeOther, "registryNumber", "AMN 2026/12")
	s.see(d.Page(), "AMN 2026/12")
	s.see("/avvikelser?diarienummer="+url.QueryEscape("amn 2026/12"), d.Page(), "1 avvikelse")
	s.see("/avvikelser?diarienummer=x", "Ingen avvikelse stämmer")
	if w := s.get("/avvikelser?diarienummer=19920101-2383"); w.Code != http.StatusSeeOther || strings.Contains(w.Header().Get("Location"), "1992") {
		t.Errorf("an address with a personal number answers %d and leads to %s", w.Code, w.Header().Get("Location"))
	}
	s.see("/avvikelser?format=csv", "Diarienummer hos er", "AMN 2026/12")
	s.see("/api/v1/deviations?registryNumber=AMN+2026/12", `"registryNumber":"AMN 2026/12"`)
	s.see("/api/v1/deviations/"+d.ID, `"registryNumber":"AMN 2026/12"`)
	s.as(s.per)
	if body := s.see(d.Page(), "Diarienummer hos er"); strings.Contains(body, "AMN 2026/12") {
		t.Error("the other side sees the board's number")
	}
	s.as(s.other)
	s.post(d.Page()+"/diarienummer", http.StatusNotFound, "registryNumber", "X 1")
}
