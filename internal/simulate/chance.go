package simulate

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"sync"
)

// Chance is a source of ids, salts, nonces and keys that a seed decides. Each act draws from a stream of its own, so that
// what was cut off goes on as if it had not been.
type Chance struct {
	seed uint64
	mu   sync.Mutex
	now  *rand.ChaCha8
}

// NewChance stands before the first act.
func NewChance(seed uint64) *Chance {
	c := &Chance{seed: seed}
	c.Begin("keys", 0)
	return c
}

// Begin goes on with the stream of one act.
func (c *Chance) Begin(what string, n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = rand.NewChaCha8(keyOf(c.seed, what, n))
}

// Read fills p from the act's stream.
func (c *Chance) Read(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now.Read(p)
}

func keyOf(seed uint64, what string, n int64) [32]byte {
	b := binary.BigEndian.AppendUint64([]byte("samsyn simulate "), seed)
	return sha256.Sum256(binary.BigEndian.AppendUint64(append(b, what...), uint64(n)))
}

// dice are what chance decides of one thing in the plan: of a question, a municipality, a month.
type dice struct{ *rand.Rand }

func diceOf(seed uint64, what string, n int64) dice {
	return dice{rand.New(rand.NewChaCha8(keyOf(seed, what, n)))}
}

// happens tells whether what has a probability of p happens.
func (d dice) happens(p float64) bool { return d.Float64() < p }

// around gives a positive factor whose median is 1 and whose logarithm has a standard deviation of spread.
func (d dice) around(spread float64) float64 { return math.Exp(d.NormFloat64() * spread) }

// pick gives the index of one of some weights.
func (d dice) pick(weights []float64) int {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	at := d.Float64() * total
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}
