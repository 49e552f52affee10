package apptest

import (
	"fmt"
	"strings"
)

// Check is a demand on a page; it says what is wrong, or nothing.
type Check func(*Page) string

// Must fails the test unless the page meets every demand.
func (g *Page) Must(checks ...Check) *Page {
	g.p.t().Helper()
	for _, c := range checks {
		if wrong := c(g); wrong != "" {
			g.p.t().Errorf("%s: %s %s", g.p.Name, g.Path, wrong)
		}
	}
	return g
}

// See demands that each text can be read on the page.
func See(texts ...string) Check {
	return func(g *Page) string {
		var missing []string
		for _, text := range texts {
			if !strings.Contains(g.Text(), spaced(text)) {
				missing = append(missing, fmt.Sprintf("%q", text))
			}
		}
		if len(missing) == 0 {
			return ""
		}
		return "does not say " + strings.Join(missing, ", ") + ". It says: " + short(g.said())
	}
}

// NotSee demands that none of the texts stands anywhere in the page, visible or not.
func NotSee(texts ...string) Check {
	return func(g *Page) string {
		for _, text := range texts {
			if strings.Contains(g.Body, text) || strings.Contains(g.Text(), spaced(text)) {
				return fmt.Sprintf("says %q", text)
			}
		}
		return ""
	}
}

// At demands that the browser ended up at a path; its query is not looked at.
func At(path string) Check {
	return func(g *Page) string {
		if at, _, _ := strings.Cut(g.Path, "?"); at != path {
			return "is not " + path
		}
		return ""
	}
}

// Input demands that a field, named by its label or name, holds a value.
func Input(field, value string) Check {
	return func(g *Page) string {
		for _, f := range g.forms() {
			if in := f.find(field); in != nil {
				if have := strings.Join(f.values[in.name], "|"); have != value {
					return fmt.Sprintf("has %q in %s, want %q", have, field, value)
				}
				return ""
			}
		}
		return "has no field " + field
	}
}
