package apptest

import (
	"context"
	"fmt"
	"strings"

	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/directory"
	"samsyn/internal/policy"
)

// maker is who fills a test's house.
func maker() policy.Actor { return policy.Process("samsyn test") }

// agreements are the handful: Ludvika's in force and one before it, Falun's in force, Stockholm's that ended, Gotland's
// that ends within ninety days, and Upplands Väsby's that is only announced.
const agreements = `code,board,agreement_id,status,signed,valid_from,valid_to,registry_number_af,registry_number_municipality,source
2085,Arbetsmarknadsnämnden (Demo),ludvika-1,agreement,2022-11-20,2022-12-01,2025-11-30,Af-2022/1001,AMN 2022/11,Påhittad för demon
2085,Socialnämnden (Demo),ludvika-1,agreement,2022-11-20,2022-12-01,2025-11-30,Af-2022/1001,SN 2022/11,Påhittad för demon
2085,Arbetsmarknadsnämnden (Demo),ludvika-2,agreement,2025-11-20,2025-12-01,2028-11-30,Af-2025/1002,AMN 2025/12,Påhittad för demon
2085,Socialnämnden (Demo),ludvika-2,agreement,2025-11-20,2025-12-01,2028-11-30,Af-2025/1002,SN 2025/12,Påhittad för demon
2080,Arbetsmarknadsnämnden (Demo),falun-1,agreement,2024-01-10,2024-02-01,2027-01-31,Af-2024/1003,AMN 2024/13,Påhittad för demon
0180,,stockholm-1,agreement,2022-02-10,2022-03-01,2025-02-28,Af-2022/1004,KS 2022/14,Påhittad för demon
0980,,gotland-1,agreement,2023-04-10,2023-04-20,2026-04-19,Af-2023/1005,KS 2023/15,Påhittad för demon
0114,,,announced,,2025-12-01,,,,Påhittad för demon
`

func fillQuick(ctx context.Context, a *app.App) error {
	for _, step := range []func(context.Context, *app.App) error{cast.Places, cast.Staff, offices, register, cast.Commitments, cast.Groups, cast.ContactPaths} {
		if err := step(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

func register(ctx context.Context, a *app.App) error {
	_, err := a.Agreements.Import(ctx, maker(), agreement.Input{Reader: strings.NewReader(agreements), Name: "test.csv", Kind: agreement.Template2022}, nil)
	return err
}

// offices are one of the agency's that closes and one of the board's.
func offices(ctx context.Context, a *app.App) error {
	board, err := authorityAt(ctx, a, cast.LudvikaWork)
	if err != nil {
		return err
	}
	for _, o := range []directory.Office{
		{Authority: directory.PES, Validity: directory.Validity{From: calendar.NewDate(2021, 2, 1), To: calendar.NewDate(2026, 12, 31)},
			OfficeDetails: directory.OfficeDetails{Name: "Medborgarkontoret (Demo)", Address: "Demotorget 2", Services: "Bokade möten", Hours: "tis och tor 9–15"}},
		{Authority: board, Validity: directory.Validity{From: calendar.NewDate(2023, 1, 1)},
			OfficeDetails: directory.OfficeDetails{Name: "Arbetscentrum (Demo)", Address: "Demogatan 4", Services: "Besök utan bokning", Hours: "vardagar 8–16"}},
	} {
		o.MunicipalityCode = "2085"
		if _, err := a.Directory.AddOffice(ctx, maker(), o); err != nil {
			return err
		}
	}
	return nil
}

func today(a *app.App) calendar.Date { return calendar.DateOf(a.DB.Now()) }

// authorityAt gives the id of a place of the cast by its key, "2085/Socialnämnden (Demo)".
func authorityAt(ctx context.Context, a *app.App, place string) (string, error) {
	code, name, isBoard := strings.Cut(place, "/")
	if !isBoard {
		return place, nil
	}
	all, err := directory.ListAuthorities(ctx, a.DB, directory.AuthorityFilter{}, today(a))
	if err != nil {
		return "", err
	}
	for _, at := range all {
		if at.MunicipalityCode == code && at.Name == name {
			return at.ID, nil
		}
	}
	return "", fmt.Errorf("the cast has no place %q", place)
}
