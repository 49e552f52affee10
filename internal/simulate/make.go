package simulate

import (
	"context"
	"fmt"
	"math"

	"samsyn/internal/account"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/law"
	"samsyn/internal/policy"
)

// maker sets the stage: boards, units, people, contact paths. Every name that is not a municipality's says that it is
// invented.
type maker struct {
	*app.App
	o     Options
	seed  uint64
	since calendar.Date
	step  func(what string, n int64) // before each place, for its own instant and chance
	n     int64
}

// all makes everything, in one order.
func (m *maker) all(ctx context.Context) error {
	towns, err := m.o.towns(ctx, m.DB)
	if err != nil {
		return err
	}
	counties, err := m.o.counties(ctx, m.DB)
	if err != nil {
		return err
	}
	people := map[string]int{}
	areas := map[string][]string{}
	for _, t := range towns {
		people[t.CountyCode] += t.Population
		areas[t.CountyCode] = append(areas[t.CountyCode], t.Code)
	}
	for _, c := range counties {
		if err := m.unit(ctx, c, people[c.Code], areas[c.Code]); err != nil {
			return fmt.Errorf("the agency in %s: %w", c.Name, err)
		}
	}
	for _, t := range towns {
		if err := m.town(ctx, t); err != nil {
			return fmt.Errorf("%s: %w", t.OfficialName, err)
		}
	}
	return nil
}

func (m *maker) next() {
	m.n++
	m.step("stage", m.n)
}

// unit makes the agency's unit in a county, one officer for so many inhabitants.
func (m *maker) unit(ctx context.Context, c directory.County, inhabitants int, areas []string) error {
	m.next()
	u, err := m.Directory.AddUnit(ctx, system(), directory.Unit{Authority: directory.PES, UnitDetails: directory.UnitDetails{Name: unitName(c), Level: "region"},
		Validity: directory.Validity{From: m.since}})
	if err != nil {
		return err
	}
	lead, err := m.staff(ctx, "af-"+c.Code, directory.PES, u.ID, policy.EmploymentOfficer, officers(inhabitants))
	if err != nil {
		return err
	}
	return m.path(ctx, lead, contact.Draft{Name: unitName(c), Unit: u.ID, Areas: areas, Topics: topicsOf(contact.ToAgency)})
}

func unitName(c directory.County) string { return "Af " + c.Name + " (Demo)" }

func officers(inhabitants int) int { return min(max(inhabitants/40_000, 3), 24) }

func caseworkers(inhabitants int) int { return min(max(inhabitants/25_000, 2), 8) }

// town makes a municipality's board for employment: kommunstyrelsen in four of ten, else a board of its own.
func (m *maker) town(ctx context.Context, t directory.Municipality) error {
	m.next()
	own := !diceOf(m.seed, "board "+t.Code, 0).happens(0.4)
	board, err := m.board(ctx, t.Code, own)
	if err != nil {
		return err
	}
	if err := m.Directory.SetAreas(ctx, system(), board, "", []directory.BranchArea{directory.Employment, directory.YouthDuty}, m.since); err != nil {
		return err
	}
	lead, err := m.staff(ctx, t.Code, board, "", policy.Caseworker, caseworkers(t.Population))
	if err != nil {
		return err
	}
	return m.path(ctx, lead, contact.Draft{Name: "Arbetsmarknadsenheten (Demo)", Topics: boardTopics()})
}

const boardName = "Arbetsmarknadsnämnden (Demo)"

func (m *maker) board(ctx context.Context, code string, own bool) (string, error) {
	made := directory.Authority{Class: directory.Board, MunicipalityCode: code, AuthorityDetails: directory.AuthorityDetails{Name: boardName}, Validity: directory.Validity{From: m.since}}
	if !own {
		made.Executive, made.Name = true, "Kommunstyrelsen"
	}
	made, err := m.Directory.AddAuthority(ctx, system(), made)
	return made.ID, err
}

// userName is that of the person who is number n at a place; 0 is its coordinator.
func userName(place string, n int) string { return fmt.Sprintf("person%d.%s", n, place) }

// staff makes a coordinator and n people who ask and answer, and gives the coordinator.
func (m *maker) staff(ctx context.Context, place, authority, unit string, role policy.Role, n int) (lead policy.Actor, err error) {
	d := diceOf(m.seed, "names "+place, 0)
	for i := range n + 1 {
		a, err := m.Accounts.Add(ctx, system(), account.Input{Authority: authority, Unit: unit, UserName: userName(place, i), Name: d.name(), Demo: true})
		if err != nil {
			return lead, err
		}
		as := role
		if i == 0 {
			as = policy.Coordinator
		}
		if _, err := m.Accounts.Grant(ctx, system(), a.ID, account.DutyInput{Authority: authority, Role: as, From: m.since}); err != nil {
			return lead, err
		}
		if i == 0 {
			if lead, err = m.Accounts.Authenticate(ctx, a.ID, authority); err != nil {
				return lead, err
			}
		}
	}
	return lead, nil
}

// path enters and confirms how a place is reached.
func (m *maker) path(ctx context.Context, lead policy.Actor, d contact.Draft) error {
	d.Channel, d.Hours, d.Personal, d.FirstDays, d.AnswerDays, d.Owner, d.From, d.Languages = contact.Samsyn, calendar.OfficeHours(), true, 1, 2, lead.ID, m.since, "svenska"
	p, err := m.Contacts.Add(ctx, lead, lead.Authority, d)
	if err != nil {
		return err
	}
	_, err = m.Contacts.Confirm(ctx, lead, p.ID, p.Version)
	return err
}

func topicsOf(d contact.Direction) (out []contact.Topic) {
	for _, t := range contact.TopicsOf(d) {
		out = append(out, t.Topic)
	}
	return out
}

// boardTopics are those that a board for employment and youth answers.
func boardTopics() (out []contact.Topic) {
	for _, t := range contact.TopicsOf(contact.ToMunicipality) {
		if t.Area != contact.Income && t.Area != contact.Education {
			out = append(out, t.Topic)
		}
	}
	return out
}

// name is an invented person's.
func (d dice) name() string {
	first := []string{"Kim", "Robin", "Sam", "Noa", "Charlie", "Mika", "Love", "Alex", "Jonna", "Ali", "Sanna", "Erik", "Leila", "Nils", "Ida", "Omid", "Elsa", "Petra", "Yusuf", "Tova"}
	last := []string{"Provsson", "Testberg", "Exempelin", "Provberg", "Testlund", "Övning", "Mallström", "Provdal", "Testmark", "Skissgren"}
	return first[d.IntN(len(first))] + " " + last[d.IntN(len(last))] + " (Demo)"
}

// load reads who there is, as it was made.
func load(ctx context.Context, a *app.App, o Options) (c Country, err error) {
	counties, err := o.counties(ctx, a.DB)
	if err != nil {
		return c, err
	}
	towns, err := o.towns(ctx, a.DB)
	if err != nil {
		return c, err
	}
	inhabitants := map[string]int{}
	for _, t := range towns {
		inhabitants[t.CountyCode] += t.Population
	}
	units := map[string]*Desk{}
	for _, county := range counties {
		u, err := desk(ctx, a, "af-"+county.Code, officers(inhabitants[county.Code]), law.PES)
		if err != nil {
			return c, err
		}
		units[county.Code], c.Units = u, append(c.Units, u)
	}
	for _, t := range towns {
		b, err := desk(ctx, a, t.Code, caseworkers(t.Population), law.Municipal)
		if err != nil {
			return c, err
		}
		c.Towns = append(c.Towns, Town{Code: t.Code, Population: t.Population, Board: b, Agency: units[t.CountyCode]})
	}
	return c, nil
}

// desk reads one place.
func desk(ctx context.Context, a *app.App, place string, n int, side law.Side) (*Desk, error) {
	d := &Desk{Name: place, Side: side}
	for i := 1; i <= n; i++ {
		found, err := a.Accounts.ByUserName(ctx, userName(place, i))
		if err != nil {
			return nil, err
		}
		actor, err := a.Accounts.Authenticate(ctx, found.ID, found.Authority)
		if err != nil {
			return nil, err
		}
		d.Staff, d.Authority, d.Unit = append(d.Staff, actor), actor.Authority, actor.Unit
	}
	lead, err := a.Accounts.ByUserName(ctx, userName(place, 0))
	if err != nil {
		return nil, err
	}
	if d.Lead, err = a.Accounts.Authenticate(ctx, lead.ID, lead.Authority); err != nil {
		return nil, err
	}
	paths, err := contact.Of(ctx, a.DB, d.Authority)
	for _, p := range paths {
		if p.Unit == d.Unit {
			d.Path = p.ID
		}
	}
	return d, err
}

// weeksUntil is how many whole weeks lie between two days.
func weeksUntil(from, to calendar.Date) int { return int(math.Floor(float64(from.DaysUntil(to)) / 7)) }
