package web

import (
	"context"
	"errors"
	"net/http"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

var (
	errSignIn = fault.New(fault.Unauthenticated, language.T("Du behöver logga in. Ett program skickar sin API-nyckel i huvudet Authorization: Bearer.",
		"You need to sign in. A program sends its API key in the header Authorization: Bearer."))
	errInternal = fault.New(fault.Internal, language.T("Något gick fel hos oss. Försök igen om en stund.",
		"Something went wrong on our side. Try again in a while."))
	errSlow = fault.New(fault.Unavailable, language.T("Det tog för lång tid. Försök igen, eller sök mindre på en gång.",
		"It took too long. Try again, or ask for less at a time."))
	errNoAsset = fault.New(fault.NotFound, language.T("Filen finns inte. Ladda om sidan som pekade hit.", "The file does not exist. Reload the page that led here."))
	errMethod  = &httpFault{http.StatusMethodNotAllowed, fault.New(fault.Invalid, language.T("Adressen finns, men inte för det anropet. Huvudet Allow säger vilka metoder som går.",
		"The address exists, but not for that method. The Allow header says which methods it takes."))}
	errAccept = &httpFault{http.StatusNotAcceptable, fault.New(fault.Invalid, language.T("Svaret finns bara som application/json. Ändra huvudet Accept.",
		"The answer exists as application/json only. Change the Accept header."))}
	errContentType = &httpFault{http.StatusUnsupportedMediaType, fault.New(fault.Invalid, language.T("Skicka innehållet som application/json i UTF-8, och säg det i huvudet Content-Type.",
		"Send the content as application/json in UTF-8, and say so in the Content-Type header."))}
)

func errForeignOrigin(cause error) error {
	return fault.Wrap(cause, fault.Denied, language.T("Anropet kom från en annan webbplats och utfördes inte. Öppna sidan här och försök igen.",
		"The request came from another site and was not carried out. Open the page here and try again."))
}

// httpFault is a fault whose status its kind does not tell.
type httpFault struct {
	status int
	*fault.Fault
}

// Unwrap gives the fault.
func (h *httpFault) Unwrap() error { return h.Fault }

// statusOf is the HTTP status of an error.
func statusOf(err error) int {
	var h *httpFault
	if errors.As(err, &h) {
		return h.status
	}
	switch fault.KindOf(err) {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.Unauthenticated:
		return http.StatusUnauthorized
	case fault.Denied:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.TooMany:
		return http.StatusTooManyRequests
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// shown gives what may be told of an error: a fault as it is, anything else as a fault without detail.
func shown(err error) *fault.Fault {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return errTooLarge(tooLarge.Limit)
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return errSlow
	}
	var f *fault.Fault
	if errors.As(err, &f) && f.Kind != fault.Internal {
		return f
	}
	return errInternal
}

// titleOf is the short name of what went wrong, the same for every fault of the kind.
func titleOf(status int) language.Text {
	switch status {
	case http.StatusUnauthorized:
		return language.T("Du är inte inloggad", "You are not signed in")
	case http.StatusForbidden:
		return language.T("Du får inte göra det här", "You may not do this")
	case http.StatusNotFound:
		return language.T("Sidan finns inte", "The page does not exist")
	case http.StatusMethodNotAllowed:
		return language.T("Metoden går inte här", "The method is not allowed here")
	case http.StatusNotAcceptable:
		return language.T("Formatet finns inte", "The format is not available")
	case http.StatusConflict:
		return language.T("Det gick inte just nu", "It could not be done now")
	case http.StatusRequestEntityTooLarge:
		return language.T("Det var för stort", "It was too large")
	case http.StatusUnsupportedMediaType:
		return language.T("Formatet går inte att läsa", "The format cannot be read")
	case http.StatusUnprocessableEntity, http.StatusBadRequest:
		return language.T("Något behöver rättas", "Something needs putting right")
	case http.StatusTooManyRequests:
		return language.T("För många försök", "Too many attempts")
	case http.StatusServiceUnavailable:
		return language.T("Tjänsten är tillfälligt otillgänglig", "The service is unavailable for now")
	}
	return language.T("Något gick fel", "Something went wrong")
}

// clientGone tells whether the person closed the connection before we were done.
func clientGone(r *Request) bool { return r.base != nil && r.base.Err() != nil }
