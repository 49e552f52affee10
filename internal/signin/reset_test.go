package signin_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/signin"
)

const chosen = "sju blå traktorer"

// opened has Omar, the local admin, make a link to an account; whoever holds it chooses a password and signs in.
func (h *house) opened(a account.Account) *browser {
	h.t.Helper()
	secret, err := h.Accounts.Invite(h.t.Context(), h.admin(), a.ID)
	h.must(err)
	b := h.browser()
	b.post("/nytt-losenord", "nyckel", secret, "password", chosen).wantTo("/logga-in")
	b.post("/logga-in", "user_name", a.UserName, "password", chosen)
	return b
}

// enrol puts an app in place with the password that was chosen; half a minute passes, so that its next code is fresh.
func (b *browser) enrol() app {
	b.h.t.Helper()
	b.post("/legitimera/losenord", "password", chosen, "till", "/konto/inloggning/kod").wantTo("/konto/inloggning/kod")
	a := b.get("/konto/inloggning/kod").want(200).scan()
	b.post("/konto/inloggning/kod", "code", a.code()).want(200, "Dina reservkoder")
	b.h.Clock.Advance(time.Minute)
	return a
}

func (b *browser) prove(a app) {
	b.post("/legitimera/kod", "code", a.code(), "till", "/x").wantTo("/x")
}

func (h *house) as(a account.Account) policy.Actor {
	return policy.Actor{ID: a.ID, Authority: h.board.ID, Roles: []policy.Role{policy.LocalAdmin}}
}

func TestWhoeverHoldsAResetCannotSign(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := furnish(t, dbtest.Open(t, dialect), nil)
			siv := h.hire("siv.lindgren", policy.LocalAdmin)
			h.told = map[string]int{}
			thief := h.opened(h.karin).wantTo("/konto")
			if h.told[h.karin.ID] != 1 || h.told[siv.ID] != 1 || h.told[h.omar.ID] != 0 {
				t.Errorf("told %v", h.told)
			}
			phone := thief.enrol()
			thief.prove(phone)
			if _, ok := thief.fresh(); ok {
				t.Fatal("whoever holds the reset can sign")
			}
			thief.get("/legitimera?till=/x").want(200, "öppnades på nytt av någon annan")
			thief.get("/konto/inloggning").want(200, "öppnades på nytt av någon annan")

			path := signin.PathOf(h.karin.ID)
			omar := h.browser()
			omarsPhone := omar.withApp("omar.haddad")
			omar.prove(omarsPhone)
			if omar.get(path).want(200, "Kontot väntar på bekräftelse"); strings.Contains(omar.text, path+"/bekrafta") {
				t.Error("who made the reset is offered to confirm it")
			}
			omar.post(path + "/bekrafta").want(403)
			admin := h.browser()
			sivsPhone := admin.withApp("siv.lindgren")
			admin.get(path).want(200, path+"/bekrafta")
			h.Clock.Advance(signin.ForSigning)
			admin.post(path + "/bekrafta").wantTo("/legitimera?" + url.Values{"till": {path}}.Encode())
			admin.prove(sivsPhone)
			admin.post(path + "/bekrafta").wantTo(path)
			refused(t, h.Confirm(t.Context(), operator(), h.karin.ID), fault.Conflict)
			if h.noted(policy.ConfirmReset, h.karin.ID) != 1 {
				t.Error("the confirmation is not noted")
			}
			h.Clock.Advance(time.Minute)
			thief.prove(phone)
			if _, ok := thief.fresh(); !ok {
				t.Error("a confirmed account cannot sign")
			}
			last, ok, err := signin.LastReset(t.Context(), h.DB, h.karin.ID, h.Clock.Now())
			if err != nil || !ok || last.By != h.omar.ID || last.ConfirmedBy != siv.ID {
				t.Errorf("got %+v %v %v", last, ok, err)
			}
		})
	}
}

func TestTheFirstMeansOfAnAccountSigns(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := furnish(t, dbtest.Open(t, dialect), nil)
			a, err := h.Accounts.Add(t.Context(), h.admin(), account.Input{Authority: h.board.ID, UserName: "ny.signatar", Name: "Ny Signatär (Demo)"})
			h.must(err)
			_, err = h.Accounts.Invite(t.Context(), h.admin(), a.ID) // the first link went astray
			h.must(err)
			b := h.opened(a)
			b.prove(b.enrol())
			h.karin = a // whose session is asked for
			if _, ok := b.fresh(); !ok {
				t.Error("who was invited and put a means in place cannot sign")
			}
		})
	}
}

func TestAMeansOlderThanTheResetSigns(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite), nil)
	phone := h.browser().withApp("karin.dahlberg")
	h.opened(h.karin).wantTo("/logga-in/kod")
	h.Clock.Advance(time.Minute)
	b := h.browser()
	b.post("/logga-in", "user_name", h.karin.UserName, "password", chosen).wantTo("/logga-in/kod")
	b.post("/logga-in/kod", "code", phone.code()).wantTo("/konto")
	if _, ok := b.fresh(); !ok {
		t.Error("her own telephone is not enough after a forgotten password")
	}
}

// Neither whoever made a reset, nor an admin that they have made, nor one whose own account they have opened, confirms it.
func TestNobodyConfirmsTheirOwnReset(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite), nil)
	h.opened(h.karin)
	puppet, err := h.Accounts.Add(t.Context(), h.admin(), account.Input{Authority: h.board.ID, UserName: "bulvan", Name: "Bulvan (Demo)"})
	h.must(err)
	_, err = h.Accounts.Grant(t.Context(), h.admin(), puppet.ID, account.DutyInput{Role: policy.LocalAdmin, From: calendar.NewDate(2022, 1, 1)})
	h.must(err)
	b := h.opened(puppet)
	b.prove(b.enrol())
	b.post(signin.PathOf(h.karin.ID) + "/bekrafta").want(403)
	refused(t, h.Confirm(t.Context(), h.as(puppet), h.karin.ID), fault.Denied)
	refused(t, h.Confirm(t.Context(), h.as(h.karin), h.karin.ID), fault.Denied)

	siv := h.hire("siv.lindgren", policy.LocalAdmin)
	taken := h.opened(siv)
	taken.prove(taken.enrol())
	taken.post(signin.PathOf(h.karin.ID) + "/bekrafta").wantTo("/legitimera?" + url.Values{"till": {signin.PathOf(h.karin.ID)}}.Encode())
	h.must(h.Confirm(t.Context(), operator(), h.karin.ID))
}

// An admin who ties an account to an identity of their own would sign by it.
func TestAnIdentityThatAnAdminTiesWaitsToBeConfirmed(t *testing.T) {
	h, p := withSAML(t, db.SQLite)
	h.must(h.Link(t.Context(), h.admin(), h.karin.ID, "", "kd-01"))
	b := h.browser()
	b.visitSAML(p, samlPath).wantTo("/konto/losenord")
	if _, ok := b.fresh(); ok {
		t.Fatal("an identity tied by an admin alone can sign")
	}
	b.visitSAML(p, "/legitimera/saml?till=/x").wantTo("/x")
	h.must(h.Confirm(t.Context(), operator(), h.karin.ID))
	h.Clock.Advance(time.Second)
	b.visitSAML(p, "/legitimera/saml?till=/x").wantTo("/x")
	if _, ok := b.fresh(); !ok {
		t.Error("a confirmed account cannot sign")
	}
}
