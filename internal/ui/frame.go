package ui

import (
	"strings"

	"samsyn/internal/language"
)

// Link is a place to go and the words that say where.
type Link struct {
	Label string
	Href  string
}

// NavItem is one way in the main menu.
type NavItem struct {
	Label   string
	Href    string
	Current bool // the reader is on this page or below it
}

// User is who is signed in, as the header shows it.
type User struct {
	Name  string // "Maja Öberg (Demo)"
	Place string // "Af Dalarna"
	Href  string // the user's own page, if any
}

// Message is said once at the top of a page, after something was done.
type Message struct {
	Level Level
	Text  string
}

// Frame is what surrounds a page: everything that is the same whatever the page is about. Texts are in Lang.
type Frame struct {
	Lang       language.Lang
	Title      string // the page's own title; " · Samsyn" is added
	Path       string // path and query of this page
	SwitchHref string // where the language link leads; empty means no link
	Nav        []NavItem
	User       *User  // nil when nobody is signed in
	SignIn     string // path of the sign-in page; shown when User is nil
	SignOut    string // path that a form posts to; shown when User is set
	Demo       bool
	DemoText   string // said after "Demo."; empty gives the usual sentence
	Crumbs     []Link // the last one is this page and may lack Href
	Messages   []Message
	Footer     []Link
	Secrecy    *Band  // the band of a page with personal data
	Narrow     bool   // one thing per page: forms and texts, in a narrow column
	Canonical  string // address of this page for those who cite it; optional

	// Of a page in a language beside the two of the house.
	Tongue string                          // its code, "ar"; empty for a page in Lang
	Dir    string                          // "rtl" for one that is written from right to left
	Said   func(text language.Text) string // the frame's own words in it; empty for what is said in Lang
}

// documentTitle is the title that the browser shows.
func (f Frame) documentTitle() string {
	if f.Title == "" || f.Title == "Samsyn" {
		return "Samsyn"
	}
	return f.Title + " · Samsyn"
}

// word is one of the frame's own words.
func (f Frame) word(text language.Text) string {
	if f.Said != nil {
		if said := f.Said(text); said != "" {
			return said
		}
	}
	return text.In(f.Lang)
}

func (f Frame) lang() string {
	if f.Tongue != "" {
		return f.Tongue
	}
	if f.Lang == language.English {
		return "en"
	}
	return "sv"
}

func (f Frame) otherLang() string {
	if f.Lang == language.English {
		return "sv"
	}
	return "en"
}

func (f Frame) demoText() string {
	if f.DemoText != "" {
		return f.DemoText
	}
	return say.demoMore.In(f.Lang)
}

// onOneRow is how many ways of the menu stand on its row beside who is signed in, at 1280 pixels; the others are behind a
// fold.
const onOneRow = 6

// firstWays are the ways of the menu that stand on its row.
func (f Frame) firstWays() []NavItem {
	if len(f.Nav) <= onOneRow+1 {
		return f.Nav
	}
	return f.Nav[:onOneRow]
}

// moreWays are the ways behind the fold; never a single one, which has room on the row.
func (f Frame) moreWays() []NavItem { return f.Nav[len(f.firstWays()):] }

func (f Frame) mainClass() string {
	if f.Narrow {
		return "s-main s-narrow"
	}
	return "s-main"
}

// classes joins class names, leaving out the empty ones.
func classes(names ...string) string {
	kept := names[:0:0]
	for _, n := range names {
		if n != "" {
			kept = append(kept, n)
		}
	}
	return strings.Join(kept, " ")
}

// when gives s if ok, else nothing.
func when(ok bool, s string) string {
	if ok {
		return s
	}
	return ""
}
