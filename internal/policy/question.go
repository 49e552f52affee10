package policy

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"samsyn/internal/ref"
)

// question is the statement that asks of one thing what may be done to it. It hangs on what is asked and on which roles
// the actor holds, and so is written once for all who hold the same.
type question struct {
	nothing bool   // no action that is known
	known   string // the answer, when it hangs on the roles alone, which were held when it was written
	text    string
	holes   []string // whose values follow the thing's id
	parts   []parts  // of each action
}

// parts say where the answer to one action stands: the database answers with a text of ones and zeros, that the thing
// exists first, then each condition once, whichever actions it matters to.
type parts struct {
	ways     []way
	never    []Cond
	holds    []int // where each way stands
	forbids  []int // where each prohibition stands
	reckoned int   // how many there are in all
}

func (p parts) read(bits string) (v verdict) {
	if len(bits) != p.reckoned || p.reckoned == 0 {
		return v
	}
	v.found = bits[0] == '1'
	for i, w := range p.ways {
		if bits[p.holds[i]] == '1' {
			v.ways = append(v.ways, w)
		}
	}
	for i, c := range p.never {
		if bits[p.forbids[i]] == '1' {
			v.forbid = append(v.forbid, c)
		}
	}
	return v
}

// questionOf gives the statement for an actor, as it was written before if it was.
func (t *Table) questionOf(a Actor, kind ref.Kind, acts []Action) *question {
	key := make([]byte, 0, 128)
	for _, act := range acts {
		key = append(append(key, act...), ' ')
		key = append(strconv.AppendUint(key, uint64(t.held(a, t.rules[act])), 16), ' ')
	}
	return remembered(&t.texts, &t.texts.questions, key, func() *question { return t.write(a, kind, acts) })
}

// columns collects the conditions of a statement, each once.
type columns struct {
	*fill
	list []string
	at   map[string]int
}

func (c *columns) add(form string, cond Cond) int {
	text := fmt.Sprintf(form, c.sql(cond.SQL))
	at, there := c.at[text]
	if !there {
		at = len(c.list)
		c.at[text], c.list = at, append(c.list, text)
	}
	return at
}

// asks is how a way of being allowed is asked for.
const asks = "CASE WHEN %s THEN '1' ELSE '0' END"

// write writes each condition as a column, the columns put together as one text.
func (t *Table) write(a Actor, kind ref.Kind, acts []Action) *question {
	from, exists, taken := "", "'1'", 0
	if kind != "" {
		th := t.things[kind]
		taken = 1
		from = fmt.Sprintf(" FROM (SELECT CAST($1 AS TEXT) AS id) AS %s LEFT JOIN %s AS %s ON %s.%s = %s.id",
			askedAlias, th.Table, rowAlias, rowAlias, th.key(), askedAlias)
		exists = fmt.Sprintf("CASE WHEN %s.%s IS NULL THEN '0' ELSE '1' END", rowAlias, th.key())
	}
	c := &columns{newFill(rowAlias, taken), []string{exists}, map[string]int{}}
	asked := &question{nothing: true, parts: make([]parts, len(acts))}
	for i, act := range acts {
		r, known := t.rules[act]
		if !known {
			continue
		}
		asked.nothing = false
		p := &asked.parts[i]
		p.ways, p.never = t.ways(r, t.held(a, r)), t.never(r)
		for _, w := range p.ways {
			p.holds = append(p.holds, c.add(asks, w.cond))
		}
		for _, n := range p.never { // unknown forbids
			p.forbids = append(p.forbids, c.add("CASE WHEN NOT (%s) THEN '0' ELSE '1' END", n))
		}
	}
	for i, act := range acts {
		if _, known := t.rules[act]; known {
			asked.parts[i].reckoned = len(c.list)
		}
	}
	if kind == "" && len(c.at) == 1 && c.at[fmt.Sprintf(asks, "TRUE")] == 1 {
		asked.known = "11"
	}
	asked.text, asked.holes = "SELECT "+strings.Join(c.list, " || ")+from, c.holes
	return asked
}

// predicate is a list's condition.
type predicate struct {
	text  string
	holes []string // whose values follow those that the list has
}

// predicateOf gives the condition for those who hold some roles, in a list that calls its row alias and has values already.
func (t *Table) predicateOf(act Action, r Rule, held uint32, alias string, taken int) *predicate {
	key := append(append(make([]byte, 0, 64), act...), ' ')
	key = append(append(strconv.AppendUint(key, uint64(held), 16), ' '), alias...)
	key = strconv.AppendInt(append(key, ' '), int64(taken), 10)
	return remembered(&t.texts, &t.texts.predicates, key, func() *predicate {
		var permits []Cond
		for _, w := range t.ways(r, held) {
			permits = append(permits, w.cond)
		}
		never := t.never(r)
		refuseAlias(alias, act, append(permits[:len(permits):len(permits)], never...))
		f := newFill(alias, taken)
		text := "(" + f.either(permits) + ")"
		if len(never) > 0 {
			text += " AND NOT (" + f.either(never) + ")"
		}
		return &predicate{"(" + text + ")", f.holes}
	})
}

// texts remembers what has been written.
type texts struct {
	mu         sync.RWMutex
	questions  map[string]*question
	predicates map[string]*predicate
}

// mostTexts bounds each memory; then it begins anew.
const mostTexts = 2000

func remembered[T any](all *texts, where *map[string]*T, key []byte, write func() *T) *T {
	all.mu.RLock()
	have := (*where)[string(key)]
	all.mu.RUnlock()
	if have != nil {
		return have
	}
	have = write()
	all.mu.Lock()
	defer all.mu.Unlock()
	if *where == nil || len(*where) >= mostTexts {
		*where = map[string]*T{}
	}
	(*where)[string(key)] = have
	return have
}
