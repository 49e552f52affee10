package home

import "github.com/a-h/templ"

// present leaves out what is not there, so that no column is empty.
func present(parts []templ.Component) []templ.Component {
	var out []templ.Component
	for _, p := range parts {
		if p != nil {
			out = append(out, p)
		}
	}
	return out
}
