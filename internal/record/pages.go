package record

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Path is the page of an authority's retention and disposal.
const Path = "/admin/gallring"

const pageSize = 50

var (
	sayTitle = language.T("Bevarande och gallring", "Retention and disposal")
	sayAdmin = language.T("Administration", "Administration")
)

// Page is the address of a disposal.
func (d Disposal) Page() string { return Path + "/" + d.ID }

// Routes registers the pages and the operations.
func (r *Records) Routes(rt *web.Router) {
	const one = Path + "/{disposal}"
	rt.Handle("GET "+Path, policy.ReadRecords, r.listPage)
	rt.Handle("POST "+Path, policy.ProposeDisposal, r.proposePost)
	rt.Handle("POST "+Path+"-plan", policy.EditRetention, r.rulePost)
	rt.Handle("POST "+Path+"-plan/{rule}/avsluta", policy.EditRetention, r.endRulePost)
	rt.Handle("POST "+Path+"-stopp", policy.HoldRecord, r.holdPost)
	rt.Handle("POST "+Path+"-stopp/{hold}/slapp", policy.HoldRecord, r.letGoPost)
	rt.Handle("GET "+one, policy.ReadRecords, r.onePage)
	rt.Handle("GET "+one+"/protokoll", policy.ReadRecords, r.protocolFile)
	rt.Handle("POST "+one+"/beslut", policy.DecideDisposal, r.decidePost)
	rt.Handle("POST "+one+"/paket", policy.CarryOutDisposal, r.packageFile)
	rt.Handle("POST "+one+"/genomfor", policy.CarryOutDisposal, r.carryOutPost)
	r.apiRoutes(rt)
}

// view is all that the list page says.
type view struct {
	r         *web.Request
	records   *Records
	today     calendar.Date
	due       []Item
	rules     []Rule
	holds     []HoldRow
	disposals []Disposal
	next      web.Cursor
	numbers   map[ref.Ref]string
	failed    string // id of the form that could not be saved
	sent      *web.Form
}

func (r *Records) listPage(req *web.Request) (web.Response, error) { return r.listAgain(req, "", nil) }

func (r *Records) listAgain(req *web.Request, failed string, sent *web.Form) (web.Response, error) {
	v, err := r.view(req)
	if err != nil {
		return web.Response{}, err
	}
	v.failed, v.sent = failed, sent
	disposals := v.disposalTable()
	body := ui.Parts(ui.Heading(req.Say(sayTitle), req.Say(language.T("Vad myndigheten sparar, hur länge, och vad som har förstörts med vilken rätt.", "What the authority keeps, for how long, and what has been destroyed with what right."))),
		ui.LeadBlock(v.lead()), v.duePart(),
		ui.SectionIntro("gallringar", req.Say(language.T("Gallringar", "Disposals")), "", ui.TableOf(disposals)), v.planPart(), v.holdPart())
	out := page(req, sayTitle, body).Part(disposals.ID, ui.TableOf(disposals))
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

func (r *Records) view(req *web.Request) (v *view, err error) {
	ctx, q, own := req.Context(), r.Trail.DB(), req.Actor.Authority
	v = &view{r: req, records: r, today: calendar.DateOf(q.Now())}
	if v.due, err = r.DueNow(ctx, q, req.Actor, own); err != nil {
		return nil, err
	}
	if v.rules, err = RulesOf(ctx, q, own); err != nil {
		return nil, err
	}
	if v.holds, err = HoldsOf(ctx, q, own); err != nil {
		return nil, err
	}
	after, err := req.After(1)
	if err != nil {
		return nil, err
	}
	before := ""
	if len(after) > 0 {
		before = after[0]
	}
	if v.disposals, err = DisposalsOf(ctx, q, own, before, pageSize+1); err != nil {
		return nil, err
	}
	v.disposals, v.next = web.Cut(v.disposals, pageSize, func(d Disposal) web.Cursor { return web.Cursor{d.ID} })
	v.numbers, err = numbersOf(ctx, q, own, v.things())
	return v, err
}

// things are those whose registry numbers the page shows.
func (v *view) things() (out []ref.Ref) {
	for _, i := range v.due {
		out = append(out, i.Thing())
	}
	for _, h := range v.holds {
		out = append(out, ref.To(h.Kind, h.Thing))
	}
	return out
}

// lead is what the reader's authority has to do now.
func (v *view) lead() ui.Lead {
	t := language.T
	for _, d := range v.disposals {
		switch {
		case d.State == Proposed && v.r.May(policy.DecideDisposal) && d.ProposedBy != v.r.Actor.ID:
			return ui.Lead{Level: ui.Warn, Text: ui.Rich(v.say(t("Du behöver *besluta om gallringen %s*, som en kollega har föreslagit.", "You need to *decide on disposal %s*, which a colleague proposed.").With(d.Number))),
				Button: &ui.Button{Label: v.say(t("Ta ställning", "Decide")), Href: d.Page()}}
		case d.State == Approved && v.r.May(policy.CarryOutDisposal):
			return ui.Lead{Level: ui.Warn, Text: ui.Rich(v.say(t("Gallringen *%s är beslutad* och ska genomföras.", "Disposal *%s is approved* and is to be carried out.").With(d.Number))),
				Button: &ui.Button{Label: v.say(t("Öppna gallringen", "Open the disposal")), Href: d.Page()}}
		}
	}
	if n := len(v.due); n > 0 {
		return ui.Lead{Text: ui.Rich(v.say(language.Plural(n, t("*%d akt får gallras* enligt er plan.", "*%d file may be destroyed* by your plan."), t("*%d akter får gallras* enligt er plan.", "*%d files may be destroyed* by your plan.")))),
			Button: &ui.Button{Label: v.say(t("Se vilka", "See which")), Href: "#att-gallra"}}
	}
	if len(v.rules) == 0 {
		return ui.Lead{Text: ui.Rich(v.say(t("*Er plan är tom, så inget gallras.* Lägg till en regel för varje handlingstyp.", "*Your plan is empty, so nothing is destroyed.* Add a rule for each document type."))),
			Button: &ui.Button{Label: v.say(t("Till planen", "To the plan")), Href: "#plan"}}
	}
	return ui.Lead{Text: ui.Rich(v.say(t("Inget får gallras i dag enligt er plan.", "Nothing may be destroyed today by your plan.")))}
}

func (v *view) say(t language.Text) string { return v.r.Say(t) }

// docType names a document type.
func (r *Records) docType(code string) language.Text {
	for _, d := range r.DocTypes {
		if d.Code == code {
			return d.Name
		}
	}
	return language.Same(code)
}

// duePart lists what may be destroyed, with a form to propose it, one document type at a time.
func (v *view) duePart() templ.Component {
	t := language.T
	table := ui.Table{Lang: v.r.Lang, ID: "far-gallras", Caption: v.say(t("Får gallras i dag", "May be destroyed today")), Count: v.say(language.Plural(len(v.due), t("%d akt", "%d file"), t("%d akter", "%d files"))),
		Sorted: v.say(t("tidigast avslutad först", "earliest closed first")), Tight: true, Empty: ui.Empty{Text: v.say(t("Inget får gallras i dag.", "Nothing may be destroyed today."))},
		Columns: []ui.Column{{Label: v.say(t("Diarienummer", "Registry number")), RowHeader: true}, {Label: v.say(t("Handlingstyp", "Document type"))}, {Label: v.say(protocolWords.start)}, {Label: v.say(protocolWords.due)}, {Label: v.say(protocolWords.source)}}}
	for _, i := range v.due {
		table.Rows = append(table.Rows, ui.Row{Cells: texts(v.number(i.Thing()), v.say(v.records.docType(i.DocType)), i.Start.String(), i.Due.String(), i.Source)})
	}
	var form templ.Component
	if len(v.due) > 0 && v.r.May(policy.ProposeDisposal) {
		form = v.form(ui.Form{ID: "foresla", Action: Path, Submit: ui.Button{Label: v.say(t("Föreslå gallring", "Propose a disposal"))}, Fields: []ui.Field{
			{Kind: ui.RadiosField, Name: "doc_type", Label: v.say(t("Handlingstyp", "Document type")), Options: v.dueTypes()},
			{Kind: ui.CheckboxField, Name: "export", Label: v.say(t("Arkivpaketet måste hämtas innan något förstörs", "The archive package must be fetched before anything is destroyed")), Value: "on", Optional: true,
				Hint: v.say(t("En kollega beslutar. Det som motparten har egna exemplar av rörs inte.", "A colleague decides. What the counterpart has copies of its own of is left alone."))}}})
	}
	return ui.SectionIntro("att-gallra", v.say(t("Att gallra", "To destroy")), "", ui.Parts(ui.TableOf(table), form))
}

func (v *view) dueTypes() (out []ui.Option) {
	count := map[string]int{}
	var order []string
	for _, i := range v.due {
		if count[i.DocType]++; count[i.DocType] == 1 {
			order = append(order, i.DocType)
		}
	}
	for _, code := range order {
		out = append(out, ui.Option{Value: code, Label: v.say(v.records.docType(code)) + " (" + strconv.Itoa(count[code]) + ")"})
	}
	return out
}

// number is a thing's registry number in the reader's authority.
func (v *view) number(thing ref.Ref) string {
	if n := v.numbers[thing]; n != "" {
		return n
	}
	return "–"
}

// form is one of the page's forms, as it was filled in when it could not be saved.
func (v *view) form(f ui.Form) templ.Component {
	f.Lang = v.r.Lang
	if v.failed == f.ID {
		f = f.Fill(v.sent.Values()).WithFault(v.sent.Err())
	}
	return ui.FormOf(f)
}

func texts(all ...string) (cells []templ.Component) {
	for _, s := range all {
		cells = append(cells, ui.Text(s))
	}
	return cells
}

func (v *view) disposalTable() ui.Table {
	t := language.T
	table := ui.Table{Lang: v.r.Lang, ID: "lista", Caption: v.say(t("Gallringar", "Disposals")), Sorted: v.say(t("senast först", "latest first")), Empty: ui.Empty{Text: v.say(t("Ingen gallring är gjord än.", "No disposal has been made yet."))},
		Columns: []ui.Column{{Label: v.say(t("Nummer", "Number")), RowHeader: true}, {Label: v.say(t("Föreslagen", "Proposed"))}, {Label: v.say(t("Beslutad", "Decided"))}, {Label: v.say(t("Genomförd", "Carried out"))}, {Label: v.say(t("Läge", "State"))}}}
	for _, d := range v.disposals {
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.A(d.Page(), d.Number), ui.Text(dayOf(d.ProposedAt)), ui.Text(dayOf(d.DecidedAt)), ui.Text(dayOf(d.CarriedOutAt)), ui.StatusChip(d.status(v.r.Lang))}})
	}
	if len(v.next) > 0 {
		table.Cursor = &ui.Cursor{Next: v.r.Link(web.AfterParam, v.next.String())}
	}
	return table
}

// status is the state as a chip.
func (d Disposal) status(l language.Lang) ui.Status {
	level := map[State]ui.Level{Proposed: ui.Waiting, Approved: ui.Warn, CarriedOut: ui.Good}[d.State]
	return ui.Status{Level: level, Words: d.State.Name().In(l)}
}

func page(req *web.Request, title language.Text, body templ.Component) web.Response {
	return web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: req.Say(sayAdmin), Href: "/admin"}}
		if title != sayTitle {
			f.Crumbs = append(f.Crumbs, ui.Link{Label: req.Say(sayTitle), Href: Path})
		}
		f.Crumbs = append(f.Crumbs, ui.Link{Label: req.Say(title)})
	})
}
