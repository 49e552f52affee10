package cast

import (
	"context"
	"math/rand/v2"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
)

// Offices makes the demo's offices. Of the real ones no list for the whole country is known; these are invented, and
// their numbers only resemble what was reported: most agency offices closed in 2019 and 2020.
func Offices(ctx context.Context, a *app.App) error {
	codes, err := allCodes(ctx, a)
	if err != nil {
		return err
	}
	return together(codes, func(code string) error {
		have, err := directory.OfficesIn(ctx, a.DB, code, today(a))
		if err != nil || len(have) > 0 {
			return err
		}
		for _, o := range officesIn(code) {
			o.MunicipalityCode, o.Authority = code, directory.PES
			if _, err := a.Directory.AddOffice(ctx, maker(), o); err != nil {
				return err
			}
		}
		return nil
	})
}

func officesIn(code string) []directory.Office {
	var seed uint64
	for _, c := range code {
		seed = seed*10 + uint64(c-'0')
	}
	r := rand.New(rand.NewPCG(seed, 2019))
	own := directory.Office{OfficeDetails: directory.OfficeDetails{
		Name: "Arbetsförmedlingen (Demo)", Address: "Demogatan 1", Services: "Besök utan bokning", Hours: "vardagar 10–15"}}
	closes := calendar.NewDate(2019, 10, 1).AddDays(r.IntN(400))
	visits := directory.Office{
		OfficeDetails: directory.OfficeDetails{Name: "Medborgarkontoret (Demo)", Address: "Demotorget 2", Services: "Bokade möten, rum för video", Hours: "tis och tor 9–15"},
		Validity:      directory.Validity{From: closes.AddMonths(4).StartOfMonth()},
	}
	service := directory.Office{
		OfficeDetails: directory.OfficeDetails{Name: "Statligt servicekontor (Demo)", Address: "Demogatan 8", Services: "Vägledning, inte beslut i ärenden", Hours: "vardagar 10–15"},
		Validity:      directory.Validity{From: calendar.NewDate(2021, 2, 1).AddDays(r.IntN(900)), To: calendar.NewDate(2027, 3, 31)},
	}
	if code == "2085" {
		own.To = calendar.NewDate(2020, 5, 29)
		return []directory.Office{own, visits, service}
	}
	switch n := r.IntN(10); {
	case n < 3:
		return []directory.Office{own}
	case n < 6:
		own.To = closes
		return []directory.Office{own, visits}
	case n < 8:
		own.To = closes
		if r.IntN(2) == 0 {
			service.To = calendar.Date{}
		}
		return []directory.Office{own, service}
	}
	own.To = closes
	return []directory.Office{own}
}
