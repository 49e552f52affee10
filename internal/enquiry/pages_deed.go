package enquiry

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// deed is an act that the page of a question offers: when, what it asks, and what it does.
type deed struct {
	path string // of the address and of the form
	act  policy.Action
	name language.Text
	// receiver is the name on the receiver's side, where it is another.
	receiver language.Text
	says     language.Text              // what happens, over the form
	over     func(p *one) language.Text // heading over the form; nil is the name
	main     bool                       // stands open, over the others
	danger   bool
	second   bool              // another main act stands over it: one primary button on a page
	first    func(p *one) bool // stands open though it is no main act; nil never
	when     func(p *one) bool
	before   func(p *one) (templ.Component, error) // more over the form; may be nil
	fields   func(p *one) ([]ui.Field, error)      // nil asks nothing
	others   func(p *one) []ui.Button
	review   func(p *one, f *web.Form) (*web.Response, error) // a step before it is done; nil Response goes on
	do       func(p *one, f *web.Form, k Key) error
	done     language.Text
}

// acts are the forms of what this reader can do now: the main one open, the rest one click away.
func (p *one) acts() (templ.Component, error) {
	var open, folded []templ.Component
	for _, d := range deeds() {
		failed := p.failed != nil && p.failed.path == d.path
		if !p.Can.May(d.act) || !p.Desk.LeftAt.IsZero() || !d.when(p) && !failed {
			continue
		}
		if d.second = len(open) > 0; p.Desk.Side == Receiver && !d.receiver.IsZero() {
			d.name = d.receiver
		}
		part, err := p.deed(d, failed)
		if err != nil {
			return nil, err
		}
		if d.main || failed || d.first != nil && d.first(p) {
			over := d.name
			if d.over != nil {
				over = d.over(p)
			}
			open = append(open, ui.SectionIntro("gor-"+d.path, p.say(over), p.say(d.says), part))
			continue
		}
		folded = append(folded, ui.Fold(ui.FoldOf{Title: p.say(d.name), Body: ui.Parts(ui.Paragraph(p.say(d.says)), part)}))
	}
	if len(folded) > 0 {
		open = append(open, ui.SectionIntro("annat", p.say(language.T("Annat du kan göra", "What else you can do")), "", ui.Parts(folded...)))
	}
	return ui.Parts(open...), nil
}

// deed is the form of an act, as it was filled in when it could not be done.
func (p *one) deed(d deed, failed bool) (templ.Component, error) {
	form, err := p.deedForm(d)
	if err != nil {
		return nil, err
	}
	if failed {
		form = form.Fill(p.failed.form.Values()).WithFault(p.failed.form.Err())
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.HiddenField, Name: fieldVersion, Value: strconv.FormatInt(p.Version, 10)})
	if d.before == nil {
		return ui.FormOf(form), nil
	}
	before, err := d.before(p)
	return ui.Parts(before, ui.FormOf(form)), err
}

func (p *one) deedForm(d deed) (ui.Form, error) {
	form := ui.Form{Lang: p.r.Lang, ID: d.path, Action: p.Page() + "/" + d.path, Submit: ui.Button{Label: p.say(d.name)}}
	if d.danger {
		form.Submit.Kind = ui.Danger
	} else if !d.main || d.second {
		form.Submit.Kind = ui.Secondary
	}
	if d.others != nil {
		form.Other = d.others(p)
	}
	if d.fields == nil {
		return form, nil
	}
	fields, err := d.fields(p)
	form.Fields = fields
	return form, err
}

// deedPost does an act and leads back to the question; what cannot be done is shown again with all that was written.
func (s *Service) deedPost(d deed) func(*web.Request) (web.Response, error) {
	return func(r *web.Request) (web.Response, error) {
		f, err := r.ReadForm()
		if err != nil {
			return web.Response{}, err
		}
		v, err := s.Get(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
		if err != nil {
			return web.Response{}, err
		}
		if err := policy.Check(r.Context(), s.Trail.DB(), r.Actor, d.act, v.Ref()); err != nil {
			return web.Response{}, err
		}
		p := &one{Thread: Thread{View: v}, s: s, r: r, now: s.Trail.DB().Now()}
		if d.review != nil {
			if out, err := d.review(p, f); out != nil || err != nil {
				return orEmpty(out), err
			}
		}
		err = d.do(p, f, Key{ID: v.ID, Version: versionOf(f)})
		s.recount(r.Actor)
		if err == nil && f.OK() {
			to := v.Page()
			if f.Value(fieldFrom) == "inkorg" {
				to = inboxPath
			}
			return web.Redirect(to).Message(ui.Good, d.done), nil
		}
		if err != nil && !f.Take(err) {
			return web.Response{}, err
		}
		return s.oneAgain(r, &failed{d.path, f})
	}
}

func orEmpty(out *web.Response) web.Response {
	if out == nil {
		return web.Response{}
	}
	return *out
}

// unless does an act when the form is whole; else what is wrong is shown at the fields.
func unless(f *web.Form, do func() (Enquiry, error)) error {
	if !f.OK() {
		return nil
	}
	_, err := do()
	return err
}
