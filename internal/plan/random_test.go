package plan_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/matter"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
)

// play is a life of plans by chance, with what the acts that were done say must be counted.
type play struct {
	*house
	dice     *rand.Rand
	other    matter.Matter // of the same person at the agency, with another municipality
	made     int
	followed int
}

// TestWhateverIsDone keeps what must hold: at most one plan that is proposed or holds per person and authority, one version
// that holds, a copy of every version at each authority, an owner and a day for each step, and facts that say what was done.
func TestWhateverIsDone(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			each(t, func(h *house) {
				p := &play{house: h, dice: rand.New(rand.NewPCG(seed, 12)), other: h.begin(h.cia, h.eva)}
				p.judge(h.anna)
				p.judge(h.per)
				for i := range 60 {
					p.act(i)
					p.holds(i)
				}
			})
		})
	}
}

// act does something by chance. What cannot be done is refused as a fault, and changes nothing.
func (p *play) act(i int) {
	p.t.Helper()
	p.Clock.Advance(time.Duration(p.dice.IntN(40)) * time.Hour)
	who := []policy.Actor{p.anna, p.per}[p.dice.IntN(2)]
	k, ctx := p.key(), p.t.Context()
	before := p.plan()
	var err error
	switch p.dice.IntN(11) {
	case 0, 1, 2:
		_, err = p.svc.Propose(ctx, who, k, before.Last-int64(p.dice.IntN(8)/7), p.any(who), consent())
	case 3, 4:
		owed := p.count(`SELECT COUNT(*) FROM fact WHERE metric = $1 AND closed IS NULL`, fact.PlanMade)
		if _, err = p.svc.Accept(ctx, who, k, before.Last, consent()); err == nil {
			p.made += owed
		}
	case 5:
		part := plan.Parts()[p.dice.IntN(3)]
		in := plan.Answer{No: before.Holds, Part: part, By: plan.Self, On: p.today(), Why: "Vill inte"}
		if part == plan.Paper {
			c := p.paper()
			in.Paper = c
		}
		_, err = p.svc.NotePerson(ctx, who, k, in)
	case 6:
		err = p.move(who)
	case 7:
		_, err = p.svc.FollowUp(ctx, who, k, plan.Follow{Said: "Det går", Next: p.today().AddDays(p.dice.IntN(90))})
		if err == nil {
			p.followed++
		}
	case 8:
		if p.dice.IntN(3) > 0 {
			return
		}
		if _, err = p.matters.CloseMatter(ctx, who, k, matter.Reached); fault.Is(err, fault.Conflict) {
			_, err = p.matters.Reopen(ctx, who, k)
		}
	case 9:
		err = p.elsewhere()
	case 10:
		must(p.t, p.svc.Tend(ctx))
		return
	}
	if err != nil && !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Denied) && !fault.Is(err, fault.NotFound) {
		p.t.Fatalf("act %d: %v", i, err)
	}
	if err != nil && p.plan() != before {
		p.t.Fatalf("act %d was refused (%v) and changed the plan", i, err)
	}
}

// any is a plan with steps by chance: those of the latest version, less or more, sometimes with a day that has passed.
func (p *play) any(who policy.Actor) plan.Content {
	c := p.content()
	if v := p.seen(who); v.There && p.dice.IntN(4) > 0 {
		latest, _ := v.Told(v.Last)
		c.Items = latest.Content.Items
		if len(c.Items) > 1 && p.dice.IntN(2) == 0 {
			c.Items = slices.Delete(slices.Clone(c.Items), 0, 1)
		}
	}
	item := plan.Item{Text: fmt.Sprintf("Steg %d", p.dice.IntN(100)), Responsible: plan.Owners()[p.dice.IntN(4)], Due: p.today().AddDays(p.dice.IntN(30) - 2), Hours: int64(p.dice.IntN(4) * 15)}
	if len(c.Items) < 8 {
		c.Items = append(slices.Clone(c.Items), item)
	}
	return c
}

func (p *play) move(who policy.Actor) error {
	v := p.seen(who)
	now, ok := v.Told(v.Holds)
	if !ok || len(now.Steps) == 0 {
		return nil
	}
	st := now.Steps[p.dice.IntN(len(now.Steps))]
	_, err := p.svc.MoveStep(p.t.Context(), who, p.key(), st.ID, plan.Move{To: plan.Moves()[p.dice.IntN(3)], Why: "Därför"})
	return err
}

// elsewhere tries a second plan of the same person.
func (p *play) elsewhere() error {
	q, _, err := plan.OfMatter(p.t.Context(), p.DB, p.other.ID)
	must(p.t, err)
	k := matter.Key{ID: p.other.ID}
	if p.dice.IntN(2) == 0 {
		_, err = p.svc.Propose(p.t.Context(), p.cia, k, q.Last, p.content(), consent())
	} else {
		_, err = p.svc.Accept(p.t.Context(), p.eva, k, q.Last, consent())
	}
	return err
}

func (p *play) count(text string, args ...any) int {
	p.t.Helper()
	n, err := db.One[int](p.t.Context(), p.DB, text, args...)
	must(p.t, err)
	return n
}

// holds asks for all that must hold.
func (p *play) holds(i int) {
	p.t.Helper()
	if n := p.count(`SELECT COUNT(*) FROM (SELECT person_id FROM plan_side WHERE holds GROUP BY person_id HAVING COUNT(*) > 1) AS twice`); n > 0 {
		p.t.Fatalf("act %d: %d persons have two plans", i, n)
	}
	now := p.plan()
	if now.ID == "" {
		return
	}
	sides := p.count(`SELECT COUNT(*) FROM plan_side WHERE plan_id = $1 AND holds`, now.ID)
	if now.State == plan.Closed && sides != 0 || now.State == plan.Active && sides != 2 {
		p.t.Fatalf("act %d: a plan that is %s is the one plan of %d", i, now.State, sides)
	}
	p.versions(i, now)
	p.figures(i, now)
}

func (p *play) versions(i int, now plan.Plan) {
	p.t.Helper()
	all, err := plan.Versions(p.t.Context(), p.DB, now.ID)
	must(p.t, err)
	states := map[plan.VersionState]int{}
	for _, v := range all {
		if states[v.State]++; v.State == plan.Accepted && v.No != now.Holds || v.State == plan.Offered && v.No != now.Last {
			p.t.Fatalf("act %d: version %d is %s, version %d holds and %d is the latest", i, v.No, v.State, now.Holds, now.Last)
		}
	}
	if want := min(int(now.Holds), 1); states[plan.Accepted] != want || states[plan.Offered] > 1 || int(now.Last) != len(all) {
		p.t.Fatalf("act %d: %v of %d versions, %d holds", i, states, len(all), now.Holds)
	}
	open := p.count(`SELECT COUNT(*) FROM matter WHERE id = $1 AND state = 'open'`, p.m.ID) == 1
	mine, theirs := p.seen(p.anna), p.seen(p.per)
	for n, v := range mine.Versions {
		same := theirs.Versions[n]
		if open && (v.Content.Goal == "" || !reflect.DeepEqual(v.Content, same.Content)) {
			p.t.Fatalf("act %d: the copies of version %d differ:\n%+v\n%+v", i, v.No, v.Content, same.Content)
		}
		if len(v.Steps) == 0 || len(v.Content.Items) != len(v.Steps) {
			p.t.Fatalf("act %d: version %d says %d steps and has %d", i, v.No, len(v.Content.Items), len(v.Steps))
		}
		for x, st := range v.Steps {
			if !slices.Contains(plan.Owners(), st.Responsible) || st.Due.IsZero() || st.Responsible != v.Content.Items[x].Responsible || st.Due != v.Content.Items[x].Due {
				p.t.Fatalf("act %d: step %d of version %d is %+v, and says %+v", i, st.Place, v.No, st, v.Content.Items[x])
			}
		}
	}
}

// tooMuch is 1 when, in the version that holds, steps of both parties that are not over take more than forty hours a week.
func (p *play) tooMuch(now plan.Plan) int {
	p.t.Helper()
	v := p.seen(p.anna)
	held, ok := v.Told(now.Holds)
	if now.State != plan.Active || !ok {
		return 0
	}
	total, of := int64(0), map[plan.Owner]bool{}
	for _, st := range held.Steps {
		if st.Hours > 0 && st.Responsible != plan.Person && (st.State == plan.Planned || st.State == plan.Begun) {
			total += st.Hours
			of[st.Responsible] = true
		}
	}
	if total > 40 && (of[plan.Both] || of[plan.Agency] && of[plan.Municipality]) {
		return 1
	}
	return 0
}

// figures asks that what is counted is what was done.
func (p *play) figures(i int, now plan.Plan) {
	p.t.Helper()
	active := 0
	if now.State == plan.Active {
		active = 1
	}
	for _, f := range []struct {
		said string
		got  int
		want int
	}{
		{"time to a follow-up runs", p.count(`SELECT COUNT(*) FROM fact JOIN plan_fact ON plan_fact.fact_id = fact.id WHERE plan_fact.matter_id = $1 AND fact.metric = $2 AND fact.closed IS NULL`, p.m.ID, fact.PlanFollowUp), active},
		{"follow-ups counted", p.count(`SELECT COUNT(*) FROM fact JOIN plan_fact ON plan_fact.fact_id = fact.id WHERE plan_fact.matter_id = $1 AND fact.metric = $2 AND fact.outcome = 'followed'`, p.m.ID, fact.PlanFollowUp), p.followed},
		{"plans with steps counted", p.count(`SELECT COUNT(*) FROM fact JOIN plan_fact ON plan_fact.fact_id = fact.id WHERE plan_fact.matter_id = $1 AND fact.metric = $2 AND fact.closed IS NULL`, p.m.ID, fact.PlanStepsOwned), active},
		{"plans with too many hours", p.count(`SELECT COUNT(*) FROM fact JOIN plan_fact ON plan_fact.fact_id = fact.id WHERE plan_fact.matter_id = $1 AND fact.metric = $2 AND fact.closed IS NULL`, p.m.ID, fact.ParallelHours), p.tooMuch(now)},
		{"plans made", p.count(`SELECT COUNT(*) FROM fact WHERE metric = $1 AND outcome = 'made'`, fact.PlanMade), p.made},
	} {
		if f.got != f.want {
			p.t.Fatalf("act %d, the plan is %s: %s %d, not %d", i, now.State, f.said, f.got, f.want)
		}
	}
	if n := p.count(`SELECT COUNT(*) FROM fact WHERE metric = $1 AND authority_id <> $2`, fact.PlanFollowUp, directory.PES); n > 0 {
		p.t.Fatalf("act %d: %d facts stand under another than the agency", i, n)
	}
}
