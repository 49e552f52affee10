package cast

import (
	"context"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/law"
	"samsyn/internal/simulate"
)

// The demo's daily work begins with the year of the first agreements' renewal, and is what two boards in Ludvika and one in
// Falun would ask in a month, and be asked. More would show better, but the demo is to begin within seconds.
const dailyAMonth = 18

func dailyFrom() calendar.Date { return calendar.NewDate(2025, 1, 1) }

// dailyNumbers are test numbers of Skatteverket that no other story is about.
func dailyNumbers() []string {
	return []string{"198501139995", "199101092386", "199101292382", "199102182384", "199103102381", "199103302387", "199104192381", "199105092382"}
}

// Daily is the daily work between the boards of the cast and the agency's unit in Dalarna since the beginning of 2025:
// questions that were asked, answered and closed, with the delays of seasons and of people who are away.
func Daily(ctx context.Context, a *app.App) error {
	until := today(a)
	if !dailyFrom().Before(until) {
		return nil
	}
	c, err := dailyCountry(ctx, a)
	if err != nil {
		return err
	}
	months := float64(dailyFrom().DaysUntil(until)) / 30.4
	return simulate.Daily(ctx, a, c, simulate.Options{Seed: 2025, Enquiries: int64(months * dailyAMonth), From: dailyFrom(), Until: until, Numbers: dailyNumbers()})
}

func dailyCountry(ctx context.Context, a *app.App) (c simulate.Country, err error) {
	agency, err := dailyDesk(ctx, a, dalarna, law.PES, Maja, Moa)
	if err != nil {
		return c, err
	}
	c.Units = []*simulate.Desk{agency}
	for _, b := range []struct {
		code   string
		people int
		side   law.Side
		staff  []string
	}{
		{"2085", 26_000, law.SocialServices, []string{Elin, Nora}},
		{"2085", 20_000, law.Municipal, []string{Sara}},
		{"2080", 30_000, law.Municipal, []string{Ture}},
	} {
		board, err := dailyDesk(ctx, a, b.code+string(b.side), b.side, b.staff...)
		if err != nil {
			return c, err
		}
		if b.side == law.SocialServices {
			board.Path = "" // what it is asked of is sensitive, and has stories of its own
		}
		c.Towns = append(c.Towns, simulate.Town{Code: b.code, Population: b.people, Board: board, Agency: agency})
	}
	return c, nil
}

// dailyDesk is where some of the cast work, with the contact path in Samsyn that they answer.
func dailyDesk(ctx context.Context, a *app.App, name string, side law.Side, users ...string) (*simulate.Desk, error) {
	d := &simulate.Desk{Name: name, Side: side}
	for _, u := range users {
		actor, err := actorOf(ctx, a, u)
		if err != nil {
			return nil, err
		}
		d.Staff, d.Authority, d.Unit = append(d.Staff, actor), actor.Authority, actor.Unit
	}
	paths, err := contact.Of(ctx, a.DB, d.Authority)
	for _, p := range paths {
		if p.Channel == contact.Samsyn && p.Unit == d.Unit {
			d.Path = p.ID
		}
	}
	return d, err
}
