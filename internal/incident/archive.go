package incident

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
	"samsyn/internal/policy"
	"samsyn/internal/record"
)

// DocType is the document type of an authority's plan that its register of incidents belongs to.
const DocType = "incident"

// DocTypes are the document types of this room.
func DocTypes() []record.DocType {
	return []record.DocType{{Code: DocType, Name: language.T("incidenter", "incidents")}}
}

// Room is what this room does for an authority's archive. App gives it to record under Kind.
func (s *Service) Room() record.Room {
	return record.Room{Closed: closed, Due: dueFile, Pack: s.pack, Erase: erase}
}

// number gives an entry its registry number, in the act that makes it.
func (w *work) number() (err error) {
	if w.i.Registry == "" {
		w.i.Registry, err = record.Assign(w.ctx, w.tx, w.i.Authority, record.MainSeries, w.i.Ref())
	}
	return err
}

// closed gives an authority's incidents that ended on or before a day.
func closed(ctx context.Context, q db.Reader, authority, docType string, until calendar.Date, limit int) ([]record.Candidate, error) {
	if docType != DocType {
		return nil, nil
	}
	rows, err := db.All[Incident](ctx, q, "SELECT "+columns+" FROM incident i WHERE i.authority_id = $1 AND i.state <> 'open' AND i.ended_at < $2 ORDER BY i.ended_at, i.id"+db.Limit(limit), authority, db.At(until.End()))
	out := make([]record.Candidate, len(rows))
	for n, i := range rows {
		out[n] = i.candidate()
	}
	return out, err
}

// candidate counts from the day on which the incident ended. One that goes on is kept.
func (i Incident) candidate() record.Candidate {
	out := record.Candidate{Thing: i.Ref(), DocType: DocType}
	if i.State == Open {
		out.Keep = "incidenten är inte avslutad"
		return out
	}
	out.Start = dateOf(i.EndedAt)
	return out
}

func dueFile(ctx context.Context, q db.Reader, id string) (record.Candidate, error) {
	i, err := get(ctx, q, id)
	if err != nil {
		return record.Candidate{}, err
	}
	return i.candidate(), nil
}

// pack gives an entry as its document: what happened, what was decided and done, what another authority told.
func (s *Service) pack(ctx context.Context, q db.Reader, id string) (record.Document, error) {
	v, err := s.view(ctx, q, id, policy.Allowed{})
	if err != nil {
		return record.Document{}, err
	}
	ids := []string{v.Authority, v.From}
	for _, p := range v.Parties {
		ids = append(ids, p.Authority)
	}
	called, err := directory.Authorities(ctx, q, ids, today(q))
	if err != nil {
		return record.Document{}, err
	}
	doc := v.paper(func(id string) string { return called[id].Title() }, language.Swedish)
	text, err := pdf.Render(doc)
	return record.Document{Thing: v.Ref(), DocType: DocType, Title: doc.Title, Number: v.Registry, Created: v.ReportedAt.Time,
		Files: []record.File{{Name: "incident.pdf", MediaType: string(file.PDF), Data: text}}}, err
}

// erase destroys an authority's entry with what was said and done. What another authority was told, or told, is a thread of
// its own that each has its own file of; the other's entry and the fact that was left stay. What the trail says of it is disposed of
// by audit.
func erase(ctx context.Context, tx *audit.Tx, id string) error {
	for _, text := range []string{"DELETE FROM incident_event WHERE incident_id = $1", "DELETE FROM incident_party WHERE incident_id = $1"} {
		if _, err := tx.Exec(ctx, text, id); err != nil {
			return err
		}
	}
	n, err := tx.Exec(ctx, "DELETE FROM incident WHERE id = $1 AND state <> 'open'", id)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, meanwhile)
	}
	return err
}
