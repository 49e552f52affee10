package incident

import (
	"context"
	"slices"
	"strings"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Input is what somebody reports.
type Input struct {
	Sort       Sort
	Discovered time.Time
	Text       string // what happened, in own words
	Persons    int64  // roughly how many
	Categories []Category
	Protected  bool
	Concerned  []string // other authorities
}

// Report enters an incident in the register of the actor's authority and tells those who assess it. The hours run from the
// discovery, whenever it is entered.
func (s *Service) Report(ctx context.Context, actor policy.Actor, in Input) (i Incident, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, policy.ReportIncident, ref.To("authority", actor.Authority)); err != nil {
			return err
		}
		w := &work{Service: s, ctx: ctx, tx: tx, next: 1}
		in, err := in.checked(tx.Now())
		if err != nil {
			return err
		}
		w.i = in.entry(tx, actor)
		w.occur(Report, "", "")
		for _, authority := range in.Concerned {
			if err := w.concern(authority); err != nil {
				return err
			}
		}
		w.settle()
		if err := w.number(); err != nil {
			return err
		}
		if err := insert(ctx, tx, w.i, content{in.Text}); err != nil {
			return err
		}
		if err := db.InsertAll(ctx, tx, "incident_party", w.parties); err != nil {
			return err
		}
		if err := w.tellHeads(NoticeReported, actor.Authority, w.i.Ref(), newsReported); err != nil {
			return err
		}
		i = w.i
		return w.follow(policy.ReportIncident)
	})
	return i, err
}

// checked tidies what is reported and refuses what cannot stand.
func (in Input) checked(now time.Time) (Input, error) {
	var p []fault.Problem
	in.Text = strings.TrimSpace(in.Text)
	if !slices.Contains(Sorts(), in.Sort) {
		p = append(p, fault.Field(fieldSort, chooseSort))
	}
	switch {
	case in.Discovered.IsZero():
		p = append(p, fault.Field(fieldDay, sayDiscovered))
	case in.Discovered.After(now):
		p = append(p, fault.Field(fieldDay, notYet))
	case now.Sub(in.Discovered) > longAgo:
		p = append(p, fault.Field(fieldDay, tooLongAgo))
	}
	if problem, ok := wordsProblem(fieldText, in.Text, sayWhatHappened, now); ok {
		p = append(p, problem)
	}
	if in.Persons < 0 || in.Persons > mostPersons {
		p = append(p, fault.Field(fieldPersons, sayPersons))
	}
	for _, c := range in.Categories {
		if !slices.Contains(Categories(), c) {
			p = append(p, fault.Field(fieldCategories, chooseCategories))
			break
		}
	}
	if in.Sort != Security && len(in.Categories) == 0 {
		p = append(p, fault.Field(fieldCategories, chooseCategories))
	}
	in.Concerned = slices.Compact(slices.Sorted(slices.Values(in.Concerned)))
	if len(p) > 0 {
		return in, fault.New(fault.Invalid, putRight, p...)
	}
	return in, nil
}

// entry is the incident as it begins.
func (in Input) entry(tx *audit.Tx, actor policy.Actor) Incident {
	i := Incident{ID: tx.NewID(), Authority: actor.Authority, Origin: Own, Sort: in.Sort, Persons: in.Persons, Protected: in.Protected, State: Open, DiscoveredAt: db.At(in.Discovered),
		ReportedBy: actor.ID, ReportedAt: db.At(tx.Now()), Version: 1}
	var codes []string
	for _, c := range Categories() {
		if slices.Contains(in.Categories, c) {
			codes = append(codes, string(c))
		}
	}
	i.Categories = strings.Join(codes, " ")
	return i.owing()
}

// owing sets by when the supervisory authority is to be notified.
func (i Incident) owing() Incident {
	if rule := ruleOf(Supervise, dateOf(i.DiscoveredAt)); i.Breach() && rule.Hours > 0 {
		i.SupervisorDue = db.At(until(i.DiscoveredAt.Time, rule.Hours))
	}
	return i
}

// concern adds another authority that is to be told, within the hours that the two have agreed.
func (w *work) concern(authority string) error {
	taken := slices.ContainsFunc(w.parties, func(p Party) bool { return p.Authority == authority })
	if authority == w.i.Authority || authority == w.i.From || taken {
		return problem(fieldConcerned, chooseOther)
	}
	a, err := directory.AuthorityByID(w.ctx, w.tx, authority, today(w.tx))
	if fault.Is(err, fault.NotFound) {
		return problem(fieldConcerned, chooseOther)
	}
	if err != nil {
		return err
	}
	place := a.MunicipalityCode
	if place == "" {
		own, err := directory.AuthorityByID(w.ctx, w.tx, w.i.Authority, today(w.tx))
		if err != nil {
			return err
		}
		place = own.MunicipalityCode
	}
	p := Party{ID: w.tx.NewID(), Incident: w.i.ID, No: int64(len(w.parties) + 1), Authority: authority, Municipality: place}
	hours := int64(ruleOf(Tell, dateOf(w.i.DiscoveredAt)).Hours)
	if place != "" {
		owed, err := commitment.OwedNow(w.ctx, w.tx, commitment.Debt{Metric: fact.IncidentTold, By: w.i.Authority, To: authority, Municipality: place})
		if err != nil {
			return err
		}
		p.Agreement, p.Clause = owed.Agreement, owed.Number
		if owed.Hours > 0 {
			hours = owed.Hours
		}
	}
	p.Due = db.At(until(w.i.DiscoveredAt.Time, int(hours)))
	w.parties = append(w.parties, p)
	w.occur(Concern, authority, "")
	return nil
}
