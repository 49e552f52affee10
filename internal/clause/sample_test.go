package clause_test

import (
	"samsyn/internal/clause"
	"samsyn/internal/language"
)

func num(n int64) *clause.Number { x := clause.N(n); return &x }

// doc is a small document with everything in it.
func doc() clause.Document {
	t := language.T
	return clause.Document{Template: 1,
		Clauses: []clause.Clause{
			{ID: "1", Heading: t("Parter", "Parties"), Text: t("Mellan {kommun} och Arbetsförmedlingen.", "Between {kommun} and the employment agency.")},
			{ID: "8", Heading: t("Kontakt", "Contact"), Text: t("Svar inom 2 arbetsdagar.", "Answers within 2 working days.")},
			{ID: "9", Heading: t("Frågor", "Questions"), Text: t("En fråga besvaras. Ingen faller mellan stolarna.", "A question is answered. Nobody falls between.")},
			{ID: "28", Heading: t("Giltighet", "Term"), Text: t("Gäller {giltig_fran}–{giltig_till}.", "Holds {giltig_fran}–{giltig_till}.")},
		},
		Variables: []clause.Variable{
			{ID: "kommun", Clause: "1", Name: t("Kommun", "Municipality"), Kind: clause.Line, Required: true},
			{ID: "kontakt", Clause: "8", Name: t("Kontaktperson", "Contact person"), Kind: clause.Person},
			{ID: "traffar", Clause: "8", Name: t("Träffar", "Meetings"), Kind: clause.Count, Min: num(1), Max: num(12)},
			{ID: "vag", Clause: "8", Name: t("Väg", "Way"), Kind: clause.Choice, Choices: []language.Text{t("telefon", "telephone"), t("video", "video")}},
			{ID: "giltig_fran", Clause: "28", Name: t("Från", "From"), Kind: clause.Date, Required: true},
			{ID: "giltig_till", Clause: "28", Name: t("Till", "To"), Kind: clause.Date},
		},
		Commitments: []clause.Commitment{
			{ID: "K8.1", Clause: "8", Text: t("Kontaktvägarna är aktuella.", "The contact paths are current."), By: clause.Both, Kind: clause.Target,
				Measures: []clause.Measure{{Metric: "m.contact", Statistic: clause.Share, Comparator: clause.AtLeast, Target: num(95), Window: clause.Month}}},
			{ID: "K9.1", Clause: "9", Text: t("Frågor besvaras.", "Questions are answered."), By: clause.Agency, Kind: clause.Target, Relief: true,
				Measures: []clause.Measure{{Metric: "m.answer", Statistic: clause.Share, Limit: 2, LimitUnit: clause.WorkingDays, Comparator: clause.AtLeast, Target: num(90), Window: clause.Quarter}}},
			{ID: "K9.2", Clause: "9", Text: t("Lokalt mål.", "A local target."), By: clause.Municipality, Kind: clause.Target, Mirrors: "K9.1",
				Measures: []clause.Measure{{Metric: "m.answer", Statistic: clause.Median, LimitUnit: clause.Days, Comparator: clause.AtMost, Window: clause.Year}}},
		},
	}
}

// filled is doc with all that it needs.
func filled() clause.Document {
	d := doc()
	d.Values = map[string]clause.Value{"kommun": {Text: "Ludvika kommun"}, "giltig_fran": {Text: "2026-04-01"}}
	d.Commitments[2].Measures[0].Target = num(5)
	return d
}

func known(metric string) bool { return metric == "m.contact" || metric == "m.answer" }
