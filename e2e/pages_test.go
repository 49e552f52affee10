package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"samsyn/internal/dbtest/sample"
)

var widths = []int64{320, 768, 1280}

// main pages have their pictures taken in every run, at the widths at which they are looked at.
func isMain(kind string) bool {
	switch kind {
	case "/", "/oversikt", "/kommuner", "/kommun/{code}", "/overenskommelser", "/overenskommelser/{id}", "/overenskommelser/ny", "/overenskommelser/importera",
		"/hem", "/admin", "/admin/konton", "/admin/konton/nytt", "/admin/konton/{id}", "/admin/logg", "/logga-in", "/konto", "/data", "/om", "/api/v1":
		return true
	}
	return false
}

// TestEveryPage opens every kind of page that somebody can come to by links, once for each structure that it has for
// somebody. At 320 pixels each is looked through by the accessibility engine; the other widths, the other language,
// and further pages of a kind take their turn, a tenth at a time. A full run looks at all of these.
func TestEveryPage(t *testing.T) {
	t.Parallel()
	e := everyPage{seed: sample.Seed(t), kinds: map[string]bool{}, mains: map[uint64]bool{}, frames: map[uint64]bool{}, turns: map[uint64]bool{}}
	for _, name := range visitors() {
		began, looked := time.Now(), e.looked
		pages := append(been(t, name).pages, page{kind: "not-found", path: "/finns-inte", by: name, first: true})
		w := open(t)
		if name != "" {
			r := &reader{window: w, lang: "sv", hands: mouse}
			r.visit("/?lang=sv")
			r.signsIn(name)
		}
		for _, p := range pages {
			e.opens(w, p)
		}
		if name == jobSeeker {
			e.inArabic(w, pages)
		}
		t.Logf("as %q: %d looks in %.1f minutes", name, e.looked-looked, time.Since(began).Minutes())
	}
	t.Logf("%d kinds of pages, %d looks", len(e.kinds), e.looked)
}

// everyPage is how far a run has come.
type everyPage struct {
	seed          uint64
	looked        int
	kinds         map[string]bool
	mains, frames map[uint64]bool // structures that have been looked at
	turns         map[uint64]bool // those that have had their turn at the other widths
}

func (e *everyPage) opens(w *window, p page) {
	isNew, unlike := !e.kinds[p.kind], !e.mains[p.built.main] || !e.frames[p.built.frame]
	turn := !e.turns[p.built.main]
	for _, lang := range []string{"sv", "en"} {
		for _, width := range widths {
			must := width == 320 && lang == "sv" && p.first && (isNew || unlike)
			look := must || turn && sample.Tenth(e.seed, fmt.Sprint(p.kind, p.by, lang, width))
			picture := lang == "sv" && isNew && (isMain(p.kind) && look || sample.Full())
			if look {
				e.looked++
			}
			if look || picture {
				w.looksAt(p, lang, width, look, picture)
			}
		}
	}
	e.kinds[p.kind], e.turns[p.built.main] = true, true
	if p.first {
		e.mains[p.built.main], e.frames[p.built.frame] = true, true
	}
}

// inArabic looks at a job seeker's own pages from right to left, at 320 pixels.
func (e *everyPage) inArabic(w *window, pages []page) {
	w.t.Helper()
	w.visit("/mina-sidor?lang=sv")
	(&reader{window: w, lang: "sv", hands: mouse}).presses("العربية")
	w.do(w.width(320))
	for _, p := range pages {
		if !p.first || !strings.HasPrefix(p.path, "/mina-sidor") {
			continue
		}
		where := p.String() + " ar 320"
		w.visit(p.path)
		if dir := w.eval(`document.documentElement.dir+" "+document.documentElement.lang`); dir != "rtl ar" {
			w.t.Errorf("%s: the page is %q", where, dir)
		}
		w.fits(where)
		w.accessible(where)
		w.quiet(where)
		e.looked++
	}
}

func (w *window) looksAt(p page, lang string, width int64, look, picture bool) {
	w.t.Helper()
	where := fmt.Sprintf("%s %s %d", p, lang, width)
	w.do(w.width(width))
	w.visit(withLang(p.path, lang))
	if picture {
		w.photograph(fmt.Sprintf("%s-%d", fileName(p.kind), width))
	}
	w.fits(where)
	if look {
		w.accessible(where)
	}
	if p.kind != "not-found" {
		w.quiet(where)
		return
	}
	w.forget()
}

func (w *window) forget() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.noise = nil
}

func withLang(path, lang string) string {
	if strings.Contains(path, "?") {
		return path + "&lang=" + lang
	}
	return path + "?lang=" + lang
}

func fileName(kind string) string {
	name := strings.Trim(strings.NewReplacer("/", "-", "{id}", "x").Replace(kind), "-")
	if name == "" {
		return "start"
	}
	return name
}

const artifacts = "../artifacts"

// photograph leaves a picture of the whole page, or of its first window when it is higher than the browser can draw.
func (w *window) photograph(name string) {
	w.t.Helper()
	take := chromedp.FullScreenshot(100)
	if w.eval(`document.documentElement.scrollHeight>16000?"high":""`) == "high" {
		take = chromedp.CaptureScreenshot()
	}
	png, err := chromedp.Run(w.ctx, take)
	if err == nil {
		err = os.MkdirAll(artifacts, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(artifacts, name+".png"), png, 0o644)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// TestPicturesOfTheReadme takes the README's pictures, and with -update keeps them. They are the same each time.
func TestPicturesOfTheReadme(t *testing.T) {
	w := open(t)
	w.visit("/kommun/2085")
	agreement := w.eval(`new URL(document.querySelector("main a[href^='/overenskommelser/']").href).pathname`)
	w.visit(agreement)
	figure := w.eval(`document.querySelector("#utfall a[href*='/K9.1/utfall?']").getAttribute("href")`)
	for _, p := range []struct {
		name, path    string
		width, height int64
		scale         float64
	}{
		{"start", "/", 1280, 1500, 0.75}, {"kommun", "/kommun/2085", 1280, 840, 0.75}, {"start-320", "/", 320, 640, 1},
		{"loften", agreement, 1280, 900, 0.75}, {"utfall", figure, 1280, 900, 0.75},
	} {
		w.do(chromedp.EmulateViewport(p.width, p.height, chromedp.EmulateScale(p.scale)))
		w.visit(withLang(p.path, "sv"))
		png := w.still()
		if len(png) > 300<<10 {
			t.Errorf("%s is %d kB, more than 300", p.name, len(png)>>10)
		}
		path := filepath.Join("../docs/pictures", p.name+".png")
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, png, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := os.Stat(path); err != nil {
			t.Errorf("the README's picture is missing; take it with: go test ./e2e -run Pictures -update: %v", err)
		}
	}
}

// still is the page once it has come to rest: two pictures after each other are the same, byte for byte.
func (w *window) still() []byte {
	w.t.Helper()
	w.eval(`document.fonts.ready.then(()=>"")`)
	var last []byte
	for range 50 {
		png, err := chromedp.Run(w.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			w.t.Fatal(err)
		}
		if last != nil && bytes.Equal(png, last) {
			return png
		}
		last = png
		time.Sleep(100 * time.Millisecond)
	}
	w.t.Fatal("the page does not come to rest: no two pictures of it are the same")
	return nil
}
