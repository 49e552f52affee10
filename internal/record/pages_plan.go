package record

import (
	"context"
	"errors"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// dayOf writes the day of an instant; a dash when there is none.
func dayOf(at db.Time) string {
	if at.IsZero() {
		return "–"
	}
	return calendar.DateOf(at.Time).String()
}

func (v *view) planPart() templ.Component {
	t := language.T
	table := ui.Table{Lang: v.r.Lang, ID: "regler", Caption: v.say(t("Planen", "The plan")), Empty: ui.Empty{Text: v.say(t("Ingen regel finns. Utan regel gallras inget.", "There is no rule. Without one nothing is destroyed."))},
		Columns: []ui.Column{{Label: v.say(t("Handlingstyp", "Document type")), RowHeader: true}, {Label: v.say(t("Regel", "Rule"))}, {Label: v.say(protocolWords.source)}, {Label: v.say(t("Gäller", "Holds"))}, {Label: v.say(t("Avsluta", "End")), Hidden: true, Bare: true}}}
	for _, rule := range v.rules {
		table.Rows = append(table.Rows, ui.Row{Cells: append(texts(v.say(v.records.docType(rule.DocType)), v.say(rule.says()), rule.Source, v.say(rule.period())), v.endRule(rule))})
	}
	var form templ.Component
	if v.r.May(policy.EditRetention) {
		form = ui.Fold(ui.FoldOf{ID: "ny-regel", Title: v.say(t("Lägg till en regel", "Add a rule")), Open: v.failed == "regel", Body: v.form(v.ruleForm())})
	}
	return ui.SectionIntro("plan", v.say(t("Dokumenthanteringsplan", "Plan for the documents")), "", ui.Parts(ui.TableOf(table), form))
}

// endRule lets a rule that holds further end today.
func (v *view) endRule(rule Rule) templ.Component {
	if !rule.To.IsZero() || !v.r.May(policy.EditRetention) || rule.From.After(v.today) {
		return ui.Text("")
	}
	t := language.T
	return ui.ConfirmBox(ui.Confirm{ID: "avsluta-" + rule.ID, Open: v.say(t("Avsluta", "End")), Title: v.say(t("Ska regeln sluta gälla i dag?", "Is the rule to cease today?")),
		Text:   v.say(t("Från i morgon gallras inget av handlingstypen förrän en ny regel finns.", "From tomorrow nothing of the document type is destroyed until there is a new rule.")),
		Action: Path + "-plan/" + rule.ID + "/avsluta", Button: v.say(t("Avsluta regeln", "End the rule")), Cancel: v.say(t("Avbryt", "Cancel"))})
}

// says is what a rule demands, in words.
func (r Rule) says() language.Text {
	if r.Keep {
		return language.T("bevaras", "kept for ever")
	}
	var start language.Text
	for _, info := range Starts() {
		if info.Start == r.Start {
			start = info.Name
		}
	}
	return language.T("gallras efter %s från %s", "destroyed after %s from %s").With(language.Plural(r.Months, language.T("%d månad", "%d month"), language.T("%d månader", "%d months")), start)
}

func (r Rule) period() language.Text {
	if r.To.IsZero() {
		return language.T("från %s", "from %s").With(r.From)
	}
	return language.T("%s till %s", "%s to %s").With(r.From, r.To)
}

func (v *view) ruleForm() ui.Form {
	t := language.T
	var types, starts []ui.Option
	for _, d := range v.records.DocTypes {
		types = append(types, ui.Option{Value: d.Code, Label: v.say(d.Name)})
	}
	for _, info := range Starts() {
		starts = append(starts, ui.Option{Value: string(info.Start), Label: v.say(info.Name)})
	}
	return ui.Form{ID: "regel", Action: Path + "-plan", Submit: ui.Button{Label: v.say(t("Spara regeln", "Save the rule"))}, Fields: []ui.Field{
		{Kind: ui.SelectField, Name: "doc_type", Label: v.say(t("Handlingstyp", "Document type")), Options: types, Width: ui.Medium},
		{Kind: ui.CheckboxField, Name: "keep", Label: v.say(t("Bevaras för alltid", "Kept for ever")), Optional: true},
		{Kind: ui.NumberField, Name: "months", Label: v.say(t("Sparas i månader", "Kept for months")), Optional: true, Width: ui.Short, Min: "1", Max: "2400"},
		{Kind: ui.SelectField, Name: "starts", Label: v.say(t("Räknas från", "Counted from")), Options: starts, Value: string(FromClosed), Width: ui.Medium},
		{Kind: ui.TextField, Name: "source", Label: v.say(t("Rättslig grund", "Legal source")), Hint: v.say(t("Lag, föreskrift eller gallringsbeslut, med nummer.", "Law, regulation or disposal decision, with its number."))},
		{Kind: ui.DateField, Name: "valid_from", Label: v.say(t("Gäller från och med", "Holds from")), Value: v.today.String(), Width: ui.Short}}}
}

// posted does an act of the list page and leads back; what cannot be saved is shown again as it was filled in.
func (r *Records) posted(req *web.Request, id string, done language.Text, act func(f *web.Form) error) (web.Response, error) {
	f, err := req.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if err = act(f); err == nil && f.OK() {
		return web.Redirect(Path).Message(ui.Good, done), nil
	}
	if err != nil && (id == "" || !f.Take(err)) {
		return web.Response{}, err
	}
	return r.listAgain(req, id, f)
}

func (r *Records) rulePost(req *web.Request) (web.Response, error) {
	return r.posted(req, "regel", language.T("Regeln är sparad.", "The rule is saved."), func(f *web.Form) error {
		rule := Rule{Authority: req.Actor.Authority, DocType: f.Choice("doc_type", r.codes(), web.Required), Keep: f.Ticked("keep"), Start: Start(f.Value("starts")), Source: f.Text("source"), From: f.Date("valid_from")}
		if !rule.Keep {
			rule.Months = int64(f.Int("months", 1, longestRetention, web.Required))
		}
		if !f.OK() {
			return nil
		}
		_, err := r.AddRule(req.Context(), req.Actor, rule)
		return err
	})
}

func (r *Records) codes() (out []string) {
	for _, d := range r.DocTypes {
		out = append(out, d.Code)
	}
	return out
}

func (r *Records) endRulePost(req *web.Request) (web.Response, error) {
	return r.posted(req, "", language.T("Regeln är avslutad.", "The rule has ended."), func(*web.Form) error {
		return r.endRuleToday(req.Context(), req.Actor, req.Path("rule"))
	})
}

// endRuleToday ends a rule of the actor's own authority's plan; one of another's is not found.
func (r *Records) endRuleToday(ctx context.Context, a policy.Actor, id string) error {
	q := r.Trail.DB()
	rules, err := RulesOf(ctx, q, a.Authority)
	if err != nil {
		return err
	}
	for _, rule := range rules {
		if rule.ID == id {
			rule.To = calendar.DateOf(q.Now())
			return r.EndRule(ctx, a, rule)
		}
	}
	return fault.NotFoundThing()
}

func (v *view) holdPart() templ.Component {
	t := language.T
	table := ui.Table{Lang: v.r.Lang, ID: "stoppade", Caption: v.say(t("Stoppad gallring", "Holds")), Empty: ui.Empty{Text: v.say(t("Ingen akt är stoppad.", "No file is on hold."))},
		Columns: []ui.Column{{Label: v.say(t("Diarienummer", "Registry number")), RowHeader: true}, {Label: v.say(t("Varför", "Why"))}, {Label: v.say(t("Sedan", "Since"))}, {Label: v.say(t("Släpp", "Let go")), Hidden: true, Bare: true}}}
	for _, h := range v.holds {
		var let templ.Component = ui.Text("")
		if v.r.May(policy.HoldRecord) {
			let = ui.Press(Path+"-stopp/"+h.ID+"/slapp", ui.Button{Label: v.say(t("Låt den gallras", "Let it go")), Kind: ui.Secondary})
		}
		table.Rows = append(table.Rows, ui.Row{Cells: append(texts(v.number(ref.To(h.Kind, h.Thing)), h.Reason, dayOf(h.PlacedAt)), let)})
	}
	var form templ.Component
	if v.r.May(policy.HoldRecord) {
		form = ui.Fold(ui.FoldOf{ID: "nytt-stopp", Title: v.say(t("Stoppa gallringen av en akt", "Stop the destruction of a file")), Open: v.failed == "stopp", Body: v.form(ui.Form{ID: "stopp", Action: Path + "-stopp", Submit: ui.Button{Label: v.say(t("Stoppa", "Stop")), Kind: ui.Secondary}, Fields: []ui.Field{
			{Kind: ui.TextField, Name: "number", Label: v.say(t("Aktens diarienummer", "Registry number of the file")), Width: ui.Medium},
			{Kind: ui.TextField, Name: "reason", Label: v.say(t("Varför?", "Why?")), Hint: v.say(t("Till exempel en begäran, en tvist eller en granskning. Skriv inga personuppgifter.", "Such as a request, a dispute or a review. Write no personal data."))}}})})
	}
	return ui.SectionIntro("stoppad-gallring", v.say(t("Stoppad gallring", "Holds")), "", ui.Parts(ui.TableOf(table), form))
}

func (r *Records) holdPost(req *web.Request) (web.Response, error) {
	return r.posted(req, "stopp", language.T("Gallringen är stoppad för akten.", "The destruction of the file is stopped."), func(f *web.Form) error {
		number, reason := f.Text("number", web.Required), f.Text("reason", web.Required)
		if !f.OK() {
			return nil
		}
		return r.HoldNumber(req.Context(), req.Actor, req.Actor.Authority, number, reason)
	})
}

// HoldNumber stops the destruction of the thing that bears a registry number in an authority.
func (r *Records) HoldNumber(ctx context.Context, a policy.Actor, authority, number, reason string) error {
	q := r.Trail.DB()
	if err := r.guard(ctx, q, a, policy.HoldRecord, authority); err != nil {
		return err
	}
	thing, found, err := Find(ctx, q, authority, number)
	if err != nil {
		return err
	}
	if _, known := r.Rooms[thing.Kind]; !found || !known {
		text := language.T("Ingen akt hos er som kan gallras har det numret. Se efter i diariet.", "No file of yours that may be destroyed has that number. Look in the registry.")
		return fault.New(fault.Invalid, text, fault.Field("number", text))
	}
	return r.Hold(ctx, a, authority, thing, strings.TrimSpace(reason))
}

func (r *Records) letGoPost(req *web.Request) (web.Response, error) {
	return r.posted(req, "", language.T("Akten får gallras igen.", "The file may be destroyed again."), func(*web.Form) error {
		return r.letGoHeld(req.Context(), req.Actor, req.Path("hold"))
	})
}

// letGoHeld lets what a hold of the actor's own authority stops go; a hold of another's is not found.
func (r *Records) letGoHeld(ctx context.Context, a policy.Actor, hold string) error {
	h, err := db.One[HoldRow](ctx, r.Trail.DB(), `SELECT id, authority_id, kind, thing_id, reason, placed_at, placed_by FROM record_hold
		WHERE id = $1 AND authority_id = $2 AND lifted_at IS NULL`, hold, a.Authority)
	if errors.Is(err, db.ErrNone) {
		return fault.NotFoundThing()
	}
	if err != nil {
		return err
	}
	return r.LetGo(ctx, a, h.Authority, ref.To(h.Kind, h.Thing))
}
