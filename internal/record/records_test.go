package record_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/ref"
)

const authority = "ludvika-amn"

var (
	anna  = policy.Actor{ID: "anna", Authority: authority, Roles: []policy.Role{policy.LocalAdmin}}
	bo    = policy.Actor{ID: "bo", Authority: authority, Roles: []policy.Role{policy.Coordinator}}
	other = policy.Actor{ID: "eva", Authority: "af", Roles: []policy.Role{policy.LocalAdmin, policy.Coordinator}}
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t testing.TB, kind fault.Kind, err error) {
	t.Helper()
	if !fault.Is(err, kind) {
		t.Errorf("got %v, want a refusal of kind %s", err, kind)
	}
}

// papers makes the service with one room: papers, which are rows of a housekeeping table.
func papers(t testing.TB, d *dbtest.Database, ids ...string) *record.Records {
	t.Helper()
	must(t, d.Writer.DoRows(t.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), "INSERT INTO directory_authority (id, class, executive, version) VALUES ($1, 'other', FALSE, 1)", authority); err != nil {
			return err
		}
		for _, id := range ids {
			if _, err := tx.Exec(t.Context(), "INSERT INTO pending_form (id, account_id, at, content) VALUES ($1, '', $2, $3)", id, db.At(tx.Now()), []byte("akt "+id)); err != nil {
				return err
			}
		}
		return nil
	}))
	for _, id := range ids {
		must(t, d.Trail.Do(t.Context(), anna, func(tx *audit.Tx) error { return tx.Note("paper.write", ref.To("paper", id), nil) }))
	}
	return &record.Records{Trail: d.Trail, Rooms: map[ref.Kind]record.Room{"paper": {Due: due, Pack: pack, Erase: erase}}}
}

func candidate(id string) record.Candidate {
	return record.Candidate{Thing: ref.To("paper", id), DocType: "social-file", Start: calendar.NewDate(2020, 5, 1)}
}

func due(_ context.Context, _ db.Reader, id string) (record.Candidate, error) {
	return candidate(id), nil
}

func pack(ctx context.Context, q db.Reader, id string) (record.Document, error) {
	content, err := db.One[[]byte](ctx, q, "SELECT content FROM pending_form WHERE id = $1", id)
	return record.Document{Thing: ref.To("paper", id), DocType: "social-file", Title: "Akt & <" + id + ">", Number: "SN 2020/" + id,
		Created: dbtest.Monday(), Files: []record.File{{Name: "Ärende.txt", MediaType: "text/plain", Data: content}}}, err
}

func erase(ctx context.Context, tx *audit.Tx, id string) error {
	_, err := tx.Exec(ctx, "DELETE FROM pending_form WHERE id = $1", id)
	return err
}

func plan(t testing.TB, r *record.Records) record.Rule {
	t.Helper()
	rule, err := r.AddRule(t.Context(), anna, record.Rule{Authority: authority, DocType: "social-file", Months: 60,
		Start: record.FromLastEntry, Source: "Gallringsbeslut (Demo)", From: calendar.NewDate(2024, 1, 1)})
	must(t, err)
	return rule
}

func rows(t testing.TB, d *dbtest.Database, text string, args ...any) int64 {
	t.Helper()
	n, err := db.One[int64](t.Context(), d.DB, text, args...)
	must(t, err)
	return n
}

func verified(t testing.TB, d *dbtest.Database) audit.Report {
	t.Helper()
	must(t, d.Trail.Sequence(t.Context()))
	report, err := audit.Verify(t.Context(), d.DB, d.Keys.Verifiers(), nil, nil)
	must(t, err)
	return report
}

func TestNumbersAreCountedPerAuthorityAndYear(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		r := papers(t, d)
		must(t, r.SetPattern(t.Context(), anna, authority, record.MainSeries, "SN {year}/{n}"))
		refused(t, fault.Denied, r.SetPattern(t.Context(), other, authority, record.MainSeries, "X {n}"))
		refused(t, fault.Invalid, r.SetPattern(t.Context(), anna, authority, record.MainSeries, "X"))
		var got []string
		assign := func(authority, id string) {
			must(t, d.Trail.Do(t.Context(), anna, func(tx *audit.Tx) error {
				n, err := record.Assign(t.Context(), tx, authority, record.MainSeries, ref.To("paper", id))
				got = append(got, n)
				return errors.Join(err, tx.Note("paper.number", ref.To("paper", id), n))
			}))
		}
		register := func(number, id string) error {
			return d.Trail.Do(t.Context(), anna, func(tx *audit.Tx) error {
				return errors.Join(record.Register(t.Context(), tx, authority, number, "number", ref.To("paper", id)), tx.Note("paper.number", ref.To("paper", id), number))
			})
		}
		assign(authority, "1")
		must(t, register("sn  2026/2", "by-hand"))
		assign(authority, "2")
		assign(authority, "1")
		assign("af", "1")
		d.Clock.Advance(365 * 24 * time.Hour)
		assign(authority, "3")
		if want := []string{"SN 2026/1", "SN 2026/3", "SN 2026/1", "2026-1", "SN 2027/1"}; !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		refused(t, fault.Conflict, register("SN\u00A02026/ 3", "4"))
		refused(t, fault.Invalid, register(" ", "4"))
		must(t, register("SN 2026/3", "2"))
		must(t, register("KS 2026/77", "2"))
		if thing, found, err := record.Find(t.Context(), d.DB, authority, "ks2026/77"); !found || err != nil || thing.ID != "2" {
			t.Errorf("%v %v %v", thing, found, err)
		}
		if _, found, _ := record.Find(t.Context(), d.DB, authority, "SN 2026/3"); found {
			t.Error("the number that was replaced is still taken")
		}
	})
}

func TestRulesDoNotOverlap(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		r := papers(t, d)
		rule := plan(t, r)
		_, err := r.AddRule(t.Context(), anna, rule)
		refused(t, fault.Conflict, err)
		_, err = r.AddRule(t.Context(), other, rule)
		refused(t, fault.Denied, err)
		rule.To = calendar.NewDate(2026, 6, 30)
		must(t, r.EndRule(t.Context(), anna, rule))
		refused(t, fault.Conflict, r.EndRule(t.Context(), anna, rule))
		next := rule
		next.From, next.To = calendar.NewDate(2026, 7, 1), calendar.Date{}
		_, err = r.AddRule(t.Context(), anna, next)
		must(t, err)
	})
}

func TestADisposalFromProposalToProtocol(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		r := papers(t, d, "1", "2", "3")
		plan(t, r)
		cs := []record.Candidate{candidate("1"), candidate("2")}
		dis, err := r.Propose(t.Context(), anna, authority, true, cs)
		must(t, err)
		if dis.Number != "G 2026/1" {
			t.Errorf("number %q", dis.Number)
		}
		_, err = r.Decide(t.Context(), anna, dis.ID, true, "Enligt plan.")
		refused(t, fault.Denied, err)
		_, err = r.Decide(t.Context(), other, dis.ID, true, "Enligt plan.")
		refused(t, fault.NotFound, err)
		_, err = r.Decide(t.Context(), bo, dis.ID, true, "Enligt plan.")
		must(t, err)
		_, err = r.CarryOut(t.Context(), anna, dis.ID)
		refused(t, fault.Conflict, err)
		var archive bytes.Buffer
		must(t, r.Export(t.Context(), anna, dis.ID, &archive))
		must(t, d.Trail.Sequence(t.Context()))
		dis, err = r.CarryOut(t.Context(), anna, dis.ID)
		must(t, err)

		if n := rows(t, d, "SELECT count(*) FROM pending_form"); n != 1 {
			t.Errorf("%d papers left, want the one not disposed of", n)
		}
		if n := rows(t, d, "SELECT count(*) FROM trail_entry WHERE kind = 'paper'"); n != 1 {
			t.Errorf("%d lines about papers left in the trail, want 1", n)
		}
		report := verified(t, d)
		if !report.Sound() || report.Disposed != 4 { // of each paper that it was registered, and that it was read for the package
			t.Errorf("after a lawful disposal: %+v", report)
		}
		if sum := sha256.Sum256(archive.Bytes()); dis.ExportDigest != hex.EncodeToString(sum[:]) {
			t.Errorf("the protocol's digest is not the package's")
		}
		_, err = r.CarryOut(t.Context(), anna, dis.ID)
		refused(t, fault.Conflict, err)
		refused(t, fault.Conflict, r.Export(t.Context(), anna, dis.ID, io.Discard))
		checkPackage(t, archive.Bytes(), 2)
		if made := dis.Made(); dis.ExportMusts < 70 || dis.ExportShoulds != "CSIPSTR12 CSIPSTR13 CSIPSTR15" || !strings.Contains(made.Sv, "inte certifierat") {
			t.Errorf("what the check said is not in the protocol: %d, %q, %q", dis.ExportMusts, dis.ExportShoulds, made.Sv)
		}
		checkProtocol(t, d, dis)
	})
}

func checkProtocol(t *testing.T, d *dbtest.Database, dis record.Disposal) {
	t.Helper()
	items, err := record.ItemsOf(t.Context(), d.DB, dis.ID)
	must(t, err)
	if len(items) != 2 || items[0].TrailLines != 2 {
		t.Errorf("%+v", items)
	}
	for _, l := range []language.Lang{language.Swedish, language.English} {
		doc := record.Protocol(dis, items, l, func(id string) string { return id + " (Demo)" })
		if _, err := pdf.Render(doc); err != nil {
			t.Error(err)
		}
	}
}

// checkPackage asserts that every file named in the METS file and in the list of digests is there and is as they say.
func checkPackage(t *testing.T, archive []byte, documents int) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	must(t, err)
	files := map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		must(t, err)
		data, err := io.ReadAll(in)
		must(t, err)
		_, path, _ := strings.Cut(f.Name, "/")
		files[path] = string(data)
	}
	for line := range strings.Lines(files["documentation/manifest-sha256.txt"]) {
		digest, path, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if sum := sha256.Sum256([]byte(files[path])); hex.EncodeToString(sum[:]) != digest {
			t.Errorf("%s is not what its digest says", path)
		}
	}
	if n := strings.Count(files["documentation/manifest-sha256.txt"], "\n"); n != len(files)-3 { // all but itself, the METS file and the PREMIS file
		t.Errorf("%d digests for %d files", n, len(files)-3)
	}
	var mets struct {
		Description struct {
			Href string `xml:"href,attr"`
		} `xml:"dmdSec>mdRef"`
		Files []struct {
			Checksum string `xml:"CHECKSUM,attr"`
			Size     int    `xml:"SIZE,attr"`
			At       struct {
				Href string `xml:"href,attr"`
			} `xml:"FLocat"`
		} `xml:"fileSec>fileGrp>file"`
	}
	must(t, xml.Unmarshal([]byte(files["METS.xml"]), &mets))
	if len(mets.Files) != documents+2 || // and the two of documentation
		files[mets.Description.Href] == "" {
		t.Errorf("METS names %d files and the description %q", len(mets.Files), mets.Description.Href)
	}
	for _, f := range mets.Files {
		sum := sha256.Sum256([]byte(files[f.At.Href]))
		if hex.EncodeToString(sum[:]) != f.Checksum || len(files[f.At.Href]) != f.Size {
			t.Errorf("%s is not what METS says", f.At.Href)
		}
	}
	if !strings.Contains(files["metadata/descriptive/dc.xml"], "Akt &amp; &lt;1&gt;") {
		t.Errorf("description: %s", files["metadata/descriptive/dc.xml"])
	}
}

func TestAHoldOrAChangedPlanStopsItAll(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		r := papers(t, d, "1", "2")
		rule := plan(t, r)
		dis, err := r.Propose(t.Context(), anna, authority, false, []record.Candidate{candidate("1"), candidate("2")})
		must(t, err)
		_, err = r.Decide(t.Context(), bo, dis.ID, true, "Enligt plan.")
		must(t, err)
		must(t, d.Trail.Sequence(t.Context()))
		refused(t, fault.Invalid, r.Hold(t.Context(), anna, authority, ref.To("paper", "2"), ""))
		refused(t, fault.Denied, r.Hold(t.Context(), other, authority, ref.To("paper", "2"), "Nej"))
		must(t, r.Hold(t.Context(), bo, authority, ref.To("paper", "2"), "Begäran om utlämning"))
		_, err = r.CarryOut(t.Context(), anna, dis.ID)
		refused(t, fault.Conflict, err)
		if n := rows(t, d, "SELECT count(*) FROM pending_form"); n != 2 {
			t.Errorf("%d papers left; a stopped disposal destroyed something", n)
		}
		must(t, r.LetGo(t.Context(), bo, authority, ref.To("paper", "2")))
		refused(t, fault.Conflict, r.LetGo(t.Context(), bo, authority, ref.To("paper", "2")))
		rule.To = calendar.NewDate(2026, 3, 1)
		must(t, r.EndRule(t.Context(), anna, rule))
		_, err = r.CarryOut(t.Context(), anna, dis.ID)
		refused(t, fault.Conflict, err)
		if report := verified(t, d); !report.Sound() || report.Disposed != 0 {
			t.Errorf("%+v", report)
		}
	})
}

func TestProposalsAreWhole(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		r := papers(t, d, "1")
		plan(t, r)
		early := candidate("1")
		early.Start = calendar.NewDate(2026, 1, 1)
		for name, cs := range map[string][]record.Candidate{"none": nil, "twice": {candidate("1"), candidate("1")}, "one not due": {candidate("1"), early}} {
			if _, err := r.Propose(t.Context(), anna, authority, false, cs); err == nil {
				t.Errorf("%s: taken", name)
			}
		}
		stranger := candidate("1")
		stranger.Thing.Kind = "unknown"
		if _, err := r.Propose(t.Context(), anna, authority, false, []record.Candidate{stranger}); err == nil {
			t.Error("a kind without a room is taken")
		}
		_, err := r.Propose(t.Context(), other, authority, false, []record.Candidate{candidate("1")})
		refused(t, fault.Denied, err)
		if n := rows(t, d, "SELECT count(*) FROM record_disposal"); n != 0 {
			t.Errorf("%d disposals of refused proposals", n)
		}
		_, err = r.Decide(t.Context(), bo, "nonesuch", true, "x")
		refused(t, fault.NotFound, err)
	})
}

func TestTheSamePackageIsTheSameBytes(t *testing.T) {
	make := func() []byte {
		var b bytes.Buffer
		p := record.Package{ID: "01", Label: "Prov", Archivist: record.Archivist{Name: authority}, Made: dbtest.Monday()}
		p.Open(&b)
		for i := range 3 {
			must(t, p.Add(record.Document{Thing: ref.To("paper", fmt.Sprint(i)), Title: "T", Created: dbtest.Monday(), Files: []record.File{
				{Name: "../../etc/å.txt", Data: []byte("x")}, {Name: "../../etc/å.txt", Data: []byte("y")}, {Name: "…", Data: []byte("z")}}}))
		}
		must(t, p.Close())
		return b.Bytes()
	}
	first := make()
	if !bytes.Equal(first, make()) {
		t.Error("two packages differ")
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	must(t, err)
	seen := map[string]bool{}
	for _, f := range z.File {
		if strings.Contains(f.Name, "..") || !strings.HasPrefix(f.Name, "uuid-01/") || seen[f.Name] {
			t.Errorf("path %q", f.Name)
		}
		seen[f.Name] = true
	}
}
