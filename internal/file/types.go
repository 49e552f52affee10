package file

import (
	"path"
	"slices"
	"strings"

	"samsyn/internal/language"
)

// Type is a media type that is taken in.
type Type string

// The types that are taken in.
const (
	PDF  Type = "application/pdf"
	PNG  Type = "image/png"
	JPEG Type = "image/jpeg"
	Text Type = "text/plain"
	CSV  Type = "text/csv"
	XLSX Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	DOCX Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)

// Types lists all types that are taken in.
func Types() []Type { return []Type{PDF, PNG, JPEG, Text, CSV, XLSX, DOCX} }

// Extensions are the endings of a name that stand for the type, the usual one first.
func (t Type) Extensions() []string {
	switch t {
	case PDF:
		return []string{".pdf"}
	case PNG:
		return []string{".png"}
	case JPEG:
		return []string{".jpg", ".jpeg"}
	case Text:
		return []string{".txt"}
	case CSV:
		return []string{".csv"}
	case XLSX:
		return []string{".xlsx"}
	case DOCX:
		return []string{".docx"}
	}
	return nil
}

// Name is what people call the type.
func (t Type) Name() language.Text {
	switch t {
	case PDF, PNG, JPEG, CSV:
		return language.Same(strings.ToUpper(strings.TrimPrefix(t.Extensions()[0], ".")))
	case Text:
		return language.T("text", "text")
	case XLSX:
		return language.Same("Excel (.xlsx)")
	case DOCX:
		return language.Same("Word (.docx)")
	}
	return language.T("okänd typ", "unknown type")
}

// IsValid tells whether it is one of Types.
func (t Type) IsValid() bool { return slices.Contains(Types(), t) }

// Accept is the value of an upload field's accept attribute for the types; none given is all.
func Accept(types ...Type) string { return strings.Join(extensions(types), ",") }

func extensions(types []Type) []string {
	if len(types) == 0 {
		types = Types()
	}
	var all []string
	for _, t := range types {
		all = append(all, t.Extensions()...)
	}
	return all
}

// typeOf finds the type that a name's ending stands for.
func typeOf(name string, accept []Type) (Type, error) {
	if len(accept) == 0 {
		accept = Types()
	}
	ending := strings.ToLower(path.Ext(name))
	for _, t := range accept {
		if slices.Contains(t.Extensions(), ending) {
			return t, nil
		}
	}
	return "", refuse(language.T("Filer av den här typen tas inte emot. Spara filen som någon av %s.",
		"Files of this type are not taken in. Save the file as one of %s.").With(strings.Join(extensions(accept), ", ")))
}
