package routine

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// asClauses is a content as parts that a difference can be shown of.
func asClauses(r *web.Request, c Content) (out []ui.Clause) {
	for _, p := range Parts() {
		out = append(out, ui.Clause{ID: string(p), Heading: r.Say(p.Label()), Text: strings.Join(lines(c, p, r.Lang), "\n")})
	}
	return out
}

func difference(r *web.Request, old, new Content) templ.Component {
	if all(old) == all(new) {
		return ui.Paragraphs(r.Say(sayAlike))
	}
	changes := ui.Compare(asClauses(r, old), asClauses(r, new))
	for i, c := range changes {
		if r.Lang != language.Swedish { // routines are written in Swedish
			changes[i].Pieces, changes[i].Local = nil, c.Pieces
		}
	}
	return ui.DifferenceOf(ui.Difference{Lang: r.Lang, Changes: changes})
}

// comparePage shows two versions of a routine held against each other; without numbers, the newest and the one before.
func (s *Service) comparePage(r *web.Request) (web.Response, error) {
	x, err := s.shown(r)
	if err != nil {
		return web.Response{}, err
	}
	q := r.ReadQuery()
	from, to := versionOf(q, "fran"), versionOf(q, "till")
	if to < 0 && len(x.editions) > 0 {
		to = x.editions[0].No
		from = max(1, to-1)
	}
	var old, new *Edition
	for i, e := range x.editions {
		if e.No == from {
			old = &x.editions[i]
		}
		if e.No == to {
			new = &x.editions[i]
		}
	}
	if old == nil || new == nil {
		return web.Response{}, fault.NotFoundThing()
	}
	title := language.T("Version %d jämförd med version %d", "Version %d compared with version %d").With(to, from)
	return web.Page(title, ui.Parts(ui.Heading(r.Say(title), x.Title), difference(r, old.Content, new.Content))).Frame(func(f *ui.Frame) {
		f.Crumbs = append(x.crumbs(r, x.around), ui.Link{Label: r.Say(sayCompare)})
	}), nil
}

const (
	fieldNewer  = "newer"
	fieldTheirs = "theirs"
)

// originPage shows what the origin has changed, what was changed here, and what taking the change over gives.
func (s *Service) originPage(r *web.Request) (web.Response, error) {
	x, a, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	o, ok, err := OfferOf(r.Context(), s.Trail.DB(), x)
	if err != nil {
		return web.Response{}, err
	}
	crumbs := func(f *ui.Frame) { f.Crumbs = append(x.crumbs(r, a), ui.Link{Label: r.Say(sayFrom)}) }
	if !ok {
		body := ui.Parts(ui.Heading(r.Say(sayChange), x.Title), ui.Paragraphs(r.Say(nothingOffered)))
		return web.Page(sayChange, body).Frame(crumbs), nil
	}
	lead := language.T("Ursprunget har gått från version %d till *version %d*. Inget ni har ändrat själva försvinner.", "The origin has gone from version %d to *version %d*. Nothing that you changed yourselves is lost.").With(o.Base.No, o.Newer.No)
	body := ui.Parts(ui.Heading(r.Say(sayChange), x.Title), ui.LeadBlock(ui.Lead{Level: ui.Info, Text: ui.Rich(r.Say(lead))}),
		ui.SectionOf("lage", r.Say(language.T("Del för del", "Part by part")), ui.TableOf(situationTable(r, o.Merged))),
		ui.SectionOf("beslut", r.Say(language.T("Bestäm", "Decide")), ui.FormOf(offerForm(r, x, o)), declineBox(r, x, o)),
		ui.SectionOf("ursprungets", r.Say(language.T("Vad ursprunget har ändrat", "What the origin has changed")), difference(r, o.Base.Content, o.Newer.Content)),
		ui.SectionOf("ert", r.Say(language.T("Vad er text blir", "What your text becomes")), difference(r, o.Local.Content, o.Merged.Content)))
	return web.Page(sayChange, body).Frame(crumbs), nil
}

func situationTable(r *web.Request, m Merged) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayChange), Tight: true, Columns: []ui.Column{{Label: r.Say(language.T("Del", "Part")), RowHeader: true}, {Label: r.Say(language.T("Vad som har hänt", "What has happened"))}}}
	for _, p := range Parts() {
		row := ui.Row{Cells: ui.Cells(r.Say(p.Label()), r.Say(m.Situations[p].Says()))}
		if m.Situations[p] == BothUnalike {
			row.Level = ui.Warn
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// offerForm is one click where nothing stands against anything, and a choice for each part where it does.
func offerForm(r *web.Request, x Routine, o Offer) ui.Form {
	form := ui.Form{Lang: r.Lang, ID: "ta-over-andringen", Action: x.Path() + "/ursprung", Submit: ui.Button{Label: r.Say(language.T("Ta över ändringen", "Take the change over"))},
		Fields: []ui.Field{{Kind: ui.HiddenField, Name: fieldVersion, Value: versionText(x.Version)}, {Kind: ui.HiddenField, Name: fieldNewer, Value: versionText(o.Newer.No)}}}
	var options []ui.Option
	for _, p := range o.Merged.Conflicts() {
		options = append(options, ui.Option{Value: string(p), Label: r.Say(p.Label())})
	}
	if len(options) > 0 {
		form.Fields = append(form.Fields, ui.Field{Kind: ui.CheckboxesField, Name: fieldTheirs, Label: r.Say(language.T("Där båda har ändrat: ta ursprungets text för", "Where both have changed: take the origin’s text for")),
			Options: options, Optional: true, Hint: r.Say(language.T("För det du inte kryssar i behålls er text.", "For what you do not tick your text is kept."))})
	}
	return form
}

func declineBox(r *web.Request, x Routine, o Offer) templ.Component {
	return ui.ConfirmBox(ui.Confirm{ID: "avsta", Open: r.Say(language.T("Avstå från ändringen", "Decline the change")), Title: r.Say(language.T("Avstå från ändringen?", "Decline the change?")),
		Text:   r.Say(language.T("Er rutin är kvar som den är. Nästa version av ursprunget erbjuds er igen.", "Your routine stays as it is. The next version of the origin is offered to you again.")),
		Action: x.Path() + "/ursprung", Button: r.Say(language.T("Avstå", "Decline")), Cancel: r.Say(sayCancel),
		Fields: []ui.Hidden{{Name: fieldVersion, Value: versionText(x.Version)}, {Name: fieldNewer, Value: versionText(o.Newer.No)}, {Name: wantField, Value: wantNo}}})
}

func (s *Service) originPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	ctx, id, version, newer := r.Context(), r.Path("id"), versionOf(f, fieldVersion), versionOf(f, fieldNewer)
	if f.Value(wantField) == wantNo {
		x, err := s.DeclineChange(ctx, r.Actor, id, version, newer)
		if err != nil {
			return web.Response{}, err
		}
		return web.Redirect(x.Path()).Message(ui.Good, language.T("Ni har avstått från ändringen.", "You have declined the change.")), nil
	}
	var theirs []Part
	for _, p := range f.Values()[fieldTheirs] {
		theirs = append(theirs, Part(p))
	}
	x, err := s.TakeChange(ctx, r.Actor, id, version, newer, theirs...)
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(x.Path()).Message(ui.Good, language.T("Ändringen är övertagen till ert utkast. Läs det och sätt det i kraft.", "The change is taken over to your draft. Read it and put it in force.")), nil
}

// takePage asks under which agreement of one's own a shared routine is taken over.
func (s *Service) takePage(r *web.Request) (web.Response, error) {
	x, form, err := s.taking(r)
	if err != nil {
		return web.Response{}, err
	}
	return formPage(r, sayTakeOver, []ui.Link{{Label: r.Say(sayRoutines), Href: "/rutiner"}, {Label: x.Title, Href: x.Path()}}, form), nil
}

func (s *Service) taking(r *web.Request) (Routine, ui.Form, error) {
	ctx, q := r.Context(), s.Trail.DB()
	x, err := One(ctx, q, r.Actor, r.Path("id"))
	if err != nil {
		return x, ui.Form{}, err
	}
	options, err := s.ownAgreements(r, x)
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "ta-over", Action: x.Path() + "/ta-over", Submit: ui.Button{Label: r.Say(sayTakeOver)},
		Other:  []ui.Button{{Label: r.Say(sayCancel), Href: x.Path(), Kind: ui.Quiet}},
		Before: ui.Paragraphs(r.Say(t("Rutinen kopieras till er överenskommelse som ett utkast. Ni kan ändra den som ni vill. Den minns var den kommer ifrån, och när ursprunget ändras får ni veta det.", "The routine is copied to your agreement as a draft. You can change it as you wish. It remembers where it comes from, and when the origin changes you are told."))),
		Fields: []ui.Field{{Kind: ui.SelectField, Name: fieldAgreement, Label: r.Say(t("Till vilken överenskommelse?", "To which agreement?")), Options: options},
			{Kind: ui.TextField, Name: fieldRole, Label: r.Say(sayRole), Value: r.Say(t("samverkansansvarig", "coordinator")), Width: ui.Medium, MaxLength: longWho}}}
	return x, form, err
}

// ownAgreements are the agreements in force that the reader may write routines under, without the routine's own and
// those that have it already.
func (s *Service) ownAgreements(r *web.Request, x Routine) ([]ui.Option, error) {
	ctx, q := r.Context(), s.Trail.DB()
	f := agreement.Filter{State: agreement.InForce, On: today(q)}
	own, err := directory.Authorities(ctx, q, []string{r.Actor.Authority}, f.On)
	if err != nil {
		return nil, err
	}
	f.Municipality = own[r.Actor.Authority].MunicipalityCode
	found, err := agreement.List(ctx, q, f)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, a := range found {
		if a.Binds(r.Actor.Authority) && a.ID != x.Agreement {
			ids = append(ids, a.ID)
		}
	}
	copies, err := copiesOf(ctx, q, x.ID)
	if err != nil {
		return nil, err
	}
	for _, c := range copies {
		ids = slices.DeleteFunc(ids, func(id string) bool { return id == c.Agreement })
	}
	a, err := lookAround(ctx, q, r.Lang, ids...)
	options := []ui.Option{{Label: r.Say(language.T("Välj", "Choose"))}}
	for _, found := range found {
		if place := a.places[found.ID]; place != "" {
			options = append(options, ui.Option{Value: found.ID, Label: place + ", " + found.Period().String()})
		}
	}
	return options, err
}

func (s *Service) takePost(r *web.Request) (web.Response, error) {
	x, form, err := s.taking(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	to, role := f.Text(fieldAgreement, web.Required), f.Text(fieldRole, web.Required, web.Max(longWho))
	if f.OK() {
		if err := policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, policy.AddRoutine, ref.To(agreement.AgreementKind, to)); err != nil {
			f.Problem(fieldAgreement, language.T("Välj en överenskommelse där din myndighet är part.", "Choose an agreement that your authority is a party to."))
		}
	}
	if f.OK() {
		made, err := s.TakeOver(r.Context(), r.Actor, x.ID, to, role)
		if err == nil {
			return web.Redirect(made.Path()).Message(ui.Good, language.T("Rutinen är övertagen som utkast.", "The routine is taken over as a draft.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return formPage(r, sayTakeOver, []ui.Link{{Label: r.Say(sayRoutines), Href: "/rutiner"}, {Label: x.Title, Href: x.Path()}}, form.Fill(f.Values()).WithFault(f.Err())), nil
}
