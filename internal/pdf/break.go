package pdf

// line is what stands on one line.
type line struct {
	glyphs []glyph
	width  float64 // points, without a space at its end
}

// lines divides glyphs into lines no wider than width points at a font size: first fit, ragged to the right. A
// single word wider than the line is cut where it must be; a line holds at least one glyph.
func (t *typesetter) lines(gs []glyph, size, width float64) []line {
	b := breaker{set: t, glyphs: gs, size: size, limit: width * 1000 / size}
	for b.start < len(gs) {
		b.next()
	}
	return b.out
}

type breaker struct {
	set    *typesetter
	glyphs []glyph
	size   float64
	limit  float64 // thousandths of the font size
	start  int
	out    []line
}

// next finds where the line that begins at start ends, and takes it.
func (b *breaker) next() {
	width, best := 0.0, -1
	for i := b.start; i < len(b.glyphs); i++ {
		g := b.glyphs[i]
		if g.brk == mustBreak {
			b.take(i, i+1)
			return
		}
		width += g.width
		if width > b.limit && g.brk != atSpace {
			b.overflow(i, best)
			return
		}
		if b.mayEnd(g, width) {
			best = i + 1
		}
	}
	b.take(len(b.glyphs), len(b.glyphs))
}

// overflow ends the line at the best place before glyph i, or just before it when there is none.
func (b *breaker) overflow(i, best int) {
	switch {
	case best > b.start:
		b.take(best, best)
	case i > b.start:
		b.take(i, i)
	default:
		b.take(i+1, i+1)
	}
}

func (b *breaker) mayEnd(g glyph, width float64) bool {
	switch g.brk {
	case atSpace, after:
		return true
	case atSoftHyphen:
		font := b.set.fonts[g.face]
		return width+font.advance(font.index(softHyphen)) <= b.limit
	}
	return false
}

// take makes a line of start..end and begins the next at from, past spaces.
func (b *breaker) take(end, from int) {
	piece := b.glyphs[b.start:end]
	var l line
	for i, g := range piece {
		switch {
		case g.brk == atSoftHyphen && i == len(piece)-1 && end < len(b.glyphs) && from == end && b.mayEnd(g, measure(l.glyphs)):
			l.glyphs = append(l.glyphs, b.set.hyphen(g))
		case g.width > 0:
			l.glyphs = append(l.glyphs, g)
		}
	}
	b.start = from
	for b.start < len(b.glyphs) && b.glyphs[b.start].brk == atSpace {
		b.start++
	}
	if b.start >= len(b.glyphs) {
		l.glyphs = trimSpace(l.glyphs)
	}
	l.width = measure(trimSpace(l.glyphs)) * b.size / 1000
	b.out = append(b.out, l)
}

// trimSpace leaves out a space at the end.
func trimSpace(gs []glyph) []glyph {
	for len(gs) > 0 && gs[len(gs)-1].brk == atSpace {
		gs = gs[:len(gs)-1]
	}
	return gs
}

// measure is the width of glyphs in thousandths of the font size.
func measure(gs []glyph) float64 {
	w := 0.0
	for _, g := range gs {
		w += g.width
	}
	return w
}

// natural is the width in points of text on one line, and of its widest unbreakable piece.
func natural(gs []glyph, size float64) (whole, piece float64) {
	run, line := 0.0, 0.0
	for _, g := range gs {
		if g.brk == mustBreak {
			run, line = 0, 0
			continue
		}
		line += g.width
		if g.brk != atSpace {
			run += g.width
		}
		whole, piece = max(whole, line), max(piece, run)
		if g.brk != never {
			run = 0
		}
	}
	return whole * size / 1000, piece * size / 1000
}
