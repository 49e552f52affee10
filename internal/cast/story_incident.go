package cast

import (
	"context"
	"fmt"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/incident"
	"samsyn/internal/policy"
)

// Incidents lets Sara at Ludvika's work board report a letter that went to the wrong receiver: Ulla, who reviews the log
// there, tells the agency, where Gunilla acknowledges, and has the decision on notifying before her. Another, that Maja at
// the agency has reported, waits for Gunilla, who has not told Ludvika yet.
func Incidents(ctx context.Context, a *app.App) error {
	have, err := db.One[int64](ctx, a.DB, "SELECT COUNT(*) FROM incident")
	if err != nil || have > 0 {
		return err
	}
	s := &incidentStory{App: a, ctx: ctx}
	for user, who := range map[string]*policy.Actor{Sara: &s.sara, Ulla: &s.ulla, Maja: &s.maja, Gunilla: &s.gunilla} {
		if *who, err = actorOf(ctx, a, user); err != nil {
			return err
		}
	}
	for _, step := range []func() error{s.letter, s.mail} {
		if err := step(); err != nil {
			return fmt.Errorf("incidents: %w", err)
		}
	}
	return nil
}

// incidentStory is who reports and who assesses.
type incidentStory struct {
	*app.App
	ctx                       context.Context
	sara, ulla, maja, gunilla policy.Actor
}

func (s *incidentStory) letter() error {
	i, err := s.Incidents.Report(s.ctx, s.sara, incident.Input{Sort: incident.Disclosed, Discovered: s.DB.Now().Add(-3 * time.Hour), Persons: 1, Categories: []incident.Category{incident.Seekers},
		Text: "Ett brev med ett planeringsunderlag lades i fel kuvert och kom till en annan person, som ringde och lämnade tillbaka det (Demo).", Concerned: []string{directory.PES}})
	if err != nil {
		return err
	}
	key := incident.Key{ID: i.ID}
	if _, err := s.Incidents.TellParty(s.ctx, s.ulla, key, directory.PES, "Ett brev med uppgifter som ni har lämnat till oss kom till fel person i dag. Brevet är tillbaka hos oss (Demo)."); err != nil {
		return err
	}
	if _, err := s.Incidents.Measure(s.ctx, s.ulla, key, "Brevet är hämtat. Den som fick det har lovat att inte föra något vidare (Demo)."); err != nil {
		return err
	}
	there, err := s.Incidents.List(s.ctx, s.DB, s.gunilla, incident.Filter{State: incident.Open, Told: true})
	if err != nil || len(there) == 0 {
		return err
	}
	_, err = s.Incidents.Acknowledge(s.ctx, s.gunilla, incident.Key{ID: there[0].ID})
	return err
}

func (s *incidentStory) mail() error {
	_, err := s.Incidents.Report(s.ctx, s.maja, incident.Input{Sort: incident.Accessed, Discovered: s.DB.Now().Add(-21 * time.Hour), Persons: 12, Categories: []incident.Category{incident.Seekers, incident.Relatives},
		Protected: true, Text: "En delad mapp med listor från planeringsmöten var öppen för hela enheten under en vecka (Demo).", Concerned: []string{s.sara.Authority}})
	return err
}
