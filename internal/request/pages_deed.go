package request

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// deed is an act that the page of a request offers: what it asks, and what it does.
type deed struct {
	path   string // of the address and of the form
	act    Act
	side   Side
	may    policy.Action
	name   language.Text
	says   language.Text // what happens, over the form
	danger bool
	fields func(p *one) []ui.Field // nil asks nothing
	do     func(p *one, f *web.Form, k Key) (Request, error)
	done   language.Text
}

// offered gives the deed of an act when this reader can do it now.
func (p *one) offered(a Act) (deed, bool) {
	for _, d := range deeds() {
		if d.act == a && p.can(d) {
			return d, true
		}
	}
	return deed{}, false
}

func (p *one) can(d deed) bool {
	if !p.Can.May(d.may) {
		return false
	}
	if d.act == LiftAct {
		return p.Type == Restriction && p.Outcome == Granted && p.Restricted
	}
	if d.act == Take && p.Account == p.r.Actor.ID {
		return false
	}
	return p.Standing().May(d.side, d.act)
}

// forms are those of what this reader can do now: the main one open, the rest one click away.
func (p *one) forms() templ.Component {
	_, main := p.sentence()
	var open, mine, theirs []templ.Component
	for _, d := range deeds() {
		failed := p.failed != nil && p.failed.path == d.path
		if !p.can(d) && !failed {
			continue
		}
		first := d.act == main
		form := p.form(d, failed, first)
		switch {
		case first || failed:
			open = append(open, ui.SectionIntro("gor-"+d.path, p.say(d.name), p.say(d.says), form))
		case d.side == Them:
			theirs = append(theirs, p.folded(d, form))
		default:
			mine = append(mine, p.folded(d, form))
		}
	}
	if len(mine) > 0 {
		open = append(open, ui.SectionIntro("annat", p.say(language.T("Annat du kan göra", "What else you can do")), "", ui.Parts(mine...)))
	}
	if len(theirs) > 0 {
		open = append(open, ui.SectionIntro("personen", p.say(language.T("Hör personen av sig", "When the person is in touch")), p.say(language.T("Skriv in det personen säger, vilken väg det än kommer.", "Write down what the person says, whichever way it comes.")), ui.Parts(theirs...)))
	}
	return ui.Parts(open...)
}

func (p *one) folded(d deed, form templ.Component) templ.Component {
	return ui.Fold(ui.FoldOf{ID: "gor-" + d.path, Title: p.say(d.name), Body: ui.Parts(ui.Paragraph(p.say(d.says)), form)})
}

func (p *one) form(d deed, failed, first bool) templ.Component {
	form := ui.Form{Lang: p.r.Lang, ID: d.path, Action: p.Page() + "/" + d.path, Submit: ui.Button{Label: p.say(d.name), Kind: ui.Secondary}}
	switch {
	case d.danger:
		form.Submit.Kind = ui.Danger
	case first && d.fields != nil:
		form.Submit.Kind = ui.Primary
	}
	if d.fields != nil {
		form.Fields = d.fields(p)
	}
	if failed {
		form = form.Fill(p.failed.form.Values()).WithFault(p.failed.form.Err())
	}
	form.Fields = append(form.Fields, hidden(fieldVersion, strconv.FormatInt(p.Version, 10)))
	return ui.FormOf(form)
}

// deedPost does an act and leads back; what cannot be done is shown again with all that was written. Whoever does not see
// the request any longer is led to the list.
func (s *Service) deedPost(d deed) func(*web.Request) (web.Response, error) {
	return func(r *web.Request) (web.Response, error) {
		f, err := r.ReadForm()
		if err != nil {
			return web.Response{}, err
		}
		id := r.Path("id")
		q := s.Trail.DB()
		for _, act := range []policy.Action{policy.ReadRequest, d.may} {
			if err := policy.CheckRead(r.Context(), q, r.Actor, act, Request{ID: id}.Ref()); err != nil {
				return web.Response{}, err
			}
		}
		_, err = d.do(&one{s: s, r: r}, f, Key{ID: id, Version: versionOf(f)})
		if err == nil && f.OK() {
			return web.Redirect(Request{ID: id}.Page()).Message(ui.Good, d.done), nil
		}
		if err != nil && (fault.Is(err, fault.NotFound) || !f.Take(err)) {
			return web.Response{}, err
		}
		return s.oneAgain(r, &failed{d.path, f})
	}
}

// deeds lists the acts in the order in which the page offers them.
func deeds() []deed { return slices.Concat(decisionDeeds(), tellDeeds(), handDeeds(), personDeeds()) }

func said(label, hint language.Text) func(p *one) []ui.Field {
	return func(p *one) []ui.Field { return []ui.Field{area(p.r, fieldSaid, label, hint, true)} }
}

// toldField asks whether the person knows already, where that can be.
func toldField(p *one) []ui.Field {
	if p.Way == MyPages {
		return nil
	}
	return []ui.Field{{Kind: ui.CheckboxField, Name: fieldTold, Label: p.say(language.T("Personen har redan fått svaret, per telefon eller på plats", "The person has been told already, by telephone or in person")), Optional: true}}
}

func replyOf(f *web.Form) Reply { return Reply{Text: f.Long(fieldSaid), Told: f.Ticked(fieldTold)} }
