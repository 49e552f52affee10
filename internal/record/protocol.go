package record

import (
	"fmt"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
)

// protocolWords are the words of a disposal protocol.
var protocolWords = struct {
	title, authority, state, proposed, decided, reason, carried, export, made, none, items, trail language.Text
	no, kind, start, due, source, lines, by                                                       language.Text
}{
	title:     language.T("Gallringsprotokoll %s", "Disposal protocol %s"),
	authority: language.T("Myndighet", "Authority"),
	state:     language.T("Läge", "State"),
	proposed:  language.T("Föreslagen", "Proposed"),
	decided:   language.T("Beslut", "Decision"),
	reason:    language.T("Skäl", "Reason"),
	carried:   language.T("Genomförd", "Carried out"),
	export:    language.T("Arkivpaketets kontrollsumma (SHA-256)", "Digest of the archive package (SHA-256)"),
	made:      language.T("Kontroll av arkivpaketet", "Check of the archive package"),
	none:      language.T("Inget", "None"),
	items:     language.T("Handlingar", "Documents"),
	trail: language.T("Loggens rader om handlingarna gallras under samma protokoll. Deras plats i loggen finns kvar, så att loggen fortfarande kan kontrolleras.",
		"The trail's lines about the documents are disposed of under the same protocol. Their place in the trail remains, so that the trail can still be verified."),
	no:     language.T("Nr", "No."),
	kind:   language.T("Handling", "Document"),
	start:  language.T("Räknas från", "Counted from"),
	due:    language.T("Får gallras", "Due"),
	source: language.T("Rättslig grund", "Legal source"),
	lines:  language.T("Loggrader", "Trail lines"),
	by:     language.T("%s av %s", "%s by %s"),
}

// Protocol is the disposal protocol (gallringsprotokoll) as a document. name gives the name of an account or an
// authority by its id.
func Protocol(d Disposal, items []Item, l language.Lang, name func(id string) string) pdf.Document {
	w := protocolWords
	title := w.title.With(d.Number).In(l)
	facts := pdf.KeyValues{
		{Key: w.authority.In(l), Value: pdf.Text(name(d.Authority))},
		{Key: w.state.In(l), Value: pdf.Text(d.State.Name().In(l))},
	}
	for _, step := range []struct {
		label language.Text
		at    db.Time
		by    string
	}{{w.proposed, d.ProposedAt, d.ProposedBy}, {w.decided, d.DecidedAt, d.DecidedBy}, {w.carried, d.CarriedOutAt, d.CarriedOutBy}} {
		if step.at.IsZero() {
			continue
		}
		facts = append(facts, pdf.KeyValue{Key: step.label.In(l), Value: pdf.Text(w.by.With(calendar.DateTime(step.at.Time), name(step.by)).In(l))})
		if step.label == w.decided {
			facts = append(facts, pdf.KeyValue{Key: w.reason.In(l), Value: pdf.Text(d.Decision)})
		}
	}
	digest := d.ExportDigest
	if digest == "" {
		digest = w.none.In(l)
	}
	facts = append(facts, pdf.KeyValue{Key: w.export.In(l), Value: pdf.Text(digest)})
	if made := d.Made(); !made.IsZero() {
		facts = append(facts, pdf.KeyValue{Key: w.made.In(l), Value: pdf.Text(made.In(l))})
	}
	return pdf.Document{Title: title, Author: name(d.Authority), Lang: l, Made: latest(d), Footer: title, Blocks: []pdf.Block{
		pdf.H(1, title), facts, pdf.H(2, w.items.In(l)), itemTable(items, l), pdf.P(w.trail.In(l)),
	}}
}

func itemTable(items []Item, l language.Lang) pdf.Table {
	w := protocolWords
	t := pdf.Table{Columns: []pdf.Column{{Title: w.no.In(l), Right: true}, {Title: w.kind.In(l)}, {Title: w.start.In(l)},
		{Title: w.due.In(l)}, {Title: w.source.In(l)}, {Title: w.lines.In(l), Right: true}}}
	for _, i := range items {
		t.Rows = append(t.Rows, pdf.Row(fmt.Sprint(i.No), i.DocType+"\n"+i.ID, i.Start.String(), i.Due.String(), i.Source, fmt.Sprint(i.TrailLines)))
	}
	return t
}

// latest is when the disposal last changed, which is the date of the protocol.
func latest(d Disposal) (t time.Time) {
	t = d.ProposedAt.Time
	for _, at := range []db.Time{d.DecidedAt, d.CarriedOutAt} {
		if at.After(t) {
			t = at.Time
		}
	}
	return t
}
