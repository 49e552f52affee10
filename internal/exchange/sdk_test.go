package exchange_test

import (
	"bytes"
	"context"
	"io"
	"maps"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/file"
	"samsyn/internal/law"
	"samsyn/internal/sdk"
)

// reopen is a second, empty installation on the same engine, with keys of its own.
func reopen(h *house) *dbtest.Database { return dbtest.Open(h.t, h.Dialect()) }

// TestAThreadBetweenTwoInstallations: a question with attachments leaves one and lands in the other, the answer goes
// back, and both have the same thread with the same ids and times.
func TestAThreadBetweenTwoInstallations(t *testing.T) {
	eachPair(t, func(p pair) {
		here, there := p.kommun, p.af
		words := map[string]string{"municipality": "2085", "urgent": "false"}
		here.svc.Outgoing = more(words)
		heard, back := hear(there), hear(here)
		c := here.begin(true, outside())
		body := "Personnummer: 199201012383\nNamn: Nora Testberg (Demo)\n\nFinns en aktuell handlingsplan?\n<Å & ö> \"citat\"\n"
		m, err := here.post(here.anna, c.ID, about(body, attachment(here.t, "samtycke.txt", "Jag samtycker"), attachment(here.t, "plan.csv", "a;b\n1;2\n")))
		must(here.t, err)
		there.Clock.Advance(3 * time.Hour)
		out := here.files()
		if len(out) != 1 || len(here.files()) != 0 {
			here.t.Fatalf("%d files, and then more", len(out))
		}
		for _, plain := range []string{"1992", "Nora"} {
			if strings.Contains(out[0].Name, plain) {
				here.t.Errorf("the file's name tells %q", plain)
			}
		}
		took := there.take(out...)
		if took.Conversation != c.ID || took.Message != m.ID {
			here.t.Fatalf("%+v", took)
		}
		got := there.thread(c.ID, directory.PES)
		if len(got) != 1 || got[0].Body != body || !got[0].SentAt.Equal(m.SentAt.Time) || !got[0].ReceivedAt.Equal(there.Now()) || got[0].Digest != m.Digest ||
			got[0].Ground != law.Consent || got[0].Purpose != m.Purpose || !got[0].Certified || got[0].Kind != "question" || got[0].From != ludvikaActor {
			here.t.Fatalf("%+v", got)
		}
		same(there, got[0].Files, "samtycke.txt", "Jag samtycker", "plan.csv", "a;b\n1;2\n")
		if a := (*heard)[0]; !a.New || !a.Slip || a.Conversation.Subject != "Q-PLAN" || a.Conversation.Kind != "enquiry" || !a.Conversation.Personal || !maps.Equal(a.More, words) || a.To.Authority != directory.PES || a.Body != body {
			here.t.Errorf("%+v", a)
		}
		if parties := there.parties(c.ID); parties[0].Name != "Arbetsmarknadsenheten" || parties[0].Address != ludvikaPlace || !parties[0].Outside || parties[0].Side != exchange.Asker {
			here.t.Errorf("%+v", parties)
		}
		here.Clock.Advance(5 * time.Hour)
		bare, err := there.post(there.eva, c.ID, exchange.Letter{Kind: "taken", Body: "Vi har tagit emot frågan.", Bare: true})
		must(here.t, err)
		if list := there.files(); len(list) != 2 || here.take(list...).Conversation != c.ID || here.thread(c.ID, here.ludvika)[1].ID != bare.ID {
			here.t.Errorf("what tells nothing about the person did not arrive")
		}
		// Taken once: the same file again changes nothing.
		before := there.rows()
		if again, err := there.svc.TakeIn(there.t.Context(), out[0].Content, false); err != nil || !again.Already || !maps.Equal(there.rows(), before) {
			here.t.Errorf("%v %+v", err, again)
		}
		answer := about("Planen är från i mars.")
		answer.Kind, answer.ReplyTo = "answer", m.ID
		sent, err := there.post(there.eva, c.ID, answer)
		must(here.t, err)
		returned := there.files()
		if len(returned) != 1 || returned[0].Receipt {
			here.t.Fatalf("an answer: %+v", returned)
		}
		here.take(returned...)
		own := here.thread(c.ID, here.ludvika)
		if len(own) != 3 || own[2].Message.ID != sent.ID || own[2].ReplyTo != m.ID || !own[2].SentAt.Equal(sent.SentAt.Time) || own[2].From != agencyActor || own[2].By != "" {
			here.t.Fatalf("%+v", own)
		}
		if (*back)[1].New || (*back)[1].Message.Kind != "answer" {
			here.t.Errorf("%+v", (*back)[1])
		}
		attempts, err := exchange.Attempts(here.t.Context(), here.DB, c.ID)
		must(here.t, err)
		if len(attempts) != 1 || attempts[0].Outcome != exchange.Accepted || attempts[0].Channel != exchange.SDK || attempts[0].Message != m.ID {
			here.t.Errorf("%+v", attempts)
		}
		if left := here.files(); len(left) != 2 || !left[0].Receipt {
			here.t.Errorf("a receipt is owed for the answer: %+v", left)
		}
	})
}

func same(h *house, files []file.File, want ...string) {
	h.t.Helper()
	if len(files) != len(want)/2 {
		h.t.Fatalf("%d files", len(files))
	}
	for i, f := range files {
		_, r, err := file.Open(h.t.Context(), h.DB, h.Keys, f.ID)
		must(h.t, err)
		b, err := io.ReadAll(r)
		must(h.t, err)
		must(h.t, r.Close())
		if f.Name != want[2*i] || string(b) != want[2*i+1] {
			h.t.Errorf("%s: %q", f.Name, b)
		}
	}
}

// TestAWholeThreadIsExportedAndImported moves all that was written, in both directions, to a third installation.
func TestAWholeThreadIsExportedAndImported(t *testing.T) {
	eachPair(t, func(p pair) {
		h := p.kommun
		c := h.begin(true, outside())
		for _, text := range []string{"Ett", "Två", "Tre"} {
			_, err := h.post(h.anna, c.ID, about(text))
			must(h.t, err)
			h.Clock.Advance(time.Hour)
		}
		var all []exchange.Parcel
		n, err := h.svc.Export(h.t.Context(), c.ID, func(p exchange.Parcel) error { all = append(all, p); return nil })
		must(h.t, err)
		p.af.Clock.Advance(24 * time.Hour)
		p.af.take(all...)
		got, want := p.af.thread(c.ID, directory.PES), h.thread(c.ID, h.ludvika)
		if n != 3 || len(got) != 3 {
			h.t.Fatalf("%d exported, %d there", n, len(got))
		}
		for i := range got {
			if got[i].Body != want[i].Body || got[i].ID != want[i].ID || !got[i].SentAt.Equal(want[i].SentAt.Time) || got[i].Seq != want[i].Seq {
				h.t.Errorf("%+v\n%+v", got[i], want[i])
			}
		}
		if _, err := h.svc.Export(h.t.Context(), "nothing", nil); err == nil {
			h.t.Error("a thread that is not there was exported")
		}
	})
}

func foreign() sdk.Message {
	return sdk.Message{ID: "5f0c8a2e-4d57-4c8e-9a39-5f4b5b1d7a10", Conversation: "5f0c8a2e-4d57-4c8e-9a39-5f4b5b1d7a10",
		Created: dbtest.Monday().Add(-time.Hour), Label: "Fråga om planering", Confidential: true, System: "Ett annat system",
		Recipient: sdk.Party{Actor: agencyActor, Address: agencyPlace},
		Sender: sdk.Party{Actor: "0203:borlange.se", Label: "Borlänge kommun", Address: "ame", AddressOf: "Arbetsmarknad",
			Persons: []sdk.Named{{Root: "1.2.752", ID: "A-1", Label: "Handläggare (Demo)"}}},
		Documents: []sdk.Document{{ID: "1", Texts: []string{"Hej! Gäller er kund."}, Files: []sdk.File{{Name: "bilaga.txt", Type: "text/plain; charset=utf-8", Content: []byte("Bilaga")}}}}}
}

func written(t *testing.T, m sdk.Message) []byte {
	t.Helper()
	b, err := sdk.Marshal(m)
	must(t, err)
	return b
}

func TestAMessageFromAnotherSystem(t *testing.T) {
	eachPair(t, func(p pair) {
		h := p.af
		heard := hear(h)
		m := foreign()
		took, err := h.svc.TakeIn(h.t.Context(), written(h.t, m), true)
		must(h.t, err)
		if took.Message != m.ID || h.count("SELECT count(*) FROM exchange_parcel") != 0 || h.count("SELECT count(*) FROM exchange_message") != 0 {
			h.t.Fatal("a trial wrote something")
		}
		*heard = nil
		h.take(exchange.Parcel{Content: written(h.t, m)})
		got := h.thread(m.Conversation, directory.PES)
		if want := "Fråga om planering\nHandläggare (Demo) A-1\n\nHej! Gäller er kund."; len(got) != 1 || got[0].Body != want || got[0].Kind != exchange.General {
			h.t.Fatalf("%+v", got)
		}
		same(h, got[0].Files, "bilaga.txt", "Bilaga")
		if a := (*heard)[0]; a.Slip || !a.New || a.Conversation.Kind != exchange.General || !a.Conversation.Personal || a.Conversation.Subject != "" {
			h.t.Errorf("%+v", a)
		}
		// A closed thread is opened again by what comes in, and what comes on a withdrawn consent is kept too.
		must(h.t, h.act(h.eva, func(ctx context.Context, tx *audit.Tx) error {
			if err := h.svc.Stop(ctx, tx, m.Conversation); err != nil {
				return err
			}
			return h.svc.Close(ctx, tx, m.Conversation)
		}))
		next := foreign()
		next.ID, next.RefersTo, next.Sender.Address = "5f0c8a2e-4d57-4c8e-9a39-5f4b5b1d7a11", m.ID, "ny-funktion"
		h.take(exchange.Parcel{Content: written(h.t, next)})
		c, err := exchange.Get(h.t.Context(), h.DB, m.Conversation)
		must(h.t, err)
		if !c.ClosedAt.IsZero() || c.Messages != 2 || h.parties(m.Conversation)[0].Address != "ny-funktion" {
			h.t.Errorf("%+v %+v", c, h.parties(m.Conversation))
		}
	})
}

func TestAReceiptThatSaysNo(t *testing.T) {
	eachPair(t, func(p pair) {
		h := p.kommun
		c := h.begin(false, outside())
		m, err := h.post(h.anna, c.ID, exchange.Letter{Kind: "question", Body: "När har ni öppet?"})
		must(h.t, err)
		h.files()
		told := 0
		h.svc.Receipted = append(h.svc.Receipted, func(_ context.Context, _ *audit.Tx, got exchange.Conversation, about exchange.Message, a exchange.Attempt) error {
			if got.ID != c.ID || about.ID != m.ID || a.Outcome != exchange.Rejected {
				h.t.Errorf("%+v %+v", about, a)
			}
			told++
			return nil
		})
		r := sdk.Receipt{ID: "5f0c8a2e-4d57-4c8e-9a39-5f4b5b1d7a12", At: dbtest.Monday(), Sender: agencyActor, Receiver: ludvikaActor, Message: m.ID, Reason: sdk.Other, Says: "Fel mottagare, Nora Testberg"}
		write := func(r sdk.Receipt) []byte { b, err := sdk.MarshalReceipt(r); must(h.t, err); return b }
		for name, spoil := range map[string]func(*sdk.Receipt){
			"of an unknown message": func(r *sdk.Receipt) { r.Message = r.ID },
			"from another sender":   func(r *sdk.Receipt) { r.Sender = "0203:borlange.se" },
			"to another receiver":   func(r *sdk.Receipt) { r.Receiver = "0203:borlange.se" },
		} {
			bad := r
			spoil(&bad)
			h.refuses("a receipt "+name, write(bad))
		}
		h.refuses("a receipt cut off", bytes.Replace(write(r), []byte("ResponseCode>RE"), []byte("ResponseCode>XX"), 1))
		h.take(exchange.Parcel{Content: write(r)}, exchange.Parcel{Content: write(r)})
		if told != 1 {
			h.t.Errorf("told %d times", told)
		}
		state, err := db.One[string](h.t.Context(), h.DB, "SELECT state FROM exchange_parcel WHERE direction = 'out' AND kind = 'message'")
		must(h.t, err)
		if state != "rejected" {
			h.t.Error(state)
		}
	})
}
