package dbtest

import (
	"sync"
	"time"
)

// Clock stands still until it is moved.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Monday is when tests happen: Monday 2 March 2026 at nine in Stockholm.
func Monday() time.Time { return time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC) }

// NewClock stands at Monday.
func NewClock() *Clock { return &Clock{now: Monday()} }

// Now is where the clock stands.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Set puts the clock at t.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}
