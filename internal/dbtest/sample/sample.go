package sample

import (
	"hash/fnv"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"
)

// Full tells whether this run tries everything.
func Full() bool { return os.Getenv("SAMSYN_TEST_FULL") != "" }

// Of is how many times to try something: few in a sampled run, all in a full one.
func Of(few, all int) int {
	if Full() {
		return all
	}
	return few
}

// Seed is the run's: SAMSYN_TEST_SEED, else the number of the day, so that what is sampled moves on day by day. It is
// told in the test's log, for the run to be repeated.
func Seed(t testing.TB) uint64 {
	t.Helper()
	seed, err := strconv.ParseUint(os.Getenv("SAMSYN_TEST_SEED"), 10, 64)
	if err != nil {
		seed = uint64(time.Now().Unix() / (24 * 60 * 60))
	}
	t.Logf("repeat this sample with SAMSYN_TEST_SEED=%d", seed)
	return seed
}

// Rand is chance that the run's seed and the test's name decide.
func Rand(t testing.TB) *rand.Rand {
	t.Helper()
	return rand.New(rand.NewPCG(Seed(t), numberOf(t.Name())))
}

// Tenth tells whether a named thing is in the tenth that a sampled run tries.
func Tenth(seed uint64, name string) bool { return Part(seed, name, 10) }

// Part tells whether a named thing is in the one part of n that a sampled run tries.
func Part(seed uint64, name string, n uint64) bool { return Full() || numberOf(name)%n == seed%n }

func numberOf(name string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // a hash takes everything
	return h.Sum64()
}
