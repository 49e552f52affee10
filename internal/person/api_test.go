package person_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// programs call the room's API, each with a key of its own: Eva's is named in the matter, Per's is not, Anna's is of
// another authority, and Per's guard may open in an emergency besides.
type programs struct {
	*house
	http.Handler
}

const (
	evaKey   = "samsyn_0123456789abcdef0123456789abcdef"
	perKey   = "samsyn_fedcba9876543210fedcba9876543210"
	annaKey  = "samsyn_00112233445566778899aabbccddeeff"
	guardKey = "samsyn_ffeeddccbbaa99887766554433221100"
)

type apiGround struct {
	ID, State, To, Purpose, Form, Kind, Person string
	Version                                    int64
	Live                                       bool
	Informed                                   string
	Items                                      []apiGround
	InvalidParameters                          []struct{ In, Name string } `json:"invalid-parameters"`
}

func (h *house) programs() *programs {
	scopes := []policy.Scope{"person:read", "person:write", "ground:write"}
	by := map[string]policy.Actor{}
	for key, of := range map[string]policy.Actor{evaKey: h.eva, perKey: h.per, annaKey: h.anna, guardKey: h.per} {
		sum := sha256.Sum256([]byte(key))
		a := policy.Actor{ID: of.ID, Authority: of.Authority, Roles: of.Roles, Program: true, Scopes: scopes}
		if key == guardKey {
			a.Scopes = append([]policy.Scope{"person:emergency"}, scopes...)
		}
		by[hex.EncodeToString(sum[:])] = a
	}
	rt := web.New(web.Options{Trail: h.Trail, Keys: h.Keys, Now: h.Clock.Now, AuthenticateKey: func(_ context.Context, digest string) (policy.Actor, error) {
		if a, ok := by[digest]; ok {
			return a, nil
		}
		return policy.Actor{}, fault.New(fault.Unauthenticated, language.Same("no such key"))
	}})
	h.svc.Routes(rt)
	return &programs{h, rt}
}

func (p *programs) send(key, path, body string) *httptest.ResponseRecorder {
	method := http.MethodPost
	if body == "" {
		method = http.MethodGet
	}
	r := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+key)
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w
}

// call posts to the API, or reads when there is no body, and asks for the status.
func (p *programs) call(want int, key, path, body string) (out apiGround) {
	p.t.Helper()
	w := p.send(key, path, body)
	if w.Code != want {
		p.t.Fatalf("%s answers %d, not %d: %s", path, w.Code, want, w.Body)
	}
	must(p.t, json.Unmarshal(w.Body.Bytes(), &out))
	return out
}

// alike asserts that two addresses are answered with the same words: what one may not, and what is not there.
func (p *programs) alike(key, path, none, body string) {
	p.t.Helper()
	a, b := p.send(key, path, body), p.send(key, none, body)
	said := func(w *httptest.ResponseRecorder, at string) string {
		text := strings.ReplaceAll(w.Body.String(), at, "…")
		return strings.ReplaceAll(text, w.Header().Get("X-Request-Id"), "…")
	}
	if a.Code != http.StatusNotFound || a.Code != b.Code || said(a, path) != said(b, none) {
		p.t.Errorf("%s answers %d %s\nand %s %d %s", path, a.Code, a.Body, none, b.Code, b.Body)
	}
}

// TestAProgramKeepsGrounds: a consent is written down, found wanting, the person is told, and one that holds is withdrawn,
// with nothing but the API.
func TestAProgramKeepsGrounds(t *testing.T) {
	each(t, func(h *house) {
		t, p := h.t, h.programs()
		who := h.known(directory.PES, number, h.eva)
		at := "/persons/" + who.ID + "/grounds"
		consent := `{"ground":"consent","to":"` + h.anna.Authority + `","purpose":"gemensam planering","form":"oral","until":"2026-12-31"}`
		for body, field := range map[string]string{
			strings.Replace(consent, h.anna.Authority, "nobody", 1):      "to",
			strings.Replace(consent, h.anna.Authority, directory.PES, 1): "to",
			strings.Replace(consent, `,"form":"oral"`, "", 1):            "form",
			strings.Replace(consent, "gemensam planering", " ", 1):       "purpose",
		} {
			if out := p.call(http.StatusUnprocessableEntity, evaKey, at, body); len(out.InvalidParameters) != 1 || out.InvalidParameters[0].In != "body" || out.InvalidParameters[0].Name != field {
				t.Errorf("%s: %+v", body, out.InvalidParameters)
			}
		}
		first := p.call(http.StatusCreated, evaKey, at, consent)
		if list := p.call(http.StatusOK, evaKey, at, "").Items; len(list) != 1 || list[0].ID != first.ID || list[0].Purpose != "gemensam planering" || list[0].State != "submitted" || list[0].Live {
			t.Fatalf("%+v", list)
		}
		one := at + "/" + first.ID
		if out := p.call(http.StatusUnprocessableEntity, evaKey, one+"/rejections", `{"version":1,"reason":" "}`); len(out.InvalidParameters) != 1 || out.InvalidParameters[0].Name != "reason" {
			t.Errorf("%+v", out.InvalidParameters)
		}
		if out := p.call(http.StatusOK, evaKey, one+"/rejections", `{"version":1,"reason":"Saknar vem som får veta."}`); out.State != "rejected" || out.Informed != "" {
			t.Errorf("%+v", out)
		}
		p.call(http.StatusConflict, evaKey, one+"/acceptances", `{"version":2}`)
		p.tellThePerson(who)
		if list := p.call(http.StatusOK, evaKey, at, "").Items; list[0].Informed == "" {
			t.Error("it does not show that the person was told")
		}
		second := p.call(http.StatusCreated, evaKey, at, consent)
		one = at + "/" + second.ID
		p.call(http.StatusConflict, evaKey, one+"/acceptances", `{"version":7}`)
		accepted := p.call(http.StatusOK, evaKey, one+"/acceptances", `{"version":1}`)
		if !accepted.Live || accepted.State != "accepted" {
			t.Errorf("%+v", accepted)
		}
		followed := ""
		h.svc.Withdrawn = append(h.svc.Withdrawn, func(_ context.Context, _ *audit.Tx, g person.Ground) error { followed = g.ID; return nil })
		if out := p.call(http.StatusOK, evaKey, one+"/withdrawals", fmt.Sprintf(`{"version":%d}`, accepted.Version)); out.State != "withdrawn" || out.Live || followed != second.ID {
			t.Errorf("%+v, and what follows: %q", out, followed)
		}
	})
}

// tellThePerson does the task that a rejection left.
func (p *programs) tellThePerson(who person.Person) {
	p.t.Helper()
	if others := p.call(http.StatusOK, annaKey, "/person-tasks", "").Items; len(others) != 0 {
		p.t.Errorf("another authority's program sees %+v", others)
	}
	tasks := p.call(http.StatusOK, evaKey, "/person-tasks", "").Items
	if len(tasks) != 1 || tasks[0].Kind != "inform" || tasks[0].Person != who.ID {
		p.t.Fatalf("%+v", tasks)
	}
	done := "/person-tasks/" + tasks[0].ID + "/completions"
	p.alike(annaKey, done, "/person-tasks/nobody/completions", `{"version":1,"note":" "}`)
	p.call(http.StatusUnprocessableEntity, evaKey, done, `{"version":1,"note":" "}`)
	p.call(http.StatusConflict, evaKey, done, `{"version":2,"note":"Ringde personen"}`)
	p.call(http.StatusOK, evaKey, done, `{"version":1,"note":"Ringde personen"}`)
	p.call(http.StatusConflict, evaKey, done, `{"version":2,"note":"Ringde personen"}`)
	if left := p.call(http.StatusOK, evaKey, "/person-tasks", "").Items; len(left) != 0 {
		p.t.Errorf("it is still to be done: %+v", left)
	}
}

// TestAProgramThatMayNotLearnsNothing: of a person, a ground and what was sent, a colleague's program that is not named and
// one of another authority are told what nobody's are told, whatever they send.
func TestAProgramThatMayNotLearnsNothing(t *testing.T) {
	each(t, func(h *house) {
		p := h.programs()
		who := h.known(directory.PES, number, h.eva)
		own := h.known(directory.PES, another, h.per)
		g := p.call(http.StatusCreated, evaKey, "/persons/"+who.ID+"/grounds", `{"ground":"consent","to":"`+h.anna.Authority+`","purpose":"planering","form":"oral","until":"2026-12-31"}`)
		for _, key := range []string{perKey, annaKey} {
			p.alike(key, "/persons/"+who.ID+"/grounds", "/persons/nobody/grounds", "")
			p.alike(key, "/persons/"+who.ID+"/grounds", "/persons/nobody/grounds", `{"ground":"x","to":"y","purpose":"z"}`)
			for act, body := range map[string]string{"/acceptances": `{"version":1}`, "/rejections": `{"version":1,"reason":""}`, "/withdrawals": `{"version":1}`} {
				p.alike(key, "/persons/"+who.ID+"/grounds/"+g.ID+act, "/persons/nobody/grounds/nobody"+act, body)
			}
		}
		p.alike(evaKey, "/persons/"+own.ID+"/grounds/"+g.ID+"/acceptances", "/persons/nobody/grounds/nobody/acceptances", `{"version":1}`)
		if got := h.groundOf(who); got.State != person.Submitted || got.Version != 1 {
			h.t.Errorf("it was changed: %+v", got)
		}
	})
}

// TestAProgramOpensInAnEmergency: with a scope of its own and a reason, for a day, and it is told as on the page.
func TestAProgramOpensInAnEmergency(t *testing.T) {
	each(t, func(h *house) {
		t, p, told := h.t, h.programs(), 0
		h.svc.OpenedInEmergency = func(context.Context, *audit.Tx, person.Opening) error { told++; return nil }
		who := h.known(directory.PES, number, h.eva)
		at, why := "/persons/"+who.ID, `{"reason":"Fara för liv, ansvarig är borta"}`
		p.call(http.StatusForbidden, perKey, at+"/emergency-openings", why) // no scope for it
		p.call(http.StatusNotFound, guardKey, at, "")
		if w := p.send(guardKey, at+"/emergency-openings", `{"reason":""}`); w.Code < 400 || told != 0 {
			t.Errorf("opened without a reason: %d", w.Code)
		}
		p.alike(guardKey, "/persons/"+h.known(h.anna.Authority, number, h.anna).ID+"/emergency-openings", "/persons/nobody/emergency-openings", why)
		p.call(http.StatusOK, guardKey, at+"/emergency-openings", why)
		p.call(http.StatusOK, guardKey, at, "")
		if told != 1 {
			t.Errorf("told %d times", told)
		}
	})
}

func TestAProgramCorrectsHowAPersonIsReached(t *testing.T) {
	each(t, func(h *house) {
		p := h.programs()
		who := h.known(directory.PES, number, h.eva)
		at := "/persons/" + who.ID + "/corrections"
		p.call(http.StatusConflict, evaKey, at, `{"version":9,"phone":"0240-000 01"}`)
		p.call(http.StatusOK, evaKey, at, `{"version":1,"name":"Nora Testberg (Demo)","phone":"0240-000 01"}`)
		o, err := h.open(h.eva, who)
		must(h.t, err)
		if o.Phone != "0240-000 01" || o.Address != "" || o.Version != 2 {
			h.t.Errorf("%+v", o.Reached)
		}
	})
}
