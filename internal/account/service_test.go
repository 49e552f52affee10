package account_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

var ctx = context.Background()

const (
	good  = "fyra gröna hästar"
	other = "fem blåa kaniner i skogen"
)

// house is a database with two boards, an admin of each, and the service over it.
type house struct {
	*dbtest.Database
	*account.Service
	t            *testing.T
	board, next  directory.Authority
	admin, alien policy.Actor // local admins of board and of next
	ended        map[string]int
}

func each(t *testing.T, fn func(h *house)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	t.Helper()
	h := &house{Database: d, t: t, ended: map[string]int{}}
	h.Service = &account.Service{Trail: d.Trail, Keys: d.Keys, Hasher: account.QuickHasher(),
		Revoke: func(_ context.Context, id, _ string) error { h.ended[id]++; return nil }}
	h.must(directory.Seed(ctx, d.Trail))
	rooms, err := directory.New(d.Trail)
	h.must(err)
	for _, name := range []string{"Socialnämnden (Demo)", "Kulturnämnden (Demo)"} {
		board, err := rooms.AddAuthority(ctx, operator(), directory.Authority{Class: directory.Board, MunicipalityCode: "2085", AuthorityDetails: directory.AuthorityDetails{Name: name}})
		h.must(err)
		h.board, h.next = h.next, board
	}
	h.admin, h.alien = h.hire(h.board.ID, "anna.admin", policy.LocalAdmin), h.hire(h.next.ID, "bo.admin", policy.LocalAdmin)
	return h
}

func operator() policy.Actor { return policy.Process("samsyn user") }

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) refused(err error, kind fault.Kind, field string) {
	h.t.Helper()
	if !fault.Is(err, kind) {
		h.t.Fatalf("got %v, want a refusal of the kind %s", err, kind)
	}
	var f *fault.Fault
	errors.As(err, &f)
	for _, p := range f.Problems {
		if p.Field == field {
			return
		}
	}
	if field != "" {
		h.t.Fatalf("%v names no problem in %s", err, field)
	}
}

// hire adds somebody with a role and gives who they are when signed in.
func (h *house) hire(authority, userName string, roles ...policy.Role) policy.Actor {
	h.t.Helper()
	a, err := h.Add(ctx, operator(), account.Input{Authority: authority, UserName: userName, Name: strings.ToUpper(userName[:1]) + userName[1:] + " (Demo)"})
	h.must(err)
	for _, r := range roles {
		_, err = h.Grant(ctx, operator(), a.ID, account.DutyInput{Role: r, From: day("2026-01-01")})
		h.must(err)
	}
	return h.who(a.ID, "")
}

func (h *house) who(id, authority string) policy.Actor {
	h.t.Helper()
	actor, err := h.Authenticate(ctx, id, authority)
	h.must(err)
	return actor
}

// opened is an account that can be signed in to with the good password.
func (h *house) opened(userName string) account.Account {
	h.t.Helper()
	a, err := h.Add(ctx, h.admin, account.Input{Authority: h.board.ID, UserName: userName, Name: "Per Nordin (Demo)", Email: "per@ludvika.se"})
	h.must(err)
	secret, err := h.Invite(ctx, h.admin, a.ID)
	h.must(err)
	a, err = h.Accept(ctx, secret, good)
	h.must(err)
	return a
}

func (h *house) count(action policy.Action, thing string) int {
	h.t.Helper()
	n, err := db.One[int](ctx, h.DB, `SELECT count(*) FROM trail_entry WHERE action = $1 AND thing_id = $2`, string(action), thing)
	h.must(err)
	return n
}

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestLifeOfAnAccount(t *testing.T) {
	each(t, func(h *house) {
		a, err := h.Add(ctx, h.admin, account.Input{Authority: h.board.ID, UserName: " Per.Nordin", Name: "Per  Nordin (Demo)", Email: "per@ludvika.se", Lang: language.English})
		h.must(err)
		if a.State() != account.Invited || a.UserName != "per.nordin" || a.Name != "Per Nordin (Demo)" || a.Lang != language.English {
			t.Errorf("%+v", a)
		}
		if email, err := h.Email(a); err != nil || email != "per@ludvika.se" || strings.Contains(string(a.Email), "ludvika") {
			t.Errorf("%q %v", email, err)
		}
		_, err = h.SignIn(ctx, "per.nordin", "")
		h.refused(err, fault.Unauthenticated, "")

		secret, err := h.Invite(ctx, h.admin, a.ID)
		h.must(err)
		if invited, err := h.Invited(ctx, secret); err != nil || invited.ID != a.ID {
			t.Errorf("%v %v", invited.ID, err)
		}
		_, err = h.Accept(ctx, secret, "kort")
		h.refused(err, fault.Invalid, "password")
		_, err = h.Accept(ctx, secret, good)
		h.must(err)
		if h.ended[a.ID] != 1 {
			t.Error("a new password ends the sessions")
		}
		signed, err := h.SignIn(ctx, " Per.NORDIN ", good)
		h.must(err)
		if signed.ID != a.ID || signed.State() != account.Active || h.count(account.ActionSignIn, a.ID) != 1 {
			t.Errorf("%+v", signed)
		}
		_, err = h.SignIn(ctx, "per.nordin", other)
		h.refused(err, fault.Unauthenticated, "")
		if h.count(account.ActionSignInFailed, a.ID) != 2 {
			t.Errorf("%d failed attempts are noted", h.count(account.ActionSignInFailed, a.ID))
		}

		h.must(h.Block(ctx, h.admin, a.ID))
		_, err = h.SignIn(ctx, "per.nordin", good)
		h.refused(err, fault.Unauthenticated, "")
		_, err = h.Authenticate(ctx, a.ID, "")
		h.refused(err, fault.Unauthenticated, "")
		_, err = h.Invite(ctx, h.admin, a.ID)
		h.refused(err, fault.Conflict, "")
		if h.ended[a.ID] != 2 {
			t.Error("blocking ends the sessions")
		}
		h.must(h.Unblock(ctx, h.admin, a.ID))
		_, err = h.SignIn(ctx, "per.nordin", good)
		h.must(err)
	})
}

func TestEditing(t *testing.T) {
	each(t, func(h *house) {
		a := h.opened("per.nordin")
		seen, _, err := h.Look(ctx, h.admin, a.ID)
		h.must(err)
		in := account.Input{Name: "Per Nordén (Demo)", Email: "", UserName: "another", Authority: h.next.ID, Cleared: true}
		h.must(h.Edit(ctx, h.admin, a.ID, seen.Version, in))
		now, _, err := h.Look(ctx, h.admin, a.ID)
		h.must(err)
		if now.Name != "Per Nordén (Demo)" || now.UserName != "per.nordin" || now.Authority != h.board.ID || !now.Cleared || now.Email != nil || now.Password == "" {
			t.Errorf("%+v", now)
		}
		h.refused(h.Edit(ctx, h.admin, a.ID, seen.Version, in), fault.Conflict, "")
		in.Name = ""
		h.refused(h.Edit(ctx, h.admin, a.ID, now.Version, in), fault.Invalid, "name")
		in.Name, in.Unit = "Per Nordén (Demo)", "no such unit"
		h.refused(h.Edit(ctx, h.admin, a.ID, now.Version, in), fault.Invalid, "unit")
		_, err = h.Add(ctx, h.admin, account.Input{Authority: h.board.ID, UserName: "PER.nordin", Name: "En annan (Demo)"})
		h.refused(err, fault.Invalid, "user_name")
	})
}

func TestUnitsAreThoseOfTheAuthority(t *testing.T) {
	each(t, func(h *house) {
		rooms, err := directory.New(h.Database.Trail)
		h.must(err)
		mine, err := rooms.AddUnit(ctx, operator(), directory.Unit{Authority: h.board.ID, UnitDetails: directory.UnitDetails{Name: "Ekonomiskt bistånd (Demo)"}})
		h.must(err)
		theirs, err := rooms.AddUnit(ctx, operator(), directory.Unit{Authority: h.next.ID, UnitDetails: directory.UnitDetails{Name: "Biblioteket (Demo)"}})
		h.must(err)
		in := account.Input{Authority: h.board.ID, UserName: "eva.ek", Name: "Eva Ek (Demo)", Unit: theirs.ID}
		_, err = h.Add(ctx, h.admin, in)
		h.refused(err, fault.Invalid, "unit")
		in.Unit = mine.ID
		a, err := h.Add(ctx, h.admin, in)
		h.must(err)
		_, err = h.Grant(ctx, h.admin, a.ID, account.DutyInput{Role: policy.Caseworker, From: day("2026-01-01"), Unit: theirs.ID})
		h.refused(err, fault.Invalid, "unit")
		if actor := h.who(a.ID, ""); actor.Unit != mine.ID {
			t.Errorf("%+v", actor)
		}
	})
}

func TestDuties(t *testing.T) {
	each(t, func(h *house) {
		a := h.opened("per.nordin")
		d, err := h.Grant(ctx, h.admin, a.ID, account.DutyInput{Role: policy.Caseworker, From: day("2026-03-02"), To: day("2026-03-31")})
		h.must(err)
		if d.GrantedBy != h.admin.ID || !h.who(a.ID, "").Has(policy.Caseworker) {
			t.Errorf("%+v", d)
		}
		h.Clock.Set(time.Date(2026, 4, 1, 0, 0, 1, 0, calendar.Stockholm()))
		if h.who(a.ID, "").Has(policy.Caseworker) {
			t.Error("the duty is over")
		}
		h.refused(h.EndDuty(ctx, h.admin, a.ID, d.ID, day("2026-04-02")), fault.Conflict, "")
		h.Clock.Set(dbtest.Monday())
		h.must(h.EndDuty(ctx, h.admin, a.ID, d.ID, day("2026-03-01")))
		if h.who(a.ID, "").Has(policy.Caseworker) {
			t.Error("the duty was ended as of yesterday")
		}
		h.refused(h.EndDuty(ctx, h.admin, a.ID, "none", day("2026-03-02")), fault.NotFound, "")

		for field, in := range map[string]account.DutyInput{
			"role":       {Role: policy.System, From: day("2026-03-02")},
			"valid_from": {Role: policy.Caseworker},
			"valid_to":   {Role: policy.Caseworker, From: day("2026-03-02"), To: day("2026-03-01")},
		} {
			_, err := h.Grant(ctx, h.admin, a.ID, in)
			h.refused(err, fault.Invalid, field)
		}
		_, err = h.Grant(ctx, h.admin, a.ID, account.DutyInput{Role: policy.HeadOffice, From: day("2026-03-02")})
		h.refused(err, fault.Invalid, "role")
		_, err = h.Grant(ctx, h.admin, a.ID, account.DutyInput{Role: policy.Caseworker, From: day("2026-03-02"), Authority: h.next.ID})
		h.refused(err, fault.Denied, "")
	})
}

func TestActingForAnotherAuthority(t *testing.T) {
	each(t, func(h *house) {
		a := h.opened("per.nordin")
		_, err := h.Grant(ctx, operator(), a.ID, account.DutyInput{Role: policy.Caseworker, Authority: h.next.ID, From: day("2026-01-01"), To: day("2026-03-02")})
		h.must(err)
		me := h.who(a.ID, "")
		h.must(h.ActFor(ctx, me, h.next.ID))
		h.refused(h.ActFor(ctx, me, directory.PES), fault.Invalid, "authority")
		if there := h.who(a.ID, h.next.ID); there.Authority != h.next.ID || !there.Has(policy.Caseworker) {
			t.Errorf("%+v", there)
		}
		if here := h.who(a.ID, h.board.ID); here.Has(policy.Caseworker) {
			t.Errorf("%+v", here)
		}
		h.Clock.Advance(24 * time.Hour)
		if there := h.who(a.ID, h.next.ID); there.Authority != h.board.ID || len(there.Roles) != 0 {
			t.Errorf("the duty there is over: %+v", there)
		}
	})
}

func TestNobodyRaisesThemselves(t *testing.T) {
	each(t, func(h *house) {
		_, err := h.Grant(ctx, h.admin, h.admin.ID, account.DutyInput{Role: policy.Signatory, From: day("2026-01-01")})
		h.refused(err, fault.Denied, "")
		h.refused(h.Block(ctx, h.admin, h.admin.ID), fault.Conflict, "")
		me, _, err := h.Look(ctx, h.admin, h.admin.ID)
		h.must(err)
		h.refused(h.Edit(ctx, h.admin, me.ID, me.Version, account.Input{Name: me.Name, Cleared: true}), fault.Invalid, "cleared")
		_, err = h.Add(ctx, h.admin, account.Input{Authority: h.board.ID, UserName: "fri.vag", Name: "Fri Väg (Demo)", Demo: true})
		h.refused(err, fault.Denied, "")

		plain := h.hire(h.board.ID, "per.nordin", policy.Caseworker)
		h.refused(h.Block(ctx, plain, h.admin.ID), fault.NotFound, "")
		_, err = h.Invite(ctx, plain, plain.ID)
		h.refused(err, fault.Denied, "")
	})
}

// A local admin cannot come by a far-reaching duty by taking over the account that has it.
func TestLocalAdminCannotTakeOverWhatReachesBeyond(t *testing.T) {
	each(t, func(h *house) {
		for _, duty := range []account.DutyInput{{Role: policy.InstallationAdmin, From: day("2026-01-01")}, {Role: policy.Caseworker, Authority: h.next.ID, From: day("2027-01-01")}} {
			a := h.opened("stor." + string(duty.Role))
			d, err := h.Grant(ctx, operator(), a.ID, duty)
			h.must(err)
			_, err = h.Invite(ctx, h.admin, a.ID)
			h.refused(err, fault.Denied, "")
			h.refused(h.SetPassword(ctx, h.admin, a.ID, other), fault.Denied, "")
			_, err = h.Invite(ctx, operator(), a.ID)
			h.must(err)
			h.refused(h.EndDuty(ctx, h.admin, a.ID, d.ID, day("2026-03-01")), fault.Denied, "")
			h.must(h.EndDuty(ctx, operator(), a.ID, d.ID, day("2026-03-01")))
			_, err = h.Invite(ctx, h.admin, a.ID)
			h.must(err)
		}
	})
}

func TestAnotherAuthoritysAdminSeesNothing(t *testing.T) {
	each(t, func(h *house) {
		a := h.opened("per.nordin")
		d, err := h.Grant(ctx, h.admin, a.ID, account.DutyInput{Role: policy.Caseworker, From: day("2026-01-01")})
		h.must(err)
		_, _, look := h.Look(ctx, h.alien, a.ID)
		_, grant := h.Grant(ctx, h.alien, a.ID, account.DutyInput{Role: policy.Caseworker, From: day("2026-01-01")})
		_, invite := h.Invite(ctx, h.alien, a.ID)
		_, clients := h.Clients(ctx, h.alien, h.board.ID)
		for name, err := range map[string]error{
			"look": look, "grant": grant, "invite": invite, "clients": clients,
			"edit":  h.Edit(ctx, h.alien, a.ID, a.Version, account.Input{Name: "X"}),
			"block": h.Block(ctx, h.alien, a.ID), "unblock": h.Unblock(ctx, h.alien, a.ID),
			"end": h.EndDuty(ctx, h.alien, a.ID, d.ID, day("2026-03-02")), "password": h.SetPassword(ctx, h.alien, a.ID, other),
			"unknown": h.Block(ctx, h.alien, "no such account"), "key": h.RevokeClient(ctx, h.alien, h.board.ID, "x"),
		} {
			if !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		_, err = h.Add(ctx, h.alien, account.Input{Authority: h.board.ID, UserName: "x", Name: "X"})
		h.refused(err, fault.Denied, "")
		rows, err := h.List(ctx, h.alien, "nordin", "", 0)
		h.must(err)
		if len(rows) != 0 {
			t.Errorf("%+v", rows)
		}
	})
}

func TestList(t *testing.T) {
	each(t, func(h *house) {
		for userName, name := range map[string]string{"u.ost": "Åsa Öst (Demo)", "u.ark": "Ärlig Ark (Demo)", "u.zet": "Zeta 100% (Demo)", "u.al": "Alva Al (Demo)"} {
			_, err := h.Add(ctx, h.admin, account.Input{Authority: h.board.ID, UserName: userName, Name: name})
			h.must(err)
		}
		var seen []string
		after := ""
		for {
			rows, err := h.List(ctx, h.admin, "", after, 2)
			h.must(err)
			if len(rows) == 0 {
				break
			}
			for _, r := range rows {
				seen = append(seen, r.Name)
			}
			after = rows[len(rows)-1].ID
		}
		if got := strings.Join(seen, "; "); got != "Alva Al (Demo); Anna.admin (Demo); Zeta 100% (Demo); Åsa Öst (Demo); Ärlig Ark (Demo)" {
			t.Error(got)
		}
		for search, want := range map[string]int{"ÅSA": 1, "0%": 1, "%%": 0, "u.": 4, "admin": 1, "": 5} {
			if rows, err := h.List(ctx, h.admin, search, "", 0); err != nil || len(rows) != want {
				t.Errorf("%q: %d %v", search, len(rows), err)
			}
		}
		rows, err := h.List(ctx, h.admin, "anna", "", 0)
		h.must(err)
		if len(rows) != 1 || len(rows[0].RoleList()) != 1 || rows[0].RoleList()[0] != policy.LocalAdmin || rows[0].State() != account.Invited {
			t.Errorf("%+v", rows)
		}
		if rows, err := h.List(ctx, operator(), "", "", 0); err != nil || len(rows) != 6 {
			t.Errorf("%d %v", len(rows), err)
		}
		plain := h.hire(h.board.ID, "per.nordin", policy.Caseworker)
		if rows, err := h.List(ctx, plain, "", "", 0); err != nil || len(rows) != 0 {
			t.Errorf("%d %v", len(rows), err)
		}
	})
}

func TestSignInTellsNothingApart(t *testing.T) {
	each(t, func(h *house) {
		h.opened("per.nordin")
		h.must(h.Block(ctx, h.admin, h.opened("sparrad.person").ID))
		h.hire(h.board.ID, "inbjuden.person")
		said, lines := map[string]bool{}, map[int]bool{}
		for _, try := range [][2]string{{"per.nordin", other}, {"sparrad.person", good}, {"inbjuden.person", ""}, {"finns.inte", good}, {"", ""}} {
			before, err := db.One[int](ctx, h.DB, `SELECT count(*) FROM trail_entry`)
			h.must(err)
			_, err = h.SignIn(ctx, try[0], try[1])
			h.refused(err, fault.Unauthenticated, "")
			said[err.Error()] = true
			after, err := db.One[int](ctx, h.DB, `SELECT count(*) FROM trail_entry`)
			h.must(err)
			lines[after-before] = true
		}
		if len(said) != 1 || len(lines) != 1 || !lines[1] {
			t.Errorf("answers %v, lines of the trail %v", said, lines)
		}
		typed, err := db.One[int](ctx, h.DB, `SELECT count(*) FROM trail_entry WHERE change LIKE '%finns.inte%' OR thing_id LIKE '%finns.inte%' OR actor LIKE '%finns.inte%'`)
		h.must(err)
		if typed != 0 {
			t.Error("what was typed stands in the trail")
		}
	})
}

// A wrong name takes as long as a wrong password: both are hashed, once each. Without it the wrong name would be told at
// once. What a hash costs is told by the memory that it takes, which no other work of the machine changes.
func TestSignInTakesAsLongForNobody(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite))
	h.Hasher = account.NewHasher()
	h.opened("per.nordin")
	const oneHash, rest = 64 << 20, 8 << 20 // bytes
	for _, name := range []string{"per.nordin", "finns.inte"} {
		before := allocated()
		_, err := h.SignIn(ctx, name, other)
		h.refused(err, fault.Unauthenticated, "")
		if spent := allocated() - before; spent < oneHash || spent > oneHash+rest {
			t.Errorf("a sign-in as %s that is refused took %d KiB, and one hash takes %d", name, spent>>10, oneHash>>10)
		}
	}
}

// allocated is how many bytes the process has asked for since it began.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func TestInvitations(t *testing.T) {
	each(t, func(h *house) {
		a := h.opened("per.nordin")
		first, err := h.Invite(ctx, h.admin, a.ID)
		h.must(err)
		second, err := h.Invite(ctx, h.admin, a.ID)
		h.must(err)
		_, err = h.Accept(ctx, first, other)
		h.refused(err, fault.NotFound, "")
		_, err = h.Accept(ctx, second, other)
		h.must(err)
		_, err = h.Accept(ctx, second, good)
		h.refused(err, fault.NotFound, "")
		_, err = h.SignIn(ctx, "per.nordin", other)
		h.must(err)

		late, err := h.Invite(ctx, h.admin, a.ID)
		h.must(err)
		h.Clock.Advance(72 * time.Hour)
		_, err = h.Invited(ctx, late)
		h.refused(err, fault.NotFound, "")
		_, err = h.Accept(ctx, late, good)
		h.refused(err, fault.NotFound, "")
		_, err = h.Invited(ctx, "nonsense")
		h.refused(err, fault.NotFound, "")

		open, err := h.Invite(ctx, h.admin, a.ID)
		h.must(err)
		h.must(h.Block(ctx, h.admin, a.ID))
		h.must(h.Unblock(ctx, h.admin, a.ID))
		_, err = h.Accept(ctx, open, good)
		h.refused(err, fault.NotFound, "")
	})
}

func TestAnOpenLinkEndsWhenItsAccountChanges(t *testing.T) {
	each(t, func(h *house) {
		a := h.opened("per.nordin")
		open, err := h.Invite(ctx, h.admin, a.ID)
		h.must(err)
		h.must(h.ChangePassword(ctx, h.who(a.ID, ""), good, other))
		_, err = h.Accept(ctx, open, good)
		h.refused(err, fault.NotFound, "")

		open, err = h.Invite(ctx, h.admin, a.ID)
		h.must(err)
		day := calendar.DateOf(h.Clock.Now())
		_, err = h.Grant(ctx, h.admin, a.ID, account.DutyInput{Role: policy.Coordinator, From: day})
		h.must(err)
		_, err = h.Invited(ctx, open) // a duty that the local admin may give takes nothing over
		h.must(err)
		_, err = h.Grant(ctx, operator(), a.ID, account.DutyInput{Role: policy.InstallationAdmin, From: day})
		h.must(err)
		_, err = h.Accept(ctx, open, good)
		h.refused(err, fault.NotFound, "")
	})
}

func TestOneOfManyAcceptsAnInvitation(t *testing.T) {
	each(t, func(h *house) {
		a := h.opened("per.nordin")
		secret, err := h.Invite(ctx, h.admin, a.ID)
		h.must(err)
		revoke := h.Revoke
		var mu sync.Mutex
		h.Revoke = func(ctx context.Context, id, but string) error {
			mu.Lock()
			defer mu.Unlock()
			return revoke(ctx, id, but)
		}
		var wg sync.WaitGroup
		won := make([]bool, 8)
		for i := range won {
			wg.Go(func() {
				_, err := h.Accept(ctx, secret, other+string(rune('a'+i)))
				won[i] = err == nil
				if err != nil && !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Conflict) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		winners := 0
		for i := range won {
			if _, err := h.SignIn(ctx, "per.nordin", other+string(rune('a'+i))); won[i] != (err == nil) {
				t.Errorf("%d: won %v, signs in: %v", i, won[i], err)
			}
			if won[i] {
				winners++
			}
		}
		if winners != 1 {
			t.Errorf("%d won", winners)
		}
	})
}

func TestPasswordsAreChangedByTheirOwner(t *testing.T) {
	each(t, func(h *house) {
		a := h.opened("per.nordin")
		me := h.who(a.ID, "")
		h.refused(h.ChangePassword(ctx, me, other, other), fault.Invalid, "old_password")
		h.refused(h.ChangePassword(ctx, me, good, good), fault.Invalid, "password")
		h.refused(h.ChangePassword(ctx, me, good, "kort"), fault.Invalid, "password")
		h.must(h.ChangePassword(ctx, me, good, other))
		_, err := h.SignIn(ctx, "per.nordin", good)
		h.refused(err, fault.Unauthenticated, "")
		_, err = h.SignIn(ctx, "per.nordin", other)
		h.must(err)
		h.must(h.SetPassword(ctx, operator(), a.ID, good))
		_, err = h.SignIn(ctx, "per.nordin", good)
		h.must(err)
		h.must(h.SetLang(ctx, me, language.English))
		if me := h.who(a.ID, ""); me.Lang != language.English {
			t.Errorf("%+v", me)
		}
	})
}

func TestAPIKeys(t *testing.T) {
	each(t, func(h *house) {
		_, _, err := h.AddClient(ctx, h.admin, h.board.ID, account.ClientInput{Name: "  "})
		h.refused(err, fault.Invalid, "name")
		_, _, err = h.AddClient(ctx, h.admin, h.next.ID, account.ClientInput{Name: "Verksamhetssystemet"})
		h.refused(err, fault.Denied, "")
		c, key, err := h.AddClient(ctx, h.admin, h.board.ID, account.ClientInput{Name: "Verksamhetssystemet"})
		h.must(err)
		if !strings.HasPrefix(key, "samsyn_") || len(key) < 40 || strings.Contains(c.Digest, key) {
			t.Errorf("%q", key)
		}
		actor, err := h.AuthenticateKey(ctx, c.Digest)
		h.must(err)
		if actor.Authority != h.board.ID || len(actor.Roles) != 0 || actor.ID != "client:"+c.ID {
			t.Errorf("%+v", actor)
		}
		if all, err := h.Clients(ctx, h.admin, h.board.ID); err != nil || len(all) != 1 || all[0].CreatedBy != h.admin.ID {
			t.Errorf("%+v %v", all, err)
		}
		h.must(h.RevokeClient(ctx, h.admin, h.board.ID, c.ID))
		_, err = h.AuthenticateKey(ctx, c.Digest)
		h.refused(err, fault.Unauthenticated, "")
		h.refused(h.RevokeClient(ctx, h.admin, h.board.ID, c.ID), fault.NotFound, "")
	})
}

func TestAPIKeysActInARoleWithinTheirScopes(t *testing.T) {
	each(t, func(h *house) {
		for _, c := range []struct {
			in    account.ClientInput
			field string
		}{
			{account.ClientInput{Name: "x", Role: policy.Coordinator}, "scopes"},
			{account.ClientInput{Name: "x", Scopes: []policy.Scope{"agreement:read"}}, "role"},
			{account.ClientInput{Name: "x", Role: policy.Signatory, Scopes: []policy.Scope{"agreement:read"}}, "role"},
			{account.ClientInput{Name: "x", Role: policy.InstallationAdmin, Scopes: []policy.Scope{"agreement:read"}}, "role"},
			{account.ClientInput{Name: "x", Role: policy.Coordinator, Scopes: []policy.Scope{"account:write"}}, "scopes"},
			{account.ClientInput{Name: "x", Role: policy.Coordinator, Scopes: []policy.Scope{"no-such"}}, "scopes"},
		} {
			_, _, err := h.AddClient(ctx, h.admin, h.board.ID, c.in)
			h.refused(err, fault.Invalid, c.field)
		}
		c, _, err := h.AddClient(ctx, h.admin, h.board.ID, account.ClientInput{Name: "Verksamhetssystemet", Role: policy.Coordinator, Scopes: []policy.Scope{"agreement:write", "agreement:read", "agreement:read"}})
		h.must(err)
		actor, err := h.AuthenticateKey(ctx, c.Digest)
		h.must(err)
		if !actor.Program || !actor.Has(policy.Coordinator) || len(actor.Scopes) != 2 || actor.Scopes[0] != "agreement:read" {
			t.Errorf("%+v", actor)
		}
		if policy.May(actor, policy.OpenHome) || policy.May(actor, policy.ChangePassword) || !policy.May(actor, policy.RegisterAgreement) {
			t.Error("the key does not do what it was made for, or more")
		}
	})
}

func TestDemoSignInOpensTheInventedAlone(t *testing.T) {
	each(t, func(h *house) {
		a, err := h.Add(ctx, operator(), account.Input{Authority: h.board.ID, UserName: "per.demo", Name: "Per Nordin (Demo)", Demo: true})
		h.must(err)
		_, err = h.SignInDemo(ctx, a.ID)
		h.must(err)
		_, err = h.SignIn(ctx, "per.demo", "")
		h.refused(err, fault.Unauthenticated, "")
		for _, id := range []string{h.admin.ID, "none", ""} {
			_, err = h.SignInDemo(ctx, id)
			h.refused(err, fault.Unauthenticated, "")
		}
		h.must(h.Block(ctx, h.admin, a.ID))
		_, err = h.SignInDemo(ctx, a.ID)
		h.refused(err, fault.Unauthenticated, "")
		if people, _, err := h.Demo(ctx); err != nil || len(people) != 0 {
			t.Errorf("%+v %v", people, err)
		}
	})
}
