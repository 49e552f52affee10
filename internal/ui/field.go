package ui

import (
	"slices"
	"strconv"
	"strings"

	"samsyn/internal/language"
)

func (fd Field) id(form string) string {
	if form == "" {
		return "f-" + fd.Name
	}
	return form + "-" + fd.Name
}

func optionID(field string, i int) string { return field + "-" + strconv.Itoa(i+1) }

// hint is the field's hint; a date says how to write it.
func (fd Field) hint(l language.Lang) string {
	if fd.Kind != DateField {
		return fd.Hint
	}
	return strings.TrimSpace(fd.Hint + " " + say.dateHint.In(l))
}

// described lists what explains a field: its hint, then its error.
func (fd Field) described(form string, l language.Lang) string {
	var ids []string
	if fd.hint(l) != "" {
		ids = append(ids, fd.id(form)+"-hint")
	}
	if fd.Error != "" {
		ids = append(ids, fd.id(form)+"-error")
	}
	return strings.Join(ids, " ")
}

// inputType is the type attribute. Dates are a text field: the browser's own date field speaks the browser's
// language, and shows another order than the one that the page asks for.
func (fd Field) inputType() string {
	switch fd.Kind {
	case NumberField, DateField, SuggestField:
		return "text"
	default:
		return string(fd.Kind)
	}
}

func (fd Field) inputMode() string {
	switch {
	case fd.InputMode != "":
		return fd.InputMode
	case fd.Kind == NumberField, fd.Kind == DateField:
		return "numeric"
	default:
		return ""
	}
}

func (fd Field) class() string {
	w := fd.Width
	if w == Full && (fd.Kind == DateField || fd.Kind == NumberField) {
		w = Short
	}
	return classes("ds-field", "s-field", when(w != Full, "s-w-"+string(w)))
}

func (fd Field) chosen(value string) bool {
	if fd.Kind == CheckboxesField {
		return slices.Contains(fd.Values, value)
	}
	return fd.Value == value
}

func (fd Field) rows() string {
	if fd.Rows == 0 {
		return "4"
	}
	return strconv.Itoa(fd.Rows)
}

func (fd Field) isSet() bool { return fd.Kind == RadiosField || fd.Kind == CheckboxesField }

// optionType is the input type of one choice.
func (fd Field) optionType() string {
	if fd.Kind == RadiosField {
		return "radio"
	}
	return "checkbox"
}

// group is a run of options of a select that stand together.
type group struct {
	label   string
	options []Option
}

func (fd Field) groups() []group {
	var out []group
	for _, o := range fd.Options {
		if len(out) == 0 || out[len(out)-1].label != o.Group {
			out = append(out, group{label: o.Group})
		}
		out[len(out)-1].options = append(out[len(out)-1].options, o)
	}
	return out
}
