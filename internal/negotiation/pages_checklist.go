package negotiation

import (
	"github.com/a-h/templ"

	"samsyn/internal/audit"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/template"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// checklistSection is the support structure's checklist, ticked by each party for itself while the draft lives.
func (s *Service) checklistSection(r *web.Request, d shown) (templ.Component, error) {
	ticks, err := template.Ticks(r.Context(), s.Trail.DB(), d.Ref())
	if err != nil {
		return nil, err
	}
	t := template.Ticking{Lang: r.Lang, Ticks: ticks, Action: d.Path() + "/checklista"}
	if d.reader.Writes && d.State.Live() {
		t.Own = d.reader.Authority
	}
	for _, p := range d.Parties {
		t.Parties = append(t.Parties, template.Party{Authority: p.Authority, Name: d.name(p.Authority)})
	}
	body, err := template.ChecklistOf(t)
	if err != nil {
		return nil, err
	}
	return section("checklista", r.Say(language.T("Checklista", "Checklist")), body), nil
}

// tickPost ticks a point of the checklist for the reader's authority, or takes the tick away.
func (s *Service) tickPost(r *web.Request) (web.Response, error) {
	d, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	err = s.tick(r, d.Draft, f.Text("item", web.Required), f.Ticked("on"))
	if fault.Is(err, fault.Conflict) || fault.Is(err, fault.Invalid) {
		return d.told(err)
	}
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(d.Path()+"#checklista").Message(ui.Good, language.T("Checklistan är sparad.", "The checklist is saved.")), nil
}

// tick ticks a point for the actor's authority, or takes the tick away, while the draft lives.
func (s *Service) tick(r *web.Request, d Draft, item string, on bool) error {
	return s.Trail.Do(r.Context(), r.Actor, func(tx *audit.Tx) error {
		if err := policy.Check(r.Context(), tx, r.Actor, policy.EditDraft, d.Ref()); err != nil {
			return err
		}
		now, err := Get(r.Context(), tx, d.ID)
		if err != nil {
			return err
		}
		if !now.State.Live() {
			return now.closed()
		}
		return template.SetTick(r.Context(), tx, d.Ref(), r.Actor.Authority, item, on)
	})
}
