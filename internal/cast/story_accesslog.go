package cast

import (
	"context"
	"fmt"

	"samsyn/internal/accesslog"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/enquiry"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// LogReviews lets Maja at the agency read what she handles, Moa open a person in an emergency while Maja is away, and Gunilla,
// who reviews the agency's log, draw a sample of the quarter's readings: she has judged one and asked Maja about one, and the
// emergency opening waits for her.
func LogReviews(ctx context.Context, a *app.App) error {
	have, err := db.One[int64](ctx, a.DB, "SELECT COUNT(*) FROM accesslog_review")
	if err != nil || have > 0 {
		return err
	}
	s := &logStory{App: a, ctx: ctx}
	for user, who := range map[string]*policy.Actor{Maja: &s.maja, Moa: &s.moa, Gunilla: &s.gunilla} {
		if *who, err = actorOf(ctx, a, user); err != nil {
			return err
		}
	}
	for _, step := range []func() error{s.read, s.emergency, s.review} {
		if err := step(); err != nil {
			return fmt.Errorf("log reviews: %w", err)
		}
	}
	return nil
}

// logStory is who reads at the agency, and who looks at it.
type logStory struct {
	*app.App
	ctx                context.Context
	maja, moa, gunilla policy.Actor
	persons            []string
}

// read lets Maja open the questions that she handles, and the persons in them.
func (s *logStory) read() error {
	type row struct {
		Enquiry string `db:"enquiry_id"`
		Person  string `db:"person_id"`
	}
	rows, err := db.All[row](s.ctx, s.DB, `SELECT enquiry_id, person_id FROM enquiry_side WHERE authority_id = $1 AND account_id = $2 AND person_id <> '' AND left_at IS NULL AND box <> 'draft'
		ORDER BY created_at DESC, enquiry_id`+db.Limit(6), s.maja.Authority, s.maja.ID)
	if err != nil {
		return err
	}
	for _, r := range rows {
		thing := ref.To(enquiry.Kind, r.Enquiry)
		if _, err := s.Enquiries.Open(s.ctx, s.maja, r.Enquiry); err != nil {
			return err
		}
		if _, err := s.Persons.Open(s.ctx, s.maja, r.Person, thing); err != nil {
			return err
		}
		s.persons = append(s.persons, r.Person)
	}
	return nil
}

func (s *logStory) emergency() error {
	if len(s.persons) == 0 {
		return nil
	}
	reason := "Personen ringde från ett möte och handläggaren är sjuk i dag. Jag behövde se vad som var planerat (Demo)."
	if err := s.Persons.OpenInEmergency(s.ctx, s.moa, s.persons[0], reason); err != nil {
		return err
	}
	_, err := s.Persons.Open(s.ctx, s.moa, s.persons[0], ref.To(person.PersonKind, s.persons[0]))
	return err
}

// review is under way: one reading is judged, whoever did another is asked why.
func (s *logStory) review() error {
	day := today(s.App)
	from := calendar.NewDate(day.Year, (day.Month-1)/3*3+1, 1)
	if !from.Before(day) {
		from = day.AddDays(-7)
	}
	w, err := s.AccessLog.Begin(s.ctx, s.gunilla, calendar.Period{From: from, To: day}, 8)
	if err != nil {
		return err
	}
	whole, err := s.AccessLog.Get(s.ctx, s.DB, s.gunilla, w.ID)
	if err != nil || len(whole.Lines) < 2 {
		return err
	}
	if _, err := s.AccessLog.Judge(s.ctx, s.gunilla, whole.Lines[0].ID, 0, accesslog.InOrder, ""); err != nil {
		return err
	}
	_, err = s.AccessLog.Ask(s.ctx, s.gunilla, whole.Lines[1].ID, 0)
	return err
}
