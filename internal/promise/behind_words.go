package promise

import (
	"samsyn/internal/deviation"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// deviations tells whether the figure is of deviations, or of analyses of what recurs, and not of questions.
func (o Outcome) deviations() bool { return deviation.Leaves(o.Of().Metric) }

// maySee tells whether the reader sees any of what is behind the figure at all.
func (o Outcome) maySee(r *web.Request) bool {
	switch {
	case o.Of().Metric == fact.RecurringAnalysed:
		return r.May(policy.ReadAnalyses)
	case o.deviations():
		return r.May(policy.ListDeviations)
	}
	return r.May(policy.ListEnquiries)
}

func (o Outcome) behindTitle() language.Text {
	if o.deviations() {
		return sayDeviations
	}
	return sayBehind
}

func (o Outcome) behindFile() string {
	if o.deviations() {
		return "avvikelser-bakom-talet"
	}
	return "fragor-bakom-talet"
}

func (o Outcome) behindOne() language.Text {
	if o.deviations() {
		return language.T("Avvikelse", "Deviation")
	}
	return language.T("Fråga", "Question")
}

// behindWho says which of them stand here. What the clock raises is questions too, and those stand among the escalations.
func (o Outcome) behindWho() language.Text {
	switch {
	case o.Of().Metric == fact.EscalatedWhenDue:
		return sayRaisedWho
	case o.deviations():
		return sayDeviationsWho
	}
	return sayBehindWho
}

func (o Outcome) behindNone() language.Text {
	if o.deviations() {
		return sayDeviationsNone
	}
	return sayBehindNone
}

var (
	sayDeviations     = language.T("Avvikelserna bakom talet", "The deviations behind the figure")
	sayDeviationsWho  = language.T("Här står de avvikelser som du får se i listan. Inget i dem handlar om en person.", "Here are the deviations that you may see in the list. Nothing in them is about a person.")
	sayRaisedWho      = language.T("Här står de avvikelser som du får se i listan. I talet räknas också frågor som skulle ha lyfts; de står bland eskaleringarna.", "Here are the deviations that you may see in the list. The figure also counts questions that were to be raised; they stand among the escalations.")
	sayDeviationsNone = language.T("Ingen av avvikelserna hör till dig.", "None of the deviations is yours.")
)
