package fact

import "samsyn/internal/language"

// Shape is how a measure turns time stamps into a count.
type Shape string

// The shapes.
const (
	Holds Shape = "holds" // counts in each month at whose end it holds
	Timed Shape = "timed" // counts in the month in which it was due, once closed; kept when closed by then
)

// Metric is one measure of the catalogue.
type Metric struct {
	ID         string
	Version    int64 // rises when the definition changes; figures of two versions are never compared
	Shape      Shape
	Clause     string // of the clause library, e.g. K28.3
	Name       language.Text
	Definition language.Text // how it is computed, in words
	Unit       language.Text
	Measured   bool // this program records it; else a promise held against it says that nothing measures it yet
}

// Coverage is whether a municipality has an agreement in force (K28.3).
const Coverage = "coverage"

// Catalogue is every measure there is.
func Catalogue() []Metric {
	return []Metric{
		{
			ID: Coverage, Version: 1, Shape: Holds, Clause: "K28.3",
			Name: language.T("Kommuner med gällande överenskommelse", "Municipalities with an agreement in force"),
			Definition: language.T(
				"En kommun räknas i en månad om minst en överenskommelse mellan Arbetsförmedlingen och kommunen gäller månadens sista dag. Kommuner räknas, inte dokument.",
				"A municipality counts in a month if at least one agreement between the agency and the municipality is in force on the month's last day. Municipalities are counted, not documents."),
			Unit: language.T("kommuner", "municipalities"), Measured: true,
		},
	}
}

// Find gives a measure by its id.
func Find(id string) (Metric, bool) {
	for _, m := range Catalogue() {
		if m.ID == id {
			return m, true
		}
	}
	return Metric{}, false
}
