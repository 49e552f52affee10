package law

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func names(gs []Ground) (ids []GroundID) {
	for _, g := range gs {
		ids = append(ids, g.ID)
	}
	return ids
}

// What each side may use on the day of the tests. The social services have neither the general clause nor, until a
// lawyer has said so, the ground against crime.
func TestGroundsOfEachSide(t *testing.T) {
	for side, want := range map[Side][]GroundID{
		PES:            {Consent, NoHarm, AdultEducationDuty, IncomeSupportDuty, OtherDuty, Necessity, GeneralClause, WrongPaymentDuty, CrimePrevention},
		SocialServices: {Consent, ClearlyNoHarm, OtherDuty, Necessity, WrongPaymentDuty},
		Municipal:      {Consent, NoHarm, AdultEducationDuty, OtherDuty, Necessity, WrongPaymentDuty, CrimePrevention},
	} {
		if got := names(GroundsFor(side, day("2026-03-02"))); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", side, got, want)
		}
	}
	if got := GroundsFor("nobody", day("2026-03-02")); got != nil {
		t.Errorf("an unknown side may use %v", names(got))
	}
}

func TestGroundsComeInForceOnTheirDay(t *testing.T) {
	for _, c := range []struct {
		id    GroundID
		by    Side
		first string
	}{
		{AdultEducationDuty, Municipal, "2026-03-01"}, {AdultEducationDuty, PES, "2026-03-01"}, {CrimePrevention, PES, "2025-12-01"},
		{WrongPaymentDuty, SocialServices, "2024-07-01"}, {NoHarm, PES, "2022-12-01"},
	} {
		g, ok := GroundOf(c.id)
		if !ok || g.UsableBy(c.by, day(c.first).AddDays(-1)) || !g.UsableBy(c.by, day(c.first)) {
			t.Errorf("%s for %s should begin on %s", c.id, c.by, c.first)
		}
	}
	if g, ok := GroundOf("whim"); ok || g.UsableBy(PES, day("2026-03-02")) {
		t.Error("an unknown ground is no ground")
	}
}

func TestGeneralClauseIsNeverForSocialServices(t *testing.T) {
	g, ok := GroundOf(GeneralClause)
	for d := day("2015-01-01"); d.Before(day("2035-01-01")); d = d.AddMonths(1) {
		if !ok || g.UsableBy(SocialServices, d) || !g.UsableBy(PES, d) {
			t.Fatalf("on %v", d)
		}
	}
}

func TestEveryGroundAsksForWhatItNeeds(t *testing.T) {
	for _, g := range Grounds() {
		if _, ok := ProvisionOf(g.Provision); !ok {
			t.Errorf("%s leans on %q, which is not listed", g.ID, g.Provision)
		}
		if g.Consent != (g.ID == Consent) || g.Citation != (g.ID == OtherDuty) {
			t.Errorf("%s: consent %v, citation %v", g.ID, g.Consent, g.Citation)
		}
		weighed := g.ID != Consent && g.ID != AdultEducationDuty && g.ID != IncomeSupportDuty && g.ID != OtherDuty
		if g.Motive != weighed {
			t.Errorf("%s: motive %v; what is weighed in the single case is motivated", g.ID, g.Motive)
		}
		if g.Restricted != (g.ID == WrongPaymentDuty || g.ID == CrimePrevention) {
			t.Errorf("%s: restricted %v", g.ID, g.Restricted)
		}
		if g.Basis().Name().IsZero() {
			t.Errorf("%s has no basis under the GDPR", g.ID)
		}
	}
}

func TestProvisionsChange(t *testing.T) {
	for id, want := range map[ProvisionID][2]bool{ // on 2022-11-30 and 2026-03-02
		"osl-28-11": {false, true}, "osl-28-11-before": {true, false}, "sol": {false, true}, "sol-before": {true, false},
		"lag-2000-625-1a": {false, true}, "osl-26-1": {true, true},
	} {
		p, ok := ProvisionOf(id)
		if got := [2]bool{p.InForce(day("2022-11-30")), p.InForce(day("2026-03-02"))}; !ok || got != want {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
}

func TestProposedReformsAreNeverInForce(t *testing.T) {
	for _, r := range Reforms() {
		if r.Status == Proposed && r.InForce(day("2040-01-01")) {
			t.Errorf("%s is proposed, not in force", r.ID)
		}
		if r.Status == Adopted && (r.InForce(r.Valid.From.AddDays(-1)) || !r.InForce(r.Valid.From)) {
			t.Errorf("%s does not begin on %v", r.ID, r.Valid.From)
		}
	}
	if !InForce(AdultEducationData, day("2026-03-02")) || InForce(ActivityRequirement, day("2026-11-21")) || InForce("dream", day("2026-03-02")) {
		t.Error("adult education data is in force, the activity requirement is not known to be")
	}
}

func TestReformsAreInOrder(t *testing.T) {
	ordered := slices.IsSortedFunc(Reforms(), func(a, b Reform) int {
		if a.Valid.From.IsZero() != b.Valid.From.IsZero() {
			return map[bool]int{true: 1, false: -1}[a.Valid.From.IsZero()]
		}
		return a.Valid.From.Compare(b.Valid.From)
	})
	if !ordered {
		t.Error("reforms are not in order of their dates")
	}
}

func TestSchemesOffered(t *testing.T) {
	for id, want := range map[ProgrammeID][2]bool{ // on 2023-12-31 and 2026-11-21
		"job-and-development-guarantee": {true, true}, "establishment-job": {false, true}, "extra-services": {false, false},
		"activity-requirement-activity": {false, false}, "job-track": {true, true}, "no-such": {false, false},
	} {
		s, ok := SchemeOf(id)
		got := [2]bool{ok && s.Offered(day("2023-12-31")), ok && s.Offered(day("2026-11-21"))}
		if got != want {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
	if n := len(SchemesOn(day("2026-03-02"))); n == 0 || n >= len(Schemes()) {
		t.Errorf("%d of %d are offered", n, len(Schemes()))
	}
}

func TestLongTermUnemploymentHasManyMeanings(t *testing.T) {
	said := map[string]bool{}
	for _, d := range DefinitionsOf(LongTerm) {
		said[d.Threshold.In(language.Swedish)] = true
		if d.Threshold.IsZero() {
			t.Errorf("%s says not how long", d.ID)
		}
	}
	for _, want := range []string{"minst 6 månader", "mer än 6 månader", "minst 12 månader", "mer än 12 månader", "minst 24 månader", "mer än 24 månader", "minst 27 veckor"} {
		if !said[want] {
			t.Errorf("no definition says %q", want)
		}
	}
	d, ok := DefinitionOf("kolada-n03926")
	if !ok || d.Ages.In(language.Swedish) != "25–64 år" || d.Ages.In(language.English) != "ages 25–64" || d.Threshold.In(language.English) != "at least 6 months" {
		t.Errorf("%+v", d)
	}
	if d, ok = DefinitionOf("pes-without-work-12"); !ok || d.InForce(day("2022-05-24")) || !d.InForce(day("2022-05-25")) {
		t.Errorf("%+v", d)
	}
}

// TestEveryEntry looks at all tables alike: each id once, both languages, a known certainty, a source or a lawyer.
func TestEveryEntry(t *testing.T) {
	checkTable(t, Grounds())
	checkTable(t, Notices())
	checkTable(t, Provisions())
	checkTable(t, Reforms())
	checkTable(t, Schemes())
	checkTable(t, Definitions())
}

func checkTable[T any](t *testing.T, table []T) {
	t.Helper()
	seen := map[string]bool{}
	for _, entry := range table {
		v := reflect.ValueOf(entry)
		id := v.FieldByName("ID").String()
		if id == "" || seen[id] {
			t.Errorf("%T: id %q is empty or twice", entry, id)
		}
		seen[id] = true
		checkTexts(t, fmt.Sprintf("%T %s", entry, id), v)
		checkStanding(t, id, v.FieldByName("Standing").Interface().(Standing))
		if err := v.FieldByName("Valid").Interface().(calendar.Period).Check(); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
}

func checkTexts(t *testing.T, id string, v reflect.Value) {
	t.Helper()
	for i := range v.NumField() {
		field := v.Type().Field(i).Name
		if !v.Type().Field(i).IsExported() {
			continue
		}
		text, ok := v.Field(i).Interface().(language.Text)
		if ok && ((text.Sv == "") != (text.En == "") || text.IsZero() && field != "Note") {
			t.Errorf("%s: %s is missing in a language", id, field)
		}
	}
}

func checkStanding(t *testing.T, id string, s Standing) {
	t.Helper()
	if s.Certainty != Primary && s.Certainty != Secondary && s.Certainty != General || s.Certainty.Name().IsZero() {
		t.Errorf("%s: certainty %q", id, s.Certainty)
	}
	if s.Source == "" && !s.Confirm() {
		t.Errorf("%s has no source, and no lawyer is asked", id)
	}
	if (s.Certainty == General || s.Changing) && !s.Confirm() || (s.Ask.Sv == "") != (s.Ask.En == "") {
		t.Errorf("%s: %+v", id, s)
	}
}

func TestTablesCannotBeChangedFromOutside(t *testing.T) {
	Grounds()[0].ID, Provisions()[0].ID, Reforms()[0].ID, Schemes()[0].ID, Definitions()[0].ID = "", "", "", "", ""
	checkTable(t, Grounds())
	checkTable(t, Notices())
	checkTable(t, Provisions())
	checkTable(t, Reforms())
	checkTable(t, Schemes())
	checkTable(t, Definitions())
}

func TestEveryCodeHasAName(t *testing.T) {
	for _, name := range []language.Text{PES.Name(), SocialServices.Name(), Municipal.Name(), Proposed.Name(), Adopted.Name(), Programme.Name(),
		SubsidisedJob.Name(), Education.Name(), Rehabilitation.Name(), MunicipalKind.Name(), Joint.Name(), DecidedByPES.Name(),
		DecidedByMunicipality.Name(), DecidedByOther.Name(), DecidedJointly.Name(), PublicTask.Name(), LegalObligation.Name()} {
		if name.Sv == "" || name.En == "" {
			t.Errorf("%+v", name)
		}
	}
	for _, s := range Schemes() {
		if s.Kind.Name().IsZero() || s.Decider.Name().IsZero() {
			t.Errorf("%s: %s, %s", s.ID, s.Kind, s.Decider)
		}
	}
	if !Side("x").Name().IsZero() || !ProgrammeKind("x").Name().IsZero() || !Decider("x").Name().IsZero() || !DataBasis("x").Name().IsZero() {
		t.Error("an unknown code has no name")
	}
}
