package negotiation

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"samsyn/internal/ui"
)

// stack puts parts under each other; nil parts are left out.
func stack(parts ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for _, p := range parts {
			if p == nil {
				continue
			}
			if err := p.Render(ctx, w); err != nil {
				return err
			}
		}
		return nil
	})
}

// within puts a body into a part that has a place for one.
func within(outer, body templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return outer.Render(templ.WithChildren(ctx, body), w)
	})
}

func section(id, title string, parts ...templ.Component) templ.Component {
	return within(ui.Section(id, title), stack(parts...))
}

// tagged is a component between an opening and a closing tag.
func tagged(tag string, body templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		if _, err := io.WriteString(w, "<"+tag+">"); err != nil {
			return err
		}
		if err := body.Render(ctx, w); err != nil {
			return err
		}
		_, err := io.WriteString(w, "</"+tag+">")
		return err
	})
}

func paragraph(text string) templ.Component { return tagged("p", ui.Text(text)) }
