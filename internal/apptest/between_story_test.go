package apptest

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"samsyn/internal/accesslog"
	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/handover"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/meeting"
	"samsyn/internal/outcome"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/request"
	"samsyn/internal/statutory"
)

// betweenCase is one person about whom two authorities have everything that they can have together, with how the ground
// stands and how the identity is protected.
type betweenCase struct {
	ground        string
	level         person.Protection
	number        string
	owner, agency string              // ids of the two records of the person
	ids           map[ref.Kind]string // of what there is; what a state of a ground does not allow is not there
	self          member              // the person, signed in
}

// groundDuty is a duty by law to tell, which needs no consent.
const groundDuty = "duty"

func (c *betweenCase) String() string {
	return fmt.Sprintf("ground %s, protection %q", c.ground, c.level)
}

func (c *betweenCase) protected() bool { return c.level != person.Unprotected }

func (c *betweenCase) name() string { return "Gömlina" + c.number[4:8] }

func (c *betweenCase) word(kind string) string { return kind + "gömma " + c.number[8:] }

// words are what nobody else may read: who it is, and all that was written.
func (c *betweenCase) words() []string {
	n := c.number
	return []string{n, n[2:], n[:8] + "-" + n[8:], n[2:8] + "-" + n[8:], c.name(), "070-" + n[5:], "Hemvägen " + n[8:], "gömma " + n[8:], c.place()}
}

// place is where they meet.
func (c *betweenCase) place() string { return "Lokalen " + c.number[8:] }

// betweenCases are every state of a ground with each of the levels.
func betweenCases() (all []*betweenCase) {
	numbers := []string{"197903309230", "197908089274", "197911239262", "198001139297", "198005149284", "198008289285", "198108119291", "198110019299", "198206139290",
		"198206169289", "198208059280", "198209189292", "198312109252", "198401219293", "198407119281", "198409219287", "198412179288", "198502069993"}
	for _, level := range []person.Protection{person.Unprotected, person.Marker, person.Registration} {
		for _, g := range []string{groundNone, groundLive, groundExpired, groundWithdrawn, groundRejected, groundDuty} {
			all = append(all, &betweenCase{ground: g, level: level, number: numbers[len(all)], ids: map[ref.Kind]string{}})
		}
	}
	return all
}

func (c *betweenCase) listen(h *Samsyn) {
	for _, w := range c.words() {
		h.Log.Secret(w)
	}
}

// betweenScene is the place of what is secret, on the morning after two authorities did everything together about the
// person of every case.
type betweenScene struct {
	scene
	between       []*betweenCase
	asks, answers member
}

var betweenOnce struct {
	mu   sync.Mutex
	told *betweenScene
}

func theBetween(t *testing.T) *betweenScene {
	t.Helper()
	betweenOnce.mu.Lock()
	defer betweenOnce.mu.Unlock()
	if betweenOnce.told != nil {
		return betweenOnce.told
	}
	before := theScene(t)
	told := &betweenScene{scene: scene{place: before.place, mould: before.mould}, between: betweenCases()}
	path, clock := filepath.Join(t.TempDir(), "between.db"), dbtest.NewClock()
	must(os.WriteFile(path, before.mould.file, 0o600))
	a, err := app.Open(t.Context(), app.Options{Database: path, Keys: told.mould.keys, DB: db.Options{Now: clock.Now}, Demo: true, Quick: true})
	if err != nil {
		t.Fatal(err)
	}
	h := &Samsyn{App: a, T: t, Clock: clock, Log: &Log{}}
	h.door()
	told.asks, told.answers = entered(t, h, before.place.asks), entered(t, h, before.place.answers)
	tellBetween(t, h, before.place, told.between, false)
	settle(t, h)
	reviewBetween(t, h, before.place, told.between)
	if err := a.Close(); err != nil { // the last connection to close folds the write-ahead log into the file
		t.Fatal(err)
	}
	if told.mould.file, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	betweenOnce.told = told
	return told
}

// open opens a house of the scene.
func (s *betweenScene) open(t *testing.T, dialect db.Dialect, opts ...Option) *Samsyn {
	t.Helper()
	h := s.scene.open(t, dialect, opts...)
	h.Clock.Set(later())
	for _, c := range s.between {
		c.listen(h)
	}
	return h
}

// entered is a member who is signed in.
func entered(t *testing.T, h *Samsyn, m member) member {
	t.Helper()
	p := &Person{h: h, jar: newJar(), lang: language.Swedish, Name: m.name()}
	if code := p.knock(m.account, m.authority); code != http.StatusSeeOther {
		t.Fatalf("%s: sign-in answers %d", m.name(), code)
	}
	m.cookies = p.cookies()
	return m
}

// betweenStory is what the two who handle everything do.
type betweenStory struct {
	*secretStory
	c      *betweenCase
	unseen bool // nothing is done that others are to review
}

// tellBetween lets the two work, so that every case has all that its ground allows.
func tellBetween(t *testing.T, h *Samsyn, s *secretPlace, cases []*betweenCase, unseen bool) {
	t.Helper()
	two := &secretStory{h, t, s.asks.actor(h), s.answers.actor(h)}
	for _, c := range cases {
		c.listen(h)
		b := &betweenStory{two, c, unseen}
		b.one()
	}
}

func (s *betweenStory) one() {
	s.t.Helper()
	c := s.c
	var err error
	c.self, err = seeks(s.t.Context(), s.App, owner, c.number)
	s.must(err)
	c.owner, c.agency = s.record(s.asks), s.record(s.answers)
	c.ids[person.PersonKind] = c.owner
	s.ended()
	if c.level == person.Registration { // the agency has the person as protected already: what comes is shielded
		s.guard(c.agency, s.answers)
	}
	s.meets()
	s.plans()
	s.notifies()
	s.requests()
	if !s.unseen {
		s.opens()
	}
	s.grounds()
	if c.level == person.Marker { // protected since
		s.guard(c.agency, s.answers)
	}
	if c.protected() {
		s.guard(c.owner, s.asks)
	}
	s.notes()
}

// record makes an authority's own record of the person, named to an actor.
func (s *betweenStory) record(a policy.Actor) (id string) {
	s.t.Helper()
	number, err := identity.ParsePersonal(s.c.number, today(s.App))
	s.must(err)
	s.must(s.Trail.Do(s.t.Context(), maker(), func(tx *audit.Tx) error {
		w := s.c.words()
		p, err := s.Persons.Take(s.t.Context(), tx, a.Authority, person.Identity{Number: number, Name: s.c.name() + " (Demo)", Reached: person.Reached{Phone: w[5], Address: w[6]}})
		if err != nil {
			return err
		}
		id = p.ID
		return s.Persons.Assign(s.t.Context(), tx, p, a.ID, ref.To(matter.Kind, nothing))
	}))
	return id
}

func (s *betweenStory) guard(id string, a policy.Actor) {
	s.t.Helper()
	version, err := db.One[int64](s.t.Context(), s.DB, "SELECT version FROM person WHERE id = $1", id)
	s.must(err)
	s.must(s.Persons.Protect(s.t.Context(), a, id, version, s.c.level, calendar.NewDate(2026, 3, 2), []string{a.ID}))
}

// begins is a matter of the two, without a ground yet.
func (s *betweenStory) begins() (m matter.Matter) {
	s.t.Helper()
	partner := func(ctx context.Context, tx *audit.Tx, a policy.Actor, id string) (matter.Partner, error) {
		p, err := person.ByID(ctx, tx, id)
		return matter.Partner{Authority: a.Authority, Account: a.ID, Person: p}, err
	}
	s.must(s.Trail.DoRows(s.t.Context(), s.asks, func(tx *audit.Tx) error {
		from, err := partner(s.t.Context(), tx, s.asks, s.c.owner)
		if err != nil {
			return err
		}
		to, err := partner(s.t.Context(), tx, s.answers, s.c.agency)
		if err != nil {
			return err
		}
		m, err = s.Matters.Begin(s.t.Context(), tx, matter.Opening{Municipality: "2085", From: from, To: to})
		return err
	}))
	return m
}

// ended is an earlier matter, of which is asked how it went.
func (s *betweenStory) ended() {
	s.t.Helper()
	m := s.begins()
	_, err := s.Matters.CloseMatter(s.t.Context(), s.asks, matter.Key{ID: m.ID}, matter.Reached)
	s.must(err)
	id, err := db.One[string](s.t.Context(), s.DB, "SELECT id FROM outcome WHERE matter_id = $1 AND authority_id = $2 ORDER BY due_on LIMIT 1", m.ID, s.asks.Authority)
	s.must(err)
	s.c.ids[outcome.Kind] = id
}

// notes how it went, by the one who is named: a protected identity is in no sum.
func (s *betweenStory) notes() {
	s.t.Helper()
	_, err := s.Outcomes.Note(s.t.Context(), s.asks, s.c.ids[outcome.Kind], 0, outcome.Answer{What: outcome.Subsidised, Form: "new-start", Since: today(s.App), Source: outcome.ByPhone, Note: s.c.word("utfalls")})
	s.must(err)
}

// basis is the ground on which the two tell each other; none when there is none to tell on.
func (s *betweenStory) basis() (b person.Basis, lives bool) {
	switch s.c.ground {
	case groundLive, groundWithdrawn:
		return person.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 8, 31)}, true
	case groundExpired:
		return person.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 3, 2)}, true
	case groundDuty:
		return person.Basis{Kind: law.OtherDuty, Citation: "lag (2000:625) 1 a §", Motive: s.c.word("motiv")}, true
	}
	return b, false
}

// meets is the hand-over and the matter that follows; without a ground the matter alone.
func (s *betweenStory) meets() {
	s.t.Helper()
	c, ctx := s.c, s.t.Context()
	basis, lives := s.basis()
	if !lives {
		c.ids[matter.Kind] = s.begins().ID
		return
	}
	h, err := s.Handovers.Send(ctx, s.asks, handover.Draft{Receiver: directory.PES, Municipality: "2085", Aim: handover.Joint, Needs: []matter.Need{"language"}, Number: c.number, Name: c.name() + " (Demo)",
		Text: c.word("överlämnings"), Purpose: c.word("syftes"), Basis: basis, Certified: true})
	s.must(err)
	if c.protected() {
		basis = person.Basis{}
	}
	h, err = s.Handovers.Accept(ctx, s.answers, handover.Key{ID: h.ID}, handover.Acceptance{Account: s.answers.ID, Basis: basis})
	s.must(err)
	c.ids[handover.Kind], c.ids[matter.Kind] = h.ID, h.Matter
	_, err = s.Matters.Write(ctx, s.asks, matter.Key{ID: h.Matter}, c.word("ärende"), false)
	s.must(err)
}

// plans is a plan that is proposed and a meeting that is called, where there is a ground.
func (s *betweenStory) plans() {
	s.t.Helper()
	if _, lives := s.basis(); !lives {
		return
	}
	c, k, day := s.c, matter.Key{ID: s.c.ids[matter.Kind]}, calendar.DateOf(s.DB.Now())
	p, err := s.Plans.Propose(s.t.Context(), s.asks, k, 0, plan.Content{Goal: c.word("mål"), Follow: day.AddMonths(2), Items: []plan.Item{{Text: c.word("steg"), Responsible: plan.Person, Due: day.AddDays(60)}}}, person.Basis{})
	s.must(err)
	if !c.protected() { // else the two agree by telephone, and there is no plan in writing
		_, err = s.Plans.Accept(s.t.Context(), s.answers, k, p.Last, person.Basis{})
		s.must(err)
	}
	call := aCall(s.App)
	call.Why, call.Place, call.Basis = c.word("mötes"), c.place(), person.Basis{}
	m, err := s.Meetings.Ask(s.t.Context(), s.asks, k, call)
	s.must(err)
	c.ids[plan.Kind], c.ids[meeting.Kind] = p.ID, m.ID
}

// notifies is a notice that the law prescribes.
func (s *betweenStory) notifies() {
	s.t.Helper()
	n, err := s.Statutory.Send(s.t.Context(), s.asks, statutory.Input{Type: law.EducationInterrupted, Municipality: "2085", Happened: calendar.NewDate(2026, 3, 1), Number: s.c.number, Name: s.c.name() + " (Demo)",
		Certified: true, Facts: map[string]string{"education": s.c.word("kurs")}})
	s.must(err)
	s.c.ids[statutory.Kind] = n.ID
	_, err = s.Statutory.Take(s.t.Context(), s.answers, statutory.Key{ID: n.ID})
	s.must(err)
}

// requests is what the person asks of the owner by telephone.
func (s *betweenStory) requests() {
	s.t.Helper()
	number, err := identity.ParsePersonal(s.c.number, today(s.App))
	s.must(err)
	r, err := s.Requests.Ask(s.t.Context(), s.asks, request.Asking{Type: request.Question, Channel: request.Phone, By: request.Person, Checked: request.ByKnown, Number: number, Name: s.c.name() + " (Demo)",
		Text: s.c.word("begäran"), Wish: request.Phone, Phone: s.c.words()[5], Take: true})
	s.must(err)
	s.c.ids[request.Kind] = r.ID
}

// opens is an emergency opening.
func (s *betweenStory) opens() {
	s.t.Helper()
	s.must(s.Persons.OpenInEmergency(s.t.Context(), s.asks, s.c.owner, "Fara för liv (Demo)"))
	id, err := db.One[string](s.t.Context(), s.DB, "SELECT id FROM accesslog_emergency WHERE person_id = $1", s.c.owner)
	s.must(err)
	s.c.ids[accesslog.EmergencyKind] = id
}

// grounds brings the ground to its state.
func (s *betweenStory) grounds() {
	s.t.Helper()
	c, ctx := s.c, s.t.Context()
	switch c.ground {
	case groundRejected:
		side, err := directory.SideOf(ctx, s.DB, s.asks.Authority, "", today(s.App))
		s.must(err)
		g, err := s.Persons.AddGround(ctx, s.asks, c.owner, side, person.NewGround{Kind: law.Consent, To: directory.PES, Form: person.Oral, Purpose: c.word("syftes"), Until: calendar.NewDate(2026, 8, 31)})
		s.must(err)
		_, err = s.Persons.Reject(ctx, s.asks, g.ID, g.Version, c.word("motiv"))
		s.must(err)
		c.ids[person.GroundKind] = g.ID
	case groundNone:
	default:
		id, err := db.One[string](ctx, s.DB, "SELECT id FROM person_ground WHERE person_id = $1", c.owner)
		s.must(err)
		c.ids[person.GroundKind] = id
		if c.ground == groundWithdrawn {
			_, err = s.Persons.Withdraw(ctx, s.asks, id, 1)
			s.must(err)
		}
	}
}

// reviewBetween lets the owner's log auditor draw what was read of every case.
func reviewBetween(t *testing.T, h *Samsyn, s *secretPlace, cases []*betweenCase) {
	t.Helper()
	auditor := policy.Actor{ID: "prov", Name: "Prova Granskare (Demo)", Authority: s.asks.authority, Roles: []policy.Role{policy.LogAuditor}}
	w, err := h.AccessLog.Begin(t.Context(), auditor, calendar.Period{From: calendar.NewDate(2026, 1, 1), To: calendar.DateOf(h.DB.Now())}, 200)
	must(err)
	for _, c := range cases {
		lines, err := db.All[string](t.Context(), h.DB, "SELECT id FROM accesslog_line WHERE review_id = $1 AND person_id = $2 ORDER BY no LIMIT 1", w.ID, c.owner)
		must(err)
		if len(lines) > 0 {
			c.ids[accesslog.LineKind] = lines[0]
		}
	}
}
