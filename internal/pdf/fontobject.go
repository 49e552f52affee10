package pdf

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// fonts writes the fonts that were used and names them for the pages.
func (w *writer) fonts(set *typesetter) (string, error) {
	var names strings.Builder
	for i, t := range set.fonts {
		if len(t.used) == 0 {
			continue
		}
		name := subsetTag(t.glyphs()) + "+" + t.name
		descendant, err := w.descendant(t, name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&names, "/F%d %d 0 R ", i, w.composite(name, descendant, t.used))
		if t.divides {
			hyphen := map[sfnt.GlyphIndex]rune{t.index(softHyphen): softHyphen}
			fmt.Fprintf(&names, "/S%d %d 0 R ", i, w.composite(name, descendant, hyphen))
		}
	}
	return names.String(), nil
}

// composite writes a font whose codes are glyph ids and which says what each of them reads as.
func (w *writer) composite(name string, descendant int, reads map[sfnt.GlyphIndex]rune) int {
	unicode := w.stream("", []byte(toUnicode(reads)))
	return w.add(fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H "+
		"/DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>", name, descendant, unicode))
}

// descendant writes the font file, its description and its widths.
func (w *writer) descendant(t *typeface, name string) (int, error) {
	used := t.glyphs()
	data, err := subset(t.ttf, used)
	if err != nil {
		return 0, err
	}
	file := w.stream(fmt.Sprintf("/Length1 %d", len(data)), data)
	descriptor, err := w.descriptor(t, name, file)
	if err != nil {
		return 0, err
	}
	return w.add(fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) "+
		"/Ordering (Identity) /Supplement 0>> /FontDescriptor %d 0 R /CIDToGIDMap /Identity /DW 1000 /W [%s]>>",
		name, descriptor, widthsOf(t, used))), nil
}

// subsetTag is six capitals that tell this subset from others of the same font.
func subsetTag(used []sfnt.GlyphIndex) string {
	sum := sha256.Sum256([]byte(fmt.Sprint(used)))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// nonsymbolic says that the font holds ordinary letters; slanted that they lean (ISO 32000-1, table 123).
const (
	nonsymbolic = 1 << 5
	slanted     = 1 << 6
)

func (w *writer) descriptor(t *typeface, name string, file int) (int, error) {
	em := fixed.Int26_6(t.font.UnitsPerEm())
	m, err := t.font.Metrics(&t.buf, em, font.HintingNone)
	if err != nil {
		return 0, fmt.Errorf("pdf: font %s: %w", t.name, err)
	}
	b, err := t.font.Bounds(&t.buf, em, font.HintingNone)
	if err != nil {
		return 0, fmt.Errorf("pdf: font %s: %w", t.name, err)
	}
	unit := func(v fixed.Int26_6) string { return num(float64(v) * 1000 / t.upem) }
	flags, angle, stem := nonsymbolic, "0", 80
	if strings.Contains(t.name, "Italic") {
		flags, angle = flags|slanted, num(t.font.PostTable().ItalicAngle)
	}
	if strings.Contains(t.name, "Bold") {
		stem = 140
	}
	return w.add(fmt.Sprintf("<</Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%s %s %s %s] /ItalicAngle %s "+
		"/Ascent %s /Descent %s /CapHeight %s /StemV %d /FontFile2 %d 0 R>>", name, flags,
		unit(b.Min.X), unit(-b.Max.Y), unit(b.Max.X), unit(-b.Min.Y), angle,
		unit(m.Ascent), unit(-m.Descent), unit(m.CapHeight), stem, file)), nil
}

func widthsOf(t *typeface, used []sfnt.GlyphIndex) string {
	var b strings.Builder
	for _, g := range used {
		fmt.Fprintf(&b, "%d [%s] ", g, num(t.advance(g)))
	}
	return strings.TrimSpace(b.String())
}

// toUnicode is the map from glyph ids to characters, in pieces of at most a hundred (ISO 32000-1, 9.10.3).
func toUnicode(reads map[sfnt.GlyphIndex]rune) string {
	used := slices.Sorted(maps.Keys(reads))
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for len(used) > 0 {
		n := min(len(used), 100)
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, g := range used[:n] {
			fmt.Fprintf(&b, "<%04X> <%s>\n", int(g), utf16Digits(string(reads[g])))
		}
		b.WriteString("endbfchar\n")
		used = used[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.String()
}
