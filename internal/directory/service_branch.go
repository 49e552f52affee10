package directory

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// SetAreas says what an authority, or one of its units, does from a day on: the areas given and no other. What it did before
// that day stays as it was.
func (s *Service) SetAreas(ctx context.Context, actor policy.Actor, authority, unit string, areas []BranchArea, from calendar.Date) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		thing := Authority{ID: authority}.Ref()
		if err := policy.Check(ctx, tx, actor, policy.EditAuthority, thing); err != nil {
			return err
		}
		if err := setAreas(ctx, tx, authority, unit, areas, from); err != nil {
			return err
		}
		return tx.Note(policy.EditAuthority, thing, changedAreas{areas, from})
	})
}

// setAreas is SetAreas in an act under way, whose caller has asked whether the actor may and leaves the note.
func setAreas(ctx context.Context, tx *audit.Tx, authority, unit string, areas []BranchArea, from calendar.Date) error {
	if err := checkAreas(ctx, tx, authority, unit, areas, from); err != nil {
		return err
	}
	all, err := Activities(ctx, tx, authority)
	if err != nil {
		return err
	}
	for _, b := range all {
		if b.Unit != unit || !b.To.IsZero() && b.To.Before(from) || b.From.Before(from) && slices.Contains(areas, b.Area) {
			continue
		}
		if err := endActivity(ctx, tx, b, from); err != nil {
			return err
		}
	}
	return beginActivities(ctx, tx, all, authority, unit, areas, from)
}

// changedAreas is what the trail says.
type changedAreas struct {
	Areas []BranchArea  `json:"areas"`
	From  calendar.Date `json:"from"`
}

func checkAreas(ctx context.Context, tx *audit.Tx, authority, unit string, areas []BranchArea, from calendar.Date) error {
	a, err := AuthorityByID(ctx, tx, authority, from)
	if err != nil {
		return err
	}
	units, err := UnitsByID(ctx, tx, []string{unit}, from)
	unknown := slices.ContainsFunc(areas, func(x BranchArea) bool { return !slices.Contains(BranchAreas(), x) })
	if err == nil && (a.Class != Board || from.IsZero() || unknown || unit != "" && units[unit].Authority != authority) {
		err = fault.New(fault.Invalid, language.T("Ange en kommunal nämnd, en dag och områden ur listan.", "Give a municipal board, a day and areas of the list."))
	}
	return err
}

// endActivity lets an activity end the day before; one that would begin on the day or later never was.
func endActivity(ctx context.Context, tx *audit.Tx, b Activity, from calendar.Date) error {
	if !b.From.Before(from) {
		_, err := tx.Exec(ctx, `DELETE FROM directory_branch WHERE authority_id = $1 AND unit_id = $2 AND area = $3 AND valid_from = $4`, b.Authority, b.Unit, b.Area, b.From)
		return err
	}
	_, err := tx.Exec(ctx, `UPDATE directory_branch SET valid_to = $5 WHERE authority_id = $1 AND unit_id = $2 AND area = $3 AND valid_from = $4`, b.Authority, b.Unit, b.Area, b.From, from.AddDays(-1))
	return err
}

// beginActivities writes the areas that do not go on from before.
func beginActivities(ctx context.Context, tx *audit.Tx, all []Activity, authority, unit string, areas []BranchArea, from calendar.Date) error {
	var rows []Activity
	for _, area := range BranchAreas() {
		goesOn := slices.ContainsFunc(all, func(b Activity) bool {
			return b.Unit == unit && b.Area == area && b.From.Before(from) && (b.To.IsZero() || !b.To.Before(from))
		})
		if slices.Contains(areas, area) && !goesOn {
			rows = append(rows, Activity{Authority: authority, Unit: unit, Area: area, Validity: Validity{From: from}})
		}
	}
	return db.InsertAll(ctx, tx, "directory_branch", rows)
}
