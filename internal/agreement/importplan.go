package agreement

import (
	"slices"

	"samsyn/internal/language"
	"samsyn/internal/sheet"
)

// planned is what a file makes of one agreement.
type planned struct {
	entry
	outcome sheet.Outcome
	before  Agreement // when there was one
	after   Agreement
	fields  []string // those that change
}

// plan holds the entries against the register. What the file has no column for stays as it is registered.
func (r *reader) plan(entries []entry, register []Agreement) []planned {
	by := make(map[string]Agreement, 2*len(register))
	for _, a := range register {
		by[a.Key], by["id:"+a.ID] = a, a // what was exported comes back with our own id
	}
	out := make([]planned, len(entries))
	for i, e := range entries {
		out[i] = planned{entry: e, outcome: sheet.Added, after: r.known.resolve(e.a)}
		before, registered := by[e.a.Key]
		if !registered {
			if !r.table.Knows(fieldSource) {
				out[i].after.Source = r.in.origin()
			}
			continue
		}
		out[i].before = before
		out[i].after = r.merge(before, out[i].after)
		out[i].fields = before.differs(out[i].after)
		out[i].outcome = sheet.Changed
		if len(out[i].fields) == 0 {
			out[i].outcome = sheet.Unchanged
		}
	}
	return out
}

// resolve puts the executive board where no board was named, as far as it is in the directory already.
func (k known) resolve(a Agreement) Agreement {
	a.Parties = slices.Clone(a.Parties)
	for i, p := range a.Parties {
		if p.Authority == "" {
			a.Parties[i].Authority = k.executives[p.Municipality]
		}
	}
	return a
}

// clashes finds what the file would make overlap, in itself or with the register.
func (r *reader) clashes(plans []planned, register []Agreement) {
	all := make([]Agreement, 0, len(plans)+len(register))
	touched := map[string]bool{}
	for _, p := range plans {
		all = append(all, p.after)
		touched[p.before.ID] = true
	}
	for _, a := range register {
		if !touched[a.ID] {
			all = append(all, a)
		}
	}
	for _, o := range Overlaps(all) {
		mine, other := o.B, o.A
		if mine >= len(plans) {
			mine, other = other, mine
		}
		if mine >= len(plans) || plans[mine].outcome == sheet.Unchanged && other >= len(plans) {
			continue // it stood in the register before
		}
		place := r.known.places[o.Municipality]
		if other < len(plans) {
			r.wrong(plans[mine].rowOf(o.Municipality), fieldFrom, overlapsRow.With(place, o.Days, plans[other].rowOf(o.Municipality)))
			continue
		}
		r.wrong(plans[mine].rowOf(o.Municipality), fieldFrom, overlapsRegister.With(place, all[other].Period()))
	}
}

// rowOf is the row that names the municipality.
func (e entry) rowOf(code string) int {
	for _, l := range e.lines {
		if l.code == code {
			return l.row
		}
	}
	return e.lines[0].row
}

var (
	overlapsRow      = language.T("%s skulle ha två överenskommelser samtidigt (%s), här och på rad %d. Låt den ena sluta innan den andra börjar", "%s would have two agreements at once (%s), here and on row %d. Let one end before the other begins")
	overlapsRegister = language.T("%s har redan en överenskommelse i registret som gäller %s. Avsluta den först, eller ändra datumen", "%s already has an agreement in the register in force %s. End it first, or change the dates")
)
