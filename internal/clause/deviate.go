package clause

// Instead gives the deviations that stand in the place of a clause or a commitment, in order; none when the template's own
// words hold.
func (d Document) Instead(id string) []Deviation { return d.deviate(id, Replaces) }

// Besides gives the deviations that hold besides a clause or a commitment, in order.
func (d Document) Besides(id string) []Deviation { return d.deviate(id, Adds) }

// Left gives the deviations by which a clause or a commitment is left out.
func (d Document) Left(id string) []Deviation { return d.deviate(id, Omits) }

// Reads tells whether the template's own words of a clause or a commitment hold: nothing stands in their place, and they
// are not left out.
func (d Document) Reads(id string) bool { return len(d.Instead(id)) == 0 && !d.Omitted(id) }

func (d Document) deviate(id string, k DeviationKind) (out []Deviation) {
	for _, v := range d.DeviationsOn(id) {
		if v.Kind == k {
			out = append(out, v)
		}
	}
	return out
}
