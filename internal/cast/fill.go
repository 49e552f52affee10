package cast

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// maker is who fills the demo.
func maker() policy.Actor { return policy.Process("samsyn demo") }

// since is from when the cast has its duties, and the demo's boards and units are known.
var since = calendar.NewDate(2022, 1, 1)

// Fill fills the house with the cast, its places, offices and the register of agreements, as known on the day of the
// house's clock. What is there already is left: a demo that was cut off goes on where it was.
func Fill(ctx context.Context, a *app.App, say func(language.Text)) error {
	return fill(ctx, a, say, steps())
}

// FillWithDays is Fill with the daily work of all days since the beginning of 2025.
func FillWithDays(ctx context.Context, a *app.App, say func(language.Text)) error {
	daily := filling{language.T("Fyller Samsyns demo: det dagliga arbetet sedan 2025 …", "Filling the demo: the daily work since 2025 …"), Daily}
	return fill(ctx, a, say, steps(daily))
}

// filling is one step of it.
type filling struct {
	text language.Text
	do   func(context.Context, *app.App) error
}

// steps are all of it, with what comes before the questions of today.
func steps(before ...filling) []filling {
	return slices.Concat([]filling{
		{language.T("Fyller Samsyns demo: nämnder och enheter …", "Filling the demo: boards and units …"), Places},
		{language.T("Fyller Samsyns demo: personer …", "Filling the demo: people …"), Staff},
		{language.T("Fyller Samsyns demo: kontor …", "Filling the demo: offices …"), Offices},
		{language.T("Fyller Samsyns demo: överenskommelser …", "Filling the demo: agreements …"), Agreements},
		{language.T("Fyller Samsyns demo: frågor om stöd …", "Filling the demo: requests for help …"), Support},
		{language.T("Fyller Samsyns demo: åtaganden …", "Filling the demo: commitments …"), Promises},
		{language.T("Fyller Samsyns demo: underskrifter …", "Filling the demo: signatures …"), Signings},
		{language.T("Fyller Samsyns demo: det som parterna säger …", "Filling the demo: what the parties say …"), Discussions},
		{language.T("Fyller Samsyns demo: grupper och möten …", "Filling the demo: groups and meetings …"), Groups},
		{language.T("Fyller Samsyns demo: kontaktvägar …", "Filling the demo: contact paths …"), ContactPaths},
		{language.T("Fyller Samsyns demo: insatser …", "Filling the demo: measures …"), Toolbox},
		{language.T("Fyller Samsyns demo: rutiner och ansvar …", "Filling the demo: routines and responsibilities …"), Routines},
		{language.T("Fyller Samsyns demo: utkast …", "Filling the demo: drafts …"), Drafts},
	}, before, []filling{
		{language.T("Fyller Samsyns demo: frågor …", "Filling the demo: questions …"), Questions},
		{language.T("Fyller Samsyns demo: ärenden …", "Filling the demo: matters …"), Matters},
		{language.T("Fyller Samsyns demo: mina sidor …", "Filling the demo: my pages …"), JobSeekers},
		{language.T("Fyller Samsyns demo: eskaleringar …", "Filling the demo: escalations …"), Escalations},
		{language.T("Fyller Samsyns demo: gallring och SDK …", "Filling the demo: disposal and SDK …"), Running},
		{language.T("Fyller Samsyns demo: avvikelser …", "Filling the demo: deviations …"), Deviations},
		{language.T("Fyller Samsyns demo: begäran från enskilda …", "Filling the demo: requests from persons …"), Requests},
		{language.T("Fyller Samsyns demo: underrättelser …", "Filling the demo: statutory notices …"), StatutoryNotices},
		{language.T("Fyller Samsyns demo: loggkontroll …", "Filling the demo: log review …"), LogReviews},
		{language.T("Fyller Samsyns demo: incidenter …", "Filling the demo: incidents …"), Incidents},
	})
}

func fill(ctx context.Context, a *app.App, say func(language.Text), list []filling) error {
	if err := forDemo(ctx, a); err != nil {
		return err
	}
	for _, step := range list {
		say(step.text)
		if err := step.do(ctx, a); err != nil {
			return fmt.Errorf("demo: %w", err)
		}
	}
	return nil
}

// forDemo refuses a database that real people have: what is invented could not be told from the rest, nor taken away.
func forDemo(ctx context.Context, a *app.App) error {
	invented, _, err := a.Accounts.Demo(ctx)
	if err != nil || len(invented) > 0 {
		return err
	}
	real, err := a.Accounts.List(ctx, maker(), "", "", 1)
	if err != nil || len(real) == 0 {
		return err
	}
	return fault.New(fault.Conflict, language.T("Databasen har riktiga konton och fylls inte med påhittade. Ange en egen databas för demon med --database.",
		"The database has real accounts and is not filled with invented ones. Give the demo a database of its own with --database."))
}

// together does many small acts at once, so that they share commits.
func together[T any](all []T, do func(T) error) error {
	var wg sync.WaitGroup
	errs := make(chan error, len(all))
	work := make(chan T)
	for range 16 {
		wg.Go(func() {
			for x := range work {
				if err := do(x); err != nil {
					errs <- err
				}
			}
		})
	}
	for _, x := range all {
		work <- x
	}
	close(work)
	wg.Wait()
	close(errs)
	var joined error
	for err := range errs {
		joined = errors.Join(joined, err)
	}
	return joined
}

// place is an authority of the demo.
type place struct{ code, name string }

func (p place) key() string { return p.code + "/" + p.name }

// Places makes the demo's boards, bodies and units.
func Places(ctx context.Context, a *app.App) error {
	codes, err := allCodes(ctx, a)
	if err != nil {
		return err
	}
	want := []place{split(Review), split(Operations)}
	for _, code := range codes {
		for _, board := range boardsOf(code) {
			if board != "" {
				want = append(want, place{code, board})
			}
		}
	}
	have, err := authorities(ctx, a)
	if err != nil {
		return err
	}
	err = together(want, func(p place) error {
		if have[p.key()] != "" {
			return nil
		}
		return addPlace(ctx, a, p)
	})
	if err != nil {
		return err
	}
	return units(ctx, a)
}

func split(key string) place {
	code, name, _ := strings.Cut(key, "/")
	return place{code, name}
}

func addPlace(ctx context.Context, a *app.App, p place) error {
	at := directory.Authority{Class: directory.Board, MunicipalityCode: p.code,
		AuthorityDetails: directory.AuthorityDetails{Name: p.name}, Validity: directory.Validity{From: since}}
	if p.code == "" {
		at.Class = directory.OtherBody
	}
	_, err := a.Directory.AddAuthority(ctx, maker(), at)
	return err
}

// authorities gives the ids of the demo's places by key.
func authorities(ctx context.Context, a *app.App) (map[string]string, error) {
	all, err := directory.ListAuthorities(ctx, a.DB, directory.AuthorityFilter{}, today(a))
	if err != nil {
		return nil, err
	}
	ids := map[string]string{Agency: directory.PES, Association: directory.SKR}
	for _, at := range all {
		ids[place{at.MunicipalityCode, at.Name}.key()] = at.ID
	}
	return ids, nil
}

func today(a *app.App) calendar.Date { return calendar.DateOf(a.DB.Now()) }

func allCodes(ctx context.Context, a *app.App) ([]string, error) {
	all, err := directory.All(ctx, a.DB, today(a))
	codes := make([]string, len(all))
	for i, m := range all {
		codes[i] = m.Code
	}
	return codes, err
}

// units makes the agency's units: a head office and one for each county, which the demo calls so.
func units(ctx context.Context, a *app.App) error {
	have, err := directory.Units(ctx, a.DB, directory.PES, today(a))
	if err != nil || len(have) > 0 {
		return err
	}
	counties, err := directory.Counties(ctx, a.DB)
	if err != nil {
		return err
	}
	names := []string{headOffice}
	for _, c := range counties {
		short := strings.TrimSuffix(strings.TrimSuffix(c.Name, " län"), "s")
		if c.Code == "20" {
			short = "Dalarna"
		}
		names = append(names, "Af "+short+" (Demo)")
	}
	for _, name := range names {
		u := directory.Unit{Authority: directory.PES, UnitDetails: directory.UnitDetails{Name: name, Level: "region"}, Validity: directory.Validity{From: since}}
		if name == headOffice {
			u.Level = "avdelning"
		}
		if _, err := a.Directory.AddUnit(ctx, maker(), u); err != nil {
			return err
		}
	}
	return nil
}

// Staff makes the cast's accounts and duties.
func Staff(ctx context.Context, a *app.App) error {
	at, err := authorities(ctx, a)
	if err != nil {
		return err
	}
	all, err := directory.Units(ctx, a.DB, directory.PES, today(a))
	if err != nil {
		return err
	}
	unit := map[string]string{}
	for _, u := range all {
		unit[u.Name] = u.ID
	}
	for _, p := range People() {
		if err := hire(ctx, a, p, at[p.At], unit[p.Unit]); err != nil {
			return fmt.Errorf("%s: %w", p.UserName, err)
		}
	}
	return nil
}

func hire(ctx context.Context, a *app.App, p Person, authority, unit string) error {
	hired, err := a.Accounts.ByUserName(ctx, p.UserName)
	if fault.Is(err, fault.NotFound) {
		hired, err = a.Accounts.Add(ctx, maker(), account.Input{Authority: authority, Unit: unit, UserName: p.UserName, Name: p.Name, Cleared: p.Cleared, Demo: true})
	}
	if err != nil {
		return err
	}
	if slices.Contains(p.Roles, policy.Signatory) { // who signs shows anew who they are
		if err := a.SignIn.SeedDemo(ctx, maker(), hired.ID); err != nil {
			return err
		}
	}
	_, duties, err := a.Accounts.Look(ctx, maker(), hired.ID)
	if err != nil || len(duties) >= len(p.Roles) {
		return err
	}
	for _, r := range p.Roles {
		if _, err := a.Accounts.Grant(ctx, maker(), hired.ID, account.DutyInput{Authority: authority, Role: r, From: since}); err != nil {
			return err
		}
	}
	return nil
}

// Agreements takes in the demo's register through the same import as anybody's.
func Agreements(ctx context.Context, a *app.App) error {
	codes, err := allCodes(ctx, a)
	if err != nil {
		return err
	}
	held, err := db.One[int64](ctx, a.DB, "SELECT count(*) FROM agreement")
	if err != nil || held > 0 {
		return err
	}
	file, err := asCSV(story(codes, today(a)))
	if err != nil {
		return err
	}
	_, err = a.Agreements.Import(ctx, maker(), agreement.Input{Reader: bytes.NewReader(file), Name: "demo.csv", Kind: agreement.Template2022}, nil)
	return err
}

func asCSV(rows []row) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := w.Write([]string{"code", "board", "agreement_id", "status", "signed", "valid_from", "valid_to", "terminated_on", "registry_number_af", "registry_number_municipality", "source"})
	for _, r := range rows {
		err = errors.Join(err, w.Write([]string{r.code, r.board, r.id, r.status, r.signed.String(), r.from.String(), r.to.String(), r.ended.String(), r.dnrAF, r.dnr, "Påhittad för demon"}))
	}
	w.Flush()
	return b.Bytes(), errors.Join(err, w.Error())
}
