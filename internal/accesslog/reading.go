package accesslog

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Reading is one line of the trail that showed, opened or disclosed data about a person: who, when, what, and on what ground.
type Reading struct {
	ID            string // of the line
	At            db.Time
	Person        string // the record that it was of
	Account       string // of the staff; empty for a process, and for the person
	Name          string // of the staff, or of the process
	Authority     string // acted for; empty for a process and for the person
	AuthorityName string
	Unit          string // where the staff worked then; empty when none is known
	UnitName      string
	Role          policy.Role // in which it was done; empty when neither the trail nor the duties of that day say
	Own           bool        // the person's own reading
	Action        policy.Action
	Thing         ref.Ref
	Ground        Ground
	Hidden        bool // what is about the person was not shown yet
}

// Ground is why somebody could read: how they came to be allowed, and on which ground of law the authority had or told it.
type Ground struct {
	Reach policy.Reach // assigned, substitute, opened, self …; empty when the line is from before it was noted
	Law   law.GroundID // empty for what is the authority's own
}

// Emergency tells whether it was read because it was opened in an emergency.
func (r Reading) Emergency() bool {
	return r.Ground.Reach == policy.Opened || r.Action == policy.OpenPerson
}

// Of gives the readings of what is about some records of persons, newest first, at most limit; before is the id of the last
// of the page before. Who may see them, and of which records, is asked before. Why somebody opened a record in an emergency
// is not in it.
func (s *Service) Of(ctx context.Context, q db.Reader, persons []string, before string, limit int) ([]Reading, error) {
	things, err := s.things(ctx, q, persons)
	if err != nil {
		return nil, err
	}
	lines, err := s.lines(ctx, q, things.some(), audit.Span{Before: before}, limit)
	if err != nil {
		return nil, err
	}
	return s.readings(ctx, q, lines, things)
}

// lines gives the lines of some choices that are readings, newest first.
func (s *Service) lines(ctx context.Context, q db.Reader, some []audit.Some, in audit.Span, limit int) (out []audit.Line, err error) {
	for len(out) < limit {
		lines, err := audit.Among(ctx, q, some, in, limit)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			if in.Before = l.ID; s.about(ref.Kind(l.Kind)).counts(l) && len(out) < limit {
				out = append(out, l)
			}
		}
		if len(lines) < limit {
			break
		}
	}
	return out, nil
}

// things are what is about some records, by what the rooms say.
type things struct {
	abouts []About
	of     map[ref.Kind][]Thing
}

func (s *Service) things(ctx context.Context, q db.Reader, persons []string) (t things, err error) {
	t = things{s.Abouts, map[ref.Kind][]Thing{}}
	for _, a := range s.Abouts {
		if t.of[a.Kind], err = a.Of(ctx, q, persons); err != nil {
			return t, err
		}
	}
	return t, nil
}

// some chooses the lines about the things, for each kind and authority whose records they are about.
func (t things) some() (out []audit.Some) {
	for _, a := range t.abouts {
		by := map[string][]string{}
		for _, th := range t.of[a.Kind] {
			by[th.Authority] = append(by[th.Authority], th.ID)
		}
		for _, authority := range sorted(by) {
			out = append(out, audit.Some{Kind: a.Kind, Things: by[authority], Actions: a.actions(), Authorities: []string{"", authority}})
		}
	}
	return out
}

// record gives the record that a line is about.
func (t things) record(l audit.Line) string {
	for _, th := range t.of[ref.Kind(l.Kind)] {
		if th.ID == l.Thing && (l.Authority == "" || l.Authority == th.Authority) {
			return th.Person
		}
	}
	return ""
}

// readings says of lines who did it, where they worked, and how they came to be allowed.
func (s *Service) readings(ctx context.Context, q db.Reader, lines []audit.Line, t things) ([]Reading, error) {
	w, err := whoOf(ctx, q, lines)
	if err != nil {
		return nil, err
	}
	out := make([]Reading, len(lines))
	for i, l := range lines {
		r := Reading{ID: l.ID, At: l.At, Person: t.record(l), Account: l.ActorID, Name: l.Actor, Authority: l.Authority, Action: policy.Action(l.Action), Thing: l.Ref()}
		r.says(l.Change)
		w.fill(&r, calendar.DateOf(l.At.Time))
		out[i] = r
	}
	return out, nil
}

// says takes what the trail says of the reading. The person's own is by no member of staff.
func (r *Reading) says(change string) {
	n := noteOf(audit.Entry{Change: change})
	r.Role, r.Hidden, r.Ground = n.Role, n.Hidden, Ground{n.Reach, law.GroundID(n.Ground)}
	if r.Own = n.Reach == policy.Self; r.Own {
		r.Account, r.Name = "", ""
	}
}

func (s *Service) about(k ref.Kind) About {
	i := slices.IndexFunc(s.Abouts, func(a About) bool { return a.Kind == k })
	if i < 0 {
		return About{}
	}
	return s.Abouts[i]
}
