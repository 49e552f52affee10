package measure_test

import (
	"bytes"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/matter"
	"samsyn/internal/measure"
	"samsyn/internal/sheet"
)

func TestAnEntryIsKeptByItsAuthorityAlone(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx := t.Context()
		m := h.add(h.anna, draft(h.anna, "Verkstaden (Demo)"))
		_, err := h.svc.Add(ctx, h.anna, h.elsewhere, draft(h.anna, "Fel nämnd (Demo)"))
		h.refused(err, fault.Denied, "")
		_, err = h.svc.Add(ctx, h.ali, h.work, draft(h.ali, "Utan behörighet (Demo)"))
		h.refused(err, fault.Denied, "")
		d := measure.DraftOf(m)
		d.Places = 5
		_, err = h.svc.Change(ctx, h.johan, m.ID, m.Version, d)
		h.refused(err, fault.Denied, "")
		changed, err := h.svc.Change(ctx, h.anna, m.ID, m.Version, d)
		h.must(err)
		_, err = h.svc.Change(ctx, h.anna, m.ID, m.Version, d)
		h.refused(err, fault.Conflict, "")
		_, err = h.svc.Change(ctx, h.anna, m.ID, changed.Version, measure.DraftOf(changed))
		h.refused(err, fault.Invalid, "")
		got, err := measure.Get(ctx, h.DB, m.ID)
		h.must(err)
		if got.Places != 5 || len(got.Rules) != 2 || got.Rules[1].Text != "körkort" || len(got.Needs) != 1 || len(got.Groups) != 1 {
			t.Errorf("%+v", got)
		}
	})
}

func TestBadEntriesNameTheirFields(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		for field, spoil := range map[string]func(*measure.Draft){
			"name": func(d *measure.Draft) { d.Name = "  " }, "says": func(d *measure.Draft) { d.Says = "" }, "scheme": func(d *measure.Draft) { d.Scheme = "extra-services" },
			"needs": func(d *measure.Draft) { d.Needs = nil }, "hours_from": func(d *measure.Draft) { d.HoursFrom, d.HoursTo = 30, 10 }, "valid_to": func(d *measure.Draft) { d.To = date("2025-01-01") },
			"owner": func(d *measure.Draft) { d.Owner = h.johan.ID }, "areas": func(d *measure.Draft) { d.Areas = []string{"9999"} }, "age_from": func(d *measure.Draft) { d.Rules = measure.Rules{{Kind: measure.AgeFrom, Years: 3}} },
			"without_work": func(d *measure.Draft) {
				d.Rules = measure.Rules{{Kind: measure.WithoutWork, Definition: "lfs-unemployed"}}
			}, "groups": func(d *measure.Draft) { d.Groups = []measure.Group{"alla"} },
			"starts": func(d *measure.Draft) { d.Starts = date("2025-12-01") }, "languages": func(d *measure.Draft) { d.Languages = []string{"klingon"} },
			"valid_from": func(d *measure.Draft) { d.From = date("1812-01-01") },
			"age_to": func(d *measure.Draft) {
				d.Rules = measure.Rules{{Kind: measure.AgeTo, Years: 30}, {Kind: measure.AgeTo, Years: 40}}
			},
		} {
			d := draft(h.anna, "Prov (Demo)")
			spoil(&d)
			_, err := h.svc.Add(t.Context(), h.anna, h.work, d)
			h.refused(err, fault.Invalid, field)
		}
		far := draft(h.anna, "Prov (Demo)")
		far.To = date("2126-12-31")
		_, err := h.svc.Add(t.Context(), h.anna, h.work, far)
		h.refused(err, fault.Invalid, "valid_to")
		if n := h.count(`SELECT count(*) FROM measure`); n != 0 {
			t.Errorf("%d were kept", n)
		}
	})
}

func TestTheListAsksForPlaceNeedGroupAndVacancy(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.add(h.anna, draft(h.anna, "Verkstaden (Demo)"))
		swedish := draft(h.anna, "Språkcafé (Demo)")
		swedish.Scheme, swedish.Needs, swedish.Groups, swedish.Places, swedish.Languages = "language-support", []matter.Need{"language"}, nil, 0, []string{"sv", "ar"}
		h.add(h.anna, swedish)
		shared := draft(h.anna, "Åkeriet (Demo)")
		shared.Areas = []string{"2080", "2085"}
		full := h.add(h.anna, shared)
		h.add(h.johan, draft(h.johan, "Falun (Demo)"))
		whole := draft(h.per, "Arbetsträning (Demo)")
		whole.Scheme = "work-training"
		h.add(h.per, whole)
		for range 2 {
			h.must(h.Trail.Do(t.Context(), system, func(tx *audit.Tx) error {
				_, err := measure.Take(t.Context(), tx, full.ID)
				h.must(err)
				return tx.Note("measure.test", full.Ref(), nil)
			}))
		}
		for _, c := range []struct {
			f    measure.Filter
			want string
		}{
			{measure.Filter{}, "Arbetsträning (Demo), Falun (Demo), Språkcafé (Demo), Verkstaden (Demo), Åkeriet (Demo)"},
			{measure.Filter{Municipality: "2085"}, "Arbetsträning (Demo), Språkcafé (Demo), Verkstaden (Demo), Åkeriet (Demo)"},
			{measure.Filter{Municipality: "2080"}, "Arbetsträning (Demo), Falun (Demo), Åkeriet (Demo)"},
			{measure.Filter{Municipality: "2081"}, "Arbetsträning (Demo)"},
			{measure.Filter{Need: "language"}, "Språkcafé (Demo)"},
			{measure.Filter{Municipality: "2085", Group: measure.Youth}, "Språkcafé (Demo)"},
			{measure.Filter{Municipality: "2085", Free: true}, "Arbetsträning (Demo), Språkcafé (Demo), Verkstaden (Demo)"},
			{measure.Filter{Language: "ar"}, "Språkcafé (Demo)"},
			{measure.Filter{Query: "språk café"}, "Språkcafé (Demo)"},
			{measure.Filter{Query: "100%"}, ""},
			{measure.Filter{Authority: h.elsewhere}, "Falun (Demo)"},
		} {
			if got := h.names(c.f); got != c.want {
				t.Errorf("%+v: %s; want %s", c.f, got, c.want)
			}
		}
	})
}

func TestSixtyFourWantTheLastPlaces(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		d := draft(h.anna, "Verkstaden (Demo)")
		d.Places = 3
		m := h.add(h.anna, d)
		var got atomic.Int64
		var all sync.WaitGroup
		for range 64 {
			all.Go(func() {
				err := h.Trail.Do(t.Context(), system, func(tx *audit.Tx) error {
					ok, err := measure.Take(t.Context(), tx, m.ID)
					if ok {
						got.Add(1)
					}
					if err == nil {
						err = tx.Note("measure.test", m.Ref(), nil)
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		now, err := measure.Get(t.Context(), h.DB, m.ID)
		h.must(err)
		if got.Load() != 3 || now.Taken != 3 || !now.Full() {
			t.Errorf("%d got one of %d places, %d are taken", got.Load(), m.Places, now.Taken)
		}
		d = measure.DraftOf(now)
		d.Places = 2
		_, err = h.svc.Change(t.Context(), h.anna, m.ID, now.Version, d)
		h.refused(err, fault.Invalid, "places")
	})
}

// Of each check the promise is that it comes within a calendar month, in each municipality that the measure is for (K14.1).
func TestAnEntryIsCheckedEveryMonth(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx := t.Context()
		d := draft(h.anna, "Verkstaden (Demo)")
		d.Areas = []string{"2080", "2085"}
		m := h.add(h.anna, d)
		h.Clock.Set(date("2026-04-02").Start().Add(20 * time.Hour))
		m, err := h.svc.Confirm(ctx, h.anna, m.ID, m.Version)
		h.must(err)
		h.Clock.Set(date("2026-05-03").Start().Add(10 * time.Hour))
		d = measure.DraftOf(m)
		d.Areas = []string{"2085"}
		m, err = h.svc.Change(ctx, h.anna, m.ID, m.Version, d)
		h.must(err)
		kept := map[string][2]int64{}
		cells, err := fact.Due(ctx, h.DB, fact.ToolboxUpdated, fact.Filter{})
		h.must(err)
		for _, c := range cells {
			k := kept[c.Municipality]
			kept[c.Municipality] = [2]int64{k[0] + c.N, k[1] + c.Kept}
		}
		if kept["2085"] != [2]int64{2, 1} || kept["2080"] != [2]int64{2, 1} {
			t.Errorf("checked on the day and a day late: %v", kept)
		}
		if n := h.count(`SELECT count(*) FROM measure_fact`); n != 1 {
			t.Errorf("%d checks are due for one municipality", n)
		}
		_, err = h.svc.End(ctx, h.anna, m.ID, m.Version, date("2026-05-02"))
		h.must(err)
		if n := h.count(`SELECT count(*) FROM measure_fact`); n != 0 || h.names(measure.Filter{}) != "" || h.names(measure.Filter{State: measure.Ended}) != "Verkstaden (Demo)" {
			t.Errorf("%d checks are due of what has ended; listed: %s", n, h.names(measure.Filter{}))
		}
		_, err = h.svc.Confirm(ctx, h.anna, m.ID, m.Version+1)
		h.refused(err, fault.Conflict, "")
	})
}

func TestTheClockRemindsEndsAndTellsWhatIsNew(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx := t.Context()
		w, err := h.svc.Watch(ctx, h.ali, "Praktik i Ludvika", measure.Filter{Municipality: "2085", Need: "practice"})
		h.must(err)
		key := h.ali
		key.Program = true
		_, err = h.svc.Watch(ctx, key, "Nyckel", measure.Filter{Municipality: "2085"})
		h.refused(err, fault.Denied, "")
		_, err = h.svc.Watch(ctx, h.ali, "Samma", measure.Filter{Municipality: "2085", Need: "practice"})
		h.refused(err, fault.Invalid, "name")
		_, err = h.svc.Watch(ctx, h.ali, "Allt", measure.Filter{})
		h.refused(err, fault.Invalid, "name")
		h.refused(h.svc.Unwatch(ctx, h.anna, w.ID), fault.NotFound, "")
		h.must(h.svc.Tick(ctx))
		h.Clock.Advance(time.Hour)
		m := h.add(h.anna, draft(h.anna, "Verkstaden (Demo)"))
		other := draft(h.anna, "Språkcafé (Demo)")
		other.Needs = []matter.Need{"language"}
		h.add(h.anna, other)
		for range 2 {
			h.must(h.svc.Tick(ctx))
		}
		if len(h.told) != 1 || h.told[0].Account != h.ali.ID || h.told[0].Thing != m.Ref() || !h.told[0].Watched {
			t.Fatalf("told of what is new: %+v", h.told)
		}
		h.Clock.Set(date("2026-03-27").Start().Add(8 * time.Hour))
		h.must(h.svc.Tick(ctx))
		if len(h.told) != 1 {
			t.Fatalf("six days before: %+v", h.told[1:])
		}
		if due, err := measure.Duties(ctx, h.DB, h.anna, 10); err != nil || len(due) != 0 {
			t.Fatalf("six days before: %+v, %v", due, err)
		}
		h.Clock.Set(date("2026-03-28").Start().Add(8 * time.Hour))
		if due, err := measure.Duties(ctx, h.DB, h.anna, 10); err != nil || len(due) != 2 || due[0].Late || due[0].By != date("2026-04-02") {
			t.Fatalf("five days before: %+v, %v", due, err)
		}
		if due, err := measure.Duties(ctx, h.DB, h.johan, 10); err != nil || len(due) != 0 {
			t.Fatalf("of another authority: %+v, %v", due, err)
		}
		for range 2 {
			h.must(h.svc.Tick(ctx))
		}
		if len(h.told) != 3 || h.told[1].Account != h.anna.ID || h.told[1].Watched {
			t.Fatalf("five days before: %+v", h.told)
		}
		m, err = h.svc.End(ctx, h.anna, m.ID, m.Version, date("2026-03-30"))
		h.must(err)
		h.Clock.Set(date("2026-03-31").Start().Add(time.Hour))
		h.must(h.svc.Tick(ctx))
		if m, err = measure.Get(ctx, h.DB, m.ID); err != nil || m.State != measure.Ended {
			t.Errorf("the day after its last: %s, %v", m.State, err)
		}
		h.must(h.svc.Unwatch(ctx, h.ali, w.ID))
	})
}

func TestTheFileOfTheListIsReadInAgain(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ctx := t.Context()
		head := "namn;slag;vad_man_gör;hjälper_med;riktar_sig_till;lägsta_ålder;svenska;andra_villkor;kommuner;platser;timmar_till;språk;ansvarig\n"
		take := func(rows string, dry bool) (sheet.Report, error) {
			return h.svc.Import(ctx, h.anna, measure.File{Reader: bytes.NewReader([]byte(head + rows)), Name: "insatser.csv", DryRun: dry})
		}
		row := "Verkstaden (Demo);Kommunal praktik eller arbetsträning;Man arbetar i verkstad.;Praktik eller arbetsträning;långtidsarbetslösa;18;A2;körkort;Ludvika;4;30;sv;anna\n"
		report, err := take(row, true)
		h.must(err)
		if report.Written || report.Count(sheet.Added) != 1 || h.names(measure.Filter{}) != "" {
			t.Fatalf("a dry run: %+v", report)
		}
		_, err = take(row+"Fel (Demo);okänt slag;;Allt;;abc;;;Atlantis;-1;;;johan\n", false)
		_, err2 := h.svc.Import(ctx, h.anna, measure.File{Reader: bytes.NewReader([]byte("namn;slag;vad_man_gör;hjälper_med;inskriven;på_distans\nProv (Demo);summer-job;Man arbetar.;practice;kanske;j\n")), Name: "insatser.csv"})
		if len(fault.ProblemsOf(err2)) != 2 {
			t.Fatalf("neither yes nor no: %v", err2)
		}
		if err == nil || len(fault.ProblemsOf(err)) < 6 || h.names(measure.Filter{}) != "" {
			t.Fatalf("half a file: %v, kept %q", err, h.names(measure.Filter{}))
		}
		report, err = take(row, false)
		h.must(err)
		if !report.Written || h.names(measure.Filter{}) != "Verkstaden (Demo)" {
			t.Fatalf("%+v", report)
		}
		m := h.one("Verkstaden (Demo)")
		if len(m.Rules) != 3 || m.Places != 4 || m.Areas[0] != "2085" || m.Owner != h.anna.ID || m.Groups[0] != measure.LongTerm || m.Needs[0] != "practice" {
			t.Errorf("%+v", m)
		}
		report, err = take(row, false)
		h.must(err)
		if report.Written || report.Count(sheet.Unchanged) != 1 {
			t.Errorf("the same file again: %+v", report)
		}
		report, err = h.svc.Import(ctx, h.anna, measure.File{Reader: bytes.NewReader([]byte("namn;slag;platser\nverkstaden (demo);municipal-placement;6\n")), Name: "insatser.csv"})
		h.must(err)
		after := h.one("verkstaden (demo)")
		if report.Count(sheet.Changed) != 1 || after.Places != 6 || len(after.Rules) != 3 || after.ID != m.ID {
			t.Errorf("a file with few columns: %+v, %+v", report, after)
		}
		twin := draft(h.anna, "Verkstaden (Demo)")
		h.add(h.anna, twin)
		_, err = take(row, false)
		h.refused(err, fault.Invalid, "")
		foreign := h.add(h.johan, draft(h.johan, "Falun (Demo)"))
		report, err = h.svc.Import(ctx, h.anna, measure.File{Reader: bytes.NewReader([]byte("id;namn;slag\n" + foreign.ID + ";Annat (Demo);summer-job\n")), Name: "insatser.csv"})
		h.must(err)
		if report.Written || report.Count(sheet.Unchanged) != 1 {
			t.Errorf("another's row: %+v", report)
		}
		_, err = h.svc.Import(ctx, h.ali, measure.File{Reader: bytes.NewReader([]byte(head + row)), Name: "insatser.csv"})
		h.refused(err, fault.Denied, "")
	})
}

func (h *house) one(name string) measure.Measure {
	h.t.Helper()
	found, err := measure.List(h.t.Context(), h.DB, measure.Filter{Query: name})
	h.must(err)
	if len(found) != 1 {
		h.t.Fatalf("%d are called %s", len(found), name)
	}
	return found[0]
}
