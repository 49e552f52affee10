package pdf

// widths shares the body's width between the columns: each gets the width of its longest word as far as that is
// possible, and the rest by how much text it holds.
func (t Table) widths(set *typesetter) []float64 {
	n := len(t.Columns)
	whole, least := make([]float64, n), make([]float64, n)
	see := func(i int, text Rich, s style) {
		w, p := natural(set.glyphs(text, s.face), s.size)
		whole[i], least[i] = max(whole[i], w+2*cellPad+0.1), max(least[i], p+2*cellPad+0.1)
	}
	for i, c := range t.Columns {
		see(i, Text(c.Title), headStyle)
	}
	for _, r := range t.Rows {
		for i, text := range r {
			s := cellStyle
			if t.RowHeaders && i == 0 {
				s = headStyle
			}
			see(i, text, s)
		}
	}
	return share(whole, least, bodyWidth)
}

// share divides a width: what all want when there is room, else the least and a part of the rest each.
func share(whole, least []float64, width float64) []float64 {
	sumWhole, sumLeast := sum(whole), sum(least)
	out := make([]float64, len(whole))
	for i := range out {
		switch {
		case sumWhole <= width:
			out[i] = whole[i] + (width-sumWhole)*whole[i]/sumWhole
		case sumLeast <= width && sumWhole > sumLeast:
			out[i] = least[i] + (width-sumLeast)*(whole[i]-least[i])/(sumWhole-sumLeast)
		default:
			out[i] = width * least[i] / sumLeast
		}
	}
	return out
}

func sum(vs []float64) float64 {
	s := 0.0
	for _, v := range vs {
		s += v
	}
	return s
}
