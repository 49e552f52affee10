package notice

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

var (
	anna = policy.Actor{ID: "anna", Authority: "ludvika-amn", Roles: []policy.Role{policy.Coordinator}}
	ends = Kind{ID: "agreement.ends", Mail: true, Name: language.T("Överenskommelser som löper ut", "Agreements that end"),
		Why: language.T("Du får detta därför att du är samverkansansvarig.", "You get this because you are the coordinator.")}
	urgent = Kind{ID: "access.emergency", Mail: true, Urgent: true, Duty: true, Name: language.T("Nödöppning", "Emergency opening"),
		Why: language.T("Du får detta därför att du är chef.", "You get this because you are the manager.")}
	quiet = Kind{ID: "import.done", Name: language.T("Import klar", "Import done"),
		Why: language.T("Du får detta därför att du startade importen.", "You get this because you started the import.")}
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func service(d *dbtest.Database) *Notices {
	addresses := map[string]Address{"anna": {"anna@kommun.example", language.Swedish}, "bob": {"bob@af.example", language.English}}
	return &Notices{Trail: d.Trail, Kinds: []Kind{ends, urgent, quiet}, Base: "https://samsyn.example",
		Address: func(_ context.Context, _ db.Reader, account string) (Address, error) { return addresses[account], nil }}
}

func agreementEnds(id string) News {
	return News{Kind: ends.ID, Thing: ref.To("agreement", id), Text: language.T("Överenskommelsen "+id+" löper ut.", "Agreement "+id+" ends.")}
}

func tell(t testing.TB, s *Notices, n News, accounts ...string) error {
	t.Helper()
	return s.Trail.Do(t.Context(), anna, func(tx *audit.Tx) error {
		if err := s.Tell(t.Context(), tx, n, accounts...); err != nil {
			return err
		}
		return tx.Note("agreement.look", n.Thing, nil)
	})
}

// outbox opens what is on its way out, oldest first.
func outbox(t testing.TB, d *dbtest.Database) (out []job.Message) {
	t.Helper()
	type row struct {
		ID      string `db:"id"`
		Content []byte `db:"content"`
	}
	rows, err := db.All[row](t.Context(), d.DB, "SELECT id, content FROM delivery ORDER BY id")
	must(t, err)
	for _, r := range rows {
		plain, err := d.Keys.Open(seal.Place{Table: "delivery", Column: "content", Row: r.ID}, r.Content)
		must(t, err)
		var m job.Message
		must(t, json.Unmarshal(plain, &m))
		out = append(out, m)
	}
	return out
}

func mailed(t testing.TB, d *dbtest.Database, want int) []job.Message {
	t.Helper()
	got := outbox(t, d)
	if len(got) != want {
		t.Fatalf("%d e-mails in the outbox, want %d: %+v", len(got), want, got)
	}
	return got
}

func unseen(t testing.TB, d *dbtest.Database, account string, want int64) {
	t.Helper()
	n, err := Unseen(t.Context(), d.DB, account)
	must(t, err)
	if n != want {
		t.Errorf("%s has %d unseen notices, want %d", account, n, want)
	}
}

func TestOneEmailADayAboutAKind(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := service(d)
		must(t, tell(t, s, agreementEnds("1"), "anna", "bob", "anna", ""))
		must(t, tell(t, s, agreementEnds("2"), "anna", "nobody"))
		mailed(t, d, 0)
		must(t, s.Digest(t.Context()))
		got := mailed(t, d, 2)
		if m := got[0]; m.To != "anna@kommun.example" || m.Subject != "Samsyn: Överenskommelser som löper ut" ||
			strings.Count(m.Text, "•") != 2 || !strings.Contains(m.Text, "därför att du är samverkansansvarig") {
			t.Errorf("%+v", m)
		}
		if m := got[1]; !strings.Contains(m.Text, "Agreement 1 ends.") || !strings.Contains(m.Text, "because you are the coordinator") {
			t.Errorf("%+v", m)
		}
		must(t, tell(t, s, agreementEnds("3"), "anna"))
		must(t, s.Digest(t.Context()))
		mailed(t, d, 2)
		d.Clock.Advance(24 * time.Hour)
		must(t, s.Digest(t.Context()))
		if m := mailed(t, d, 3)[2]; strings.Count(m.Text, "•") != 1 || !strings.Contains(m.Text, "Överenskommelsen 3") {
			t.Errorf("%+v", m)
		}
		unseen(t, d, "anna", 3)
	})
}

func TestALongDayIsOneShortEmail(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := service(d)
		for i := range mostLines + 3 {
			must(t, tell(t, s, agreementEnds(string(rune('a'+i))), "anna"))
		}
		must(t, s.Digest(t.Context()))
		if m := mailed(t, d, 1)[0]; strings.Count(m.Text, "•") != mostLines || !strings.Contains(m.Text, "… och 3 till.") {
			t.Errorf("%s", m.Text)
		}
	})
}

func TestWhatHasBeenSeenOrReplacedIsNotMailed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := service(d)
		must(t, tell(t, s, agreementEnds("1"), "anna"))
		must(t, tell(t, s, agreementEnds("1"), "anna"))
		unseen(t, d, "anna", 1)
		list, err := List(t.Context(), d.DB, "anna", "", 10)
		must(t, err)
		must(t, s.Seen(t.Context(), "bob", list[0].ID))
		unseen(t, d, "anna", 1)
		must(t, s.Seen(t.Context(), "anna", list[0].ID))
		unseen(t, d, "anna", 0)
		must(t, s.Digest(t.Context()))
		mailed(t, d, 0)
		must(t, tell(t, s, agreementEnds("1"), "anna"))
		must(t, tell(t, s, agreementEnds("2"), "anna"))
		must(t, s.Seen(t.Context(), "anna"))
		unseen(t, d, "anna", 0)
		if list, _ := List(t.Context(), d.DB, "anna", "", 2); len(list) != 2 || list[0].Thing().ID != "2" {
			t.Errorf("%+v", list)
		}
	})
}

func TestUrgentLeavesAtOnceAndInTheAct(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := service(d)
		n := News{Kind: urgent.ID, Thing: ref.To("matter", "7"), Text: language.T("Ett ärende har nödöppnats.", "A matter was opened in an emergency.")}
		must(t, tell(t, s, n, "anna", "nobody"))
		mailed(t, d, 1)
		must(t, s.Digest(t.Context()))
		mailed(t, d, 1)
		err := s.Trail.Do(t.Context(), anna, func(tx *audit.Tx) error { return s.Tell(t.Context(), tx, n, "bob") })
		if err == nil {
			t.Fatal("an act without a note was kept")
		}
		mailed(t, d, 1)
		unseen(t, d, "bob", 0)
		if err := s.Prefer(t.Context(), anna, urgent.ID, Product, false); !fault.Is(err, fault.Conflict) {
			t.Errorf("a duty was turned off: %v", err)
		}
	})
}

func TestChoicesAreObeyed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := service(d)
		must(t, tell(t, s, agreementEnds("1"), "anna"))
		must(t, s.Prefer(t.Context(), anna, ends.ID, Mail, false))
		must(t, s.Digest(t.Context()))
		mailed(t, d, 0) // turned off after it was told, before it left
		must(t, s.Prefer(t.Context(), anna, ends.ID, Product, false))
		must(t, tell(t, s, agreementEnds("2"), "anna"))
		unseen(t, d, "anna", 1)
		must(t, s.Prefer(t.Context(), anna, ends.ID, Mail, true))
		must(t, tell(t, s, agreementEnds("3"), "anna"))
		must(t, s.Digest(t.Context()))
		mailed(t, d, 1)
		unseen(t, d, "anna", 1)
		cs, err := s.Choices(t.Context(), d.DB, "anna")
		must(t, err)
		if cs[0].Product || !cs[0].Mail || !cs[1].Product || !cs[1].Mail || !cs[2].Product || cs[2].Mail {
			t.Errorf("%+v", cs)
		}
		for _, err := range []error{s.Prefer(t.Context(), policy.Public(), ends.ID, Mail, false), s.Prefer(t.Context(), anna, "x", Mail, true), s.Prefer(t.Context(), anna, ends.ID, "sms", true)} {
			if err == nil {
				t.Error("a choice that nobody may make was kept")
			}
		}
	})
}

func TestOneClickOff(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := service(d)
		must(t, tell(t, s, agreementEnds("1"), "anna", "bob"))
		must(t, s.Digest(t.Context()))
		m := mailed(t, d, 2)[0]
		link := strings.Trim(m.Headers["List-Unsubscribe"], "<>")
		token, found := strings.CutPrefix(link, "https://samsyn.example"+OffPath)
		if !found || !strings.Contains(m.Text, link) {
			t.Fatalf("link %q, text:\n%s", link, m.Text)
		}
		k, err := s.TurnOff(t.Context(), token)
		must(t, err)
		if k.ID != ends.ID {
			t.Errorf("turned off %q", k.ID)
		}
		d.Clock.Advance(24 * time.Hour)
		must(t, tell(t, s, agreementEnds("2"), "anna", "bob"))
		must(t, s.Digest(t.Context()))
		if got := mailed(t, d, 3); got[2].To != "bob@af.example" {
			t.Errorf("%+v", got[2])
		}
		for _, forged := range []string{"", "x", token[:len(token)-1], "A" + token, s.OffToken("anna", "nonesuch"), strings.Replace(token, ".", ".x", 1)} {
			if _, err := s.TurnOff(t.Context(), forged); !fault.Is(err, fault.NotFound) {
				t.Errorf("token %q: %v", forged, err)
			}
		}
	})
}

func TestNewsNamesNobody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := service(d)
		bad := agreementEnds("1")
		for _, number := range []string{"189001019802", "18900101-9802"} { // an official test number
			bad.Text = language.T("Fråga om "+number, "Question")
			if err := tell(t, s, bad, "anna"); err == nil {
				t.Errorf("the number %s would have left the house", number)
			}
		}
		for _, n := range []News{{Kind: "nonesuch", Thing: ref.To("a", "b"), Text: language.Same("x")}, {Kind: ends.ID, Text: language.Same("x")},
			{Kind: ends.ID, Thing: ref.To("a", "b"), Text: language.T("x", "")}} {
			if err := tell(t, s, n, "anna"); err == nil {
				t.Errorf("%+v was told", n)
			}
		}
		fine := agreementEnds("1")
		fine.Text = language.T("AF-2026/0012 3456 löper ut 2026-03-31.", "AF-2026/0012 3456 ends on 2026-03-31.")
		must(t, tell(t, s, fine, "anna"))
	})
}

func TestTheClockSendsOnWorkingDaysAtSeven(t *testing.T) {
	for at, want := range map[string]string{
		"2026-03-02T05:59:59Z": "2026-02-27", // Monday before seven: Friday's
		"2026-03-02T06:00:00Z": "2026-03-02",
		"2026-03-07T12:00:00Z": "2026-03-06", // Saturday
		"2026-04-06T12:00:00Z": "2026-04-02", // Easter Monday: Maundy Thursday's
		"2026-07-01T05:00:00Z": "2026-07-01", // summer time
	} {
		now, err := time.Parse(time.RFC3339, at)
		must(t, err)
		if got := slot(now); got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}

func TestTheQueueRunsTheDigest(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := service(d)
		q := job.NewQueue(d.Trail, slog.New(slog.NewTextHandler(io.Discard, nil)))
		s.Install(q)
		must(t, tell(t, s, agreementEnds("1"), "anna"))
		must(t, d.Trail.Do(t.Context(), anna, func(tx *audit.Tx) error {
			_, err := job.Enqueue(t.Context(), tx, job.New{Kind: DigestJob})
			if err != nil {
				return err
			}
			return tx.Note("x.y", ref.To("x", "y"), nil)
		}))
		did, err := q.Once(t.Context())
		must(t, err)
		if !did {
			t.Fatal("no job was claimed")
		}
		mailed(t, d, 1)
	})
}

func TestOldNoticesGo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		s := service(d)
		must(t, tell(t, s, agreementEnds("1"), "anna"))
		must(t, s.Digest(t.Context()))
		d.Clock.Advance(kept + 48*time.Hour)
		must(t, tell(t, s, agreementEnds("2"), "anna"))
		must(t, s.Digest(t.Context()))
		list, err := List(t.Context(), d.DB, "anna", "", 10)
		must(t, err)
		if len(list) != 1 || list[0].Thing().ID != "2" {
			t.Errorf("%+v", list)
		}
		if n, _ := db.One[int64](t.Context(), d.DB, "SELECT count(*) FROM notice_digest"); n != 1 {
			t.Errorf("%d days of e-mail kept, want 1", n)
		}
	})
}
