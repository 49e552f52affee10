package matter

import (
	"github.com/a-h/templ"

	"samsyn/internal/web"
)

// Panel is a part of a matter's page that another room shows to a reader who works with the person; nil when there is
// nothing to show.
type Panel func(r *web.Request, o Opened) (templ.Component, error)
