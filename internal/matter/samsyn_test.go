package matter_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"samsyn/internal/matter"
)

// TestKappaOfPublishedExamples compares with tables whose kappa is published: Cohen's own of 1960 with three categories
// (0.49), and the one most used in textbooks with two raters of 50 grant proposals (0.40).
func TestKappaOfPublishedExamples(t *testing.T) {
	a, m, b := matter.FromAgency, matter.FromMunicipality, matter.FromBoth
	for _, c := range []struct {
		name  string
		pairs map[matter.Pair]int64
		share float64
		kappa float64
	}{
		{"Cohen 1960, table 1", map[matter.Pair]int64{{a, a}: 88, {a, m}: 14, {a, b}: 18, {m, a}: 10, {m, m}: 40, {m, b}: 10, {b, a}: 2, {b, m}: 6, {b, b}: 12}, 0.70, 0.492},
		{"fifty proposals", map[matter.Pair]int64{{a, a}: 20, {a, m}: 5, {m, a}: 10, {m, m}: 15}, 0.70, 0.40},
		{"no more than chance", map[matter.Pair]int64{{a, a}: 25, {a, m}: 25, {m, a}: 25, {m, m}: 25}, 0.5, 0},
		{"all the same way, in two", map[matter.Pair]int64{{a, a}: 5, {m, m}: 5}, 1, 1},
	} {
		s := matter.SamsynOf(c.pairs)
		if math.Abs(s.Share()-c.share) > 0.005 || math.Abs(s.Kappa-c.kappa) > 0.005 || !s.Known {
			t.Errorf("%s: %.3f and %.3f, want %.3f and %.3f", c.name, s.Share(), s.Kappa, c.share, c.kappa)
		}
	}
	if s := matter.SamsynOf(map[matter.Pair]int64{{a, a}: 9}); s.Known || s.Share() != 1 {
		t.Errorf("where both always say one thing chance cannot be told: %+v", s)
	}
	if s := matter.SamsynOf(map[matter.Pair]int64{{a, matter.Unsure}: 9}); s.N != 0 {
		t.Errorf("what cannot be judged is compared: %+v", s)
	}
}

// TestJudgementsAreReadAsTheyWereWritten, whatever is written in their notes.
func TestJudgementsAreReadAsTheyWereWritten(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	words := []string{"hej", "[agency]", "–", "språk: ja", "]", "[", "\n", "Kommunen [municipality] – nej"}
	for range 500 {
		j := matter.Judgement{Distance: matter.Distance(rnd.IntN(5) + 1), TookPart: []string{"yes", "no"}[rnd.IntN(2)]}
		for _, n := range matter.Needs() {
			answers := matter.Answers()
			j.Answers = append(j.Answers, matter.Answer{Need: n.Need, Who: answers[rnd.IntN(len(answers))], Note: words[rnd.IntN(len(words))] + " " + words[rnd.IntN(len(words))]})
		}
		got := matter.ParseJudgement(j.String())
		if got.Distance != j.Distance || got.TookPart != j.TookPart || len(got.Answers) != len(j.Answers) {
			t.Fatalf("read %+v, wrote %+v", got, j)
		}
		if !slices.EqualFunc(got.Answers, j.Answers, func(a, b matter.Answer) bool { return a.Need == b.Need && a.Who == b.Who }) {
			t.Fatalf("read %+v, wrote %+v", got.Answers, j.Answers)
		}
	}
}
