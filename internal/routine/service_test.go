package routine_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/routine"
)

type told struct {
	event    routine.Event
	accounts []string
}

type house struct {
	t *testing.T
	*dbtest.Database
	svc       *routine.Service
	per, anna policy.Actor // coordinators of the agency and of Ludvika's board
	johan     policy.Actor // coordinator of Falun's board
	clerk     policy.Actor // of Ludvika's board
	ludvika   string       // agreements
	falun     string
	told      []told
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	ctx := t.Context()
	must(t, directory.Seed(ctx, d.Trail))
	h := &house{t: t, Database: d, svc: routine.New(d.Trail)}
	h.svc.Tell = func(_ context.Context, _ *audit.Tx, e routine.Event, _ routine.Routine, text language.Text, to []string) error {
		if text.Sv == "" || text.En == "" || strings.Contains(text.Sv, "%!") {
			t.Errorf("%s says %+v", e, text)
		}
		h.told = append(h.told, told{e, to})
		return nil
	}
	work, other := h.board("2085"), h.board("2080")
	h.per, h.anna, h.johan = h.hire("per", directory.PES), h.hire("anna", work), h.hire("johan", other)
	h.clerk = policy.Actor{ID: "elin", Authority: work, Roles: []policy.Role{policy.Caseworker}}
	h.ludvika, h.falun = h.agree("2085", work), h.agree("2080", other)
	return h
}

func (h *house) board(code string) (id string) {
	must(h.t, h.Trail.Do(h.t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		a, err := directory.BoardFor(h.t.Context(), tx, code)
		if err != nil {
			return err
		}
		id = a.ID
		return tx.Note(policy.AddAuthority, a.Ref(), nil)
	}))
	return id
}

func (h *house) hire(name, at string) policy.Actor {
	svc := account.Service{Trail: h.Trail, Keys: h.Keys, Hasher: account.QuickHasher()}
	ctx, maker := h.t.Context(), policy.Process("test")
	a, err := svc.Add(ctx, maker, account.Input{Authority: at, UserName: name + ".test", Name: name + " (Demo)", Demo: true})
	must(h.t, err)
	_, err = svc.Grant(ctx, maker, a.ID, account.DutyInput{Authority: at, Role: policy.Coordinator, From: date("2022-01-01")})
	must(h.t, err)
	return policy.Actor{ID: a.ID, Authority: at, Roles: []policy.Role{policy.Coordinator}}
}

func (h *house) agree(code, board string) string {
	a, err := agreement.New(h.Trail).Register(h.t.Context(), policy.Process("test"), agreement.Draft{Kind: agreement.Template2022, From: date("2024-01-01"),
		Bound: []agreement.Bound{{Municipality: code, Authority: board}}})
	must(h.t, err)
	return a.ID
}

func date(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (h *house) input(title string) routine.Input {
	return routine.Input{Owner: h.anna.Authority, OwnerRole: "samverkansansvarig", Content: routine.Content{Title: title, Purpose: "Ingen ska vänta i onödan.",
		Steps: []routine.Step{{Who: "Handläggaren", What: "skickar frågan", Within: "1 arbetsdag"}}, Clauses: []string{"K9.1"}, Topics: []routine.Topic{"questions"}}}
}

// shared is a routine of Ludvika's in force that both have agreed to share.
func (h *house) shared(title string) routine.Routine {
	h.t.Helper()
	ctx := h.t.Context()
	r, err := h.svc.Write(ctx, h.anna, h.ludvika, h.input(title))
	must(h.t, err)
	r, err = h.svc.PutInForce(ctx, h.anna, r.ID, r.Version, date("2026-06-01"))
	must(h.t, err)
	r, err = h.svc.ProposeSharing(ctx, h.anna, r.ID, r.Version)
	must(h.t, err)
	r, err = h.svc.AnswerSharing(ctx, h.per, r.ID, r.Version, true)
	must(h.t, err)
	return r
}

func TestLifeOfARoutine(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		if _, err := h.svc.Write(ctx, h.johan, h.ludvika, h.input("Frågor")); !fault.Is(err, fault.Denied) {
			t.Errorf("a stranger writes: %v", err)
		}
		r, err := h.svc.Write(ctx, h.anna, h.ludvika, h.input("Frågor om enskilda"))
		must(t, err)
		if _, err := routine.One(ctx, h.DB, h.clerk, r.ID); err != nil {
			t.Errorf("staff of a party: %v", err)
		}
		for who, a := range map[string]policy.Actor{"a stranger": h.johan, "the public": policy.Public()} {
			if _, err := routine.One(ctx, h.DB, a, r.ID); !fault.Is(err, fault.NotFound) {
				t.Errorf("%s reads: %v", who, err)
			}
		}
		if _, err := h.svc.Edit(ctx, h.johan, r.ID, r.Version, h.input("Mitt")); !fault.Is(err, fault.NotFound) {
			t.Errorf("a stranger edits: %v", err)
		}
		if _, err := h.svc.Edit(ctx, h.clerk, r.ID, r.Version, h.input("Mitt")); !fault.Is(err, fault.Denied) {
			t.Errorf("a clerk edits: %v", err)
		}
		if _, err := h.svc.Edit(ctx, h.anna, r.ID, r.Version, h.input("Frågor om enskilda")); !fault.Is(err, fault.Invalid) {
			t.Errorf("nothing changed: %v", err)
		}
		r, err = h.svc.PutInForce(ctx, h.anna, r.ID, r.Version, date("2026-06-01"))
		must(t, err)
		stale := r.Version
		r, err = h.svc.Edit(ctx, h.per, r.ID, r.Version, h.input("Frågor"))
		must(t, err)
		if r.Current != 1 || r.Latest != 2 || r.Title != "Frågor om enskilda" || !r.HasDraft() {
			t.Errorf("a draft beside the one in force: %+v", r)
		}
		if _, err := h.svc.PutInForce(ctx, h.anna, r.ID, stale, date("2026-06-01")); !fault.Is(err, fault.Conflict) {
			t.Errorf("an old version: %v", err)
		}
		r, err = h.svc.PutInForce(ctx, h.anna, r.ID, r.Version, date("2026-07-01"))
		must(t, err)
		if r.Current != 2 || r.Title != "Frågor" {
			t.Errorf("the next version: %+v", r)
		}
		r, err = h.svc.Retire(ctx, h.anna, r.ID, r.Version)
		must(t, err)
		if _, err := h.svc.Review(ctx, h.anna, r.ID, r.Version, date("2026-07-01")); !fault.Is(err, fault.Conflict) {
			t.Errorf("a retired one is reviewed: %v", err)
		}
	})
}

func TestOwnerIsOfAPartyAndNamesItsOwnStaff(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		in := h.input("Frågor")
		in.Owner = h.johan.Authority
		if _, err := h.svc.Write(ctx, h.anna, h.ludvika, in); !fault.Is(err, fault.Invalid) {
			t.Errorf("an owner that is no party: %v", err)
		}
		in = h.input("Frågor")
		in.OwnerAccount = h.per.ID
		if _, err := h.svc.Write(ctx, h.anna, h.ludvika, in); !fault.Is(err, fault.Invalid) {
			t.Errorf("the other's staff: %v", err)
		}
		in.OwnerAccount = h.anna.ID
		r, err := h.svc.Write(ctx, h.anna, h.ludvika, in)
		must(t, err)
		in.Owner = directory.PES
		r, err = h.svc.Edit(ctx, h.anna, r.ID, r.Version, in)
		must(t, err)
		if r.Owner != directory.PES || r.OwnerAccount != "" {
			t.Errorf("handed over: %+v", r)
		}
	})
}

func TestSharedIsFoundByEverybodyAndTakenOver(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		r := h.shared("Frågor om enskilda")
		for _, f := range []routine.Filter{{Shared: true}, {Clause: "9"}, {Clause: "K9.1"}, {Topic: "questions"}, {Text: "FRÅGOR vänta"}} {
			if found, err := routine.List(ctx, h.DB, policy.Public(), f); err != nil || len(found) != 1 {
				t.Errorf("%+v: %d %v", f, len(found), err)
			}
		}
		for _, f := range []routine.Filter{{Clause: "10"}, {Topic: "youth"}, {Text: "fragor"}, {Text: "100%"}, {Overdue: date("2026-03-02")}} {
			if found, err := routine.List(ctx, h.DB, policy.Public(), f); err != nil || len(found) != 0 {
				t.Errorf("%+v: %d %v", f, len(found), err)
			}
		}
		if _, err := h.svc.TakeOver(ctx, h.johan, r.ID, h.ludvika, "samordnare"); err == nil {
			t.Error("taken over under another's agreement")
		}
		c, err := h.svc.TakeOver(ctx, h.johan, r.ID, h.falun, "samordnare")
		must(t, err)
		if c.Origin != r.ID || c.OriginVersion != 1 || c.State != routine.Draft || c.Owner != h.johan.Authority || c.OwnerAccount != h.johan.ID {
			t.Errorf("the copy: %+v", c)
		}
		if _, err := h.svc.TakeOver(ctx, h.johan, r.ID, h.falun, "samordnare"); !fault.Is(err, fault.Conflict) {
			t.Errorf("twice: %v", err)
		}
		r, err = h.svc.StopSharing(ctx, h.per, r.ID, r.Version)
		must(t, err)
		if _, err := routine.One(ctx, h.DB, policy.Public(), r.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("no longer shared: %v", err)
		}
		if _, err := routine.One(ctx, h.DB, h.johan, c.ID); err != nil {
			t.Errorf("the copy stays: %v", err)
		}
	})
}

func TestALaterVersionOfTheOriginIsOffered(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		r := h.shared("Frågor om enskilda")
		c, err := h.svc.TakeOver(ctx, h.johan, r.ID, h.falun, "samordnare")
		must(t, err)
		own := h.input("Frågor i Falun")
		own.Owner, own.OwnerAccount = c.Owner, c.OwnerAccount
		c, err = h.svc.Edit(ctx, h.johan, c.ID, c.Version, own)
		must(t, err)
		if _, err := h.svc.DeclineChange(ctx, h.johan, c.ID, c.Version, 1); !fault.Is(err, fault.Conflict) {
			t.Errorf("nothing is offered yet: %v", err)
		}
		r = h.next(r, "Frågor om enskilda, ny", "Nytt syfte.")
		if n := len(h.told); n == 0 || h.told[n-1].event != routine.OriginChanged || h.told[n-1].accounts[0] != h.johan.ID {
			t.Errorf("told %+v", h.told)
		}
		if _, err := h.svc.TakeChange(ctx, h.johan, c.ID, c.Version, 7); !fault.Is(err, fault.Conflict) {
			t.Errorf("another version than the one seen: %v", err)
		}
		c, err = h.svc.TakeChange(ctx, h.johan, c.ID, c.Version, 2)
		must(t, err)
		e, err := h.svc.Newest(ctx, h.johan, c.ID)
		must(t, err)
		if e.Content.Title != "Frågor i Falun" || e.Content.Purpose != "Nytt syfte." || c.OriginVersion != 2 {
			t.Errorf("brought together: %+v", e.Content)
		}
		r = h.next(r, "Tredje", "Nytt syfte.")
		c, err = h.svc.DeclineChange(ctx, h.johan, c.ID, c.Version, 3)
		must(t, err)
		if _, ok, err := routine.OfferOf(ctx, h.DB, c); ok || err != nil || c.OriginVersion != 2 {
			t.Errorf("declined, and offered again: %v %v", ok, err)
		}
		h.next(r, "Fjärde", "Nytt syfte.")
		if _, ok, _ := routine.OfferOf(ctx, h.DB, c); !ok {
			t.Error("a still later version is not offered")
		}
	})
}

// next puts another version of a routine of Ludvika's in force.
func (h *house) next(r routine.Routine, title, purpose string) routine.Routine {
	h.t.Helper()
	in := h.input(title)
	in.Purpose = purpose
	r, err := h.svc.Edit(h.t.Context(), h.anna, r.ID, r.Version, in)
	must(h.t, err)
	r, err = h.svc.PutInForce(h.t.Context(), h.anna, r.ID, r.Version, date("2026-06-01"))
	must(h.t, err)
	return r
}

func TestOwnersAreRemindedOnWorkingDaysThreeTimes(t *testing.T) {
	each(t, func(h *house) {
		ctx := h.t.Context()
		r, err := h.svc.Write(ctx, h.anna, h.ludvika, h.input("Frågor"))
		must(t, err)
		_, err = h.svc.PutInForce(ctx, h.anna, r.ID, r.Version, date("2026-03-06")) // a Friday
		must(t, err)
		var days []string
		for range 120 {
			before := len(h.told)
			must(t, h.svc.Remind(ctx))
			must(t, h.svc.Remind(ctx))
			if len(h.told) > before {
				days = append(days, calendar.DateOf(h.Clock.Now()).String())
			}
			h.Clock.Advance(24 * time.Hour)
		}
		if got := strings.Join(days, " "); got != "2026-03-09 2026-03-23 2026-04-08" {
			t.Errorf("reminded on %s", got)
		}
		if h.told[0].accounts[0] != h.anna.ID || len(h.told) != 3 {
			t.Errorf("told %+v", h.told)
		}
	})
}
