package template

import (
	"regexp"
	"slices"
	"strconv"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

var variableID = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// SetVariable writes a variable that there is. Its id and its clause stay.
func SetVariable(in clause.Variable) Edit {
	return func(v *Version, _ used) ([]clause.Field, error) {
		i := slices.IndexFunc(v.Doc.Variables, func(x clause.Variable) bool { return x.ID == in.ID })
		if i < 0 {
			return nil, fault.NotFoundThing()
		}
		in.Clause = v.Doc.Variables[i].Clause
		if err := checkVariable(in); err != nil || sameVariable(v.Doc.Variables[i], in) {
			return nil, err
		}
		v.Doc.Variables = slices.Clone(v.Doc.Variables)
		v.Doc.Variables[i] = in
		return []clause.Field{clause.VariableField(in.ID)}, nil
	}
}

// AddVariable adds a variable to a clause, with an id that none has had.
func AddVariable(in clause.Variable) Edit {
	return func(v *Version, was used) ([]clause.Field, error) {
		if _, no := v.Doc.Clause(in.Clause); no == 0 {
			return nil, fault.NotFoundThing()
		}
		if !variableID.MatchString(in.ID) {
			return nil, invalid([]fault.Problem{fault.Field("id", wrongVariableID)})
		}
		if was[clause.VariableField(in.ID)] {
			return nil, invalid([]fault.Problem{fault.Field("id", usedBefore)})
		}
		if err := checkVariable(in); err != nil {
			return nil, err
		}
		v.Doc.Variables = append(slices.Clone(v.Doc.Variables), in)
		return []clause.Field{clause.VariableField(in.ID)}, nil
	}
}

// RemoveVariable takes a variable away that no text names.
func RemoveVariable(id string) Edit {
	return func(v *Version, _ used) ([]clause.Field, error) {
		if _, ok := v.Doc.Variable(id); !ok {
			return nil, fault.NotFoundThing()
		}
		if where := namedOutside(v.Doc, id, ""); where != "" {
			return nil, fault.New(fault.Conflict, stillNamed.With(where))
		}
		v.Doc.Variables = slices.DeleteFunc(slices.Clone(v.Doc.Variables), func(x clause.Variable) bool { return x.ID == id })
		return []clause.Field{clause.VariableField(id)}, nil
	}
}

// namedOutside gives the number of a clause, other than one, whose text names a variable; empty when none does.
func namedOutside(d clause.Document, variable, except string) string {
	for i, c := range d.Clauses {
		if c.ID != except && (slices.Contains(clause.Holes(c.Text.Sv), variable) || slices.Contains(clause.Holes(c.Text.En), variable)) {
			return strconv.Itoa(i + 1)
		}
	}
	return ""
}

func checkVariable(v clause.Variable) error {
	var problems []fault.Problem
	if v.Name.Sv == "" || v.Name.En == "" {
		problems = append(problems, fault.Field("name_sv", sayNeeded))
	}
	if (v.Hint.Sv == "") != (v.Hint.En == "") {
		problems = append(problems, fault.Field("hint_en", bothLanguages))
	}
	if v.Kind == clause.Choice && len(v.Choices) < 2 {
		problems = append(problems, fault.Field("choices", twoChoices))
	}
	if v.Min != nil && v.Max != nil && *v.Max < *v.Min {
		problems = append(problems, fault.Field("max", maxBelowMin))
	}
	return invalid(problems)
}

func sameVariable(a, b clause.Variable) bool {
	return a.Name == b.Name && a.Hint == b.Hint && a.Kind == b.Kind && a.Required == b.Required && a.Unit == b.Unit && a.Fixed == b.Fixed &&
		sameNumber(a.Min, b.Min) && sameNumber(a.Max, b.Max) && slices.Equal(a.Choices, b.Choices)
}

func sameNumber(a, b *clause.Number) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

var (
	wrongVariableID = language.T("Skriv ett kort namn med små bokstäver a–z, siffror och _, till exempel giltig_till.", "Write a short name in small letters a–z, figures and _, such as giltig_till.")
	usedBefore      = language.T("Namnet används eller har använts. Välj ett annat, så att äldre versioner inte förväxlas.", "The name is or has been used. Choose another, so that older versions are not mistaken.")
	stillNamed      = language.T("Variabeln används i § %s. Ändra den texten först.", "The variable is used in § %s. Change that text first.")
	twoChoices      = language.T("Skriv minst två alternativ, ett på varje rad.", "Write at least two options, one on each line.")
	maxBelowMin     = language.T("Det högsta talet är mindre än det lägsta.", "The highest number is below the lowest.")
)
