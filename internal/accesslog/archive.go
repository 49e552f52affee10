package accesslog

import (
	"context"
	"errors"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
	"samsyn/internal/record"
	"samsyn/internal/ref"
)

// The document types of an authority's plan that its reviews belong to.
const (
	ReviewDocType    = "log-review"
	EmergencyDocType = "emergency-review"
)

// DocTypes are the document types of this room.
func DocTypes() []record.DocType {
	t := language.T
	return []record.DocType{{Code: ReviewDocType, Name: t("loggkontroller", "log reviews")}, {Code: EmergencyDocType, Name: t("granskningar av nödöppningar", "reviews of emergency openings")}}
}

// Rooms are what this room does for an authority's archive, by kind of thing. App gives them to record.
func (s *Service) Rooms() map[ref.Kind]record.Room {
	return map[ref.Kind]record.Room{
		ReviewKind:    {Closed: closedReviews, Due: dueReview, Pack: s.packReview, Erase: eraseReview},
		EmergencyKind: {Closed: closedEmergencies, Due: dueEmergency, Pack: s.packEmergency, Erase: s.eraseEmergency},
	}
}

// numbered gives a review its registry number in the act that makes it.
func numbered(ctx context.Context, tx *audit.Tx, authority string, thing ref.Ref) error {
	_, err := record.Assign(ctx, tx, authority, record.MainSeries, thing)
	return err
}

// registryOf gives a thing's registry number; empty when it has none.
func registryOf(ctx context.Context, q db.Reader, authority string, thing ref.Ref) (string, error) {
	number, err := record.NumberOf(ctx, q, authority, thing)
	if errors.Is(err, db.ErrNone) {
		return "", nil
	}
	return number, err
}

// closedReviews gives an authority's log reviews that were closed on or before a day.
func closedReviews(ctx context.Context, q db.Reader, authority, docType string, until calendar.Date, limit int) ([]record.Candidate, error) {
	if docType != ReviewDocType {
		return nil, nil
	}
	rows, err := db.All[Review](ctx, q, "SELECT "+reviewColumns+" FROM accesslog_review WHERE authority_id = $1 AND state = 'closed' AND closed_at < $2 ORDER BY closed_at, id"+db.Limit(limit), authority, db.At(until.End()))
	out := make([]record.Candidate, len(rows))
	for i, r := range rows {
		out[i] = r.candidate(q.Now())
	}
	return out, err
}

// candidate counts from the day on which the review was closed. One that goes on is kept, and so is that of the latest quarter:
// without it the clock would draw that quarter anew.
func (r Review) candidate(now time.Time) record.Candidate {
	out := record.Candidate{Thing: r.Ref(), DocType: ReviewDocType, Start: calendar.DateOf(r.ClosedAt.Time)}
	latest := quarterOf(quarterOf(calendar.DateOf(now)).From.AddDays(-1))
	switch {
	case r.State != Closed:
		out.Keep = "loggkontrollen är inte avslutad"
	case !r.To.Before(latest.From):
		out.Keep = "loggkontrollen gäller det senaste kvartalet"
	}
	return out
}

func dueReview(ctx context.Context, q db.Reader, id string) (record.Candidate, error) {
	r, err := one[Review](ctx, q, "SELECT "+reviewColumns+" FROM accesslog_review WHERE id = $1", id)
	if err != nil {
		return record.Candidate{}, err
	}
	return r.candidate(q.Now()), nil
}

// packReview gives a review as its protocol, in which whom the readings were about does not stand.
func (s *Service) packReview(ctx context.Context, q db.Reader, id string) (record.Document, error) {
	w, err := whole(ctx, q, id)
	if err != nil {
		return record.Document{}, err
	}
	doc, err := s.protocol(ctx, q, w, language.Swedish)
	if err != nil {
		return record.Document{}, err
	}
	return s.document(ctx, q, w.Authority, w.Ref(), ReviewDocType, w.OpenedAt, doc, "loggkontroll.pdf")
}

func (s *Service) document(ctx context.Context, q db.Reader, authority string, thing ref.Ref, docType string, made db.Time, doc pdf.Document, name string) (record.Document, error) {
	number, err := registryOf(ctx, q, authority, thing)
	if err != nil {
		return record.Document{}, err
	}
	text, err := pdf.Render(doc)
	return record.Document{Thing: thing, DocType: docType, Title: doc.Title, Number: number, Created: made.Time,
		Files: []record.File{{Name: name, MediaType: string(file.PDF), Data: text}}}, err
}

// eraseReview destroys a review with its readings, what was found of each and what was explained. The readings themselves are
// lines of the trail about other things, and stay there.
func eraseReview(ctx context.Context, tx *audit.Tx, id string) error {
	for _, text := range []string{"DELETE FROM accesslog_line WHERE review_id = $1", "DELETE FROM accesslog_flagged WHERE review_id = $1", "DELETE FROM accesslog_review WHERE id = $1 AND state = 'closed'"} {
		if _, err := tx.Exec(ctx, text, id); err != nil {
			return err
		}
	}
	return nil
}

// closedEmergencies gives an authority's emergency openings that were reviewed on or before a day.
func closedEmergencies(ctx context.Context, q db.Reader, authority, docType string, until calendar.Date, limit int) ([]record.Candidate, error) {
	if docType != EmergencyDocType {
		return nil, nil
	}
	rows, err := db.All[Emergency](ctx, q, "SELECT "+emergencyColumns+" FROM accesslog_emergency WHERE authority_id = $1 AND outcome <> '' AND reviewed_at < $2 ORDER BY reviewed_at, id"+db.Limit(limit), authority, db.At(until.End()))
	out := make([]record.Candidate, len(rows))
	for i, e := range rows {
		out[i] = e.candidate()
	}
	return out, err
}

// candidate counts from the day on which the opening was reviewed. One that waits is kept.
func (e Emergency) candidate() record.Candidate {
	out := record.Candidate{Thing: e.Ref(), DocType: EmergencyDocType}
	if e.Waits() {
		out.Keep = "nödöppningen är inte granskad"
		return out
	}
	out.Start = calendar.DateOf(e.ReviewedAt.Time)
	return out
}

func dueEmergency(ctx context.Context, q db.Reader, id string) (record.Candidate, error) {
	e, err := emergency(ctx, q, id)
	if err != nil {
		return record.Candidate{}, err
	}
	return e.candidate(), nil
}

// packEmergency gives an emergency opening with its reason and what the review came to. About whom it was does not stand in it.
func (s *Service) packEmergency(ctx context.Context, q db.Reader, id string) (record.Document, error) {
	e, err := emergency(ctx, q, id)
	if err != nil {
		return record.Document{}, err
	}
	reason, err := s.Persons.OpeningReason(ctx, q, id)
	if err != nil {
		return record.Document{}, err
	}
	words, err := s.words(ctx, q, "accesslog_emergency", "words", id)
	if err != nil {
		return record.Document{}, err
	}
	names, err := account.NamesOf(ctx, q, []string{e.Account, e.ReviewedBy})
	if err != nil {
		return record.Document{}, err
	}
	of, err := authorityName(ctx, q, e.Authority)
	if err != nil {
		return record.Document{}, err
	}
	return s.document(ctx, q, e.Authority, e.Ref(), EmergencyDocType, e.OpenedAt, e.paper(of, names, reason, words), "nodoppning.pdf")
}

func (e Emergency) paper(authority string, names map[string]string, reason, words string) pdf.Document {
	said := func(t language.Text) string { return t.In(language.Swedish) }
	title := "Granskning av nödöppning"
	return pdf.Document{Title: title, Author: authority, Lang: language.Swedish, Made: e.ReviewedAt.Time, Footer: title, Blocks: []pdf.Block{pdf.H(1, title), pdf.KeyValues{
		{Key: "Myndighet", Value: pdf.Text(authority)}, {Key: "Öppnad av", Value: pdf.Text(names[e.Account])}, {Key: "När", Value: pdf.Text(said(calendar.DateTime(e.OpenedAt.Time)))},
		{Key: "Skälet", Value: pdf.Text(reason)}, {Key: "Bedömning", Value: pdf.Text(said(e.Outcome.Name()))}, {Key: "Granskarens ord", Value: pdf.Text(words)},
		{Key: "Granskad", Value: pdf.Text(said(language.T("%s av %s", "%s by %s").With(calendar.DateTime(e.ReviewedAt.Time), names[e.ReviewedBy])))}},
		pdf.P("Vem öppningen gällde står inte här.")}}
}

// eraseEmergency destroys a review of an emergency opening, and why it was opened. That the record was opened stays in the trail
// of the person's record.
func (s *Service) eraseEmergency(ctx context.Context, tx *audit.Tx, id string) error {
	if _, err := tx.Exec(ctx, "DELETE FROM accesslog_emergency WHERE id = $1 AND outcome <> ''", id); err != nil {
		return err
	}
	return s.Persons.ForgetOpening(ctx, tx, id)
}

// Keeps is a condition on p, a record of a person, that holds while the file of an emergency opening of it is kept, which has why
// it was opened.
func Keeps() string {
	return "EXISTS (SELECT 1 FROM accesslog_emergency k WHERE k.person_id = p.id)"
}
