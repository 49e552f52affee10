package clause

import (
	"regexp"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// CheckTemplate tells everything that is wrong with a document as a template; nil when nothing is. measured tells whether
// the catalogue has a metric. The fields are places: "clause:9".
func CheckTemplate(d Document, measured func(metric string) bool) error {
	var c checker
	c.clauses(d)
	c.variables(d)
	for _, k := range d.Commitments {
		c.commitment(d, k, measured)
	}
	if len(d.Values)+len(d.Deviations) > 0 {
		c.add("values", language.T("En mall har inga ifyllda värden och inga avvikelser.", "A template has no values and no deviations."))
	}
	return c.fault()
}

// CheckComplete tells what is missing before a document can be approved: required variables, targets to be agreed,
// deviations without a reason. nil when it is whole.
func CheckComplete(d Document) error {
	var c checker
	for _, v := range d.Variables {
		if v.Required && d.Values[v.ID].IsZero() && v.Fixed.IsZero() && !d.Omitted(v.Clause) {
			c.add(string(VariableField(v.ID)), language.T("Fyll i %s.", "Fill in %s.").With(v.Name))
		}
	}
	for _, k := range d.Binding() {
		if k.Open() {
			c.add(string(CommitmentField(k.ID)), language.T("%s saknar mål. Kom överens om ett, eller lämna åtagandet utanför med ett skäl.", "%s has no target. Agree on one, or leave the commitment out with a reason.").With(k.ID))
		}
	}
	c.values(d)
	c.deviations(d)
	return c.fault()
}

type checker struct{ problems []fault.Problem }

func (c *checker) add(field string, t language.Text) {
	c.problems = append(c.problems, fault.Field(field, t))
}

func (c *checker) fault() error {
	if len(c.problems) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, language.T("Texten är inte hel än.", "The text is not whole yet."), c.problems...)
}

var idPattern = regexp.MustCompile(`^[1-9][0-9]{0,2}$`)

func (c *checker) clauses(d Document) {
	if len(d.Clauses) == 0 {
		c.add("clauses", language.T("Mallen har inga paragrafer.", "The template has no clauses."))
	}
	seen := map[string]bool{}
	for _, p := range d.Clauses {
		field := string(ClauseField(p.ID))
		if !idPattern.MatchString(p.ID) || seen[p.ID] {
			c.add(field, language.T("Paragrafens id ska vara ett tal som ingen annan paragraf har.", "The clause's id must be a number that no other clause has."))
		}
		seen[p.ID] = true
		if p.Heading.Sv == "" || p.Heading.En == "" || p.Text.Sv == "" || p.Text.En == "" {
			c.add(field, language.T("Rubrik och text ska finnas på båda språken.", "Heading and text must be in both languages."))
		}
		for _, id := range append(Holes(p.Text.Sv), Holes(p.Text.En)...) {
			if _, ok := d.Variable(id); !ok {
				c.add(field, language.T("Texten nämner {%s}, som inte finns bland variablerna.", "The text names {%s}, which is not among the variables.").With(id))
			}
		}
	}
}

var variablePattern = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

func (c *checker) variables(d Document) {
	seen := map[string]bool{}
	for _, v := range d.Variables {
		field := string(VariableField(v.ID))
		if !variablePattern.MatchString(v.ID) || seen[v.ID] {
			c.add(field, language.T("Variabelns id ska vara små bokstäver a–z, siffror och _, och inte finnas förut.", "The variable's id must be small letters a–z, digits and _, and be used once."))
		}
		seen[v.ID] = true
		if _, no := d.Clause(v.Clause); no == 0 {
			c.add(field, language.T("Variabeln hör till § %s, som inte finns.", "The variable belongs to § %s, which does not exist.").With(v.Clause))
		}
		if v.Name.Sv == "" || v.Name.En == "" {
			c.add(field, language.T("Variabeln behöver ett namn på båda språken.", "The variable needs a name in both languages."))
		}
		switch v.Kind {
		case Line, Date, Count, Person, List, OrganisationNo, TimeOfDay:
		case Choice:
			if len(v.Choices) < 2 {
				c.add(field, language.T("Ett val behöver minst två alternativ.", "A choice needs at least two options."))
			}
		default:
			c.add(field, language.T("Okänd typ: %s.", "Unknown kind: %s.").With(string(v.Kind)))
		}
	}
}

func (c *checker) values(d Document) {
	for id, value := range d.Values {
		v, ok := d.Variable(id)
		if !ok {
			c.add(string(VariableField(id)), language.T("Variabeln finns inte i mallen.", "The variable is not in the template."))
			continue
		}
		if what := v.wrong(value); !value.IsZero() && !what.IsZero() {
			c.add(string(VariableField(id)), what)
		}
	}
}

func (c *checker) deviations(d Document) {
	for _, v := range d.Deviations {
		field := string(DeviationField(v.ID))
		_, no := d.Clause(v.On)
		if _, ok := d.Commitment(v.On); !ok && no == 0 {
			c.add(field, language.T("Avvikelsen gäller %s, som inte finns.", "The deviation is on %s, which does not exist.").With(On(v.On)))
		}
		if v.Reason == "" {
			c.add(field, language.T("Skriv varför ni avviker.", "Write why you deviate."))
		}
		if (v.Text == "") != (v.Kind == Omits) {
			c.add(field, language.T("Skriv vad som gäller i stället eller dessutom. Det som inte ska gälla har ingen text.", "Write what holds instead or besides. What does not hold has no text."))
		}
	}
}
