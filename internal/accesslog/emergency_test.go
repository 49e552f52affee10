package accesslog_test

import (
	"strings"
	"testing"
	"time"

	"samsyn/internal/accesslog"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

const why = "Akut: den som är utsedd är sjuk och personen ringde."

// opened is an emergency opening by Nora that waits to be reviewed.
func (h *house) opened() (person.Person, accesslog.Emergency) {
	h.t.Helper()
	p := h.known(h.elin.Authority, number, "Nora Testberg", h.elin)
	must(h.t, h.persons.OpenInEmergency(h.t.Context(), h.nora, p.ID, why))
	list, err := h.svc.Emergencies(h.t.Context(), h.DB, h.ulla, accesslog.EmergencyFilter{Limit: 10})
	must(h.t, err)
	if len(list) != 1 {
		h.t.Fatalf("%+v", list)
	}
	return p, list[0]
}

// TestAnEmergencyOpeningIsReviewed: within five working days, by somebody else, who sees why and about whom, which is noted.
func TestAnEmergencyOpeningIsReviewed(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		p, e := h.opened()
		if want := calendar.NewDate(2026, 3, 9).At(16, 30); !e.Due.Equal(want) || e.Account != "nora" {
			h.t.Errorf("due %s, want %s: %+v", e.Due, want, e)
		}
		h.counts(fact.EmergencyReviewed, 1, 0)
		shown, err := h.svc.EmergencyOpened(ctx, h.ulla, e.ID)
		must(h.t, err)
		if shown.Reason != why || shown.Whom != "Nora Testberg" {
			h.t.Errorf("%+v", shown)
		}
		list, err := h.svc.Of(ctx, h.DB, []string{p.ID}, "", 10)
		must(h.t, err)
		if len(list) != 2 || list[0].Account != "ulla" || list[0].Action != policy.SeeReviewed || !list[1].Emergency() || strings.Contains(list[1].WhySaid().Sv, "sjuk") {
			h.t.Errorf("%+v", list)
		}
		_, err = h.svc.JudgeEmergency(ctx, h.ulla, e.ID, 0, "", "")
		refused(h.t, err, fault.Invalid, "outcome")
		_, err = h.svc.JudgeEmergency(ctx, h.ulla, e.ID, 0, accesslog.Justified, " ")
		refused(h.t, err, fault.Invalid, "words")
		_, err = h.svc.JudgeEmergency(ctx, h.ulla, e.ID, 9, accesslog.Justified, "Ja.")
		refused(h.t, err, fault.Conflict, "")
		h.Clock.Set(calendar.NewDate(2026, 3, 4).At(9, 0))
		_, err = h.svc.JudgeEmergency(ctx, h.olle, e.ID, e.Version, accesslog.Justified, "Det gick inte att vänta.")
		must(h.t, err)
		_, err = h.svc.JudgeEmergency(ctx, h.ulla, e.ID, 0, accesslog.Unjustified, "Nej.")
		refused(h.t, err, fault.Conflict, "")
		h.counts(fact.EmergencyReviewed, 1, 1)
		done, err := h.svc.Emergencies(ctx, h.DB, h.ulla, accesslog.EmergencyFilter{Done: true, Limit: 10})
		must(h.t, err)
		if len(done) != 1 || done[0].Outcome != accesslog.Justified || done[0].ReviewedBy != "olle" {
			h.t.Errorf("%+v", done)
		}
	})
}

// TestAnEmergencyOpeningThatWaits is reminded of once before its time is up, and counts as late when it is reviewed after.
func TestAnEmergencyOpeningThatWaits(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		_, e := h.opened()
		must(h.t, h.svc.Tend(ctx))
		if len(h.news) != 0 {
			h.t.Errorf("too early: %+v", h.news)
		}
		h.Clock.Set(calendar.NewDate(2026, 3, 6).At(9, 0))
		must(h.t, h.svc.Tend(ctx))
		must(h.t, h.svc.Tend(ctx))
		if len(h.news) != 1 || h.news[0].Kind != accesslog.NewsWaiting || len(h.news[0].Accounts) != 3 || strings.Contains(h.news[0].Text.Sv, "Nora") {
			h.t.Errorf("%+v", h.news)
		}
		h.Clock.Set(calendar.NewDate(2026, 3, 10).At(9, 0))
		_, err := h.svc.JudgeEmergency(ctx, h.ulla, e.ID, 0, accesslog.Unjustified, "Kollegan fanns på plats.")
		must(h.t, err)
		h.counts(fact.EmergencyReviewed, 1, 0)
	})
}

// TestNobodyReviewsAnOpeningOfTheirOwn, of another authority's, or without the role; of a protected person only those named.
func TestNobodyReviewsAnOpeningOfTheirOwn(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		p, e := h.opened()
		self := h.nora
		self.Roles = []policy.Role{policy.Caseworker, policy.LogAuditor}
		for _, a := range []policy.Actor{self, h.gunilla, h.elin, h.maja} {
			_, err := h.svc.EmergencyOpened(ctx, a, e.ID)
			refused(h.t, err, fault.NotFound, "")
			_, err = h.svc.JudgeEmergency(ctx, a, e.ID, 0, accesslog.Justified, "Ja.")
			refused(h.t, err, fault.NotFound, "")
		}
		list, err := h.svc.Emergencies(ctx, h.DB, h.gunilla, accesslog.EmergencyFilter{Limit: 10})
		must(h.t, err)
		if len(list) != 0 {
			h.t.Errorf("another authority sees %+v", list)
		}
		cleared := h.elin
		cleared.Cleared = true
		h.act(func(tx *audit.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE account SET cleared = TRUE WHERE id = 'elin'")
			return err
		})
		must(h.t, h.persons.Protect(ctx, cleared, p.ID, p.Version, person.Marker, calendar.DateOf(h.Now()), []string{"elin"}))
		shown, err := h.svc.EmergencyOpened(ctx, h.ulla, e.ID)
		must(h.t, err)
		if !shown.Guarded || shown.Whom != "" || shown.Reason != why {
			h.t.Errorf("%+v", shown)
		}
		_, err = h.svc.JudgeEmergency(ctx, h.ulla, e.ID, 0, accesslog.Justified, "Det gick inte att vänta.")
		must(h.t, err)
	})
}

// TestConsentIsMeasured: a withdrawal closes access in its own act (K20.2), and of a rejection the person is told within three
// working days, or late (K20.3).
func TestConsentIsMeasured(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		p := h.known(h.elin.Authority, number, "Nora Testberg", h.elin)
		consent := func() person.Ground {
			g, err := h.persons.AddGround(ctx, h.elin, p.ID, law.SocialServices, person.NewGround{Kind: law.Consent, To: h.maja.Authority, Purpose: "planering", Topics: person.NewTopics("Q-PLAN"),
				Form: person.Written, Until: calendar.NewDate(2026, 12, 31)})
			must(h.t, err)
			return g
		}
		g := consent()
		_, err := h.persons.Withdraw(ctx, h.elin, g.ID, g.Version)
		must(h.t, err)
		h.counts(fact.WithdrawalSameDay, 1, 1)
		for i, told := range []calendar.Date{calendar.NewDate(2026, 3, 5), calendar.NewDate(2026, 3, 16)} {
			g := consent()
			_, err = h.persons.Reject(ctx, h.elin, g.ID, g.Version, "Underskrift saknas")
			must(h.t, err)
			h.counts(fact.RejectedConsentTold, i+1, i)
			tasks, err := person.Tasks(ctx, h.DB, h.elin)
			must(h.t, err)
			h.Clock.Set(told.At(9, 0))
			for _, task := range tasks {
				must(h.t, h.persons.Done(ctx, h.elin, task.ID, task.Version, "ringde"))
			}
			h.counts(fact.RejectedConsentTold, i+1, 1)
			h.Clock.Advance(time.Minute)
		}
	})
}
