package apptest

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/enquiry"
	"samsyn/internal/fault"
	"samsyn/internal/handover"
	"samsyn/internal/matter"
	"samsyn/internal/meeting"
	"samsyn/internal/mypages"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/signing"
	"samsyn/internal/statutory"
	"samsyn/internal/steering"
	"samsyn/internal/web"
)

// Every route × every role at the owner of the things, at a foreign authority and at the agency × nobody signed in:
// who may is answered, who may not is refused, and for who may not the thing is as if it did not exist. Acts are done by the
// first who may and by a sample of the others, and of those whose role may not at all a sample is refused.
func TestEveryRouteForEveryRole(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	h, acts := w.copy(t), &spare{t: t, w: w, seed: sample.Seed(t), tried: map[string]bool{}}
	t.Cleanup(acts.drop)
	for _, route := range h.Routes() {
		t.Run(route.String(), func(t *testing.T) {
			for _, m := range w.people {
				cell{t, w, h, acts, route, m}.try()
			}
		})
	}
}

// The same refusals on PostgreSQL, which decides by the same table in its own way: of every route, for those of the
// people who are in the sample.
func TestEveryRouteForEveryRoleOnPostgres(t *testing.T) {
	t.Parallel()
	w, seed := theWorld(t), sample.Seed(t)
	dsn := dbtest.Empty(t, db.Postgres)
	w.moved(t, dsn)
	h := open(t, dsn, w.keys, nil)
	for _, route := range h.Routes() {
		t.Run(route.String(), func(t *testing.T) {
			for _, m := range w.people {
				if sample.Part(seed, route.String()+m.name(), 5) {
					cell{t, w, h, nil, route, m}.try()
				}
			}
		})
	}
}

// cell is one route for one person.
type cell struct {
	*testing.T
	w     *world
	h     *Samsyn
	acts  *spare // where acts are tried; nil where they are not
	route web.Route
	who   member
}

func (c cell) try() {
	if c.route.Action == "" { // health, files: no guard, for everybody
		return
	}
	v := c.w.visit(c.T, c.route.Pattern)
	allowed, reason := c.decide(v)
	if allowed && c.route.Method != http.MethodGet {
		c.tryAct(v)
		return
	}
	if reason == "role" && c.acts != nil && !c.acts.wants("refusal", c) {
		return
	}
	have := c.ask(c.h, v.path)
	if allowed {
		c.answered(have)
		return
	}
	c.refused(have, reason)
	missing := c.ask(c.h, v.missing)
	if have.Code == http.StatusForbidden && (v.isOpen() || c.isBeside(v)) {
		return
	}
	if a, b := c.seen(v, have), c.seen(v, missing); a != b {
		c.Errorf("%s: %s of another's thing and of none are told apart:\n%s\n--- none:\n%s", c.who.name(), c.route, short(a), short(b))
	}
}

// decide asks the table.
func (c cell) decide(v visit) (allowed bool, refusal string) {
	actor := c.who.actor(c.h)
	line := lineOf(c.T, c.route.Action)
	if !line.May(c.role()) {
		return false, "role"
	}
	if more, ok := narrower()[c.route.String()]; ok && !more.may(c, v, actor) {
		return false, more.refusal
	}
	thing := c.thing(v, line)
	if thing.IsZero() || c.route.String() == "GET /personer/{id}/nodoppna" { // which is the same page whether there is such a person or not
		return true, ""
	}
	allowed = c.may(actor, c.route.Action, thing)
	if allowed && c.who.place == foreign && !line.Foreign(c.role()) {
		c.Errorf("%s may %s to a thing that is not theirs, and the table says no", c.who.name(), c.route.Action)
	}
	return allowed, "thing"
}

func (c cell) may(actor policy.Actor, act policy.Action, thing ref.Ref) bool {
	err := policy.Check(c.Context(), c.h.DB, actor, act, thing)
	if act == policy.OpenPerson {
		err = policy.CheckEmergency(c.Context(), c.h.DB, actor, act, thing, "Fara för liv (Demo)")
	}
	if err != nil && !fault.Is(err, fault.Denied) && !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Unauthenticated) {
		c.Fatal(err)
	}
	return err == nil
}

func (c cell) role() policy.Role {
	if c.who.account == "" {
		return policy.Anyone
	}
	return c.who.role
}

// thing is what the action is done to: the parameter of its kind, or the authority that the parameter's thing is of.
func (c cell) thing(v visit, line policy.Line) ref.Ref {
	if id := v.things[string(line.Over)]; id != "" {
		return ref.To(line.Over, id)
	}
	if id := c.w.around[string(line.Over)]; id != "" {
		return ref.To(line.Over, id)
	}
	if len(v.things) > 0 && line.Over == "authority" {
		return ref.To(line.Over, c.w.owner)
	}
	return ref.Ref{}
}

// isBeside tells of those who may see the round that a signature is part of, though the signature is another's, or the
// group whose member is another party's, or the question that a colleague handles.
func (c cell) isBeside(v visit) bool {
	if group := v.things[string(steering.GroupThing)]; group != "" && v.things[memberExample] != "" {
		return c.may(c.who.actor(c.h), policy.ReadGroup, ref.To(steering.GroupThing, group))
	}
	if id := v.things[string(enquiry.Kind)]; id != "" && c.may(c.who.actor(c.h), policy.ReadEnquiry, ref.To(enquiry.Kind, id)) {
		return true // a colleague sees that there is a question, and when it is due
	}
	if id := v.things[string(statutory.Kind)]; id != "" && c.may(c.who.actor(c.h), policy.ReadStatutory, ref.To(statutory.Kind, id)) {
		return true // likewise of a statutory notice
	}
	if id := v.things[string(handover.Kind)]; id != "" && c.may(c.who.actor(c.h), policy.ReadHandover, ref.To(handover.Kind, id)) {
		return true // of a hand-over
	}
	if id := v.things[string(matter.Kind)]; id != "" && c.may(c.who.actor(c.h), policy.ReadMatter, ref.To(matter.Kind, id)) {
		return true // and of a matter
	}
	if id := v.things[string(meeting.Kind)]; id != "" && c.may(c.who.actor(c.h), policy.ReadPersonMeeting, ref.To(meeting.Kind, id)) {
		return true // and of a meeting in one
	}
	return v.things[string(signing.SlotKind)] != "" && c.may(c.who.actor(c.h), policy.ReadSigning, ref.To(signing.RoundKind, c.w.around[string(signing.RoundKind)]))
}

func lineOf(t testing.TB, act policy.Action) policy.Line {
	t.Helper()
	l, ok := lines()[act]
	if !ok {
		t.Fatalf("the action %s does not stand in the table", act)
	}
	return l
}

// lines are the table's, by action.
var lines = sync.OnceValue(func() map[policy.Action]policy.Line {
	all := map[policy.Action]policy.Line{}
	for _, l := range policy.House().Matrix() {
		all[l.Action] = l
	}
	return all
})

func (c cell) ask(h *Samsyn, path string) *httptest.ResponseRecorder {
	if c.route.API && c.route.Method != http.MethodGet {
		said := least(c.T, h, c.route)
		own := strings.NewReplacer("{authority}", c.who.authority, "{account}", c.who.account)
		return c.w.person(h, c.who).send(c.route.Method, path, strings.NewReader(own.Replace(said.body)), said.kind)
	}
	return c.w.person(h, c.who).Answer(c.route.Method, path, wholeForms()[c.route.String()])
}

// answered: who may sees the page, or is led on.
func (c cell) answered(w *httptest.ResponseRecorder) {
	switch {
	case w.Code == http.StatusOK, w.Code == http.StatusSeeOther && !leadsToSignIn(w):
	default:
		c.Errorf("%s may, but %s answers %d %s: %s", c.who.name(), c.route, w.Code, w.Header().Get("Location"), body(w))
	}
}

// refused: nobody signed in is asked to sign in; a role that may not at all is told so; a thing that one may not is not
// found, or may not be changed.
func (c cell) refused(w *httptest.ResponseRecorder, why string) {
	ok := false
	switch {
	case why == "link":
		ok = w.Code == http.StatusNotFound || w.Code == http.StatusUnauthorized
	case c.who.account == "" && (c.route.API || c.route.Method != http.MethodGet):
		ok = w.Code == http.StatusUnauthorized
	case c.who.account == "":
		ok = leadsToSignIn(w)
	case why == "role":
		ok = w.Code == http.StatusForbidden
	default:
		ok = w.Code == http.StatusNotFound || w.Code == http.StatusForbidden
	}
	if !ok {
		c.Errorf("%s may not, but %s answers %d %s: %s", c.who.name(), c.route, w.Code, w.Header().Get("Location"), body(w))
	}
}

func leadsToSignIn(w *httptest.ResponseRecorder) bool {
	u, err := url.Parse(w.Header().Get("Location"))
	return err == nil && w.Code == http.StatusSeeOther && (u.Path == "/logga-in" || u.Path == mypages.SignInPath)
}

// seen is all that a client sees of an answer but what names the request.
func (c cell) seen(v visit, w *httptest.ResponseRecorder) string {
	head := w.Header().Clone()
	id := head.Get("X-Request-Id")
	head.Del("X-Request-Id")
	head.Del("Traceparent")
	head.Del("Content-Length") // of the body, which is compared
	return v.alike(headed(w.Code, head, keyless(w.Body.String())), id)
}

func body(w *httptest.ResponseRecorder) string {
	g := &Page{Body: w.Body.String()}
	if doc := parsed(g.Body); doc != nil {
		g.doc = doc
	}
	return short(g.said())
}

// tryAct sends an empty form, in a house of its own since it may change things: it is done or given back, never refused
// and never a fault of ours.
func (c cell) tryAct(v visit) {
	if c.acts == nil || !c.acts.wants("act", c) {
		return
	}
	w := c.acts.try(func(h *Samsyn) *httptest.ResponseRecorder { return c.ask(h, v.path) })
	switch {
	case w.Code >= 500, w.Code == http.StatusForbidden, w.Code == http.StatusUnauthorized, w.Code == http.StatusNotFound, leadsToSignIn(w) && !strings.HasPrefix(c.route.Pattern, "/logga-in") && !strings.HasPrefix(c.route.Pattern, "/mina-sidor/logga-"):
		c.Errorf("%s may, but %s with an empty form answers %d: %s", c.who.name(), c.route, w.Code, body(w))
	}
}
