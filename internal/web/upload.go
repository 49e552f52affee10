package web

import (
	"errors"
	"mime/multipart"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// FileRule is what a file field takes.
type FileRule struct {
	Max      int64    // bytes
	Types    []string // endings: ".csv", ".xlsx"; none takes all. What is inside is for its reader to judge.
	Required bool
}

// Upload is a file that was sent.
type Upload struct {
	Name   string // the last part of the name that the sender's machine has for it
	Size   int64  // bytes
	header *multipart.FileHeader
}

// Open reads the file, in any order, from memory.
func (u Upload) Open() (multipart.File, error) { return u.header.Open() }

// File reads a file field; ok is false when there is no file to take.
func (f *Form) File(name string, rule FileRule) (u Upload, ok bool) {
	sent := slices.DeleteFunc(slices.Clone(f.files[name]), func(h *multipart.FileHeader) bool {
		return h.Filename == "" && h.Size == 0
	})
	if len(sent) == 0 {
		if rule.Required {
			f.Problem(name, sayFile)
		}
		return Upload{}, false
	}
	u = Upload{Name: fileName(sent[0].Filename), Size: sent[0].Size, header: sent[0]}
	switch {
	case len(sent) > 1:
		f.Problem(name, sayOneFile)
	case u.Size == 0:
		f.Problem(name, sayEmpty)
	case rule.Max > 0 && u.Size > rule.Max:
		f.Problem(name, sayBigFile.With(byteSize(rule.Max)))
	case len(rule.Types) > 0 && !slices.Contains(rule.Types, strings.ToLower(path.Ext(u.Name))):
		f.Problem(name, sayKind.With(strings.Join(rule.Types, ", ")))
	default:
		return u, true
	}
	return Upload{}, false
}

// fileName keeps the last part of a name, without what could mean a folder or break a header.
func fileName(s string) string {
	s = path.Base(strings.ReplaceAll(s, `\`, "/"))
	if s == "." || s == "/" || !utf8.ValidString(s) {
		return "fil"
	}
	s, ok := clean(s, false)
	if !ok || s == "" {
		return "fil"
	}
	for len(s) > 200 {
		_, n := utf8.DecodeRuneInString(s)
		s = s[n:]
	}
	return s
}

// TakeFile lets the form tell what is wrong with the file, and gives back every other error. What is wrong with rows
// stands in the report and not in the form's summary.
func (f *Form) TakeFile(err error) error {
	var flt *fault.Fault
	if !errors.As(err, &flt) || flt.Kind != fault.Invalid && flt.Kind != fault.TooLarge && flt.Kind != fault.Conflict {
		return err
	}
	told := fault.New(fault.Invalid, flt.Text)
	for _, p := range flt.Problems {
		if p.Row < 2 {
			told.Problems = append(told.Problems, fault.Problem{Text: language.Text{Sv: p.In(language.Swedish), En: p.In(language.English)}})
		}
	}
	f.Take(told)
	return nil
}
