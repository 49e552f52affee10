package accesslog

import (
	"fmt"
	"strconv"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
)

// Protocol is the protocol of a review as a document: how it was drawn, what the rules found, and each reading with what the
// auditor found. Whom the readings were about stands nowhere in it.
func Protocol(w Whole, readings []Reading, said []Said, l language.Lang, names map[string]string) pdf.Document {
	t := language.T
	title := t("Loggkontroll: %s", "Log review: %s").With(w.Name()).In(l)
	made, closed := w.OpenedAt.Time, t("pågår", "goes on").In(l)
	if w.State == Closed {
		made, closed = w.ClosedAt.Time, t("%s av %s", "%s by %s").With(calendar.DateTime(w.ClosedAt.Time), names[w.ClosedBy]).In(l)
	}
	value := func(name language.Text, v string) pdf.KeyValue {
		return pdf.KeyValue{Key: name.In(l), Value: pdf.Text(v)}
	}
	facts := pdf.KeyValues{value(t("Myndighet", "Authority"), names[w.Authority]), value(sayNumber, w.Number), value(t("Period", "Period"), w.From.String()+" – "+w.To.String()),
		value(t("Läsningar i perioden", "Readings in the period"), strconv.FormatInt(w.Readings, 10)), value(t("Urvalets storlek", "Size of the sample"), strconv.FormatInt(w.Size, 10)),
		value(t("Frö", "Seed"), strconv.FormatInt(w.Seed, 10)), value(t("Avslutad", "Closed"), closed)}
	found := pdf.Table{Columns: []pdf.Column{{Title: t("Regel", "Rule").In(l)}, {Title: t("Gräns", "Threshold").In(l), Right: true}, {Title: t("Hittade", "Found").In(l), Right: true}, {Title: t("Granskade", "Reviewed").In(l), Right: true}}}
	for _, f := range w.Flagged {
		info, _ := RuleOf(f.Rule)
		found.Rows = append(found.Rows, pdf.Row(info.Name.In(l), fmt.Sprint(f.Threshold), fmt.Sprint(f.Found), fmt.Sprint(f.Taken)))
	}
	lines := pdf.Table{Columns: []pdf.Column{{Title: t("Nr", "No.").In(l), Right: true}, {Title: sayWhen.In(l)}, {Title: sayWho.In(l)}, {Title: t("Varför den är med", "Why it is here").In(l)}, {Title: t("Bedömning", "Judgement").In(l)}}}
	for i, line := range w.Lines {
		judged := t("inte bedömd", "not judged")
		if line.Result != "" {
			judged = t("%s (%s)", "%s (%s)").With(line.Result.Name(), names[line.JudgedBy])
		}
		text := judged.In(l)
		if said[i].Words != "" {
			text += "\n" + said[i].Words
		}
		lines.Rows = append(lines.Rows, pdf.Row(fmt.Sprint(line.No), calendar.DateTime(line.At.Time).In(l), readings[i].WhoSaid().In(l), line.Why().In(l), text))
	}
	return pdf.Document{Title: title, Author: names[w.Authority], Lang: l, Made: made, Footer: title, Blocks: []pdf.Block{
		pdf.H(1, title), facts, pdf.H(2, t("Vad reglerna hittade", "What the rules found").In(l)), found, pdf.H(2, t("Läsningar", "Readings").In(l)), lines,
		pdf.P(t("Vem läsningarna gällde står inte i protokollet.", "Whom the readings were about does not stand in the protocol.").In(l))}}
}
