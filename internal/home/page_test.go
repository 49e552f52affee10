package home_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/home"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

var ctx = context.Background()

// house is my day with the rooms that it shows, and a register in which Ludvika's agreement ends soon and Falun's not.
type house struct {
	*dbtest.Database
	t        *testing.T
	home     *home.Home
	accounts *account.Service
	boards   map[string]string // by municipality code
}

func maker() policy.Actor { return policy.Process("test") }

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
	h := house{Database: d, t: t, boards: map[string]string{}}
	for _, code := range []string{"2085", "2080"} {
		board, err := dir.AddAuthority(ctx, maker(), directory.Authority{Class: directory.Board, MunicipalityCode: code,
			AuthorityDetails: directory.AuthorityDetails{Name: "Nämnden i " + code + " (Demo)"}, Validity: directory.Validity{From: calendar.NewDate(2022, 1, 1)}})
		must(err)
		h.boards[code] = board.ID
	}
	csv := "code,status,signed,valid_from,valid_to\n2085,agreement,2024-01-10,2024-02-01,2026-04-01\n2080,agreement,2024-01-10,2024-02-01,2028-05-01\n0114,agreement,2022-12-10,2023-01-01,2025-12-31\n"
	_, err = agreement.New(d.Trail).Import(ctx, maker(), agreement.Input{Reader: strings.NewReader(csv), Name: "test.csv", Kind: agreement.Template2022}, nil)
	must(err)
	h.accounts = &account.Service{Trail: d.Trail, Keys: d.Keys, Hasher: account.QuickHasher(), Revoke: func(context.Context, string, string) error { return nil }}
	why := language.T("Du får detta därför att provet säger så.", "You get this because the test says so.")
	notices := &notice.Notices{Trail: d.Trail, Kinds: []notice.Kind{{ID: "test.kind", Name: language.Same("x"), Why: why}}}
	h.home = &home.Home{DB: d.DB, Accounts: h.accounts, Notices: notices, Find: func(thing ref.Ref) string { return "/kommun/" + thing.ID }}
	return h
}

// as opens my day as somebody.
func (h house) as(a policy.Actor, path, lang string) string {
	h.t.Helper()
	rt := web.New(web.Options{Trail: h.Trail, Keys: h.Keys, Now: h.Clock.Now,
		AuthenticateKey: func(context.Context, string) (policy.Actor, error) { return a, nil }})
	h.home.Routes(rt)
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Language", lang)
	if !a.IsPublic() {
		r.Header.Set("Authorization", "Bearer a-key-that-is-long-enough")
	}
	w := httptest.NewRecorder()
	rt.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		h.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	return w.Body.String()
}

func staff(authority string, roles ...policy.Role) policy.Actor {
	return policy.Actor{ID: "somebody", Name: "Någon (Demo)", Authority: authority, Roles: roles}
}

func TestWhatEachRoleSees(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) {
		h := open(t, d)
		for name, c := range map[string]struct {
			who       policy.Actor
			sees, not []string
		}{
			"coordinator at the agency": {staff(directory.PES, policy.Coordinator),
				[]string{"1 överenskommelse löper ut", "Ludvika, om 30 dagar", "288 kommuner saknar", "2026-03-02", "Upplands Väsby", "2026-01-01", "/overenskommelser/ny", "samverkansansvarig"},
				[]string{"/overenskommelser/importera", "/admin/drift", "/admin/logg"}},
			"coordinator in Ludvika": {staff(h.boards["2085"], policy.Coordinator),
				[]string{"löper ut om 30 dagar", "En ny bör vara undertecknad senast 2026-03-02", "/overenskommelser/ny"}, []string{"Upplands Väsby", "288 kommuner", "Granska loggen"}},
			"coordinator in Falun":  {staff(h.boards["2080"], policy.Coordinator), []string{"gäller till och med 2028-05-01"}, []string{"Ludvika", "2026-04-01", "288 kommuner"}},
			"caseworker in Falun":   {staff(h.boards["2080"], policy.Caseworker), []string{"gäller till och med 2028-05-01"}, []string{"/overenskommelser/ny", "Ludvika"}},
			"head office":           {staff(directory.PES, policy.HeadOffice), []string{"/overenskommelser/importera", "/admin/katalog"}, []string{"/admin/logg"}},
			"officer at the agency": {staff(directory.PES, policy.EmploymentOfficer), []string{"arbetsförmedlare"}, []string{"288 kommuner", "Upplands Väsby"}},
			"log auditor":           {staff(h.boards["2080"], policy.LogAuditor), []string{"har inte granskats än", "/admin/logg"}, []string{"Ludvika", "/admin/drift"}},
			"national admin":        {staff("ops", policy.InstallationAdmin), []string{"Inget har fastnat", "/admin/drift"}, []string{"Ludvika", "/admin/logg"}},
			"analyst at SKR":        {staff(directory.SKR, policy.Analyst), []string{"288 kommuner saknar"}, []string{"/overenskommelser/ny"}},
			"nobody in particular":  {staff("ops"), []string{"Inget väntar på dig", "Öppna översikten", "Du har ingen roll"}, []string{"Ludvika"}},
		} {
			body := h.as(c.who, "/hem", "sv")
			plain := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, "")
			for _, text := range c.sees {
				if !strings.Contains(body, text) && !strings.Contains(plain, text) {
					t.Errorf("%s does not see %q", name, text)
				}
			}
			for _, text := range c.not {
				if strings.Contains(body, text) {
					t.Errorf("%s sees %q", name, text)
				}
			}
			if strings.Count(body, "<h1") != 1 || !strings.Contains(body, "<title>Min dag · Samsyn</title>") || !strings.Contains(body, "Måndag 2 mars 2026 kl.\u00a009.00 · v.\u00a010") {
				t.Errorf("%s has no heading, title or day", name)
			}
			english := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(h.as(c.who, "/hem", "en"), " ")
			for _, word := range regexp.MustCompile(`\b(?:och|eller|inte|löper|saknar|gäller|överenskommelse)\b`).FindAllString(english, -1) {
				t.Errorf("%s in English reads %q", name, word)
			}
		}
	})
}

// TestCounty: the lists and the sentence follow the chosen county.
func TestCounty(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"))
	who := staff(directory.PES, policy.Coordinator)
	if body := h.as(who, "/hem?lan=20", "sv"); !strings.Contains(body, "13 kommuner") || strings.Contains(body, "Upplands Väsby") || !strings.Contains(body, ">Ludvika<") {
		t.Error("Dalarna's day is not Dalarna's")
	}
	if body := h.as(who, "/hem?lan=01", "sv"); strings.Contains(body, ">Ludvika<") || !strings.Contains(body, "Inget löper ut inom 90 dagar") {
		t.Error("Stockholm's day is not Stockholm's")
	}
}

// TestReviewed: the auditor's day says when the log was last read, by anybody of that authority and of no other.
func TestReviewed(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"))
	read := func(authority string) {
		t.Helper()
		actor := policy.Actor{ID: "other", Authority: authority, Roles: []policy.Role{policy.LogAuditor}}
		if err := h.Trail.Do(ctx, actor, func(tx *audit.Tx) error { return tx.Note(policy.ReadTrail, ref.To("trail", authority), nil) }); err != nil {
			t.Fatal(err)
		}
	}
	auditor := staff(h.boards["2080"], policy.LogAuditor)
	read(h.boards["2085"])
	if body := h.as(auditor, "/hem", "sv"); !strings.Contains(body, "har inte granskats än") {
		t.Error("another authority's reading counts")
	}
	read(h.boards["2080"])
	if body := h.as(auditor, "/hem", "sv"); !strings.Contains(body, "granskades senast 2026-03-02") {
		t.Error("the authority's own reading does not count")
	}
}

// TestNotices: one's own notices stand there with why, and nobody else's.
func TestNotices(t *testing.T) {
	h := open(t, dbtest.Open(t, "sqlite"))
	a, err := h.accounts.Add(ctx, maker(), account.Input{Authority: directory.PES, UserName: "ada.demo", Name: "Ada Demo (Demo)"})
	if err != nil {
		t.Fatal(err)
	}
	err = h.Trail.Do(ctx, maker(), func(tx *audit.Tx) error {
		news := notice.News{Kind: "test.kind", Thing: ref.To(directory.MunicipalityKind, "2085"), Text: language.T("Något hände i Ludvika.", "Something happened in Ludvika.")}
		if err := tx.Note(policy.EditAgreement, news.Thing, nil); err != nil {
			return err
		}
		return h.home.Notices.Tell(ctx, tx, news, a.ID)
	})
	if err != nil {
		t.Fatal(err)
	}
	who := staff("ops")
	if strings.Contains(h.as(who, "/hem", "sv"), "Något hände") {
		t.Error("somebody else's notice is shown")
	}
	who.ID = a.ID
	for _, text := range []string{"Något hände i Ludvika.", `href="/kommun/2085"`, "därför att provet säger så", `action="/notiser/sedda"`, `href="/notiser/val"`} {
		if !strings.Contains(h.as(who, "/hem", "sv"), text) {
			t.Errorf("my day does not say %q", text)
		}
	}
}
