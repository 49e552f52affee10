package home

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
)

// day is everything that the page shows, before it is words.
type day struct {
	on       calendar.Date
	at       directory.Authority
	coverage agreement.Coverage
	country  bool                // the reader watches over the whole country
	county   string              // chosen county code, of those who do; empty for all
	ending   []agreement.Covered // that nothing takes over from, in the country or the county
	without  []agreement.Covered
	coming   []agreement.Covered // that begin, or take over, in time
	tasks    []task
}

// watches tells whether somebody follows every municipality's agreement. Who at the agency only answers questions, keeps
// the accounts or reads the log does not: their own work is their day.
func watches(a policy.Actor) bool {
	beyond := slices.ContainsFunc(a.Roles, func(r policy.Role) bool {
		return r != policy.EmploymentOfficer && r != policy.LocalAdmin && r != policy.LogAuditor
	})
	return a.Authority == directory.PES && beyond || a.Has(policy.Analyst) || a.Has(policy.Reviewer) || a.Has(policy.HeadOffice)
}

// gather reads what the reader's day is made of.
func (h *Home) gather(ctx context.Context, a policy.Actor, county string) (d day, err error) {
	d = day{on: h.today(), county: county, country: watches(a)}
	if d.at, err = h.authority(ctx, a.Authority); err != nil {
		return d, err
	}
	if d.coverage, err = agreement.CoverageOn(ctx, h.DB, d.on); err != nil {
		return d, err
	}
	switch {
	case d.country:
		d.ending, d.without = d.inCounty(loose(d.coverage.Ending())), d.inCounty(d.coverage.Without())
		d.coming = d.inCounty(coming(d.coverage.Places))
		d.tasks = national(d.on, d.ending, d.without)
	case d.at.MunicipalityCode != "":
		for _, p := range d.coverage.Places {
			if p.Code == d.at.MunicipalityCode {
				d.coming = coming([]agreement.Covered{p})
				d.tasks = append(d.tasks, own(d.on, p, policy.May(a, policy.RegisterAgreement)))
			}
		}
	}
	more, err := h.duties(ctx, a, d.on)
	if err != nil {
		return d, err
	}
	mine, err := h.waiting(ctx, a)
	if err != nil {
		return d, err
	}
	others, err := h.more(ctx, a)
	mine = append(mine, others...)
	d.tasks = append(mine, sorted(append(d.tasks, more...))...)
	return d, err
}

// authority is the one acted for; one that is no longer in the directory is nothing to stop at.
func (h *Home) authority(ctx context.Context, id string) (directory.Authority, error) {
	if id == "" {
		return directory.Authority{}, nil
	}
	at, err := directory.AuthorityByID(ctx, h.DB, id, h.today())
	if fault.Is(err, fault.NotFound) {
		return directory.Authority{}, nil
	}
	return at, err
}

func (d day) inCounty(all []agreement.Covered) []agreement.Covered {
	if d.county == "" {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(p agreement.Covered) bool { return p.CountyCode != d.county })
}

// coming are the municipalities whose next agreement is in the register already, the nearest first.
func coming(all []agreement.Covered) []agreement.Covered {
	var out []agreement.Covered
	for _, p := range all {
		if !p.Next.IsZero() {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b agreement.Covered) int { return a.Next.Compare(b.Next) })
	return out
}

// duties is what the reader's other roles ask.
func (h *Home) duties(ctx context.Context, a policy.Actor, on calendar.Date) ([]task, error) {
	var all []task
	for _, of := range []struct {
		act policy.Action
		ask func(context.Context, policy.Actor, calendar.Date) (*task, error)
	}{{policy.ReadJobs, h.stuck}, {policy.ReadTrail, h.unreviewed}, {policy.AddAccount, h.invited}} {
		if !policy.May(a, of.act) {
			continue
		}
		t, err := of.ask(ctx, a, on)
		if err != nil {
			return nil, err
		}
		if t != nil {
			all = append(all, *t)
		}
	}
	return all, nil
}

func (h *Home) stuck(ctx context.Context, _ policy.Actor, _ calendar.Date) (*task, error) {
	_, n, err := job.Backlog(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	t := task{text: language.T("Inget har fastnat i driften.", "Nothing is stuck in the running of the house."), button: language.T("Se driften", "See the running"), href: "/admin/drift"}
	if n > 0 {
		t.level = ui.Bad
		t.text = language.Plural(n, language.T("*%d jobb har fastnat* och körs inte igen av sig självt.", "*%d job is stuck* and will not run again by itself."),
			language.T("*%d jobb har fastnat* och körs inte igen av sig själva.", "*%d jobs are stuck* and will not run again by themselves."))
	}
	return &t, nil
}

func (h *Home) unreviewed(ctx context.Context, a policy.Actor, on calendar.Date) (*task, error) {
	read, err := audit.Lines(ctx, h.DB, audit.Filter{Authority: a.Authority, Action: string(policy.ReadTrail)}, 1)
	if err != nil {
		return nil, err
	}
	var last calendar.Date
	if len(read) > 0 {
		last = calendar.DateOf(read[0].At.Time)
	}
	t := review(on, last)
	return &t, nil
}

// invited counts the accounts of the authority that nobody has signed in to yet.
func (h *Home) invited(ctx context.Context, a policy.Actor, _ calendar.Date) (*task, error) {
	n := 0
	err := h.Accounts.Each(ctx, a, "", "", 0, func(r account.Row) error {
		if r.State() == account.Invited {
			n++
		}
		return nil
	})
	if err != nil || n == 0 {
		return nil, err
	}
	return &task{level: ui.Info, button: language.T("Se kontona", "See the accounts"), href: "/admin/konton", text: language.Plural(n,
		language.T("*%d konto* väntar på att ägaren väljer ett lösenord.", "*%d account* waits for its owner to choose a password."),
		language.T("*%d konton* väntar på att ägaren väljer ett lösenord.", "*%d accounts* wait for their owners to choose a password."))}, nil
}
