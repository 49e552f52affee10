package person

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The fields of a ground, named as the faults of the service name them.
const (
	FieldGround   = "ground"
	fieldForm     = "form"
	fieldUntil    = "until"
	fieldCitation = "citation"
	fieldMotive   = "motive"
)

// GroundExists is the choice of a ground that stands in the record of the person already.
const GroundExists = "finns"

// BasisFields ask on what ground one side tells the other about the person, and what law asks of that ground. first is
// the heading over them, and label what the ground is for.
func BasisFields(r *web.Request, side law.Side, on calendar.Date, first, label language.Text) []ui.Field {
	t := language.T
	options := []ui.Option{}
	var motive, citation []string
	for _, g := range Choices(side, on) {
		options = append(options, ui.Option{Value: string(g.ID), Label: r.Say(capital(g.Name)), Hint: r.Say(g.Says)})
		if g.Motive {
			motive = append(motive, string(g.ID))
		}
		if g.Citation {
			citation = append(citation, string(g.ID))
		}
	}
	options = append(options, ui.Option{Value: GroundExists, Label: r.Say(t("En grund som redan är antecknad", "A ground that is noted already")),
		Hint: r.Say(t("Ett samtycke eller annat som ni har antecknat hos personen och som gäller nu.", "A consent or something else that you have noted about the person and that holds now."))})
	forms := []ui.Option{{Label: r.Say(t("Välj", "Choose"))}}
	for _, f := range Forms() {
		forms = append(forms, ui.Option{Value: string(f), Label: r.Say(capital(f.Name()))})
	}
	given := func(legend language.Text, grounds ...string) *ui.Given {
		return &ui.Given{Field: FieldGround, Values: grounds, Legend: r.Say(legend)}
	}
	consent, duty := given(t("Vid samtycke", "With consent"), string(law.Consent)), given(t("Vid uppgiftsskyldighet i annan lag", "With a duty to tell in another act"), citation...)
	why := t("Vid menprövning och nödvändighet", "With a test of harm and necessity")
	if slices.Contains(motive, string(law.GeneralClause)) {
		why = t("Vid menprövning, nödvändighet och generalklausulen", "With a test of harm, necessity and the general clause")
	}
	return []ui.Field{
		{Kind: ui.RadiosField, Name: FieldGround, Over: r.Say(first), Label: r.Say(label), Options: options},
		{Kind: ui.SelectField, Name: fieldForm, Label: r.Say(t("Hur lämnades samtycket?", "How was the consent given?")), Options: forms, Width: ui.Medium, Given: consent},
		{Kind: ui.DateField, Name: fieldUntil, Label: r.Say(t("Samtycket gäller till och med", "The consent holds until")), Width: ui.Short, Hint: r.Say(t("Högst ett år framåt.", "At most a year ahead.")), Given: consent},
		{Kind: ui.TextField, Name: fieldCitation, Label: r.Say(t("Lag och paragraf", "Act and section")), Width: ui.Medium, Given: duty},
		{Kind: ui.TextField, Name: fieldMotive, Label: r.Say(t("Varför grunden gäller i det här fallet", "Why the ground holds in this case")), Given: given(why, motive...)},
	}
}

// NewBasisFields are BasisFields without the choice of a ground that stands already.
func NewBasisFields(r *web.Request, side law.Side, on calendar.Date, label language.Text) []ui.Field {
	fields := BasisFields(r, side, on, language.Text{}, label)
	fields[0].Options = slices.DeleteFunc(fields[0].Options, func(o ui.Option) bool { return o.Value == GroundExists })
	return fields
}

// BasisOf reads what BasisFields ask. That a choice is missing is said at the field.
func BasisOf(f *web.Form) Basis {
	if f.Value(FieldGround) == "" {
		f.Problem(FieldGround, chooseGround)
	}
	if f.Value(FieldGround) == GroundExists {
		return Basis{}
	}
	return Basis{Kind: law.GroundID(f.Text(FieldGround)), Form: Form(f.Text(fieldForm)), Until: f.Date(fieldUntil), Citation: f.Text(fieldCitation), Motive: f.Text(fieldMotive)}
}

// Values are what BasisOf reads, for a form that is filled with a draft.
func (b Basis) Values(into map[string][]string) {
	into[FieldGround], into[fieldForm], into[fieldCitation], into[fieldMotive] = []string{string(b.Kind)}, []string{string(b.Form)}, []string{b.Citation}, []string{b.Motive}
	if !b.Until.IsZero() {
		into[fieldUntil] = []string{b.Until.String()}
	}
}
