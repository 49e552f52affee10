package law

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// ProgrammeID names a programme or measure for good.
type ProgrammeID string

// ProgrammeKind is the sort of programme or measure.
type ProgrammeKind string

// The kinds.
const (
	Programme      ProgrammeKind = "programme"
	SubsidisedJob  ProgrammeKind = "subsidised-job"
	Education      ProgrammeKind = "education"
	Rehabilitation ProgrammeKind = "rehabilitation"
	MunicipalKind  ProgrammeKind = "municipal"
	Joint          ProgrammeKind = "joint"
)

// Name says the kind in words.
func (k ProgrammeKind) Name() language.Text {
	switch k {
	case Programme:
		return language.T("program och insatser", "programmes and measures")
	case SubsidisedJob:
		return language.T("subventionerad anställning", "subsidised job")
	case Education:
		return language.T("utbildning", "education")
	case Rehabilitation:
		return language.T("rehabilitering", "rehabilitation")
	case MunicipalKind:
		return language.T("kommunal insats", "municipal measure")
	case Joint:
		return language.T("gemensam insats", "joint measure")
	}
	return language.Text{}
}

// Decider is who decides that a person gets the measure.
type Decider string

// The deciders.
const (
	DecidedByPES          Decider = "pes"
	DecidedByMunicipality Decider = "municipality"
	DecidedByOther        Decider = "other"
	DecidedJointly        Decider = "joint"
)

// Name says who decides.
func (d Decider) Name() language.Text {
	switch d {
	case DecidedByPES:
		return PES.Name()
	case DecidedByMunicipality:
		return language.T("kommunen", "the municipality")
	case DecidedByOther:
		return language.T("någon annan", "somebody else")
	case DecidedJointly:
		return language.T("parterna tillsammans", "the parties together")
	}
	return language.Text{}
}

// Scheme is a programme or measure that a law, an ordinance or a municipality's practice provides.
type Scheme struct {
	ID       ProgrammeID
	Name     language.Text
	Kind     ProgrammeKind
	Decider  Decider
	Note     language.Text
	Valid    calendar.Period
	Ended    bool // shown in history only; the day it ended is in Valid.To where known
	Proposed bool // a bill or draft: not offered until it is adopted and this is taken away
	Standing Standing
}

// Offered tells whether a new person can be given the measure on a date.
func (s Scheme) Offered(on calendar.Date) bool {
	return !s.Ended && !s.Proposed && s.Valid.Contains(on)
}

// Schemes gives every programme and measure, also ended and proposed ones.
func Schemes() []Scheme { return slices.Clone(schemes) }

// SchemesOn gives those that are offered on a date.
func SchemesOn(on calendar.Date) []Scheme {
	return all(schemes, func(s Scheme) bool { return s.Offered(on) })
}

// SchemeOf gives the programme or measure of an id; ok is false for an unknown one.
func SchemeOf(id ProgrammeID) (s Scheme, ok bool) {
	return find(schemes, func(s Scheme) bool { return s.ID == id })
}
