package notice

import (
	"slices"

	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// choicesPage shows each kind with where the reader is told of it.
func (s *Notices) choicesPage(r *web.Request) (web.Response, error) {
	cs, err := s.Choices(r.Context(), s.Trail.DB(), r.Actor.ID)
	if err != nil {
		return web.Response{}, err
	}
	form := ui.Form{Lang: r.Lang, ID: "val", Action: choicesPath, Submit: ui.Button{Label: r.Say(say.save)}}
	for _, c := range cs {
		form.Fields = append(form.Fields, choiceField(r, c))
	}
	body := ui.Join(ui.Heading(r.Say(say.choices), r.Say(say.choicesSub)), ui.FormOf(form))
	return web.Page(say.choices, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(say.title), Href: Path}, {Label: r.Say(say.choices)}}
	}), nil
}

func choiceField(r *web.Request, c Choice) ui.Field {
	product := ui.Option{Value: string(Product), Label: r.Say(say.product)}
	if c.Kind.Duty {
		product.Hint, product.Disabled = r.Say(say.duty), true
	}
	f := ui.Field{Kind: ui.CheckboxesField, Name: c.Kind.ID, Label: r.Say(c.Kind.Name), Hint: r.Say(c.Kind.Why), Optional: true,
		Options: []ui.Option{product, {Value: string(Mail), Label: r.Say(say.mail)}}}
	if c.Product {
		f.Values = append(f.Values, string(Product))
	}
	if c.Mail {
		f.Values = append(f.Values, string(Mail))
	}
	return f
}

// postChoices keeps what has changed.
func (s *Notices) postChoices(r *web.Request) (web.Response, error) {
	form, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	cs, err := s.Choices(r.Context(), s.Trail.DB(), r.Actor.ID)
	if err != nil {
		return web.Response{}, err
	}
	ticked := make([][]string, len(cs))
	for i, c := range cs {
		ticked[i] = form.Choices(c.Kind.ID, []string{string(Product), string(Mail)})
	}
	if err := form.Err(); err != nil {
		return web.Response{}, err
	}
	for i, c := range cs {
		if err := s.keepChanged(r, c, slices.Contains(ticked[i], string(Product)), slices.Contains(ticked[i], string(Mail))); err != nil {
			return web.Response{}, err
		}
	}
	return web.Redirect(choicesPath).Message(ui.Good, say.saved), nil
}

func (s *Notices) keepChanged(r *web.Request, c Choice, product, mail bool) error {
	if !c.Kind.Duty && product != c.Product {
		if err := s.Prefer(r.Context(), r.Actor, c.Kind.ID, Product, product); err != nil {
			return err
		}
	}
	if mail != c.Mail {
		return s.Prefer(r.Context(), r.Actor, c.Kind.ID, Mail, mail)
	}
	return nil
}

// offPage asks whoever holds the link in an e-mail to press once. It changes nothing by itself.
func (s *Notices) offPage(r *web.Request) (web.Response, error) {
	_, k, err := s.ReadOff(r.Path("token"))
	if err != nil {
		return web.Response{}, err
	}
	form := ui.Form{Lang: r.Lang, ID: "av", Action: OffPath + r.Path("token"), Submit: ui.Button{Label: r.Say(say.offButton)}}
	body := ui.Join(ui.Heading(r.Say(say.offTitle), r.Say(say.offText.With(k.Name))), ui.FormOf(form))
	return web.Page(say.offTitle, body), nil
}

func (s *Notices) postOff(r *web.Request) (web.Response, error) {
	k, err := s.TurnOff(r.Context(), r.Path("token"))
	if err != nil {
		return web.Response{}, err
	}
	return web.Page(say.offTitle, ui.Heading(r.Say(say.offTitle), r.Say(say.off.With(k.Name)))), nil
}
