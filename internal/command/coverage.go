package command

import (
	"context"
	"encoding/json"
	"fmt"

	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

type coverageCommand struct {
	base
	On   day  `help:"${on_help}" placeholder:"2023-03-15"`
	JSON bool `name:"json" help:"${json_help}"`
	Full bool `help:"${full_help}"`
}

// day is a date as it is typed.
type day struct{ calendar.Date }

// UnmarshalText reads 2026-03-02.
func (d *day) UnmarshalText(text []byte) (err error) {
	d.Date, err = calendar.ParseDate(string(text))
	return err
}

// Run prints how many municipalities have an agreement in force.
func (c *coverageCommand) Run(ctx context.Context, t *terminal) error {
	return c.within(ctx, t, func(a *app.App) error {
		on := c.On.Date
		if on.IsZero() {
			on = calendar.DateOf(a.DB.Now())
		}
		cover, err := agreement.CoverageOn(ctx, a.DB, on)
		if err != nil {
			return err
		}
		switch {
		case c.Full:
			return t.json(cover.Full())
		case c.JSON:
			return t.json(cover.Headline())
		}
		t.say(language.T("%s hade %d av %d kommuner en gällande överenskommelse.", "On %s, %d of %d municipalities had an agreement in force.").
			With(on.String(), cover.Signed, cover.Of))
		return nil
	})
}

func (t *terminal) json(v any) error {
	b, err := json.Marshal(v)
	if err == nil {
		_, err = fmt.Fprintln(t.out, string(b))
	}
	return err
}
