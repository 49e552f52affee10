package web

import (
	"errors"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Form is what somebody sent in a form or in the query of an address. It keeps every value as it was written, for
// showing the form again, and collects what is wrong by field while the values are read.
type Form struct {
	values   url.Values
	files    map[string][]*multipart.FileHeader
	problems []fault.Problem
	fault    *fault.Fault
}

const (
	maxFields = 2000
	maxName   = 200 // bytes in a field's name
)

// NewForm is a form to begin from, filled with what is known; nil for an empty one.
func NewForm(values url.Values) *Form {
	if values == nil {
		values = url.Values{}
	}
	return &Form{values: values}
}

// ReadForm reads the body of a POST, once: a second call gives the same form. A body that is no form at all, or too
// large, is a fault; what is wrong in a field is not, it is collected.
func (r *Request) ReadForm() (*Form, error) {
	if r.form != nil {
		return r.form, nil
	}
	if err := r.hold(); err != nil {
		return nil, err
	}
	if err := parseForm(r.Request); err != nil {
		return nil, formFault(err)
	}
	f := &Form{values: r.PostForm}
	if r.MultipartForm != nil {
		f.files = r.MultipartForm.File
	}
	if err := f.checkShape(); err != nil {
		return nil, err
	}
	r.form = f
	return f, nil
}

// parseForm keeps files in memory, never in a temporary file in clear; the route's body limit bounds them.
func parseForm(hr *http.Request) error {
	media, _, _ := mime.ParseMediaType(hr.Header.Get("Content-Type"))
	switch media {
	case "multipart/form-data":
		return hr.ParseMultipartForm(1 << 40)
	case "application/x-www-form-urlencoded", "":
		return hr.ParseForm()
	}
	return errNotAForm
}

var errNotAForm = &httpFault{http.StatusUnsupportedMediaType, fault.New(fault.Invalid, language.T(
	"Det som skickades är inte ett formulär. Öppna sidan på nytt och försök igen.",
	"What was sent is not a form. Open the page again and try once more."))}

func formFault(err error) error {
	var tooLarge *http.MaxBytesError
	var told *httpFault
	if errors.As(err, &tooLarge) || errors.As(err, &told) {
		return err
	}
	return fault.Wrap(err, fault.Invalid, language.T("Formuläret kom inte fram helt. Försök igen.",
		"The form did not arrive whole. Try again."))
}

func (f *Form) checkShape() error {
	if len(f.values)+len(f.files) > maxFields {
		return fault.New(fault.TooLarge, language.T("Formuläret har för många fält.", "The form has too many fields."))
	}
	for name := range f.values {
		if len(name) > maxName {
			return fault.New(fault.Invalid, language.T("Ett fält i formuläret har ett för långt namn.", "A field of the form has too long a name."))
		}
	}
	return nil
}

// ReadQuery reads the query of the address in the same way: filters, sort, cursor.
func (r *Request) ReadQuery() *Form { return NewForm(r.URL.Query()) }

// Value is what was written in a field, unchanged; empty when nothing was.
func (f *Form) Value(name string) string { return f.values.Get(name) }

// Values are all values as written, for ui.Form.Fill.
func (f *Form) Values() url.Values { return f.values }

// Has tells whether the field was sent at all.
func (f *Form) Has(name string) bool { return f.values.Has(name) }

// Set puts a value in a field.
func (f *Form) Set(name string, values ...string) { f.values[name] = slices.Clone(values) }

// Problem notes what is wrong with a field and what to do about it.
func (f *Form) Problem(name string, text language.Text) {
	f.problems = append(f.problems, fault.Field(name, text))
}

// Take notes a fault that a use case gave, and tells whether the form is to be shown again because of it: only what
// the person can mend belongs in a form. Any other error is the handler's to return.
func (f *Form) Take(err error) bool {
	var flt *fault.Fault
	if !errors.As(err, &flt) {
		return false
	}
	switch flt.Kind {
	case fault.Invalid, fault.Conflict, fault.TooMany:
		f.fault = flt
		f.problems = append(f.problems, flt.Problems...)
		return true
	}
	return false
}

// OK tells whether nothing is wrong so far.
func (f *Form) OK() bool { return f.fault == nil && len(f.problems) == 0 }

// Err is nil, or the fault with every problem collected, for ui.Form.WithFault.
func (f *Form) Err() error {
	switch {
	case f.OK():
		return nil
	case f.fault != nil:
		return f.fault.With(f.problems...)
	}
	return fault.New(fault.Invalid, language.T("Rätta det som är markerat och försök igen.",
		"Put right what is marked and try again."), f.problems...)
}

// Status is the status of a page that shows the form again.
func (f *Form) Status() int {
	if err := f.Err(); err != nil {
		return statusOf(err)
	}
	return http.StatusOK
}
