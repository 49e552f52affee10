package exchange

import (
	"context"
	"errors"
	"fmt"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
	"samsyn/internal/record"
)

// Room is what this room does for an authority's archive: when its file of a thread is due, the file as documents, and
// its destruction. App gives it to record under FileKind.
func (s *Service) Room() record.Room {
	return record.Room{Closed: closed, Due: s.due, Pack: s.pack, Erase: s.erase}
}

// DocTypes are the document types that an authority's files of threads belong to.
func DocTypes() []record.DocType {
	t := language.T
	return []record.DocType{
		{Code: SocialFile, Name: t("trådar i socialtjänstens personakter", "threads in personal files of the social services")},
		{Code: PersonThread, Name: t("trådar om enskilda", "threads about persons")},
		{Code: GeneralThread, Name: t("allmänna trådar", "general threads")},
	}
}

// closed gives an authority's files of threads that were closed on or before a day.
func closed(ctx context.Context, q db.Reader, authority, docType string, until calendar.Date, limit int) ([]record.Candidate, error) {
	rows, err := db.All[struct {
		Conversation string  `db:"conversation_id"`
		ClosedAt     db.Time `db:"closed_at"`
	}](ctx, q, `SELECT p.conversation_id, c.closed_at FROM exchange_party p JOIN exchange_conversation c ON c.id = p.conversation_id
		WHERE p.authority_id = $1 AND p.retention = $2 AND NOT p.outside AND p.erased_at IS NULL AND c.closed_at < $3
		ORDER BY c.closed_at, c.id`+db.Limit(limit), authority, docType, db.At(until.End()))
	out := make([]record.Candidate, len(rows))
	for i, row := range rows {
		out[i] = record.Candidate{Thing: FileRef(row.Conversation, authority), DocType: docType, Start: calendar.DateOf(row.ClosedAt.Time)}
	}
	return out, err
}

// Keeps is a condition on p, a record of a person, that holds while the record's authority has its file of a thread of one of
// some things: of their table, and that of their sides, which name the person and the thing under a column.
func Keeps(things, sides, thing string) string {
	return "EXISTS (SELECT 1 FROM " + sides + " k JOIN " + things + " t ON t.id = k." + thing + ` JOIN exchange_party f ON f.conversation_id = t.conversation_id AND f.authority_id = k.authority_id
		WHERE k.person_id = p.id AND f.erased_at IS NULL)`
}

// partyOf reads the authority of a file.
func partyOf(ctx context.Context, q db.Reader, id string) (p Party, erased bool, err error) {
	conversation, authority := fileParts(id)
	row, err := db.One[struct {
		Party
		Erased db.Time `db:"erased_at"`
	}](ctx, q, "SELECT "+partyColumns+", erased_at FROM exchange_party WHERE conversation_id = $1 AND authority_id = $2 AND NOT outside", conversation, authority)
	if errors.Is(err, db.ErrNone) {
		err = fault.NotFoundThing()
	}
	return row.Party, !row.Erased.IsZero(), err
}

// due counts from the day that the thread was closed, which is on or after its last entry. An open thread is kept.
func (s *Service) due(ctx context.Context, q db.Reader, id string) (record.Candidate, error) {
	p, erased, err := partyOf(ctx, q, id)
	if err != nil {
		return record.Candidate{}, err
	}
	c, err := conversationOf(ctx, q, p.Conversation)
	if err != nil {
		return record.Candidate{}, err
	}
	out := record.Candidate{Thing: FileRef(p.Conversation, p.Authority), DocType: p.Retention}
	switch {
	case erased:
		out.Keep = "redan gallrad"
	case c.ClosedAt.IsZero():
		out.Keep = "tråden är inte avslutad"
	default:
		out.Start = calendar.DateOf(c.ClosedAt.Time)
	}
	return out, nil
}

// pack gives an authority's file as one tagged document with every message, and its attachments as they are.
func (s *Service) pack(ctx context.Context, q db.Reader, id string) (record.Document, error) {
	p, _, err := partyOf(ctx, q, id)
	if err != nil {
		return record.Document{}, err
	}
	c, err := conversationOf(ctx, q, p.Conversation)
	if err != nil {
		return record.Document{}, err
	}
	thread, err := s.Thread(ctx, q, p.Conversation, p.Authority)
	if err != nil {
		return record.Document{}, err
	}
	text, err := s.minutes(ctx, q, c, p, thread)
	if err != nil {
		return record.Document{}, err
	}
	out := record.Document{Thing: FileRef(p.Conversation, p.Authority), DocType: p.Retention, Title: "Tråd " + c.Subject, Number: p.Registry, Created: c.CreatedAt.Time,
		Files: []record.File{{Name: "trad.pdf", MediaType: string(file.PDF), Data: text}}}
	for _, m := range thread {
		for _, f := range m.Files {
			content, err := s.content(ctx, q, f.ID)
			if err != nil {
				return record.Document{}, err
			}
			out.Files = append(out.Files, record.File{Name: fmt.Sprintf("%d-%s", m.Seq, f.Name), MediaType: string(f.Type), Data: content})
		}
	}
	for _, read := range s.Papers {
		papers, err := read(ctx, q, p.Conversation, p.Authority)
		if err != nil {
			return record.Document{}, err
		}
		out.Files = append(out.Files, papers...)
	}
	return out, nil
}

// minutes writes a thread as one document. Its date is that of the last message, so that the same file is the same bytes.
func (s *Service) minutes(ctx context.Context, q db.Reader, c Conversation, p Party, thread []Copy) ([]byte, error) {
	parties, err := Parties(ctx, q, c.ID)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, each := range parties {
		if names[each.Authority], err = nameIn(ctx, q, each); err != nil {
			return nil, err
		}
	}
	title := language.T("Tråd %s", "Thread %s").With(language.Same(c.Subject)).In(language.Swedish)
	d := pdf.Document{Title: title, Author: names[p.Authority], Lang: language.Swedish, Made: c.CreatedAt.UTC(), Footer: p.Registry, Blocks: []pdf.Block{pdf.H(1, title), pdf.KeyValues{
		{Key: "Diarienummer", Value: pdf.Text(p.Registry)}, {Key: "Trådens id", Value: pdf.Text(c.ID)}}}}
	for _, m := range thread {
		d.Made = m.SentAt.UTC()
		d.Blocks = append(d.Blocks, pdf.H(2, fmt.Sprintf("%d. %s", m.Seq, names[m.From])), pdf.KeyValues{
			{Key: "Skickat", Value: pdf.Text(calendar.DateTime(m.SentAt.Time).In(language.Swedish))}, {Key: "Slag", Value: pdf.Text(string(m.Kind))},
			{Key: "Grund", Value: pdf.Text(string(m.Ground))}, {Key: "Ändamål", Value: pdf.Text(m.Purpose)}, {Key: "Kontrollsumma (SHA-256)", Value: pdf.Text(m.Digest)}})
		d.Blocks = append(d.Blocks, paragraphs(m.Body)...)
		for _, f := range m.Files {
			d.Blocks = append(d.Blocks, pdf.P("Bilaga: "+f.Name))
		}
	}
	return pdf.Render(d)
}

// Erasure is an authority's file of a thread that was destroyed just now. Last says that no authority here has a file of
// the thread any more.
type Erasure struct {
	Conversation, Authority string
	Last                    bool
}

// erase destroys an authority's copies, their attachments and its notes of calls, and what its rooms kept beside them.
// What the other side has stays, as do the messages' own rows, which say nothing about a person; what they were for goes
// with the last file.
func (s *Service) erase(ctx context.Context, tx *audit.Tx, id string) error {
	p, _, err := partyOf(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := s.stillClosed(ctx, tx, p.Conversation); err != nil {
		return err
	}
	rows, err := attachments(ctx, tx, p.Conversation, p.Authority)
	if err != nil {
		return err
	}
	const own = " WHERE authority_id = $2 AND message_id IN (SELECT id FROM exchange_message WHERE conversation_id = $1)"
	for _, text := range []string{"DELETE FROM exchange_attachment" + own, "DELETE FROM exchange_copy" + own,
		"DELETE FROM exchange_attempt WHERE conversation_id = $1 AND authority_id = $2",
		"UPDATE exchange_party SET registry = '' WHERE conversation_id = $1 AND authority_id = $2"} {
		if _, err := tx.Exec(ctx, text, p.Conversation, p.Authority); err != nil {
			return err
		}
	}
	for _, row := range rows {
		if err := file.Delete(ctx, tx.Tx, row.File); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, "UPDATE exchange_party SET erased_at = $3 WHERE conversation_id = $1 AND authority_id = $2", p.Conversation, p.Authority, db.At(tx.Now()))
	if err != nil {
		return err
	}
	return s.erased(ctx, tx, p)
}

// stillClosed holds a thread, so that nobody asks on in it while a file of it is destroyed, and refuses one that is open.
func (s *Service) stillClosed(ctx context.Context, tx *audit.Tx, conversation string) error {
	if err := s.hold(ctx, tx, conversation); err != nil {
		return err
	}
	c, _, err := held(ctx, tx, conversation)
	if err == nil && c.ClosedAt.IsZero() {
		err = fault.New(fault.Conflict, meanwhile)
	}
	return err
}

func (s *Service) erased(ctx context.Context, tx *audit.Tx, p Party) error {
	files, err := db.One[int64](ctx, tx, "SELECT count(*) FROM exchange_party WHERE conversation_id = $1 AND NOT outside AND erased_at IS NULL", p.Conversation)
	if err != nil {
		return err
	}
	if files == 0 {
		if _, err := tx.Exec(ctx, "UPDATE exchange_message SET purpose = NULL WHERE conversation_id = $1", p.Conversation); err != nil {
			return err
		}
	}
	for _, follow := range s.Erased {
		if err := follow(ctx, tx, Erasure{Conversation: p.Conversation, Authority: p.Authority, Last: files == 0}); err != nil {
			return err
		}
	}
	return nil
}
