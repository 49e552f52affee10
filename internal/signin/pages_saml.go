package signin

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/crewjam/saml"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// The addresses that the provider knows of.
const (
	samlMetadataPath = "/logga-in/saml/metadata"
	samlAnswerPath   = "/logga-in/saml/svar" // where it has the browser POST its answer
	samlDonePath     = "/logga-in/saml/klar" // where the browser goes on by itself
)

// samlWay is how long the browser has from the one to the other.
const samlWay = 2 * time.Minute

func (t site) samlRoutes(rt *web.Router) {
	rt.FromElsewhere(samlAnswerPath)
	rt.Handle("GET "+samlMetadataPath, policy.OpenPage, t.samlMetadata)
	rt.Handle("POST "+samlAnswerPath, policy.OpenPage, t.samlArrives, web.Body(2*mostSAML))
	rt.Handle("GET "+samlDonePath, policy.OpenPage, t.samlDone)
}

func (t site) samlMetadata(*web.Request) (web.Response, error) {
	ours, err := t.SAML.metadata()
	return web.Data("application/samlmetadata+xml", ours), err
}

// samlWrong is why an answer was refused.
type samlWrong string

const (
	wrongUnsolicited samlWrong = "unsolicited"
	wrongAge         samlWrong = "age"
	wrongAudience    samlWrong = "audience"
	wrongStatus      samlWrong = "status"
	wrongOther       samlWrong = "other"
)

func wrongOf(err error) samlWrong {
	var answer *saml.InvalidResponseError
	var status saml.ErrBadStatus
	if errors.As(err, &answer) {
		err = answer.PrivateErr
	}
	switch said := err.Error(); {
	case errors.Is(err, errUnsolicited):
		return wrongUnsolicited
	case errors.Is(err, errForOthers):
		return wrongAudience
	case errors.As(err, &status):
		return wrongStatus
	case strings.Contains(said, "expired"), strings.Contains(said, "not yet valid"):
		return wrongAge
	}
	return wrongOther
}

// say tells the person what they can do about it.
func (w samlWrong) say(name string) error {
	t := language.T
	switch w {
	case wrongUnsolicited:
		return fault.New(fault.Invalid, t("Inloggningen började inte här. Gå till Logga in och välj %s där.", "The sign-in did not begin here. Go to Sign in and choose %s there.").With(name))
	case wrongAge:
		return fault.New(fault.Invalid, t("Svaret från %s gäller inte längre, eller inte än. Börja om. Händer det igen går någon av klockorna fel; säg det till den som driver installationen.", "The answer of %s does not hold any longer, or not yet. Begin again. If it happens again one of the clocks is wrong; tell whoever runs the installation.").With(name))
	case wrongAudience:
		return fault.New(fault.Invalid, t("Svaret från %s är avsett för en annan tjänst. Säg det till den som driver installationen.", "The answer of %s is meant for another service. Tell whoever runs the installation.").With(name))
	case wrongStatus:
		return fault.New(fault.Invalid, t("%s släppte inte in dig, eller så avbröt du. Försök igen, eller välj ett annat sätt.", "%s did not let you in, or you broke off. Try again, or choose another way.").With(name))
	}
	return unconfirmed(nil, name)
}

// samlArrives checks what a browser brings from the provider. It opens nothing: the answer is sealed and goes on to where
// the browser shows what it has asked.
func (t site) samlArrives(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	raw, err := base64.StdEncoding.DecodeString(f.Value("SAMLResponse"))
	var a samlAnswer
	if err == nil {
		a, err = t.SAML.read(raw)
	}
	if fault.Is(err, fault.Unavailable) {
		return web.Response{}, err
	}
	if err != nil {
		r.Logger().LogAttrs(r.Context(), slog.LevelWarn, "a SAML answer is refused", slog.String("why", causeOf(err)))
		a = samlAnswer{Wrong: wrongOf(err)}
	}
	a.Ends = t.now().Add(samlWay)
	return t.handAnswer(r, a)
}

// causeOf is what the library keeps to itself. It holds ids and addresses, nothing of the person.
func causeOf(err error) string {
	var answer *saml.InvalidResponseError
	if errors.As(err, &answer) && answer.PrivateErr != nil {
		return answer.PrivateErr.Error()
	}
	return err.Error()
}

func (t site) handAnswer(r *web.Request, a samlAnswer) (web.Response, error) {
	plain, err := json.Marshal(a)
	if err != nil {
		return web.Response{}, err
	}
	sealed, err := t.Keys.Seal(attemptPlace(withSAML), plain)
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(samlDonePath).Cookie(r.Hand(cookieOf(withSAML), base64.RawURLEncoding.EncodeToString(sealed), samlWay)).Header("Cache-Control", "no-store"), nil
}

func (t site) handedAnswer(r *web.Request) (a samlAnswer, err error) {
	sealed, err := base64.RawURLEncoding.DecodeString(r.Handed(cookieOf(withSAML)))
	if err != nil || len(sealed) == 0 {
		return a, errNotBegun
	}
	plain, err := t.Keys.Open(attemptPlace(withSAML), sealed)
	if err != nil || json.Unmarshal(plain, &a) != nil || !t.now().Before(a.Ends) {
		return samlAnswer{}, errNotBegun
	}
	return a, nil
}

// samlDone takes whoever comes back from the provider to where they were going, when the answer is to what this browser
// has asked.
func (t site) samlDone(r *web.Request) (web.Response, error) {
	p, err := t.samlGoesOn(r)
	if err != nil {
		p, err = t.refused(r, err)
	}
	return p.Cookie(r.TakeBack(cookieOf(withSAML))).Cookie(r.TakeBack(cookieOf(withProvider))), err
}

func (t site) samlGoesOn(r *web.Request) (web.Response, error) {
	a, err := t.handedAnswer(r)
	if err != nil {
		return web.Response{}, err
	}
	if a.Wrong != "" {
		return web.Response{}, a.Wrong.say(t.SAML.Name)
	}
	begun, err := t.handed(r, withProvider, anything)
	if err != nil || begun.By != t.SAML.Provider || begun.State == "" || begun.State != a.Request {
		return web.Response{}, errNotBegun
	}
	return t.arrive(r, begun, t.SAML.stated(a))
}
