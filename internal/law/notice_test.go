package law

import (
	"testing"

	"samsyn/internal/calendar"
)

// Every type says who gives it to whom on which ground, and a municipality and the agency are always the two.
func TestEveryNoticeHasItsLaw(t *testing.T) {
	for _, n := range Notices() {
		g, ok := GroundOf(n.Ground)
		if !ok || g.Consent || g.Motive || g.Restricted || g.Basis() != LegalObligation {
			t.Errorf("%s: a notice is given because a statute says so, and on no other ground: %q", n.ID, n.Ground)
		}
		if _, ok := ProvisionOf(n.Provision); !ok {
			t.Errorf("%s leans on %q, which is not listed", n.ID, n.Provision)
		}
		r, ok := ReformOf(n.Reform)
		if !ok || n.Proposed != (r.Status == Proposed) || r.Valid.From != n.Valid.From {
			t.Errorf("%s: the reform says %s from %v, the type %v from %v", n.ID, r.Status, r.Valid.From, n.Proposed, n.Valid.From)
		}
		if (n.From == NoticePES) == (n.To == NoticePES) || n.From.Name().IsZero() || n.To.Name().IsZero() || n.Group.Name().IsZero() {
			t.Errorf("%s goes from %q to %q in %q", n.ID, n.From, n.To, n.Group)
		}
		if n.SendDays < 1 || n.ActDays < 1 || !n.Standing.Confirm() {
			t.Errorf("%s: %d and %d days, to be confirmed: %v", n.ID, n.SendDays, n.ActDays, n.Standing.Confirm())
		}
		seen := map[string]bool{}
		for _, f := range n.Fields {
			if f.Code == "" || seen[f.Code] || f.Name.IsZero() || f.Kind != NoticeLine && f.Kind != NoticeDay && f.Kind != NoticePercent {
				t.Errorf("%s: field %+v", n.ID, f)
			}
			seen[f.Code] = true
			if got, ok := n.Field(f.Code); !ok || got != f {
				t.Errorf("%s does not find its field %s", n.ID, f.Code)
			}
		}
	}
	if _, ok := NoticeOf("whim"); ok || !NoticeParty("x").Name().IsZero() || !NoticeGroup("x").Name().IsZero() {
		t.Error("an unknown type, party or group is none")
	}
}

// A type in force holds from its day; a proposed one on no day before the installation says from when, and never before
// the day that is proposed.
func TestNoticesAreInForceOnTheirDays(t *testing.T) {
	for _, c := range []struct {
		id      NoticeID
		event   string
		applies string
		want    bool
	}{
		{EducationInterrupted, "2026-02-28", "", false}, {EducationInterrupted, "2026-03-01", "", true}, {EducationInterrupted, "2026-02-28", "2026-01-01", false},
		{ActivityMayBeSubject, "2026-08-01", "", false}, {ActivityMayBeSubject, "2026-08-01", "2026-07-01", true},
		{ActivityMayBeSubject, "2026-09-30", "2026-10-01", false}, {ActivityMayBeSubject, "2026-10-01", "2026-10-01", true},
		{ActivityMayBeSubject, "2026-06-30", "2026-01-01", false},
	} {
		n, ok := NoticeOf(c.id)
		var applies calendar.Date
		if c.applies != "" {
			applies = day(c.applies)
		}
		if !ok || n.Prescribed(day(c.event), applies) != c.want {
			t.Errorf("%s of %s, switched on from %q: want %v", c.id, c.event, c.applies, c.want)
		}
	}
}

func TestNoticesCannotBeChangedFromOutside(t *testing.T) {
	all := Notices()
	all[0].ID, all[0].Fields[0].Code = "", ""
	checkTable(t, Notices())
	if n := Notices()[0]; n.Fields[0].Code == "" {
		t.Error("a field was changed from outside")
	}
}
