package deviation

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
	"samsyn/internal/record"
)

// DocType is the document type of an authority's plan that its files of deviations belong to.
const DocType = "deviation"

// DocTypes are the document types of this room.
func DocTypes() []record.DocType {
	return []record.DocType{{Code: DocType, Name: language.T("avvikelser", "deviations")}}
}

// Room is what this room does for an authority's archive: when its file of a deviation is due, the file as a document, and
// its destruction. App gives it to record under FileKind.
func Room() record.Room {
	return record.Room{Closed: closed, Due: due, Pack: pack, Erase: erase}
}

// closed gives an authority's files of deviations that were over on or before a day, along the index of its list.
func closed(ctx context.Context, q db.Reader, authority, docType string, until calendar.Date, limit int) ([]record.Candidate, error) {
	if docType != DocType {
		return nil, nil
	}
	rows, err := db.All[folder](ctx, q, "SELECT "+folderColumns+` FROM deviation_side s WHERE s.authority_id = $1 AND s.box = 'over' AND s.order_at < $2
		AND s.side <> 'group' AND s.erased_at IS NULL ORDER BY s.order_at, s.deviation_id`+db.Limit(limit), authority, db.At(until.End()))
	out := make([]record.Candidate, len(rows))
	for i, f := range rows {
		out[i] = f.candidate()
	}
	return out, err
}

// candidate counts from the day on which the deviation was over. One that is open is kept.
func (f folder) candidate() record.Candidate {
	out := record.Candidate{Thing: f.ref(), DocType: DocType}
	switch {
	case !f.Erased.IsZero():
		out.Keep = "redan gallrad"
	case f.Box != Over:
		out.Keep = "avvikelsen är inte avslutad"
	default:
		out.Start = calendar.DateOf(f.Last.Time)
	}
	return out
}

func due(ctx context.Context, q db.Reader, id string) (record.Candidate, error) {
	f, err := folderOf(ctx, q, id)
	return f.candidate(), err
}

// pack gives an authority's file as one tagged document, with all that both sides have said.
func pack(ctx context.Context, q db.Reader, id string) (record.Document, error) {
	f, err := folderOf(ctx, q, id)
	if err != nil {
		return record.Document{}, err
	}
	d, err := get(ctx, q, f.Deviation)
	if err != nil {
		return record.Document{}, err
	}
	paper, err := paperOf(ctx, q, d, f)
	if err != nil {
		return record.Document{}, err
	}
	text, err := pdf.Render(paper)
	return record.Document{Thing: f.ref(), DocType: DocType, Title: d.title(), Number: f.Registry, Created: d.ReportedAt.Time,
		Files: []record.File{{Name: "avvikelse.pdf", MediaType: string(file.PDF), Data: text}}}, err
}

func (d Deviation) title() string {
	return language.T("Avvikelse: %s", "Deviation: %s").With(lower(d.Type.Name())).In(language.Swedish)
}

// paperOf writes a deviation as one document, for one authority: its own colleagues stand in it by name. Its date is that of
// the last thing that happened, so that the same file is the same bytes.
func paperOf(ctx context.Context, q db.Reader, d Deviation, f folder) (pdf.Document, error) {
	events, err := eventsOf(ctx, q, d.ID)
	if err != nil {
		return pdf.Document{}, err
	}
	names, err := titles(ctx, q, d, events)
	if err != nil {
		return pdf.Document{}, err
	}
	staff, err := staffIn(ctx, q, events, f.Authority)
	out := pdf.Document{Title: d.title(), Author: names[f.Authority], Lang: language.Swedish, Made: d.ReportedAt.UTC(), Footer: f.Registry, Blocks: []pdf.Block{pdf.H(1, d.title()), d.told(names, f)}}
	for _, e := range events {
		out.Made = e.At.UTC()
		out.Blocks = append(out.Blocks, e.told(names[e.Authority], staff[e.Account])...)
	}
	return out, err
}

// titles are the names of the authorities that a deviation names.
func titles(ctx context.Context, q db.Reader, d Deviation, events []Event) (map[string]string, error) {
	ids := []string{d.Reporter, d.Asked}
	for _, e := range events {
		if e.Authority != "" {
			ids = append(ids, e.Authority)
		}
	}
	slices.Sort(ids)
	found, err := directory.Authorities(ctx, q, slices.Compact(ids), calendar.DateOf(q.Now()))
	out := map[string]string{"": "Samsyn"} // the clock
	for id, a := range found {
		out[id] = a.Title()
	}
	return out, err
}

// staffIn gives the names of those of an authority who have done something.
func staffIn(ctx context.Context, q db.Reader, events []Event, authority string) (map[string]string, error) {
	var ids []string
	for _, e := range events {
		if e.Authority == authority && e.Account != "" {
			ids = append(ids, e.Account)
		}
	}
	slices.Sort(ids)
	return account.NamesOf(ctx, q, slices.Compact(ids))
}

// told is what was reported.
func (d Deviation) told(names map[string]string, f folder) pdf.KeyValues {
	said := func(t language.Text) string { return t.In(language.Swedish) }
	return labelled("Diarienummer", f.Registry, "Avvikelsens id", d.ID, "Rapporterad av", names[d.Reporter], "Rapporterad till", names[d.Asked], "Kommunkod", d.Municipality,
		"Rapporterad", said(calendar.DateTime(d.ReportedAt.Time)), "Hände", d.Happened.String(), "Paragraf", d.Clause, "Åtagande", d.Commitment, "Skulle ha hänt", d.Expected, "Hände i stället", d.What,
		"Följder för", said(d.Effect.Name()), "Vilka följder", d.EffectText, "Förslag", d.Proposal, "Läge", said(d.State.Name()), "Nivå", said(levelShort(d.Level)),
		"Hjälpte det, enligt den som löste", said(d.Helped.Name()), "Hjälpte det, enligt den som rapporterade", said(d.Heard.Name()))
}

// labelled makes facts of labels and values; what has no value is left out.
func labelled(pairs ...string) (out pdf.KeyValues) {
	for pair := range slices.Chunk(pairs, 2) {
		if pair[1] != "" {
			out = append(out, pdf.KeyValue{Key: pair[0], Value: pdf.Text(pair[1])})
		}
	}
	return out
}

// told is one thing that happened, with what was said.
func (e Event) told(authority, name string) []pdf.Block {
	day := ""
	if !e.Due.IsZero() {
		day = e.Due.String()
	}
	out := []pdf.Block{pdf.H(2, e.Act.happened(authority, e.Level).In(language.Swedish)),
		labelled("När", calendar.DateTime(e.At.Time).In(language.Swedish), "Av", name, "Ska vara gjort", day)}
	for line := range strings.Lines(e.Said) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, pdf.P(line))
		}
	}
	return out
}

// erase destroys an authority's file: who of its people reported, handled and said something, and its place, so that
// nobody there reads the deviation any more. What both sides have said is the other's file too, and goes with the last one.
// What happened when, where and on which level stays, as do the facts and the trail: they name nobody and tell nothing of
// what was said.
func erase(ctx context.Context, tx *audit.Tx, id string) error {
	f, err := folderOf(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := stillOver(ctx, tx, f.Deviation); err != nil {
		return err
	}
	for _, text := range []string{
		"UPDATE deviation SET account_id = '' WHERE id = $1 AND reporter_id = $2",
		"UPDATE deviation SET handler_id = '' WHERE id = $1 AND asked_id = $2",
		"UPDATE deviation_event SET account_id = '' WHERE deviation_id = $1 AND authority_id = $2",
	} {
		if _, err := tx.Exec(ctx, text, f.Deviation, f.Authority); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, "UPDATE deviation_side SET registry = '', erased_at = $3 WHERE deviation_id = $1 AND authority_id = $2", f.Deviation, f.Authority, db.At(tx.Now())); err != nil {
		return err
	}
	left, err := foldersOf(ctx, tx, f.Deviation)
	if err != nil || slices.ContainsFunc(left, func(f folder) bool { return f.Erased.IsZero() }) {
		return err
	}
	return eraseShared(ctx, tx, f.Deviation)
}

// stillOver raises the version, so that an act that read the deviation before cannot open it anew while a file of it is
// destroyed, and refuses one that is open.
func stillOver(ctx context.Context, tx *audit.Tx, id string) error {
	n, err := tx.Exec(ctx, "UPDATE deviation SET version = version + 1 WHERE id = $1 AND state IN ('closed', 'struck', 'withdrawn')", id)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, meanwhile)
	}
	return err
}

// eraseShared destroys what both sides have said, what it was reported from, and the places of those who read along in the
// steering group.
func eraseShared(ctx context.Context, tx *audit.Tx, id string) error {
	for _, text := range []string{
		"UPDATE deviation SET expected = '', happened = '', effect_text = '', proposal = '', thing_kind = '', thing_id = '' WHERE id = $1",
		"UPDATE deviation_event SET said = '', account_id = '' WHERE deviation_id = $1",
	} {
		if _, err := tx.Exec(ctx, text, id); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, "UPDATE deviation_side SET erased_at = $2 WHERE deviation_id = $1 AND erased_at IS NULL", id, db.At(tx.Now()))
	return err
}
