package db

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// changes counts, for each set of tables that something is remembered of, the acts of this process that have written one of
// them. What is remembered is looked up many times for every page: to look up must not go through all tables.
type changes struct {
	mu   sync.RWMutex
	sets map[string]*tableSet // by its prefixes, as one text
}

// tableSet is the tables whose names begin with one of some prefixes.
type tableSet struct {
	prefixes []string
	writings atomic.Int64
}

func (s *tableSet) holds(table string) bool {
	return slices.ContainsFunc(s.prefixes, func(p string) bool { return strings.HasPrefix(table, p) })
}

func (c *changes) add(tables []string) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, s := range c.sets {
		if slices.ContainsFunc(tables, s.holds) {
			s.writings.Add(1)
		}
	}
}

// of gives the set of the tables whose names begin with one of the prefixes. It counts from when it is first asked for, which
// is before anything of them is read to be remembered.
func (c *changes) of(prefixes []string) *tableSet {
	key := strings.Join(prefixes, " ")
	c.mu.Lock()
	defer c.mu.Unlock()
	s, ok := c.sets[key]
	if !ok {
		s = &tableSet{prefixes: prefixes}
		c.sets[key] = s
	}
	return s
}

var writtenPattern = regexp.MustCompile(`(?i)^\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+([a-z_]+)`)

// writes notes which table a statement writes, if it is one of those that write rows.
func (tx *Tx) writes(text string) bool {
	m := writtenPattern.FindStringSubmatch(text)
	if m != nil {
		tx.note(m[1])
	}
	return m != nil
}

func (tx *Tx) note(table string) {
	if !slices.Contains(tx.wrote, table) {
		tx.wrote = append(tx.wrote, table)
	}
}

// Kept remembers what was made of some tables, so that what changes seldom is not read for every page. What this process
// writes is seen at once; what another node writes, when the memory is as old as it may be.
type Kept[K comparable, V any] struct {
	// Tables are what the value is made of: names, or how names begin.
	Tables []string
	// Age is how old a memory may be, by the machine's clock.
	Age time.Duration
	// Most bounds how many are remembered; 0 is 1000.
	Most int

	mu     sync.Mutex
	have   map[K]memory[V]
	making map[K]*making[V]
	d      *DB // that set is of
	set    *tableSet
}

type memory[V any] struct {
	value   V
	version int64
	made    time.Time
}

// making is a value that somebody makes.
type making[V any] struct {
	version int64         // of the tables, before it was begun
	done    chan struct{} // closed when it is made, or could not be
	value   V
	made    bool
}

// makeTime is how long one waits for what another makes before one makes it oneself: whatever its maker waits for, nobody
// waits for ever.
const makeTime = time.Second

// Get gives what is remembered under the key, or makes it. The value is shared and must not be changed.
func (k *Kept[K, V]) Get(d *DB, key K, make func() (V, error)) (V, error) {
	return k.GetIf(d, key, func(_ V, changed bool, _ time.Duration) bool { return !changed }, make)
}

// GetIf is Get where more is asked of what is remembered: will says whether it will do, by whether its tables have been
// written since and how old it is. What many ask for at once is made by the first of them alone, as long as nothing is
// written meanwhile: when the program starts, and whenever a memory ends, they would else all make the same and each other
// wait.
func (k *Kept[K, V]) GetIf(d *DB, key K, will func(v V, changed bool, age time.Duration) bool, make func() (V, error)) (V, error) {
	m, ok, version := k.look(d, key)
	age := time.Since(m.made)
	if ok && age < k.Age && will(m.value, m.version != version, age) {
		return m.value, nil
	}
	underway, mine := k.begin(key, version)
	if mine {
		return k.make(key, underway, make)
	}
	late := time.NewTimer(makeTime)
	defer late.Stop()
	select {
	case <-underway.done:
		if underway.made {
			return underway.value, nil
		}
	case <-late.C:
	}
	return make()
}

// look gives what is remembered under the key, and how often its tables have been written before it is made anew: what is
// written meanwhile makes it old.
func (k *Kept[K, V]) look(d *DB, key K) (m memory[V], ok bool, version int64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.d != d {
		k.d, k.set, k.making = d, d.changes.of(k.Tables), nil
	}
	m, ok = k.have[key]
	return m, ok, k.set.writings.Load()
}

// begin gives what somebody makes under the key since the tables were written last, or lets the asker make it.
func (k *Kept[K, V]) begin(key K, version int64) (m *making[V], mine bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if m = k.making[key]; m != nil && m.version == version {
		return m, false
	}
	m = &making[V]{version: version, done: make(chan struct{})}
	if k.making == nil {
		k.making = map[K]*making[V]{}
	}
	k.making[key] = m
	return m, true
}

// make makes what was begun. It is remembered unless it has been forgotten or begun anew meanwhile.
func (k *Kept[K, V]) make(key K, m *making[V], make func() (V, error)) (v V, err error) {
	defer func() { // also when making falls
		k.mu.Lock()
		defer k.mu.Unlock()
		if k.making[key] == m {
			delete(k.making, key)
			if m.made {
				k.put(key, memory[V]{v, m.version, time.Now()})
			}
		}
		close(m.done)
	}()
	v, err = make()
	m.value, m.made = v, err == nil
	return v, err
}

// Forget forgets what is remembered under a key, and what is being made of it.
func (k *Kept[K, V]) Forget(key K) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.have, key)
	delete(k.making, key)
}

// put remembers, under the lock.
func (k *Kept[K, V]) put(key K, m memory[V]) {
	most := k.Most
	if most == 0 {
		most = 1000
	}
	if k.have == nil || len(k.have) >= most { // rather forget all than keep an order
		k.have = map[K]memory[V]{}
	}
	k.have[key] = m
}
