package db

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"io"
	"sync"
	"time"
)

// ids makes UUIDs of version 7 (RFC 9562): text order is the order of making within one process, also when the
// clock stands still or goes back.
type ids struct {
	now  func() time.Time
	rand io.Reader
	mu   sync.Mutex
	last uint64
}

func (g *ids) next() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	t := g.now()
	// 48 bits of milliseconds, then 12 bits of the millisecond's fraction, which also serve as a counter.
	tick := uint64(t.UnixMilli())<<12 | uint64(t.Nanosecond()%1_000_000)*4096/1_000_000
	if tick <= g.last {
		tick = g.last + 1
	}
	g.last = tick
	var u [16]byte
	binary.BigEndian.PutUint64(u[:8], tick>>12<<16|tick&0xfff)
	if _, err := io.ReadFull(g.rand, u[8:]); err != nil {
		panic("db: no randomness to be had: " + err.Error())
	}
	u[6] |= 0x70
	u[8] = u[8]&0x3f | 0x80
	return format(u)
}

// RandomID gives a UUID of version 4, for what must not tell when it was made.
func RandomID(r io.Reader) string {
	var u [16]byte
	if _, err := io.ReadFull(r, u[:]); err != nil {
		panic("db: no randomness to be had: " + err.Error())
	}
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	return format(u)
}

func format(u [16]byte) string {
	h := hex.EncodeToString(u[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

func realRandom() io.Reader { return rand.Reader }
