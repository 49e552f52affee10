package signing

import (
	"fmt"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
)

// Paper is everything that the document of a signed agreement says.
type Paper struct {
	Title   language.Text // "Samverkan mellan Ludvika kommun och Arbetsförmedlingen"
	Parties []string      // names of the parties, in order
	Names   map[string]string
	Period  calendar.Period
	Round   Round
	Doc     clause.Document
	Made    time.Time
	Stamped bool // a time-stamping service proves the time; else the time is the installation's own
}

// Document lays the agreement out as a tagged document, in the order in which it is read aloud: what it is, the clauses
// with what they promise, everything that deviates from the template in one place, annexes, signatures.
func (p Paper) Document(l language.Lang) pdf.Document {
	say := func(t language.Text) string { return t.In(l) }
	t := language.T
	d := pdf.Document{
		Title: say(p.Title), Author: "Samsyn", Lang: l, Made: p.Made,
		Subject: say(t("Lokal överenskommelse, version %d", "Local agreement, version %d").With(p.Round.Text)),
		Header:  say(p.Title),
		Footer:  say(t("Version %d. Textens kontrollsumma %s", "Version %d. The text's checksum %s").With(p.Round.Text, short(p.Round.Digest))),
	}
	d.Blocks = append(d.Blocks, pdf.H(1, d.Title), p.facts(l))
	if l != language.Swedish {
		d.Blocks = append(d.Blocks, pdf.P("This is a gloss. The Swedish text is the agreement."))
	}
	for i, c := range p.Doc.Clauses {
		d.Blocks = append(d.Blocks, p.clause(i+1, c, l)...)
	}
	d.Blocks = append(d.Blocks, p.deviations(l)...)
	d.Blocks = append(d.Blocks, p.annexes(l)...)
	d.Blocks = append(d.Blocks, p.signatures(l)...)
	return d
}

func short(digest string) string { return digest[:min(16, len(digest))] }

func (p Paper) facts(l language.Lang) pdf.KeyValues {
	t := language.T
	kv := func(key language.Text, value string) pdf.KeyValue {
		return pdf.KeyValue{Key: key.In(l), Value: pdf.Text(value)}
	}
	return pdf.KeyValues{
		kv(t("Parter", "Parties"), strings.Join(p.Parties, "; ")),
		kv(t("Gäller", "In force"), p.Period.In(l)),
		kv(t("Version", "Version"), fmt.Sprint(p.Round.Text)),
		kv(t("Nationell mall", "National template"), t("version %d", "version %d").With(p.Doc.Template).In(l)),
		kv(t("Avvikelser från mallen", "Deviations from the template"), fmt.Sprint(len(p.Doc.Deviations))),
		kv(t("Textens kontrollsumma (SHA-256)", "The text's checksum (SHA-256)"), p.Round.Digest),
	}
}

// clause is what a clause says, read once: the template's words, or what the parties have agreed in their place, then what
// holds besides, then what is promised.
func (p Paper) clause(no int, c clause.Clause, l language.Lang) []pdf.Block {
	out := []pdf.Block{pdf.H(2, fmt.Sprintf("§ %d %s", no, c.Heading.In(l)))}
	switch {
	case p.Doc.Omitted(c.ID):
		for _, v := range p.Doc.Left(c.ID) {
			out = append(out, deviating(say(l, "Avviker från mallen (%s): paragrafen gäller inte.", "Deviates from the template (%s): the clause does not hold.", v.ID), v))
		}
	case !p.Doc.Reads(c.ID):
		for _, v := range p.Doc.Instead(c.ID) {
			out = append(out, deviating(say(l, "Avviker från mallen (%s). I stället för mallens text gäller:", "Deviates from the template (%s). In place of the template's text holds:", v.ID), v))
		}
	default:
		out = append(out, pdf.P(p.Doc.Plain(c, l)))
	}
	for _, v := range p.Doc.Besides(c.ID) {
		out = append(out, deviating(say(l, "Gäller dessutom (%s):", "Holds besides (%s):", v.ID), v))
	}
	if table, any := p.commitments(c.ID, l); any {
		out = append(out, table)
	}
	return out
}

// deviating is a deviation where it stands in the text; the reason is in the table of all of them.
func deviating(how string, v clause.Deviation) pdf.Block {
	rich := pdf.Rich{pdf.Bold(how)}
	if v.Text != "" {
		rich = append(rich, pdf.Span{Text: " " + v.Text})
	}
	return pdf.Paragraph{Text: rich}
}

func say(l language.Lang, sv, en string, args ...any) string {
	return language.T(sv, en).With(args...).In(l)
}

func (p Paper) commitments(id string, l language.Lang) (pdf.Table, bool) {
	t := pdf.Table{
		Caption:    say(l, "Åtaganden i paragrafen", "Commitments in the clause"),
		Columns:    []pdf.Column{{Title: say(l, "Nr", "No")}, {Title: say(l, "Åtagande", "Commitment")}, {Title: say(l, "Lovas av", "Promised by")}, {Title: say(l, "Mål", "Target")}},
		RowHeaders: true,
	}
	for _, k := range p.Doc.CommitmentsOf(id) {
		goal := k.Goals().In(l)
		if p.Doc.Omitted(k.ID) || p.Doc.Omitted(k.Clause) {
			goal = say(l, "gäller inte, se avvikelserna", "does not hold, see the deviations")
		}
		t.Rows = append(t.Rows, pdf.Row(k.ID, p.promise(k, l), k.By.Name().In(l), goal))
	}
	return t, len(t.Rows) > 0
}

// promise is what a commitment reads as with what the parties have agreed in its place or besides.
func (p Paper) promise(k clause.Commitment, l language.Lang) string {
	text := k.Text.In(l)
	for i, v := range p.Doc.Instead(k.ID) {
		if i == 0 {
			text = ""
		}
		text = strings.TrimSpace(text + " " + say(l, "Avviker från mallen (%s): %s", "Deviates from the template (%s): %s", v.ID, v.Text))
	}
	for _, v := range p.Doc.Besides(k.ID) {
		text += " " + say(l, "Gäller dessutom (%s): %s", "Holds besides (%s): %s", v.ID, v.Text)
	}
	return text
}

func (p Paper) deviations(l language.Lang) []pdf.Block {
	out := []pdf.Block{pdf.H(2, say(l, "Avvikelser från mallen", "Deviations from the template"))}
	if len(p.Doc.Deviations) == 0 {
		return append(out, pdf.P(say(l, "Inga.", "None.")))
	}
	table := pdf.Table{RowHeaders: true, Columns: []pdf.Column{{Title: say(l, "Nr", "No")}, {Title: say(l, "Gäller", "On")}, {Title: say(l, "Vad", "What")}, {Title: say(l, "Varför", "Why")}}}
	for _, v := range p.Doc.Deviations {
		table.Rows = append(table.Rows, pdf.Row(v.ID, p.Doc.On(v.On), strings.TrimSpace(v.Kind.Name().In(l)+". "+v.Text), v.Reason))
	}
	return append(out, table)
}

func (p Paper) annexes(l language.Lang) []pdf.Block {
	if len(p.Doc.Annexes) == 0 {
		return nil
	}
	list := pdf.List{}
	for _, a := range p.Doc.Annexes {
		list.Items = append(list.Items, pdf.Item{Text: pdf.Text(say(l, "Bilaga %d. %s", "Annex %d. %s", a.No, a.Name))})
	}
	return []pdf.Block{pdf.H(2, say(l, "Bilagor", "Annexes")), list}
}

func (p Paper) signatures(l language.Lang) []pdf.Block {
	out := []pdf.Block{pdf.PageBreak{}, pdf.H(2, say(l, "Underskrifter", "Signatures"))}
	for _, s := range p.Round.Slots {
		out = append(out, pdf.H(3, p.Names[s.Authority]+", "+s.As().In(l)), p.signature(s, l))
	}
	return append(out, pdf.P(p.footing().In(l)))
}

func (p Paper) signature(s Slot, l language.Lang) pdf.KeyValues {
	kv := func(key string, value string) pdf.KeyValue {
		return pdf.KeyValue{Key: key, Value: pdf.Text(value)}
	}
	name := s.Name
	if s.Function != "" {
		name += ", " + s.Function
	}
	return pdf.KeyValues{
		kv(say(l, "Namn", "Name"), name),
		kv(say(l, "Delegation", "Delegation"), s.Delegation().Text().In(l)),
		kv(say(l, "Undertecknade", "Signed"), calendar.LongDateTime(s.At.Time).In(l)),
		kv(say(l, "Legitimerade sig med", "Shown by"), s.How().In(l)),
	}
}

// footing says what the signatures are and are not.
func (p Paper) footing() language.Text {
	t := language.T
	when := t("Tiderna är installationens egna.", "The times are the installation's own.")
	if p.Stamped {
		when = t("Tiden för förseglingen intygas av en tidsstämplingstjänst.", "The time of the sealing is proved by a time-stamping service.")
	}
	return t("Var och en har undertecknat samma text, den som kontrollsumman ovan hör till, efter att ha legitimerat sig på nytt. Samsyn har förseglat dokumentet en gång för varje underskrift, så att varje ändring därefter syns. %s Förseglingen är inte ett intyg om nivå enligt eIDAS-förordningen.",
		"Each has signed the same text, the one that the checksum above belongs to, after showing anew who they are. Samsyn has sealed the document once for each signature, so that any change after that shows. %s The seal is no statement of a level under the eIDAS regulation.").With(when)
}
