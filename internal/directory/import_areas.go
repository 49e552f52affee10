package directory

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/sheet"
)

// areasColumn is what a board does, several apart by semicolon or comma: codes or names of areas.
const areasColumn = "areas"

var unknownArea = language.T("Okänt område. Skriv ett eller flera av: %s.", "Unknown area. Write one or more of: %s.")

// areas reads what a row says that a board does.
func (in *reading) areas(row sheet.Row) (out []BranchArea) {
	for _, said := range strings.FieldsFunc(in.cell(row, areasColumn), func(c rune) bool { return c == ';' || c == ',' }) {
		if said = tidy(said); said == "" {
			continue
		}
		area, known := areaCalled(said)
		if !known {
			in.wrong(row, areasColumn, unknownArea.With(areaNames()))
			return nil
		}
		out = append(out, area)
	}
	return out
}

func areaCalled(said string) (BranchArea, bool) {
	key := language.SearchKey(said)
	for _, a := range BranchAreas() {
		if said == string(a) || key == language.SearchKey(a.Label().Sv) || key == language.SearchKey(a.Label().En) {
			return a, true
		}
	}
	return "", false
}

func areaNames() language.Text {
	var names []language.Text
	for _, a := range BranchAreas() {
		names = append(names, a.Label())
	}
	return language.List(names...)
}

// withAreas adds to a board's step that it does what the row says, from the input's day on; for a board that is new, from
// its first. id gives the board's id when the step is written.
func (in *reading) withAreas(st step, input Input, row sheet.Row, c catalogue, had string, first, now calendar.Date, id func() string) step {
	if !in.table.Knows(areasColumn) {
		return st
	}
	areas, from := in.areas(row), input.From
	if had == "" {
		from = first
	}
	if from.IsZero() {
		from = now
	}
	if had == "" && len(areas) == 0 || had != "" && sameAreas(AreasAmong(ownAreas(c.activities, had), had, "", from), areas) {
		return st
	}
	before := st.write
	if st.outcome == sheet.Unchanged {
		st.outcome = sheet.Changed
	}
	st.write = func(ctx context.Context, tx *audit.Tx) error {
		if before != nil {
			if err := before(ctx, tx); err != nil {
				return err
			}
		}
		if err := setAreas(ctx, tx, id(), "", areas, from); err != nil {
			return err
		}
		return tx.Note(policy.EditAuthority, Authority{ID: id()}.Ref(), changedAreas{areas, from})
	}
	return st
}

// ownAreas are what is said of a board itself, not of its units.
func ownAreas(all []Activity, id string) (out []Activity) {
	for _, b := range all {
		if b.Authority == id && b.Unit == "" {
			out = append(out, b)
		}
	}
	return out
}

func sameAreas(a, b []BranchArea) bool {
	return len(a) == len(slices.Compact(slices.Sorted(slices.Values(b)))) && !slices.ContainsFunc(b, func(x BranchArea) bool { return !slices.Contains(a, x) })
}

// allActivities gives what every authority and unit does, of any time.
func allActivities(ctx context.Context, q db.Reader) ([]Activity, error) {
	return db.All[Activity](ctx, q, `SELECT authority_id, unit_id, area, valid_from, valid_to FROM directory_branch ORDER BY authority_id, unit_id, valid_from, area`)
}
