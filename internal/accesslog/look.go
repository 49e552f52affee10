package accesslog

import (
	"context"
	"slices"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/identity"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// read is one reading by somebody of an authority, with whose record it was of.
type read struct {
	audit.Line
	Person string
}

// population gives all readings by the staff of an authority in a period, the oldest first.
func (s *Service) population(ctx context.Context, q db.Reader, authority string, in calendar.Period) ([]read, error) {
	var some []audit.Some
	for _, a := range s.Abouts {
		some = append(some, audit.Some{Kind: a.Kind, Every: true, Actions: a.actions(), Authorities: []string{authority}})
	}
	lines, err := s.lines(ctx, q, some, audit.Span{From: db.At(in.From.Start()), To: db.At(in.To.End())}, mostReadings)
	if err != nil {
		return nil, err
	}
	whom, err := s.whom(ctx, q, authority, lines)
	if err != nil {
		return nil, err
	}
	var out []read
	for _, l := range slices.Backward(lines) {
		if p := whom[l.Ref()]; p != "" && l.ActorID != "" {
			out = append(out, read{l, p})
		}
	}
	return out, nil
}

// mostReadings bounds how many readings, the latest, a review is drawn of.
const mostReadings = 1_000_000

// atOnce bounds the values of one statement.
const atOnce = 500

// whom gives the records that the things of some lines are about.
func (s *Service) whom(ctx context.Context, q db.Reader, authority string, lines []audit.Line) (map[ref.Ref]string, error) {
	things := make([]ref.Ref, len(lines))
	for i, l := range lines {
		things[i] = l.Ref()
	}
	return s.recordsOf(ctx, q, authority, byKind(things))
}

// byKind gives the ids of things, each once.
func byKind(things []ref.Ref) map[ref.Kind]map[string]bool {
	ids := map[ref.Kind]map[string]bool{}
	for _, t := range things {
		if ids[t.Kind] == nil {
			ids[t.Kind] = map[string]bool{}
		}
		ids[t.Kind][t.ID] = true
	}
	return ids
}

// recordsOf gives the records that things are about at an authority.
func (s *Service) recordsOf(ctx context.Context, q db.Reader, authority string, ids map[ref.Kind]map[string]bool) (map[ref.Ref]string, error) {
	out := map[ref.Ref]string{}
	for _, a := range s.Abouts {
		for part := range slices.Chunk(sorted(ids[a.Kind]), atOnce) {
			found, err := a.To(ctx, q, authority, part)
			if err != nil {
				return nil, err
			}
			for _, t := range found {
				out[ref.To(a.Kind, t.ID)] = t.Person
			}
		}
	}
	return out, nil
}

// pair is a member of staff and a person.
type pair struct{ account, person string }

// day is a member of staff's day.
type day struct {
	account string
	on      calendar.Date
}

// looked is what the rules need to know beside the readings. It is made inside a reading of the house's own, and nothing of
// it is kept or shown.
type looked struct {
	names     map[string]person.Called
	readers   map[string]account.Account
	staff     map[string]bool // names of the staff, plain
	homes     map[string][]string
	days      map[day]map[string]bool
	usual     int
	acts      map[pair][]time.Time
	protected map[string]person.Person
	watched   map[string]bool
	named     map[pair][]person.Assigned
	now       time.Time
}

// look gathers it.
func (s *Service) look(ctx context.Context, q db.Reader, authority string, all []read) (x looked, err error) {
	x = looked{names: map[string]person.Called{}, staff: map[string]bool{}, homes: map[string][]string{}, days: map[day]map[string]bool{}, acts: map[pair][]time.Time{},
		protected: map[string]person.Person{}, watched: map[string]bool{}, named: map[pair][]person.Assigned{}, now: q.Now()}
	persons, readers := map[string]bool{}, map[string]bool{}
	for _, r := range all {
		persons[r.Person], readers[r.ActorID] = true, true
		at := day{r.ActorID, calendar.DateOf(r.At.Time)}
		if x.days[at] == nil {
			x.days[at] = map[string]bool{}
		}
		x.days[at][r.Person] = true
	}
	x.usual = x.unusual()
	for part := range slices.Chunk(sorted(persons), atOnce) {
		if err := s.lookAt(ctx, q, authority, part, &x); err != nil {
			return x, err
		}
	}
	if x.readers, _, err = account.Behind(ctx, q, sorted(readers)); err != nil {
		return x, err
	}
	names, err := account.StaffNames(ctx, q, authority)
	if err != nil {
		return x, err
	}
	for _, n := range names {
		x.staff[plain(n)] = true
	}
	return x, s.lookOut(ctx, q, authority, &x)
}

func (x *looked) unusual() int {
	var perDay []int
	for _, persons := range x.days {
		perDay = append(perDay, len(persons))
	}
	return Unusual(perDay)
}

// lookAt reads what the authority has of some persons.
func (s *Service) lookAt(ctx context.Context, q db.Reader, authority string, persons []string, x *looked) error {
	named, err := s.Persons.Names(ctx, q, persons)
	if err != nil {
		return err
	}
	for _, n := range named {
		x.names[n.ID] = n
		if n.Address != "" {
			x.homes[plain(n.Name)] = append(x.homes[plain(n.Name)], n.Address)
		}
	}
	guarded, err := person.ProtectionsOf(ctx, q, persons)
	if err != nil {
		return err
	}
	for _, p := range guarded {
		x.protected[p.ID] = p
	}
	assigned, err := person.AssignmentsOf(ctx, q, persons)
	if err != nil {
		return err
	}
	for _, a := range assigned {
		at := pair{a.Account, a.Person}
		x.named[at] = append(x.named[at], a)
	}
	return s.lookForActs(ctx, q, authority, persons, x)
}

// lookForActs finds when the staff did something, more than read, about some persons.
func (s *Service) lookForActs(ctx context.Context, q db.Reader, authority string, persons []string, x *looked) error {
	t, err := s.things(ctx, q, persons)
	if err != nil {
		return err
	}
	some := t.some()
	for i := range some {
		some[i].Actions, some[i].Authorities = nil, []string{authority}
	}
	lines, err := audit.Among(ctx, q, some, audit.Span{}, mostReadings)
	for _, l := range slices.Backward(lines) {
		if line, _ := policy.LineOf(policy.Action(l.Action)); !line.Read {
			at := pair{l.ActorID, t.record(l)}
			x.acts[at] = append(x.acts[at], l.At.Time)
		}
	}
	return err
}

// lookOut reads whom the authority watches out for.
func (s *Service) lookOut(ctx context.Context, q db.Reader, authority string, x *looked) error {
	rows, err := db.All[struct {
		ID     string `db:"id"`
		Number []byte `db:"number"`
	}](ctx, q, "SELECT id, number FROM accesslog_watch WHERE authority_id = $1 AND ended_at IS NULL ORDER BY id", authority)
	if err != nil {
		return err
	}
	for _, row := range rows {
		digits, err := openText(s.Trail.Keys(), at("accesslog_watch", "number", row.ID), row.Number)
		if err != nil {
			return err
		}
		n, err := identity.ParsePersonal(digits, calendar.DateOf(q.Now()))
		if err != nil {
			return err
		}
		found, err := s.Persons.Find(ctx, q, n, authority)
		if err != nil {
			return err
		}
		if p, ok := found[authority]; ok {
			x.watched[p.ID] = true
		}
	}
	return nil
}

// seen is what the rules see of one reading.
func (x looked) seen(r read) Seen {
	on, who := calendar.DateOf(r.At.Time), pair{r.ActorID, r.Person}
	reader, n := x.readers[r.ActorID].Name, noteOf(r.Entry)
	out := Seen{At: r.At.Time, Reader: reader, Person: x.names[r.Person].Name, Address: x.names[r.Person].Address, Homes: x.homes[plain(reader)],
		ThatDay: len(x.days[day{r.ActorID, on}]), Usual: x.usual, Now: x.now, Protected: x.protected[r.Person].Protected(on), Watched: x.watched[r.Person],
		Further: n.Reach == policy.Assigned || n.Reach == policy.Substitute}
	out.Staff = out.Person != "" && x.staff[plain(out.Person)]
	if line, _ := policy.LineOf(policy.Action(r.Action)); !line.Read {
		out.Next = r.At.Time // it was itself something done: a message, a ground recorded
	}
	for _, at := range x.acts[who] {
		if out.Next.IsZero() && at.After(r.At.Time) {
			out.Next = at
			break
		}
	}
	for _, a := range x.named[who] {
		out.Named = out.Named || !a.From.After(on)
		out.Further = out.Further || calendar.Period{From: a.From, To: a.To}.Contains(on)
	}
	return out
}
