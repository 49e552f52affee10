package policy

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// fill writes the attributes of an actor and an instant into predicates, each attribute bound once, to places that come
// after those that are taken.
type fill struct {
	alias string
	taken int
	holes []string // the attributes, in the order of their places
	bound map[string]string
}

func newFill(alias string, taken int) *fill {
	return &fill{alias: alias, taken: taken, bound: map[string]string{}}
}

// written says how the value of a placeholder is written, %s being $n; ok is false for an unknown placeholder. {t} has
// no value. A day is not cast: CAST AS DATE makes a number of it on SQLite.
func written(hole string) (form string, ok bool) {
	switch hole {
	case "{t}":
		return "", true
	case "{actor}", "{authority}", "{unit}":
		return "CAST(%s AS TEXT)", true
	case "{cleared}":
		return "CAST(%s AS BOOLEAN)", true
	case "{now}", "{today}":
		return "%s", true
	}
	return "", false
}

func (f *fill) sql(predicate string) string {
	return holePattern.ReplaceAllStringFunc(predicate, func(hole string) string {
		if hole == "{t}" {
			return f.alias
		}
		if f.bound[hole] == "" {
			f.holes = append(f.holes, hole)
			form, _ := written(hole)
			f.bound[hole] = fmt.Sprintf(form, fmt.Sprintf("$%d", f.taken+len(f.holes)))
		}
		return f.bound[hole]
	})
}

// values appends the values of attributes.
func values(a Actor, now time.Time, args []any, holes []string) []any {
	for _, hole := range holes {
		args = append(args, value(a, now, hole))
	}
	return args
}

func value(a Actor, now time.Time, hole string) any {
	switch hole {
	case "{actor}":
		return orNull(a.ID)
	case "{authority}":
		return orNull(a.Authority)
	case "{unit}":
		return orNull(a.Unit)
	case "{cleared}":
		return a.Cleared
	case "{now}":
		return db.At(now)
	case "{today}":
		return calendar.DateOf(now)
	}
	return nil
}

// orNull makes what the actor does not have NULL, so that no row equals it.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// either gives the predicate that holds when one of the conditions does.
func (f *fill) either(conds []Cond) string {
	if slices.ContainsFunc(conds, func(c Cond) bool { return c.SQL == "TRUE" }) {
		return "TRUE" // before any other is written, whose values nothing would ask for
	}
	parts := make([]string, 0, len(conds))
	for _, c := range conds {
		parts = append(parts, "("+f.sql(c.SQL)+")")
	}
	return strings.Join(parts, " OR ")
}
