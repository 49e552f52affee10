package enquiry_test

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
	"time"

	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// programs call the room's API: one of Ludvika's board and one of the agency. Bo of the board calls it as himself.
type programs struct {
	*house
	http.Handler
}

// The keys of the two programs, of the form of API keys.
const (
	boardKey  = "samsyn_0123456789abcdef0123456789abcdef"
	agencyKey = "samsyn_fedcba9876543210fedcba9876543210"
	bosKey    = "samsyn_00112233445566778899aabbccddeeff"
)

type apiAnswer struct {
	ID, State, Outcome string
	Version            int64
	Round              int64
	Urgent             bool
	DueAt, AnsweredAt  time.Time
	Items              []apiAnswer
	Messages           []struct{ Kind, Text, Number string }
	Notes              []struct {
		Text     string
		Mentions []string
	}
	Name, Text, Topic string
	Query, Path       string
	Waiting, Mine     int64
}

func (h *house) programs() *programs {
	scopes := []policy.Scope{"enquiry:read", "enquiry:write", "person:read"}
	program := func(of policy.Actor) policy.Actor {
		return policy.Actor{ID: "client:" + of.ID, Authority: of.Authority, Roles: of.Roles, Program: true, Scopes: scopes}
	}
	by := map[string]policy.Actor{}
	for key, actor := range map[string]policy.Actor{boardKey: program(h.anna), agencyKey: program(h.per), bosKey: h.bo} {
		sum := sha256.Sum256([]byte(key))
		by[hex.EncodeToString(sum[:])] = actor
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

// call posts to the API of questions, or reads when there is no body, and asks for the status.
func (p *programs) call(want int, key, path, body, once string) apiAnswer {
	p.t.Helper()
	return p.at(want, key, "/enquiries"+path, body, once)
}

// at is call for an address of the whole API.
func (p *programs) at(want int, key, path, body, once string) (out apiAnswer) {
	p.t.Helper()
	method := http.MethodPost
	if body == "" {
		method = http.MethodGet
	}
	r := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+key)
	r.Header.Set("Content-Type", "application/json")
	if once != "" {
		r.Header.Set("Idempotency-Key", once)
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	if w.Code != want {
		p.t.Fatalf("%s answers %d, not %d: %s", path, w.Code, want, w.Body)
	}
	if want != http.StatusNoContent {
		must(p.t, json.Unmarshal(w.Body.Bytes(), &out))
	}
	return out
}

const asks = `{"receiver":"af","municipality":"2085","topics":["Q-PLAN"],"personal":true,"number":"` + number + `","name":"` + name + `","text":"` + written + `",
	"purpose":"planering","basis":{"kind":"consent","form":"written","until":"2026-12-31"},"certified":true,"urgent":true,"urgentWhy":"hotande uppsägning"}`

// TestAProgramAsksOnce: the same key twice is one question, on both engines.
func TestAProgramAsksOnce(t *testing.T) {
	each(t, func(h *house) {
		p := h.programs()
		first := p.call(http.StatusOK, boardKey, "", asks, "k1")
		if again := p.call(http.StatusOK, boardKey, "", asks, "k1"); again.ID != first.ID {
			h.t.Errorf("%s and then %s", first.ID, again.ID)
		}
		if n, err := db.One[int64](h.t.Context(), h.DB, `SELECT count(*) FROM enquiry`); n != 1 || err != nil {
			h.t.Fatalf("%d questions, %v", n, err)
		}
		p.call(http.StatusUnprocessableEntity, boardKey, "", strings.Replace(asks, "hotande", "annat", 1), "k1")
		if other := p.call(http.StatusOK, boardKey, "", asks, "k2"); other.ID == first.ID {
			h.t.Error("another key gave the same question")
		}
	})
}

// TestAProgramsWholeLifeOfAQuestion drives a question from asking to closing with nothing but the API.
func TestAProgramsWholeLifeOfAQuestion(t *testing.T) {
	each(t, func(h *house) {
		t, p := h.t, h.programs()
		e := p.call(http.StatusOK, boardKey, "", asks, "")
		if list := p.call(http.StatusOK, agencyKey, "?urgent=true", "", ""); len(list.Items) != 1 || list.Items[0].ID != e.ID || !e.Urgent {
			t.Fatalf("the agency's inbox: %+v", list)
		}
		act := func(key, path, fields string) apiAnswer {
			t.Helper()
			h.Clock.Advance(time.Minute)
			v := p.call(http.StatusOK, key, "/"+e.ID, "", "").Version
			return p.call(http.StatusOK, key, "/"+e.ID+path, fmt.Sprintf(`{"version":%d%s}`, v, fields), path+fmt.Sprint(v))
		}
		if calm := act(agencyKey, "/calmings", `,"why":"Beslutet kommer i april."`); calm.Urgent || !calm.DueAt.After(e.DueAt) {
			t.Errorf("still urgent: %+v", calm)
		}
		act(agencyKey, "/openings", `,"basis":{"kind":"no-harm","motive":"behövs för planeringen"}`)
		read := p.call(http.StatusOK, agencyKey, "/"+e.ID+"/readings", `{}`, "")
		if len(read.Messages) != 2 || read.Messages[0].Number != number || read.Messages[0].Text != written {
			t.Fatalf("read as %+v", read.Messages)
		}
		act(agencyKey, "/acknowledgements", "")
		act(agencyKey, "/pauses", `,"category":"clarification","text":"Vilken period?"`)
		act(boardKey, "/resumptions", `,"text":"Mars.","certified":true`)
		act(agencyKey, "/times", `,"until":"2026-03-09T12:00:00+01:00","why":"Handläggaren är borta."`)
		done := act(agencyKey, "/answers", `,"outcome":"answered","text":"`+told+`","certified":true,"ground":"no-harm","given":"planen"`)
		if done.State != string(enquiry.Done) || done.Outcome != string(enquiry.Answered) {
			t.Fatalf("answered as %+v", done)
		}
		p.call(http.StatusConflict, agencyKey, "/"+e.ID+"/acknowledgements", `{"version":1}`, "")
		read = p.call(http.StatusOK, boardKey, "/"+e.ID+"/readings", `{}`, "")
		if last := read.Messages[len(read.Messages)-1]; last.Kind != "answer" || last.Text != told {
			t.Fatalf("the answer is read as %+v", last)
		}
		if closed := act(boardKey, "/closings", `,"helped":"yes"`); closed.State != string(enquiry.Closed) {
			t.Errorf("closed as %+v", closed)
		}
	})
}
