package directory

import (
	"context"
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/law"
)

// BranchArea is what a board, or a unit of one, does. It decides which rules of secrecy bind it (OSL 26 kap. in the social
// services) and which questions are for it.
type BranchArea string

// The areas.
const (
	IncomeSupport   BranchArea = "income-support"
	SocialServices  BranchArea = "social-services"
	Employment      BranchArea = "employment"
	YouthDuty       BranchArea = "youth"
	AdultsEducation BranchArea = "adult-education"
)

// BranchAreas lists the areas in the order in which they are shown.
func BranchAreas() []BranchArea {
	return []BranchArea{IncomeSupport, SocialServices, Employment, YouthDuty, AdultsEducation}
}

// Label names an area.
func (a BranchArea) Label() language.Text {
	switch a {
	case IncomeSupport:
		return language.T("ekonomiskt bistånd", "income support")
	case SocialServices:
		return language.T("övrig socialtjänst", "other social services")
	case Employment:
		return language.T("arbetsmarknad", "employment")
	case YouthDuty:
		return language.T("kommunala aktivitetsansvaret", "responsibility for youth")
	case AdultsEducation:
		return language.T("vuxenutbildning", "adult education")
	}
	return language.Same(string(a))
}

// Activity is one thing that an authority or a unit does, from one day to another.
type Activity struct {
	Authority string     `db:"authority_id" json:"authority"`
	Unit      string     `db:"unit_id" json:"unit,omitempty"` // empty for the whole authority
	Area      BranchArea `db:"area" json:"area"`
	Validity
}

// Activities gives what authorities and their units do, of any time.
func Activities(ctx context.Context, q db.Reader, authorities ...string) ([]Activity, error) {
	if len(authorities) == 0 {
		return nil, nil
	}
	var args []any
	return db.All[Activity](ctx, q, `SELECT authority_id, unit_id, area, valid_from, valid_to FROM directory_branch WHERE authority_id `+
		db.In(authorities, &args)+` ORDER BY authority_id, unit_id, valid_from, area`, args...)
}

// AreasOf gives what an authority does on a day, in the order in which areas are shown. A unit does what is said of it, or
// else what its authority does; an authority does what it and its units do.
func AreasOf(ctx context.Context, q db.Reader, authority, unit string, on calendar.Date) ([]BranchArea, error) {
	all, err := Activities(ctx, q, authority)
	return AreasAmong(all, authority, unit, on), err
}

// AreasAmong is AreasOf of branches that were read.
func AreasAmong(all []Activity, authority, unit string, on calendar.Date) (out []BranchArea) {
	holds := func(b Activity) bool { return b.Authority == authority && b.On(on) }
	own := unit != "" && slices.ContainsFunc(all, func(b Activity) bool { return holds(b) && b.Unit == unit })
	for _, area := range BranchAreas() {
		if slices.ContainsFunc(all, func(b Activity) bool {
			return holds(b) && b.Area == area && (!own || b.Unit == unit) && (own || unit == "" || b.Unit == "")
		}) {
			out = append(out, area)
		}
	}
	return out
}

// SideOf gives the law's side of an authority or a unit on a day: the employment agency, the social services, or any other
// activity of a municipality. What does both is the social services, whose secrecy is the stricter (OSL 26:1).
func SideOf(ctx context.Context, q db.Reader, authority, unit string, on calendar.Date) (law.Side, error) {
	if authority == PES {
		return law.PES, nil
	}
	areas, err := AreasOf(ctx, q, authority, unit, on)
	return sideOf(areas), err
}

func sideOf(areas []BranchArea) law.Side {
	if slices.Contains(areas, IncomeSupport) || slices.Contains(areas, SocialServices) {
		return law.SocialServices
	}
	return law.Municipal
}
