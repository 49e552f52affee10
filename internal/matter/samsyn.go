package matter

// View is what both judged of one need.
type View string

// The views.
const (
	Same    View = "same"
	Differ  View = "differ"
	Lacking View = "lacking" // one of them has not judged it, or could not
)

// Compared is one need with what both judged of it.
type Compared struct {
	Need                 Need
	Agency, Municipality Answer
}

// View tells whether the two see a need the same way.
func (c Compared) View() View {
	a, m := c.Agency.Who, c.Municipality.Who
	switch {
	case a == "" || m == "" || a == Unsure || m == Unsure:
		return Lacking
	case a == m:
		return Same
	}
	return Differ
}

// Compare puts what two judged side by side, in the order of the needs.
func Compare(agency, municipality Judgement) (list []Compared) {
	for _, n := range Needs() {
		list = append(list, Compared{n.Need, agency.Of(n.Need), municipality.Of(n.Need)})
	}
	return list
}

// Pair is what the two judged of one need, without whose it was.
type Pair struct{ Agency, Municipality Who }

// Samsyn is how far two authorities see needs the same way.
type Samsyn struct {
	N     int64   // needs that both have judged
	Same  int64   // of them, judged the same way
	Kappa float64 // Cohen's kappa; meaningful only when Known
	Known bool    // whether kappa can be computed: chance alone would not make all agree
}

// Share is the share judged the same way, from 0 to 1; 0 of nothing.
func (s Samsyn) Share() float64 {
	if s.N == 0 {
		return 0
	}
	return float64(s.Same) / float64(s.N)
}

// SamsynOf computes the share of needs that two judged the same way, and the same corrected for what chance alone would
// give (kappa; J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20,
// 1960): (po - pe) / (1 - pe), where pe is the sum over the answers of the product of both sides' shares of them.
func SamsynOf(pairs map[Pair]int64) (s Samsyn) {
	rows, columns := map[Who]int64{}, map[Who]int64{}
	for p, n := range pairs {
		if p.Agency == Unsure || p.Municipality == Unsure || p.Agency == "" || p.Municipality == "" {
			continue
		}
		s.N += n
		rows[p.Agency] += n
		columns[p.Municipality] += n
		if p.Agency == p.Municipality {
			s.Same += n
		}
	}
	if s.N == 0 {
		return s
	}
	chance := 0.0
	for who, n := range rows {
		chance += float64(n) / float64(s.N) * float64(columns[who]) / float64(s.N)
	}
	if s.Known = chance < 1; s.Known {
		s.Kappa = (s.Share() - chance) / (1 - chance)
	}
	return s
}
