package meeting

import (
	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Panel shows the meetings of a matter on its page: the next one, what is waited for, and the way to ask for one.
func (s *Service) Panel(r *web.Request, o matter.Opened) (templ.Component, error) {
	t := language.T
	q := s.Trail.DB()
	list, err := OfMatter(r.Context(), q, o.ID)
	if err != nil {
		return nil, err
	}
	part, now := PartOf(r.Actor.Authority), q.Now()
	var live, over []templ.Component
	for _, m := range list {
		says := ui.StatusChip(m.status(r.Lang, now))
		if text, ok := m.ToDo(part, now); ok {
			says = ui.Parts(says, ui.Text(" "), ui.Text(r.Say(t("Nu ska ni %s.", "Now you are to %s.").With(text))))
		}
		line := ui.Stack(ui.A(m.Page(), r.Say(m.whenSaid().Capital())), ui.Parts(ui.Text(r.Say(m.Sort.Name())), ui.Text(" "), says))
		if m.State.Over() {
			over = append(over, line)
			continue
		}
		live = append(live, line)
	}
	intro := ""
	if len(live) == 0 {
		intro = r.Say(t("Inget möte är begärt just nu.", "No meeting is asked for right now."))
	}
	parts := []templ.Component{ui.BulletsOf(live...)}
	if o.Can.May(policy.WorkMatter) && o.State == matter.Open {
		parts = append(parts, ui.ButtonOf(ui.Button{Label: r.Say(sayAsk), Href: o.Page() + "/mote", Kind: ui.Secondary}))
	}
	if len(over) > 0 {
		parts = append(parts, ui.Folded(r.Say(t("Tidigare möten (%d)", "Earlier meetings (%d)").With(int64(len(over)))), ui.BulletsOf(over...)))
	}
	return ui.SectionIntro("moten", r.Say(sayTitle), intro, ui.Parts(parts...)), nil
}
