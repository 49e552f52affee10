package web

import (
	"github.com/a-h/templ"

	"samsyn/internal/language"
)

// Speech is how a page speaks to somebody who may read it in a language beside the two of the house. A room that shows a part
// of such a page says all its words through it, and fills each text there, so that the pattern can be found in the other
// language.
type Speech struct {
	Say     func(text language.Text, args ...any) string // a text, filled
	Said    func(text language.Text) string              // the words of forms; nil for the two of the house
	Swedish func(part templ.Component) templ.Component   // marks what is in Swedish whatever the reader's language
}
