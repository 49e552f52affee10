package steering

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// agendaOf gives a meeting's agenda: as it was when the meeting was held, and until then as it would be now. What is open
// stands on the group's next meeting, and not on those after it too.
func (s *Service) agendaOf(ctx context.Context, q db.Reader, m Meeting) ([]Point, error) {
	kept, err := pointsOf(ctx, q, m.ID)
	if err != nil || m.State != Planned {
		return kept, err
	}
	if first, err := nextBefore(ctx, q, m); err != nil || first.ID != "" {
		return agenda(m.ID, nil, kept), err
	}
	open, err := s.openUnder(ctx, q, m.Agreement)
	return agenda(m.ID, open, kept), err
}

// nextBefore gives the group's next planned meeting when that is on an earlier day than a planned one; else one without an
// id. A meeting that has passed without being entered as held takes nothing from those to come.
func nextBefore(ctx context.Context, q db.Reader, m Meeting) (Meeting, error) {
	all, err := meetingsOf(ctx, q, m.Group)
	for _, x := range all {
		if x.State == Planned && !x.Day.Before(today(q)) && x.Day.Before(m.Day) {
			return x, err
		}
	}
	return Meeting{}, err
}

// WriteMinutes writes the minutes of a held meeting, in Markdown, anew or over an earlier text. What was adjusted must
// then be adjusted again. Published minutes are not changed.
func (s *Service) WriteMinutes(ctx context.Context, actor policy.Actor, id string, version int64, text string) (Meeting, error) {
	return s.change(ctx, actor, id, version, func(_ *audit.Tx, m Meeting) (Meeting, notedMeeting, error) {
		text = strings.TrimSpace(text)
		switch {
		case m.State != Held:
			return m, notedMeeting{}, conflict("Mötet är inte registrerat som genomfört. Gör det först.", "The meeting is not entered as held. Do that first.")
		case !m.Published.IsZero():
			return m, notedMeeting{}, conflict("Protokollet är publicerat och ändras inte. Ta upp rättelsen på nästa möte.", "The minutes are published and do not change. Take the correction up at the next meeting.")
		case text == "":
			return m, notedMeeting{}, invalid([]fault.Problem{fault.Field(fieldText, language.T("Skriv protokollet.", "Write the minutes."))})
		case text == m.Text:
			return m, notedMeeting{}, invalid([]fault.Problem{fault.Field(fieldText, language.T("Texten är oförändrad.", "The text is unchanged."))})
		}
		m.Text, m.TextNo = text, m.TextNo+1
		return m, notedMeeting{What: "minutes", Day: m.Day, No: m.TextNo}, nil
	})
}

// Adjust says that a member has found the minutes right, in the text that the person saw (no). A member with an account
// does it themselves; for one without, and for one who has left the group since and no longer reads its drafts, the
// coordinator of the same authority enters what was done on paper. With the
// chair's adjustment and one of the other side, the minutes are published to the parties.
func (s *Service) Adjust(ctx context.Context, actor policy.Actor, meeting, member string, no int64) (m Meeting, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if m, err = getMeeting(ctx, tx, meeting); err != nil {
			return err
		}
		if err := may(ctx, tx, actor, policy.AdjustMinutes, m.Ref()); err != nil {
			return err
		}
		who, done, members, err := s.adjuster(ctx, tx, actor, m, member, no)
		if err != nil {
			return err
		}
		made := Adjustment{Meeting: m.ID, Member: who.ID, TextNo: m.TextNo, By: actor.ID, At: db.At(tx.Now())}
		if err := insertAdjustment(ctx, tx, made); err != nil {
			return err
		}
		if err := tx.Note(policy.AdjustMinutes, m.Ref(), notedMeeting{What: "adjusted", Day: m.Day, No: m.TextNo}); err != nil {
			return err
		}
		return s.publish(ctx, tx, &m, append(done, made), members)
	})
	return m, err
}

// adjuster finds the member and asks whether the actor may adjust for them.
func (s *Service) adjuster(ctx context.Context, tx *audit.Tx, actor policy.Actor, m Meeting, member string, no int64) (who Member, done []Adjustment, members []Member, err error) {
	if members, err = membersOf(ctx, tx, m.Group); err != nil {
		return who, nil, nil, err
	}
	if done, err = adjustmentsOf(ctx, tx, m.ID); err != nil {
		return who, nil, nil, err
	}
	here, err := presentAt(ctx, tx, m.ID)
	if err != nil {
		return who, nil, nil, err
	}
	if !m.MinutesWait() || no != m.TextNo || no == 0 {
		return who, nil, nil, conflict("Protokollet har ändrats eller publicerats sedan du läste det. Läs det på nytt.", "The minutes have been changed or published since you read them. Read them again.")
	}
	asked := m.mayAdjust(done, members, here)
	who, ok := find(asked, member)
	if !ok || !adjustsFor(actor, who, may(ctx, tx, actor, policy.RunMeeting, m.Ref()) == nil, today(tx)) {
		return who, nil, nil, fault.New(fault.Denied, language.T("Protokollet justeras av ordföranden och en närvarande från andra sidan, var och en själv. För den som saknar konto eller har lämnat gruppen gör den egna samverkansansvariga det.",
			"Minutes are adjusted by the chair and somebody present from the other side, each in person. For who has no account or has left the group their own coordinator does it."))
	}
	return who, done, members, nil
}

// adjustsFor tells whether an actor adjusts for a member on a day: as that member, or as keeper of the own authority's
// members who have no account or are no longer in the group.
func adjustsFor(actor policy.Actor, who Member, keeper bool, day calendar.Date) bool {
	if who.Account != "" && who.Period().Contains(day) {
		return who.Account == actor.ID
	}
	return keeper && who.Authority == actor.Authority
}

// publish publishes the minutes when nobody's adjustment is missing.
func (s *Service) publish(ctx context.Context, tx *audit.Tx, m *Meeting, done []Adjustment, members []Member) error {
	if chair, other := m.lacks(done, members); chair || other {
		return nil
	}
	m.Published = db.At(tx.Now())
	if err := updateMeeting(ctx, tx, m); err != nil {
		return err
	}
	if err := tx.Note(policy.AdjustMinutes, m.Ref(), notedMeeting{What: "published", Day: m.Day, No: m.TextNo, Late: m.MinutesLate(today(tx))}); err != nil {
		return err
	}
	return recordMeeting(ctx, tx, *m)
}

// seesDraft tells whether an actor reads minutes that are not published on a day: those who keep the meeting, and those
// who are members of its group then.
func seesDraft(actor policy.Actor, keeper bool, members []Member, day calendar.Date) bool {
	return keeper || slices.ContainsFunc(membersOn(members, day), func(m Member) bool { return m.Account != "" && m.Account == actor.ID })
}

// Agenda gives a meeting's agenda to those who may read it.
func (s *Service) Agenda(ctx context.Context, actor policy.Actor, meeting string) ([]Point, error) {
	m, err := s.readMeeting(ctx, actor, meeting)
	if err != nil {
		return nil, err
	}
	return s.agendaOf(ctx, s.Trail.DB(), m)
}

func (s *Service) readMeeting(ctx context.Context, actor policy.Actor, id string) (Meeting, error) {
	m, err := getMeeting(ctx, s.Trail.DB(), id)
	if err != nil {
		return m, err
	}
	return m, policy.CheckRead(ctx, s.Trail.DB(), actor, policy.ReadMeeting, m.Ref())
}
