package exchange_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/law"
)

var toAgency = exchange.Party{Authority: directory.PES}

func TestEachAuthorityHasItsOwnCopy(t *testing.T) {
	each(t, func(h *house) {
		c := h.begin(true, toAgency)
		m, err := h.post(h.anna, c.ID, about(secret, attachment(h.t, "samtycke.txt", "Jag samtycker")))
		must(h.t, err)
		own, theirs := h.thread(c.ID, h.ludvika), h.thread(c.ID, directory.PES)
		if len(own) != 1 || len(theirs) != 1 || own[0].CopyID == theirs[0].CopyID || own[0].Files[0].ID == theirs[0].Files[0].ID {
			h.t.Fatalf("%+v\n%+v", own, theirs)
		}
		if own[0].Message != m || theirs[0].Message != m || own[0].Body != secret || theirs[0].Body != secret || m.Seq != 1 || m.ID != c.ID {
			h.t.Fatalf("%+v\n%+v", own, theirs)
		}
		if own[0].Files[0].Owner != h.ludvika || theirs[0].Files[0].Owner != directory.PES {
			h.t.Error("a file belongs to another authority than the copy")
		}
		if len(h.thread(c.ID, h.falun)) != 0 {
			h.t.Error("an authority that takes no part has a copy")
		}
		if own[0].ReadAt.IsZero() || !theirs[0].ReadAt.IsZero() {
			h.t.Error("the sender has read it and the receiver has not")
		}
		h.Clock.Advance(time.Minute)
		must(h.t, h.act(h.eva, func(ctx context.Context, tx *audit.Tx) error { return h.svc.Read(ctx, tx, c.ID, directory.PES) }))
		if first := h.thread(c.ID, directory.PES)[0].ReadAt; !first.Equal(h.Now()) {
			h.t.Errorf("read at %v", first)
		}
		// One authority's disposal leaves the other's copy whole.
		_, r, err := file.Open(h.t.Context(), h.DB, h.Keys, theirs[0].Files[0].ID)
		must(h.t, err)
		content, err := io.ReadAll(r)
		must(h.t, err)
		must(h.t, r.Close())
		if string(content) != "Jag samtycker" {
			h.t.Errorf("%q", content)
		}
	})
}

func TestWhatAMessageNeeds(t *testing.T) {
	each(t, func(h *house) {
		personal, general := h.begin(true, toAgency), h.begin(false, toAgency)
		_, err := h.post(h.anna, personal.ID, exchange.Letter{Kind: "question"})
		wanting(h.t, err, "body", "ground", "purpose", "certified")
		_, err = h.post(h.anna, personal.ID, exchange.Letter{Kind: "question", Body: secret, Ground: law.NoHarm, Purpose: "planering"})
		wanting(h.t, err, "certified")
		_, err = h.post(h.anna, general.ID, exchange.Letter{Kind: "question", Body: "När har ni öppet?"})
		must(h.t, err)
		_, err = h.post(h.eva, "no-such-conversation", about(secret))
		if fault.KindOf(err) != fault.NotFound {
			h.t.Errorf("a conversation that is not there: %v", err)
		}
		stranger := h.anna
		stranger.Authority = h.falun
		if _, err = h.post(stranger, personal.ID, about(secret)); fault.KindOf(err) != fault.NotFound {
			h.t.Errorf("somebody who takes no part: %v", err)
		}
		if n := h.count("SELECT count(*) FROM exchange_message"); n != 1 {
			h.t.Errorf("%d messages are written, of which one was sent", n)
		}
		for _, o := range []exchange.Opening{
			{From: toAgency, To: toAgency}, {From: toAgency}, {From: exchange.Party{Authority: "a", Outside: true}, To: exchange.Party{Authority: "b", Outside: true}},
		} {
			err := h.act(h.anna, func(ctx context.Context, tx *audit.Tx) error { _, err := h.svc.Begin(ctx, tx, o); return err })
			if fault.KindOf(err) != fault.Invalid {
				h.t.Errorf("%+v: %v", o, err)
			}
		}
	})
}

func TestAWithdrawnConsentStopsWhatIsTold(t *testing.T) {
	each(t, func(h *house) {
		c := h.begin(true, toAgency)
		_, err := h.post(h.anna, c.ID, about(secret))
		must(h.t, err)
		must(h.t, h.act(h.anna, func(ctx context.Context, tx *audit.Tx) error { return h.svc.Stop(ctx, tx, c.ID) }))
		_, err = h.post(h.eva, c.ID, about("Planen är från i mars."))
		wanting(h.t, err, "ground")
		if len(h.thread(c.ID, directory.PES)) != 1 {
			h.t.Error("what was told before does not remain")
		}
		other := about("Planen är från i mars.")
		other.Ground = law.OtherDuty
		_, err = h.post(h.eva, c.ID, other)
		must(h.t, err)
		must(h.t, h.act(h.anna, func(ctx context.Context, tx *audit.Tx) error { return h.svc.Resume(ctx, tx, c.ID) }))
		_, err = h.post(h.eva, c.ID, about("På nytt samtycke."))
		must(h.t, err)
	})
}

func TestAClosedThreadTakesNoMore(t *testing.T) {
	each(t, func(h *house) {
		c := h.begin(false, toAgency)
		must(h.t, h.act(h.anna, func(ctx context.Context, tx *audit.Tx) error { return h.svc.Close(ctx, tx, c.ID) }))
		if _, err := h.post(h.eva, c.ID, exchange.Letter{Kind: "answer", Body: "Måndag"}); fault.KindOf(err) != fault.Conflict {
			h.t.Fatalf("%v", err)
		}
		must(h.t, h.act(h.anna, func(ctx context.Context, tx *audit.Tx) error { return h.svc.Reopen(ctx, tx, c.ID) }))
		_, err := h.post(h.eva, c.ID, exchange.Letter{Kind: "answer", Body: "Måndag"})
		must(h.t, err)
	})
}

// TestPassingOnKeepsTheThread: the new receiver gets all that was written, with attachments and times, the one before
// keeps its copies and gets no more.
func TestPassingOnKeepsTheThread(t *testing.T) {
	each(t, func(h *house) {
		c := h.begin(true, exchange.Party{Authority: h.falun})
		_, err := h.post(h.anna, c.ID, about(secret, attachment(h.t, "samtycke.txt", "Jag samtycker"), attachment(h.t, "plan.csv", "a;b\n1;2\n")))
		must(h.t, err)
		falun := h.eva
		falun.Authority = h.falun
		_, err = h.post(falun, c.ID, about("Vi är fel mottagare."))
		must(h.t, err)
		h.Clock.Advance(time.Hour)
		pass := func() error {
			return h.act(falun, func(ctx context.Context, tx *audit.Tx) error { return h.svc.Pass(ctx, tx, c.ID, h.falun, toAgency) })
		}
		must(h.t, pass())
		if fault.KindOf(pass()) != fault.NotFound {
			h.t.Error("who has passed it on passes it on again")
		}
		before, after := h.thread(c.ID, h.falun), h.thread(c.ID, directory.PES)
		if len(before) != 2 || len(after) != 2 || len(after[0].Files) != 2 {
			h.t.Fatalf("%d %d", len(before), len(after))
		}
		for i := range after {
			if after[i].Message != before[i].Message || after[i].Body != before[i].Body || after[i].CopyID == before[i].CopyID {
				h.t.Errorf("%+v\n%+v", before[i], after[i])
			}
		}
		if after[0].Files[0].Name != "samtycke.txt" || after[0].Files[1].Owner != directory.PES || !after[0].ReceivedAt.Equal(h.Now()) || !after[0].ReadAt.IsZero() {
			h.t.Errorf("%+v", after[0])
		}
		_, err = h.post(h.eva, c.ID, about("Planen är från i mars."))
		must(h.t, err)
		if len(h.thread(c.ID, h.falun)) != 2 || len(h.thread(c.ID, h.ludvika)) != 3 {
			h.t.Error("a message goes to those who take part now")
		}
		if _, err := h.post(falun, c.ID, about("Tillägg")); fault.KindOf(err) != fault.NotFound {
			h.t.Errorf("who has left writes on: %v", err)
		}
		// Back to whom it came from: they get what was written meanwhile, and nothing twice.
		must(h.t, h.act(h.eva, func(ctx context.Context, tx *audit.Tx) error {
			return h.svc.Pass(ctx, tx, c.ID, directory.PES, exchange.Party{Authority: h.falun})
		}))
		if got := h.thread(c.ID, h.falun); len(got) != 3 || !got[0].ReceivedAt.Equal(before[0].ReceivedAt.Time) {
			h.t.Errorf("%d copies", len(got))
		}
		one, err := exchange.Get(h.t.Context(), h.DB, c.ID)
		must(h.t, err)
		if one.ID != c.ID || one.Messages != 3 {
			h.t.Errorf("%+v", one)
		}
	})
}

func TestAnOutsidePartyHasNoCopyHere(t *testing.T) {
	each(t, func(h *house) {
		out := exchange.Party{Authority: "0203:region.example", Outside: true, Address: "hr-enheten", Name: "Region Exempel (Demo)"}
		c := h.begin(true, out)
		_, err := h.post(h.anna, c.ID, about(secret))
		must(h.t, err)
		if n := h.count("SELECT count(*) FROM exchange_copy"); n != 1 {
			h.t.Fatalf("%d copies", n)
		}
		parties, err := exchange.Parties(h.t.Context(), h.DB, c.ID)
		must(h.t, err)
		if len(parties) != 2 || parties[1].Name != out.Name || parties[1].Address != out.Address || !parties[1].Outside {
			h.t.Fatalf("%+v", parties)
		}
		// An outside receiver that sends the asker on leaves no copy behind: the new one gets the asker's.
		must(h.t, h.act(h.anna, func(ctx context.Context, tx *audit.Tx) error {
			return h.svc.Pass(ctx, tx, c.ID, out.Authority, toAgency)
		}))
		if got := h.thread(c.ID, directory.PES); len(got) != 1 || got[0].Body != secret {
			h.t.Fatalf("%+v", got)
		}
	})
}

func TestTwoWhoWriteAtOnce(t *testing.T) {
	each(t, func(h *house) {
		c := h.begin(false, toAgency)
		const each = 6
		var wg sync.WaitGroup
		errs := make(chan error, 2*each)
		for i := range each {
			for _, who := range []string{"anna", "eva"} {
				a := h.anna
				if who == "eva" {
					a = h.eva
				}
				wg.Go(func() {
					_, err := h.post(a, c.ID, exchange.Letter{Kind: "note", Body: fmt.Sprint(who, i)})
					errs <- err
				})
			}
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			must(h.t, err)
		}
		own, theirs := h.thread(c.ID, h.ludvika), h.thread(c.ID, directory.PES)
		seen := map[string]bool{}
		for i, m := range own {
			if m.Seq != int64(i+1) || theirs[i].Body != m.Body || seen[m.Body] {
				h.t.Fatalf("message %d: %+v", i, m.Message)
			}
			seen[m.Body] = true
		}
		if len(own) != 2*each || len(theirs) != 2*each {
			h.t.Fatalf("%d and %d messages", len(own), len(theirs))
		}
	})
}

func TestCallsAndLetters(t *testing.T) {
	each(t, func(h *house) {
		c := h.begin(false, toAgency)
		try := func(ch exchange.Channel, o exchange.Outcome) (a exchange.Attempt) {
			must(h.t, h.act(h.eva, func(ctx context.Context, tx *audit.Tx) (err error) {
				a, err = h.svc.Try(ctx, tx, exchange.Attempt{Conversation: c.ID, Authority: directory.PES, Channel: ch, Outcome: o, Within: true}, "Ringde 0240-860 00, "+secret)
				return err
			}))
			h.Clock.Advance(time.Hour)
			return a
		}
		if a := try(exchange.Phone, exchange.NoAnswer); a.No != 1 || a.By != "eva" || !a.Within {
			h.t.Errorf("%+v", a)
		}
		if a := try(exchange.Phone, exchange.NoAnswer); a.No != 2 {
			h.t.Errorf("%+v", a)
		}
		if a := try(exchange.Post, exchange.Posted); a.No != 1 {
			h.t.Errorf("%+v", a)
		}
		all, err := exchange.Attempts(h.t.Context(), h.DB, c.ID)
		must(h.t, err)
		if len(all) != 3 || exchange.Missed(all) != exchange.CallsBeforeLetter || all[2].Channel != exchange.Post {
			h.t.Errorf("%+v", all)
		}
	})
}

// TestNothingStandsInTheOpen reads every text and bytes column of every table after all parts of the room have worked,
// and the database file itself.
func TestNothingStandsInTheOpen(t *testing.T) {
	each(t, func(h *house) {
		c := h.begin(true, toAgency)
		_, err := h.post(h.anna, c.ID, about(secret, attachment(h.t, "Nora Testberg samtycke.txt", "Jag, Nora Testberg, samtycker")))
		must(h.t, err)
		must(h.t, h.act(h.eva, func(ctx context.Context, tx *audit.Tx) error {
			_, err := h.svc.Try(ctx, tx, exchange.Attempt{Conversation: c.ID, Authority: directory.PES, Channel: exchange.Phone, Outcome: exchange.Reached}, "Talade om Nora Testberg")
			return err
		}))
		for _, query := range []string{
			"SELECT body FROM exchange_copy", "SELECT purpose FROM exchange_message", "SELECT note FROM exchange_attempt", "SELECT name FROM file", "SELECT sealed FROM file_part",
		} {
			rows, err := db.All[[]byte](h.t.Context(), h.DB, query)
			must(h.t, err)
			if len(rows) == 0 {
				h.t.Errorf("%s gives nothing", query)
			}
			for _, b := range rows {
				for _, plain := range []string{"Nora", "1992", "samtycker", "handlingsplan", "gemensam planering"} {
					if contains(b, plain) {
						h.t.Errorf("%s shows %q", query, plain)
					}
				}
			}
		}
		lines, err := db.All[string](h.t.Context(), h.DB, "SELECT change FROM trail_entry")
		must(h.t, err)
		if all := strings.Join(lines, "\n"); strings.Contains(all, "Nora") || strings.Contains(all, "19920101") || strings.Contains(all, "handlingsplan") {
			h.t.Errorf("the trail tells: %s", all)
		}
		for _, f := range []string{h.DSN, h.DSN + "-wal"} {
			b, err := os.ReadFile(f)
			if err == nil && (contains(b, "Nora Testberg") || contains(b, "199201012383")) {
				h.t.Errorf("%s holds the name or the number", f)
			}
		}
		if reflect.DeepEqual(exchange.Sealed(), nil) {
			h.t.Error("no sealed column is named")
		}
	})
}
