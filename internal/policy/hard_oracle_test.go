package policy_test

import (
	"slices"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/policy"
)

// The oracle says the fixture's rules once more, in plain Go over the world in memory, knowing nothing of the table.
type oracle struct {
	w     world
	a     policy.Actor
	now   time.Time
	today calendar.Date
}

func (w world) oracle(a policy.Actor, now time.Time) oracle {
	return oracle{w: w, a: a, now: now, today: calendar.DateOf(now)}
}

// may answers for one thing by its id.
func (o oracle) may(act policy.Action, id string) bool {
	staff := o.has(policy.Caseworker) || o.has(policy.EmploymentOfficer)
	switch act {
	case readMatter:
		m, ok := find(o.w.Matters, func(m matter) bool { return m.ID == id })
		return ok && !o.forbidden(m.Person) && (o.isPerson(m.Person) || staff && o.works(m.ID) && o.ground(m.ID))
	case readFile, sendFile, openFile, readBenefit:
		f, ok := find(o.w.Files, func(f file) bool { return f.ID == id })
		return ok && !o.forbidden(f.Person) && o.mayFile(act, f, staff)
	case readCopy:
		c, ok := find(o.w.Copies, func(c sent) bool { return c.ID == id })
		return ok && !o.forbidden(c.Person) && staff && c.To == o.a.Authority && o.works(c.Matter)
	case readEnquiry, exportEnquiry, reviewEnquiry:
		e, ok := find(o.w.Enquiries, func(e enquiry) bool { return e.ID == id })
		return ok && !o.forbidden(e.Person) && o.mayEnquiry(act, e, staff)
	case readLog:
		l, ok := find(o.w.Log, func(l logLine) bool { return l.ID == id })
		return ok && !o.forbidden(l.Person) && o.has(policy.LogAuditor) && l.Authority == o.a.Authority
	}
	return false
}

func (o oracle) mayFile(act policy.Action, f file, staff bool) bool {
	own := f.Authority == o.a.Authority
	switch act {
	case readFile:
		return o.isPerson(f.Person) || staff && own && (o.works(f.Matter) || o.opened(f.ID))
	case sendFile:
		return staff && own && o.assigned(f.Matter, o.a.ID) && o.ground(f.Matter)
	case openFile:
		return staff && own
	}
	return o.has(policy.Caseworker) && own && o.assigned(f.Matter, o.a.ID) && o.incomeUnit()
}

func (o oracle) mayEnquiry(act policy.Action, e enquiry, staff bool) bool {
	if act != reviewEnquiry {
		return staff && (e.AskedBy == o.a.Authority || e.AskedOf == o.a.Authority)
	}
	return o.has(policy.Reviewer) && slices.ContainsFunc(o.w.Items, func(i item) bool {
		return i.Enquiry == e.ID && slices.ContainsFunc(o.w.Samples, func(s sample) bool {
			return s.ID == i.Sample && s.Reviewer == o.a.ID && o.during(s.Opens.Time, s.Closes.Time)
		})
	})
}

func (o oracle) has(r policy.Role) bool { return o.a.ID != "" && slices.Contains(o.a.Roles, r) }

func (o oracle) isPerson(id string) bool { return o.has(policy.Jobseeker) && id == o.a.ID }

// works: named on the matter, or on duty now for somebody who is.
func (o oracle) works(matter string) bool {
	return o.assigned(matter, o.a.ID) || slices.ContainsFunc(o.w.Rota, func(r rota) bool {
		return r.Substitute == o.a.ID && r.Authority == o.a.Authority && o.during(r.Starts.Time, r.Ends.Time) && o.assigned(matter, r.Absent)
	})
}

func (o oracle) assigned(matter, staff string) bool {
	takesPart := slices.ContainsFunc(o.w.Parties, func(p party) bool {
		return p.Matter == matter && p.Authority == o.a.Authority && o.on(p.From, p.To)
	})
	return takesPart && slices.ContainsFunc(o.w.Assignments, func(a assignment) bool {
		return a.Matter == matter && a.Staff == staff && a.Authority == o.a.Authority && o.on(a.From, a.To)
	})
}

func (o oracle) ground(matter string) bool {
	return slices.ContainsFunc(o.w.Grounds, func(g grant) bool {
		mine := g.From == o.a.Authority || g.To == o.a.Authority
		withdrawn := !g.Withdrawn.IsZero() && !g.Withdrawn.After(o.now)
		return g.Matter == matter && mine && !withdrawn && o.during(g.Starts.Time, g.Ends.Time)
	})
}

func (o oracle) opened(file string) bool {
	return slices.ContainsFunc(o.w.Openings, func(p opening) bool {
		return p.File == file && p.Staff == o.a.ID && o.during(p.Starts.Time, p.Ends.Time)
	})
}

func (o oracle) incomeUnit() bool {
	return slices.ContainsFunc(o.w.Units, func(u unit) bool {
		return u.ID == o.a.Unit && u.Authority == o.a.Authority && u.Branch == "income-support"
	})
}

// forbidden: barred, or a protected identity that is neither one's own nor one is named for.
func (o oracle) forbidden(id string) bool {
	if slices.Contains(o.w.Bars, bar{id, o.a.ID}) {
		return true
	}
	p, ok := find(o.w.Persons, func(p person) bool { return p.ID == id })
	if !ok || p.From.IsZero() || !o.on(p.From, p.To) || id == o.a.ID {
		return false
	}
	return !o.a.Cleared || !slices.ContainsFunc(o.w.Clearances, func(c clearance) bool {
		return c.Person == id && c.Staff == o.a.ID && c.Authority == o.a.Authority && o.on(c.From, c.To)
	})
}

// on: both days included; no last day is for ever.
func (o oracle) on(from, to calendar.Date) bool {
	return !o.today.Before(from) && (to.IsZero() || !o.today.After(to))
}

// during: the first instant is in, the last is not; no last instant is for ever.
func (o oracle) during(from, to time.Time) bool {
	return !o.now.Before(from) && (to.IsZero() || o.now.Before(to))
}

func find[T any](all []T, ok func(T) bool) (out T, found bool) {
	i := slices.IndexFunc(all, ok)
	if i < 0 {
		return out, false
	}
	return all[i], true
}
