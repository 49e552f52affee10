package steering

import (
	"context"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// PlanMeetings plans meetings of a group in one act: one, or those of a whole year. A day on which the group has a
// meeting already is refused, so that a plan sent twice makes no second year.
func (s *Service) PlanMeetings(ctx context.Context, actor policy.Actor, group string, all []When) (made []Meeting, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		g, err := mayEditGroup(ctx, tx, actor, group)
		if err != nil {
			return err
		}
		have, err := meetingsOf(ctx, tx, g.ID)
		if err != nil {
			return err
		}
		made = nil
		for _, w := range all {
			m, problems := w.apply(Meeting{ID: tx.NewID(), Agreement: g.Agreement, Group: g.ID, State: Planned, Version: 1}, g)
			if err := invalid(append(problems, taken(append(have, made...), m)...)); err != nil {
				return err
			}
			made = append(made, m)
		}
		if len(made) == 0 {
			return invalid([]fault.Problem{fault.Field(fieldDay, language.T("Ange minst en dag.", "Give at least one day."))})
		}
		if err := insertMeetings(ctx, tx, made); err != nil {
			return err
		}
		for _, m := range made {
			if err := tx.Note(policy.RunMeeting, m.Ref(), notedMeeting{What: "planned", Day: m.Day}); err != nil {
				return err
			}
		}
		return s.refollow(ctx, tx, g.ID)
	})
	return made, err
}

// taken tells of another meeting of the group on the same day.
func taken(have []Meeting, m Meeting) []fault.Problem {
	if slices.ContainsFunc(have, func(o Meeting) bool { return o.ID != m.ID && o.Day == m.Day && o.State != Cancelled }) {
		return []fault.Problem{fault.Field(fieldDay, language.T("Gruppen har redan ett möte %s.", "The group has a meeting already on %s.").With(m.Day.Long()))}
	}
	return nil
}

// change is what every change of one meeting has in common: read, may, rule, write, note, follow.
func (s *Service) change(ctx context.Context, actor policy.Actor, id string, version int64, rule func(*audit.Tx, Meeting) (Meeting, notedMeeting, error)) (m Meeting, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		before, err := getMeeting(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := may(ctx, tx, actor, policy.RunMeeting, before.Ref()); err != nil {
			return err
		}
		after, note, err := rule(tx, before)
		if err != nil {
			return err
		}
		m = after
		m.Version = version
		if err := updateMeeting(ctx, tx, &m); err != nil {
			return err
		}
		if err := tx.Note(policy.RunMeeting, m.Ref(), note); err != nil {
			return err
		}
		return s.follow(ctx, tx, m, before)
	})
	return m, err
}

// follow keeps facts and the days for following up in step with a meeting that changed.
func (s *Service) follow(ctx context.Context, tx *audit.Tx, m, before Meeting) error {
	if m.Day != before.Day || m.State != before.State {
		if err := s.refollow(ctx, tx, m.Group); err != nil {
			return err
		}
	}
	return recordMeeting(ctx, tx, m)
}

// Move puts a planned meeting at another time or place.
func (s *Service) Move(ctx context.Context, actor policy.Actor, id string, version int64, w When) (Meeting, error) {
	return s.change(ctx, actor, id, version, func(tx *audit.Tx, m Meeting) (Meeting, notedMeeting, error) {
		g, err := getGroup(ctx, tx, m.Group)
		if err != nil {
			return m, notedMeeting{}, err
		}
		have, err := meetingsOf(ctx, tx, m.Group)
		if err != nil || m.State != Planned {
			return m, notedMeeting{}, orNotPlanned(err)
		}
		m, problems := w.apply(m, g)
		return m, notedMeeting{What: "moved", Day: m.Day}, invalid(append(problems, taken(have, m)...))
	})
}

// Cancel says that a planned meeting will not be, and why.
func (s *Service) Cancel(ctx context.Context, actor policy.Actor, id string, version int64, reason string) (Meeting, error) {
	return s.change(ctx, actor, id, version, func(_ *audit.Tx, m Meeting) (Meeting, notedMeeting, error) {
		if m.State != Planned {
			return m, notedMeeting{}, orNotPlanned(nil)
		}
		if reason == "" {
			return m, notedMeeting{}, invalid([]fault.Problem{fault.Field(fieldReason, language.T("Skriv varför mötet ställs in.", "Write why the meeting is cancelled."))})
		}
		m.State, m.Reason = Cancelled, reason
		return m, notedMeeting{What: "cancelled", Day: m.Day}, nil
	})
}

func orNotPlanned(err error) error {
	if err != nil {
		return err
	}
	return conflict("Mötet är redan genomfört eller inställt. Öppna det på nytt.", "The meeting has been held or cancelled already. Open it again.")
}

// HoldInput is what is said of a meeting that was held.
type HoldInput struct {
	Present []string // ids of members
	Chair   string   // id of the member who led it
	Guests  string   // others who took part, in words
}

// Hold says that a meeting was held, by whom. Its agenda is kept as it stands now.
func (s *Service) Hold(ctx context.Context, actor policy.Actor, id string, version int64, in HoldInput) (Meeting, error) {
	return s.change(ctx, actor, id, version, func(tx *audit.Tx, m Meeting) (Meeting, notedMeeting, error) {
		members, err := membersOf(ctx, tx, m.Group)
		if err != nil || m.State != Planned {
			return m, notedMeeting{}, orNotPlanned(err)
		}
		points, err := s.agendaOf(ctx, tx, m)
		if err != nil {
			return m, notedMeeting{}, err
		}
		m, problems := m.hold(today(tx), members, in.Present, in.Chair, in.Guests)
		if err := invalid(problems); err != nil {
			return m, notedMeeting{}, err
		}
		if err := keepAgenda(ctx, tx, m.ID, points); err != nil {
			return m, notedMeeting{}, err
		}
		return m, notedMeeting{What: "held", Day: m.Day}, insertPresent(ctx, tx, m.ID, present(members, in.Present, m))
	})
}

// present are those of the given ids who were members on the day, each once.
func present(members []Member, ids []string, m Meeting) (out []string) {
	for _, p := range membersOn(members, m.Day) {
		if slices.Contains(ids, p.ID) {
			out = append(out, p.ID)
		}
	}
	return out
}

// AddPoint puts a point on the agenda of a planned meeting, in the name of the actor's authority.
func (s *Service) AddPoint(ctx context.Context, actor policy.Actor, meeting, title, text string) (p Point, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		m, err := getMeeting(ctx, tx, meeting)
		if err != nil {
			return err
		}
		if err := may(ctx, tx, actor, policy.AddPoint, m.Ref()); err != nil {
			return err
		}
		if m.State != Planned {
			return orNotPlanned(nil)
		}
		if title == "" {
			return invalid([]fault.Problem{fault.Field(fieldTitle, language.T("Skriv vad punkten gäller.", "Write what the point is about."))})
		}
		have, err := pointsOf(ctx, tx, m.ID)
		if err != nil {
			return err
		}
		p = Point{ID: tx.NewID(), Meeting: m.ID, No: int64(len(have) + 1), Own: true, Authority: actor.Authority,
			SourceSv: sourceOwn.Sv, SourceEn: sourceOwn.En, TitleSv: title, TitleEn: title, Text: text}
		if err := insertPoint(ctx, tx, p); err != nil {
			return err
		}
		return tx.Note(policy.AddPoint, m.Ref(), notedMeeting{What: "point", Day: m.Day})
	})
	return p, err
}

// groupOf gives a group with the agreement it stands under.
func groupOf(ctx context.Context, tx *audit.Tx, id string) (Group, agreement.Agreement, error) {
	g, err := getGroup(ctx, tx, id)
	if err != nil {
		return g, agreement.Agreement{}, err
	}
	a, err := agreement.ByID(ctx, tx, g.Agreement)
	return g, a, err
}
