package ui

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"samsyn/internal/language"
)

// site serves the components and a sample front page as web will: with the strict policy, whose breaches it collects.
type site struct {
	*httptest.Server
	mu       sync.Mutex
	breaches []string
}

func newSite(t *testing.T) *site {
	t.Helper()
	if err := Ready(); err != nil {
		t.Fatal(err)
	}
	s := &site{}
	mux := http.NewServeMux()
	mux.Handle("GET "+AssetPath, http.StripPrefix(AssetPath, http.FileServerFS(Files())))
	mux.HandleFunc("POST /breach", func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.breaches = append(s.breaches, string(body))
	})
	s.page(mux, "/komponenter", ComponentsPage)
	front := frontPage(t)
	s.page(mux, "/{$}", func(l language.Lang) templ.Component { return front })
	s.page(mux, "/lista", nil)
	s.page(mux, "/hem", dayPage)
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func (s *site) page(mux *http.ServeMux, path string, body func(language.Lang) templ.Component) {
	mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
		lang := language.Lang(r.FormValue("lang"))
		w.Header().Set("Content-Security-Policy", "default-src 'self'; report-uri /breach")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path == "/lista" {
			body = func(l language.Lang) templ.Component { return liveList(l, r.FormValue("q")) }
		}
		frame := sampleFrame(lang)
		if r.URL.Path == "/hem" {
			frame = staffFrame(lang)
		}
		if err := Page(frame, body(lang)).Render(r.Context(), w); err != nil {
			panic(err)
		}
	})
}

func sampleFrame(lang language.Lang) Frame {
	f := Frame{Lang: lang, Title: "Samsyn", SwitchHref: "?lang=en", Demo: true, SignIn: "/komponenter", Nav: []NavItem{{"Översikt", "/", true}, {"Kommuner", "/", false}, {"Granskning", "/", false}, {"Öppna data", "/", false}, {"Om Samsyn", "/", false}}}
	f.Footer = []Link{{"Tillgänglighet", "/"}, {"Behandling av personuppgifter", "/"}, {"Öppna data", "/"}, {"Så räknar vi", "/"}}
	return f
}

// frontPage is the map of the real 290 with invented states, beside the number that it shows.
func frontPage(t *testing.T) templ.Component {
	m := sample{language.Swedish}.tileMap()
	m.States = []TileState{{"in", "gäller", Solid}, {"talks", "förhandlas", Hatched}, {"none", "saknas", Hollow}}
	m.Text = "29 kommuner saknar en gällande överenskommelse; 17 av dem förhandlar. En ruta är en kommun. Bokstäverna är länsbokstäver."
	all := places(t)
	for i := range m.Tiles {
		tl := &m.Tiles[i]
		tl.Name, tl.Facts = all[tl.Code].name, []string{"Gäller till 2028-06-30", "AF svarade i tid: 88 % (n 132)"}
		tl.Short = string([]rune(tl.Name)[:3])
		if tl.State != "none" && tl.State != "talks" {
			tl.State = "in"
		}
	}
	find := Form{Lang: language.Swedish, ID: "find", Action: "/", Method: "get", Inline: true, Fields: []Field{{Kind: SuggestField, Name: "kommun", Label: "Kommun", Hint: "Skriv namn eller kod, till exempel Åmål eller 1492."}}, Submit: Button{Label: "Visa"}}
	left := Join(BigNumber("261", "av 290 kommuner", "har en gällande överenskommelse om samverkan med Arbetsförmedlingen. Läget 2026-03-02."),
		withBody(Section("hitta", "Hitta din kommun"), FormOf(find)), withBody(Section("siffror", "Senaste siffrorna"), TableOf(figures())))
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return withBody(Halves(), Split(left, TileMapOf(m))).Render(ctx, w)
	})
}

func figures() Table {
	t := Table{Caption: "Mått", Columns: []Column{{Label: "Mått", RowHeader: true}, {Label: "Utfall", Number: true}, {Label: "Underlag", Number: true}}, Note: Text("Ingen uppgift är inte noll.")}
	for _, r := range [][3]string{{"Arbetsförmedlingen svarade kommunerna i tid", "84 %", "12 480 frågor"}, {"Mediantid till svar, båda riktningar", "1,6 arbetsdagar", "20 395 frågor"}} {
		t.Rows = append(t.Rows, Row{Cells: []templ.Component{A("#", r[0]), Strong(r[1]), Muted(r[2])}})
	}
	return t
}

func withBody(outer, inner templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return outer.Render(templ.WithChildren(ctx, inner), w)
	})
}

func liveList(lang language.Lang, q string) templ.Component {
	f := Form{Lang: lang, ID: "filter", Action: "/lista", Method: "get", Inline: true, Live: "list", Submit: Button{Label: "Filtrera"}, Fields: []Field{{Kind: SearchField, Name: "q", Label: "Sök", Value: q}}}
	return Join(FormOf(f), templ.Raw(`<div id="list">`+templ.EscapeString(q)+`</div>`))
}

func browser(t *testing.T) context.Context {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(t.TempDir()))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	ctx, done := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(done)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank"), call(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})); err != nil {
		t.Fatalf("no browser could be started; install chromium: %v", err)
	}
	return ctx
}

// A page that must hold in every width: no fault of accessibility, no sideways scroll, nothing the policy blocks.
func TestPagesInABrowser(t *testing.T) {
	s, ctx := newSite(t), browser(t)
	axe, err := os.ReadFile("../../node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("the accessibility engine is missing; run `make assets`: %v", err)
	}
	for _, path := range []string{"/komponenter?lang=sv", "/komponenter?lang=en", "/?lang=sv", "/hem"} {
		for _, width := range []int64{320, 768, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				name := fmt.Sprintf("%s %d %s", path, width, scheme)
				do(t, ctx, colours(scheme), chromedp.EmulateViewport(width, 900), chromedp.Navigate(s.URL+path))
				keepPicture(t, ctx, name)
				checkPage(t, ctx, name, string(axe))
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range s.breaches {
		t.Errorf("the policy was broken: %s", b)
	}
}

// call is a command of the browser's protocol as an action.
func call[P any](cmd cdp.Command[P, cdp.Empty], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, cmd, params)
		return err
	})
}

func colours(scheme string) chromedp.Action[chromedp.Void] {
	return call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

func eval(t *testing.T, ctx context.Context, js string) string {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[string](js, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

const runAxe = `axe.run(document,{runOnly:["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]}).then(r=>JSON.stringify(
	r.violations.map(v=>v.id+": "+v.nodes.slice(0,4).map(n=>n.target+" "+n.failureSummary.slice(0,300)).join(" | "))))`

const tooWide = `JSON.stringify([...document.querySelectorAll("body *")].filter(e=>e.getBoundingClientRect().right>innerWidth+1&&!e.closest(".ds-sr-only,thead,svg")).slice(0,5).map(e=>e.tagName+"."+e.className).concat(
	document.documentElement.scrollWidth>innerWidth?["scrolls "+document.documentElement.scrollWidth]:[]))`

func checkPage(t *testing.T, ctx context.Context, name, axe string) {
	t.Helper()
	eval(t, ctx, axe+";''")
	for _, js := range []string{runAxe, tooWide} {
		var faults []string
		if err := json.Unmarshal([]byte(eval(t, ctx, js)), &faults); err != nil {
			t.Fatal(err)
		}
		for _, f := range faults {
			t.Errorf("%s: %s", name, f)
		}
	}
}

// keepPicture writes what the page looks like into the folder SAMSYN_PICTURES, if it is given.
func keepPicture(t *testing.T, ctx context.Context, name string) {
	dir := os.Getenv("SAMSYN_PICTURES")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, fileName(name)+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}

func fileName(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '/' || r == '?' || r == ' ' || r == '=' {
			out[i] = '-'
		}
	}
	return string(out)
}

const narrow = `JSON.stringify(getComputedStyle(document.querySelector(".s-table-8, .s-table-5").querySelector("tr td")).display)`

// The map by keyboard: one tab stop, arrows move, letters search, the tip says the name.
func TestMapByKeyboard(t *testing.T) {
	s, ctx := newSite(t), browser(t)
	do(t, ctx, chromedp.EmulateViewport(320, 700), chromedp.Navigate(s.URL+"/"))
	if got := eval(t, ctx, `String(document.querySelectorAll(".s-tile[tabindex='0']").length)`); got != "1" {
		t.Errorf("%s tiles are in the tab order, want 1", got)
	}
	if got := eval(t, ctx, `String(Math.min(...[...document.querySelectorAll(".s-tile path")].map(p=>p.getBoundingClientRect().width))>=12)`); got != "true" {
		t.Error("a tile is narrower than 12 px")
	}
	eval(t, ctx, `document.querySelector(".s-tile[tabindex='0']").focus(),""`)
	const focused = `document.activeElement.dataset.code+" "+document.querySelector(".s-tip").textContent.split("\n")[0].split(" · ").at(-1)+" "+!document.querySelector(".s-tip").hidden`
	for _, step := range []struct{ keys, want string }{
		{"", "2584 Kiruna true"}, {kb.ArrowRight, ""}, {"ludv", "2085 Ludvika true"}, {kb.ArrowDown, ""}, {kb.ArrowUp, ""}, {kb.Home, "2584 Kiruna true"},
	} {
		before := eval(t, ctx, focused)
		if step.keys != "" {
			do(t, ctx, chromedp.KeyEvent(step.keys))
		}
		got := eval(t, ctx, focused)
		if step.want != "" && got != step.want {
			t.Errorf("after %q: %s, want %s", step.keys, got, step.want)
		}
		if step.want == "" && got == before {
			t.Errorf("%q did not move from %s", step.keys, before)
		}
	}
	do(t, ctx, chromedp.KeyEvent("ludv"))
	keepPicture(t, ctx, "map-focus-320")
	do(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(s.URL+"/"))
	eval(t, ctx, `document.querySelector("[data-code='2085']").focus(),""`)
	keepPicture(t, ctx, "map-focus-1280")
}

// Without script the menu opens, every tile is a link with its name, and rows are blocks on a narrow screen.
func TestWithoutScript(t *testing.T) {
	s, ctx := newSite(t), browser(t)
	do(t, ctx, call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}),
		chromedp.EmulateViewport(320, 700), chromedp.Navigate(s.URL+"/komponenter"))
	if got := eval(t, ctx, narrow); got != `"flex"` {
		t.Errorf("cells are shown as %s on a narrow screen", got)
	}
	if got := eval(t, ctx, `String(document.querySelectorAll(".s-tile[href] > title").length)`); got != "290" {
		t.Errorf("%s tiles are links with a name", got)
	}
	const shown = `String(document.querySelector(".s-menu nav a").checkVisibility())`
	if got := eval(t, ctx, shown); got != "false" {
		t.Error("the menu is open before it was asked for")
	}
	do(t, ctx, chromedp.Click(".s-menu > summary"))
	if got := eval(t, ctx, shown); got != "true" {
		t.Error("the menu does not open without script")
	}
	keepPicture(t, ctx, "menu-320")
}

// A live filter renews its list and the address without a new page.
func TestLiveFilter(t *testing.T) {
	s, ctx := newSite(t), browser(t)
	do(t, ctx, chromedp.Navigate(s.URL+"/lista"))
	eval(t, ctx, `window.here="still",document.querySelector("[name=q]").focus(),""`)
	do(t, ctx, chromedp.KeyEvent("abc"+kb.Tab))
	for range 40 {
		if eval(t, ctx, `document.querySelector("#list").textContent.trim()+location.search+String(window.here)`) == "abc?q=abcstill" {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Error(eval(t, ctx, `document.querySelector("#list").textContent+location.search+String(window.here)`))
}

// Where the reader has chosen the colours, states still part by fill.
func TestForcedColours(t *testing.T) {
	s, ctx := newSite(t), browser(t)
	do(t, ctx, call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}}),
		chromedp.EmulateViewport(1280, 900), chromedp.Navigate(s.URL+"/komponenter"))
	keepPicture(t, ctx, "forced")
	const fills = `(()=>{const f=c=>getComputedStyle(document.querySelector(".s-tile."+c+" path")).fill;return String(f("s-fill-solid")!==f("s-fill-hollow"))})()`
	if eval(t, ctx, fills) != "true" {
		t.Error("filled and hollow tiles look alike")
	}
}

// The skip link shows when it has the focus; J and K go through the rows of a list.
func TestKeysOnAList(t *testing.T) {
	s, ctx := newSite(t), browser(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(s.URL+"/hem"), chromedp.KeyEvent(kb.Tab))
	if got := eval(t, ctx, `String(document.activeElement.hash+(document.activeElement.getBoundingClientRect().height>=24))`); got != "#maintrue" {
		t.Errorf("the first tab stop is %s", got)
	}
	keepPicture(t, ctx, "skip-link")
	do(t, ctx, chromedp.KeyEvent("jjk"))
	if got := eval(t, ctx, `document.activeElement.textContent`); got != "Finns en aktuell handlingsplan?" {
		t.Errorf("j, j, k led to %q", got)
	}
	do(t, ctx, chromedp.KeyEvent("j"))
	keepPicture(t, ctx, "list-focus")
}
