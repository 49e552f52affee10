package corpus_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/corpus"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/template"
	"samsyn/internal/web"
)

var ctx = context.Background()

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// house is a country with the house's own template, in which municipalities sign.
type house struct {
	*dbtest.Database
	t          testing.TB
	drafts     *negotiation.Service
	templates  *template.Service
	nils, vera policy.Actor
	af         policy.Actor
	rt         http.Handler
	people     map[string]policy.Actor
	boards     map[string]string // by municipality
	ids        map[string]string // of the agreement, by municipality
	cookie     string
}

func open(t *testing.T, d *dbtest.Database) *house {
	who := func(id, at string, r policy.Role) policy.Actor {
		return policy.Actor{ID: id, Name: id + " (Demo)", Authority: at, Roles: []policy.Role{r}}
	}
	h := &house{Database: d, t: t, templates: template.New(d.Trail), nils: who("nils", directory.SKR, policy.TemplateLead), vera: who("vera", directory.PES, policy.TemplateLead),
		af: who("per", directory.PES, policy.Coordinator), people: map[string]policy.Actor{}, boards: map[string]string{}, ids: map[string]string{}}
	h.must(directory.Seed(ctx, d.Trail))
	h.must(template.Seed(ctx, d.Trail))
	h.drafts = negotiation.New(d.Trail, func(m string) bool { _, ok := fact.Find(m); return ok })
	rt := web.New(web.Options{Trail: d.Trail, Keys: d.Keys, Now: d.Clock.Now, Authenticate: func(_ context.Context, s web.Session) (policy.Actor, error) { return h.people[s.Account], nil }})
	(&corpus.View{DB: d.DB, Drafts: h.drafts}).Routes(rt)
	h.drafts.Routes(rt)
	rt.Handle("GET /prova/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("who"), h.people[r.Path("who")].Authority, "/")
	})
	h.rt = rt
	return h
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(open(t, d)) })
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err, fault.ProblemsOf(err))
	}
}

func (h *house) act(fn func(tx *audit.Tx) error) {
	h.t.Helper()
	h.must(h.Trail.Do(ctx, policy.Process("test"), fn))
}

func (h *house) board(code string) string {
	if h.boards[code] == "" {
		h.act(func(tx *audit.Tx) error {
			b, err := directory.BoardFor(ctx, tx, code)
			h.boards[code] = b.ID
			return err
		})
	}
	return h.boards[code]
}

// coordinator is somebody who writes for a municipality's board.
func (h *house) coordinator(code string) policy.Actor {
	return policy.Actor{ID: "samordnare-" + code, Name: "Samordnare (Demo)", Authority: h.board(code), Roles: []policy.Role{policy.Coordinator}}
}

// known enters an agreement whose text is not here.
func (h *house) known(code, to string) {
	board := h.board(code) // an act of its own
	h.act(func(tx *audit.Tx) error {
		a, err := agreement.New(h.Trail).Conclude(ctx, tx, agreement.Conclusion{Parties: []agreement.Party{{Authority: board, Municipality: code}}, From: day("2025-01-01"), To: day(to), Signed: day("2024-12-01"), Source: "prov"})
		h.ids[code] = a.ID
		return err
	})
}

// signed lets a municipality and the agency go all the way from the template to an agreement in force.
func (h *house) signed(code string, template int64, target int64, deviations ...clause.Deviation) {
	h.t.Helper()
	d, err := h.drafts.Start(ctx, h.af, negotiation.Beginning{Kind: negotiation.NewAgreement, Boards: []string{h.board(code)}, Template: template})
	h.must(err)
	h.fill(d.ID, target)
	for _, v := range deviations {
		h.change(d.ID, negotiation.Edit{Field: negotiation.NewDeviation, Deviation: &v})
	}
	d, err = h.drafts.Propose(ctx, h.af, d.ID)
	h.must(err)
	for _, who := range []policy.Actor{h.af, h.coordinator(code)} {
		text, err := negotiation.TextAt(ctx, h.DB, d.ID, d.Latest)
		h.must(err)
		d, err = h.drafts.Approve(ctx, who, d.ID, negotiation.Approving{No: d.Latest, Digest: text.Digest})
		h.must(err)
	}
	h.act(func(tx *audit.Tx) error { return h.conclude(tx, code, d.ID) })
}

func (h *house) conclude(tx *audit.Tx, code, draft string) error {
	_, text, err := h.drafts.BeginSigning(ctx, tx, draft)
	if err != nil {
		return err
	}
	from, to := day("2026-01-01"), day("2028-12-31")
	a, err := agreement.New(h.Trail).Conclude(ctx, tx, agreement.Conclusion{Parties: []agreement.Party{{Authority: h.board(code), Municipality: code}}, From: from, To: to, Signed: day("2025-12-15")})
	if err != nil {
		return err
	}
	h.ids[code] = a.ID
	if err := commitment.New(h.Trail).Enter(ctx, tx, a.ID, text.Doc, from, to); err != nil {
		return err
	}
	_, err = h.drafts.Concluded(ctx, tx, draft, a.ID)
	return err
}

// change edits a draft as one who sees it as it is.
func (h *house) change(id string, e negotiation.Edit) {
	h.t.Helper()
	doc, err := negotiation.Work(ctx, h.DB, id)
	h.must(err)
	e.Seen = negotiation.Stamp(doc, e.Field)
	_, _, err = h.drafts.Change(ctx, h.af, id, e)
	h.must(err)
}

// fill answers all that the template asks, and sets the target of K9.1.
func (h *house) fill(id string, target int64) {
	h.t.Helper()
	doc, err := negotiation.Work(ctx, h.DB, id)
	h.must(err)
	for _, v := range doc.Variables {
		if v.Required && doc.Values[v.ID].IsZero() && v.Fixed.IsZero() {
			value := invented(v)
			h.change(id, negotiation.Edit{Field: clause.VariableField(v.ID), Value: &value})
		}
	}
	for _, k := range doc.Commitments {
		n := clause.N(10)
		if k.ID == "K9.1" {
			n = clause.N(target)
		} else if !k.Open() {
			continue
		}
		k = negotiation.Copy(clause.Document{Commitments: []clause.Commitment{k}}).Commitments[0]
		for i := range k.Measures {
			if k.ID == "K9.1" || k.Measures[i].Target == nil {
				k.Measures[i].Target = &n
			}
		}
		k.Reason = "Så blev vi överens. (Demo)"
		h.change(id, negotiation.Edit{Field: clause.CommitmentField(k.ID), Commitment: &k})
	}
}

func invented(v clause.Variable) clause.Value {
	switch v.Kind {
	case clause.Date:
		if strings.HasSuffix(v.ID, "_fran") {
			return clause.Value{Text: "2026-01-01"}
		}
		return clause.Value{Text: "2028-12-31"}
	case clause.Count:
		n := clause.N(5)
		if v.Min != nil {
			n = max(n, *v.Min)
		}
		if v.Max != nil {
			n = min(n, *v.Max)
		}
		return clause.Value{Text: n.String()}
	case clause.Choice:
		return clause.Value{Text: v.Choices[0].Sv}
	case clause.Person:
		return clause.Value{Text: "Prova Provsson (Demo)", Function: "samordnare"}
	case clause.OrganisationNo:
		return clause.Value{Text: "212000-0001"}
	case clause.TimeOfDay:
		return clause.Value{Text: "16.00"}
	case clause.List:
		return clause.Value{Items: []string{"Ett (Demo)", "Två (Demo)"}}
	}
	return clause.Value{Text: "Demo"}
}

// second publishes version 2 of the template, in which the texts of its first three clauses are changed.
func (h *house) second() {
	h.t.Helper()
	h.must(template.PublishSecond(ctx, h.templates, h.nils, h.vera))
}

// first are the ids of the first clauses of the template.
func (h *house) first(n int) (ids []string) {
	h.t.Helper()
	v, err := template.Current(ctx, h.DB)
	h.must(err)
	for _, c := range v.Doc.Clauses[:n] {
		ids = append(ids, c.ID)
	}
	return ids
}

func (h *house) as(a policy.Actor) *house {
	h.t.Helper()
	h.people[a.ID], h.cookie = a, ""
	w := h.get("/prova/" + a.ID)
	h.cookie = w.Result().Cookies()[0].Name + "=" + w.Result().Cookies()[0].Value
	return h
}

func (h *house) do(method, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Accept-Language", "sv")
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if h.cookie != "" {
		r.Header.Set("Cookie", h.cookie)
	}
	w := httptest.NewRecorder()
	h.rt.ServeHTTP(w, r)
	return w
}

func (h *house) get(path string) *httptest.ResponseRecorder { return h.do(http.MethodGet, path) }

// see opens a page that must answer and say some words.
func (h *house) see(path string, words ...string) string {
	h.t.Helper()
	w := h.get(path)
	if w.Code != http.StatusOK {
		h.t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	for _, x := range words {
		if !strings.Contains(w.Body.String(), x) {
			h.t.Errorf("%s does not say %q\n%s", path, x, main(w.Body.String()))
		}
	}
	return w.Body.String()
}

func main(page string) string {
	if i := strings.Index(page, "<main"); i >= 0 {
		return page[i:]
	}
	return page
}
