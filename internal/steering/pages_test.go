package steering_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/policy"
	"samsyn/internal/steering"
	"samsyn/internal/web"
)

// site serves the room and the pages of agreements; people sign in by id.
type site struct {
	*house
	http.Handler
	people map[string]policy.Actor
	cookie string
}

func open(t *testing.T) *site {
	s := &site{house: furnish(t, dbtest.Open(t, "sqlite")), people: map[string]policy.Actor{}}
	rt := web.New(web.Options{Trail: s.Trail, Keys: s.Keys, Now: s.Clock.Now, Authenticate: func(_ context.Context, se web.Session) (policy.Actor, error) {
		return s.people[se.Account], nil
	}})
	agreements := agreement.New(s.Trail)
	agreements.Panels = append(agreements.Panels, s.svc.Panel)
	agreements.Routes(rt)
	s.svc.Routes(rt)
	rt.Handle("GET /prova/{who}", policy.OpenPage, func(r *web.Request) (web.Response, error) {
		return r.SignIn(r.Path("who"), s.people[r.Path("who")].Authority, "/")
	})
	s.Handler = rt
	return s
}

func (s *site) as(a policy.Actor) *site {
	s.cookie, s.people[a.ID] = "", a
	c := s.get("/prova/" + a.ID).Result().Cookies()[0]
	s.cookie = c.Name + "=" + c.Value
	return s
}

func (s *site) do(r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if s.cookie != "" {
		r.Header.Set("Cookie", s.cookie)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func (s *site) get(path string) *httptest.ResponseRecorder {
	return s.do(httptest.NewRequest(http.MethodGet, path, nil))
}

func (s *site) post(path string, pairs ...string) *httptest.ResponseRecorder {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.do(r)
}

func (s *site) see(path string, texts ...string) string {
	s.t.Helper()
	w := s.get(path)
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			s.t.Errorf("%s does not say %q:\n%s", path, text, w.Body)
		}
	}
	return w.Body.String()
}

func (s *site) saved(w *httptest.ResponseRecorder) string {
	s.t.Helper()
	if w.Code != http.StatusSeeOther {
		s.t.Fatalf("answers %d: %s", w.Code, w.Body)
	}
	to, _, _ := strings.Cut(w.Header().Get("Location"), "#")
	return to
}

var memberOption = regexp.MustCompile(`value="([0-9a-f-]{36})"`)

// A year with a group, as the people of both parties see it.
func TestAYearAsPeopleSeeIt(t *testing.T) {
	s := open(t)
	under := s.agreement.Path()
	s.as(s.anna).see(under+"/grupper", "tillsätta grupperna", "Tillsätt en grupp")
	group := s.saved(s.post(under+"/grupper/ny", "kind", "steering", "name", "Styrgruppen", "task", "Leder samverkan", "from", "2025-12-01"))
	s.see(group, "inga ledamöter", "Lägg till ledamot", "0 av minst 2")
	if w := s.post(group+"/ledamoter/ny", "name", "Olle (Demo)", "part", "member", "from", "2025-12-01"); w.Code != 422 || !strings.Contains(w.Body.String(), "vilken funktion") {
		t.Errorf("a member without account and function: %d", w.Code)
	}
	s.saved(s.post(group+"/ledamoter/ny", "account", s.karin.ID, "part", "chair", "from", "2025-12-01"))
	s.as(s.per).saved(s.post(group+"/ledamoter/ny", "account", s.per.ID, "part", "member", "from", "2025-12-01"))
	s.see(group+"/planera?ar=2026&antal=2&vecka=2&veckodag=2", `value="2026-04-14"`, `value="2026-10-13"`, "tisdag 14 april")
	s.saved(s.post(group+"/planera", "day1", "2026-03-02", "day2", "2026-10-13", "starts", "09.00", "ends", "11.00", "place", "Demotorget 1"))
	s.see(under+"/arshjul", "Möte i Styrgruppen", "Sista dag för årlig översyn", "2 mars")
	s.see(under+"/arshjul?ar=2028", "säga upp före slutdagen (6 månader i förväg)", "Överenskommelsens sista dag")
	s.svc.Notice = func(context.Context, db.Reader, string) (int, bool, error) { return 9, true, nil } // as the parties wrote
	s.see(under+"/arshjul?ar=2028", "säga upp före slutdagen (9 månader i förväg)")
	s.see(under+"/arshjul?format=csv", "Månad;Dag", "2026-10-13")
	meeting := "/moten/" + s.meetingOn("2026-03-02")
	s.see(meeting, "Mötesdagen har kommit", "Registrera som genomfört")
	if body := s.get(meeting + "/kalender.ics").Body.String(); !strings.Contains(body, "DTSTART:20260302T080000Z") || !strings.Contains(body, "SUMMARY:Styrgruppen\\, samverkan med Ludvika") {
		t.Errorf("the calendar file:\n%s", body)
	}
	s.saved(s.post(meeting+"/punkt", "title", "Sommarjobben"))
	ids := memberOption.FindAllStringSubmatch(s.see(meeting+"/genomfort", "Närvarande"), -1)
	s.saved(s.post(meeting+"/genomfort", "present", ids[0][1], "present", ids[1][1], "chair", ids[0][1], "version", "1"))
	s.see(meeting, "10 arbetsdagar kvar", "måndag 16 mars 2026", "Tio arbetsdagar räknas", "ledde mötet")
	s.saved(s.post(meeting+"/beslut/nytt", "decision", "Ta fram en rutin", "owner", s.board, "due", "2026-03-20"))
	s.see(meeting+"/protokoll", "## Sommarjobben")
	s.saved(s.post(meeting+"/protokoll", "version", "2", "text", "## Läget\n\n<script>alert(1)</script>\n\n- Allt *väl*"))
	body := s.see(meeting, "Utkast.", "<h3>Läget</h3>", "<em>väl</em>", "Justera protokollet")
	if strings.Contains(body, "<script>alert") {
		t.Error("the minutes run a script")
	}
	s.saved(s.post(meeting+"/justera", "member", ids[1][1], "text", "1"))
	s.as(s.karin).see(meeting, "Du behöver <strong>läsa och justera")
	s.saved(s.post(meeting+"/justera", "member", ids[0][1], "text", "1"))
	s.see(meeting, "justerat och publicerades för parterna", "i Samsyn")
	s.see(under+"/beslut", "1 beslut, 1 öppna", "Ta fram en rutin", "arbetsdagar kvar")
	s.see(under, "Grupper och möten", "1 av minst 2 i år", "2026-10-13")
	s.see(under+"/oversyn", "senast måndag 30 november 2026")
}

func (s *site) meetingOn(day string) string {
	s.t.Helper()
	m, err := s.svc.Meetings(ctx, s.anna, s.agreement.ID)
	s.must(err)
	for _, x := range m {
		if x.Day == date(day) {
			return x.ID
		}
	}
	s.t.Fatalf("no meeting on %s", day)
	return ""
}

func TestOthersFindNothing(t *testing.T) {
	s := open(t)
	g, per, karin, _ := s.steeringGroup()
	m := s.heldMeeting(g, "2026-02-26", per, karin)
	paths := []string{s.agreement.Path() + "/grupper", s.agreement.Path() + "/arshjul", s.agreement.Path() + "/beslut", s.agreement.Path() + "/oversyn", g.Path(), m.Path(), m.Path() + "/kalender.ics"}
	for _, path := range paths {
		s.cookie = ""
		if w := s.get(path); w.Code == http.StatusOK {
			t.Errorf("the public reads %s", path)
		}
		if w := s.as(s.ux).get(path); w.Code != http.StatusNotFound {
			t.Errorf("another board's coordinator gets %d on %s", w.Code, path)
		}
		s.as(s.karin).see(path)
	}
	if body := s.as(s.ux).see(s.agreement.Path()); strings.Contains(body, "Grupper och möten") {
		t.Error("another board sees that there are groups")
	}
	s.as(s.karin)
	if w := s.get(m.Path() + "/protokoll"); w.Code != http.StatusForbidden && w.Code != http.StatusNotFound {
		t.Errorf("a signatory writes minutes: %d", w.Code)
	}
}

// Only those who keep the meeting and its members read minutes that are not adjusted, and their decisions.
func TestADraftIsForTheGroup(t *testing.T) {
	s := open(t)
	g, per, _, paper := s.steeringGroup()
	outsider := s.hire("lars", s.board, policy.Signatory)
	m := s.heldMeeting(g, "2026-02-26", per, paper)
	m, err := s.svc.WriteMinutes(ctx, s.anna, m.ID, m.Version, "Hemligt utkast")
	s.must(err)
	_, err = s.svc.Decide(ctx, s.anna, m.ID, steering.DecisionInput{Text: "Inte klart", Owner: s.board, Due: date("2026-03-20")})
	s.must(err)
	for _, path := range []string{m.Path(), s.agreement.Path() + "/beslut"} {
		body := s.as(outsider).see(path)
		if strings.Contains(body, "Hemligt utkast") || strings.Contains(body, "Inte klart") {
			t.Errorf("a reader outside the group sees the draft on %s", path)
		}
	}
	s.as(s.karin).see(m.Path(), "Hemligt utkast", "Inte klart")
}

func TestProgramsOfThePartiesRead(t *testing.T) {
	s := open(t)
	g, per, karin, _ := s.steeringGroup()
	m := s.heldMeeting(g, "2026-02-26", per, karin)
	base := "/api/v1/agreements/" + s.agreement.ID
	s.as(s.karin).see(base+"/groups", `"name":"Styrgruppen"`, `"kind":"steering"`)
	s.see(base+"/group-meetings", `"minutesDue":"2026-03-12"`, `"starts":"09:00"`)
	s.see(base+"/group-decisions", `"items":[]`)
	s.see(base+"/reviews", `"items":[]`)
	s.see("/api/v1/group-meetings/"+m.ID, `"agenda":[]`, `"state":"held"`)
	s.as(s.ux)
	for _, path := range []string{base + "/groups", base + "/group-meetings", base + "/group-decisions", base + "/reviews", "/api/v1/group-meetings/" + m.ID} {
		if w := s.get(path); w.Code != http.StatusNotFound {
			t.Errorf("another board's coordinator gets %d on %s: %s", w.Code, path, w.Body)
		}
	}
}
