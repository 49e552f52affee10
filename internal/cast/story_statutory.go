package cast

import (
	"context"
	"fmt"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/statutory"
)

// StatutoryNotices lets Sara, at the board in Ludvika that has adult education, tell the agency of an interruption that Maja
// acts on, and of an application that nobody has received yet; and Moa tell Ludvika of planned studies, which Sara has
// received. The persons are invented, with official test numbers.
func StatutoryNotices(ctx context.Context, a *app.App) error {
	have, err := db.One[int64](ctx, a.DB, "SELECT COUNT(*) FROM statutory_notice")
	duty, _ := law.NoticeOf(law.EducationInterrupted)
	if err != nil || have > 0 || today(a).Before(duty.Valid.From) {
		return err
	}
	s := &noticeStory{App: a, ctx: ctx, event: calendar.Max(duty.Valid.From, calendar.AddWorkingDays(today(a), -2))}
	for _, who := range []struct {
		name string
		to   *policy.Actor
	}{{Sara, &s.sara}, {Maja, &s.maja}, {Moa, &s.moa}} {
		if *who.to, err = actorOf(ctx, a, who.name); err != nil {
			return err
		}
	}
	for _, step := range []func() error{s.interrupted, s.applied, s.planned} {
		if err := step(); err != nil {
			return fmt.Errorf("statutory notices: %w", err)
		}
	}
	return nil
}

// noticeStory is what the two tell each other because they must.
type noticeStory struct {
	*app.App
	ctx             context.Context
	event           calendar.Date
	sara, maja, moa policy.Actor
}

func (s *noticeStory) send(who policy.Actor, id law.NoticeID, number, name string, facts map[string]string) (statutory.Key, error) {
	n, err := s.Statutory.Send(s.ctx, who, statutory.Input{Type: id, Municipality: "2085", Happened: s.event, Number: number, Name: name, Certified: true, Facts: facts})
	return statutory.Key{ID: n.ID}, err
}

func (s *noticeStory) interrupted() error {
	k, err := s.send(s.sara, law.EducationInterrupted, "199201012383", "Nora Testberg (Demo)", map[string]string{"education": "Svenska som andraspråk, delkurs 2", "extent": "50"})
	if err != nil {
		return err
	}
	if _, err = s.Statutory.Take(s.ctx, s.maja, k); err != nil {
		return err
	}
	_, err = s.Statutory.Act(s.ctx, s.maja, k, statutory.PlanChanged, "Vi har ändrat planeringen och bokat ett samtal om språkpraktik.")
	return err
}

func (s *noticeStory) applied() error {
	_, err := s.send(s.sara, law.EducationApplied, "199201012391", "Amir Testsson (Demo)", map[string]string{"education": "Undersköterska", "extent": "100"})
	return err
}

func (s *noticeStory) planned() error {
	k, err := s.send(s.moa, law.StudiesPlanned, "199201022390", "Sara Testlund (Demo)", map[string]string{"education": "Matematik 1a"})
	if err == nil {
		_, err = s.Statutory.Take(s.ctx, s.sara, k)
	}
	return err
}
