package negotiation

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names of the fields of a local commitment's form, beside those of any commitment.
const (
	fieldEnglish    = "text_en"
	fieldBy         = "by"
	fieldMirrors    = "mirrors"
	fieldMetric     = "metric"
	fieldStatistic  = "statistic"
	fieldLimit      = "limit"
	fieldUnit       = "unit"
	fieldComparator = "comparator"
	fieldTarget     = "target"
	fieldWindow     = "window"
)

// local tells whether the field is a commitment of the parties' own, there already or not.
func (p placed) local() bool {
	return p.field == NewCommitment || strings.HasPrefix(string(p.field), "commitment:L")
}

// localFields ask for everything that a commitment of the parties' own says: what is promised, by whom, how it is
// measured, how much, and why.
func (p placed) localFields(r *web.Request, id string) []ui.Field {
	t := language.T
	k, known := p.doc.Commitment(id)
	if !known {
		k = clause.Commitment{Clause: p.on, Kind: clause.Target, Relief: true}
	}
	var out []ui.Field
	switch {
	case known:
	case p.on != "":
		out = append(out, ui.Field{Kind: ui.HiddenField, Name: fieldOn, Value: p.on})
	default:
		out = append(out, ui.Field{Kind: ui.SelectField, Name: fieldOn, Label: r.Say(t("Vilken paragraf hör det till?", "Which clause does it belong to?")), Options: p.promisable(r)})
	}
	english, relief := k.Text.En, ""
	if english == k.Text.Sv {
		english = ""
	}
	if k.Relief {
		relief = "1"
	}
	out = append(out,
		ui.Field{Kind: ui.TextareaField, Name: fieldText, Swedish: true, Rows: 3, Label: r.Say(t("Vad lovas?", "What is promised?")), Value: k.Text.Sv, MaxLength: longPromise, Hint: r.Say(t("En mening, utan siffran. Till exempel: Kommunens ansökan om plats besvaras.", "One sentence, without the figure. For example: The municipality's application for a place is answered."))},
		ui.Field{Kind: ui.TextareaField, Name: fieldEnglish, English: true, Rows: 3, Optional: true, Label: r.Say(t("Samma på engelska", "The same in English")), Value: english, MaxLength: longPromise, Hint: r.Say(t("Lämnas det tomt visas den svenska texten.", "When left empty the Swedish text is shown."))},
		ui.Field{Kind: ui.RadiosField, Name: fieldBy, Label: r.Say(t("Vem lovar?", "Who promises?")), Value: string(k.By), Options: chosen(r, sides(), clause.Side.Name)},
		ui.Field{Kind: ui.SelectField, Name: fieldMirrors, Optional: true, Label: r.Say(t("Speglar den andra sidans åtagande", "Mirrors the other side’s commitment")), Value: k.Mirrors, Options: p.mirrored(r, id)},
		ui.Field{Kind: ui.RadiosField, Name: fieldKind, Label: r.Say(t("Har det ett mål?", "Does it have a target?")), Value: string(k.Kind), Options: []ui.Option{
			{Value: string(clause.Target), Label: r.Say(t("Ja, det hålls eller bryts", "Yes, it is kept or broken"))}, {Value: string(clause.Signal), Label: r.Say(t("Nej, det följs utan mål", "No, it is followed without a target"))}}})
	out = append(out, localMeasure(r, k)...)
	return append(out,
		ui.Field{Kind: ui.CheckboxField, Name: fieldRelief, Label: r.Say(t("Det som den andra parten har orsakat räknas inte som en miss", "What the other party caused does not count as a miss")), Value: relief, Optional: true, Options: []ui.Option{{Value: "1"}}},
		ui.Field{Kind: ui.TextareaField, Name: fieldReason, Swedish: true, Label: r.Say(t("Varför?", "Why?")), Value: k.Reason, MaxLength: 1000, Hint: r.Say(t("Varför lovar ni detta, och varför just det målet? Skälet läses av alla.", "Why do you promise this, and why this target? The reason is read by all."))},
		ui.Field{Kind: ui.DateField, Name: fieldFrom, Label: r.Say(t("Gäller från", "Holds from")), Value: k.From.String(), Width: ui.Short, Optional: true, Hint: r.Say(t("Tomt: hela överenskommelsens tid.", "Empty: for as long as the agreement."))},
		ui.Field{Kind: ui.DateField, Name: fieldTo, Label: r.Say(t("Gäller till", "Holds to")), Value: k.To.String(), Width: ui.Short, Optional: true})
}

// longPromise is how long a promise may be, in characters.
const longPromise = 400

// localMeasure asks how a local commitment is measured. It has one measure.
func localMeasure(r *web.Request, k clause.Commitment) []ui.Field {
	t := language.T
	var m clause.Measure
	if len(k.Measures) > 0 {
		m = k.Measures[0]
	}
	target, limit := "", ""
	if m.Target != nil {
		target = m.Target.In(r.Lang)
	}
	if m.Limit > 0 {
		limit = strconv.Itoa(m.Limit)
	}
	none := ui.Option{Label: r.Say(t("Välj", "Choose"))}
	return []ui.Field{
		{Kind: ui.SelectField, Name: fieldMetric, Over: r.Say(t("Hur mäts det?", "How is it measured?")), Label: r.Say(t("Mått", "Measure")), Value: m.Metric, Options: append([]ui.Option{none}, metrics(r)...), Hint: r.Say(t("Välj i katalogen. Ett mått som inte mäts än kan lovas, men Samsyn visar då ingen siffra förrän det mäts.", "Choose from the catalogue. A measure that is not measured yet can be promised, but Samsyn then shows no figure until it is."))},
		{Kind: ui.SelectField, Name: fieldStatistic, Label: r.Say(t("Hur räknas siffran?", "How is the figure made?")), Value: string(m.Statistic), Options: append([]ui.Option{none}, chosen(r, statistics(), statisticName)...)},
		{Kind: ui.NumberField, Name: fieldLimit, Label: r.Say(t("Tidsgräns", "Limit")), Value: limit, Width: ui.Short, Optional: true, Hint: r.Say(t("För en andel: inom hur lång tid. Till exempel 5.", "For a share: within how long. Such as 5."))},
		{Kind: ui.SelectField, Name: fieldUnit, Label: r.Say(t("Enhet för gräns och tid", "Unit of limit and time")), Value: string(m.LimitUnit), Optional: true, Options: append([]ui.Option{none}, chosen(r, limitUnits(), clause.Unit.Name)...)},
		{Kind: ui.SelectField, Name: fieldComparator, Label: r.Say(t("Minst eller högst?", "At least or at most?")), Value: string(m.Comparator), Hint: r.Say(sayOnlyTarget), Options: append([]ui.Option{none}, chosen(r, comparators(), clause.Comparator.Name)...)},
		{Kind: ui.TextField, Name: fieldTarget, InputMode: "decimal", Label: r.Say(t("Mål", "Target")), Value: target, Width: ui.Short, Hint: r.Say(t("Procent för en andel, ett antal, eller ett tal i enheten. Till exempel 90. %s", "Per cent of a share, a count, or a number in the unit. Such as 90. %s").With(sayOnlyTarget))},
		{Kind: ui.SelectField, Name: fieldWindow, Label: r.Say(t("Per vilken period?", "Over which window?")), Value: string(m.Window), Options: append([]ui.Option{none}, chosen(r, windows(), clause.Window.Name)...)},
	}
}

// metrics are the catalogue's measures, each telling when nothing measures it yet.
func metrics(r *web.Request) []ui.Option {
	var out []ui.Option
	for _, m := range fact.Catalogue() {
		label := m.Name
		if !m.Measured {
			label = language.T("%s (%s)", "%s (%s)").With(m.Name, m.State())
		}
		out = append(out, ui.Option{Value: m.ID, Label: r.Say(label)})
	}
	return out
}

// promisable lists the clauses that a local commitment can come into now.
func (p placed) promisable(r *web.Request) []ui.Option {
	open := openFields(p.Draft, p.Threads)
	var out []ui.Option
	for _, c := range p.doc.Clauses {
		if open.promisable(c.ID) {
			out = append(out, ui.Option{Value: c.ID, Label: r.Say(heading(p.doc, clause.ClauseField(c.ID)))})
		}
	}
	return out
}

func (p placed) mirrored(r *web.Request, id string) []ui.Option {
	out := []ui.Option{{Label: r.Say(language.T("Speglar inget", "Mirrors none"))}}
	for _, k := range p.doc.Commitments {
		if k.ID != id {
			out = append(out, ui.Option{Value: k.ID, Label: k.ID + " " + r.Say(k.Text)})
		}
	}
	return out
}

// measuredNow says of a local commitment what its measure is and whether it is measured yet.
func (p placed) measuredNow(r *web.Request) templ.Component {
	_, id, _ := strings.Cut(string(p.field), ":")
	k, ok := p.doc.Commitment(id)
	if !ok || len(k.Measures) == 0 {
		return nil
	}
	var facts []ui.Fact
	for _, m := range k.Measures {
		if c, ok := fact.Find(m.Metric); ok {
			facts = append(facts, ui.F(r.Say(c.Name), r.Say(language.T("%s. %s", "%s. %s").With(c.State(), c.Definition))))
		}
	}
	return ui.KeyValues(facts...)
}

// localSection lists the commitments of the parties' own on the draft's page, with the way to change each and to add one.
func (d shown) localSection(r *web.Request, doc clause.Document) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayLocal), Empty: ui.Empty{Text: r.Say(sayNoLocal)},
		Columns: []ui.Column{{Label: r.Say(language.T("Åtagande", "Commitment")), RowHeader: true}, {Label: r.Say(language.T("Lovas av", "Promised by"))}, {Label: r.Say(language.T("Mål", "Target"))}, {Label: r.Say(sayWhy)}}}
	for _, k := range doc.Commitments {
		if isLocal(k.ID) {
			t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(d.fieldPath(clause.CommitmentField(k.ID)), k.ID+" "+r.Say(k.Text)), ui.Text(r.Say(k.By.Name())), ui.Text(r.Say(k.Goals())), ui.Swedish(r.Lang, k.Reason)}})
		}
	}
	parts := []templ.Component{ui.TableOf(t)}
	open := openFields(d.Draft, d.Threads)
	if d.mine() && anyClause(doc, open.promisable) {
		parts = append(parts, ui.Buttons(ui.Button{Label: r.Say(sayAddLocal), Href: d.fieldPath(NewCommitment), Kind: ui.Secondary}))
	}
	return section("lokala", r.Say(language.T("%s (%d)", "%s (%d)").With(sayLocal, len(t.Rows))), parts...)
}

func anyClause(doc clause.Document, ok func(id string) bool) bool {
	for _, c := range doc.Clauses {
		if ok(c.ID) {
			return true
		}
	}
	return false
}

var (
	sayOnlyTarget = language.T("Lämna tomt bara om åtagandet följs utan mål.", "Leave empty only if the commitment is followed without a target.")

	sayLocal    = language.T("Lokala åtaganden", "Local commitments")
	sayNoLocal  = language.T("Inga. Åtagandena är mallens.", "None. The commitments are the template's.")
	sayAddLocal = language.T("Lägg till ett lokalt åtagande", "Add a local commitment")
	sayNewLocal = language.T("Nytt lokalt åtagande", "New local commitment")
)
