package signin_test

import (
	"context"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/policy"
	"samsyn/internal/signin"
)

// window is a real browser with a device that holds passkeys.
type window struct {
	t      *testing.T
	ctx    context.Context
	base   string
	device webauthn.AuthenticatorID
}

func openWindow(t *testing.T, h *house) *window {
	t.Helper()
	server := httptest.NewServer(h.router)
	t.Cleanup(server.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	alloc, end := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(end)
	ctx, end := chromedp.NewContext(alloc)
	t.Cleanup(end)
	ctx, end = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(end)
	w := &window{t: t, ctx: ctx, base: "http://localhost:" + server.URL[strings.LastIndexByte(server.URL, ':')+1:]}
	w.do(chromedp.Navigate("about:blank"))
	call(w, webauthn.Enable, webauthn.EnableParams{})
	w.device = call(w, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: webauthn.AuthenticatorProtocolCtap2, Ctap2version: webauthn.Ctap2versionCtap21, Transport: webauthn.AuthenticatorTransportInternal,
		HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true}}).AuthenticatorID
	return w
}

func call[P, R any](w *window, cmd cdp.Command[P, R], params P) (out R) {
	w.t.Helper()
	w.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) (err error) {
		out, err = cdp.Call(ctx, tab, cmd, params)
		return err
	}))
	return out
}

func (w *window) do(actions ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, actions...); err != nil {
		w.t.Fatalf("NO BROWSER COULD BE USED; on Debian: apt-get install chromium\n%v", err)
	}
}

func (w *window) eval(js string) string {
	w.t.Helper()
	v, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](js, chromedp.EvalAwaitPromise))
	if err != nil {
		w.t.Fatalf("%.200s: %v", js, err)
	}
	return v
}

func (w *window) visit(path string) {
	w.t.Helper()
	w.do(chromedp.Navigate(w.base + path))
}

// until waits for the page to be what is wanted.
func (w *window) until(js string) {
	w.t.Helper()
	for range 100 {
		ok, err := chromedp.Run(w.ctx, chromedp.Evaluate[bool](js))
		if err == nil && ok { // an error is a page that goes over into the next
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	w.t.Fatalf("never came to %s; at %s: %s", js, w.eval("location.href"), w.eval("document.querySelector('main').innerText"))
}

// press fills a form's fields and presses its button, as a person does.
func (w *window) press(form string, fields ...string) {
	w.t.Helper()
	for i := 0; i+1 < len(fields); i += 2 {
		w.eval("document.querySelector(`" + form + " [name=" + fields[i] + "]`).value = `" + fields[i+1] + "`; ''")
	}
	w.eval("document.querySelector(`" + form + " button[type=submit]`).click(); ''")
}

func (w *window) at(path string) string {
	return "location.pathname == '" + path + "' && document.readyState == 'complete'"
}

const runAxe = `axe.run(document,{runOnly:["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]}).then(r=>
	r.violations.map(v=>v.id+": "+v.nodes.slice(0,4).map(n=>n.target+" "+n.failureSummary.slice(0,300)).join(" | ")).join("\n"))`

// accessible runs the accessibility engine on the page that is open.
func (w *window) accessible() {
	w.t.Helper()
	engine, err := os.ReadFile("../../node_modules/axe-core/axe.min.js")
	if err != nil {
		w.t.Fatalf("the engine is not there: npm ci\n%v", err)
	}
	w.eval(string(engine) + ";''")
	if wrong := w.eval(runAxe); wrong != "" {
		w.t.Errorf("%s: %s", w.eval("location.pathname"), wrong)
	}
}

const keyFormOf = "form[data-passkey]"

func TestAPasskeyInARealBrowser(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite), nil)
	w := openWindow(t, h)
	w.visit("/logga-in")
	w.press("form#logga-in", "user_name", "karin.dahlberg", "password", password)
	w.until(w.at("/konto"))

	w.visit("/konto/inloggning/nyckel")
	w.until(w.at("/legitimera"))
	w.accessible()
	w.press("form#losenord", "password", password)
	w.until(w.at("/konto/inloggning/nyckel"))
	w.accessible()
	w.press(keyFormOf, "name", "Tjänstedatorn")
	w.until(w.at("/konto/inloggning") + " && document.body.innerText.includes('Tjänstedatorn')")
	if n := h.noted(policy.ChangeSignIn, h.karin.ID); n != 1 {
		t.Errorf("%d additions are noted", n)
	}

	w.accessible()
	w.visit("/konto/inloggning/kod")
	w.accessible()
	w.visit("/legitimera?till=/konto/losenord")
	w.accessible()
	w.press(keyFormOf)
	w.until(w.at("/konto/losenord"))
	karin := h.browser()
	if p, ok := karin.fresh(); !ok || p.Method != signin.ByPasskey {
		t.Errorf("got %+v %v", p, ok)
	}

	w.visit("/konto")
	w.press("form[action='/logga-ut']")
	w.until("location.pathname == '/'")
	w.visit("/logga-in/nyckel?till=/konto/inloggning")
	w.accessible()
	w.press(keyFormOf) // no user name is asked for
	w.until(w.at("/konto/inloggning"))
	if p, ok := karin.fresh(); !ok || p.Method != signin.ByPasskey {
		t.Errorf("got %+v %v", p, ok)
	}

	bogus := true
	call(w, webauthn.SetResponseOverrideBits, webauthn.SetResponseOverrideBitsParams{AuthenticatorID: w.device, IsBogusSignature: &bogus})
	h.Clock.Advance(20 * time.Minute)
	w.visit("/legitimera?till=/konto/losenord")
	w.press(keyFormOf)
	w.until("document.body.innerText.includes('could not be used')")
	if _, ok := karin.fresh(); ok {
		t.Error("a false signature is a proof")
	}
	if n := h.noted(signin.ActionProveFailed, h.karin.ID); n != 1 {
		t.Errorf("%d failures are noted", n)
	}

	call(w, webauthn.SetUserVerified, webauthn.SetUserVerifiedParams{AuthenticatorID: w.device, IsUserVerified: false})
	w.visit("/legitimera?till=/konto/losenord")
	w.press(keyFormOf)
	w.until("!document.querySelector('[data-passkey-fault]').hidden") // without the finger nothing is sent
}

func TestAPasskeysAnswerHoldsOnceAndInItsBrowser(t *testing.T) {
	h := furnish(t, dbtest.Open(t, db.SQLite), nil)
	b := h.browser()
	b.get("/logga-in/nyckel").want(200, "data-passkey")
	b.post("/logga-in/nyckel", "svar", `{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{}}`).want(422, "gick inte att använda")
	h.browser().post("/logga-in/nyckel", "svar", "{}").want(422, "annan webbläsare")
	b.post("/logga-in/nyckel", "svar", "").want(422)
	b.post("/logga-in/nyckel", "svar", strings.Repeat("x", 30_000)).want(422)
}
