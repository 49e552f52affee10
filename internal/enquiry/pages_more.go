package enquiry

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// groundDeeds are the acts on the ground on which one side tells the other about the person.
func groundDeeds() []deed {
	t := language.T
	return []deed{
		{path: "ny-grund", act: policy.FollowEnquiry, name: t("Ange en ny grund", "Record a new ground"), says: t("Till exempel ett samtycke som har lämnats på papper. Är utlämnandet stoppat får det fortsätta på den nya grunden.", "Such as a consent given on paper. When disclosure is stopped it may go on, on the new ground."),
			first: func(p *one) bool { return !p.StoppedAt.IsZero() },
			when:  func(p *one) bool { return p.Personal && p.Reads && p.Desk.Person != "" && p.State.Live() },
			fields: func(p *one) ([]ui.Field, error) {
				return append(person.NewBasisFields(p.r, p.side, calendar.DateOf(p.now), t("Ny grund", "New ground")), healthField(p.r, t("Grunden omfattar också uppgifter om hälsa", "The ground covers data about health too"))), nil
			},
			do: func(p *one, f *web.Form, k Key) error {
				b := person.BasisOf(f)
				return unless(f, func() (Enquiry, error) { return p.s.NewGround(p.r.Context(), p.r.Actor, k, b, f.Ticked(fieldHealth)) })
			}, done: t("Grunden är antecknad.", "The ground is recorded.")},
	}
}

// regroundFields ask for a new ground where the old one no longer holds; else nothing.
func (p *one) regroundFields() []ui.Field {
	if p.StoppedAt.IsZero() || p.Desk.Person == "" {
		return nil
	}
	return person.NewBasisFields(p.r, p.side, calendar.DateOf(p.now), language.T("Ny grund, eftersom samtycket är återkallat", "New ground, since the consent is withdrawn"))
}

// moreFields are what goes along with a text about a person: the certificate, and a file.
func (p *one) moreFields() (fields []ui.Field) {
	if p.Personal && !p.Noted {
		fields = append(fields, healthField(p.r, textOfHealth), certifiedField(p.r))
	}
	return append(fields, fileField(p.r))
}

// moreOf reads what regroundFields and moreFields ask.
func (p *one) moreOf(f *web.Form) (m More, err error) {
	m = More{Text: f.Long(fieldText), Health: f.Ticked(fieldHealth), Certified: f.Ticked(fieldProtected)}
	if p.Desk.Side == Asker && len(p.regroundFields()) > 0 {
		m.Basis = person.BasisOf(f)
	}
	m.Files, err = filesOf(p.r, f)
	return m, err
}
