package template

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Limits of a file: a template of 29 clauses with 76 commitments is about 150 kB.
const (
	maxFile  = 2 << 20 // bytes
	maxDepth = 8       // a measure stands at the sixth level
)

// WriteFile writes a text as one readable file: indented JSON whose parts stand in the order of the text.
func WriteFile(w io.Writer, d clause.Document) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(d)
}

// ReadFile reads a file that WriteFile wrote or somebody edited. Everything that is wrong is told with its place and
// what to do about it, and then nothing is read.
func ReadFile(content []byte) (clause.Document, error) {
	var d clause.Document
	if len(content) > maxFile {
		return d, fault.New(fault.TooLarge, fileTooLarge.With(maxFile>>20))
	}
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if problems := inspect(content); len(problems) > 0 {
		return d, fault.New(fault.Invalid, fileWrong, problems...)
	}
	if err := json.Unmarshal(content, &d); err != nil {
		return clause.Document{}, fault.Wrap(err, fault.Invalid, fileUnreadable.With(placeOf(content, err)))
	}
	return d, nil
}

// placeOf says where a reader gave up, as well as it knows.
func placeOf(content []byte, err error) language.Text {
	if at, ok := offsetOf(err); ok {
		return sayLine.With(lineAt(content, at), err.Error())
	}
	return language.Same(err.Error())
}

func lineAt(content []byte, offset int64) int {
	return 1 + bytes.Count(content[:min(int(offset), len(content))], []byte("\n"))
}

// Replace makes the next version's text that of a file. Ids of the file must be those of the version that it replaces or
// of the latest, or such as nothing ever had: an id that was taken away does not come back as something else.
func Replace(d clause.Document, latest clause.Document) Edit {
	return func(v *Version, was used) ([]clause.Field, error) {
		d.Template = v.No
		if err := clause.CheckTemplate(d, measured); err != nil {
			return nil, err
		}
		if err := reused(d, was, v.Doc, latest); err != nil {
			return nil, err
		}
		changed := Compare(v.Doc, d, language.Swedish).Changed()
		v.Doc = d
		return changed, nil
	}
}

func reused(d clause.Document, was used, known ...clause.Document) error {
	may := map[clause.Field]bool{}
	for _, k := range known {
		for _, f := range fieldsOf(k) {
			may[f] = true
		}
	}
	var problems []fault.Problem
	for _, f := range fieldsOf(d) {
		if was[f] && !may[f] {
			problems = append(problems, fault.Field(string(f), idTakenAway))
		}
	}
	return invalid(problems)
}

// FileName is what a version's file is called.
func (v Version) FileName() string { return fmt.Sprintf("mall-version-%d.json", v.No) }

var (
	fileTooLarge   = language.T("Filen är större än %d MB. En mall är mycket mindre; välj rätt fil.", "The file is larger than %d MB. A template is much smaller; choose the right file.")
	fileWrong      = language.T("Filen är inte inläst. Rätta det här och läs in den igen.", "The file is not taken in. Put this right and take it in again.")
	fileUnreadable = language.T("Filen är inte inläst, för den går inte att läsa: %s", "The file is not taken in, for it cannot be read: %s")
	sayLine        = language.T("rad %d: %s", "line %d: %s")
	idTakenAway    = language.T("Id:t har använts i en tidigare text och tagits bort. Ge delen ett nytt id.", "The id was used in an earlier text and taken away. Give this part a new id.")
)
