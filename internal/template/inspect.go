package template

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// inspect walks through a file and tells what is not as the format is: what is no JSON, too deep, unknown, said twice, or
// of another sort than it should be. It reads the names of the fields from the types, so that it cannot lag behind them.
func inspect(content []byte) []fault.Problem {
	w := &walker{content: content, d: json.NewDecoder(bytes.NewReader(content))}
	w.d.UseNumber()
	err := w.value(reflect.TypeFor[clause.Document](), "", 0)
	if err == nil && len(w.problems) == 0 {
		if _, more := w.d.Token(); !errors.Is(more, io.EOF) {
			w.problem("", moreAfter)
		}
	}
	if err != nil && !errors.Is(err, errTold) {
		w.problem("", notJSON.With(err.Error()))
	}
	return w.problems
}

// mostProblems is how many problems are told at once.
const mostProblems = 50

var errTold = errors.New("template: told")

type walker struct {
	content  []byte
	d        *json.Decoder
	problems []fault.Problem
}

// problem notes what is wrong at a place: "rad 12, clauses[3].text".
func (w *walker) problem(path string, what language.Text) {
	if len(w.problems) < mostProblems {
		w.problems = append(w.problems, fault.Field(path, sayAt.With(lineAt(w.content, w.d.InputOffset()), place(path), what)))
	}
}

func place(path string) string {
	if path == "" {
		return ""
	}
	return ", " + path
}

// value reads one value that should be of a type; nil for one whose inside is unknown.
func (w *walker) value(t reflect.Type, path string, depth int) error {
	if depth > maxDepth {
		w.problem(path, tooDeep)
		return errTold
	}
	token, err := w.d.Token()
	if err != nil {
		return err
	}
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch token {
	case json.Delim('{'):
		return w.object(t, path, depth)
	case json.Delim('['):
		return w.array(t, path, depth)
	}
	w.scalar(t, path, token)
	return nil
}

func (w *walker) object(t reflect.Type, path string, depth int) error {
	isMap := t != nil && t.Kind() == reflect.Map
	if t != nil && !isMap && (t.Kind() != reflect.Struct || isText(t)) {
		w.problem(path, expected(t))
		t = nil
	}
	seen := map[string]bool{}
	for w.d.More() {
		token, err := w.d.Token()
		if err != nil {
			return err
		}
		name := fmt.Sprint(token)
		at := strings.TrimPrefix(path+"."+name, ".")
		if seen[name] {
			w.problem(at, twice)
		}
		seen[name] = true
		inner := w.inner(t, isMap, name, at)
		if err := w.value(inner, at, depth+1); err != nil {
			return err
		}
	}
	_, err := w.d.Token()
	return err
}

// inner is the type of a field; an unknown one is told and its inside is passed over.
func (w *walker) inner(t reflect.Type, isMap bool, name, at string) reflect.Type {
	if t == nil {
		return nil
	}
	if isMap {
		return t.Elem()
	}
	known := fieldNames(t)
	if i := slices.Index(known, name); i >= 0 {
		return t.Field(i).Type
	}
	w.problem(at, unknownField.With(strings.Join(known, ", ")))
	return nil
}

func fieldNames(t reflect.Type) []string {
	out := make([]string, t.NumField())
	for i := range out {
		out[i], _, _ = strings.Cut(t.Field(i).Tag.Get("json"), ",")
	}
	return out
}

func (w *walker) array(t reflect.Type, path string, depth int) error {
	if t != nil && t.Kind() != reflect.Slice {
		w.problem(path, expected(t))
		t = nil
	}
	for i := 0; w.d.More(); i++ {
		var inner reflect.Type
		if t != nil {
			inner = t.Elem()
		}
		if err := w.value(inner, fmt.Sprintf("%s[%d]", path, i+1), depth+1); err != nil {
			return err
		}
	}
	_, err := w.d.Token()
	return err
}

// scalar checks that a value without parts is of the right sort.
func (w *walker) scalar(t reflect.Type, path string, token json.Token) {
	if t == nil || token == nil {
		return
	}
	right := true
	switch expected(t) {
	case notString:
		_, right = token.(string)
	case notNumber:
		_, right = token.(json.Number)
	case notBool:
		_, right = token.(bool)
	default:
		right = false
	}
	if !right {
		w.problem(path, expected(t))
	}
}

// expected says what should stand where a type is read.
func expected(t reflect.Type) language.Text {
	switch kind := t.Kind(); {
	case isText(t) || kind == reflect.String:
		return notString
	case kind == reflect.Bool:
		return notBool
	case kind == reflect.Int || kind == reflect.Int64:
		return notNumber
	case kind == reflect.Slice:
		return notList
	}
	return notObject
}

// isText tells whether a type is written as a text: a date, a number with decimals.
func isText(t reflect.Type) bool {
	_, ok := reflect.New(t).Interface().(interface{ UnmarshalText([]byte) error })
	return ok
}

func offsetOf(err error) (int64, bool) {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return syntax.Offset, true
	}
	var typed *json.UnmarshalTypeError
	if errors.As(err, &typed) {
		return typed.Offset, true
	}
	return 0, false
}

var (
	sayAt        = language.T("Rad %d%s: %s", "Line %d%s: %s")
	notJSON      = language.T("Här är filen inte JSON (%s). Jämför med en fil som du har hämtat härifrån.", "Here the file is not JSON (%s). Compare with a file that you have fetched here.")
	moreAfter    = language.T("Det står mer efter mallens slut. Ta bort det.", "There is more after the template's end. Take it away.")
	tooDeep      = language.T("Här är för många nivåer i varandra. Ta bort dem.", "Here are too many levels within each other. Take them away.")
	twice        = language.T("Fältet står två gånger. Ta bort det ena.", "The field stands twice. Take one away.")
	unknownField = language.T("Okänt fält. Ta bort det eller rätta namnet. Här kan det stå: %s.", "Unknown field. Take it away or put its name right. There may be: %s.")
	notObject    = language.T("Här ska det stå en grupp av fält, {…}.", "There must be a group of fields here, {…}.")
	notList      = language.T("Här ska det stå en lista, […].", "There must be a list here, […].")
	notString    = language.T("Här ska det stå en text inom citattecken.", "There must be a text in quotation marks here.")
	notNumber    = language.T("Här ska det stå ett heltal utan citattecken.", "There must be a whole number without quotation marks here.")
	notBool      = language.T("Här ska det stå true eller false.", "There must be true or false here.")
)
