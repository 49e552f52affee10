package signin

import (
	"net/url"
	"strings"

	"samsyn/internal/account"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The pages.
const (
	ownPath     = "/konto/inloggning"
	provePath   = "/legitimera"
	keyPath     = "/logga-in/nyckel"
	codePath    = "/logga-in/kod"
	answerPath  = "/logga-in/svar" // where the provider sends the browser back
	signInPath  = "/logga-in"
	accountPath = "/admin/konton/"
)

// OwnPath is the page of what one signs in with.
const OwnPath = ownPath

// PathOf is the page of what an account signs in with, for its admin.
func PathOf(id string) string { return accountPath + id + "/inloggning" }

// site is the pages.
type site struct {
	*Service
	home string
}

// Routes puts the pages in the router. home is where a sign-in leads that was going nowhere else.
func (s *Service) Routes(rt *web.Router, home string) {
	t := site{Service: s, home: home}
	t.ownRoutes(rt)
	rt.Handle("GET "+provePath, policy.ProveIdentity, t.provePage)
	rt.Handle("POST "+provePath+"/kod", policy.ProveIdentity, t.proveByCode)
	rt.Handle("POST "+provePath+"/reservkod", policy.ProveIdentity, t.proveByRecovery)
	rt.Handle("POST "+provePath+"/losenord", policy.ProveIdentity, t.proveByPassword)
	rt.Handle("POST "+provePath+"/nyckel", policy.ProveIdentity, t.proveByPasskey)
	rt.Handle("GET "+keyPath, policy.OpenPage, t.keyPage)
	rt.Handle("POST "+keyPath, policy.OpenPage, t.signInByPasskey)
	rt.Handle("GET "+codePath, policy.OpenPage, t.codePage)
	rt.Handle("POST "+codePath, policy.OpenPage, t.signInByCode)
	rt.Handle("GET /admin/konton/{id}/inloggning", policy.LinkIdentity, t.accountPage)
	rt.Handle("POST /admin/konton/{id}/inloggning/bekrafta", policy.ConfirmReset, t.confirm)
	t.providerRoutes(rt)
}

func (t site) providerRoutes(rt *web.Router) {
	for _, by := range t.senders() {
		way := "/" + by.issuer().way
		rt.Handle("GET "+signInPath+way, policy.OpenPage, t.visitTo(by, toSignIn))
		rt.Handle("GET "+provePath+way, policy.ProveIdentity, t.visitTo(by, toProve))
		rt.Handle("GET "+ownPath+way, policy.ChangeSignIn, t.visitToLink(by))
	}
	if t.Provider != nil {
		rt.Handle("GET "+answerPath, policy.OpenPage, t.comeBack)
	}
	if t.SAML != nil {
		t.samlRoutes(rt)
	}
	if len(t.senders()) > 0 {
		rt.Handle("POST "+ownPath+"/leverantor/{means}/ta-bort", policy.ChangeSignIn, t.endOwnIdentity)
		rt.Handle("POST /admin/konton/{id}/inloggning", policy.LinkIdentity, t.link)
		rt.Handle("POST /admin/konton/{id}/inloggning/{means}/ta-bort", policy.LinkIdentity, t.unlink)
	}
}

func (t site) ownRoutes(rt *web.Router) {
	rt.Handle("GET "+ownPath, policy.ReadSignIn, t.ownPage)
	rt.Handle("GET "+ownPath+"/nyckel", policy.ChangeSignIn, t.addKeyPage)
	rt.Handle("POST "+ownPath+"/nyckel", policy.ChangeSignIn, t.addKey)
	rt.Handle("POST "+ownPath+"/nyckel/{means}/ta-bort", policy.ChangeSignIn, t.endKey)
	rt.Handle("GET "+ownPath+"/kod", policy.ChangeSignIn, t.addCodePage)
	rt.Handle("POST "+ownPath+"/kod", policy.ChangeSignIn, t.addCode)
	rt.Handle("POST "+ownPath+"/kod/ta-bort", policy.ChangeSignIn, t.endCode)
	rt.Handle("POST "+ownPath+"/reservkoder", policy.ChangeSignIn, t.newCodes)
}

// Ways are the buttons on the sign-in page.
func (s *Service) Ways(r *web.Request, till string) []ui.Button {
	q := "?" + url.Values{"till": {till}}.Encode()
	var out []ui.Button
	if s.party(r.Origin()) != nil {
		out = append(out, ui.Button{Label: r.Say(language.T("Logga in med inloggningsnyckel", "Sign in with a passkey")), Href: keyPath + q, Kind: ui.Secondary})
	}
	for _, each := range s.senders() {
		i := each.issuer()
		out = append(out, ui.Button{Label: r.Say(language.T("Logga in med %s", "Sign in with %s").With(i.name)), Href: signInPath + "/" + i.way + q, Kind: ui.Secondary})
	}
	return out
}

// Second asks for a one-time code after a right password, where the account has an app for them.
func (s *Service) Second(r *web.Request, a account.Account, to string) (web.Response, bool, error) {
	asks, err := s.asksCode(r.Context(), a.ID)
	if err != nil || !asks {
		return web.Response{}, false, err
	}
	begun, err := s.begin(toSignIn, a.ID, to)
	if err != nil {
		return web.Response{}, false, err
	}
	p, err := s.hand(r, web.Redirect(codePath), withCode, begun)
	return p, true, err
}

// onward is where the person was going, else their first page.
func (t site) onward(till string) string {
	if till = web.LocalPath(till); till == "/" || strings.HasPrefix(till, "/logga-in") || strings.HasPrefix(till, provePath) {
		return t.home
	}
	return till
}

func narrow(f *ui.Frame) { f.Narrow = true }

// place is a page above another, for the way here.
type place struct {
	title language.Text
	path  string
}

func crumbs(r *web.Request, here language.Text, above ...place) func(*ui.Frame) {
	return func(f *ui.Frame) {
		for _, p := range above {
			f.Crumbs = append(f.Crumbs, ui.Link{Label: r.Say(p.title), Href: p.path})
		}
		f.Crumbs = append(f.Crumbs, ui.Link{Label: r.Say(here)})
	}
}

func mine() []place {
	return []place{{language.T("Mitt konto", "My account"), "/konto"}, {titleOwn, ownPath}}
}

// keyAsked is what a device is asked.
type keyAsked struct {
	action, kind, options, till, label string
	look                               ui.ButtonKind
	named                              bool
	name, wrong                        string
}

// proved leads on whoever has shown who they are, with a new secret for their session.
func (t site) proved(r *web.Request, attempts, till string, heldBack bool) (web.Response, error) {
	if err := r.SignedIn(attempts); err != nil {
		return web.Response{}, err
	}
	p, err := r.Renew(t.onward(till))
	if heldBack {
		return p.Message(ui.Warn, errHeld.Text), err
	}
	return p.Message(ui.Good, language.T("Du har legitimerat dig. Det gäller i tio minuter.", "You have shown who you are. It holds for ten minutes.")), err
}

// attemptsOf is what attempts are counted by for an account: as few as at the sign-in.
func attemptsOf(id string) string { return "means " + id }
