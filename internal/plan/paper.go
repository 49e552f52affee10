package plan

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/pdf"
	"samsyn/internal/web"
)

// sheet is the plan as it is handed to the person on paper: what it says in plain Swedish, and room to sign.
type sheet struct {
	Told
	Person  string
	Parties []string
	Reach   []string // how each is reached, a line for each way
	Follow  calendar.Date
	Owner   func(Owner) string
	Made    time.Time
}

// render writes it as a tagged PDF. The file's title names nobody: it shows in windows and lists.
func (s sheet) render() ([]byte, error) {
	return pdf.Render(pdf.Document{Title: fmt.Sprintf("Gemensam plan, version %d", s.No), Author: s.Parties[0], Lang: language.Swedish, Made: s.Made,
		Header: strings.Join(s.Parties, " och "), Footer: fmt.Sprintf("Gemensam plan, version %d", s.No), Blocks: s.blocks()})
}

func (s sheet) blocks() []pdf.Block {
	out := []pdf.Block{pdf.H(1, "Din plan"), pdf.P(s.what())}
	if s.Person != "" {
		out = append(out, pdf.KeyValues{{Key: "Planen gäller", Value: pdf.Text(s.Person)}})
	}
	out = append(out, pdf.H(2, "Vad du vill nå"), pdf.P(s.Content.Goal), pdf.H(2, "Vad som ska göras, av vem och när"), s.table(), pdf.H(2, "När planen följs upp"),
		pdf.P("Du, "+strings.Join(s.Parties, " och ")+" går igenom planen igen senast "+s.Follow.Long().Sv+"."))
	if own := s.own(); len(own) > 0 {
		out = append(out, pdf.H(2, "Andra planer som den här hör ihop med"), own)
	}
	return append(out, s.toKnow()...)
}

// what says what the paper is, and whether it holds.
func (s sheet) what() string {
	by := strings.Join(s.Parties, " och ")
	if s.State == Offered {
		return fmt.Sprintf("Det här är ett förslag till plan (version %d) från %s. Det gäller inte förrän båda myndigheterna har godkänt det.", s.No, s.Parties[0])
	}
	return fmt.Sprintf("Det här har du, %s kommit överens om (version %d). Båda myndigheterna har godkänt planen.", by, s.No)
}

func (s sheet) table() pdf.Table {
	table := pdf.Table{Caption: "Planens steg", RowHeaders: true, Columns: []pdf.Column{{Title: "Vad"}, {Title: "Vem"}, {Title: "Senast"}, {Title: "Läge"}}}
	for i, st := range s.Steps {
		text := strconv.FormatInt(st.Place, 10) + ". " + s.text(i)
		if st.Meeting {
			text += " (bestäms på ett möte med dig)"
		}
		if st.Hours > 0 {
			text += fmt.Sprintf(" (%d timmar i veckan)", st.Hours)
		}
		who := s.Owner(st.Responsible)
		switch st.Responsible {
		case Person:
			who = "Du"
		case Both:
			who = "Båda myndigheterna"
		}
		table.Rows = append(table.Rows, pdf.Row(text, who, st.Due.String(), st.State.Name().Sv))
	}
	return table
}

// own are the parties' own plans, which this one refers to.
func (s sheet) own() pdf.KeyValues {
	var out pdf.KeyValues
	if v := s.Content.AgencyPlan; v != "" {
		out = append(out, pdf.KeyValue{Key: "Handlingsplan hos Arbetsförmedlingen", Value: pdf.Text(v)})
	}
	if v := s.Content.MunicipalityPlan; v != "" {
		out = append(out, pdf.KeyValue{Key: "Genomförandeplan hos kommunen", Value: pdf.Text(v)})
	}
	return out
}

// toKnow is what the person decides, and room to sign.
func (s sheet) toKnow() []pdf.Block {
	const line = "........................................................................"
	items := []string{"Det är frivilligt att skriva under. Säger du nej antecknas varför, och du får stöd ändå.", "Du kan när som helst säga att du vill ändra planen.",
		"Varje myndighet sparar sitt eget exemplar. Du har rätt att få veta vem som har läst det.", "Ett ombud med fullmakt eller en god man kan skriva under åt dig."}
	if len(s.Reach) > 0 {
		items = append(items, "Vill du fråga eller ändra något? "+strings.Join(s.Reach, ". ")+".")
	}
	list := pdf.List{}
	for _, text := range items {
		list.Items = append(list.Items, pdf.Item{Text: pdf.Text(text)})
	}
	return []pdf.Block{pdf.H(2, "Bra att veta"), list, pdf.H(2, "Din underskrift"), pdf.P(fmt.Sprintf("Jag har gått igenom planen (version %d) och godkänner den.", s.No)),
		pdf.KeyValues{{Key: "Ort och datum", Value: pdf.Text("\n" + line)}, {Key: "Underskrift", Value: pdf.Text("\n" + line)}, {Key: "Namnförtydligande", Value: pdf.Text("\n" + line)}}}
}

// paperPDF gives the plan on paper to whoever works with the person; that it was read is noted. It is the version that
// holds, else the proposal.
func (s *Service) paperPDF(r *web.Request) (web.Response, error) {
	p, err := s.pageOf(r)
	if err != nil {
		return web.Response{}, err
	}
	now, ok := p.Now()
	if !ok || now.Content.Goal == "" {
		return web.Response{}, fault.NotFoundThing()
	}
	parties := []string{p.around.Names.Of(now.Authority), p.other()}
	if now.Authority != p.o.Desk.Authority {
		parties[1] = p.around.Names.Of(p.o.Desk.Authority)
	}
	follow := now.Follow
	if now.No == p.Holds {
		follow = p.Follow
	}
	reach, err := p.reach(r.Context())
	if err != nil {
		return web.Response{}, err
	}
	content, err := sheet{Told: now, Person: p.o.Person.Name, Parties: parties, Reach: reach, Follow: follow, Owner: p.owner, Made: s.Trail.DB().Now()}.render()
	if err != nil {
		return web.Response{}, err
	}
	return web.Download("plan.pdf", "application/pdf", int64(len(content)), io.NopCloser(bytes.NewReader(content))), nil
}

// reach tells how the person reaches each party, none when the identity is protected: the paper may be found.
func (p *page) reach(ctx context.Context) (out []string, err error) {
	q := p.s.Trail.DB()
	if p.o.Person.Protected(today(q)) {
		return nil, nil
	}
	for _, d := range []matter.Desk{p.o.Desk, p.o.Seen.Other} {
		lines, err := contact.SaidToPersons(ctx, q, d.Authority, p.o.Municipality, today(q))
		if err != nil {
			return nil, err
		}
		for _, line := range lines {
			out = append(out, p.around.Names.Of(d.Authority)+", "+line)
		}
	}
	return out, nil
}

// signedPaper gives the paper that the person signed, to whoever works with the person at the authority that keeps it; that
// it was read is noted.
func (s *Service) signedPaper(r *web.Request) (web.Response, error) {
	p, err := s.pageOf(r)
	if err != nil {
		return web.Response{}, err
	}
	now, ok := p.Now()
	if !ok || now.Evidence == "" || now.PersonAuthority != p.o.Desk.Authority {
		return web.Response{}, fault.NotFoundThing()
	}
	f, content, err := file.Open(r.Context(), s.Trail.DB(), s.Trail.Keys(), now.Evidence)
	if err != nil {
		return web.Response{}, err
	}
	out := web.Download(f.Name, string(f.Type), f.Size, content)
	for name, value := range f.Headers() {
		out = out.Header(name, value)
	}
	return out, nil
}
