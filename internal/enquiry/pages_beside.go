package enquiry

import (
	"github.com/a-h/templ"

	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Aside is a part of a question's page that another room makes, for a reader who may see the question; nil for none.
type Aside func(r *web.Request, v View) (templ.Component, error)

// beside is what other rooms say of the question. Whoever has passed it on sees it as it was, and nothing of what came after.
func (p *one) beside() (templ.Component, error) {
	if p.Parted {
		return nil, nil
	}
	var parts []templ.Component
	for _, aside := range p.s.Asides {
		part, err := aside(p.r, p.View)
		if err != nil {
			return nil, err
		}
		if part != nil {
			parts = append(parts, part)
		}
	}
	return ui.Parts(parts...), nil
}
