package cast

import (
	"context"
	"fmt"

	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/steering"
)

// Groups gives Ludvika's agreement its steering group and its operational group, as the cast would: the operational
// group has met and published its minutes, one of its decisions is past its day and it meets today; the steering group
// has met and its minutes wait to be adjusted by somebody of the municipality.
func Groups(ctx context.Context, a *app.App) error {
	held, err := agreement.List(ctx, a.DB, agreement.Filter{Municipality: "2085", State: agreement.InForce, On: today(a)})
	if err != nil || len(held) == 0 || held[0].From.After(calendar.AddWorkingDays(today(a), -10)) {
		return err // an agreement that has just begun has had no meetings
	}
	have, err := a.Steering.Groups(ctx, maker(), held[0].ID)
	if err != nil || len(have) > 0 {
		return err
	}
	s := &groupStory{App: a, agreement: held[0], day: today(a), people: map[string]policy.Actor{}}
	for _, user := range []string{Anna, Karin, Birgit, Per, Maja, Karl} {
		if s.people[user], err = actorOf(ctx, a, user); err != nil {
			return err
		}
	}
	if err := s.operational(ctx); err != nil {
		return fmt.Errorf("the operational group: %w", err)
	}
	if err := s.steering(ctx); err != nil {
		return fmt.Errorf("the steering group: %w", err)
	}
	return nil
}

// actorOf is one of the cast, acting for the authority where they work.
func actorOf(ctx context.Context, a *app.App, user string) (policy.Actor, error) {
	found, err := a.Accounts.ByUserName(ctx, user)
	if err != nil {
		return policy.Actor{}, err
	}
	return a.Accounts.Authenticate(ctx, found.ID, found.Authority)
}

// groupStory is what the groups of one agreement do, up to a day.
type groupStory struct {
	*app.App
	agreement agreement.Agreement
	day       calendar.Date
	people    map[string]policy.Actor
}

// ago is the working day some working days ago, but never before the agreement.
func (s *groupStory) ago(n int) calendar.Date {
	day := calendar.AddWorkingDays(s.day, -n)
	if day.Before(s.agreement.From) {
		day = calendar.AddWorkingDays(s.agreement.From.AddDays(-1), 1)
	}
	return day
}

func (s *groupStory) operational(ctx context.Context) error {
	anna, per := s.people[Anna], s.people[Per]
	g, err := s.group(ctx, steering.GroupInput{Kind: steering.Operational, Name: "Operativa gruppen",
		Task: "Löser det dagliga samarbetet: flöden, rutiner och kontaktvägar. Beslutar om arbetssätt inom överenskommelsen och lyfter annat till styrgruppen."})
	if err != nil {
		return err
	}
	members, err := s.members(ctx, g, member{Anna, steering.Chair, ""}, member{Per, steering.Substitute, ""}, member{Birgit, steering.Ordinary, ""}, member{Maja, steering.Ordinary, ""})
	if err != nil {
		return err
	}
	m, err := s.held(ctx, g, s.ago(9), members, "## Läget\n\nFlödet från nämnden till Arbetsförmedlingen fungerar. Svar på frågor tar fortfarande för lång tid i början av månaden.\n\n## Sommarjobben\n\nParterna planerar platserna tillsammans.")
	if err != nil {
		return err
	}
	for _, d := range []steering.DecisionInput{
		{Text: "Ta fram en gemensam rutin för frågor om aktivitetsrapporter", Owner: anna.Authority, Due: calendar.Max(s.ago(2), m.Day)},
		{Text: "Bjud in vuxenutbildningen till nästa möte", Owner: directory.PES, Due: s.day.AddDays(20)},
	} {
		if _, err := s.Steering.Decide(ctx, per, m.ID, d); err != nil {
			return err
		}
	}
	if m, err = s.Steering.Meeting(ctx, anna, m.ID); err != nil { // the decisions made its minutes another text
		return err
	}
	for _, by := range []int{0, 1} { // Anna led it, Per is of the other side
		if _, err := s.Steering.Adjust(ctx, []policy.Actor{anna, per}[by], m.ID, members[by].ID, m.TextNo); err != nil {
			return err
		}
	}
	return s.plan(ctx, g, steering.Plan{PerYear: 10, Weekday: 2, Week: 2})
}

func (s *groupStory) steering(ctx context.Context) error {
	g, err := s.group(ctx, steering.GroupInput{Kind: steering.Steering, Name: "Styrgruppen",
		Task: "Leder samverkan. Följer åtagandena, beslutar om mål och resurser och avgör det som den operativa gruppen inte kan lösa."})
	if err != nil {
		return err
	}
	members, err := s.members(ctx, g, member{Karl, steering.Chair, "områdeschef"}, member{Karin, steering.Substitute, "förvaltningschef"}, member{Birgit, steering.Ordinary, ""})
	if err != nil {
		return err
	}
	guest, err := s.Steering.AddMember(ctx, s.people[Anna], g.ID, steering.MemberInput{Name: "Margareta Lind (Demo)", Function: "nämndens ordförande", Part: steering.Ordinary, From: s.agreement.From})
	if err != nil {
		return err
	}
	m, err := s.held(ctx, g, s.ago(3), append(members, guest), "## Åtagandena\n\nSvarstiderna hålls inte i två av tre månader. Styrgruppen vill se en plan.\n\n## Mål för året\n\nMålen ligger kvar.")
	if err != nil {
		return err
	}
	if _, err := s.Steering.Decide(ctx, s.people[Anna], m.ID, steering.DecisionInput{Text: "Lägg fram en plan för kortare svarstider", Owner: directory.PES, Due: s.day.AddDays(30)}); err != nil {
		return err
	}
	return s.plan(ctx, g, steering.Plan{PerYear: 2, Weekday: 4, Week: 3})
}

func (s *groupStory) group(ctx context.Context, in steering.GroupInput) (steering.Group, error) {
	in.From, in.To = s.agreement.From, s.agreement.Last()
	return s.Steering.AddGroup(ctx, s.people[Anna], s.agreement.ID, in)
}

// member is one of the cast in a group.
type member struct {
	user     string
	part     steering.Part
	function string
}

func (s *groupStory) members(ctx context.Context, g steering.Group, all ...member) (out []steering.Member, err error) {
	for _, m := range all {
		who := s.people[m.user]
		adds := who // each party's coordinator names its own
		switch who.Authority {
		case directory.PES:
			adds = s.people[Per]
		case s.people[Anna].Authority:
			adds = s.people[Anna]
		}
		made, err := s.Steering.AddMember(ctx, adds, g.ID, steering.MemberInput{Account: who.ID, Function: m.function, Part: m.part, From: s.agreement.From})
		if err != nil {
			return nil, err
		}
		out = append(out, made)
	}
	return out, nil
}

// held is a meeting that was held, with everybody there, led by the first, and its minutes written.
func (s *groupStory) held(ctx context.Context, g steering.Group, day calendar.Date, members []steering.Member, minutes string) (m steering.Meeting, err error) {
	anna := s.people[Anna]
	made, err := s.Steering.PlanMeetings(ctx, anna, g.ID, []steering.When{s.when(day)})
	if err != nil {
		return m, err
	}
	in := steering.HoldInput{Chair: members[0].ID}
	for _, p := range members {
		in.Present = append(in.Present, p.ID)
	}
	if m, err = s.Steering.Hold(ctx, anna, made[0].ID, made[0].Version, in); err != nil {
		return m, err
	}
	return s.Steering.WriteMinutes(ctx, anna, m.ID, m.Version, minutes)
}

func (s *groupStory) when(day calendar.Date) steering.When {
	return steering.When{Day: day, Starts: calendar.TimeAt(9, 0), Ends: calendar.TimeAt(11, 0), Place: "Arbetscentrum, Ludvika (Demo)"}
}

// plan plans what is left of this year and the whole of the next; the operational group meets today too. A day that has
// a meeting already is left.
func (s *groupStory) plan(ctx context.Context, g steering.Group, p steering.Plan) error {
	var days []calendar.Date
	if g.Kind == steering.Operational {
		days = append(days, calendar.AddWorkingDays(s.day.AddDays(1), -1))
	}
	for _, year := range []int{s.day.Year, s.day.Year + 1} {
		p.Year = year
		for _, d := range p.Propose() {
			if d.After(s.day) && g.Period().Contains(d) {
				days = append(days, d)
			}
		}
	}
	for _, d := range days {
		_, err := s.Steering.PlanMeetings(ctx, s.people[Anna], g.ID, []steering.When{s.when(d)})
		if err != nil && !fault.Is(err, fault.Invalid) { // the day is taken
			return err
		}
	}
	return nil
}
