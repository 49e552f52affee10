package agreement

import (
	"cmp"
	"context"
	"slices"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/sheet"
)

// Copy is a PDF that came in a zip beside a list.
type Copy struct {
	Name   string
	FileID string     // once it is stored
	Print  file.Print // of its content
}

// id stands for the copy in what is planned, also before it is stored.
func (c Copy) id() string { return cmp.Or(c.FileID, string(c.Print)) }

// CopiesReport is what becomes of the PDF copies beside a list. It is empty when none came.
type CopiesReport struct {
	Given []GivenCopy       // each row that has one, in the file's order
	Loose []string          // names of copies that no row takes
	Bare  []sheet.RowReport // rows that have none, in the file's order
}

// GivenCopy is a row with its copy.
type GivenCopy struct {
	Row     int
	What    string // "0114 Upplands Väsby"
	Name    string
	By      Ground
	Outcome sheet.Outcome // Added, Changed when it takes another's place, Unchanged when the register has it
}

// Ground is why a copy was taken to be a row's.
type Ground string

// The grounds, the strongest first.
const (
	ByColumn   Ground = "column"   // the list names the file
	ByRegistry Ground = "registry" // the file's name has the row's registry number
	ByCode     Ground = "code"     // the file's name has the row's municipality code
)

// Label is the ground in words.
func (g Ground) Label() language.Text {
	switch g {
	case ByColumn:
		return language.T("listan", "the list")
	case ByRegistry:
		return language.T("diarienumret i namnet", "the registry number in the name")
	}
	return language.T("kommunkoden i namnet", "the municipality code in the name")
}

// Came tells whether any copies came.
func (r CopiesReport) Came() bool { return len(r.Given)+len(r.Loose) > 0 }

// Sentence sums the report up.
func (r CopiesReport) Sentence() language.Text {
	t := language.T
	return t("%s, %s, %s.", "%s, %s, %s.").With(
		language.Plural(len(r.Given), t("%d rad får en PDF", "%d row gets a PDF"), t("%d rader får en PDF", "%d rows get a PDF")),
		language.Plural(len(r.Bare), t("%d rad har ingen", "%d row has none"), t("%d rader har ingen", "%d rows have none")),
		language.Plural(len(r.Loose), t("%d PDF passar ingen rad och sparas inte", "%d PDF fits no row and is not saved"), t("%d PDF:er passar ingen rad och sparas inte", "%d PDFs fit no row and are not saved")))
}

// copied is which copy each planned agreement takes.
type copied struct {
	taken map[int]int    // number of the plan → number of the copy
	by    map[int]Ground // number of the plan → why
	free  map[int]bool   // numbers of the copies that nobody has taken
}

// copies gives the plans their copies: what the list names first, then what a copy's own name says.
func (r *reader) copies(plans []planned) error {
	if r.in.copies == nil {
		return nil
	}
	r.copied = copied{taken: map[int]int{}, by: map[int]Ground{}, free: map[int]bool{}}
	for i := range r.in.copies {
		r.copied.free[i] = true
	}
	r.named(plans)
	r.byName(plans)
	for i, c := range r.copied.taken {
		if err := plans[i].take(r.in.copies[c], r.same); err != nil {
			return err
		}
	}
	return nil
}

// take lets the agreement have the copy, unless it has one of the same content.
func (p *planned) take(c Copy, same func(Copy, string) (bool, error)) error {
	if p.before.Scan != "" {
		if alike, err := same(c, p.before.Scan); alike || err != nil {
			return err
		}
	}
	p.after.Scan = c.id()
	if p.outcome != sheet.Added {
		p.fields, p.outcome = p.before.differs(p.after), sheet.Changed
	}
	return nil
}

// named gives the copies that the list names.
func (r *reader) named(plans []planned) {
	at := map[string]int{}
	for i, c := range r.in.copies {
		at[folded(c.Name)] = i
	}
	owner := map[int]int{} // number of the copy → row that named it
	for i, p := range plans {
		for _, l := range p.lines {
			if l.pdf == "" {
				continue
			}
			c, have := at[folded(cleanName(l.pdf))]
			if !have {
				r.wrong(l.row, colPDF, noSuchCopy.With(l.pdf))
				continue
			}
			mine, has := r.copied.taken[i]
			other, taken := owner[c]
			switch {
			case has && mine != c:
				r.wrong(l.row, colPDF, otherThanFirst.With(p.lines[0].row))
				continue
			case taken && !has:
				r.wrong(l.row, colPDF, copyTwice.With(l.pdf, other))
				continue
			}
			owner[c] = l.row
			r.copied.taken[i], r.copied.by[i] = c, ByColumn
			delete(r.copied.free, c)
		}
	}
}

func cleanName(name string) string {
	if clean, err := file.Clean(name); err == nil {
		return clean
	}
	return name
}

// samePrint tells whether a copy is what is stored already.
func (s *Service) samePrint(ctx context.Context, q db.Reader) func(Copy, string) (bool, error) {
	return func(c Copy, stored string) (bool, error) {
		have, err := file.PrintOf(ctx, q, s.Trail.Keys(), stored)
		if fault.Is(err, fault.NotFound) {
			return false, nil
		}
		return have == c.Print, err
	}
}

// unstored tells whether an agreement is to have a copy that was not stored, since the register had that copy when the
// zip was read and has it no more.
func (r *reader) unstored(plans []planned) bool {
	for i, c := range r.copied.taken {
		if plans[i].copyOutcome() != sheet.Unchanged && r.in.copies[c].FileID == "" {
			return true
		}
	}
	return false
}

// copiesReport tells what is planned for the copies.
func (r *reader) copiesReport(plans []planned) (out CopiesReport) {
	if r.in.copies == nil {
		return out
	}
	for i, p := range plans {
		c, has := r.copied.taken[i]
		for _, l := range p.lines {
			if !has {
				if p.before.Scan == "" {
					out.Bare = append(out.Bare, sheet.RowReport{Row: l.row, What: r.about(l.row), Outcome: p.outcome})
				}
				continue
			}
			out.Given = append(out.Given, GivenCopy{l.row, r.about(l.row), r.in.copies[c].Name, r.copied.by[i], p.copyOutcome()})
		}
	}
	for i, c := range r.in.copies {
		if r.copied.free[i] {
			out.Loose = append(out.Loose, c.Name)
		}
	}
	slices.SortFunc(out.Given, func(a, b GivenCopy) int { return cmp.Compare(a.Row, b.Row) })
	slices.SortFunc(out.Bare, func(a, b sheet.RowReport) int { return cmp.Compare(a.Row, b.Row) })
	return out
}

func (p planned) copyOutcome() sheet.Outcome {
	switch {
	case p.before.Scan == "":
		return sheet.Added
	case p.before.Scan == p.after.Scan:
		return sheet.Unchanged
	}
	return sheet.Changed
}

var (
	registerMoved = language.T("Registret ändrades medan kopiorna lästes. Kör inläsningen igen.", "The register changed while the copies were read. Run the import again.")
	noSuchCopy    = language.T("det finns ingen fil %s i zip-filen. Rätta namnet, lägg filen i zip-filen eller lämna cellen tom", "there is no file %s in the zip. Correct the name, put the file in the zip or leave the cell empty")
	copyTwice     = language.T("%s står redan på rad %d, för en annan överenskommelse. Lägg en egen kopia för var och en i zip-filen", "%s already stands on row %d, for another agreement. Put a copy of its own for each in the zip")
)
