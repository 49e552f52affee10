package clause

import (
	"regexp"
	"slices"

	"samsyn/internal/language"
)

var commitmentPattern = regexp.MustCompile(`^[KL][1-9][0-9]{0,2}\.[1-9][0-9]?$`)

func (c *checker) commitment(d Document, k Commitment, measured func(string) bool) {
	field := string(CommitmentField(k.ID))
	t := language.T
	once := slices.IndexFunc(d.Commitments, func(o Commitment) bool { return o.ID == k.ID })
	if !commitmentPattern.MatchString(k.ID) || d.Commitments[once].Text != k.Text {
		c.add(field, t("Åtagandets id ska se ut som K9.1 och inte finnas förut.", "The commitment's id must look like K9.1 and be used once."))
	}
	if _, no := d.Clause(k.Clause); no == 0 {
		c.add(field, t("Åtagandet hör till § %s, som inte finns.", "The commitment belongs to § %s, which does not exist.").With(k.Clause))
	}
	if k.Text.Sv == "" || k.Text.En == "" {
		c.add(field, t("Skriv vad som lovas, på båda språken.", "Write what is promised, in both languages."))
	}
	if k.By != Agency && k.By != Municipality && k.By != Both {
		c.add(field, t("Ange vem som lovar.", "Say who promises."))
	}
	if other, ok := d.Commitment(k.Mirrors); k.Mirrors != "" && (!ok || other.ID == k.ID) {
		c.add(field, t("Speglar %s, som inte är ett annat åtagande.", "Mirrors %s, which is not another commitment.").With(k.Mirrors))
	}
	if len(k.Measures) == 0 {
		c.add(field, t("Åtagandet har inget mått.", "The commitment has no measure."))
	}
	for _, m := range k.Measures {
		c.measure(field, k.Kind, m, measured)
	}
}

func (c *checker) measure(field string, kind Nature, m Measure, measured func(string) bool) {
	t := language.T
	if !measured(m.Metric) {
		c.add(field, t("Måttet %s finns inte i katalogen.", "The metric %s is not in the catalogue.").With(m.Metric))
	}
	switch m.Statistic {
	case Share, Median, P90, Counts:
	default:
		c.add(field, t("Okänd statistik: %s.", "Unknown statistic: %s.").With(string(m.Statistic)))
	}
	if kind == Target && m.Comparator != AtLeast && m.Comparator != AtMost && m.Comparator != Exactly {
		c.add(field, t("Ange om målet är minst, högst eller precis.", "Say whether the target is at least, at most or exactly."))
	}
	if m.Target != nil && m.Statistic == Share && (*m.Target < 0 || *m.Target > N(100)) {
		c.add(field, t("En andel är mellan 0 och 100 procent.", "A share is between 0 and 100 per cent."))
	}
	if m.Target != nil && *m.Target < 0 {
		c.add(field, t("Målet kan inte vara mindre än noll.", "The target cannot be below zero."))
	}
	if m.Limit < 0 || m.Limit > 0 && m.LimitUnit == "" {
		c.add(field, t("En gräns är ett tal och en enhet.", "A limit is a number and a unit."))
	}
	if m.Window != Month && m.Window != Quarter && m.Window != HalfYear && m.Window != Year {
		c.add(field, t("Ange period: månad, kvartal, halvår eller år.", "Give the window: month, quarter, half-year or year."))
	}
}

// CheckCommitment tells what is wrong with one commitment as the parties propose it; nil when nothing is.
func CheckCommitment(d Document, k Commitment, measured func(string) bool) error {
	var c checker
	if _, ok := d.Commitment(k.ID); !ok {
		d.Commitments = append(slices.Clone(d.Commitments), k)
	} else {
		d.Commitments = slices.Clone(d.Commitments)
		d.Commitments[slices.IndexFunc(d.Commitments, func(o Commitment) bool { return o.ID == k.ID })] = k
	}
	c.commitment(d, k, measured)
	if !k.From.IsZero() && !k.To.IsZero() && k.To.Before(k.From) {
		c.add(string(CommitmentField(k.ID)), language.T("Sista dagen är före den första.", "The last day is before the first."))
	}
	return c.fault()
}
