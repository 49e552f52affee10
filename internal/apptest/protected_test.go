package apptest

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/mypages"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/request"
	"samsyn/internal/web"
)

// guardedNumber is the person whose identity is protected.
const guardedNumber = "199001262394"

// A protected person through the whole chain, on pages: who is protected already is not handed over in writing, and it is said
// where to call. Who is protected in the middle keeps everything that there is: those who are named read, print, take out and
// close it; nothing more passes in writing, and each refusal says to call. The person sees it all on their own pages. For
// everybody else of both authorities there is no such person.
func TestAProtectedPersonOnPages(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := House(t, dialect)
			social := h.actor(t, cast.Elin).Authority
			w := &wayTogether{Samsyn: h, t: t, day: calendar.DateOf(h.Clock.Now()), number: guardedNumber}
			w.elin, w.maja = h.hireCleared("behorig.social", social, policy.Caseworker), h.hireCleared("behorig.af", h.actor(t, cast.Maja).Authority, policy.EmploymentOfficer)
			g := &guardedWay{w}
			g.stopsInWriting()
			w.handsOver()
			w.judges(w.elin, "municipality")
			w.judges(w.maja, "agency")
			w.plans()
			meeting := g.calls()
			notice := g.asked()
			mine := g.protects()
			g.namedGoOn(meeting, mine)
			g.othersSeeNothing(meeting, notice, mine)
			g.reviewersSeeNoRecord(meeting, notice, mine)
			g.toldByLaw()
			g.seesOwn()
			g.ends()
			g.archived()
		})
	}
}

// hireCleared is somebody who may handle protected identities.
func (h *Samsyn) hireCleared(user, authority string, role policy.Role) *Person {
	h.T.Helper()
	a, err := h.Accounts.Add(h.T.Context(), maker(), account.Input{Authority: authority, UserName: user, Name: "Behörig Person (Demo)", Cleared: true, Demo: true})
	if err == nil {
		_, err = h.Accounts.Grant(h.T.Context(), maker(), a.ID, account.DutyInput{Authority: authority, Role: role, From: calendar.NewDate(2024, 1, 1)})
	}
	if err != nil {
		h.T.Fatalf("hire %s: %v", user, err)
	}
	return h.enter(user, a.ID, authority)
}

// guardedWay is the way together of two who are named for the person.
type guardedWay struct{ *wayTogether }

// stopsInWriting: whoever says that the identity is protected is shown where to call, and nothing is kept.
func (w *guardedWay) stopsInWriting() {
	g := w.elin.Get("/overlamningar/ny").Send("Skicka överlämningen", w.onPaper("aim", "joint", "needs", "language", "age", "25-59", "purpose", "planering mot arbete", "Har personen skyddade personuppgifter?", "Ja", "number", guardedNumber, "text", "Hemligt. (Demo)")...)
	g.Must(See("Överlämningen är stoppad och inget är sparat.", "Ring växeln"), NotSee(guardedNumber, "Hemligt"))
	for _, table := range []string{"handover", "person"} {
		if n, err := db.One[int64](w.t.Context(), w.DB, "SELECT COUNT(*) FROM "+table); err != nil || n != 0 {
			w.t.Errorf("%d rows of %s are kept, %v", n, table, err)
		}
	}
}

// calls the two to a meeting, and gives the address of its page.
func (w *guardedWay) calls() string {
	form := w.elin.Get(w.matter + "/mote")
	pairs := []string{"sort", "three-party", "why", "Hur praktiken går. (Demo)", "way", "in-person", "place", "Biblioteket i Ludvika", "interpreter", "yes", "language", "arabiska", "time-1-day", calendar.AddWorkingDays(w.day, 3).String(), "time-1-from", "09.00", "time-1-to", "10.00"}
	if form.has("ground") {
		pairs = append(pairs, "ground", "finns")
	}
	g := form.Send("Kalla till mötet", pairs...)
	g.Must(See("Kallelsen är skickad"))
	return g.Path
}

// asked is what the person asks for by telephone: all that there is about them. It gives the address of its page.
func (w *guardedWay) asked() string {
	form := w.elin.Get("/begaran/ny?kind=extract&channel=phone&by=person")
	form.Send("Granska", "number", guardedNumber, "name", "Prova Skyddad (Demo)", "checked", "known", "wish", "phone", "phone", "070-123 45 67", "take", "1").Send("Spara begäran")
	return w.one("SELECT '/begaran/' || id FROM request WHERE kind = 'extract' AND state = 'taken'")
}

// protects the person at both authorities, and gives the addresses of the two records.
func (w *guardedWay) protects() (records [2]string) {
	for i, one := range []struct {
		who  *Person
		user string
	}{{w.elin, "behorig.social"}, {w.maja, "behorig.af"}} {
		id, err := db.One[string](w.t.Context(), w.DB, "SELECT person.id FROM person JOIN account ON account.authority_id = person.authority_id WHERE account.user_name = $1", one.user)
		if err != nil {
			w.t.Fatal(err)
		}
		records[i] = "/personer/" + id
		one.who.Get(records[i]).Send("Spara skyddet", "protection", string(person.Registration), "named", one.user).Must(See("Skyddet är sparat."))
		one.who.Get(records[i]).Must(See("Skyddad folkbokföring"))
	}
	return records
}

// namedGoOn: the named read and print what there is; what would pass in writing is refused, and says what to do instead.
func (w *guardedWay) namedGoOn(meeting string, records [2]string) {
	for _, who := range []*Person{w.elin, w.maja} {
		who.Get(w.matter).Must(See("Planens steg"))
		who.Get(w.matter + "/plan").Must(See("Arbete som undersköterska (Demo)"))
		who.Get(meeting).Must(See("Hur praktiken går. (Demo)", "arabiska"))
		if got := who.Answer(http.MethodGet, w.matter+"/plan/plan.pdf", nil); got.Code != http.StatusOK || !strings.HasPrefix(got.Body.String(), "%PDF-") {
			w.t.Errorf("%s: the plan on paper answers %d", who.Name, got.Code)
		}
		ics := who.Answer(http.MethodGet, meeting+"/mote.ics", nil)
		if ics.Code != http.StatusOK || strings.Contains(ics.Body.String(), guardedNumber) || strings.Contains(ics.Body.String(), "praktiken") {
			w.t.Errorf("%s: the calendar file answers %d: %s", who.Name, ics.Code, ics.Body)
		}
		if letter := who.Answer(http.MethodGet, meeting+"/kallelse.pdf", nil); letter.Code != http.StatusConflict || !strings.Contains(letter.Body.String(), "Boka mötet på telefon") {
			w.t.Errorf("%s: a call by letter answers %d: %s", who.Name, letter.Code, body(letter))
		}
		who.Get(w.matter).Send("Skriv till motparten", "Meddelande", "Det som inte får skrivas. (Demo)").Must(See("Inget om personen lämnas i skrift. Ring den som är utsedd hos motparten."))
		if n, err := db.One[int64](w.t.Context(), w.DB, "SELECT COUNT(*) FROM exchange_message WHERE kind = 'matter-message'"); err != nil || n != 0 {
			w.t.Errorf("%d messages passed, %v", n, err)
		}
	}
	w.elin.Get("/hem")
	w.elin.Get(records[0])
}

// othersSeeNothing: each page is to everybody else as one of a thing that nothing has, and no list tells of it.
func (w *guardedWay) othersSeeNothing(meeting, asked string, records [2]string) {
	manager := w.Hire("chef.social", w.actor(w.t, cast.Elin).Authority, policy.LocalAdmin, policy.Coordinator, policy.Caseworker)
	others := []*Person{w.As(cast.Elin), w.As(cast.Maja), w.As(cast.Nora), w.As(cast.Anna), w.As(cast.Omar), w.As(cast.Ture), w.As(cast.Astrid), manager, w.Public()}
	for _, who := range others {
		for _, path := range []string{w.matter, w.matter + "/plan", w.matter + "/plan/plan.pdf", w.matter + "/bedom", w.matter + "/mote", meeting, meeting + "/mote.ics", meeting + "/kallelse.pdf", asked, asked + "/utdrag.pdf", records[0], records[1]} {
			if got := who.Answer(http.MethodGet, path, nil); got.Code == http.StatusOK {
				w.t.Errorf("%s opens %s", who.Name, path)
			}
		}
		if who.Name == "public" {
			continue
		}
		for _, path := range []string{"/hem", "/arenden", "/overlamningar", "/personmoten", "/begaran", "/utfall", "/notiser", "/underrattelser", "/fragor"} {
			got := who.Answer(http.MethodGet, path, nil)
			for _, secret := range []string{strings.TrimPrefix(w.matter, "/arenden/"), strings.TrimPrefix(meeting, "/personmoten/"), strings.TrimPrefix(asked, "/begaran/"), guardedNumber, "Prova Skyddad", "undersköterska"} {
				if strings.Contains(got.Body.String(), secret) {
					w.t.Errorf("%s: %s tells %q", who.Name, path, secret)
				}
			}
		}
	}
}

// reviewersSeeNoRecord: whoever reviews the log at either authority sees that things were done and who did them, and not of
// which record, matter, meeting or request.
func (w *guardedWay) reviewersSeeNoRecord(meeting, asked string, records [2]string) {
	secrets := []string{strings.TrimPrefix(records[0], "/personer/"), strings.TrimPrefix(records[1], "/personer/"), strings.TrimPrefix(w.matter, "/arenden/"), strings.TrimPrefix(meeting, "/personmoten/"), strings.TrimPrefix(asked, "/begaran/")}
	for i, authority := range []string{w.actor(w.t, cast.Elin).Authority, w.actor(w.t, cast.Maja).Authority} {
		who := w.Hire([]string{"granskare.social", "granskare.af"}[i], authority, policy.LogAuditor)
		for _, path := range []string{"/admin/logg", "/admin/logg?format=csv", "/admin/logg?slag=person&sak=" + secrets[i], "/admin/logg?slag=matter"} {
			said := who.Answer(http.MethodGet, path, nil).Body.String()
			for _, secret := range secrets {
				if !strings.HasSuffix(path, secret) && strings.Contains(said, secret) {
					w.t.Errorf("%s: %s tells %q", who.Name, path, secret)
				}
			}
		}
		who.Get("/admin/logg").Must(See("Behörig Person (Demo)", "någon med skyddade personuppgifter"))
	}
}

// toldByLaw: a notice that the law demands is stopped where the sender's own register protects the person. One from an
// authority that does not know it arrives; who is named takes it and acts, and nobody else there sees that it is there.
func (w *guardedWay) toldByLaw() {
	school := w.actor(w.t, cast.Anna).Authority
	if err := w.Directory.SetAreas(w.t.Context(), maker(), school, "", []directory.BranchArea{directory.AdultsEducation}, calendar.NewDate(2024, 1, 1)); err != nil {
		w.t.Fatal(err)
	}
	komvux := w.Hire("komvux.ludvika", school, policy.Caseworker)
	kinds := "/underrattelser/ny?slag=" + string(law.EducationInterrupted)
	pairs := []string{"kommun", "2085", "happened", w.day.AddDays(-1).String(), "number", guardedNumber, "name", "Prova Skyddad (Demo)", "fact-education", "Vård (Demo)", "fact-extent", "50"}
	komvux.Get(kinds).Send("Granska underrättelsen", append(pairs, "certified", "ja")...).Must(See("Underrättelsen är stoppad och inget är sparat."))
	g := komvux.Get(kinds).Send("Granska underrättelsen", append(pairs, "certified", "nej")...).Send("Skicka underrättelsen")
	g.Must(See("Vård (Demo)"), NotSee("skyddad folkbokföring"))
	for _, who := range []*Person{w.As(cast.Maja), w.As(cast.Astrid), w.As(cast.Elin)} {
		if got := who.Answer(http.MethodGet, g.Path, nil); got.Code == http.StatusOK {
			w.t.Errorf("%s opens %s", who.Name, g.Path)
		}
		for _, path := range []string{"/hem", "/underrattelser", "/underrattelser?format=csv", "/notiser"} {
			if got := who.Answer(http.MethodGet, path, nil); strings.Contains(got.Body.String(), strings.TrimPrefix(g.Path, "/underrattelser/")) {
				w.t.Errorf("%s: %s tells of it", who.Name, path)
			}
		}
	}
	w.maja.Get("/underrattelser").Must(See("Avbrott i komvux"))
	w.maja.Get(g.Path).Send("Ta emot underrättelsen").Must(See(guardedNumber, "Vård (Demo)"))
}

// archived: when the time of the plan is up, the files are destroyed like others, but the package that is fetched before is
// for whoever is named for the person. The pages of it tell of nobody.
func (w *guardedWay) archived() {
	ctx, own := w.t.Context(), w.actor(w.t, cast.Elin).Authority
	for _, docType := range []string{request.DocType, exchange.SocialFile} {
		if _, err := w.Records.AddRule(ctx, maker(), record.Rule{Authority: own, DocType: docType, Months: 1, Start: record.FromClosed, Source: "Gallringsbeslut (Demo)", From: calendar.NewDate(2024, 1, 1)}); err != nil {
			w.t.Fatal(err)
		}
	}
	w.elin.Get(w.one("SELECT '/begaran/' || id FROM request")).Send("Anteckna ett samtal", "reached", "yes").Send("Det hjälpte")
	if _, err := w.Exchange.Register(ctx); err != nil {
		w.t.Fatal(err)
	}
	w.Clock.Set(w.Clock.Now().AddDate(0, 3, 0))
	admin, decides := w.Hire("arkivarie.social", own, policy.LocalAdmin), w.Hire("beslutar.social", own, policy.Coordinator)
	id := w.one("SELECT id FROM account WHERE user_name = 'behorig.social'")
	if _, err := w.Accounts.Grant(ctx, maker(), id, account.DutyInput{Authority: own, Role: policy.LocalAdmin, From: calendar.NewDate(2024, 1, 1)}); err != nil {
		w.t.Fatal(err)
	}
	named := w.enter("behorig.social", id, own)
	for _, docType := range []string{request.DocType, exchange.SocialFile} {
		list := admin.Get(record.Path)
		g := list.Send("Föreslå gallring", "doc_type", docType, "export", "on")
		for _, seen := range []*Page{list, g} {
			seen.Must(NotSee(guardedNumber, "Prova Skyddad", "undersköterska", "kydd"))
		}
		decides.Get(g.Path).Send("Spara beslutet", "decision", "approve", "reason", "Enligt planen. (Demo)")
		for who, want := range map[*Person]int{admin: http.StatusForbidden, named: http.StatusOK} {
			if got := who.Answer(http.MethodPost, g.Path+"/paket", url.Values{}); got.Code != want {
				w.t.Errorf("%s: the package of %s answers %d, want %d: %s", who.Name, docType, got.Code, want, body(got))
			}
		}
		admin.Get(g.Path).Send("Ja, förstör dem").Must(See("Genomförd"))
	}
}

// one value of the database.
func (w *guardedWay) one(query string) string {
	w.t.Helper()
	v, err := db.One[string](w.t.Context(), w.DB, query)
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}

// seesOwn: to the person it is all there.
func (w *guardedWay) seesOwn() {
	own := w.seekerOf(w.t, guardedNumber)
	own.Get(mypages.Path).Must(See("Min plan", "Dina möten"))
	own.Get(mypages.Path).Click("Planen som kommunen och Arbetsförmedlingen gör med dig").Send("Godkänn planen").Must(See("Du har godkänt planen."))
	own.Get(mypages.Path + "/vem-har-last").Must(See("Behörig Person (Demo)"))
}

// ends: the extract is granted and fetched, the matter is closed, and how it went is noted by the one who is named.
func (w *guardedWay) ends() {
	asked := w.one("SELECT '/begaran/' || id FROM request")
	w.elin.Get(asked).Send("Bevilja").Must(See("Registerutdraget (PDF)"))
	if got := w.elin.Answer(http.MethodGet, asked+"/utdrag.pdf", nil); got.Code != http.StatusOK || !strings.HasPrefix(got.Body.String(), "%PDF-") {
		w.t.Errorf("the extract answers %d: %s", got.Code, body(got))
	}
	g := w.elin.Get(w.matter).Send("Avsluta ärendet", "reason", string(matter.Reached))
	g.Must(See("Ärendet är avslutat"))
	g.Click("När ärendet avslutades").Send("Spara svaret", "what", "work", "form", "Tillsvidareanställning", "since", w.day.String()).Must(See("Ni har svarat"))
}

// What two authorities have together about a protected person shows nowhere to anybody else of either, in no page, list,
// count, sum, export, search or answer of the API: two houses that are alike in every byte answer alike, though only one of
// them has such people, with everything that can be between two authorities and in every state of a ground.
func TestNothingTellsOfAProtectedPersonBetweenTwo(t *testing.T) {
	t.Parallel()
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			sc := theScene(t)
			without, with := sc.open(t, dialect), sc.open(t, dialect)
			settle(t, without)
			cases := slices.DeleteFunc(betweenCases(), func(c *betweenCase) bool { return !c.protected() })
			tellBetween(t, with, sc.place, cases, true)
			settle(t, with)
			b := &beside{T: t, place: sc.place, with: with, without: without, seed: sample.Seed(t)}
			for _, m := range sc.place.strangers {
				for _, route := range with.Routes() {
					if route.Method == http.MethodGet && route.Action != "" && betweenTried(b, m, route) {
						b.one(m, route, false)
						tellsOfNobody(b, m, route, cases)
					}
				}
			}
			t.Logf("%d answers, of which %d were compared with a house without the people", b.asked, b.alike)
			if b.asked < 300 || b.alike < b.asked/2 {
				t.Error("too few: the test shows nothing")
			}
		})
	}
}

// betweenTried samples: those whose roles work with persons see more of what lists them.
func betweenTried(b *beside, m member, route web.Route) bool {
	name := m.name() + m.account + route.String()
	near := slices.ContainsFunc([]string{"arenden", "matters", "overlamningar", "handovers", "moten", "meetings", "utfall", "outcome", "underrattelser", "statutory", "begaran", "requests", "/hem", "notis", "notices", "sok", "search",
		"gallring", "disposal", "loggkontroll", "log-review", "emergency", "person", "narvaro", "presence", "ataganden", "commitments", "drift"}, func(word string) bool { return strings.Contains(route.Pattern, word) })
	works := slices.Contains([]policy.Role{policy.Caseworker, policy.EmploymentOfficer, policy.Coordinator, policy.LocalAdmin, policy.LogAuditor}, m.role)
	switch {
	case near && works && b.with.DB.Dialect() == db.SQLite:
		return sample.Part(b.seed, name, 2)
	case near && works:
		return sample.Part(b.seed, name, 15)
	}
	return sample.Part(b.seed, name, 60)
}

// tellsOfNobody looks through the answers that cannot be compared, since every act changes them.
func tellsOfNobody(b *beside, m member, route web.Route, cases []*betweenCase) {
	if !isOfTheHouse(route) {
		return
	}
	v := b.place.visit(b.T, route.Pattern)
	said, err := url.QueryUnescape((cell{b.T, b.place.world, b.with, nil, route, m}).ask(b.with, v.path).Body.String())
	if err != nil {
		said = ""
	}
	for _, c := range cases {
		for _, word := range c.words() {
			if strings.Contains(said, word) {
				b.Errorf("%s: %s tells %q (%s)", m.name(), v.path, word, c)
			}
		}
	}
}
