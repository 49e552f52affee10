package responsibility_test

import (
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/responsibility"
)

type house struct {
	t *testing.T
	*dbtest.Database
	svc       *responsibility.Service
	per, anna policy.Actor
	johan     policy.Actor // of a board that is no party
	ludvika   string
	board     string
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	must(t, directory.Seed(t.Context(), d.Trail))
	h := &house{t: t, Database: d, svc: responsibility.New(d.Trail)}
	h.board = h.boardOf("2085")
	role := []policy.Role{policy.Coordinator}
	h.per, h.anna = policy.Actor{ID: "per", Authority: directory.PES, Roles: role}, policy.Actor{ID: "anna", Authority: h.board, Roles: role}
	h.johan = policy.Actor{ID: "johan", Authority: h.boardOf("2080"), Roles: role}
	a, err := agreement.New(d.Trail).Register(t.Context(), policy.Process("test"), agreement.Draft{Kind: agreement.Template2022, From: date("2024-01-01"),
		Bound: []agreement.Bound{{Municipality: "2085", Authority: h.board}}})
	must(t, err)
	h.ludvika = a.ID
	return h
}

func (h *house) boardOf(code string) (id string) {
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

// counted gives K2.1 of Ludvika today.
func (h *house) counted() (held, all int) {
	m, err := responsibility.On(h.t.Context(), h.DB, h.ludvika, date("2026-03-02"))
	must(h.t, err)
	return m.Counted()
}

func TestMatrixIsProposedChangedAndConfirmed(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		if _, err := h.svc.Propose(ctx, h.johan, h.ludvika); !fault.Is(err, fault.Denied) {
			t.Errorf("a stranger proposes: %v", err)
		}
		n, err := h.svc.Propose(ctx, h.anna, h.ludvika)
		must(t, err)
		if held, _ := h.counted(); n != len(responsibility.Tasks()) || held != 0 {
			t.Errorf("%d proposed, %d held before anybody confirmed", n, held)
		}
		if _, err := h.svc.Propose(ctx, h.per, h.ludvika); !fault.Is(err, fault.Conflict) {
			t.Errorf("proposed twice: %v", err)
		}
		lines, err := responsibility.Lines(ctx, h.DB, h.ludvika)
		must(t, err)
		l := lines[0]
		in := responsibility.Input{Holder: responsibility.Nobody, From: l.From}
		l, err = h.svc.Change(ctx, h.anna, h.ludvika, l.ID, l.Version, in)
		must(t, err)
		if _, err := h.svc.Change(ctx, h.per, h.ludvika, l.ID, l.Version-1, in); !fault.Is(err, fault.Conflict) {
			t.Errorf("an old version: %v", err)
		}
		_, err = h.svc.Confirm(ctx, h.per, h.ludvika)
		must(t, err)
		m, err := responsibility.On(ctx, h.DB, h.ludvika, date("2026-03-02"))
		must(t, err)
		held, all := m.Counted()
		if holes := m.Holes(); len(holes) != 1 || holes[0].Task != l.Task || held != all-1 {
			t.Errorf("holes %+v, %d of %d", holes, held, all)
		}
		own, err := h.svc.Add(ctx, h.anna, h.ludvika, responsibility.Input{Name: "Körkortsstöd", Holder: responsibility.Board, Authority: h.board, Ground: "frivillig", From: date("2026-01-01")})
		must(t, err)
		if _, err := h.svc.Add(ctx, h.anna, h.ludvika, responsibility.Input{Task: own.Task, Name: "Körkortsstöd", Holder: responsibility.Board, Authority: h.board, Ground: "frivillig", From: date("2027-01-01")}); !fault.Is(err, fault.Invalid) {
			t.Errorf("the same holder twice: %v", err)
		}
		if _, err := h.svc.Add(ctx, h.anna, h.ludvika, responsibility.Input{Task: "sfi", Holder: responsibility.Board, Authority: h.johan.Authority, Ground: "x", From: date("2026-01-01")}); !fault.Is(err, fault.Invalid) {
			t.Errorf("a board that is no party: %v", err)
		}
	})
}

func TestPlanIsAgreedByBothAndAChangeTakesThatBack(t *testing.T) {
	each(t, func(h *house) {
		t, ctx := h.t, h.t.Context()
		in := responsibility.PlanInput{Cause: responsibility.ByReform, Reform: "adult-education-data", Changes: "Uppgifter lämnas åt båda hållen.", On: date("2026-03-01")}
		if _, err := h.svc.Begin(ctx, h.johan, "2085", in); !fault.Is(err, fault.Denied) {
			t.Errorf("a stranger begins: %v", err)
		}
		if _, err := h.svc.Begin(ctx, h.anna, "2080", in); !fault.Is(err, fault.Conflict) {
			t.Errorf("no agreement: %v", err)
		}
		p, err := h.svc.Begin(ctx, h.anna, "2085", in)
		must(t, err)
		p, err = h.svc.AddMove(ctx, h.anna, p.ID, p.Version, responsibility.MoveInput{Task: "Svara på frågor om komvux", Before: "none", After: h.board})
		must(t, err)
		if _, err := h.svc.AddMove(ctx, h.anna, p.ID, p.Version, responsibility.MoveInput{Task: "x", Before: "none", After: h.johan.Authority}); !fault.Is(err, fault.Invalid) {
			t.Errorf("given to a stranger: %v", err)
		}
		p, err = h.svc.AddPoint(ctx, h.per, p.ID, p.Version, responsibility.PointInput{Text: "Utse mottagare", Authority: directory.PES, Due: date("2026-03-20")})
		must(t, err)
		p, err = h.svc.Agree(ctx, h.anna, p.ID, p.Version)
		must(t, err)
		p, err = h.svc.Agree(ctx, h.per, p.ID, p.Version)
		must(t, err)
		if p.Stage() != responsibility.Agreed {
			t.Fatalf("both agreed: %s", p.Stage())
		}
		stale := p.Version
		p, err = h.svc.AddMove(ctx, h.per, p.ID, p.Version, responsibility.MoveInput{Task: "Följa upp", Before: directory.PES, After: "none"})
		must(t, err)
		if p.Stage() != responsibility.Planning {
			t.Errorf("a change leaves it %s", p.Stage())
		}
		if _, err := h.svc.Agree(ctx, h.anna, p.ID, stale); !fault.Is(err, fault.Conflict) {
			t.Errorf("agreed to what was not seen: %v", err)
		}
		open, err := responsibility.Plans(ctx, h.DB, "", true)
		if err != nil || len(open) != 1 || len(open[0].Orphans()) != 1 || len(open[0].Open()) != 1 {
			t.Errorf("open plans: %v %+v", err, open)
		}
		p, err = h.svc.RemoveMove(ctx, h.anna, p.ID, p.Version, open[0].Orphans()[0].ID)
		must(t, err)
		p, err = h.svc.SettlePoint(ctx, h.per, p.ID, p.Version, p.Points[0].ID)
		must(t, err)
		for _, who := range []policy.Actor{h.anna, h.per} {
			p, err = h.svc.Agree(ctx, who, p.ID, p.Version)
			must(t, err)
		}
		p, err = h.svc.Close(ctx, h.anna, p.ID, p.Version)
		must(t, err)
		if open, err := responsibility.Plans(ctx, h.DB, "2085", true); err != nil || len(open) != 0 {
			t.Errorf("closed, and still open: %v %v", open, err)
		}
	})
}
