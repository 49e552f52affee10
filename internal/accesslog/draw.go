package accesslog

import (
	"math/rand/v2"
	"slices"
)

// UsualSize is how many readings are drawn where nobody says otherwise, and how many at most.
const (
	UsualSize = 20
	MostDrawn = 500
)

// Draw gives which of n readings, in the order of the trail, a seed draws: size of them, each as likely, in order. The same
// seed draws the same, so that anybody can draw again.
func Draw(seed uint64, n, size int) []int {
	if size >= n {
		size = n
	}
	chance := rand.New(rand.NewPCG(seed, uint64(n)))
	drawn := chance.Perm(n)[:size]
	slices.Sort(drawn)
	return drawn
}
