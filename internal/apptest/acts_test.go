package apptest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/cast"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// act is a form on a page, for a route that changes something.
type act struct {
	route  string
	who    member
	page   string // where the form stands
	button string
}

// Every form that changes something, filled in with what a person would plausibly write, is taken or given back, and
// never a fault of ours. When nothing can be saved it says so in plain Swedish and health turns red; when saving works
// again the same form is taken, and health is green.
func TestEveryActFailsClosedAndRecovers(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	acts := findActs(t, w)
	for _, r := range w.copy(t).Routes() {
		a, found := acts[r.String()]
		if r.Method != http.MethodPost || r.API || isFormless(r.String()) {
			continue
		}
		if !found {
			t.Errorf("no page has a form for %s", r)
			continue
		}
		t.Run(a.route, func(t *testing.T) {
			if code := a.send(t, w.copy(t)).Code; code != http.StatusSeeOther && !a.answersItself() {
				t.Fatalf("the plausible form on %s is not taken: %d. Say what a person would write in plausible (internal/apptest/plausible_test.go).", a.page, code)
			}
			a.failsClosed(t, w.copy(t))
		})
	}
}

func (a act) failsClosed(t *testing.T, h *Samsyn) {
	g := a.open(t, h)
	h.Break()
	w := a.press(g)
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(body(w), "Inget har sparats") || w.Header().Get("Retry-After") == "" {
		t.Errorf("when nothing can be saved %s answers %d: %s", a.route, w.Code, body(w))
	}
	health := func() int { return h.Public().Answer(http.MethodGet, "/healthz", nil).Code }
	if health() != http.StatusServiceUnavailable {
		t.Error("/healthz stays green though nothing can be saved")
	}
	h.Mend()
	if err := h.wake(t); err != nil {
		t.Fatal(err)
	}
	if health() != http.StatusOK {
		t.Error("/healthz stays red though saving works again")
	}
	if w := a.press(a.open(t, h)); w.Code != http.StatusSeeOther && !a.answersItself() {
		t.Errorf("%s is not taken once saving works again: %d: %s", a.route, w.Code, body(w))
	}
}

// findActs follows every link as each of those who keep something, and notes the first form for each route. What it finds
// is the same for every test of a process, so it looks once.
func findActs(t *testing.T, w *world) map[string]act {
	t.Helper()
	w.looked.Do(func() { w.acts = crawlForActs(t, w) })
	return w.acts
}

func crawlForActs(t *testing.T, w *world) map[string]act {
	acts := map[string]act{}
	for _, m := range append(slices.Clone(w.people), w.asker) {
		if !keeps(m) && m.account != w.asker.account {
			continue
		}
		h := w.copy(t)
		c := newCrawl(w.person(h, m))
		c.each = func(g *Page) {
			for _, f := range g.forms() {
				if f.method != http.MethodPost || len(f.buttons) == 0 {
					continue
				}
				route := c.atlas.pattern(http.MethodPost, g.p.resolve(g.Path, f.action))
				if _, have := acts[route]; !have && route != "" {
					acts[route] = act{route, m, g.Path, f.buttons[0].label}
				}
			}
		}
		for _, path := range w.more() {
			c.tries[path] = true
		}
		c.from(append([]string{"/"}, w.more()...)...)
	}
	return acts
}

// more are pages that no link leads to from the beginning.
func (w *world) more() []string {
	e := w.examples
	waiting := "/moten/" + e[waitingExample].id
	return append(append(w.moreOfDrafts(), w.moreOfQuestions()...), "/inlasning/"+e["/inlasning/{import}"].id, "/overenskommelser/ny?kommun=2085",
		"/admin/konton/"+e["/admin/konton/{id}"].id, "/admin/katalog/kontor/"+e["/admin/katalog/kontor/{id}"].id,
		"/overenskommelser/"+e["/overenskommelser/{id}"].id+"/ratta", "/admin/katalog/myndighet/"+w.keeper(foreign).authority,
		"/begaran/"+e["/begaran/{id}"].id, waiting, waiting+"/protokoll", waiting+"/beslut/nytt", "/moten/"+e[plannedExample].id+"/genomfort")
}

// moreOfDrafts are the pages of drafting and signing, whose forms each ask for a draft in a state of its own.
func (w *world) moreOfDrafts() []string {
	e := w.examples
	before, written, agreed := "/utkast/"+e["/utkast/{id}"].id, "/utkast/"+e[writtenExample].id, "/utkast/"+e[agreedExample].id
	slot := "/underskrift/plats/" + e["/underskrift/plats/{slot}"].id
	return []string{"/utkast/nytt", before, before + "/version/2", before + "/falt/clause:10", before + "/dokument", before + "/avbryt",
		written, written + "/falt/commitment:K9.1", written + "/lamna", agreed + "/ta-tillbaka", "/utkast/" + e[approvedExample].id + "/undertecknare",
		"/underskrift/" + e["/underskrift/{id}"].id + "/ta-tillbaka", slot + "/nej", slot + "/delegation", slot + "/ersattare", slot + "/papper",
		"/underskrift/plats/" + e["/underskrift/plats/{slot}/bekrafta"].id + "/bekrafta"}
}

// keeps tells of the people whose pages have forms.
func keeps(m member) bool {
	return m.account == "" || m.place == cast.Agency && slices.Contains([]string{"head-office", "installation-admin", "log-auditor", "template-lead"}, string(m.role)) ||
		m.place == cast.Agency && m.role == policy.EmploymentOfficer ||
		m.place == owner && slices.Contains([]string{"local-admin", "coordinator", "signatory", "caseworker", "log-auditor"}, string(m.role))
}

// isFormless tells of routes whose form appears only in a state that the world is not in, or asks for a password; their rooms' tests try them.
func isFormless(route string) bool {
	return slices.Contains([]string{"POST /fortsatt", "POST /nytt-losenord", "POST /notiser/av/{token}", "POST /notiser/sedda", "POST /konto/myndighet",
		"POST /admin/konton/{id}/hav-sparr",
		"POST /admin/konton/{id}/inloggning/bekrafta",               // nobody has opened the account anew
		"POST /utkast/{id}/falt/{field}/avfarda",                    // no promise of the world is broken; ready_test.go of the room
		"POST /ataganden/{agreement}/{number}/svara",                // the agency's coordinator answers the municipality
		"POST /overenskommelser/{id}/sag-upp/{notice}/ta-tillbaka",  // nobody has given notice
		"POST /overenskommelser/{id}/lamna-over/{handover}/godkann", // no board hands over
		"POST /overenskommelser/{id}/lamna-over/{handover}/stoppa",
		"POST /overenskommelser/{id}/lamna-over",                                                                // the example's term has passed, and its municipality has no other board then
		"POST /mall/borja", "POST /mall/nasta/godkann", "POST /mall/nasta/aterta", "POST /mall/nasta/publicera", // the next version is begun, and lacks what approval asks for
		"POST /mall/nasta/variabel/{variable}/ta-bort",       // a variable that the text names stays
		"POST /stod/{help}/svara",                            // the association answers
		"POST /underskrift/plats/{slot}/underteckna",         // who signs shows who they are first
		"POST /oversikt/texter/mall/{no}/{id}",               // no new version of the template touches an agreement
		"POST /fragor/{id}/svara",                            // shows the answer before anything is saved; TestAskedOpenedReviewedAndAnsweredOnPages
		"POST /fragor/{id}/avboj",                            // nobody has taken a question without opening it; refuse_test.go of the room
		"POST /fragor/{id}/brev",                             // after two calls that nobody took; TestCalledTwiceThenLetterThatCameBack
		"POST /fragor/{id}/retur",                            // no letter has come back; the same
		"POST /admin/gallring", "POST /admin/gallring-stopp", // nothing of the owner's is due, and its files have no number yet; the tests of records
		"POST /admin/gallring/{disposal}/genomfor",                           // nobody has decided; the same
		"POST /admin/gallring/{disposal}/paket",                              // a file, which is fetched before its digest is kept; the same
		"POST /admin/sdk-filer/{file}/igen",                                  // no file was refused; the tests of what passes between authorities
		"POST /fragor/{id}/sortera",                                          // no question of the world came without a topic; TestSortedByHand
		"POST /insatser/{id}/fortsatt", "POST /insatser/bevakningar/ta-bort", // the example is not paused, and nobody watches a search; pages_test.go of the room
		"POST /loggkontroll/fraga/{id}",                                   // for whoever read and is asked, by a notice; the same
		"POST /incidenter/{id}/kvittera", "POST /incidenter/{id}/avsluta", // the world's incident is the owner's own, and just reported; the tests of incidents
		"POST /loggkontroll/kontroll/{id}/avsluta", // nothing of the review is judged; the tests of log reviews
		"POST /personer/{id}/nodoppna",             // a page that no link leads to; the tests of persons
		"POST /personer/{id}/skydd",                // whoever protects somebody sees them no longer; the same
		"POST /avvikelser/{id}/besluta", "POST /avvikelser/{id}/hall-med", "POST /avvikelser/{id}/hjalpte", "POST /avvikelser/{id}/hjalpte-inte",
		"POST /avvikelser/{id}/lasning", "POST /avvikelser/{id}/svara-mer", "POST /avvikelser/{id}/ta-tillbaka-invandning", // the world's deviation is just reported; pages_test.go of the room
		"POST /avvikelser/analyser/{id}/genomford",                    // nobody has written the analysis; the same
		"POST /personer/{id}/uppgift/{uppgift}/klar",                  // nobody is to be told anything; the same
		"POST /mina-sidor/logga-in/demo", "POST /mina-sidor/logga-ut", // sign in and out; TestAJobSeekerWithACodeOnPaper
		"POST /personmoten/{id}/hallet", "POST /personmoten/{id}/uteblev", // no meeting of the world has begun; the tests of meetings
		"POST /mina-sidor/sprak",                                                  // keeps a cookie; the tests of my pages
		"POST /personer/{id}/mina-sidor", "POST /personer/{id}/mina-sidor/sparra", // a letter, which is answered as a file; the same
		"POST /underrattelser/{id}/ta-tillbaka",                                                                                   // whoever sent it; pages_test.go of the room
		"POST /underrattelser/ny",                                                                                                 // shows the notice before anything is kept; TestReviewedSentReceivedAndActedOnPages
		"POST /underrattelser/{id}/aterkoppla", "POST /underrattelser/{id}/be-om-mer", "POST /underrattelser/{id}/lamna-tillbaka", // nobody at the agency has received it; pages_test.go of the room
		"POST /underrattelser/{id}/komplettera", "POST /underrattelser/{id}/avsluta", // it is only sent; the same
		"POST /overenskommelser/{id}/ansvar/forslag", "POST /logga-in", "POST /konto/losenord"}, route) || asksProof(route)
}

// asksProof tells of routes that take a one-time code, a recovery code or what a passkey answers.
func asksProof(route string) bool {
	return slices.ContainsFunc([]string{"POST /legitimera/", "POST /konto/inloggning/", "POST /logga-in/nyckel", "POST /logga-in/kod", "POST /mina-sidor/logga-in/kod"}, func(start string) bool { return strings.HasPrefix(route, start) })
}

// answersItself tells of acts that show a result on the same page.
func (a act) answersItself() bool {
	return slices.Contains([]string{"POST /admin/api-nycklar", "POST /admin/webhookar", "POST /admin/konton/{id}/lank",
		"POST /admin/katalog/namnder/las-in", "POST /admin/katalog/kontor/las-in"}, a.route)
}

func (a act) open(t *testing.T, h *Samsyn) *Page {
	t.Helper()
	p := theWorld(t).person(h, a.who)
	return p.Get(a.page)
}

func (a act) send(t *testing.T, h *Samsyn) *httptest.ResponseRecorder {
	t.Helper()
	w := a.press(a.open(t, h))
	if w.Code != http.StatusSeeOther && !a.answersItself() {
		t.Logf("%s: %s", a.page, problems(w))
	}
	return w
}

// press fills in the form with the plausible and sends it, without following where it leads.
func (a act) press(g *Page) *httptest.ResponseRecorder {
	g.p.t().Helper()
	w := a.pressWith(g, func(f *form) { fillPlausibly(a.route, f) })
	if w == nil {
		g.p.t().Fatalf("%s has lost its form for %s", a.page, a.route)
	}
	return w
}

// lastStep is what the form of a last step adds, where the first shows once more what was written.
func lastStep() map[string]map[string]string {
	return map[string]map[string]string{"POST /begaran/ny": {"step": "save"}}
}

// pressWith is press with another way of filling in; nil when the page no longer has the form.
func (a act) pressWith(g *Page, fill func(*form)) *httptest.ResponseRecorder {
	g.p.t().Helper()
	for _, f := range g.forms() {
		path := g.p.resolve(g.Path, f.action)
		if f.method != http.MethodPost || atlasOf(g.p.h).pattern(http.MethodPost, path) != a.route {
			continue
		}
		fill(f)
		for name, value := range lastStep()[a.route] {
			f.values.Set(name, value)
		}
		if b := f.buttons[0]; b.name != "" {
			f.values.Add(b.name, b.value)
		}
		body, kind := f.encode()
		return g.p.send(http.MethodPost, path, strings.NewReader(body), kind)
	}
	return nil
}

// wake makes one small act, as the house does by itself every second while it is running.
func (h *Samsyn) wake(t *testing.T) error {
	a, err := h.Accounts.ByUserName(t.Context(), cast.Anna)
	if err != nil {
		return err
	}
	actor, err := h.Accounts.Authenticate(t.Context(), a.ID, a.Authority)
	if err != nil {
		return fmt.Errorf("wake: %w", err)
	}
	return h.Accounts.SetLang(t.Context(), actor, language.Swedish)
}

// problems is what a form that is given back says is wrong.
func problems(w *httptest.ResponseRecorder) string {
	for n := range elements(parsed(w.Body.String())) {
		if role := attr(n, "role"); role == "alert" || strings.Contains(attr(n, "class"), "ds-error-summary") || strings.Contains(attr(n, "class"), "ds-alert") {
			return visible(n)
		}
	}
	return body(w)
}

// nonsense is what no person writes and programs do.
func nonsense() []string {
	return []string{"\xff\xfe", "\x00", strings.Repeat("å", 25000), "2026-02-30", "-1", "9223372036854775808", "=cmd|' /C calc'!A0", "<script>alert(1)</script>",
		"' OR 1=1 --", "../../etc/passwd", "\u202egnp.exe", "åäö\r\nSet-Cookie: a=b"}
}

// Every form takes or gives back nonsense in every field, its hidden ones too: never a fault of ours, and never
// markup or a header of the sender's making.
func TestNoActFallsOverNonsense(t *testing.T) {
	t.Parallel()
	w, seed := theWorld(t), sample.Seed(t)
	for _, a := range findActs(t, w) {
		t.Run(a.route, func(t *testing.T) {
			h := w.copy(t)
			for i, junk := range nonsense() {
				if !sample.Part(seed, fmt.Sprint(a.route, i), 3) {
					continue
				}
				g := theWorld(t).person(h, a.who).Try(a.page)
				if g.Code != http.StatusOK {
					return // a form that was taken can have ended what the page was about
				}
				answer := a.pressWith(g, func(f *form) {
					for _, in := range f.fields {
						if in.kind == "file" {
							f.files[in.name] = upload{"skräp.csv", []byte(junk)}
							continue
						}
						in.values.Set(in.name, junk)
					}
				})
				if answer != nil && (answer.Code >= 500 || strings.Contains(answer.Body.String(), "<script>alert") || answer.Header().Values("Set-Cookie") != nil && strings.Contains(fmt.Sprint(answer.Header()), "a=b")) {
					t.Errorf("%q in every field: answers %d: %s", short(junk), answer.Code, body(answer))
				}
			}
		})
	}
}
