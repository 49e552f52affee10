package person_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

const (
	number      = "199201012383" // an official test number
	another     = "199201012391"
	coordinator = "198502862397"
)

var matter = ref.To("enquiry", "e1")

// house is two authorities: the agency with Per (cleared) and Eva, and a board of Ludvika with Anna.
type house struct {
	t *testing.T
	*dbtest.Database
	svc            *person.Service
	per, eva, anna policy.Actor
}

func each(t *testing.T, fn func(h *house)) {
	dbtest.Each(t, func(t *testing.T, d *dbtest.Database) { fn(furnish(t, d)) })
}

func furnish(t *testing.T, d *dbtest.Database) *house {
	must(t, directory.Seed(t.Context(), d.Trail))
	h := &house{t: t, Database: d, svc: person.New(d.Trail)}
	officer := []policy.Role{policy.EmploymentOfficer}
	h.per = policy.Actor{ID: "per", Authority: directory.PES, Roles: officer, Cleared: true}
	h.eva = policy.Actor{ID: "eva", Authority: directory.PES, Roles: officer}
	h.anna = policy.Actor{ID: "anna", Authority: h.board(), Roles: []policy.Role{policy.Caseworker}}
	h.act(func(tx *audit.Tx) error {
		for _, a := range []policy.Actor{h.per, h.eva, h.anna} {
			if _, err := tx.Exec(t.Context(), `INSERT INTO account (id, version, authority_id, unit_id, user_name, name, sort_key, search_key, lang, cleared, password, demo)
				VALUES ($1, 1, $2, '', $1, $1, '', '', 'sv', $3, '', TRUE)`, a.ID, a.Authority, a.Cleared); err != nil {
				return err
			}
		}
		return nil
	})
	return h
}

func (h *house) board() (id string) {
	h.act(func(tx *audit.Tx) error {
		a, err := directory.BoardFor(h.t.Context(), tx, "2085")
		id = a.ID
		return err
	})
	return id
}

// act does something as the test itself.
func (h *house) act(fn func(tx *audit.Tx) error) {
	h.t.Helper()
	must(h.t, h.Trail.Do(h.t.Context(), policy.Process("test"), func(tx *audit.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Note(policy.MakePerson, ref.To(person.PersonKind, "test"), nil)
	}))
}

// known gives an authority's record of a number, with the actors assigned to it.
func (h *house) known(authority, digits string, assigned ...policy.Actor) (p person.Person) {
	h.t.Helper()
	h.act(func(tx *audit.Tx) (err error) {
		who := person.Identity{Number: h.number(digits), Name: "Nora Testberg (Demo)", Reached: person.Reached{Phone: "0240-000 00", Address: "Provgatan 7"}}
		if p, err = h.svc.Take(h.t.Context(), tx, authority, who); err != nil {
			return err
		}
		for _, a := range assigned {
			if err := h.svc.Assign(h.t.Context(), tx, p, a.ID, matter); err != nil {
				return err
			}
		}
		return nil
	})
	return p
}

func (h *house) number(digits string) identity.PersonalNumber {
	n, err := identity.ParsePersonal(digits, calendar.DateOf(h.Now()))
	must(h.t, err)
	return n
}

func (h *house) open(a policy.Actor, p person.Person) (person.Opened, error) {
	return h.svc.Open(h.t.Context(), a, p.ID, matter)
}

// hidden asserts that an actor is told that there is no such person, in the very words of an id that is nobody's.
func (h *house) hidden(a policy.Actor, p person.Person) {
	h.t.Helper()
	_, err := h.open(a, p)
	_, none := h.open(a, person.Person{ID: "nobody"})
	if err == nil || none == nil || err.Error() != none.Error() || fault.KindOf(err) != fault.NotFound {
		h.t.Fatalf("%s: %v, and for nobody %v", a.ID, err, none)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v %v", err, fault.ProblemsOf(err))
	}
}

func TestOnlyTheAssignedSeeAPerson(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(directory.PES, number, h.eva)
		o, err := h.open(h.eva, p)
		must(h.t, err)
		if o.Name != "Nora Testberg (Demo)" || o.Number != h.number(number) || o.Phone != "0240-000 00" {
			h.t.Fatalf("%+v", o)
		}
		h.hidden(h.per, p)
		h.hidden(h.anna, p)
		own := h.known(h.anna.Authority, number, h.anna)
		if own.ID == p.ID {
			h.t.Fatal("two authorities share one record")
		}
		h.hidden(h.eva, own)
		if again := h.known(directory.PES, number); again.ID != p.ID {
			h.t.Fatal("the same number made two records")
		}
		h.act(func(tx *audit.Tx) error { return h.svc.Release(h.t.Context(), tx, p.ID, h.eva.ID, matter) })
		h.hidden(h.eva, p)
	})
}

func TestASubstituteSeesWhileStandingIn(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(directory.PES, number, h.eva)
		now := h.Now()
		h.act(func(tx *audit.Tx) error {
			_, err := tx.Exec(h.t.Context(), `INSERT INTO contact_cover (authority_id, absent_id, substitute_id, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5)`,
				directory.PES, h.eva.ID, h.per.ID, db.At(now.Add(time.Hour)), db.At(now.Add(2*time.Hour)))
			return err
		})
		h.hidden(h.per, p)
		h.Clock.Set(now.Add(90 * time.Minute))
		_, err := h.open(h.per, p)
		must(h.t, err)
		h.Clock.Set(now.Add(2 * time.Hour))
		h.hidden(h.per, p)
	})
}

func TestAnEmergencyNeedsAReasonAndLastsADay(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(directory.PES, number, h.eva)
		if err := h.svc.OpenInEmergency(h.t.Context(), h.per, p.ID, ""); err == nil {
			h.t.Fatal("opened without a reason")
		}
		if err := h.svc.OpenInEmergency(h.t.Context(), h.anna, p.ID, "Akut ärende, ansvarig är borta"); fault.KindOf(err) != fault.NotFound {
			h.t.Fatalf("another authority: %v", err)
		}
		must(h.t, h.svc.OpenInEmergency(h.t.Context(), h.per, p.ID, "Akut ärende, ansvarig är borta"))
		_, err := h.open(h.per, p)
		must(h.t, err)
		h.Clock.Set(h.Now().Add(25 * time.Hour))
		h.hidden(h.per, p)
	})
}

func TestAProtectedIdentity(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(directory.PES, number, h.eva, h.per)
		today := calendar.DateOf(h.Now())
		if err := h.svc.Protect(h.t.Context(), h.eva, p.ID, p.Version, person.Marker, today, []string{"eva"}); err == nil {
			h.t.Fatal("somebody who is not cleared was named")
		}
		must(h.t, h.svc.Protect(h.t.Context(), h.eva, p.ID, p.Version, person.Marker, today, []string{"per"}))
		h.hidden(h.eva, p) // assigned, but not named
		o, err := h.open(h.per, p)
		must(h.t, err)
		if o.Address != "" || o.Phone == "" {
			h.t.Fatalf("an address of a protected person is kept: %+v", o.Reached)
		}
		if err := h.svc.OpenInEmergency(h.t.Context(), h.eva, p.ID, "Akut ärende"); fault.KindOf(err) != fault.NotFound {
			h.t.Fatalf("an emergency opened a protected person: %v", err)
		}
		if err := h.svc.Edit(h.t.Context(), h.per, p.ID, o.Version, o.Name, person.Reached{Address: "Nya gatan 1"}); err == nil {
			h.t.Fatal("an address was written for a protected person")
		}
		for digits, want := range map[string]bool{number: true, another: false} {
			got, err := h.svc.Shielded(h.t.Context(), h.DB, directory.PES, h.number(digits))
			if err != nil || got != want {
				h.t.Errorf("%s is shielded: %v %v", digits, got, err)
			}
		}
		must(h.t, h.svc.Unprotect(h.t.Context(), h.per, p.ID, o.Version))
		_, err = h.open(h.eva, p)
		must(h.t, err)
	})
}

func TestANewNumberAndANewKeyStillFindThePerson(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(directory.PES, number, h.eva)
		must(h.t, h.svc.Renumber(h.t.Context(), h.eva, p.ID, p.Version, h.number(another)))
		_, err := h.Keys.Rotate(nil)
		must(h.t, err)
		for _, digits := range []string{number, another} {
			if got := h.known(directory.PES, digits); got.ID != p.ID {
				h.t.Errorf("%s made a second record", digits)
			}
		}
		o, err := h.open(h.eva, p)
		must(h.t, err)
		if len(o.Former) != 1 || o.Former[0] != h.number(number) || o.Number != h.number(another) {
			h.t.Fatal("the earlier number is not kept")
		}
		odd := h.known(directory.PES, coordinator, h.eva)
		if o, err = h.open(h.eva, odd); err != nil || o.Number.Kind() != identity.Coordination {
			h.t.Fatalf("a coordination number: %v", err)
		}
	})
}

// TestAStaleNumberSaysNothingOfOthers: whoever names a version that is not the record's is told the same of a number that
// another record has, of a protected person too, as of one that nobody has.
func TestAStaleNumberSaysNothingOfOthers(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(directory.PES, number, h.eva)
		h.known(directory.PES, another)
		var said []string
		for _, digits := range []string{another, coordinator, number} {
			err := h.svc.Renumber(h.t.Context(), h.eva, p.ID, p.Version+1, h.number(digits))
			if !fault.Is(err, fault.Conflict) {
				h.t.Fatalf("%s: %v", digits, err)
			}
			said = append(said, err.Error())
		}
		if said[0] != said[1] || said[1] != said[2] {
			h.t.Errorf("the words tell them apart: %q", said)
		}
	})
}

func TestNothingAboutAPersonStandsInTheOpen(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(directory.PES, number, h.eva)
		_, err := h.svc.AddGround(h.t.Context(), h.eva, p.ID, law.PES, person.NewGround{Kind: law.NoHarm, To: h.anna.Authority, Purpose: "Planera med ryggskadan", Motive: "Ofarlig hemlighet"})
		must(h.t, err)
		_, err = h.open(h.eva, p)
		must(h.t, err)
		for _, query := range []string{`SELECT number FROM person`, `SELECT name FROM person`, `SELECT reach FROM person`, `SELECT motive FROM person_ground`, `SELECT purpose FROM person_ground`} {
			sealed, err := db.One[[]byte](h.t.Context(), h.DB, query)
			must(h.t, err)
			for _, plain := range []string{number, number[2:], "Nora", "Provgatan", "hemlighet", "ryggskadan"} {
				if len(sealed) == 0 || strings.Contains(string(sealed), plain) {
					h.t.Errorf("%s shows %q", query, plain)
				}
			}
		}
		told, err := db.All[string](h.t.Context(), h.DB, `SELECT change FROM trail_entry`)
		must(h.t, err)
		for _, line := range told {
			for _, plain := range []string{number, "Nora", "Provgatan", "hemlighet"} {
				if strings.Contains(line, plain) {
					h.t.Errorf("the trail tells %q: %s", plain, line)
				}
			}
		}
	})
}

func consent(to string, from calendar.Date) person.NewGround {
	return person.NewGround{Kind: law.Consent, To: to, Purpose: "gemensam planering", Form: person.Written, From: from, Until: from.AddDays(30), Topics: person.NewTopics("Q-PLAN")}
}

func TestTheLifeOfAConsent(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(directory.PES, number, h.eva)
		day := calendar.DateOf(h.Now())
		use := person.Use{From: directory.PES, To: h.anna.Authority, Topic: "Q-PLAN"}
		lives := func(u person.Use) bool {
			list, err := person.Grounds(h.t.Context(), h.DB, p.ID)
			must(h.t, err)
			_, ok := person.Live(list, u, h.Now())
			return ok
		}
		g, err := h.svc.AddGround(h.t.Context(), h.eva, p.ID, law.PES, consent(h.anna.Authority, day))
		must(h.t, err)
		if lives(use) {
			h.t.Fatal("it lives before it is judged")
		}
		g, err = h.svc.Accept(h.t.Context(), h.eva, g.ID, g.Version)
		must(h.t, err)
		if !lives(use) || lives(person.Use{From: use.From, To: use.To, Topic: "Q-SANCTION"}) || lives(person.Use{From: use.To, To: use.From, Topic: "Q-PLAN"}) {
			h.t.Fatal("it covers what was agreed to, and nothing else")
		}
		if _, err := h.svc.Accept(h.t.Context(), h.eva, g.ID, g.Version); fault.KindOf(err) != fault.Conflict {
			h.t.Fatalf("accepted twice: %v", err)
		}
		followed := ""
		h.svc.Withdrawn = append(h.svc.Withdrawn, func(_ context.Context, _ *audit.Tx, g person.Ground) error { followed = g.ID; return nil })
		g, err = h.svc.Withdraw(h.t.Context(), h.eva, g.ID, g.Version)
		must(h.t, err)
		if lives(use) || followed != g.ID {
			h.t.Fatal("it lives on after it was withdrawn")
		}
		late, err := h.svc.AddGround(h.t.Context(), h.eva, p.ID, law.PES, consent(h.anna.Authority, day))
		must(h.t, err)
		_, err = h.svc.Accept(h.t.Context(), h.eva, late.ID, late.Version)
		must(h.t, err)
		h.Clock.Set(day.AddDays(31).Start())
		if lives(use) {
			h.t.Fatal("it lives on after its last day")
		}
	})
}

// TestAConsentThatWasNotEnough is JO 3185-2017: whoever gave a consent that was not enough gets to know it, and it shows
// until that is done.
func TestAConsentThatWasNotEnough(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(directory.PES, number, h.eva)
		g, err := h.svc.AddGround(h.t.Context(), h.eva, p.ID, law.PES, consent(h.anna.Authority, calendar.DateOf(h.Now())))
		must(h.t, err)
		if _, err := h.svc.Reject(h.t.Context(), h.eva, g.ID, g.Version, " "); err == nil {
			h.t.Fatal("rejected without a reason")
		}
		_, err = h.svc.Reject(h.t.Context(), h.eva, g.ID, g.Version, "Det framgår inte vem som får uppgifterna.")
		must(h.t, err)
		tasks, err := person.Tasks(h.t.Context(), h.DB, h.eva)
		must(h.t, err)
		if len(tasks) != 1 || tasks[0].Kind != person.Inform {
			h.t.Fatalf("%+v", tasks)
		}
		if foreign, err := person.Tasks(h.t.Context(), h.DB, h.anna); err != nil || len(foreign) != 0 {
			h.t.Fatalf("another authority sees the task: %v %v", foreign, err)
		}
		must(h.t, h.svc.Done(h.t.Context(), h.eva, tasks[0].ID, tasks[0].Version, "Ringde personen"))
		list, err := person.Grounds(h.t.Context(), h.DB, p.ID)
		must(h.t, err)
		if list[0].Informed.IsZero() {
			h.t.Fatal("it does not show that the person was told")
		}
	})
}

func TestWhatAGroundNeeds(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(directory.PES, number, h.eva)
		day := calendar.DateOf(h.Now())
		for name, x := range map[string]struct {
			side  law.Side
			in    person.NewGround
			field string
		}{
			"the general clause in the social services": {law.SocialServices, person.NewGround{Kind: law.GeneralClause, To: "x", Purpose: "y", Motive: "z"}, "ground"},
			"a flow set apart":                          {law.PES, person.NewGround{Kind: law.CrimePrevention, To: "x", Purpose: "y", Motive: "z"}, "ground"},
			"an unknown one":                            {law.PES, person.NewGround{Kind: "kindness", To: "x", Purpose: "y"}, "ground"},
			"no harm without words":                     {law.PES, person.NewGround{Kind: law.NoHarm, To: "x", Purpose: "y"}, "motive"},
			"a duty without its provision":              {law.PES, person.NewGround{Kind: law.OtherDuty, To: "x", Purpose: "y"}, "citation"},
			"a consent without form":                    {law.PES, person.NewGround{Kind: law.Consent, To: "x", Purpose: "y", Until: day}, "form"},
			"a consent without end":                     {law.PES, person.NewGround{Kind: law.Consent, To: "x", Purpose: "y", Form: person.Oral}, "until"},
			"a consent for two years":                   {law.PES, person.NewGround{Kind: law.Consent, To: "x", Purpose: "y", Form: person.Oral, Until: day.AddDays(730)}, "until"},
			"to nobody":                                 {law.PES, person.NewGround{Kind: law.NoHarm, Purpose: "y", Motive: "z"}, "to"},
			"for nothing":                               {law.PES, person.NewGround{Kind: law.NoHarm, To: "x", Motive: "z"}, "purpose"},
		} {
			_, err := h.svc.AddGround(h.t.Context(), h.eva, p.ID, x.side, x.in)
			var f *fault.Fault
			if !errors.As(err, &f) || len(f.Problems) == 0 || f.Problems[0].Field != x.field {
				h.t.Errorf("%s: %v %v", name, err, fault.ProblemsOf(err))
			}
		}
	})
}

func TestAnEmergencyIsTold(t *testing.T) {
	each(t, func(h *house) {
		p := h.known(directory.PES, number, h.eva)
		var told []person.Opening
		h.svc.OpenedInEmergency = func(_ context.Context, _ *audit.Tx, p person.Opening) error {
			told = append(told, p)
			return nil
		}
		must(h.t, h.svc.OpenInEmergency(h.t.Context(), h.per, p.ID, "Akut ärende, ansvarig är borta"))
		if len(told) != 1 || told[0].Authority != directory.PES {
			h.t.Fatalf("%+v", told)
		}
	})
}

// What a record lacks is written when it is told; what it has stays, and of a protected person nothing is added by the way.
func TestWhatARecordLacksIsWritten(t *testing.T) {
	each(t, func(h *house) {
		take := func(who person.Identity) (p person.Person) {
			who.Number = h.number(number)
			h.act(func(tx *audit.Tx) (err error) {
				p, err = h.svc.Take(t.Context(), tx, h.anna.Authority, who)
				return err
			})
			return p
		}
		said := func() string {
			o, err := h.svc.Read(t.Context(), h.DB, take(person.Identity{}).ID)
			must(t, err)
			return o.Name + "/" + o.Phone
		}
		take(person.Identity{})
		if got := said(); got != "/" {
			t.Errorf("of nothing there is %q", got)
		}
		take(person.Identity{Name: "Nora Testberg (Demo)"})
		p := take(person.Identity{Name: "Någon Annan (Demo)", Reached: person.Reached{Phone: "0240-000 00"}})
		if got := said(); got != "Nora Testberg (Demo)/0240-000 00" {
			t.Errorf("there is %q", got)
		}
		if now, err := person.ByID(t.Context(), h.DB, p.ID); err != nil || now.Version != p.Version || now.Version != 3 {
			t.Errorf("version %d, told %d, %v", now.Version, p.Version, err)
		}
		other := take(person.Identity{})
		if other.ID != p.ID || other.Version != p.Version {
			t.Errorf("it was changed by nothing: %+v", other)
		}
	})
}
