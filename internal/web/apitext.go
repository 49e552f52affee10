package web

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// saying turns one of huma's English messages into both languages. Its groups fill the verbs.
type saying struct {
	pattern *regexp.Regexp
	text    language.Text
}

func says(pattern, sv, en string) saying {
	return saying{regexp.MustCompile("^(?:" + pattern + ")$"), language.T(sv, en)}
}

// sayings are all messages that huma v2.37.2 gives about a request.
var sayings = []saying{
	says("unexpected property|unknown query parameter", "Det namnet finns inte här. Kontrollera stavningen eller ta bort det.", "There is nothing by that name here. Check the spelling or leave it out."),
	says("required \\w+ parameter is missing|request body is required", "Det här behövs. Lägg till det.", "This is needed. Add it."),
	says("expected required property (\\S+) to be present", "Fältet %s behövs. Lägg till det.", "The field %s is needed. Add it."),
	says("expected property (\\S+) to be present when (\\S+) is present", "Fältet %s behövs när %s finns med.", "The field %s is needed when %s is given."),
	says("invalid integer|expected integer", "Ange ett heltal.", "Give a whole number."),
	says("invalid float|expected number", "Ange ett tal.", "Give a number."),
	says("invalid boolean|expected boolean", "Ange true eller false.", "Give true or false."),
	says("expected string", "Ange en text.", "Give a text."),
	says("expected array", "Ange en lista.", "Give a list."),
	says("expected object", "Ange ett objekt.", "Give an object."),
	says("expected number >= (.+)", "Ange ett tal som är minst %s.", "Give a number of at least %s."),
	says("expected number > (.+)", "Ange ett tal som är större än %s.", "Give a number greater than %s."),
	says("expected number <= (.+)", "Ange ett tal som är högst %s.", "Give a number of at most %s."),
	says("expected number < (.+)", "Ange ett tal som är mindre än %s.", "Give a number less than %s."),
	says("expected number to be a multiple of (.+)", "Ange ett tal som är jämnt delbart med %s.", "Give a multiple of %s."),
	says("expected length >= (\\d+)", "Ange minst %s tecken.", "Give at least %s characters."),
	says("expected length <= (\\d+)", "Ange högst %s tecken.", "Give at most %s characters."),
	says("expected array length >= (\\d+)", "Ange minst %s stycken.", "Give at least %s items."),
	says("expected array length <= (\\d+)", "Ange högst %s stycken.", "Give at most %s items."),
	says("expected array items to be unique", "Ange varje värde en gång.", "Give each value once."),
	says("expected object with at least (\\d+) properties", "Ange minst %s fält.", "Give at least %s fields."),
	says("expected object with at most (\\d+) properties", "Ange högst %s fält.", "Give at most %s fields."),
	says(`expected value to be one of "(.*)"`, "Ange ett av värdena %s.", "Give one of the values %s."),
	says("expected string to be RFC 3339 date-time|expected string to be RFC 1123 date-time|invalid date/time for format .*", "Ange en tidpunkt som 2026-03-02T09:00:00+01:00.", "Give an instant such as 2026-03-02T09:00:00+01:00."),
	says("expected string to be RFC 3339 date|invalid value: (?:Datumet|Skriv datumet).*", "Ange ett datum som 2026-03-02.", "Give a date such as 2026-03-02."),
	says("expected string to be RFC 3339 time", "Ange en tid som 09:00:00.", "Give a time such as 09:00:00."),
	says("expected string to be RFC 5322 email.*", "Ange en e-postadress.", "Give an e-mail address."),
	says("expected string to be RFC 3986 uri.*|invalid url.URL value", "Ange en webbadress.", "Give an address."),
	says("expected string to be RFC 4122 uuid.*", "Ange ett id av formen UUID.", "Give an id of the form UUID."),
	says("expected string to be base64 encoded", "Ange innehållet i base64.", "Give the content in base64."),
	says("expected string to match pattern (.+)", "Ange ett värde av formen %s.", "Give a value of the form %s."),
	says("expected at most one value, but received multiple values", "Ange ett enda värde.", "Give one value only."),
	says("invalid value: (?s:.*)|expected value to match .*|expected value to not match schema", "Värdet har inte rätt form. Se beskrivningen av API:et.", "The value does not have the right form. See the API's description."),
	says("write only property is non-zero", "Det här fältet får inte skickas här.", "This field cannot be sent here."),
	says("signs that are no text in (.+)", "Texten i %s innehåller tecken som inte går att läsa. Skriv den på nytt.", "The text in %s holds characters that cannot be read. Write it again."),
	says("unexpected end of JSON input|EOF", "JSON-texten slutar för tidigt.", "The JSON text ends too early."),
	says("invalid character .*", "Det är inte JSON. Kontrollera citationstecken, kommatecken och klamrar.", "This is not JSON. Check quotes, commas and braces."),
}

var sayUnclear = language.T("Värdet går inte att använda. Se beskrivningen av API:et.", "The value cannot be used. See the API's description.")

func translate(message string) language.Text {
	for _, s := range sayings {
		m := s.pattern.FindStringSubmatch(message)
		if m == nil {
			continue
		}
		args := make([]any, 0, len(m))
		for _, g := range m[1:] {
			args = append(args, g)
		}
		return s.text.With(args...)
	}
	return sayUnclear
}

// retell is huma's transformer that puts our problem document in place of its own. The value that was wrong is not
// repeated: it may be personal data.
func (rt *Router) retell(ctx huma.Context, _ string, v any) (any, error) {
	said, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	r := ctx.Context().Value(requestKey{}).(*Request)
	f := faultOf(said, ctx.Operation().MaxBodyBytes)
	if f.Kind == fault.Internal {
		rt.o.Log.ErrorContext(r.Context(), "api", "request", r.ID, "route", r.route.String(), "status", said.Status, "message", said.Detail)
	}
	return newProblem(r, said.Status, f), nil
}

func faultOf(said *huma.ErrorModel, limit int64) *fault.Fault {
	switch said.Status {
	case http.StatusRequestEntityTooLarge:
		return errTooLarge(limit)
	case http.StatusRequestTimeout:
		return fault.New(fault.Unavailable, language.T("Innehållet kom inte fram i tid. Försök igen.", "The content did not arrive in time. Try again."))
	case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusUnsupportedMediaType, http.StatusNotAcceptable:
	default:
		return errInternal
	}
	f := fault.New(fault.Invalid, language.T("Något i anropet behöver rättas. Se invalid-parameters.", "Something in the request needs putting right. See invalid-parameters."))
	if len(said.Errors) == 0 {
		f.Problems = append(f.Problems, fault.Field("body", translate(said.Detail)))
	}
	for _, d := range said.Errors {
		f.Problems = append(f.Problems, fault.Field(d.Location, translate(d.Message)))
	}
	return f
}

// separator stands between the Swedish and the English of a text in the API's description.
const separator = " || "

// Both writes a text for huma's descriptions, which have room for one string.
func Both(t language.Text) string { return t.Sv + separator + t.En }

// half gives one language of such a text.
func half(s string, l language.Lang) string {
	sv, en, ok := strings.Cut(s, separator)
	if ok && l == language.English {
		return en
	}
	return sv
}
