package policy

import (
	"fmt"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// fill writes the attributes of an actor and an instant into predicates, each attribute bound once.
type fill struct {
	alias string
	actor Actor
	now   time.Time
	args  *[]any
	bound map[string]string
}

func newFill(a Actor, now time.Time, alias string, args *[]any) *fill {
	return &fill{alias: alias, actor: a, now: now, args: args, bound: map[string]string{}}
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
			*f.args = append(*f.args, f.value(hole))
			form, _ := written(hole)
			f.bound[hole] = fmt.Sprintf(form, fmt.Sprintf("$%d", len(*f.args)))
		}
		return f.bound[hole]
	})
}

func (f *fill) value(hole string) any {
	switch hole {
	case "{actor}":
		return orNull(f.actor.ID)
	case "{authority}":
		return orNull(f.actor.Authority)
	case "{unit}":
		return orNull(f.actor.Unit)
	case "{cleared}":
		return f.actor.Cleared
	case "{now}":
		return db.At(f.now)
	case "{today}":
		return calendar.DateOf(f.now)
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
	parts := make([]string, 0, len(conds))
	for _, c := range conds {
		if c.SQL == "TRUE" {
			return "TRUE"
		}
		parts = append(parts, "("+f.sql(c.SQL)+")")
	}
	return strings.Join(parts, " OR ")
}
