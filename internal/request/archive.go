package request

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

// DocType is the document type of an authority's plan that requests belong to.
const DocType = "request"

// DocTypes are the document types of this room.
func DocTypes() []record.DocType {
	return []record.DocType{{Code: DocType, Name: language.T("begäran från enskilda", "requests from persons")}}
}

// Keeps is a condition on p, a record of a person, that holds while something of this room's is kept about the person.
func Keeps() string {
	return "EXISTS (SELECT 1 FROM request k WHERE k.person_id = p.id AND k.erased_at IS NULL)"
}

// Room is what this room does for an authority's archive. App gives it to record under Kind.
func (s *Service) Room() record.Room {
	return record.Room{Closed: closed, Due: due, Pack: s.pack, Erase: s.erase}
}

// closed gives an authority's requests that were over on or before a day, along the index of its list.
func closed(ctx context.Context, q db.Reader, authority, docType string, until calendar.Date, limit int) ([]record.Candidate, error) {
	if docType != DocType {
		return nil, nil
	}
	rows, err := db.All[Request](ctx, q, "SELECT "+columns+` FROM request r WHERE r.authority_id = $1 AND r.box = 'over' AND r.order_at < $2 AND r.erased_at IS NULL
		ORDER BY r.order_at, r.id`+db.Limit(limit), authority, db.At(until.End()))
	out := make([]record.Candidate, len(rows))
	for i, r := range rows {
		out[i] = r.candidate()
	}
	return out, err
}

// candidate counts from the day on which the request was over. One that is open is kept, and so is a restriction that holds.
func (r Request) candidate() record.Candidate {
	out := record.Candidate{Thing: r.Ref(), DocType: DocType}
	switch {
	case !r.ErasedAt.IsZero():
		out.Keep = "redan gallrad"
	case r.Box != Over:
		out.Keep = "begäran är inte avslutad"
	default:
		out.Start = dayOf(r.EndedAt)
	}
	return out
}

func due(ctx context.Context, q db.Reader, id string) (record.Candidate, error) {
	r, err := get(ctx, q, id)
	return r.candidate(), err
}

// pack gives a request as one tagged document with all that was said, and the paper that came with it.
func (s *Service) pack(ctx context.Context, q db.Reader, id string) (record.Document, error) {
	r, err := get(ctx, q, id)
	if err != nil {
		return record.Document{}, err
	}
	doc, err := s.paper(ctx, q, r)
	if err != nil {
		return record.Document{}, err
	}
	text, err := pdf.Render(doc)
	out := record.Document{Thing: r.Ref(), DocType: DocType, Title: doc.Title, Number: r.Registry, Created: r.AskedAt.Time,
		Files: []record.File{{Name: "begaran.pdf", MediaType: string(file.PDF), Data: text}}}
	if err != nil || r.Evidence == "" {
		return out, err
	}
	paper, err := record.Paper(ctx, q, s.keys(), r.Evidence, "fullmakt")
	out.Files = append(out.Files, paper)
	return out, err
}

// paper writes a request as one document. Its date is that of the last thing that happened, so that the same file is the
// same bytes.
func (s *Service) paper(ctx context.Context, q db.Reader, r Request) (pdf.Document, error) {
	c, err := contentOf(ctx, q, s.keys(), r)
	if err != nil {
		return pdf.Document{}, err
	}
	events, err := saidOf(ctx, q, s.keys(), r.ID)
	if err != nil {
		return pdf.Document{}, err
	}
	names, err := namesIn(ctx, q, events)
	if err != nil {
		return pdf.Document{}, err
	}
	of, err := directory.AuthorityByID(ctx, q, r.Authority, calendar.DateOf(q.Now()))
	title := language.T("Begäran från enskild: %s", "Request from a person: %s").With(r.Type.Name()).In(language.Swedish)
	out := pdf.Document{Title: title, Author: of.Title(), Lang: language.Swedish, Made: r.AskedAt.UTC(), Footer: r.Registry, Blocks: []pdf.Block{pdf.H(1, title), labelled(r.pairs(c)...)}}
	for _, e := range events {
		out.Made = e.At.UTC()
		out.Blocks = append(out.Blocks, e.blocks(names[e.Account])...)
	}
	return out, err
}

// namesIn gives the names of those who have done something.
func namesIn(ctx context.Context, q db.Reader, events []Event) (map[string]string, error) {
	var ids []string
	for _, e := range events {
		if e.Account != "" {
			ids = append(ids, e.Account)
		}
	}
	slices.Sort(ids)
	return account.NamesOf(ctx, q, slices.Compact(ids))
}

// pairs are what was asked and how, by name and value.
func (r Request) pairs(c Content) []string {
	said := func(t language.Text) string { return t.In(language.Swedish) }
	accessible := ""
	if c.Meeting.Accessible {
		accessible = "ja"
	}
	until, covers := "", ""
	if c.Power != nil {
		until, covers = said(c.Power.UntilSaid()), said(c.Power.CoversSaid())
	}
	return []string{"Diarienummer", r.Registry, "Nummer", r.Number(), "Kom in", said(calendar.DateTime(r.AskedAt.Time)), "Hur", said(r.Channel.Name()), "Av", said(r.By.Name()), "Namn på den som frågade", c.ByName, "Fullmakten gäller", until, "Fullmakten omfattar", covers,
		"Kontrollerat", said(r.Checked.Name()), "Vill få svaret", said(r.Wish.Name()), "På telefon", c.Phone, "Adress", c.Address, "Det som begärdes", c.Text,
		"Mötesform", formSaid(c.Meeting.Form), "Tolk", c.Meeting.Language, "Tillgänglig lokal", accessible, "När det passar", c.Meeting.When, "Läge", said(r.State.Name()), "Hjälpte det", said(r.Helped.Name())}
}

func formSaid(f Form) string {
	if f == "" {
		return ""
	}
	return f.Name().In(language.Swedish)
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

// blocks are one thing that happened, with what was said.
func (e Event) blocks(name string) []pdf.Block {
	starts := ""
	if !e.Starts.IsZero() {
		starts = calendar.LongDateTime(e.Starts.Time).In(language.Swedish)
	}
	out := []pdf.Block{pdf.H(2, e.Happened().In(language.Swedish)), labelled("När", calendar.DateTime(e.At.Time).In(language.Swedish), "Av", name, "Tid", starts, "Ändrat", e.Changed)}
	return append(out, paragraphs(e.Said)...)
}

func paragraphs(text string) (out []pdf.Block) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, pdf.P(line))
		}
	}
	return out
}

// erase destroys a request: what was asked and said, whom it was about, who handled it, and the paper that came with it.
// What happened when stays, as do the facts and the trail: they name nobody and tell nothing of what was said.
func (s *Service) erase(ctx context.Context, tx *audit.Tx, id string) error {
	r, err := get(ctx, tx, id)
	if err != nil {
		return err
	}
	if r.Evidence != "" {
		if err := file.Delete(ctx, tx.Tx, r.Evidence); err != nil {
			return err
		}
	}
	if err := s.Persons.Release(ctx, tx, r.Person, "", r.Ref()); err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `UPDATE request SET content = NULL, person_id = '', account_id = '', entered_by = '', evidence_id = '', registry = '', erased_at = $2, version = version + 1
		WHERE id = $1 AND box = 'over' AND version = $3`, id, db.At(tx.Now()), r.Version)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, meanwhile)
	}
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "UPDATE request_event SET said = NULL, account_id = '' WHERE request_id = $1", id)
	return err
}
