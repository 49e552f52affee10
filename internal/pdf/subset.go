package pdf

import (
	"encoding/binary"
	"errors"
	"slices"

	"golang.org/x/image/font/sfnt"
)

// The tables of a TrueType font that a CIDFontType2 in a PDF needs (ISO 32000-1, 9.9), in the order of their tags.
var keptTables = []string{"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"}

var errFont = errors.New("pdf: the font file is not of the expected form")

// subset gives the font with the outlines of unused glyphs blanked. Glyph ids stay, so that character codes are
// glyph ids (Identity-H) and nothing is renumbered.
func subset(ttf []byte, used []sfnt.GlyphIndex) ([]byte, error) {
	tables, err := tablesOf(ttf)
	if err != nil {
		return nil, err
	}
	if err := blank(tables, used); err != nil {
		return nil, err
	}
	return fontFile(tables), nil
}

// tablesOf reads the kept tables of a font.
func tablesOf(ttf []byte) (map[string][]byte, error) {
	if len(ttf) < 12 {
		return nil, errFont
	}
	tables := map[string][]byte{}
	n := int(binary.BigEndian.Uint16(ttf[4:]))
	for i := range n {
		if len(ttf) < 28+16*i {
			return nil, errFont
		}
		entry := ttf[12+16*i:]
		at, size := int(binary.BigEndian.Uint32(entry[8:])), int(binary.BigEndian.Uint32(entry[12:]))
		if at+size > len(ttf) {
			return nil, errFont
		}
		if tag := string(entry[:4]); slices.Contains(keptTables, tag) {
			tables[tag] = slices.Clone(ttf[at : at+size])
		}
	}
	if len(tables["head"]) < 54 || len(tables["loca"]) < 4 {
		return nil, errFont
	}
	return tables, nil
}

// blank rewrites glyf and loca so that only the used glyphs, and the parts that they are composed of, have outlines.
func blank(tables map[string][]byte, used []sfnt.GlyphIndex) error {
	offsets := offsetsOf(tables)
	glyf := tables["glyf"]
	if offsets[len(offsets)-1] > len(glyf) {
		return errFont
	}
	keep := map[int]bool{0: true}
	for _, g := range used {
		keepWhole(int(g), glyf, offsets, keep)
	}
	var out []byte
	moved := make([]int, len(offsets))
	for g := 0; g+1 < len(offsets); g++ {
		moved[g] = len(out)
		if keep[g] {
			out = append(out, glyf[offsets[g]:offsets[g+1]]...)
			for len(out)%4 != 0 {
				out = append(out, 0)
			}
		}
	}
	moved[len(moved)-1] = len(out)
	tables["glyf"] = out
	putOffsets(tables, moved)
	return nil
}

// long tells whether glyph offsets are whole 32-bit numbers, or 16-bit halves.
func long(tables map[string][]byte) bool { return binary.BigEndian.Uint16(tables["head"][50:]) == 1 }

func offsetsOf(tables map[string][]byte) []int {
	loca := tables["loca"]
	var out []int
	if long(tables) {
		for ; len(loca) >= 4; loca = loca[4:] {
			out = append(out, int(binary.BigEndian.Uint32(loca)))
		}
		return out
	}
	for ; len(loca) >= 2; loca = loca[2:] {
		out = append(out, 2*int(binary.BigEndian.Uint16(loca)))
	}
	return out
}

func putOffsets(tables map[string][]byte, offsets []int) {
	var loca []byte
	for _, o := range offsets {
		if long(tables) {
			loca = binary.BigEndian.AppendUint32(loca, uint32(o))
		} else {
			loca = binary.BigEndian.AppendUint16(loca, uint16(o/2))
		}
	}
	tables["loca"] = loca
}

// Flags of a component of a composite glyph (OpenType, table glyf).
const (
	argsAreWords   = 1 << 0
	haveScale      = 1 << 3
	moreComponents = 1 << 5
	haveXYScale    = 1 << 6
	haveTwoByTwo   = 1 << 7
)

// keepWhole marks a glyph and the glyphs it is composed of.
func keepWhole(g int, glyf []byte, offsets []int, keep map[int]bool) {
	if g < 0 || g+1 >= len(offsets) || keep[g] {
		return
	}
	keep[g] = true
	data := glyf[offsets[g]:offsets[g+1]]
	if len(data) < 10 || int16(binary.BigEndian.Uint16(data)) >= 0 {
		return
	}
	for data = data[10:]; len(data) >= 4; {
		flags := binary.BigEndian.Uint16(data)
		keepWhole(int(binary.BigEndian.Uint16(data[2:])), glyf, offsets, keep)
		if flags&moreComponents == 0 {
			return
		}
		data = data[min(componentSize(flags), len(data)):]
	}
}

// componentSize is the length in bytes of one component's record.
func componentSize(flags uint16) int {
	size := 6
	if flags&argsAreWords != 0 {
		size += 2
	}
	switch {
	case flags&haveScale != 0:
		size += 2
	case flags&haveXYScale != 0:
		size += 4
	case flags&haveTwoByTwo != 0:
		size += 8
	}
	return size
}
