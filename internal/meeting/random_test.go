package meeting_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fact"
	"samsyn/internal/meeting"
	"samsyn/internal/policy"
)

// TestRandomActs does what anybody might, allowed or not, and holds after each act that one time at most is booked, that
// what is booked suits everybody, and that the facts say what the events say.
func TestRandomActs(t *testing.T) {
	each(t, func(h *house) {
		for seed := range uint64(4) {
			r := rand.New(rand.NewPCG(seed, 7))
			in := asking()
			if seed%2 == 1 {
				in.Sort = meeting.SIP
			}
			m := h.ask(h.anna, in)
			for range 40 {
				h.randomAct(r, m.ID)
				h.holds(m.ID)
			}
		}
	})
}

func (h *house) randomAct(r *rand.Rand, meetingID string) {
	h.t.Helper()
	ctx, k := h.t.Context(), meeting.Key{ID: meetingID}
	who := []policy.Actor{h.anna, h.per}[r.IntN(2)]
	slots := func() (out []string) {
		for _, o := range h.offers(who, meetingID) {
			if r.IntN(4) > 0 {
				out = append(out, o.ID)
			}
		}
		return out
	}
	one := func() string {
		if all := slots(); len(all) > 0 {
			return all[0]
		}
		return "none"
	}
	parts := [][]meeting.Part{nil, {meeting.Agency}, {meeting.Municipality}, {meeting.Person}, {meeting.Agency, meeting.Person}}[r.IntN(5)]
	acts := []func() error{
		func() error { _, err := h.svc.Suit(ctx, who, k, r.IntN(2) == 0, slots()); return err },
		func() error { _, err := h.svc.Choose(ctx, h.nora, k, slots()); return err },
		func() error { _, err := h.svc.WaitOwn(ctx, h.nora, k, r.IntN(2) == 0); return err },
		func() error { _, err := h.svc.Book(ctx, who, k, one(), r.IntN(2) == 0); return err },
		func() error {
			way := meeting.Ways()[r.IntN(3)]
			_, err := h.svc.Offer(ctx, who, k, meeting.Times{Way: way, Spans: []meeting.Span{h.span(1 + r.IntN(4)), h.span(6)}})
			return err
		},
		func() error {
			_, err := h.svc.Held(ctx, who, k, meeting.Outcome{Absent: parts, Interpreted: meeting.Needed})
			return err
		},
		func() error { _, err := h.svc.Missed(ctx, who, k, parts); return err },
		func() error { _, err := h.svc.ReplySIP(ctx, who, k, meeting.Yes, "", false, consent()); return err },
		func() error { h.Clock.Advance(time.Duration(r.IntN(30)) * time.Hour); return h.svc.Tend(ctx) },
		func() error {
			if r.IntN(8) > 0 {
				return nil
			}
			_, err := h.svc.Cancel(ctx, who, k, "")
			return err
		},
	}
	_ = acts[r.IntN(len(acts))]() // what may not be done is refused; what holds is asked afterwards
}

func (h *house) holds(meetingID string) {
	h.t.Helper()
	v, err := h.svc.Get(h.t.Context(), h.DB, h.anna, meetingID)
	must(h.t, err)
	if booked := v.State == meeting.Booked || v.State == meeting.Held; booked != (v.Slot != "") || booked != !v.Starts.IsZero() {
		h.t.Fatalf("%s with %q at %v", v.State, v.Slot, v.Starts)
	}
	for _, o := range v.Offers {
		if v.State == meeting.Booked && o.ID == v.Slot && !o.Suits() {
			h.t.Fatalf("booked is %+v, which does not suit everybody", o)
		}
	}
	events, err := meeting.Events(h.t.Context(), h.DB, meetingID)
	must(h.t, err)
	count := map[meeting.Act]int{}
	absent := 0
	for _, e := range events {
		if count[e.Act]++; e.Act == meeting.Hold || e.Act == meeting.Miss {
			absent += strings.Count(e.Code, "agency") + strings.Count(e.Code, "municipality")
		}
	}
	h.same(meetingID, fact.MeetingHeld, "outcome = 'held'", count[meeting.Hold])
	h.same(meetingID, fact.InterpreterStated, "TRUE", count[meeting.Book])
	h.same(meetingID, fact.InterpreterPresent, "TRUE", count[meeting.Hold]+count[meeting.Miss])
	h.same(meetingID, fact.MeetingPartyAbsent, "opened IN (SELECT at FROM meeting_event WHERE meeting_id = $1 AND act IN ('hold', 'miss')) AND outcome = 'absent'", absent)
	h.same(meetingID, fact.MeetingPartyAbsent, "opened IN (SELECT at FROM meeting_event WHERE meeting_id = $1 AND act IN ('hold', 'miss'))", 2*(count[meeting.Hold]+count[meeting.Miss]))
	h.same(meetingID, fact.MeetingOffered, "closed IS NULL", b2i(count[meeting.Propose]+count[meeting.Cancel] == 0))
	h.same(meetingID, fact.MeetingHeld, "closed IS NULL", b2i(!v.State.Over()))
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (h *house) same(meetingID, metric, cond string, want int) {
	h.t.Helper()
	n, err := db.One[int64](h.t.Context(), h.DB, `SELECT COUNT(*) FROM fact WHERE metric = $2 AND id IN (SELECT fact_id FROM meeting_fact WHERE meeting_id = $1) AND `+cond, meetingID, metric)
	must(h.t, err)
	if int(n) != want {
		h.t.Fatalf("%s where %s: %d facts, the events say %d", metric, cond, n, want)
	}
}

// TestACalendarFileSaysNothingOfAnybody, whatever the person is called and whatever was written about them.
func TestACalendarFileSaysNothingOfAnybody(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("abcdefghijklmnopqrstuvwxyzåäö ;,\\\n\"")
	random := func(n int) string {
		out := make([]rune, n)
		for i := range out {
			out[i] = letters[r.IntN(len(letters))]
		}
		return string(out)
	}
	at := db.At(dbtest.Monday())
	for range 300 {
		where := random(r.IntN(120))
		m := meeting.Meeting{ID: "0198c0ffee", Matter: random(30), Municipality: "2085", Sort: meeting.SIP, State: meeting.Booked, Starts: at, Ends: db.At(at.Add(time.Hour)), Sequence: int64(r.IntN(9)), Interpreter: true, Message: random(30), Absent: random(20)}
		got := string(meeting.CalendarFile(m, where, "https://samsyn.example/", at.Time))
		for _, l := range strings.Split(strings.TrimSuffix(got, "\r\n"), "\r\n") {
			if len(l) > 75 || strings.ContainsAny(l, "\r\n") {
				t.Fatalf("a line of %d octets: %q", len(l), l)
			}
		}
		flat := strings.ReplaceAll(got, "\r\n ", "")
		want := fmt.Sprintf("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Samsyn//Möten//SV\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:0198c0ffee@samsyn\r\nSEQUENCE:%d\r\nDTSTAMP:20260302T080000Z\r\nDTSTART:20260302T080000Z\r\nDTEND:20260302T090000Z\r\nSUMMARY:Möte\r\n", m.Sequence)
		if where != "" {
			want += "LOCATION:" + strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(where) + "\r\n"
		}
		want += "URL:https://samsyn.example/personmoten/0198c0ffee\r\nSTATUS:CONFIRMED\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
		if flat != want { // nothing but this: neither the matter, nor what it is about, nor who
			t.Fatalf("the file is\n%s\nnot\n%s", flat, want)
		}
	}
	gone := string(meeting.CalendarFile(meeting.Meeting{ID: "1", State: meeting.Cancelled, Sequence: 4}, "", "", at.Time))
	for _, part := range []string{"METHOD:CANCEL\r\n", "STATUS:CANCELLED\r\n", "SEQUENCE:4\r\n"} {
		if !strings.Contains(gone, part) {
			t.Fatalf("cancelled, it lacks %q: %s", part, gone)
		}
	}
}
