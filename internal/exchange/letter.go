package exchange

import (
	"context"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
)

// Paper is a message as a letter to print and post: to whom calls and messages do not reach, or who asked by letter.
type Paper struct {
	From, To []string  // name first, then the lines of the address
	Reach    []string  // how the sender is reached, a line for each way
	Registry string    // the sender's registry number; empty before it has one
	Subject  string    // the heading; of nobody
	Text     string    // paragraphs, with an empty line between
	Files    []string  // names of what is enclosed
	Sent     time.Time // when the message was sent
	Made     time.Time // when the letter is made
}

// PaperOf gives an authority's own copy of a message as a letter to the other side, whose postal address the caller
// knows. Who may read the copy is asked, and the reading noted, before.
func (s *Service) PaperOf(ctx context.Context, q db.Reader, conversation, message, authority, subject string, address []string) (Paper, error) {
	parties, err := Parties(ctx, q, conversation)
	if err != nil {
		return Paper{}, err
	}
	thread, err := s.Thread(ctx, q, conversation, authority)
	if err != nil {
		return Paper{}, err
	}
	for _, c := range thread {
		if c.ID == message {
			return paper(ctx, q, c, parties, authority, subject, address)
		}
	}
	return Paper{}, fault.NotFoundThing()
}

func paper(ctx context.Context, q db.Reader, c Copy, parties []Party, authority, subject string, address []string) (p Paper, err error) {
	p = Paper{Subject: subject, Text: c.Body, Sent: c.SentAt.Time, Made: q.Now()}
	for _, f := range c.Files {
		p.Files = append(p.Files, f.Name)
	}
	for _, party := range parties {
		name, err := nameIn(ctx, q, party)
		if err != nil {
			return p, err
		}
		switch {
		case party.Authority == authority:
			p.From, p.Registry = []string{name}, party.Registry
		case party.LeftAt.IsZero():
			p.To = append([]string{name}, address...)
		}
	}
	return p, nil
}

// nameIn is what a party is called.
func nameIn(ctx context.Context, q db.Reader, p Party) (string, error) {
	if p.Outside {
		return p.Name, nil
	}
	a, err := directory.AuthorityByID(ctx, q, p.Authority, calendar.DateOf(q.Now()))
	return a.Title(), err
}

// Render writes the letter as a tagged PDF in Swedish or English. Who it is from and to, its number and date come before
// the text, as one hears a letter read; each page has its number.
func (p Paper) Render(l language.Lang) ([]byte, error) { return pdf.Render(p.document(l)) }

func (p Paper) document(l language.Lang) pdf.Document {
	t := language.T
	d := pdf.Document{Title: p.Subject, Subject: t("Brev till %s", "Letter to %s").With(first(p.To)).In(l), Author: first(p.From), Lang: l, Made: p.Made.UTC().Truncate(time.Second),
		Header: first(p.From), Footer: p.Registry}
	facts := pdf.KeyValues{
		{Key: t("Från", "From").In(l), Value: pdf.Text(strings.Join(p.From, "\n"))},
		{Key: t("Till", "To").In(l), Value: pdf.Text(strings.Join(p.To, "\n"))},
		{Key: t("Datum", "Date").In(l), Value: pdf.Text(calendar.DateOf(p.Sent).String())},
	}
	if len(p.Reach) > 0 {
		facts = append(facts, pdf.KeyValue{Key: t("Så når du oss", "How to reach us").In(l), Value: pdf.Text(strings.Join(p.Reach, "\n"))})
	}
	if p.Registry != "" {
		facts = append(facts, pdf.KeyValue{Key: t("Diarienummer", "Registry number").In(l), Value: pdf.Text(p.Registry)})
	}
	d.Blocks = append(d.Blocks, facts, pdf.H(1, p.Subject))
	d.Blocks = append(d.Blocks, paragraphs(p.Text)...)
	if len(p.Files) > 0 {
		d.Blocks = append(d.Blocks, pdf.H(2, t("Bifogas", "Enclosed").In(l)), listOf(p.Files))
	}
	return d
}

func first(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return lines[0]
}

func paragraphs(text string) (blocks []pdf.Block) {
	for _, part := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			blocks = append(blocks, pdf.P(part))
		}
	}
	return blocks
}

func listOf(names []string) pdf.List {
	var list pdf.List
	for _, name := range names {
		list.Items = append(list.Items, pdf.Item{Text: pdf.Text(name)})
	}
	return list
}
