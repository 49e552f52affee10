package steering_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/steering"
)

func TestEachReminderIsGivenOnceAndOnWorkingDays(t *testing.T) {
	each(t, func(h *house) {
		g, per, karin, _ := h.steeringGroup()
		m := h.heldMeeting(g, "2026-02-26", per, karin) // minutes by Thursday 12 March
		_, err := h.svc.Decide(ctx, h.anna, m.ID, steering.DecisionInput{Text: "Ta fram en rutin", Owner: h.board, Due: date("2026-03-13")})
		h.must(err)
		var told []string
		tell := func(_ context.Context, _ *audit.Tx, r steering.Reminder) error {
			who := "both"
			if len(r.Accounts) == 1 && r.Accounts[0] == h.karin.ID {
				who = "karin"
			}
			told = append(told, h.Now().Format("01-02")+" "+who)
			return nil
		}
		for range 30 {
			h.must(h.svc.RemindAll(ctx, tell))
			h.must(h.svc.RemindAll(ctx, tell))
			h.Clock.Advance(24 * time.Hour)
		}
		want := "03-09 both, 03-10 karin, 03-13 both, 03-16 karin"
		if got := strings.Join(told, ", "); got != want {
			t.Errorf("reminded %s, want %s", got, want)
		}
	})
}
