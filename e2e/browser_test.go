package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is one for all tests; each test has a window of its own in it, with cookies of its own.
var browser = sync.OnceValues(startBrowser)

func startBrowser() (context.Context, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(filepath.Join(theDemo.dir, "browser")), // taken away with the demo
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("hide-scrollbars", true))
	alloc, end := chromedp.NewExecAllocator(context.Background(), options...)
	theDemo.guests = append(theDemo.guests, end)
	ctx, end := chromedp.NewContext(alloc)
	theDemo.guests = append(theDemo.guests, end)
	return ctx, chromedp.Do(ctx, chromedp.Navigate("about:blank"))
}

// window is a browser window in which everything that goes wrong is collected.
type window struct {
	t     *testing.T
	ctx   context.Context
	at    string // the address of the demo that is visited
	mu    sync.Mutex
	noise []string // what the browser complained of since it was last asked
}

func open(t *testing.T) *window {
	t.Helper()
	return openAt(t, theDemo.url)
}

func openAt(t *testing.T, url string) *window {
	t.Helper()
	whole, err := browser()
	if err != nil {
		t.Fatalf("NO BROWSER COULD BE STARTED; on Debian: apt-get install chromium\n%v", err)
	}
	ctx, cancel := chromedp.NewContext(whole, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	ctx, done := context.WithTimeout(ctx, 60*time.Minute)
	t.Cleanup(done)
	w := &window{t: t, ctx: ctx, at: url}
	w.do(chromedp.Navigate("about:blank"))
	if err := chromedp.Listen(ctx, w.hear); err != nil {
		t.Fatal(err)
	}
	w.do(call(runtime.Enable, cdp.Empty{}), call(log.Enable, cdp.Empty{}),
		call(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}), w.width(1280))
	return w
}

// hear collects errors of scripts, of the policy and of the network.
func (w *window) hear(ev any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := ev.(type) {
	case *runtime.EventExceptionThrown:
		w.noise = append(w.noise, fmt.Sprintf("exception: %+v", e.ExceptionDetails))
	case *log.EventEntryAdded:
		refused := strings.Contains(e.Entry.Text, "status of 422") // a form with a fault in it
		if !refused && (e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning) {
			w.noise = append(w.noise, string(e.Entry.Source)+": "+e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

// quiet fails when the browser complained, but for what is expected here, and forgets it.
func (w *window) quiet(where string) {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, n := range w.noise {
		w.t.Errorf("%s: the browser complains: %s", where, n)
	}
	w.noise = nil
}

func (w *window) do(actions ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, actions...); err != nil {
		w.t.Fatal(err)
	}
}

// eval gives the value of an expression as text.
func (w *window) eval(js string) string {
	w.t.Helper()
	v, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](js, chromedp.EvalAwaitPromise))
	if err != nil {
		w.t.Fatalf("%.200s: %v", js, err)
	}
	return v
}

// strings gives the value of an expression that is a list of texts.
func (w *window) strings(js string) (all []string) {
	w.t.Helper()
	if err := json.Unmarshal([]byte(w.eval("JSON.stringify("+js+")")), &all); err != nil {
		w.t.Fatal(err)
	}
	return all
}

func (w *window) width(px int64) chromedp.Action[chromedp.Void] {
	return chromedp.EmulateViewport(px, 900)
}

// scripts turns the page's own scripts off or on.
func (w *window) scripts(on bool) {
	w.do(call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}))
}

// visit opens a page of the demo.
func (w *window) visit(path string) {
	w.t.Helper()
	w.do(chromedp.Navigate(w.at + path))
}

// call is a command of the browser's protocol as an action.
func call[P any](cmd cdp.Command[P, cdp.Empty], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, cmd, params)
		return err
	})
}

var axeText = sync.OnceValues(func() (string, error) {
	b, err := os.ReadFile("../node_modules/axe-core/axe.min.js")
	return string(b) + ";''", err
})

const runAxe = `axe.run(document,{resultTypes:["violations"],runOnly:["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]}).then(r=>JSON.stringify(
	r.violations.map(v=>v.id+": "+v.nodes.slice(0,4).map(n=>n.target+" "+n.failureSummary.slice(0,300)).join(" | "))))`

// accessible runs the accessibility engine on the page that is open; its scripts must be on.
func (w *window) accessible(where string) {
	w.t.Helper()
	axe, err := axeText()
	if err != nil {
		w.t.Fatalf("the accessibility engine is missing; run make: %v", err)
	}
	w.eval(axe)
	var faults []string
	if err := json.Unmarshal([]byte(w.eval(runAxe)), &faults); err != nil {
		w.t.Fatal(err)
	}
	for _, f := range faults {
		w.t.Errorf("%s: %s", where, f)
	}
}

// tooWide lists what sticks out of the window to the right. What scrolls within itself may.
const tooWide = `(()=>{const own=e=>{for(;e;e=e.parentElement)if(["auto","scroll","hidden","clip"].includes(getComputedStyle(e).overflowX)&&e!==document.body&&e!==document.documentElement)return true;return false};
	const out=[...document.querySelectorAll("body *")].filter(e=>e.getBoundingClientRect().right>innerWidth+1&&e.checkVisibility()&&!e.closest(".ds-sr-only,svg")&&!own(e.parentElement)).slice(0,4).map(e=>e.tagName+"."+e.className+" "+e.textContent.trim().slice(0,40));
	return document.documentElement.scrollWidth>innerWidth?out.concat(["the page scrolls sideways: "+document.documentElement.scrollWidth]):out})()`

// fits fails when the page that is open is wider than the window.
func (w *window) fits(where string) {
	w.t.Helper()
	for _, f := range slices.Compact(w.strings(tooWide)) {
		w.t.Errorf("%s: %s", where, f)
	}
}
