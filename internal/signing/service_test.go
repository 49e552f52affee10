package signing_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/signing"
)

// house is the rooms that signing stands on, with one municipality and its signatories.
type house struct {
	*testing.T
	*dbtest.Database
	svc   *signing.Service
	board string
}

func each(t *testing.T, fn func(h house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := house{T: t, Database: d}
		h.must(directory.Seed(t.Context(), d.Trail))
		drafts := negotiation.New(d.Trail, func(string) bool { return true })
		drafts.Template = func(context.Context, db.Reader, int64) (clause.Document, error) { return template(), nil }
		h.svc = &signing.Service{Trail: d.Trail, Keys: d.Trail.Keys(), Agreements: agreement.New(d.Trail), Commitments: commitment.New(d.Trail), Drafts: drafts}
		h.act(func(tx *audit.Tx) error {
			a, err := directory.BoardFor(t.Context(), tx, "2085")
			h.board = a.ID
			return err
		})
		for id, authority := range map[string]string{"karin": h.board, "lars": h.board, "perl": directory.PES, "karl": directory.PES, "sven": h.board} {
			h.hire(id, authority)
		}
		fn(h)
	})
}

func template() clause.Document {
	n := clause.N(90)
	day := func(id string) clause.Variable {
		return clause.Variable{ID: id, Clause: "28", Kind: clause.Date, Required: true, Name: language.Same(id)}
	}
	return clause.Document{Template: 1,
		Clauses: []clause.Clause{
			{ID: "9", Heading: language.T("Frågor om enskilda", "Questions"), Text: language.T("Frågor ställs skriftligt.", "Questions are put in writing.")},
			{ID: "28", Heading: language.T("Giltighetstid", "Validity"), Text: language.T("Gäller från {giltig_fran} till {giltig_till}.", "From {giltig_fran} to {giltig_till}.")},
		},
		Variables: []clause.Variable{day("giltig_fran"), day("giltig_till")},
		Commitments: []clause.Commitment{{ID: "K9.1", Clause: "9", Text: language.T("Svar på kommunens frågor.", "Answers."), By: clause.Agency, Kind: clause.Target,
			Measures: []clause.Measure{{Metric: "answer", Statistic: clause.Share, Limit: 2, LimitUnit: clause.WorkingDays, Comparator: clause.AtLeast, Target: &n, Window: clause.Month}}}},
	}
}

func (h house) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

// act is something that the test itself does to the database, noted.
func (h house) act(fn func(tx *audit.Tx) error) {
	h.Helper()
	h.must(h.Trail.Do(h.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Note("test", directory.Authority{ID: "test"}.Ref(), nil)
	}))
}

func (h house) hire(id, authority string) {
	h.act(func(tx *audit.Tx) error {
		_, err := tx.Exec(h.Context(), `INSERT INTO account (id, version, authority_id, unit_id, user_name, name, sort_key, search_key, lang, cleared, password, demo)
			VALUES ($1, 1, $2, '', $1, $3, $1, $1, 'sv', FALSE, '', FALSE)`, id, authority, strings.ToUpper(id[:1])+id[1:]+" (Demo)")
		if err != nil {
			return err
		}
		_, err = tx.Exec(h.Context(), `INSERT INTO account_duty (id, account_id, authority_id, unit_id, role, valid_from, granted_by) VALUES ($1, $1, $2, '', 'signatory', $3, 'test')`, id, authority, monday)
		return err
	})
}

func (h house) signatory(id, authority string) policy.Actor {
	return policy.Actor{ID: id, Authority: authority, Session: "s-" + id, Roles: []policy.Role{policy.Signatory}}
}

func (h house) coordinator(authority string) policy.Actor {
	return policy.Actor{ID: "c-" + authority, Authority: authority, Roles: []policy.Role{policy.Coordinator}}
}

// shown lets somebody show who they are.
func (h house) shown(a policy.Actor) policy.Actor {
	h.act(func(tx *audit.Tx) error {
		_, err := tx.Exec(h.Context(), `INSERT INTO signin_proof (id, account_id, session_id, method, assurance, strong, at) VALUES ($1, $2, $3, 'totp', '', TRUE, $4)`,
			tx.NewID(), a.ID, a.Session, db.At(tx.Now()))
		return err
	})
	return a
}

// approved is a draft that both parties have approved.
func (h house) approved() negotiation.Draft {
	h.Helper()
	ctx, drafts := h.Context(), h.svc.Drafts
	af := h.coordinator(directory.PES)
	d, err := drafts.Start(ctx, af, negotiation.Beginning{Kind: negotiation.NewAgreement, Boards: []string{h.board}})
	h.must(err)
	for id, day := range map[string]string{"giltig_fran": "2026-03-02", "giltig_till": "2028-12-31"} {
		_, _, err := drafts.Change(ctx, af, d.ID, negotiation.Edit{Field: clause.VariableField(id), Seen: negotiation.Stamp(template(), clause.VariableField(id)), Value: &clause.Value{Text: day}})
		h.must(err)
	}
	d, err = drafts.Propose(ctx, af, d.ID)
	h.must(err)
	return h.approve(d)
}

func (h house) approve(d negotiation.Draft) negotiation.Draft {
	h.Helper()
	text, err := negotiation.TextAt(h.Context(), h.DB, d.ID, d.Latest)
	h.must(err)
	for _, who := range []string{directory.PES, h.board} {
		d, err = h.svc.Drafts.Approve(h.Context(), h.coordinator(who), d.ID, negotiation.Approving{No: text.No, Digest: text.Digest})
		h.must(err)
	}
	if d.State != negotiation.Approved {
		h.Fatalf("the draft is %s", d.State)
	}
	return d
}

func (h house) seats() []signing.Seat {
	d := signing.Delegation{Decision: "AMN § 88", Decided: monday, Ground: "4.2", RegistryNumber: "AMN 2026/17"}
	return []signing.Seat{
		{Authority: h.board, Capacity: signing.Administrative, Account: "karin", Group: 1, Delegation: d},
		{Authority: h.board, Capacity: signing.Political, Account: "lars", Group: 1, Delegation: d},
		{Authority: directory.PES, Capacity: signing.Administrative, Account: "perl", Group: 2, Delegation: d},
		{Authority: directory.PES, Capacity: signing.Political, Account: "karl", Group: 2, Delegation: d},
	}
}

func (h house) begun() signing.Round {
	h.Helper()
	r, err := h.svc.Begin(h.Context(), h.coordinator(h.board), h.approved().ID, h.seats())
	h.must(err)
	h.delegated(r)
	return r
}

// delegated lets the agency record what its signatories sign on; the board did when it began.
func (h house) delegated(r signing.Round) {
	h.Helper()
	for _, who := range []string{"perl", "karl"} {
		if err := h.svc.SetDelegation(h.Context(), h.coordinator(h.board), h.slotOf(r, who).ID, h.seats()[0].Delegation, ""); !fault.Is(err, fault.Denied) {
			h.Errorf("one party recorded the other's delegation: %v", err)
		}
		h.must(h.svc.SetDelegation(h.Context(), h.coordinator(directory.PES), h.slotOf(r, who).ID, h.seats()[0].Delegation, ""))
	}
}

func (h house) slotOf(r signing.Round, account string) signing.Slot {
	h.Helper()
	now, err := signing.ByID(h.Context(), h.DB, r.ID)
	h.must(err)
	for _, s := range now.Slots {
		if s.Account == account {
			return s
		}
	}
	h.Fatalf("%s has no slot", account)
	return signing.Slot{}
}

func (h house) authorityOf(account string) string {
	if account == "perl" || account == "karl" {
		return directory.PES
	}
	return h.board
}

func (h house) sign(r signing.Round, account string) error {
	return h.svc.Sign(h.Context(), h.shown(h.signatory(account, h.authorityOf(account))), h.slotOf(r, account).ID, r.Digest)
}

func (h house) covered() int {
	h.Helper()
	c, err := agreement.CoverageOn(h.Context(), h.DB, calendar.DateOf(h.DB.Now()))
	h.must(err)
	return c.Signed
}

func TestFourSignaturesMakeAnAgreement(t *testing.T) {
	each(t, func(h house) {
		r := h.begun()
		if err := h.svc.Sign(h.Context(), h.signatory("karin", h.board), h.slotOf(r, "karin").ID, r.Digest); !fault.Is(err, fault.Denied) {
			h.Errorf("signed without showing who one is: %v", err)
		}
		if err := h.sign(r, "perl"); !fault.Is(err, fault.Conflict) {
			h.Errorf("signed out of turn: %v", err)
		}
		for i, who := range []string{"lars", "karin", "perl", "karl"} {
			if h.covered() != 0 {
				h.Errorf("covered before signature %d", i+1)
			}
			h.must(h.sign(r, who))
		}
		if h.covered() != 1 {
			h.Error("not in coverage after the last signature")
		}
		done, err := signing.ByID(h.Context(), h.DB, r.ID)
		h.must(err)
		if done.State != signing.Completed || done.Agreement == "" {
			h.Fatalf("the round is %s, agreement %q", done.State, done.Agreement)
		}
		held, err := commitment.InForce(h.Context(), h.DB, done.Agreement, monday)
		h.must(err)
		if len(held) != 1 {
			h.Errorf("%d commitments hold, want 1", len(held))
		}
		h.must(h.svc.Seal(h.Context(), r.ID))
		h.must(h.svc.Seal(h.Context(), r.ID)) // again makes nothing
		h.checkSealed(r.ID)
	})
}

// checkSealed asks poppler about the sealed document: tagged, each signature valid, and one changed byte found.
func (h house) checkSealed(round string) {
	h.Helper()
	r, err := signing.ByID(h.Context(), h.DB, round)
	h.must(err)
	_, content, err := file.Open(h.Context(), h.DB, h.svc.Keys, r.Sealed)
	h.must(err)
	data, err := io.ReadAll(content)
	h.must(errors.Join(err, content.Close()))
	if n := valid(h.T, data); n != 4 {
		h.Errorf("%d valid signatures, want 4", n)
	}
	i := bytes.Index(data, []byte("/StructTreeRoot"))
	changed := bytes.Clone(data)
	changed[i+1] ^= 1
	if n := valid(h.T, changed); n != 0 {
		h.Errorf("%d signatures are valid though a byte was changed", n)
	}
}

func valid(t *testing.T, data []byte) int {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sealed.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdfsig", "-nocert", path).Output()
	if err != nil && len(out) == 0 {
		return 0
	}
	return strings.Count(string(out), "Signature is Valid")
}

func TestARefusalOpensTheNegotiationAgain(t *testing.T) {
	each(t, func(h house) {
		r := h.begun()
		h.must(h.sign(r, "karin"))
		lars := h.signatory("lars", h.board)
		if err := h.svc.Refuse(h.Context(), lars, h.slotOf(r, "lars").ID, " "); !fault.Is(err, fault.Invalid) {
			h.Errorf("refused without a reason: %v", err)
		}
		h.must(h.svc.Refuse(h.Context(), lars, h.slotOf(r, "lars").ID, "Fel nämnd."))
		if err := h.sign(r, "perl"); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "Fel nämnd.") {
			h.Errorf("an old round does not say why it is over: %v", err)
		}
		d, err := negotiation.Get(h.Context(), h.DB, r.Draft)
		h.must(err)
		if d.State != negotiation.Proposed {
			h.Errorf("the draft is %s", d.State)
		}
		h.approve(d)
		again, err := h.svc.Begin(h.Context(), h.coordinator(h.board), r.Draft, h.seats())
		h.must(err)
		if err := h.svc.Sign(h.Context(), h.shown(h.signatory("karin", h.board)), h.slotOf(again, "karin").ID, strings.Repeat("0", 64)); !fault.Is(err, fault.Conflict) {
			h.Errorf("another text was signed: %v", err)
		}
	})
}

func TestASubstituteSignsOnTheirOwnDelegation(t *testing.T) {
	each(t, func(h house) {
		r := h.begun()
		slot := h.slotOf(r, "karin")
		if err := h.svc.Replace(h.Context(), h.coordinator(directory.PES), slot.ID, signing.Seat{Account: "sven"}); !fault.Is(err, fault.Denied) {
			h.Errorf("the other party chose our signatory: %v", err)
		}
		if err := h.svc.Replace(h.Context(), h.coordinator(h.board), slot.ID, signing.Seat{Account: "perl"}); !fault.Is(err, fault.Invalid) {
			h.Errorf("somebody of another authority signs: %v", err)
		}
		if err := h.svc.Replace(h.Context(), h.coordinator(h.board), slot.ID, signing.Seat{Account: "lars"}); !fault.Is(err, fault.Invalid) {
			h.Errorf("one person signs twice: %v", err)
		}
		h.must(h.svc.Replace(h.Context(), h.coordinator(h.board), slot.ID, signing.Seat{Account: "sven", Function: "tf. chef"}))
		if err := h.sign(r, "sven"); !fault.Is(err, fault.Invalid) {
			h.Errorf("signed on another's delegation: %v", err)
		}
		h.must(h.svc.SetDelegation(h.Context(), h.coordinator(h.board), h.slotOf(r, "sven").ID, h.seats()[0].Delegation, ""))
		h.must(h.sign(r, "sven"))
	})
}

// Of those who act at the same time, one truth remains: the round is over once, and who came too late is told.
func TestSigningRaces(t *testing.T) {
	each(t, func(h house) {
		r := h.begun()
		h.must(h.sign(r, "lars"))
		karin := h.shown(h.signatory("karin", h.board))
		slot := h.slotOf(r, "karin")
		signed, withdrawn := h.both(
			func() error { return h.svc.Sign(h.Context(), karin, slot.ID, r.Digest) },
			func() error { return h.svc.Withdraw(h.Context(), h.coordinator(directory.PES), r.ID, "Vi väntar.") })
		now, err := signing.ByID(h.Context(), h.DB, r.ID)
		h.must(err)
		if withdrawn == nil != (now.State == signing.Withdrawn) || signed != nil && !fault.Is(signed, fault.Conflict) || withdrawn != nil && !fault.Is(withdrawn, fault.Conflict) {
			h.Errorf("signed: %v, withdrawn: %v, state %s", signed, withdrawn, now.State)
		}
	})
}

func TestTheLastTwoSignAtOnce(t *testing.T) {
	each(t, func(h house) {
		r := h.begun()
		h.must(h.sign(r, "lars"))
		h.must(h.sign(r, "karin"))
		a, b := h.shown(h.signatory("perl", directory.PES)), h.shown(h.signatory("karl", directory.PES))
		sa, sb := h.slotOf(r, "perl"), h.slotOf(r, "karl")
		one, two := h.both(
			func() error { return h.svc.Sign(h.Context(), a, sa.ID, r.Digest) },
			func() error { return h.svc.Sign(h.Context(), b, sb.ID, r.Digest) })
		h.must(one)
		h.must(two)
		if h.covered() != 1 {
			h.Error("two signatures at once made no agreement")
		}
		if err := h.svc.Sign(h.Context(), a, sa.ID, r.Digest); !fault.Is(err, fault.Conflict) {
			h.Errorf("signed twice: %v", err)
		}
	})
}

func (h house) both(one, two func() error) (a, b error) {
	var wg sync.WaitGroup
	wg.Go(func() { a = one() })
	wg.Go(func() { b = two() })
	wg.Wait()
	return a, b
}

func TestAPaperCountsWhenTheOtherSideHasConfirmedIt(t *testing.T) {
	each(t, func(h house) {
		r := h.begun()
		slot := h.slotOf(r, "karin")
		scan, err := file.Check(file.Input{Name: "papper.pdf", Content: bytes.NewReader(onePage(h.T)), Size: int64(len(onePage(h.T))), Owner: h.board})
		h.must(err)
		paper := signing.OnPaper{Name: "Karin (Demo)", Function: "chef", On: monday, Scan: scan, Delegation: h.seats()[0].Delegation}
		h.must(h.svc.Bring(h.Context(), h.coordinator(h.board), slot.ID, paper))
		if err := h.svc.Confirm(h.Context(), h.coordinator(h.board), slot.ID, r.Digest, h.paperIn(r, slot.ID)); !fault.Is(err, fault.Denied) {
			h.Errorf("one's own paper was confirmed: %v", err)
		}
		h.must(h.svc.Confirm(h.Context(), h.coordinator(directory.PES), slot.ID, r.Digest, h.paperIn(r, slot.ID)))
		now, err := signing.ByID(h.Context(), h.DB, r.ID)
		h.must(err)
		if s, _ := now.Slot(slot.ID); s.State != signing.Signed || s.Method != "paper" {
			h.Errorf("the slot is %s by %q", s.State, s.Method)
		}
	})
}
