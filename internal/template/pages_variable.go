package template

import (
	"strings"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func newVariablePart(r *web.Request, v Version) (part, error) {
	id := r.Path("clause")
	if _, no := v.Doc.Clause(id); no == 0 {
		return part{}, fault.NotFoundThing()
	}
	idField := ui.Field{Kind: ui.TextField, Name: "id", Label: r.Say(sayVariableID), Hint: r.Say(sayVariableIDHint), Width: ui.Medium, MaxLength: 40}
	return part{name: sayAddVariable, back: clausePath(id), fields: append([]ui.Field{idField}, variableFields(r, clause.Variable{Kind: clause.Line, Required: true})...),
		read: func(f *web.Form) Edit {
			x := readVariable(f)
			x.ID, x.Clause = f.Text("id", web.Required), id
			return AddVariable(x)
		}}, nil
}

func variablePart(r *web.Request, v Version) (part, error) {
	x, ok := v.Doc.Variable(r.Path("variable"))
	if !ok {
		return part{}, fault.NotFoundThing()
	}
	return part{name: sayEditVariable.With(x.Name), back: clausePath(x.Clause), before: ui.Paragraph(r.Say(sayVariableIn.With(x.ID, headingOf(v, x.Clause, r.Lang)))),
		fields: variableFields(r, x), remove: &ui.Confirm{ID: "ta-bort", Open: r.Say(sayRemove), Title: r.Say(sayRemoveAsk.With(x.Name)), Text: r.Say(sayRemoveText),
			Action: variablePath(x.ID) + "/ta-bort", Button: r.Say(sayRemove), Cancel: r.Say(sayCancel)},
		read: func(f *web.Form) Edit {
			in := readVariable(f)
			in.ID = x.ID
			return SetVariable(in)
		}}, nil
}

func variableFields(r *web.Request, v clause.Variable) []ui.Field {
	var options []ui.Option
	for _, k := range kinds() {
		options = append(options, ui.Option{Value: string(k), Label: r.Say(kindName(k))})
	}
	var choices []string
	for _, c := range v.Choices {
		choices = append(choices, c.Sv+" | "+c.En)
	}
	fields := twoLanguages(r, "name", sayName, v.Name, ui.TextField, false)
	fields = append(fields, twoLanguages(r, "hint", sayHint, v.Hint, ui.TextField, true)...)
	fields = append(fields, ui.Field{Kind: ui.RadiosField, Name: "kind", Label: r.Say(sayVariableKind), Value: string(v.Kind), Options: options},
		ui.Field{Kind: ui.CheckboxField, Name: "required", Label: r.Say(sayRequired), Value: ticked(v.Required), Optional: true})
	fields = append(fields, twoLanguages(r, "unit", sayUnit, v.Unit, ui.TextField, true)...)
	fields = append(fields,
		ui.Field{Kind: ui.TextField, Name: "min", Label: r.Say(sayMin), Value: numberOr(v.Min), Width: ui.Short, Optional: true},
		ui.Field{Kind: ui.TextField, Name: "max", Label: r.Say(sayMax), Value: numberOr(v.Max), Width: ui.Short, Optional: true},
		ui.Field{Kind: ui.TextareaField, Name: "choices", Label: r.Say(sayChoices), Hint: r.Say(sayChoicesHint), Value: strings.Join(choices, "\n"), Optional: true})
	return append(fields, twoLanguages(r, "fixed", sayFixed, v.Fixed, ui.TextField, true)...)
}

func readVariable(f *web.Form) clause.Variable {
	var all []string
	for _, k := range kinds() {
		all = append(all, string(k))
	}
	v := clause.Variable{Name: readText(f, "name"), Hint: readText(f, "hint"), Kind: clause.VariableKind(f.Choice("kind", all, web.Required)),
		Required: f.Ticked("required"), Unit: readText(f, "unit"), Fixed: readText(f, "fixed"), Min: readNumber(f, "min"), Max: readNumber(f, "max")}
	for _, line := range strings.Split(f.Long("choices"), "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		sv, en, ok := strings.Cut(line, "|")
		if sv, en = strings.TrimSpace(sv), strings.TrimSpace(en); !ok || sv == "" || en == "" {
			f.Problem("choices", wrongChoice)
			continue
		}
		v.Choices = append(v.Choices, language.T(sv, en))
	}
	return v
}

// readNumber reads a number that may be left out.
func readNumber(f *web.Form, name string) *clause.Number {
	s := f.Text(name)
	if s == "" {
		return nil
	}
	n, err := clause.ParseNumber(s)
	if err != nil {
		f.Problem(name, wrongNumber)
		return nil
	}
	return &n
}

func numberOr(n *clause.Number) string {
	if n == nil {
		return ""
	}
	return n.String()
}

// ticked is a box's value when it is on.
func ticked(on bool) string {
	if on {
		return "1"
	}
	return ""
}

var (
	sayEditVariable   = language.T("Ändra %s", "Change %s")
	sayVariableIn     = language.T("Står som {%s} i texten. Hör till %s.", "Stands as {%s} in the text. Belongs to %s.")
	sayVariableID     = language.T("Kortnamn i texten", "Short name in the text")
	sayVariableIDHint = language.T("Små bokstäver a–z, siffror och _. Det kan inte ändras sedan.", "Small letters a–z, figures and _. It cannot be changed later.")
	sayVariableKind   = language.T("Vad fyller parterna i?", "What do the parties fill in?")
	sayRequired       = language.T("Ska fyllas i", "Must be filled in")
	sayHint           = language.T("Hjälptext", "Hint")
	sayUnit           = language.T("Enhet för ett tal", "Unit of a number")
	sayMin            = language.T("Lägsta tal", "Lowest number")
	sayMax            = language.T("Högsta tal", "Highest number")
	sayChoices        = language.T("Alternativ att välja på", "Options to choose from")
	sayChoicesHint    = language.T("Ett på varje rad: svenska | engelska.", "One on each line: Swedish | English.")
	sayFixed          = language.T("Värde som mallen själv anger", "Value that the template itself gives")
	wrongChoice       = language.T("Skriv varje alternativ som svenska | engelska.", "Write each option as Swedish | English.")
	wrongNumber       = language.T("Skriv ett tal, till exempel 4 eller 2,5.", "Write a number, such as 4 or 2.5.")
)
