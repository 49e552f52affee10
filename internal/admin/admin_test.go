package admin_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"samsyn/internal/account"
	"samsyn/internal/admin"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/job"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

var ctx = context.Background()

// house is the administration pages with two boards, an account in each, and one line of each in the log.
type house struct {
	*dbtest.Database
	t      *testing.T
	admin  *admin.Admin
	board  map[string]string // id by municipality code
	person map[string]string // account by municipality code
}

func open(t *testing.T, d *dbtest.Database) house {
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(directory.Seed(ctx, d.Trail))
	dir, err := directory.New(d.Trail)
	must(err)
	accounts := &account.Service{Trail: d.Trail, Keys: d.Keys, Hasher: account.QuickHasher(), Revoke: func(context.Context, string, string) error { return nil }}
	queue := job.NewQueue(d.Trail, slog.New(slog.DiscardHandler))
	h := house{Database: d, t: t, board: map[string]string{}, person: map[string]string{}}
	h.admin = &admin.Admin{Trail: d.Trail, Accounts: accounts, Queue: queue, Version: "1.2.3", Find: func(thing ref.Ref) string {
		if thing.Kind == directory.MunicipalityKind {
			return "/kommun/" + thing.ID
		}
		return ""
	}, Health: []web.Check{{Name: "database", Fn: d.Ping}}}
	for code, name := range map[string]string{"2085": "Lina Ludvika (Demo)", "2080": "Frans Falun (Demo)"} {
		board, err := dir.AddAuthority(ctx, policy.Process("test"), directory.Authority{Class: directory.Board, MunicipalityCode: code,
			AuthorityDetails: directory.AuthorityDetails{Name: "Nämnden (Demo)"}, Validity: directory.Validity{From: calendar.NewDate(2022, 1, 1)}})
		must(err)
		a, err := accounts.Add(ctx, policy.Process("test"), account.Input{Authority: board.ID, UserName: "demo." + code, Name: name})
		must(err)
		h.board[code], h.person[code] = board.ID, a.ID
		h.act(code, policy.ReadScan, ref.To(directory.MunicipalityKind, code), map[string]string{"name": "urval-" + code})
	}
	return h
}

// act puts a line of a board's member in the log.
func (h house) act(code string, act policy.Action, thing ref.Ref, change any) {
	h.t.Helper()
	actor := policy.Actor{ID: h.person[code], Authority: h.board[code], Roles: []policy.Role{policy.Coordinator}}
	if err := h.Trail.Do(ctx, actor, func(tx *audit.Tx) error { return tx.Note(act, thing, change) }); err != nil {
		h.t.Fatal(err)
	}
}

func (h house) do(a policy.Actor, method, path, lang string) *httptest.ResponseRecorder {
	rt := web.New(web.Options{Trail: h.Trail, Keys: h.Keys, Now: h.Clock.Now,
		AuthenticateKey: func(context.Context, string) (policy.Actor, error) { return a, nil }})
	h.admin.Routes(rt)
	r := httptest.NewRequest(method, path, strings.NewReader(""))
	r.Header.Set("Accept-Language", lang)
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if !a.IsPublic() {
		r.Header.Set("Authorization", "Bearer a-key-that-is-long-enough")
	}
	w := httptest.NewRecorder()
	rt.ServeHTTP(w, r)
	return w
}

// see opens a page and looks for texts on it.
func (h house) see(a policy.Actor, path string, texts ...string) string {
	h.t.Helper()
	w := h.do(a, http.MethodGet, path, "sv")
	body := w.Body.String()
	if w.Code != http.StatusOK {
		h.t.Fatalf("%s answers %d: %s", path, w.Code, body)
	}
	for _, text := range texts {
		if !strings.Contains(body, text) {
			h.t.Errorf("%s does not say %q", path, text)
		}
	}
	return body
}

func (h house) auditor(code string) policy.Actor {
	return policy.Actor{ID: h.person[code], Name: "Granskaren (Demo)", Authority: h.board[code], Roles: []policy.Role{policy.LogAuditor}}
}

func runner() policy.Actor {
	return policy.Actor{ID: "ingrid", Name: "Driften (Demo)", Authority: "ops", Roles: []policy.Role{policy.InstallationAdmin}}
}

// TestOwnLogAlone: an auditor sees what was done for their own authority, in words, and nothing of another's, whatever
// the address asks for.
func TestOwnLogAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := open(t, d)
		mine := h.auditor("2085")
		h.see(mine, "/admin/logg", "<h1>Granska loggen</h1>", "Ludvika kommun", "Lina Ludvika (Demo)", "Öppna den inskannade", `href="/kommun/2085"`, "Namn: urval-2085", "format=csv")
		for _, path := range []string{"/admin/logg", "/admin/logg?person=" + h.person["2080"], "/admin/logg?slag=municipality&sak=2080", "/admin/logg?format=csv", "/admin/logg?handling=agreement.scan.read"} {
			body := h.see(mine, path)
			if strings.Contains(body, "urval-2080") || strings.Contains(body, "/kommun/2080") {
				t.Errorf("%s shows another authority's line", path)
			}
		}
	})
}

// TestWhoMayWhat: each page is closed to every role but its own.
func TestWhoMayWhat(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"))
	doors := map[string][]policy.Role{
		"/admin":       {policy.LocalAdmin, policy.HeadOffice, policy.LogAuditor, policy.InstallationAdmin},
		"/admin/logg":  {policy.LogAuditor},
		"/admin/drift": {policy.InstallationAdmin},
	}
	for path, roles := range doors {
		for _, info := range policy.Roles() {
			if !info.Assignable() {
				continue
			}
			a := policy.Actor{ID: "x", Authority: h.board["2080"], Roles: []policy.Role{info.Role}}
			may := false
			for _, r := range roles {
				may = may || r == info.Role
			}
			if got := h.do(a, http.MethodGet, path, "sv").Code; (got == http.StatusOK) != may {
				t.Errorf("%s answers %d to %s", path, got, info.Role)
			}
		}
		if got := h.do(policy.Public(), http.MethodGet, path, "sv").Code; got == http.StatusOK {
			t.Errorf("%s is open to everybody", path)
		}
	}
	if got := h.do(policy.Actor{ID: "x", Roles: []policy.Role{policy.LogAuditor}}, http.MethodGet, "/admin/logg", "sv").Code; got == http.StatusOK {
		t.Error("an auditor of no authority reads a log")
	}
}

// TestReadingIsNoted: the page and the file each leave a line that says which selection was read.
func TestReadingIsNoted(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"))
	mine := h.auditor("2085")
	h.see(mine, "/admin/logg?fran=2026-03-01&person="+h.person["2085"])
	h.see(mine, "/admin/logg?format=xlsx")
	for act, want := range map[policy.Action]string{policy.ReadTrail: `{"filter":{"fran":"2026-03-01","person":"` + h.person["2085"] + `"}}`, policy.ExportTrail: `{"format":"xlsx"}`} {
		lines, err := audit.Lines(ctx, h.DB, audit.Filter{Authority: h.board["2085"], Action: string(act)}, 10)
		if err != nil || len(lines) != 1 || lines[0].Change != want || lines[0].ActorID != mine.ID {
			t.Errorf("%s: %v %+v", act, err, lines)
		}
	}
	h.see(mine, "/admin/logg", "Läsa loggen", "Loggen Ludvika kommun", "Hämta loggen som fil")
}

func TestFilters(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"))
	mine := h.auditor("2085")
	h.Clock.Advance(48 * time.Hour)
	h.act("2085", policy.ReadScan, ref.To("agreement", "senare"), nil)
	for query, c := range map[string]struct{ has, not string }{
		"till=2026-03-03":                 {"urval-2085", "senare"},
		"fran=2026-03-04":                 {"senare", "urval-2085"},
		"fran=2026-03-04&till=2026-03-04": {"senare", "urval-2085"},
		"slag=agreement":                  {"senare", "urval-2085"},
		"slag=municipality&sak=2085":      {"urval-2085", "senare"},
		"handling=authority.add":          {"inga rader som passar", "urval-2085"},
		"person=" + h.person["2085"]:      {"urval-2085", "inga rader"},
		"person=finns-inte":               {"inga rader som passar", "urval-2085"},
	} {
		body := h.see(mine, "/admin/logg?"+query, c.has)
		if _, list, _ := strings.Cut(body, "</form>"); strings.Contains(list, c.not) {
			t.Errorf("%s shows %q", query, c.not)
		}
	}
	for _, query := range []string{"fran=2026-02-30", "fran=2026-03-04&till=2026-03-01"} {
		w := h.do(mine, http.MethodGet, "/admin/logg?"+query, "sv")
		if w.Code != http.StatusUnprocessableEntity || strings.Contains(w.Body.String(), "urval-2085") || !strings.Contains(w.Body.String(), "s-errors") {
			t.Errorf("%s answers %d", query, w.Code)
		}
		if w := h.do(mine, http.MethodGet, "/admin/logg?format=csv&"+query, "sv"); w.Code == http.StatusOK {
			t.Errorf("a file of %s is given", query)
		}
	}
	if w := h.do(mine, http.MethodGet, "/admin/logg?after=skräp", "sv"); w.Code < 400 || w.Code > 499 {
		t.Errorf("a broken cursor answers %d", w.Code)
	}
}

// TestAProtectedPersonInTheLog: of a line about somebody who is guarded from its reader it stands who did what and when, on the
// page and in the files; not which record it was, nor what was noted, nor that the log was searched for it. Whoever asks for
// the lines of that thing gets none.
func TestAProtectedPersonInTheLog(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := open(t, d)
		mine := h.auditor("2085")
		h.admin.Guarded = func(_ context.Context, _ db.Reader, reader policy.Actor, things []ref.Ref) (map[ref.Ref]bool, error) {
			out := map[ref.Ref]bool{}
			for _, thing := range things {
				out[thing] = reader.ID == mine.ID && thing == ref.To("person", "hemlig-sak")
			}
			return out, nil
		}
		h.act("2085", policy.ProtectPerson, ref.To("person", "hemlig-sak"), map[string]string{"protection": "hemlig-andring"})
		h.act("2085", policy.ReadPerson, ref.To("person", "annan-sak"), map[string]any{"about": ref.To("person", "hemlig-sak")})
		h.act("2085", policy.ReadTrail, ref.To("trail", h.board["2085"]), map[string]any{"filter": map[string]string{"slag": "person", "sak": "hemlig-sak"}})
		h.act("2085", policy.ReadPerson, ref.To("person", "tredje-sak"), nil)
		for _, path := range []string{"/admin/logg", "/admin/logg?format=csv", "/admin/logg?slag=person"} {
			if body := h.see(mine, path, "eller avsluta skyddade", "någon med skyddade personuppgifter", "tredje-sak"); strings.Contains(body, "hemlig-") || strings.Contains(body, "annan-sak") {
				t.Errorf("%s shows what is guarded", path)
			}
		}
		if body := h.see(mine, "/admin/logg?slag=person&sak=hemlig-sak", "inga rader som passar"); strings.Contains(body, "någon med skyddade personuppgifter") {
			t.Error("whoever knows the thing finds its lines")
		}
		other := mine
		other.ID = "somebody who is named"
		h.see(other, "/admin/logg", "hemlig-sak", "hemlig-andring", "annan-sak")
		for range web.PageSize + 1 {
			h.act("2085", policy.ReadPerson, ref.To("person", "hemlig-sak"), nil)
		}
		none, many := h.see(mine, "/admin/logg?slag=person&sak=ingen-sak"), h.see(mine, "/admin/logg?slag=person&sak=hemlig-sak")
		if strings.Contains(many, "after=") || strings.ReplaceAll(many, "hemlig-sak", "ingen-sak") != none {
			t.Error("the page tells whether the thing has lines")
		}
	})
}

// TestPages: following the next page reaches every line once, and the file holds them all.
func TestPages(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"))
	mine := h.auditor("2085")
	const n = 120
	for i := range n {
		h.act("2085", policy.ReadScan, ref.To("agreement", fmt.Sprintf("rad-%03d", i)), nil)
	}
	row, next := regexp.MustCompile(`Överenskommelse (rad-\d{3})`), regexp.MustCompile(`href="(/admin/logg\?[^"]*after=[^"]*)"`)
	seen := map[string]int{}
	path := "/admin/logg?handling=agreement.scan.read"
	for range 5 {
		body := h.see(mine, path)
		for _, m := range row.FindAllStringSubmatch(body, -1) {
			seen[m[1]]++
		}
		_, list, _ := strings.Cut(body, "</table>") // past the link to the same page in English
		m := next.FindStringSubmatch(list)
		if m == nil {
			break
		}
		path = strings.ReplaceAll(m[1], "&amp;", "&")
	}
	if len(seen) != n {
		t.Errorf("%d of %d lines are reached", len(seen), n)
	}
	for id, times := range seen {
		if times != 1 {
			t.Errorf("%s stands on %d places", id, times)
		}
	}
	if got := strings.Count(h.see(mine, "/admin/logg?handling=agreement.scan.read&format=csv"), "rad-"); got < n {
		t.Errorf("the file holds %d of %d", got, n)
	}
}

// TestRunning: what is stuck is shown with why, and runs again when told, which is noted.
func TestRunning(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := open(t, d)
		h.admin.Queue.Handle("test.fail", func(context.Context, job.Job) error { return fmt.Errorf("%w: skivan är full", job.ErrGiveUp) })
		err := h.Trail.House(ctx, func(tx *audit.HouseTx) error {
			_, err := job.Enqueue(ctx, tx, job.New{Kind: "test.fail"})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		h.see(runner(), "/admin/drift", "Inga jobb har fastnat", "Samsyn 1.2.3", "fungerar")
		if did, err := h.admin.Queue.Once(ctx); !did || err != nil {
			t.Fatal(did, err)
		}
		body := h.see(runner(), "/admin/drift", "1 jobb har fastnat", "skivan är full", "test.fail")
		path := regexp.MustCompile(`action="(/admin/drift/kor-om/[^"]+)"`).FindStringSubmatch(body)[1]
		if got := h.do(h.auditor("2085"), http.MethodPost, path, "sv").Code; got < 400 {
			t.Errorf("an auditor runs a job again: %d", got)
		}
		if got := h.do(runner(), http.MethodPost, path, "sv"); got.Code != http.StatusSeeOther {
			t.Fatalf("running again answers %d: %s", got.Code, got.Body)
		}
		h.see(runner(), "/admin/drift", "Inga jobb har fastnat")
		lines, err := audit.Lines(ctx, h.DB, audit.Filter{Action: string(policy.RetryJob)}, 2)
		if err != nil || len(lines) != 1 || lines[0].ActorID != runner().ID {
			t.Errorf("%v %+v", err, lines)
		}
		if got := h.do(runner(), http.MethodPost, "/admin/drift/kor-om/finns-inte", "sv").Code; got != http.StatusNotFound {
			t.Errorf("a job that is not there answers %d", got)
		}
		h.admin.Health = append(h.admin.Health, web.Check{Name: "trail", Fn: func(context.Context) error { return fmt.Errorf("hemlig orsak") }})
		if body := h.see(runner(), "/admin/drift", "Något fungerar inte", "fungerar inte"); strings.Contains(body, "hemlig orsak") {
			t.Error("the page tells why a check fails")
		}
	})
}

// TestHead: anybody gets the head as it was signed, and can check the signature with the key beside it.
func TestHead(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"))
	w := h.do(policy.Public(), http.MethodGet, "/logg/huvud", "sv")
	key, err := note.NewVerifier(w.Header().Get("Samsyn-Verifier-Key"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := note.Open(w.Body.Bytes(), note.VerifierList(key)); err != nil || w.Code != http.StatusOK {
		t.Errorf("%d %v: %s", w.Code, err, w.Body)
	}
}

// TestEnglish: the pages are whole in English too.
func TestEnglish(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"))
	for path, who := range map[string]policy.Actor{"/admin": runner(), "/admin/logg": h.auditor("2085"), "/admin/drift": runner(), "/admin?": h.auditor("2085")} {
		w := h.do(who, http.MethodGet, path, "en")
		body := w.Body.String()
		if strings.Count(body, "<h1") != 1 || !strings.Contains(body, `<html lang="en"`) || !strings.Contains(body, " · Samsyn</title>") {
			t.Errorf("%s has no heading, language or title", path)
		}
		text, _ := url.QueryUnescape(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, " "))
		for _, word := range regexp.MustCompile(`\b(?:och|eller|inte|loggen|gäller|konto|handling|läsa)\b`).FindAllString(text, -1) {
			t.Errorf("%s in English says %q", path, word)
		}
	}
}
