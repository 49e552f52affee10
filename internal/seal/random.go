package seal

import (
	"crypto/rand"
	"io"
	"sync"
)

// source is the reader that keys and nonces are drawn from. One that was given is locked, since the tests' readers
// are not made for many goroutines.
func source(r io.Reader) io.Reader {
	switch r := r.(type) {
	case nil:
		return rand.Reader
	case *locked:
		return r
	default:
		return &locked{r: r}
	}
}

type locked struct {
	mu sync.Mutex
	r  io.Reader
}

func (l *locked) Read(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return io.ReadFull(l.r, p)
}
