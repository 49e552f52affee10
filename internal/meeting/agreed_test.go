package meeting_test

import (
	"testing"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/meeting"
	"samsyn/internal/policy"
)

// promised is what Ludvika and the agency promise in a measure, in working days; 0 is a promise without a time.
type promised struct {
	id, metric string
	days       int
}

// agree lets Ludvika and the agency agree on measures, with days of their own.
func (h *house) agree(list ...promised) {
	h.t.Helper()
	target := clause.N(90)
	doc := clause.Document{Template: 1, Clauses: []clause.Clause{{ID: "13", Heading: language.Same("Möten"), Text: language.Same("Möten hålls.")}}}
	for _, p := range list {
		m := clause.Measure{Metric: p.metric, Statistic: clause.Share, Comparator: clause.AtLeast, Target: &target, Window: clause.Quarter}
		if p.days > 0 {
			m.Limit, m.LimitUnit = p.days, clause.WorkingDays
		}
		doc.Commitments = append(doc.Commitments, clause.Commitment{ID: p.id, Clause: "13", By: clause.Both, Kind: clause.Target, Reason: "Prov", Text: language.Same("Möten."), Measures: []clause.Measure{m}})
	}
	must(h.t, h.Trail.Do(h.t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		from, to := h.today().AddMonths(-2), h.today().AddYears(2)
		a, err := agreement.New(h.Trail).Conclude(h.t.Context(), tx, agreement.Conclusion{Parties: []agreement.Party{{Authority: h.anna.Authority, Municipality: "2085"}}, From: from, To: to, Signed: from.AddDays(-10)})
		if err != nil {
			return err
		}
		return commitment.New(h.Trail).Enter(h.t.Context(), tx, a.ID, doc, from, to)
	}))
}

// due is when the latest fact of a measure is due.
func (h *house) due(metric string) time.Time {
	h.t.Helper()
	at, err := db.One[db.Time](h.t.Context(), h.DB, `SELECT due FROM fact WHERE metric = $1 ORDER BY opened DESC, id DESC`+db.Limit(1), metric)
	must(h.t, err)
	return at.Time
}

// TestTheAgreementsOwnDaysHold, not those that hold where nothing is agreed; and each fact stands under its commitment.
func TestTheAgreementsOwnDaysHold(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		usual := map[string]int{fact.MeetingOffered: 5, fact.MeetingHeld: 15, fact.SIPReply: 3, fact.PhysicalMeetingOffered: 10}
		own := []promised{{"K13.1", fact.MeetingOffered, 2}, {"K13.4", fact.MeetingHeld, 7}, {"K13.3", fact.SIPReply, 1}, {"K19.2", fact.PhysicalMeetingOffered, 4}, {"K13.2", fact.MeetingPartyAbsent, 0},
			{"K21.1", fact.InterpreterStated, 0}, {"K21.2", fact.InterpreterPresent, 0}, {"K19.1", fact.PresenceDays, 0}}
		in := asking()
		in.Sort = meeting.SIP
		h.ask(h.anna, in)
		for metric, days := range usual {
			h.dueIn(metric, days)
		}
		h.agree(own...)
		h.Clock.Advance(time.Minute)
		h.ask(h.anna, in)
		for _, p := range own {
			if p.days > 0 {
				h.dueIn(p.metric, p.days)
			}
		}
		in.Sort = meeting.ThreeParty
		m := h.booked(in)
		h.Clock.Set(m.Ends.Time)
		_, err := h.svc.Held(ctx, h.anna, id(m), meeting.Outcome{Interpreted: meeting.Needed})
		must(t, err)
		_, err = h.svc.PlanDay(ctx, h.per, aDay(calendar.NextWorkingDay(h.today().AddMonths(1).StartOfMonth())))
		must(t, err)
		for _, p := range own {
			n, err := db.One[int64](ctx, h.DB, `SELECT COUNT(*) FROM fact WHERE metric = $1 AND clause = $2 AND agreement_id <> ''`, p.metric, p.id)
			must(t, err)
			if n == 0 {
				t.Errorf("no fact of %s stands under %s", p.metric, p.id)
			}
		}
	})
}

func (h *house) dueIn(metric string, days int) {
	h.t.Helper()
	if got, want := calendar.DateOf(h.due(metric)), calendar.AddWorkingDays(h.today(), days); got != want {
		h.t.Errorf("%s is due %s, not %s: %d working days", metric, got, want, days)
	}
}
