package exchange_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/ref"
)

// TestThreadsGetTheirNumbersByTheClock: each party its own, from its own series, and never twice.
func TestThreadsGetTheirNumbersByTheClock(t *testing.T) {
	each(t, func(h *house) {
		var ids []string
		for range 3 {
			c := h.begin(true, toAgency)
			_, err := h.post(h.anna, c.ID, about(secret))
			must(h.t, err)
			ids = append(ids, c.ID)
		}
		empty, general := h.begin(true, toAgency), h.begin(false, exchange.Party{Authority: "0203:region.example", Outside: true, Name: "Region"})
		_, err := h.post(h.anna, general.ID, exchange.Letter{Kind: "question", Body: "När har ni öppet?"})
		must(h.t, err)
		n, err := h.svc.Register(h.t.Context())
		must(h.t, err)
		again, err := h.svc.Register(h.t.Context())
		must(h.t, err)
		if n != 2*3+1 || again != 0 {
			h.t.Fatalf("%d numbers, and then %d", n, again)
		}
		seen := map[string]bool{}
		for _, id := range append(ids, general.ID) {
			for _, p := range h.parties(id) {
				if p.Outside != (p.Registry == "") || seen[p.Authority+p.Registry] && !p.Outside {
					h.t.Errorf("%+v", p)
				}
				seen[p.Authority+p.Registry] = true
			}
		}
		if got := h.parties(ids[0]); got[0].Retention != exchange.PersonThread || h.parties(general.ID)[0].Retention != exchange.GeneralThread {
			h.t.Errorf("%+v", got)
		}
		if h.parties(empty.ID)[0].Registry != "" {
			h.t.Error("a thread without messages has a number")
		}
		thing, found, err := record.Find(h.t.Context(), h.DB, directory.PES, numberOf(h, ids[1], directory.PES))
		must(h.t, err)
		if !found || thing != exchange.FileRef(ids[1], directory.PES) {
			h.t.Errorf("%v", thing)
		}
	})
}

func numberOf(h *house, conversation, authority string) string {
	for _, p := range h.parties(conversation) {
		if p.Authority == authority {
			return p.Registry
		}
	}
	return ""
}

// TestOneAuthorityDestroysItsOwnFile exports and destroys the board's file by two persons under a protocol. The agency's
// is whole, and the trail still verifies.
func TestOneAuthorityDestroysItsOwnFile(t *testing.T) {
	each(t, func(h *house) {
		c := h.begin(true, toAgency)
		_, err := h.post(h.anna, c.ID, about(secret, attachment(h.t, "samtycke.txt", "Jag samtycker")))
		must(h.t, err)
		must(h.t, h.act(h.anna, func(ctx context.Context, tx *audit.Tx) error {
			_, err := h.svc.Try(ctx, tx, exchange.Attempt{Conversation: c.ID, Authority: h.ludvika, Channel: exchange.Phone, Outcome: exchange.NoAnswer}, "Ringde Nora")
			return err
		}))
		_, err = h.svc.Register(h.t.Context())
		must(h.t, err)
		bo := policy.Actor{ID: "bo", Authority: h.ludvika, Roles: []policy.Role{policy.LocalAdmin, policy.Coordinator}}
		cleo := bo
		cleo.ID = "cleo"
		records := &record.Records{Trail: h.Trail, Rooms: map[ref.Kind]record.Room{exchange.FileKind: h.svc.Room()}}
		_, err = records.AddRule(h.t.Context(), bo, record.Rule{Authority: h.ludvika, DocType: exchange.PersonThread, Months: 12, Start: record.FromClosed, Source: "Gallringsbeslut (Demo)", From: calendar.NewDate(2024, 1, 1)})
		must(h.t, err)
		thing := exchange.FileRef(c.ID, h.ludvika)
		propose := func() (record.Disposal, error) {
			due, err := records.Rooms[exchange.FileKind].Due(h.t.Context(), h.DB, thing.ID)
			must(h.t, err)
			return records.Propose(h.t.Context(), bo, h.ludvika, true, []record.Candidate{due})
		}
		if _, err := propose(); err == nil {
			h.t.Fatal("an open thread was proposed")
		}
		must(h.t, h.act(h.anna, func(ctx context.Context, tx *audit.Tx) error { return h.svc.Close(ctx, tx, c.ID) }))
		if _, err := propose(); err == nil {
			h.t.Fatal("a thread was proposed before its time")
		}
		h.Clock.Advance(400 * 24 * time.Hour)
		d, err := propose()
		must(h.t, err)
		d, err = records.Decide(h.t.Context(), cleo, d.ID, true, "Enligt planen")
		must(h.t, err)
		var pack bytes.Buffer
		must(h.t, records.Export(h.t.Context(), bo, d.ID, &pack))
		packed(h, pack.Bytes())
		must(h.t, h.Trail.Sequence(h.t.Context()))
		_, err = records.CarryOut(h.t.Context(), bo, d.ID)
		must(h.t, err)
		if got := h.thread(c.ID, h.ludvika); len(got) != 0 || h.count("SELECT count(*) FROM file") != 1 || h.count("SELECT count(*) FROM exchange_attempt") != 0 {
			h.t.Errorf("something is left: %+v", got)
		}
		theirs := h.thread(c.ID, directory.PES)
		if len(theirs) != 1 || theirs[0].Body != secret || len(theirs[0].Files) != 1 || numberOf(h, c.ID, directory.PES) == "" {
			h.t.Errorf("%+v", theirs)
		}
		if n, err := h.svc.Register(h.t.Context()); n != 0 || err != nil || numberOf(h, c.ID, h.ludvika) != "" {
			h.t.Errorf("what was destroyed got a number: %d %v", n, err)
		}
		must(h.t, h.Trail.Sequence(h.t.Context()))
		report, err := audit.Verify(h.t.Context(), h.DB, h.Keys.Verifiers(), nil, nil)
		must(h.t, err)
		if len(report.Findings) != 0 || report.Disposed == 0 {
			h.t.Errorf("%+v", report)
		}
	})
}

func packed(h *house, b []byte) {
	h.t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	must(h.t, err)
	var all []string
	for _, f := range z.File {
		all = append(all, f.Name)
	}
	for _, want := range []string{"trad.pdf", "1-samtycke.txt", "METS.xml"} {
		if !strings.Contains(strings.Join(all, "\n"), want) {
			h.t.Errorf("the package lacks %s: %v", want, all)
		}
	}
}

// read reads a PDF back with poppler. Where it is not installed the test says so; with CI set it fails.
func read(t *testing.T, content []byte, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed: apt-get install poppler-utils", name)
		}
		t.Skipf("NOT TESTED: %s is not installed: apt-get install poppler-utils", name)
	}
	at := filepath.Join(t.TempDir(), "brev.pdf")
	must(t, os.WriteFile(at, content, 0o600))
	out, err := exec.Command(path, append(args, at, "-")[:len(args)+1+extra(name)]...).Output()
	must(t, err)
	return string(out)
}

func extra(tool string) int {
	if tool == "pdftotext" {
		return 1 // the text goes to standard output
	}
	return 0
}

func TestTheLetterIsReadBack(t *testing.T) {
	each(t, func(h *house) {
		c := h.begin(true, toAgency)
		var long strings.Builder
		for i := range 60 {
			fmt.Fprintf(&long, "Stycke %d. Planen är från i mars och gäller till sommaren; nästa uppföljning är bokad.\n\n", i+1)
		}
		m, err := h.post(h.eva, c.ID, about(long.String(), attachment(h.t, "plan.csv", "a;b\n1;2\n")))
		must(h.t, err)
		_, err = h.svc.Register(h.t.Context())
		must(h.t, err)
		p, err := h.svc.PaperOf(h.t.Context(), h.DB, c.ID, m.ID, directory.PES, "Svar på er fråga om handlingsplan", []string{"Box 1", "771 82 Ludvika"})
		must(h.t, err)
		p.Reach = []string{"telefon: 010-000 00 00", "besök: Storgatan 1"}
		number := numberOf(h, c.ID, directory.PES)
		b, err := p.Render(language.Swedish)
		must(h.t, err)
		text := read(h.t, b, "pdftotext", "-layout")
		for _, want := range []string{"Från", "Arbetsförmedlingen", "Till", "Ludvika kommun, kommunstyrelsen", "Box 1", "771 82 Ludvika", "2026-03-02", number, "Svar på er fråga om handlingsplan",
			"Så når du oss", "telefon: 010-000 00 00", "besök: Storgatan 1", "Stycke 1.", "Stycke 60.", "Bifogas", "plan.csv", "Sida 1 av 3", "Sida 3 av 3"} {
			if !strings.Contains(text, want) {
				h.t.Errorf("the letter lacks %q:\n%s", want, text)
			}
		}
		info := read(h.t, b, "pdfinfo")
		if !strings.Contains(info, "Tagged:          yes") || !strings.Contains(info, "Author:          Arbetsförmedlingen") {
			h.t.Error(info)
		}
		spoken := read(h.t, b, "pdfinfo", "-struct-text")
		if !strings.Contains(spoken, "H1") || strings.Count(spoken, "Stycke 60.") != 1 {
			h.t.Error(spoken)
		}
		if _, err := h.svc.PaperOf(h.t.Context(), h.DB, c.ID, m.ID, h.falun, "x", nil); err == nil {
			h.t.Error("an authority without a copy has a letter")
		}
	})
}
