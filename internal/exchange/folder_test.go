package exchange_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/sdk"
)

func digestOf(content string) string {
	h := sha256.Sum256([]byte(content))
	return hex.EncodeToString(h[:])
}

func names(t *testing.T, folder string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func (h *house) turn(f exchange.Folder) exchange.Turned {
	h.t.Helper()
	t, err := h.svc.Turn(h.t.Context(), f)
	must(h.t, err)
	return t
}

// TestTheFolderBetweenTwoInstallations lets one's way out be the other's way in.
func TestTheFolderBetweenTwoInstallations(t *testing.T) {
	eachPair(t, func(p pair) {
		to, back := h(p).t.TempDir(), p.af.t.TempDir()
		here, there := exchange.Folder{In: back, Out: to}, exchange.Folder{In: to, Out: back}
		c := p.kommun.begin(true, outside())
		_, err := p.kommun.post(p.kommun.anna, c.ID, about(secret, attachment(t, "samtycke.txt", "Jag samtycker")))
		must(t, err)
		more := about("Ett tillägg.")
		_, err = p.kommun.post(p.kommun.anna, c.ID, more)
		must(t, err)
		if got := p.kommun.turn(here); got.Sent != 2 || len(names(t, to)) != 2 {
			t.Fatalf("%+v %v", got, names(t, to))
		}
		if got := p.kommun.turn(here); got.Sent != 0 {
			t.Fatalf("%+v", got)
		}
		// A file that is being written and one that is something else lie untouched; one that is broken is put aside.
		for name, content := range map[string]string{".half.xml": "<mess", "readme.txt": "hej", "broken.xml": "<messagePayload/>", "whole.XML.part": "x"} {
			must(t, os.WriteFile(filepath.Join(to, name), []byte(content), 0o600))
		}
		must(t, os.Symlink("/etc/passwd", filepath.Join(to, "link.xml")))
		got := p.af.turn(there)
		if got.Taken != 2 || got.Refused != 1 || got.Sent != 3-1 {
			t.Fatalf("%+v", got)
		}
		if left := names(t, to); !slices.Equal(left, []string{".half.xml", "done", "link.xml", "readme.txt", "refused", "whole.XML.part"}) {
			t.Errorf("%v", left)
		}
		reason, err := os.ReadFile(filepath.Join(to, "refused", "broken.xml.reason.txt"))
		must(t, err)
		if !strings.Contains(string(reason), "meddelandetypen") || !strings.Contains(string(reason), "message type") || strings.Contains(string(reason), "Nora") {
			t.Errorf("%s", reason)
		}
		if done := names(t, filepath.Join(to, "done")); len(done) != 2 {
			t.Errorf("%v", done)
		}
		if thread := p.af.thread(c.ID, directory.PES); len(thread) != 2 || thread[0].Body != secret || thread[1].Body != "Ett tillägg." {
			t.Errorf("%+v", thread)
		}
		// The receipts go back. The same file laid there again is taken for what it is.
		if got := p.kommun.turn(here); got.Taken != 2 {
			t.Errorf("%+v", got)
		}
		again, err := os.ReadFile(filepath.Join(to, "done", names(t, filepath.Join(to, "done"))[0]))
		must(t, err)
		must(t, os.WriteFile(filepath.Join(to, names(t, filepath.Join(to, "done"))[0]), again, 0o600))
		if got := p.af.turn(there); got.Already != 1 || got.Taken != 0 || len(names(t, filepath.Join(to, "done"))) != 3 {
			t.Errorf("%+v", got)
		}
	})
}

func h(p pair) *house { return p.kommun }

// TestACrashBetweenFileAndDatabase: what was taken in but not moved is moved at the next turn, and what was written but
// not written down is written again, the same bytes under the same name.
func TestACrashBetweenFileAndDatabase(t *testing.T) {
	eachPair(t, func(p pair) {
		folder := p.af.t.TempDir()
		content := written(t, foreign())
		must(t, os.WriteFile(filepath.Join(folder, "a.xml"), content, 0o600))
		p.af.take(exchange.Parcel{Content: content})
		if got := p.af.turn(exchange.Folder{In: folder}); got.Already != 1 || !slices.Equal(names(t, folder), []string{"done"}) {
			t.Fatalf("%+v %v", got, names(t, folder))
		}
		c := p.kommun.begin(true, outside())
		_, err := p.kommun.post(p.kommun.anna, c.ID, about(secret))
		must(t, err)
		var first, second exchange.Parcel
		_, _, err = p.kommun.svc.Next(t.Context(), "", 10, func(x exchange.Parcel) error { first = x; return os.ErrClosed })
		if err == nil {
			t.Fatal("a failure is not told")
		}
		_, _, err = p.kommun.svc.Next(t.Context(), "", 10, func(x exchange.Parcel) error { second = x; return nil })
		must(t, err)
		if first.Name != second.Name || string(first.Content) != string(second.Content) {
			t.Error("the second time is another file")
		}
	})
}

// TestAnAnswerThatLiesBeforeItsQuestion: the names of files say nothing of their order.
func TestAnAnswerThatLiesBeforeItsQuestion(t *testing.T) {
	eachPair(t, func(p pair) {
		folder := p.af.t.TempDir()
		question, second := foreign(), foreign()
		second.ID, second.RefersTo, second.Created = "5f0c8a2e-4d57-4c8e-9a39-5f4b5b1d7a19", question.ID, question.Created.Add(60e9)
		second.Documents[0].Texts = []string{"Tillägg"}
		must(t, os.WriteFile(filepath.Join(folder, "z.xml"), written(t, question), 0o600))
		must(t, os.WriteFile(filepath.Join(folder, "a.xml"), written(t, second), 0o600))
		p.af.turn(exchange.Folder{In: folder})
		got := p.af.thread(question.Conversation, directory.PES)
		if len(got) != 2 || got[0].ID != question.ID || got[1].ReplyTo != question.ID {
			t.Fatalf("%+v", got)
		}
	})
}

func TestWhatHasNoAddressWaits(t *testing.T) {
	each(t, func(h *house) {
		c := h.begin(true, outside())
		_, err := h.post(h.anna, c.ID, about(secret))
		must(t, err)
		got := h.turn(exchange.Folder{Out: h.t.TempDir()})
		if got.Sent != 0 || len(got.Waiting) != 1 || !strings.Contains(got.Waiting[0].Error(), "ingen adress i SDK") {
			t.Fatalf("%+v", got)
		}
		list, problems, err := h.svc.Waiting(t.Context(), "")
		must(t, err)
		if len(list) != 0 || len(problems) != 1 {
			t.Errorf("%v %v", list, problems)
		}
		h.address(h.ludvika, ludvikaActor, ludvikaPlace, "AME")
		if list, _, err = h.svc.Waiting(t.Context(), ""); err != nil || len(list) != 1 {
			t.Errorf("%v %v", list, err)
		}
		if len(h.files()) != 1 {
			t.Error("it does not leave when it has an address")
		}
	})
}

// TestATooLargeFileIsPutAside does not read it whole.
func TestATooLargeFileIsPutAside(t *testing.T) {
	eachPair(t, func(p pair) {
		folder := p.af.t.TempDir()
		f, err := os.Create(filepath.Join(folder, "large.xml"))
		must(t, err)
		must(t, f.Truncate(sdk.MaxSize+1))
		must(t, f.Close())
		if got := p.af.turn(exchange.Folder{In: folder}); got.Refused != 1 || !slices.Equal(names(t, filepath.Join(folder, "refused")), []string{"large.xml", "large.xml.reason.txt"}) {
			t.Fatalf("%+v", got)
		}
	})
}
