package agreement

import (
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/sheet"
)

// entry is one agreement of a file with the rows that make it: several when it binds several boards or municipalities.
type entry struct {
	a     Agreement
	lines []line
}

// group puts the lines of each agreement together: those with the same agreement_id, else those of one municipality
// with the same template and first day. Lines of one agreement must say the same about it.
func (r *reader) group(lines []line) []entry {
	at := map[string]int{}
	var out []entry
	for _, l := range lines {
		key := l.key()
		i, started := at[key]
		if !started {
			at[key] = len(out)
			out = append(out, entry{a: l.a, lines: []line{l}})
			continue
		}
		if r.fits(out[i], l) {
			out[i].lines = append(out[i].lines, l)
		}
	}
	for i := range out {
		out[i].a.Parties = out[i].parties()
		out[i].a.Key = out[i].a.NaturalKey(out[i].lines[0].sourceID)
	}
	return out
}

func (l line) key() string {
	one := l.a
	one.Parties = []Party{{Municipality: l.code}}
	return one.NaturalKey(l.sourceID)
}

// fits tells whether a further line can belong to the agreement, and says why not.
func (r *reader) fits(e entry, l line) bool {
	first := e.lines[0]
	for _, other := range e.lines {
		if other.code == l.code && other.board == l.board {
			r.wrong(l.row, colCode, duplicateRow.With(r.known.places[l.code], other.row))
			return false
		}
	}
	for _, c := range []struct {
		column string
		same   bool
	}{
		{colStatus, first.a.Standing == l.a.Standing}, {fieldKind, first.a.Kind == l.a.Kind},
		{fieldSigned, first.a.Signed == l.a.Signed}, {fieldFrom, first.a.From == l.a.From}, {fieldTo, first.a.To == l.a.To},
		{fieldTerminated, first.a.Terminated == l.a.Terminated}, {fieldRegistryAF, first.dnrAF == l.dnrAF},
		{fieldSource, first.a.Source == l.a.Source}, {colPDF, first.pdf == "" || l.pdf == "" || first.pdf == l.pdf},
	} {
		if !c.same {
			r.wrong(l.row, c.column, otherThanFirst.With(first.row))
			return false
		}
	}
	return true
}

// parties are those bound; a municipality's party without an authority is the board bound when none is named.
func (e entry) parties() []Party {
	out := []Party{{Authority: directory.PES, RegistryNumber: e.lines[0].dnrAF}}
	for _, l := range e.lines {
		out = append(out, Party{Authority: l.board, Municipality: l.code, RegistryNumber: l.dnr})
	}
	return out
}

// check holds each agreement against the rules and puts what is wrong at the row and column where it stands.
func (r *reader) check(entries []entry, today calendar.Date) {
	for _, e := range entries {
		for _, p := range e.a.check(today) {
			column := p.Field
			if !r.table.Knows(column) {
				column = colCode
			}
			r.wrong(e.lines[0].row, column, p.Text)
		}
	}
}

// beside tells what a file of this shape must be told, or must not, beside its rows.
func (in Input) beside(t *sheet.Table) []fault.Problem {
	dated, told := t.Knows(fieldFrom), !in.From.IsZero() || !in.To.IsZero()
	switch {
	case dated && told:
		return []fault.Problem{fault.Field("from", datesTwice)}
	case !dated && in.From.IsZero():
		return []fault.Problem{fault.Field("from", needDates)}
	case !in.To.IsZero() && in.To.Before(in.From):
		return []fault.Problem{fault.Field("to", toBeforeFrom)}
	case !dated && t.Knows(fieldTo):
		return []fault.Problem{fault.Cell(1, t.HeadingOf(fieldTo), toWithoutFrom)}
	}
	return nil
}

var (
	duplicateRow   = language.T("%s står redan på rad %d med samma mall och första dag. Ta bort en av raderna", "%s already stands on row %d with the same template and first day. Remove one of the rows")
	otherThanFirst = language.T("raden säger annat än rad %d om samma överenskommelse. Gör dem lika", "the row says something else than row %d about the same agreement. Make them alike")
	needDates      = language.T("filen har inga datum. Ange första dagen (--from) och sista dagen (--to) som alla rader gäller, eller lägg till kolumnerna valid_from och valid_to", "the file has no dates. Give the first day (--from) and the last day (--to) for all rows, or add the columns valid_from and valid_to")
	datesTwice     = language.T("filen har egna datum i kolumnen valid_from. Ta bort --from och --to", "the file has dates of its own in the column valid_from. Leave out --from and --to")
	toWithoutFrom  = language.T("filen har sista dag men ingen första dag. Lägg till kolumnen valid_from", "the file has last days but no first days. Add the column valid_from")
)
