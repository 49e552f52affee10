package negotiation

import (
	"fmt"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const (
	fieldValue    = "value"
	fieldFunction = "function"
	fieldSeen     = "seen"
	fieldOn       = "on"
	fieldText     = "text"
	fieldRelief   = "relief"
	fieldFrom     = "from"
	fieldTo       = "to"
)

// form is the field's own small form: each field is saved by itself.
func (p placed) form(r *web.Request) ui.Form {
	f := ui.Form{Lang: r.Lang, ID: "falt", Action: p.fieldPath(p.field), Submit: ui.Button{Label: r.Say(saySave)},
		Other: []ui.Button{{Label: r.Say(sayCancel), Href: p.Path() + "/text", Kind: ui.Quiet}}}
	if p.on != "" {
		f.Action += "?pa=" + p.on
	}
	kind, id, _ := strings.Cut(string(p.field), ":")
	switch kind {
	case "variable":
		v, _ := p.doc.Variable(id)
		f.Fields = valueFields(r, v, p.doc.Values[id])
	case "commitment":
		c, _ := p.doc.Commitment(id)
		if f.Fields = commitmentFields(r, c); p.local() {
			f.Fields = p.localFields(r, id)
		}
	case "deviation":
		f.Fields = p.deviationFields(r, id)
	}
	f.Fields = append(f.Fields, ui.Field{Kind: ui.HiddenField, Name: fieldSeen, Value: Stamp(p.doc, p.field)})
	return f
}

func valueFields(r *web.Request, v clause.Variable, value clause.Value) []ui.Field {
	one := ui.Field{Kind: ui.TextField, Name: fieldValue, Label: r.Say(v.Name), Hint: r.Say(v.Hint), Value: value.Text, Optional: !v.Required, MaxLength: 400,
		Swedish: v.Kind == clause.Line || v.Kind == clause.List || v.Kind == clause.Person}
	switch v.Kind {
	case clause.OrganisationNo, clause.TimeOfDay:
		one.Width, one.MaxLength = ui.Short, 0
	case clause.Date:
		one.Kind, one.Width = ui.DateField, ui.Short
	case clause.Count:
		one.Kind, one.Width, one.InputMode = ui.NumberField, ui.Short, "decimal"
		if u := r.Say(v.Unit); u != "" {
			one.Hint = strings.TrimSpace(one.Hint + " " + u)
		}
	case clause.Choice:
		one.Kind, one.MaxLength = ui.RadiosField, 0
		for _, c := range v.Choices {
			one.Options = append(one.Options, ui.Option{Value: c.Sv, Label: r.Say(c)})
		}
	case clause.List:
		one.Kind, one.Value, one.MaxLength = ui.TextareaField, strings.Join(value.Items, "\n"), 0
		one.Hint = strings.TrimSpace(one.Hint + " " + r.Say(language.T("En rad för varje.", "One line for each.")))
	case clause.Person:
		return []ui.Field{one, {Kind: ui.TextField, Name: fieldFunction, Label: r.Say(language.T("Funktion", "Function")), Value: value.Function, Optional: !v.Required, MaxLength: 400}}
	}
	return []ui.Field{one}
}

// commitmentFields ask for the targets and limits of each measure, whether a miss by the other side counts, why, and from
// when to when.
func commitmentFields(r *web.Request, c clause.Commitment) []ui.Field {
	t := language.T
	var out []ui.Field
	for i, m := range c.Measures {
		if c.Kind != clause.Target {
			continue
		}
		value := ""
		if m.Target != nil {
			value = m.Target.In(r.Lang)
		}
		unit := map[clause.Statistic]language.Text{clause.Share: t("Procent.", "Per cent.")}[m.Statistic]
		if m.Statistic == clause.Median || m.Statistic == clause.P90 {
			unit = m.LimitUnit.Name()
		}
		out = append(out, ui.Field{Kind: ui.NumberField, Name: fmt.Sprintf("target%d", i), Label: r.Say(t("Mål (%s)", "Target (%s)").With(m.Comparator.Name())), Value: value, InputMode: "decimal", Width: ui.Short,
			Hint: r.Say(t("%s Nu: %s.", "%s Now: %s.").With(unit, m.Goal()))})
		if m.Limit > 0 {
			out = append(out, ui.Field{Kind: ui.NumberField, Name: fmt.Sprintf("limit%d", i), Label: r.Say(t("Gräns (%s)", "Limit (%s)").With(m.LimitUnit.Name())), Value: fmt.Sprint(m.Limit), Width: ui.Short})
		}
	}
	relief := ""
	if c.Relief {
		relief = "1"
	}
	return append(out,
		ui.Field{Kind: ui.CheckboxField, Name: fieldRelief, Label: r.Say(t("Det som den andra parten har orsakat räknas inte som en miss", "What the other party caused does not count as a miss")), Value: relief, Optional: true, Options: []ui.Option{{Value: "1"}}},
		ui.Field{Kind: ui.TextareaField, Name: fieldReason, Swedish: true, Label: r.Say(t("Varför detta mål?", "Why this target?")), Value: c.Reason, Optional: true, MaxLength: 1000, Hint: r.Say(t("Skriv skälet när målet är ett annat än mallens.", "Write the reason when the target differs from the template's."))},
		ui.Field{Kind: ui.DateField, Name: fieldFrom, Label: r.Say(t("Gäller från", "Holds from")), Value: c.From.String(), Width: ui.Short, Optional: true, Hint: r.Say(t("Tomt: hela överenskommelsens tid.", "Empty: for as long as the agreement."))},
		ui.Field{Kind: ui.DateField, Name: fieldTo, Label: r.Say(t("Gäller till", "Holds to")), Value: c.To.String(), Width: ui.Short, Optional: true})
}

func (p placed) deviationFields(r *web.Request, id string) []ui.Field {
	t := language.T
	v, known := deviation(p.doc, id)
	var out []ui.Field
	switch {
	case known:
	case p.on != "":
		v.On = p.on
		out = append(out, ui.Field{Kind: ui.HiddenField, Name: fieldOn, Value: p.on})
	default:
		out = append(out, ui.Field{Kind: ui.SelectField, Name: fieldOn, Label: r.Say(t("Vad gäller avvikelsen?", "What is the deviation on?")), Options: p.deviable(r)})
	}
	var kinds []ui.Option
	for _, k := range []clause.DeviationKind{clause.Replaces, clause.Adds, clause.Omits} {
		kinds = append(kinds, ui.Option{Value: string(k), Label: r.Say(k.Name())})
	}
	return append(out,
		ui.Field{Kind: ui.RadiosField, Name: "kind", Label: r.Say(sayHow), Value: string(v.Kind), Options: kinds},
		ui.Field{Kind: ui.TextareaField, Name: fieldText, Swedish: true, Label: r.Say(sayInstead), Value: v.Text, MaxLength: 4000, Hint: r.Say(t("Skriv vad som ska gälla. Lämna tomt bara om det inte ska gälla alls.", "Write what is to hold. Leave empty only if it should not hold at all."))},
		ui.Field{Kind: ui.TextareaField, Name: fieldReason, Swedish: true, Label: r.Say(sayWhy), Value: v.Reason, MaxLength: 1000, Hint: r.Say(t("Skälet läses av alla och följer med i jämförelsen mellan kommuner.", "The reason is read by all and is part of the comparison between municipalities."))})
}

// deviable lists what the reader can deviate from now.
func (p placed) deviable(r *web.Request) []ui.Option {
	open := openFields(p.Draft, p.Threads)
	var out []ui.Option
	for _, c := range p.doc.Clauses {
		if open.deviable(c.ID) {
			out = append(out, ui.Option{Value: c.ID, Label: r.Say(heading(p.doc, clause.ClauseField(c.ID)))})
		}
		for _, k := range p.doc.CommitmentsOf(c.ID) {
			if open.deviable(k.ID) {
				out = append(out, ui.Option{Value: k.ID, Label: k.ID})
			}
		}
	}
	return out
}

// read makes the change of what was written in the form.
func (p placed) read(f *web.Form) Edit {
	e := Edit{Field: p.field, Seen: f.Value(fieldSeen)}
	kind, id, _ := strings.Cut(string(p.field), ":")
	if f.Ticked("remove") {
		e.Remove = true
		return e
	}
	switch kind {
	case "variable":
		v, _ := p.doc.Variable(id)
		e.Value = readValue(f, v)
	case "commitment":
		if p.local() {
			e.Commitment = p.readLocal(f, id)
			break
		}
		c, _ := p.doc.Commitment(id)
		e.Commitment = readCommitment(f, c)
	case "deviation":
		v := clause.Deviation{On: f.Text(fieldOn), Kind: clause.DeviationKind(f.Text("kind")), Text: f.Long(fieldText, web.Max(4000)), Reason: f.Long(fieldReason, web.Max(1000))}
		if old, ok := deviation(p.doc, id); ok {
			v.On = old.On
		}
		e.Deviation = &v
	}
	return e
}

func readValue(f *web.Form, v clause.Variable) *clause.Value {
	if v.Kind != clause.List {
		return &clause.Value{Text: f.Text(fieldValue), Function: f.Text(fieldFunction)}
	}
	var items []string
	for line := range strings.SplitSeq(f.Long(fieldValue), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			items = append(items, line)
		}
	}
	return &clause.Value{Items: items}
}

func readCommitment(f *web.Form, c clause.Commitment) *clause.Commitment {
	c = Copy(clause.Document{Commitments: []clause.Commitment{c}}).Commitments[0]
	for i := range c.Measures {
		m := &c.Measures[i]
		name := fmt.Sprintf("target%d", i)
		if c.Kind == clause.Target && f.Has(name) {
			m.Target = readNumber(f, name)
		}
		if m.Limit > 0 && f.Has(fmt.Sprintf("limit%d", i)) {
			m.Limit = f.Int(fmt.Sprintf("limit%d", i), 1, 1000, web.Required)
		}
	}
	c.Relief, c.Reason = f.Ticked(fieldRelief), f.Long(fieldReason, web.Max(1000))
	var from, to calendar.Date = f.Date(fieldFrom), f.Date(fieldTo)
	c.From, c.To = from, to
	return &c
}

func readNumber(f *web.Form, name string) *clause.Number {
	s := f.Text(name)
	if s == "" {
		return nil
	}
	n, err := clause.ParseNumber(s)
	if err != nil {
		f.Problem(name, language.T("Skriv ett tal, till exempel 90 eller 2,5.", "Write a number, such as 90 or 2.5."))
		return nil
	}
	return &n
}
