package e2e

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"samsyn/internal/language"
)

// hands are how somebody uses the pages.
type hands string

const (
	mouse      hands = "mouse"
	keyboard   hands = "keyboard"
	scriptless hands = "no-script"
)

// reader is a person at a browser window: what they do is said in the words that stand on the page.
type reader struct {
	*window
	lang  language.Lang
	hands hands
	story string
	keys  int // pressed so far
	aims  int // how often the pointer was led to something and pressed
}

// types presses keys.
func (r *reader) types(keys string) {
	r.t.Helper()
	r.keys += utf8.RuneCountInString(keys)
	r.do(chromedp.KeyEvent(keys))
}

// clicks what is meant.
func (r *reader) clicks() {
	r.t.Helper()
	r.aims++
	x, y := r.middle()
	r.do(chromedp.MouseClickXY(x, y))
}

// asEverybody tells a story in both languages, with the mouse, by keyboard alone and with script off. Stories are told
// beside each other, as many at a time as the machine has cores; none meets what another changes.
func asEverybody(t *testing.T, story string, tell func(r *reader)) {
	t.Parallel()
	for _, lang := range []language.Lang{language.Swedish, language.English} {
		for _, how := range []hands{mouse, keyboard, scriptless} {
			t.Run(fmt.Sprintf("%s/%s", lang, how), func(t *testing.T) {
				r := &reader{window: open(t), lang: lang, hands: how, story: fmt.Sprintf("%s-%s-%s", story, lang, how)}
				r.scripts(how != scriptless)
				r.visit("/?lang=" + string(lang))
				tell(r)
				r.quiet("at the end")
			})
		}
	}
}

func (r *reader) say(sv, en string) string { return language.T(sv, en).In(r.lang) }

// namesOf finds what can be pressed or filled in by the words that stand at it. A word alone is enough where it begins
// the name.
const helpers = `
const tidy=s=>(s||"").replace(/[\s\u00a0]+/g," ").trim();
const shown=e=>e.checkVisibility({visibilityProperty:true})&&!e.closest("[inert]");
const best=(all,name,want)=>{const left=all.filter(shown);return left.find(e=>name(e)===want)||left.find(e=>name(e).startsWith(want))||left.find(e=>name(e).includes(want))};
const pressable=want=>best([...document.querySelectorAll("main a,main button,main summary,a,button,summary,input[type=submit]")],e=>tidy(e.getAttribute("aria-label")||e.textContent||e.value),want);
const within=id=>want=>best([...document.querySelectorAll("#"+id+" button,#"+id+" a")],e=>tidy(e.textContent),want);
const leading=end=>[...document.querySelectorAll("main a")].filter(shown).find(e=>e.pathname.endsWith(end));
const fillable=want=>{const l=best([...document.querySelectorAll("label")],e=>tidy(e.textContent),want);return l&&l.control};
const lists=want=>[...document.querySelectorAll("label")].filter(e=>shown(e)&&tidy(e.textContent).startsWith(want)).map(e=>e.control).filter(e=>e&&e.options);
const offering=option=>want=>lists(want).find(e=>[...e.options].some(o=>o.text.startsWith(option)));
const following=last=>want=>lists(want).find(e=>last.compareDocumentPosition(e)&Node.DOCUMENT_POSITION_FOLLOWING);
`

// target finds an element and remembers it as what is meant.
func (r *reader) target(find, words string) {
	r.t.Helper()
	js := fmt.Sprintf(`(()=>{%s const e=%s(%s);window.meant=e;if(!e)return "";e.scrollIntoView({block:"center",behavior:"instant"});return "found"})()`, helpers, find, quoted(words))
	for range 60 {
		if r.eval(js) == "found" {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	r.t.Fatalf("%q is not on the page %s:\n%.1500s", words, r.eval("location.pathname"), r.text())
}

func quoted(s string) string {
	b, _ := json.Marshal(s) // a text is always JSON
	return string(b)
}

// text is what stands on the page.
func (r *reader) text() string {
	return r.eval(`document.body.innerText.replace(/\u00a0/g," ")`)
}

// rows are what stands in the page's list.
func (r *reader) rows() string {
	return r.eval(`document.querySelector("main table")?.innerText ?? ""`)
}

// sees fails unless the words stand on the page, soon.
func (r *reader) sees(words string) {
	r.t.Helper()
	for range 200 {
		if strings.Contains(r.text(), words) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	r.t.Fatalf("%q does not stand on %s:\n%.2500s", words, r.eval("location.pathname"), r.text())
}

// waitsFor work that goes on by itself. A page without scripts is asked again by its reader.
func (r *reader) waitsFor(words string) {
	r.t.Helper()
	for range 40 {
		if r.hands != scriptless || strings.Contains(r.text(), words) {
			break
		}
		time.Sleep(250 * time.Millisecond)
		r.presses(r.say("Uppdatera", "Refresh"))
	}
	r.sees(words)
}

// comesTo moves to what is meant: with the pointer, or with the tab key until it has the focus. On a page just opened the
// way goes by the link that skips the header.
func (r *reader) comesTo(words string) {
	r.t.Helper()
	if r.hands != keyboard {
		return
	}
	for tabs := 0; tabs < 700; {
		switch left := r.stopsLeft(); left {
		case "there":
			r.showsFocus(words)
			return
		case "skip":
			r.types(kb.Enter)
			tabs++
		default:
			n, _ := strconv.Atoi(left) // the page gives a number
			r.types(strings.Repeat(kb.Tab, max(1, n-2)))
			tabs += max(1, n-2)
		}
	}
	r.t.Fatalf("%q cannot be reached with the tab key", words)
}

// stopsLeft is how many stops of the tab key are left to what is meant, where that can be told; "there" when it has the
// focus, and "skip" when the focus is on the link past the header, and that leads nearer.
func (r *reader) stopsLeft() string {
	r.t.Helper()
	return r.eval(`(()=>{` + helpers + `const to=window.meant;let at=document.activeElement;
	if(at===to)return "there";
	if(at.matches("a.ds-skip-link[href='#main']")&&to.closest("main"))return "skip";
	if(at===document.body)at=location.hash&&document.getElementById(location.hash.slice(1));
	if(!at)return "1";
	const groups=new Set(),stops=[...document.querySelectorAll("a[href],button,input:not([type=hidden]),select,textarea,summary")].filter(e=>{
		if(!shown(e)||e.disabled||e.tabIndex<0||!(at.compareDocumentPosition(e)&Node.DOCUMENT_POSITION_FOLLOWING))return false;
		if(e.type!=="radio"||e===to)return true;
		if(groups.has(e.name))return false;
		return groups.add(e.name)});
	return String(stops.indexOf(to)+1)})()`)
}

// showsFocus fails when nothing shows where the focus is.
func (r *reader) showsFocus(words string) {
	r.t.Helper()
	const marked = `(()=>{for(let e=document.activeElement,n=0;e&&n<3;e=e.parentElement,n++){const s=getComputedStyle(e);if(s.outlineStyle!=="none"&&parseFloat(s.outlineWidth)>0||s.boxShadow!=="none")return "yes"}return ""})()`
	if r.eval(marked) == "" {
		r.t.Errorf("nothing shows that the focus is on %q", words)
	}
}

// presses a link, a button or a summary, and waits for the page that follows, if one does.
func (r *reader) presses(words string) {
	r.t.Helper()
	r.press("pressable", words)
}

// unfolds a part of the page that may be folded.
func (r *reader) unfolds(words string) {
	r.t.Helper()
	r.target("pressable", words)
	if r.eval(`String(window.meant.closest("details").open)`) == "false" {
		r.presses(words)
	}
}

// sends the form of that id with its button, where a link of the same words leads to the form.
func (r *reader) sends(form, words string) {
	r.t.Helper()
	r.press("within("+quoted(form)+")", words)
}

// lacks fails when the words stand on the page.
func (r *reader) lacks(words string) {
	r.t.Helper()
	if strings.Contains(r.text(), words) {
		r.t.Errorf("%q stands on %s", words, r.eval("location.pathname"))
	}
}

// goesTo follows the link to an address that ends so, where the same words stand on many links.
func (r *reader) goesTo(end string) {
	r.t.Helper()
	r.press("leading", end)
}

func (r *reader) press(find, words string) {
	r.t.Helper()
	r.target(find, words)
	leads := r.eval(`window.meant.matches("summary,button[type=button],[href^='#']")?"":"yes"`) == "yes"
	r.comesTo(words)
	r.eval(`window.before="yes",""`)
	switch {
	case r.hands == keyboard:
		r.types(kb.Enter)
	default:
		r.clicks()
	}
	if leads {
		r.arrives(words)
	}
}

func (r *reader) middle() (x, y float64) {
	r.t.Helper()
	const js = `(()=>{const b=[...window.meant.getClientRects()][0];return (b.left+Math.min(b.width/2,40))+" "+(b.top+b.height/2)})()`
	if _, err := fmt.Sscan(r.eval(js), &x, &y); err != nil {
		r.t.Fatal(err)
	}
	return x, y
}

// arrives waits until another page is there.
func (r *reader) arrives(words string) {
	r.t.Helper()
	for range 200 {
		// Between two pages there is nothing to ask.
		state, err := chromedp.Run(r.ctx, chromedp.Evaluate[string](`(window.before||"")+document.readyState`))
		if err == nil && state == "complete" {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	r.t.Fatalf("no page followed on %q; still at %s:\n%.1500s", words, r.eval("location.href"), r.text())
}

// writes fills in a field in place of what stands there.
func (r *reader) writes(label, value string) {
	r.t.Helper()
	r.target("fillable", label)
	r.comesTo(label)
	if r.hands != keyboard {
		r.clicks()
	}
	r.eval(`window.meant.select&&window.meant.select(),""`)
	r.do(chromedp.KeyEvent(kb.Delete))
	r.types(value)
	if got := r.eval(`window.meant.value`); got != value {
		r.t.Errorf("%q holds %q, not %q", label, got, value)
	}
}

// ticks a box or a choice that is not ticked.
func (r *reader) ticks(label string) {
	r.t.Helper()
	r.target("fillable", label)
	if r.eval(`String(window.meant.checked)`) == "true" {
		return
	}
	if r.hands == keyboard && r.eval(`window.meant.type`) == "radio" {
		r.arrows(label)
		return
	}
	r.comesTo(label)
	if r.hands == keyboard {
		r.types(" ")
	} else {
		r.clicks()
	}
	if r.eval(`String(window.meant.checked)`) != "true" {
		r.t.Errorf("%q is not ticked", label)
	}
}

// arrows goes to a group of choices with the tab key and to one of them with the arrows.
func (r *reader) arrows(label string) {
	r.t.Helper()
	r.eval(`window.wanted=window.meant,window.meant=document.querySelector("input[name='"+CSS.escape(window.wanted.name)+"']:checked")||window.wanted.form.elements[window.wanted.name][0],""`)
	r.comesTo(label)
	for range 30 {
		if r.eval(`String(window.wanted.checked)`) == "true" {
			return
		}
		r.types(kb.ArrowDown)
	}
	r.t.Errorf("%q cannot be chosen with the arrows", label)
}

// chooses one of the options of the first list of that name that has it.
func (r *reader) chooses(label, option string) {
	r.t.Helper()
	r.target("offering("+quoted(option)+")", label)
	r.chooseMeant(label, option)
}

// choosesNext is chooses for the first list of that name after what was used last.
func (r *reader) choosesNext(label, option string) {
	r.t.Helper()
	r.target("following(window.meant)", label)
	r.chooseMeant(label, option)
}

func (r *reader) chooseMeant(label, option string) {
	r.t.Helper()
	r.comesTo(label)
	chosen := func() string { return r.eval(`window.meant.selectedOptions[0].text`) }
	if r.hands == keyboard {
		r.types(kb.Home)
		for range 40 {
			if strings.HasPrefix(chosen(), option) {
				break
			}
			r.types(kb.ArrowDown)
		}
	} else {
		r.aims += 2 // the list and its option, which the browser draws outside the page
		r.eval(fmt.Sprintf(`(()=>{const o=[...window.meant.options].find(o=>o.text.startsWith(%s));if(!o)return "";window.meant.value=o.value;window.meant.dispatchEvent(new Event("change",{bubbles:true}));return ""})()`, quoted(option)))
	}
	if got := chosen(); !strings.HasPrefix(got, option) {
		r.t.Errorf("%q holds %q, not %q", label, got, option)
	}
}

// attaches a file. The browser's own window for choosing one cannot be used by a test.
func (r *reader) attaches(label, path string) {
	r.t.Helper()
	r.target("fillable", label)
	r.comesTo(label)
	id := r.eval(`window.meant.id`)
	r.do(chromedp.SetUploadFiles("#"+id, []string{path}))
}

// signsIn as one of the cast.
func (r *reader) signsIn(name string) {
	r.t.Helper()
	if name == jobSeeker {
		r.visit(doorOf(name))
		r.presses(r.say("Logga in som den arbetssökande ", "Sign in as the job seeker ") + name)
		r.sees(r.say("Vem ansvarar för vad", "Who is responsible for what"))
		return
	}
	r.presses(r.say("Logga in", "Sign in"))
	r.presses(r.say("Logga in som ", "Sign in as ") + name)
	r.sees(r.say("Min dag", "My day"))
}

// n is a number as text.
func n(i int) string { return strconv.Itoa(i) }
