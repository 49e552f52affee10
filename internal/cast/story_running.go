package cast

import (
	"context"
	"errors"

	"samsyn/internal/app"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/record"
)

// Running gives Ludvika's employment board and the agency what a local admin sees to: a plan of what is destroyed and
// when, and the address at which the function takes messages in Säker digital kommunikation. All of it is invented.
func Running(ctx context.Context, a *app.App) error {
	at, err := authorities(ctx, a)
	if err != nil {
		return err
	}
	for _, of := range []struct{ authority, actor, function, label, plan string }{
		{at[LudvikaWork], "0203:ludvika.example", "arbetsmarknad", "Arbetsmarknadsenheten (Demo)", "Dokumenthanteringsplan AMN 2025/4 (Demo)"},
		{directory.PES, "0203:arbetsformedlingen.example", "kommunfragor", "Frågor från kommuner (Demo)", "Gallringsbeslut Af-2025/77 (Demo)"},
	} {
		have, err := record.RulesOf(ctx, a.DB, of.authority)
		if err != nil || len(have) > 0 {
			return err
		}
		err = a.Exchange.AddAddress(ctx, maker(), exchange.Address{Authority: of.authority, Actor: of.actor, Function: of.function, Label: of.label})
		for docType, months := range map[string]int64{exchange.PersonThread: 24, exchange.GeneralThread: 12} {
			_, rerr := a.Records.AddRule(ctx, maker(), record.Rule{Authority: of.authority, DocType: docType, Months: months, Start: record.FromClosed, Source: of.plan, From: since})
			err = errors.Join(err, rerr)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
