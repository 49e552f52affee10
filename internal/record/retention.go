package record

import (
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Start is what a period of retention is counted from.
type Start string

// The starts of a period.
const (
	FromCreated   Start = "created"    // the day the document was made or came in
	FromLastEntry Start = "last-entry" // the last entry in the file (personal files of the social services)
	FromClosed    Start = "closed"     // the day the matter was closed
	FromEnded     Start = "ended"      // the day an agreement ceased to hold
)

// Starts lists the starts with their names.
func Starts() []StartInfo {
	t := language.T
	return []StartInfo{
		{FromCreated, t("dagen då handlingen upprättades eller kom in", "the day the document was made or came in")},
		{FromLastEntry, t("sista anteckningen i akten", "the last entry in the file")},
		{FromClosed, t("dagen då ärendet avslutades", "the day the matter was closed")},
		{FromEnded, t("dagen då överenskommelsen upphörde", "the day the agreement ceased to hold")},
	}
}

// StartInfo is a start with its name.
type StartInfo struct {
	Start Start
	Name  language.Text
}

// Rule is one line of an authority's plan for its documents (dokumenthanteringsplan): a document type is kept, or is
// destroyed when a number of months have passed since a day, with the right to do so.
type Rule struct {
	ID        string        `db:"id"`
	Authority string        `db:"authority_id"`
	DocType   string        `db:"doc_type"` // "agreement", "social-file"
	Keep      bool          `db:"keep"`     // for ever
	Months    int64         `db:"months"`
	Start     Start         `db:"starts"`
	Source    string        `db:"source"` // the provision or decision, as it is cited
	From      calendar.Date `db:"valid_from"`
	To        calendar.Date `db:"valid_to"` // last day, or zero until further notice
}

const longestRetention = 12 * 200

// Validate tells what is wrong with a rule.
func (r Rule) Validate() error {
	var problems []fault.Problem
	add := func(wrong bool, field, sv, en string) {
		if wrong {
			problems = append(problems, fault.Field(field, language.T(sv, en)))
		}
	}
	add(strings.TrimSpace(r.DocType) == "", "doc_type", "Ange handlingstyp.", "State the document type.")
	add(strings.TrimSpace(r.Source) == "", "source", "Ange rättslig grund: lag, föreskrift eller gallringsbeslut.", "State the legal source: law, regulation or disposal decision.")
	add(r.From.IsZero(), "valid_from", "Ange från vilken dag regeln gäller.", "State from which day the rule holds.")
	add(!r.To.IsZero() && r.To.Before(r.From), "valid_to", "Sista dagen kan inte vara före första.", "The last day cannot be before the first.")
	add(!r.Keep && (r.Months < 1 || r.Months > longestRetention), "months", "Ange hur många månader handlingen sparas, 1 till 2 400.", "State for how many months the document is kept, 1 to 2,400.")
	add(!r.Keep && !knownStart(r.Start), "starts", "Välj vad tiden räknas från.", "Choose what the time is counted from.")
	if len(problems) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, language.T("Regeln kan inte sparas.", "The rule cannot be saved."), problems...)
}

func knownStart(s Start) bool {
	for _, info := range Starts() {
		if info.Start == s {
			return true
		}
	}
	return false
}

// HoldsOn tells whether the rule holds on a day.
func (r Rule) HoldsOn(d calendar.Date) bool {
	return !d.Before(r.From) && (r.To.IsZero() || !d.After(r.To))
}

// Overlaps tells whether two rules for the same documents hold on the same day.
func (r Rule) Overlaps(o Rule) bool {
	if r.Authority != o.Authority || r.DocType != o.DocType {
		return false
	}
	return (o.To.IsZero() || !r.From.After(o.To)) && (r.To.IsZero() || !o.From.After(r.To))
}

// Due is the first day on which a document may be destroyed, the day after its period has run out; ok is false when
// it is kept for ever.
func (r Rule) Due(start calendar.Date) (due calendar.Date, ok bool) {
	if r.Keep || start.IsZero() {
		return calendar.Date{}, false
	}
	return start.AddMonths(int(r.Months)).AddDays(1), true
}

// RuleFor finds the rule for a document type on a day. No rule means that nothing may be destroyed.
func RuleFor(rules []Rule, docType string, on calendar.Date) (Rule, bool) {
	for _, r := range rules {
		if r.DocType == docType && r.HoldsOn(on) {
			return r, true
		}
	}
	return Rule{}, false
}
