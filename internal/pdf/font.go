package pdf

import (
	"fmt"
	"maps"
	"slices"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gobolditalic"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is one of the four styles of the typeface.
type face uint8

const (
	regular face = iota
	bold
	italic
	boldItalic
	faces
)

// faceOf chooses the style of a span.
func faceOf(isBold, isItalic bool) face {
	f := regular
	if isBold {
		f |= bold
	}
	if isItalic {
		f |= italic
	}
	return f
}

// typeface is one font while a document is made: it measures, and remembers which glyphs were used for what.
type typeface struct {
	name string
	ttf  []byte
	font *sfnt.Font
	buf  sfnt.Buffer
	upem float64
	used map[sfnt.GlyphIndex]rune // the lowest character drawn with the glyph

	divides bool // a word is divided in it
}

func newTypeface(name string, ttf []byte) (*typeface, error) {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, fmt.Errorf("pdf: font %s: %w", name, err)
	}
	return &typeface{name: name, ttf: ttf, font: f, upem: float64(f.UnitsPerEm()), used: map[sfnt.GlyphIndex]rune{}}, nil
}

// index finds the glyph of a character; 0 when the font has none.
func (t *typeface) index(r rune) sfnt.GlyphIndex {
	g, err := t.font.GlyphIndex(&t.buf, r)
	if err != nil {
		return 0
	}
	return g
}

// advance is how far a glyph moves the pen, in thousandths of the font size.
func (t *typeface) advance(g sfnt.GlyphIndex) float64 {
	a, err := t.font.GlyphAdvance(&t.buf, g, fixed.Int26_6(t.font.UnitsPerEm()), font.HintingNone)
	if err != nil {
		return 0
	}
	return float64(a) * 1000 / t.upem
}

// use notes that a glyph is drawn for a character.
func (t *typeface) use(g sfnt.GlyphIndex, r rune) {
	if had, ok := t.used[g]; !ok || r < had {
		t.used[g] = r
	}
}

// glyphs are the used glyphs in order.
func (t *typeface) glyphs() []sfnt.GlyphIndex { return slices.Sorted(maps.Keys(t.used)) }

// typesetter holds the four fonts of one document.
type typesetter struct{ fonts [faces]*typeface }

func newTypesetter() (*typesetter, error) {
	sources := [faces]struct {
		name string
		ttf  []byte
	}{
		regular:    {"GoRegular", goregular.TTF},
		bold:       {"GoBold", gobold.TTF},
		italic:     {"GoItalic", goitalic.TTF},
		boldItalic: {"GoBoldItalic", gobolditalic.TTF},
	}
	t := &typesetter{}
	for i, s := range sources {
		f, err := newTypeface(s.name, s.ttf)
		if err != nil {
			return nil, err
		}
		t.fonts[i] = f
	}
	return t, nil
}
