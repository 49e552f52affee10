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

func (p Paper) clause(no int, c clause.Clause, l language.Lang) []pdf.Block {
	out := []pdf.Block{pdf.H(2, fmt.Sprintf("§ %d %s", no, c.Heading.In(l)))}
	if p.Doc.Omitted(c.ID) {
		out = append(out, pdf.P(language.T("Parterna har kommit överens om att paragrafen inte gäller. Se avvikelserna.", "The parties have agreed that this clause does not hold. See the deviations.").In(l)))
	}
	out = append(out, pdf.P(p.Doc.Plain(c, l)))
	if table, any := p.commitments(c.ID, l); any {
		out = append(out, table)
	}
	for _, v := range p.Doc.Deviations {
		if v.On == c.ID && v.Kind != clause.Omits {
			out = append(out, pdf.Paragraph{Text: pdf.Rich{pdf.Bold(say(l, "Avvikelse %s: ", "Deviation %s: ", v.ID)), {Text: v.Kind.Name().In(l) + ". " + v.Text}}})
		}
	}
	return out
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
		if p.Doc.Omitted(k.ID) {
			goal = say(l, "gäller inte, se avvikelserna", "does not hold, see the deviations")
		}
		t.Rows = append(t.Rows, pdf.Row(k.ID, k.Text.In(l), k.By.Name().In(l), goal))
	}
	return t, len(t.Rows) > 0
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
