package negotiation_test

import (
	"context"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/template"
)

var ctx = context.Background()

func num(n int64) *clause.Number { x := clause.N(n); return &x }

// sample is a small template; its second version has a clause more and another wording.
func sample(no int64) clause.Document {
	t := language.T
	d := clause.Document{Template: no,
		Clauses: []clause.Clause{
			{ID: "1", Heading: t("Parter", "Parties"), Text: t("Mellan {ort} och Arbetsförmedlingen.", "Between {ort} and the employment agency.")},
			{ID: "9", Heading: t("Frågor om enskilda", "Questions about individuals"), Text: t("En fråga besvaras skyndsamt.", "A question is answered promptly.")},
			{ID: "28", Heading: t("Giltighetstid", "Term"), Text: t("Gäller från {giltig_fran} till {giltig_till}.", "Holds from {giltig_fran} to {giltig_till}.")},
		},
		Variables: []clause.Variable{
			{ID: "ort", Clause: "1", Name: t("Kommunens namn", "Name of the municipality"), Kind: clause.Line, Required: true},
			{ID: "kontakt", Clause: "9", Name: t("Kontaktperson", "Contact person"), Kind: clause.Person},
			{ID: "giltig_fran", Clause: "28", Name: t("Gäller från", "Holds from"), Kind: clause.Date, Required: true},
			{ID: "giltig_till", Clause: "28", Name: t("Gäller till", "Holds to"), Kind: clause.Date, Required: true},
		},
		Commitments: []clause.Commitment{
			{ID: "K9.1", Clause: "9", Text: t("Frågor besvaras.", "Questions are answered."), By: clause.Agency, Kind: clause.Target, Relief: true,
				Measures: []clause.Measure{{Metric: "m.answer", Statistic: clause.Share, Limit: 2, LimitUnit: clause.WorkingDays, Comparator: clause.AtLeast, Target: num(90), Window: clause.Month}}},
			{ID: "K9.2", Clause: "9", Text: t("Kommunen svarar.", "The municipality answers."), By: clause.Municipality, Kind: clause.Target,
				Measures: []clause.Measure{{Metric: "m.answer", Statistic: clause.Median, LimitUnit: clause.Days, Comparator: clause.AtMost, Window: clause.Quarter}}},
		},
	}
	if no == 2 {
		d.Clauses[1].Text = t("En fråga besvaras inom två dagar.", "A question is answered within two days.")
		d.Clauses = append(d.Clauses, clause.Clause{ID: "30", Heading: t("Nytt", "New"), Text: t("En ny paragraf.", "A new clause.")})
	}
	return d
}

// house is the room with two boards of Ludvika, one of Falun, and the agency.
type house struct {
	*dbtest.Database
	t                         testing.TB
	svc                       *negotiation.Service
	work, social, falun       string // boards
	af, anna, birgit, johan   policy.Actor
	signatory, outsider, lead policy.Actor
}

func open(t testing.TB, d *dbtest.Database) *house {
	h := &house{Database: d, t: t}
	h.must(directory.Seed(ctx, d.Trail))
	dir, err := directory.New(d.Trail)
	h.must(err)
	board := func(code, name string) string {
		a, err := dir.AddAuthority(ctx, policy.Process("test"), directory.Authority{Class: directory.Board, MunicipalityCode: code,
			AuthorityDetails: directory.AuthorityDetails{Name: name}, Validity: directory.Validity{From: calendar.NewDate(2022, 1, 1)}})
		h.must(err)
		return a.ID
	}
	h.work, h.social, h.falun = board("2085", "Arbetsmarknadsnämnden (Demo)"), board("2085", "Socialnämnden (Demo)"), board("2080", "Arbetsmarknadsnämnden (Demo)")
	who := func(id, at string, r policy.Role) policy.Actor {
		return policy.Actor{ID: id, Name: id + " (Demo)", Authority: at, Roles: []policy.Role{r}}
	}
	h.af, h.anna, h.birgit, h.johan = who("per", directory.PES, policy.Coordinator), who("anna", h.work, policy.Coordinator), who("birgit", h.social, policy.Coordinator), who("johan", h.falun, policy.Coordinator)
	h.signatory, h.outsider, h.lead = who("karin", h.work, policy.Signatory), who("johan", h.falun, policy.Coordinator), who("vera", directory.PES, policy.TemplateLead)
	h.svc = negotiation.New(d.Trail, func(m string) bool { return m == "m.answer" })
	h.svc.Template = func(_ context.Context, _ db.Reader, no int64) (clause.Document, error) {
		if no == 0 {
			no = 1
		}
		return sample(no), nil
	}
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

// refused asks for a fault of a kind that says some words.
func (h *house) refused(err error, kind fault.Kind, words string) {
	h.t.Helper()
	if !fault.Is(err, kind) || !strings.Contains(err.Error(), words) {
		h.t.Errorf("got %v %v, want %s with %q", err, fault.ProblemsOf(err), kind, words)
	}
}

// begun is a new draft with both boards of Ludvika, the agency holding the pen.
func (h *house) begun() negotiation.Draft {
	h.t.Helper()
	d, err := h.svc.Start(ctx, h.af, negotiation.Beginning{Kind: negotiation.NewAgreement, Boards: []string{h.work, h.social}})
	h.must(err)
	return d
}

func (h *house) doc(id string) clause.Document {
	h.t.Helper()
	doc, err := negotiation.Work(ctx, h.DB, id)
	h.must(err)
	return doc
}

// set fills in a variable as somebody who sees the document as it is.
func (h *house) set(a policy.Actor, id, variable, text string) {
	h.t.Helper()
	f := clause.VariableField(variable)
	_, _, err := h.svc.Change(ctx, a, id, negotiation.Edit{Field: f, Seen: negotiation.Stamp(h.doc(id), f), Value: &clause.Value{Text: text}})
	h.must(err)
}

// target sets the figure of a commitment.
func (h *house) target(a policy.Actor, id, k string, n int64) error {
	doc := h.doc(id)
	c, _ := doc.Commitment(k)
	c = negotiation.Copy(clause.Document{Commitments: []clause.Commitment{c}}).Commitments[0]
	c.Measures[0].Target, c.Reason = num(n), "Så blev vi överens."
	f := clause.CommitmentField(k)
	_, _, err := h.svc.Change(ctx, a, id, negotiation.Edit{Field: f, Seen: negotiation.Stamp(doc, f), Commitment: &c})
	return err
}

// whole is a draft with everything filled in and version 1 put forward.
func (h *house) whole() negotiation.Draft {
	h.t.Helper()
	d := h.begun()
	h.set(h.af, d.ID, "ort", "Ludvika kommun")
	h.set(h.af, d.ID, "giltig_fran", "2026-04-01")
	h.set(h.af, d.ID, "giltig_till", "2029-03-31")
	h.must(h.target(h.af, d.ID, "K9.2", 5))
	d, err := h.svc.Propose(ctx, h.af, d.ID)
	h.must(err)
	return d
}

// seen is a version as somebody sees it who opens it now.
func (h *house) seen(id string, no int64) negotiation.Approving {
	h.t.Helper()
	t, err := negotiation.TextAt(ctx, h.DB, id, no)
	h.must(err)
	return negotiation.Approving{No: no, Digest: t.Digest}
}

// approved is a draft that all three have approved.
func (h *house) approved() negotiation.Draft {
	h.t.Helper()
	d := h.whole()
	for _, a := range []policy.Actor{h.af, h.anna, h.birgit} {
		var err error
		d, err = h.svc.Approve(ctx, a, d.ID, h.seen(d.ID, d.Latest))
		h.must(err)
	}
	return d
}

func (h *house) act(fn func(tx *audit.Tx) error) error {
	return h.Trail.Do(ctx, policy.Process("test"), fn)
}

// concluded is a draft that was signed and is the text of an agreement in the register.
func (h *house) concluded() (negotiation.Draft, agreement.Agreement) {
	h.t.Helper()
	d := h.approved()
	var a agreement.Agreement
	h.must(h.act(func(tx *audit.Tx) (err error) {
		if d, _, err = h.svc.BeginSigning(ctx, tx, d.ID); err != nil {
			return err
		}
		return nil
	}))
	a, err := agreement.New(h.Trail).Register(ctx, h.af, agreement.Draft{Kind: agreement.Template2022, From: calendar.NewDate(2026, 1, 1), To: calendar.NewDate(2028, 12, 31), Source: "prov",
		Bound: []agreement.Bound{{Municipality: "2085", Authority: h.work}, {Municipality: "2085", Authority: h.social}}})
	h.must(err)
	h.must(h.act(func(tx *audit.Tx) (err error) { d, err = h.svc.Concluded(ctx, tx, d.ID, a.ID); return err }))
	return d, a
}

func openSQLite(t testing.TB) *house { return open(t, dbtest.Open(t, "sqlite")) }

// seedTemplate puts a template in the template's own room, for the page that lists them.
func seedTemplate(h *house) error { return template.Seed(ctx, h.Trail) }
