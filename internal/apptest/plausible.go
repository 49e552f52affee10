package apptest

import (
	"regexp"
	"strings"

	"samsyn/internal/clause"
)

// PlausibleValue is what somebody would fill in for a value that the template asks for: a choice by its Swedish name, an
// agreement from December 2025 to November 2028, the least number that is allowed.
func PlausibleValue(v clause.Variable) string {
	switch {
	case strings.HasSuffix(v.ID, "_fran"):
		return "2025-12-01"
	case v.Kind == clause.Date:
		return "2028-11-30"
	case v.Kind == clause.Choice:
		return v.Choices[0].Sv
	case v.Kind == clause.Count && v.Min != nil:
		return v.Min.String()
	case v.Kind == clause.Count:
		return "2"
	case v.Kind == clause.OrganisationNo:
		return "212000-0001"
	case v.Kind == clause.TimeOfDay:
		return "16.00"
	}
	return "Ludvika (Demo)"
}

var sixFigures = regexp.MustCompile(`\b[0-9]{6}\b`)

// DemoCode reads the one-time code that an invented person is shown.
func DemoCode(page string) string { return sixFigures.FindString(page) }
