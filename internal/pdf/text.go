package pdf

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

// Characters that mean something to line breaking.
const (
	softHyphen    = '\u00AD'
	noBreakSpace  = '\u00A0'
	noBreakHyphen = '\u2011'
	zeroSpace     = '\u200B'
	replacement   = '\uFFFD'
)

// opportunity tells whether a line may end after a glyph.
type opportunity uint8

const (
	never opportunity = iota
	atSpace
	after
	atSoftHyphen
	mustBreak
)

// glyph is one character set in one style.
type glyph struct {
	char   rune
	face   face
	index  sfnt.GlyphIndex
	width  float64 // thousandths of the font size; 0 for what is not drawn
	brk    opportunity
	actual string // what the glyph stands for, when the font has no glyph of its own for it
	link   *target
}

// target is where a link leads; its structure element is made when the first piece of it is drawn.
type target struct {
	address string
	text    string
	element *element
}

// glyphs sets text in glyphs, one space between words. Characters that steer (tabs, directions, joiners) go; a
// character without a glyph is drawn as U+FFFD and still read and copied as itself.
func (t *typesetter) glyphs(text Rich, base face) []glyph {
	var gs []glyph
	for _, s := range text {
		link := targetOf(s)
		f := base | faceOf(s.Bold, s.Italic)
		for _, r := range norm.NFC.String(strings.ToValidUTF8(s.Text, string(replacement))) {
			if g, ok := t.glyph(plain(r), f); ok && !(g.brk == atSpace && endsWithSpace(gs)) {
				g.link = link
				gs = append(gs, g)
			}
		}
	}
	markInside(gs)
	return gs
}

func targetOf(s Span) *target {
	u, err := url.Parse(s.Link)
	if err != nil {
		return nil
	}
	switch u.Scheme {
	case "http", "https", "mailto":
		return &target{address: u.String(), text: s.Text}
	}
	return nil
}

// plain folds characters that mean the same to a line of text.
func plain(r rune) rune {
	switch r {
	case '\t', '\r':
		return ' '
	case '\u2028', '\u2029':
		return '\n'
	case '\u202F', '\u2007':
		return noBreakSpace
	}
	return r
}

func (t *typesetter) glyph(r rune, f face) (glyph, bool) {
	switch r {
	case '\n':
		return glyph{char: r, face: f, brk: mustBreak}, true
	case zeroSpace:
		return glyph{char: r, face: f, brk: after}, true
	case softHyphen:
		return glyph{char: r, face: f, brk: atSoftHyphen}, true
	case noBreakHyphen:
		g := t.drawn('-', f)
		g.char = r
		return g, true
	}
	if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
		return glyph{}, false
	}
	g := t.drawn(r, f)
	if r == ' ' {
		g.brk = atSpace
	}
	return g, true
}

// drawn finds the glyph of a character and notes its use. A hyphen has the shape of the soft hyphen: the fonts' own
// is made for program text, as wide as a dash.
func (t *typesetter) drawn(r rune, f face) glyph {
	font := t.fonts[f]
	g := glyph{char: r, face: f, index: font.index(r)}
	if r == '-' {
		g.index = font.index(softHyphen)
	}
	shown := r
	if g.index == 0 {
		shown, g.actual = replacement, string(r)
		g.index = font.index(replacement)
	}
	g.width = font.advance(g.index)
	font.use(g.index, shown)
	return g
}

// hyphen is what is drawn where a word is divided. It looks like a hyphen and reads as a soft hyphen, so that the
// word is still found whole.
func (t *typesetter) hyphen(like glyph) glyph {
	g := t.drawn('-', like.face)
	g.char, g.link = softHyphen, like.link
	t.fonts[like.face].divides = true
	return g
}

func endsWithSpace(gs []glyph) bool {
	return len(gs) == 0 || gs[len(gs)-1].brk == atSpace || gs[len(gs)-1].brk == mustBreak
}

// markInside lets a line end after a hyphen between letters and after a slash before a letter or a digit.
func markInside(gs []glyph) {
	for i := 0; i+1 < len(gs); i++ {
		next := gs[i+1].char
		switch gs[i].char {
		case '-':
			if i > 0 && unicode.IsLetter(gs[i-1].char) && unicode.IsLetter(next) {
				gs[i].brk = after
			}
		case '/':
			if unicode.IsLetter(next) || unicode.IsDigit(next) {
				gs[i].brk = after
			}
		}
	}
}
