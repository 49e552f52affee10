package directory

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// UnitHistory is a unit with its whole history.
type UnitHistory struct {
	Unit    // as it holds last
	History History[UnitDetails]
}

// checkTree tells whether the units of an authority make a tree on every day: what stands above a unit must be there
// as long as the unit is, and no unit may stand above itself. units holds what would be stored.
func checkTree(units []UnitHistory) error {
	byID := map[string]UnitHistory{}
	for _, u := range units {
		byID[u.ID] = u
	}
	for _, day := range turns(units) {
		for _, u := range units {
			if err := checkAbove(byID, u, day); err != nil {
				return err
			}
		}
	}
	return nil
}

// turns gives every day on which something in the tree begins, and the beginning of time.
func turns(units []UnitHistory) []calendar.Date {
	days := []calendar.Date{{}}
	for _, u := range units {
		for _, v := range u.History {
			days = append(days, v.From)
			if !v.To.IsZero() {
				days = append(days, v.To.AddDays(1))
			}
		}
	}
	slices.SortFunc(days, calendar.Date.Compare)
	return slices.Compact(days)
}

// checkAbove follows one unit upwards on one day.
func checkAbove(byID map[string]UnitHistory, u UnitHistory, day calendar.Date) error {
	at, ok := u.History.On(day)
	for range len(byID) {
		if !ok || at.Details.Parent == "" {
			return nil
		}
		above, known := byID[at.Details.Parent]
		next, holds := above.History.On(day)
		if !known || !holds {
			return fault.New(fault.Conflict, invalid, fault.Field("parent", parentMissing.With(at.Details.Name, sinceWhen(day))))
		}
		at, ok = next, true
	}
	return fault.New(fault.Conflict, invalid, fault.Field("parent", parentLoop))
}

func sinceWhen(day calendar.Date) language.Text {
	if day.IsZero() {
		return language.T("från början", "at first")
	}
	return language.T("den %s", "on %s").With(day)
}

// Branch is a unit with how deep it stands: 0 at the top.
type Branch struct {
	Unit
	Depth int
}

// Tree puts units that hold on one day in the order of a tree: each followed by what stands under it, siblings in the
// order given. A unit whose parent is not among them stands at the top.
func Tree(units []Unit) []Branch {
	under := map[string][]Unit{}
	known := map[string]bool{"": true}
	for _, u := range units {
		known[u.ID] = true
	}
	for _, u := range units {
		parent := u.Parent
		if !known[parent] {
			parent = ""
		}
		under[parent] = append(under[parent], u)
	}
	return grow(nil, under, "", 0)
}

func grow(out []Branch, under map[string][]Unit, parent string, depth int) []Branch {
	for _, u := range under[parent] {
		out = grow(append(out, Branch{Unit: u, Depth: depth}), under, u.ID, depth+1)
	}
	return out
}

var (
	parentLoop    = language.T("Enheten kan inte stå under sig själv. Välj en annan överordnad enhet.", "The unit cannot stand under itself. Choose another unit above it.")
	parentMissing = language.T("Enheten %s har en överordnad enhet som inte finns %s. Flytta enheten eller ändra datumen.",
		"The unit %s has a unit above it that does not exist %s. Move the unit or change the dates.")
)
