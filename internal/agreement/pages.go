package agreement

import (
	"context"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Routes registers the room's pages, its open data and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = "/overenskommelser/{id}"
	rt.Handle("GET /oversikt", policy.ReadCoverage, s.overviewPage)
	rt.Handle("GET /overenskommelser", policy.ReadRegister, s.listPage)
	rt.Handle("GET /overenskommelser/ny", policy.RegisterAgreement, s.newPage)
	rt.Handle("POST /overenskommelser/ny", policy.RegisterAgreement, s.newPost)
	rt.Handle("GET /overenskommelser/importera", policy.ImportAgreements, s.importPage)
	rt.Handle("POST /overenskommelser/importera", policy.ImportAgreements, s.importPost, web.Body(uploadRoom), web.Patient())
	rt.Handle("GET /inlasning/{import}", policy.ImportAgreements, s.stagedPage, web.Patient())
	rt.Handle("POST /inlasning/{import}", policy.ImportAgreements, s.stagedPost)
	rt.Handle("POST /inlasning/{import}/kopior", policy.ImportAgreements, s.copiesPost, web.Body(copiesRoom), web.Patient())
	rt.Handle("GET "+one, policy.ReadRegister, s.onePage)
	rt.Handle("GET "+one+"/ratta", policy.EditAgreement, s.editPage)
	rt.Handle("POST "+one+"/ratta", policy.EditAgreement, s.editPost)
	rt.Handle("GET "+one+"/avsluta", policy.EditAgreement, s.endPage)
	rt.Handle("POST "+one+"/avsluta", policy.EditAgreement, s.endPost)
	rt.Handle("GET "+one+"/kopia", policy.EditAgreement, s.attachPage)
	rt.Handle("POST "+one+"/kopia", policy.EditAgreement, s.attachPost, web.Body(uploadRoom))
	rt.Handle("GET "+one+"/inskannad", policy.ReadScan, s.scanFile)
	rt.Handle("GET /data/overenskommelser.csv", policy.ReadOpenData, s.dataRegister)
	rt.Handle("GET /data/tackning.csv", policy.ReadOpenData, s.dataCoverage)
	s.lifeRoutes(rt)
	s.apiRoutes(rt)
}

// uploadRoom is how much a request with a file may carry: the largest file and the form around it.
const uploadRoom = 21 << 20

// day is the day that a page is asked for: the one in its address, else today. A day that cannot be read is a fault.
func (s *Service) day(r *web.Request) (calendar.Date, error) {
	f := r.ReadQuery()
	day := f.Date(directory.DayParam)
	if err := f.Err(); err != nil {
		return day, err
	}
	if day.IsZero() {
		day = today(s.Trail.DB())
	}
	return day, nil
}

// authorities gives the parties of agreements by id, as they are on a day.
func (s *Service) authorities(ctx context.Context, day calendar.Date, all ...Agreement) (map[string]directory.Authority, error) {
	var ids []string
	for _, a := range all {
		for _, p := range a.Parties {
			ids = append(ids, p.Authority)
		}
	}
	return directory.Authorities(ctx, s.Trail.DB(), unique(ids), day)
}

func unique(ids []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// status is a state as a chip.
func (s State) status(l language.Lang) ui.Status {
	level := map[State]ui.Level{InForce: ui.Good, Ending: ui.Warn, NotYet: ui.Waiting, IntentionStated: ui.Info}[s]
	return ui.Status{Level: level, Words: s.Label().In(l)}
}

// status of a municipality is its agreement's, or that there is none.
func (c Covered) status(l language.Lang) ui.Status {
	if c.State == "" {
		return ui.Status{Level: ui.Bad, Words: sayNone.In(l)}
	}
	return c.State.status(l)
}

// lastSaid is a last day in words; zero is until further notice.
func lastSaid(d calendar.Date) language.Text {
	if d.IsZero() {
		return sayUntilFurther
	}
	return language.Same(d.String())
}

// dateOr is a date, or a text when there is none.
func dateOr(d calendar.Date, t language.Text) language.Text {
	if d.IsZero() {
		return t
	}
	return language.Same(d.String())
}

// isAddress tells whether a source can be followed as a link.
func isAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// yearOf is a day as a place along an axis of years: 2016-07-01 is about 2016.5.
func yearOf(d calendar.Date) float64 {
	return float64(d.Year) + float64(calendar.NewDate(d.Year, 1, 1).DaysUntil(d))/365.25
}
