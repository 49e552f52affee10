package person

import (
	"context"
	"fmt"
	"strings"

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

// DocType is the document type of an authority's plan that its own records of persons belong to: names, ways to reach, and
// what was said when a ground was written down, a disclosure tested or data opened in an emergency.
const DocType = "person-record"

// DocTypes are the document types of this room.
func DocTypes() []record.DocType {
	return []record.DocType{{Code: DocType, Name: language.T("personuppgifter utan akt", "personal records without a file")}}
}

// Room is what this room does for an authority's archive. App gives it to record under PersonKind. What the trail says of a
// record stays: by it the person is shown who has read.
func (s *Service) Room() record.Room {
	return record.Room{Closed: s.closed, Due: s.dueRecord, Pack: s.pack, Erase: s.erase, KeepsTrail: true}
}

// holdsContent is a condition on p, a record, that holds while it has something to destroy. The number stays: without it nobody
// could be shown who has read about them, for as long as the trail says so.
const holdsContent = `(p.name IS NOT NULL OR p.reach IS NOT NULL OR EXISTS (SELECT 1 FROM person_former x WHERE x.person_id = p.id)
	OR EXISTS (SELECT 1 FROM person_ground x WHERE x.person_id = p.id AND (x.purpose IS NOT NULL OR x.motive IS NOT NULL OR x.reason IS NOT NULL OR x.evidence_id <> '' OR x.citation <> ''))
	OR EXISTS (SELECT 1 FROM person_test x WHERE x.person_id = p.id AND (x.given IS NOT NULL OR x.withheld IS NOT NULL))
	OR EXISTS (SELECT 1 FROM person_opening x WHERE x.person_id = p.id AND LENGTH(x.reason) > 0)
	OR EXISTS (SELECT 1 FROM person_task x WHERE x.person_id = p.id AND x.note IS NOT NULL))`

// lastSign is the latest instant at which something was written in p, a record, or a ground in it held.
var lastSign = "(SELECT MAX(signs.at) FROM (SELECT p.written_at AS at" + signsOf("person_ground", "created_at", "starts_at", "ends_at", "decided_at", "informed_at", "withdrawn_at") +
	signsOf("person_test", "at") + signsOf("person_opening", "ends_at") + signsOf("person_task", "created_at", "done_at") + signsOf("person_restriction", "ends_at") + ") AS signs)"

// signsOf adds the instants in columns of what a record has in a table. The latest of none is none.
func signsOf(table string, columns ...string) (out string) {
	for _, c := range columns {
		out += " UNION ALL SELECT x." + c + " FROM " + table + " x WHERE x.person_id = p.id"
	}
	return out
}

// bound is a condition on p, a record, that holds while something is kept or waits that needs it: a file of any room, a task
// that is not done, a consent that nobody has judged, or a restriction.
func (s *Service) bound() string {
	own := []string{"EXISTS (SELECT 1 FROM person_task x WHERE x.person_id = p.id AND x.done_at IS NULL)", "EXISTS (SELECT 1 FROM person_ground x WHERE x.person_id = p.id AND x.state = 'submitted')",
		"EXISTS (SELECT 1 FROM person_restriction x WHERE x.person_id = p.id AND x.ends_at IS NULL)"}
	return "(" + strings.Join(append(own, s.Keeps...), " OR ") + ")"
}

// standing is how a record stands to its disposal.
type standing struct {
	ID    string  `db:"id"`
	Last  db.Time `db:"last"`
	Bound bool    `db:"bound"`
	Holds bool    `db:"holds"`
}

func (r standing) candidate() record.Candidate {
	out := record.Candidate{Thing: Person{ID: r.ID}.Ref(), DocType: DocType}
	switch {
	case r.Bound:
		out.Keep = "det finns akter, uppgifter eller en begränsning som rör personen"
	case !r.Holds:
		out.Keep = "redan gallrad"
	default:
		out.Start = calendar.DateOf(r.Last.Time)
	}
	return out
}

// closed gives an authority's records that nothing needs any more and in which nothing was written after a day.
func (s *Service) closed(ctx context.Context, q db.Reader, authority, docType string, until calendar.Date, limit int) ([]record.Candidate, error) {
	if docType != DocType {
		return nil, nil
	}
	rows, err := db.All[standing](ctx, q, `SELECT id, last, FALSE AS bound, TRUE AS holds FROM (SELECT p.id, `+lastSign+` AS last FROM person p
		WHERE p.authority_id = $1 AND p.created_at < $2 AND `+holdsContent+` AND NOT `+s.bound()+`) AS idle WHERE last < $2 ORDER BY last, id`+db.Limit(limit), authority, db.At(until.End()))
	out := make([]record.Candidate, len(rows))
	for i, r := range rows {
		out[i] = r.candidate()
	}
	return out, err
}

func (s *Service) dueRecord(ctx context.Context, q db.Reader, id string) (record.Candidate, error) {
	r, err := db.One[standing](ctx, q, `SELECT p.id, `+lastSign+` AS last, CASE WHEN `+s.bound()+` THEN TRUE ELSE FALSE END AS bound, CASE WHEN `+holdsContent+` THEN TRUE ELSE FALSE END AS holds FROM person p WHERE p.id = $1`, id)
	return r.candidate(), err
}

// pack gives a record as one tagged document, with the papers of its grounds. Its date is that of what was written last, so
// that the same record is the same bytes.
func (s *Service) pack(ctx context.Context, q db.Reader, id string) (record.Document, error) {
	p, err := get(ctx, q, id)
	if err != nil {
		return record.Document{}, err
	}
	last, err := db.One[db.Time](ctx, q, "SELECT "+lastSign+" FROM person p WHERE p.id = $1", id)
	if err != nil {
		return record.Document{}, err
	}
	sections, err := s.own(ctx, q, p)
	if err != nil {
		return record.Document{}, err
	}
	of, err := directory.AuthorityByID(ctx, q, p.Authority, calendar.DateOf(q.Now()))
	if err != nil {
		return record.Document{}, err
	}
	const title = "Personuppgifter utan akt"
	d := pdf.Document{Title: title, Author: of.Title(), Lang: language.Swedish, Made: last.UTC(), Footer: title, Blocks: []pdf.Block{pdf.H(1, title)}}
	for _, section := range sections {
		if len(section.Entries) > 0 {
			d.Blocks = append(d.Blocks, section.blocks(language.Swedish)...)
		}
	}
	text, err := pdf.Render(d)
	if err != nil {
		return record.Document{}, err
	}
	out := record.Document{Thing: p.Ref(), DocType: DocType, Title: title, Created: last.Time, Files: []record.File{{Name: "uppgifter.pdf", MediaType: string(file.PDF), Data: text}}}
	papers, err := evidenceIn(ctx, q, id)
	for i, paper := range papers {
		f, err := record.Paper(ctx, q, s.keys(), paper, fmt.Sprintf("underlag-%d", i+1))
		if err != nil {
			return record.Document{}, err
		}
		out.Files = append(out.Files, f)
	}
	return out, err
}

// evidenceIn lists the papers of a record's grounds.
func evidenceIn(ctx context.Context, q db.Reader, id string) ([]string, error) {
	return db.All[string](ctx, q, "SELECT evidence_id FROM person_ground WHERE person_id = $1 AND evidence_id <> '' ORDER BY created_at, id", id)
}

// erase destroys what a record says: the name, how the person is reached, earlier numbers, the words of grounds, tests,
// openings and tasks, and the papers. That there were grounds, from when to when, stays, as does the number; nothing more can be
// told on one whose words are gone, so those that held end.
func (s *Service) erase(ctx context.Context, tx *audit.Tx, id string) error {
	now, err := s.dueRecord(ctx, tx, id)
	if err != nil {
		return err
	}
	if now.Keep != "" {
		return fault.New(fault.Conflict, changedMeanwhile)
	}
	papers, err := evidenceIn(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, paper := range papers {
		if err := file.Delete(ctx, tx.Tx, paper); err != nil {
			return err
		}
	}
	at := db.At(tx.Now())
	if _, err := tx.Exec(ctx, "UPDATE person_ground SET ends_at = $2 WHERE person_id = $1 AND state = 'accepted' AND starts_at < $2 AND (ends_at IS NULL OR ends_at > $2)", id, at); err != nil {
		return err
	}
	for _, text := range []string{
		"UPDATE person SET name = NULL, reach = NULL, version = version + 1 WHERE id = $1",
		"DELETE FROM person_former WHERE person_id = $1",
		"UPDATE person_ground SET purpose = NULL, motive = NULL, reason = NULL, evidence_id = '', citation = '', version = version + 1 WHERE person_id = $1",
		"UPDATE person_test SET given = NULL, withheld = NULL WHERE person_id = $1",
		"UPDATE person_task SET note = NULL WHERE person_id = $1",
		"DELETE FROM person_opening WHERE person_id = $1", // those whose review's file is gone
	} {
		if _, err := tx.Exec(ctx, text, id); err != nil {
			return err
		}
	}
	return nil
}
