package record

import (
	"errors"
	"io"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (r *Records) onePage(req *web.Request) (web.Response, error) { return r.oneAgain(req, nil) }

func (r *Records) oneAgain(req *web.Request, sent *web.Form) (web.Response, error) {
	ctx, q := req.Context(), r.Trail.DB()
	d, items, err := r.Read(ctx, q, req.Actor, req.Path("disposal"))
	if err != nil {
		return web.Response{}, err
	}
	names, err := r.names(req, d)
	if err != nil {
		return web.Response{}, err
	}
	var things []ref.Ref
	for _, i := range items {
		things = append(things, i.Thing())
	}
	numbers, err := numbersOf(ctx, q, d.Authority, things)
	if err != nil {
		return web.Response{}, err
	}
	title := language.T("Gallring %s", "Disposal %s").With(d.Number)
	body := ui.Parts(ui.Heading(req.Say(title), ""), ui.LeadBlock(oneLead(req, d, len(items))), ui.KeyValues(d.facts(req, names)...), d.acts(req, sent),
		ui.SectionIntro("handlingar", req.Say(protocolWords.items), "", ui.TableOf(r.itemsTable(req, items, numbers))))
	out := page(req, title, body)
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

// names gives what the protocol calls accounts and authorities.
func (r *Records) names(req *web.Request, d Disposal) (map[string]string, error) {
	if r.Names == nil {
		return map[string]string{}, nil
	}
	return r.Names(req.Context(), r.Trail.DB(), []string{d.Authority, d.ProposedBy, d.DecidedBy, d.CarriedOutBy})
}

func named(names map[string]string, id string) string {
	if n := names[id]; n != "" {
		return n
	}
	return id
}

// oneLead is what the reader can do about it.
func oneLead(req *web.Request, d Disposal, n int) ui.Lead {
	t := language.T
	files := language.Plural(n, t("%d akt", "%d file"), t("%d akter", "%d files"))
	switch {
	case d.State == Proposed && d.ProposedBy == req.Actor.ID:
		return ui.Lead{Level: ui.Waiting, Text: ui.Rich(req.Say(t("Du har föreslagit att %s gallras. *En kollega behöver besluta.*", "You have proposed that %s be destroyed. *A colleague needs to decide.*").With(files)))}
	case d.State == Proposed && req.May(policy.DecideDisposal):
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(req.Say(t("Du behöver *besluta om %s ska gallras*.", "You need to *decide whether %s are to be destroyed*.").With(files))), Button: &ui.Button{Label: req.Say(t("Ta ställning", "Decide")), Href: "#beslut"}}
	case d.State == Proposed:
		return ui.Lead{Level: ui.Waiting, Text: ui.Rich(req.Say(t("Gallringen av %s väntar på beslut.", "The disposal of %s waits for a decision.").With(files)))}
	case d.State == Approved && d.MustExport && d.ExportDigest == "":
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(req.Say(t("Gallringen är beslutad. *Hämta arkivpaketet* innan %s förstörs.", "The disposal is approved. *Fetch the archive package* before %s are destroyed.").With(files)))}
	case d.State == Approved:
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(req.Say(t("Gallringen är beslutad och *kan genomföras*.", "The disposal is approved and *can be carried out*.")))}
	case d.State == Refused:
		return ui.Lead{Text: ui.Rich(req.Say(t("Gallringen avslogs. Inget är förstört.", "The disposal was refused. Nothing is destroyed.")))}
	}
	return ui.Lead{Level: ui.Good, Text: ui.Rich(req.Say(t("Er myndighets exemplar av %s är förstörda. *Protokollet finns kvar.*", "Your authority’s copies of %s are destroyed. *The protocol remains.*").With(files)))}
}

func (d Disposal) facts(req *web.Request, names map[string]string) []ui.Fact {
	w := protocolWords
	facts := []ui.Fact{{Name: req.Say(w.state), Value: ui.StatusChip(d.status(req.Lang))}}
	step := func(label language.Text, at language.Text, by string) {
		facts = append(facts, ui.F(req.Say(label), req.Say(w.by.With(at, named(names, by)))))
	}
	step(w.proposed, calendar.DateTime(d.ProposedAt.Time), d.ProposedBy)
	if !d.DecidedAt.IsZero() {
		step(w.decided, calendar.DateTime(d.DecidedAt.Time), d.DecidedBy)
		facts = append(facts, ui.F(req.Say(w.reason), d.Decision))
	}
	if !d.CarriedOutAt.IsZero() {
		step(w.carried, calendar.DateTime(d.CarriedOutAt.Time), d.CarriedOutBy)
	}
	if d.ExportDigest != "" {
		facts = append(facts, ui.F(req.Say(w.export), d.ExportDigest), ui.F(req.Say(w.made), req.Say(d.Made())))
	}
	return facts
}

// acts are what the reader may do in the state that it is in.
func (d Disposal) acts(req *web.Request, sent *web.Form) templ.Component {
	t := language.T
	parts := []templ.Component{ui.Links([]ui.Link{{Label: req.Say(t("Protokollet (PDF)", "The protocol (PDF)")), Href: d.Page() + "/protokoll"}})}
	if d.State == Proposed && req.May(policy.DecideDisposal) && d.ProposedBy != req.Actor.ID {
		form := ui.Form{Lang: req.Lang, ID: "beslut", Action: d.Page() + "/beslut", Submit: ui.Button{Label: req.Say(t("Spara beslutet", "Save the decision"))}, Fields: []ui.Field{
			{Kind: ui.RadiosField, Name: "decision", Label: req.Say(t("Beslut", "Decision")), Options: []ui.Option{{Value: "approve", Label: req.Say(t("handlingarna ska gallras", "the documents are to be destroyed"))}, {Value: "refuse", Label: req.Say(t("handlingarna ska inte gallras nu", "the documents are not to be destroyed now"))}}},
			{Kind: ui.TextField, Name: "reason", Label: req.Say(t("Varför?", "Why?"))}}}
		if sent != nil {
			form = form.Fill(sent.Values()).WithFault(sent.Err())
		}
		parts = append(parts, ui.FormOf(form))
	}
	if req.May(policy.CarryOutDisposal) && d.fetchable() == nil {
		parts = append(parts, ui.Press(d.Page()+"/paket", ui.Button{Label: req.Say(t("Hämta arkivpaketet", "Fetch the archive package")), Kind: ui.Secondary}))
	}
	if req.May(policy.CarryOutDisposal) && d.State == Approved && (!d.MustExport || d.ExportDigest != "") {
		parts = append(parts, ui.ConfirmBox(ui.Confirm{ID: "genomfor", Open: req.Say(t("Genomför gallringen", "Carry out the disposal")), Title: req.Say(t("Ska handlingarna förstöras?", "Are the documents to be destroyed?")),
			Text:   req.Say(t("Myndighetens exemplar, bilagor och loggrader förstörs. Det går inte att ångra. Det som motparten har egna exemplar av finns kvar hos den.", "The authority’s copies, attachments and log lines are destroyed. It cannot be undone. What the counterpart has copies of its own of stays with it.")),
			Action: d.Page() + "/genomfor", Button: req.Say(t("Ja, förstör dem", "Yes, destroy them")), Cancel: req.Say(t("Avbryt", "Cancel"))}))
	}
	return ui.Parts(parts...)
}

func (r *Records) itemsTable(req *web.Request, items []Item, numbers map[ref.Ref]string) ui.Table {
	t, w := language.T, protocolWords
	table := ui.Table{Lang: req.Lang, ID: "gallras", Caption: req.Say(w.items), Count: req.Say(language.Plural(len(items), t("%d akt", "%d file"), t("%d akter", "%d files"))), Tight: true,
		Columns: []ui.Column{{Label: req.Say(t("Diarienummer", "Registry number")), RowHeader: true}, {Label: req.Say(t("Handlingstyp", "Document type"))}, {Label: req.Say(w.start)}, {Label: req.Say(w.due)}, {Label: req.Say(w.source)}}}
	for _, i := range items {
		number := numbers[i.Thing()]
		if number == "" {
			number = i.ID
		}
		table.Rows = append(table.Rows, ui.Row{Cells: texts(number, req.Say(r.docType(i.DocType)), i.Start.String(), i.Due.String(), i.Source)})
	}
	return table
}

func (r *Records) protocolFile(req *web.Request) (web.Response, error) {
	d, items, err := r.Read(req.Context(), r.Trail.DB(), req.Actor, req.Path("disposal"))
	if err != nil {
		return web.Response{}, err
	}
	names, err := r.names(req, d)
	if err != nil {
		return web.Response{}, err
	}
	content, err := pdf.Render(Protocol(d, items, req.Lang, func(id string) string { return named(names, id) }))
	if err != nil {
		return web.Response{}, err
	}
	return web.Stream("gallringsprotokoll.pdf", "application/pdf", func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	}), nil
}

func (r *Records) packageFile(req *web.Request) (web.Response, error) {
	ctx, a, id := req.Context(), req.Actor, req.Path("disposal")
	d, _, err := r.Read(ctx, r.Trail.DB(), a, id)
	if err != nil {
		return web.Response{}, err
	}
	if err := r.guard(ctx, r.Trail.DB(), a, policy.CarryOutDisposal, d.Authority); err != nil {
		return web.Response{}, err
	}
	if err := d.fetchable(); err != nil {
		return web.Response{}, err
	}
	parcel, err := r.Prepare(ctx, a, id)
	if err != nil {
		return web.Response{}, err
	}
	return web.Stream("arkivpaket-"+d.ID+".zip", "application/zip", func(w io.Writer) error {
		return errors.Join(r.HandOver(ctx, a, parcel, w), parcel.Close())
	}), nil
}

func (r *Records) proposePost(req *web.Request) (web.Response, error) {
	f, err := req.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	docType := f.Choice("doc_type", r.codes(), web.Required)
	if f.OK() {
		d, err := r.ProposeDue(req.Context(), req.Actor, req.Actor.Authority, docType, f.Ticked("export"))
		if err == nil {
			return web.Redirect(d.Page()).Message(ui.Good, language.T("Gallringen är föreslagen. En kollega beslutar.", "The disposal is proposed. A colleague decides.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return r.listAgain(req, "foresla", f)
}

func (r *Records) decidePost(req *web.Request) (web.Response, error) {
	f, err := req.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	decision, reason := f.Choice("decision", []string{"approve", "refuse"}, web.Required), f.Text("reason", web.Required)
	if f.OK() {
		d, err := r.Decide(req.Context(), req.Actor, req.Path("disposal"), decision == "approve", reason)
		if err == nil {
			return web.Redirect(d.Page()).Message(ui.Good, language.T("Beslutet är sparat.", "The decision is saved.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return r.oneAgain(req, f)
}

func (r *Records) carryOutPost(req *web.Request) (web.Response, error) {
	d, err := r.CarryOut(req.Context(), req.Actor, req.Path("disposal"))
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(d.Page()).Message(ui.Good, language.T("Gallringen är genomförd.", "The disposal is carried out.")), nil
}
