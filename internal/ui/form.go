package ui

import (
	"errors"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// FieldKind is the sort of input.
type FieldKind string

// The kinds of field.
const (
	TextField       FieldKind = "text"
	NumberField     FieldKind = "number" // text with a numeric keyboard: no spinner that a wheel can turn
	DateField       FieldKind = "date"
	EmailField      FieldKind = "email"
	TelField        FieldKind = "tel"
	PasswordField   FieldKind = "password"
	SearchField     FieldKind = "search"
	TextareaField   FieldKind = "textarea"
	SelectField     FieldKind = "select"
	RadiosField     FieldKind = "radios"
	CheckboxesField FieldKind = "checkboxes"
	CheckboxField   FieldKind = "checkbox" // one box, its Label beside it
	FileField       FieldKind = "file"
	SuggestField    FieldKind = "suggest" // text with suggestions; any text can be sent
	HiddenField     FieldKind = "hidden"
)

// Option is one choice of a select, radios, checkboxes or suggestions.
type Option struct {
	Value    string
	Label    string
	Hint     string // under the label; not in a select
	Group    string // options of a select with the same group stand together
	Disabled bool
}

// Width is how long an answer is expected to be.
type Width string

// The widths.
const (
	Full   Width = ""
	Short  Width = "short"  // a date, a number, a code
	Medium Width = "medium" // a name
)

// Field is one question of a form.
type Field struct {
	Kind         FieldKind
	Name         string
	Label        string
	Hint         string
	Value        string
	Values       []string // chosen values of CheckboxesField
	Options      []Option
	Error        string // what is wrong and what to do
	Optional     bool   // says "(frivilligt)" after the label; everything else is required
	Width        Width
	Autocomplete string // as in HTML: "username", "current-password"
	InputMode    string
	Min, Max     string // of dates and numbers
	MaxLength    int
	Rows         int
	Accept       string // of files: ".csv,.xlsx"
	Multiple     bool
	ReadOnly     bool
	Cards        bool   // radios and checkboxes as boxes one can click anywhere in
	Swedish      bool   // what is written in it is Swedish, also on a page in English
	English      bool   // what is written in it is English, also on a page in Swedish
	Over         string // a heading over this field and those that follow; optional
	Whose        string // named before the label in the summary of errors, where several fields have one label
	HideLabel    bool   // only where a visible heading says the same
	Given        *Given // asked for only with some choices; nil: always
}

// Given says that fields are asked for only when radios before them have one of some values. Fields that share one stand
// together under its legend; without script they are all shown, so the legend says when they are asked for.
type Given struct {
	Field  string // name of the radios
	Values []string
	Legend string // "Vid samtycke"
}

// set is fields of a form that stand together: those that share what they are asked for with.
type set struct {
	given  *Given
	fields []Field
}

func (f Form) sets() (out []set) {
	for _, fd := range f.Fields {
		if n := len(out); n > 0 && out[n-1].given == fd.Given {
			out[n-1].fields = append(out[n-1].fields, fd)
			continue
		}
		out = append(out, set{fd.Given, []Field{fd}})
	}
	return out
}

// Form is a form with its fields, errors and buttons.
type Form struct {
	Lang   language.Lang
	ID     string
	Action string
	Method string // "post" when empty
	Fields []Field
	Error  string                     // the fault's own sentence, in the summary
	Extra  []Problem                  // problems that belong to no field of this form
	Submit Button                     // Label needed
	Other  []Button                   // beside the main one
	Before templ.Component            // stands over the fields
	Inline bool                       // fields beside each other: filters
	Said   func(language.Text) string // the form's own words in a language beside the two; empty for what is said in Lang
	Live   string                     // id of the list that a changed filter renews without a new page; the form still works without script
}

// word is one of the form's own words.
func (f Form) word(text language.Text) string { return Frame{Lang: f.Lang, Said: f.Said}.word(text) }

// Problem is one line of the error summary.
type Problem struct {
	Field string // field name; empty when it belongs to none
	Text  string
}

// WithFault gives the form with the fault's problems at their fields and in the summary. Values stay as they are.
// An error that is not a fault changes nothing.
func (f Form) WithFault(err error) Form {
	var flt *fault.Fault
	if !errors.As(err, &flt) {
		return f
	}
	f.Error = flt.In(f.Lang)
	f.Fields = append([]Field(nil), f.Fields...)
	f.Extra = append([]Problem(nil), f.Extra...)
	for _, p := range flt.Problems {
		f.place(p)
	}
	return f
}

// place puts one problem at its field, or among those that have none.
func (f *Form) place(p fault.Problem) {
	for i := range f.Fields {
		if f.Fields[i].Name == p.Field && p.Field != "" {
			f.Fields[i].Error = p.Text.In(f.Lang)
			return
		}
	}
	f.Extra = append(f.Extra, Problem{Text: p.In(f.Lang)})
}

// Fill gives the form with values by field name, as they were sent in. Passwords and files are never filled.
func (f Form) Fill(values map[string][]string) Form {
	f.Fields = append([]Field(nil), f.Fields...)
	for i := range f.Fields {
		fd := &f.Fields[i]
		sent, ok := values[fd.Name]
		if !ok && fd.Kind != CheckboxesField && fd.Kind != CheckboxField {
			continue
		}
		fd.fill(sent)
	}
	return f
}

func (fd *Field) fill(sent []string) {
	switch fd.Kind {
	case PasswordField, FileField:
	case CheckboxesField:
		fd.Values = sent
	default:
		fd.Value = ""
		if len(sent) > 0 {
			fd.Value = sent[0]
		}
	}
}

// problems are all lines of the summary: fields first, in the order of the form.
func (f Form) problems() []Problem {
	var all []Problem
	for _, fd := range f.Fields {
		if fd.Error != "" {
			all = append(all, Problem{Field: f.focus(fd), Text: fd.named(fd.Error)})
		}
	}
	return append(all, f.Extra...)
}

// named is an error with the field's name before it, so that the summary can be read by itself. A text that begins by saying
// which row it is of stands as it is: with the field before it, it would say so twice.
func (fd Field) named(text string) string {
	if fd.Whose != "" && strings.HasPrefix(text, fd.Whose) {
		return text
	}
	for _, name := range []string{fd.Label, fd.Whose} {
		if name != "" && !strings.HasPrefix(text, name) {
			text = strings.TrimRight(name, "?:") + ": " + text
		}
	}
	return text
}

// focus is the id that a link in the summary leads to: the field, or its first choice.
func (f Form) focus(fd Field) string {
	id := fd.id(f.ID)
	if (fd.Kind == RadiosField || fd.Kind == CheckboxesField) && len(fd.Options) > 0 {
		return optionID(id, 0)
	}
	return id
}

func (f Form) failed() bool { return f.Error != "" || len(f.problems()) > 0 }

func (f Form) method() string {
	if f.Method == "" {
		return "post"
	}
	return f.Method
}

func (f Form) enctype() string {
	for _, fd := range f.Fields {
		if fd.Kind == FileField {
			return "multipart/form-data"
		}
	}
	return "application/x-www-form-urlencoded"
}
