package routine

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// shown is a routine with all that its page says.
type shown struct {
	Routine
	around
	content  Content
	editions []Edition // those that the reader may see, the newest first
	ofParty  bool      // the reader's authority is a party
	mayEdit  bool
	mayShare bool
	offer    *Offer
	copies   []Routine
	person   string // the owner's name, for the parties
}

// stepShown is a step in the reader's language.
type stepShown struct{ who, what, within string }

func (s *Service) shown(r *web.Request) (out shown, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	if out.Routine, err = One(ctx, q, r.Actor, r.Path("id")); err != nil {
		return out, err
	}
	x := out.Routine
	if out.copies, err = copiesOf(ctx, q, x.ID); err != nil {
		return out, err
	}
	if out.around, err = lookAround(ctx, q, r.Lang, append(agreementsOf(out.copies), x.Agreement)...); err != nil {
		return out, err
	}
	out.ofParty = policy.Check(ctx, q, r.Actor, policy.ReadRoutine, x.Ref()) == nil
	out.mayEdit = r.May(policy.EditRoutine) && policy.Check(ctx, q, r.Actor, policy.EditRoutine, x.Ref()) == nil
	out.mayShare = r.May(policy.ShareRoutine) && policy.Check(ctx, q, r.Actor, policy.ShareRoutine, x.Ref()) == nil
	if err := s.readEditions(ctx, &out); err != nil {
		return out, err
	}
	if out.ofParty {
		err = s.readInside(ctx, &out)
	}
	return out, err
}

// readEditions reads the versions. Drafts, and what was drafts only, are the parties' own.
func (s *Service) readEditions(ctx context.Context, out *shown) error {
	all, err := editions(ctx, s.Trail.DB(), out.ID)
	for _, e := range all {
		if e.No == out.Routine.shown() {
			out.content = e.Content
		}
		if out.ofParty || !e.InForce.IsZero() {
			out.editions = append(out.editions, e)
		}
	}
	return err
}

// readInside reads what only the parties see: what the origin offers, and who the owner is.
func (s *Service) readInside(ctx context.Context, out *shown) error {
	offer, ok, err := OfferOf(ctx, s.Trail.DB(), out.Routine)
	if err != nil {
		return err
	}
	if ok {
		out.offer = &offer
	}
	if out.OwnerAccount == "" {
		return nil
	}
	a, err := account.ByID(ctx, s.Trail.DB(), out.OwnerAccount)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	out.person = a.Name
	return err
}

func (s *Service) onePage(r *web.Request) (web.Response, error) {
	x, err := s.shown(r)
	if err != nil {
		return web.Response{}, err
	}
	title := language.Same(x.Title)
	body := ui.Parts(
		ui.Heading(x.Title, r.Say(language.T("Rutin i överenskommelsen med %s · version %d", "Routine under the agreement with %s · version %d").With(x.places[x.Agreement], x.Routine.shown()))),
		ui.LeadBlock(x.lead(r)), x.buttons(r),
		ui.SectionOf("syfte", r.Say(sayPurpose), ui.Paragraphs(x.content.Purpose)),
		ui.SectionOf("steg", r.Say(saySteps), stepList(x.steps(r))),
		ui.SectionOf("uppgifter", r.Say(language.T("Uppgifter", "Facts")), ui.KeyValues(x.facts(r)...)),
		x.sharing(r), x.takenOver(r), x.versions(r))
	return web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = x.crumbs(r, x.around)
		f.Canonical = x.Path()
	}), nil
}

// lead says how it stands and what is next, for this reader.
func (x shown) lead(r *web.Request) ui.Lead {
	button := func(t language.Text, href string) *ui.Button { return &ui.Button{Label: r.Say(t), Href: href} }
	say := func(level ui.Level, t language.Text, b *ui.Button) ui.Lead {
		return ui.Lead{Level: level, Text: ui.Rich(r.Say(t)), Button: b}
	}
	switch {
	case x.mayShare && x.mayAnswer(r.Actor.Authority):
		return say(ui.Waiting, leadAnswer.With(x.named[x.SharedBy].Title()), button(leadAnswerButton, "#delning"))
	case x.mayEdit && x.offer != nil:
		return say(ui.Info, leadOffer.With(x.offer.Newer.No), button(leadOfferButton, x.Path()+"/ursprung"))
	case x.mayEdit && x.Overdue(x.day):
		return say(ui.Bad, leadOverdue.With(x.ReviewOn.Long()), button(sayReviewIt, x.Path()+"/oversyn"))
	case x.mayEdit && x.HasDraft() && x.State != Retired:
		return say(ui.Waiting, leadDraft.With(x.Latest), button(sayForce, x.Path()+"/galler"))
	case x.State == Retired:
		return say(ui.Neutral, leadRetired, nil)
	case x.State == Draft:
		return say(ui.Waiting, leadIsDraft, nil)
	case !x.ofParty && r.May(policy.AddRoutine) && !x.takenBy(r.Actor.Authority):
		return say(ui.Good, leadShared.With(x.places[x.Agreement]), button(sayTakeOver, x.Path()+"/ta-over"))
	case x.Overdue(x.day):
		return say(ui.Bad, leadOverdue.With(x.ReviewOn.Long()), nil)
	case x.ofParty:
		return say(ui.Good, leadInForce.With(x.ReviewOn.Long()), nil)
	}
	return say(ui.Good, leadShared.With(x.places[x.Agreement]), nil)
}

// takenBy tells whether an authority is a party where the routine has been taken over.
func (x shown) takenBy(authority string) bool {
	return slices.ContainsFunc(x.copies, func(c Routine) bool {
		return slices.ContainsFunc(x.parties[c.Agreement], func(p party) bool { return p.Authority == authority })
	})
}

func (x shown) buttons(r *web.Request) templ.Component {
	if !x.mayEdit || x.State == Retired {
		return nil
	}
	buttons := []ui.Button{{Label: r.Say(sayEdit), Href: x.Path() + "/andra", Kind: ui.Secondary}}
	if x.State == InForce && !x.Overdue(x.day) { // the review that is overdue is the main button
		buttons = append(buttons, ui.Button{Label: r.Say(sayReviewIt), Href: x.Path() + "/oversyn", Kind: ui.Secondary})
	}
	if x.HasDraft() {
		buttons = append(buttons, ui.Button{Label: r.Say(sayForce), Href: x.Path() + "/galler", Kind: ui.Secondary})
	}
	retire := ui.ConfirmBox(ui.Confirm{ID: "upphor", Open: r.Say(language.T("Låt rutinen upphöra", "Retire the routine")), Title: r.Say(language.T("Ska rutinen upphöra?", "Retire the routine?")),
		Text:   r.Say(language.T("Den går fortfarande att läsa men kan inte ändras eller tas i bruk igen. Om den delas försvinner den ur biblioteket.", "It can still be read but not be changed or used again. If it is shared it leaves the library.")),
		Action: x.Path() + "/upphor", Button: r.Say(language.T("Låt upphöra", "Retire")), Cancel: r.Say(sayCancel), Fields: x.hidden()})
	var acts []templ.Component
	for _, b := range buttons {
		acts = append(acts, ui.ButtonOf(b))
	}
	return ui.Acts(append(acts, retire)...)
}

// hidden is the version that the reader sees, sent along with each act.
func (x shown) hidden(more ...ui.Hidden) []ui.Hidden {
	return append([]ui.Hidden{{Name: fieldVersion, Value: versionText(x.Routine.Version)}}, more...)
}

func (x shown) steps(r *web.Request) (out []stepShown) {
	for _, s := range x.content.Steps {
		within := ""
		if s.Within != "" {
			within = r.Say(language.T("inom %s", "within %s").With(s.Within))
		}
		out = append(out, stepShown{s.Who + ":", s.What, within})
	}
	return out
}

func (x shown) facts(r *web.Request) []ui.Fact {
	owner := ui.Stack(ui.A("/myndighet/"+x.Owner, x.named[x.Owner].Title()), ui.Text(x.OwnerRole))
	out := []ui.Fact{{Name: r.Say(sayState), Value: ui.StatusChip(x.status(r.Lang, x.day))}, {Name: r.Say(sayOwner), Value: owner}}
	if x.ofParty {
		person := x.person
		if person == "" {
			person = r.Say(sayNobody)
		}
		out = append(out, ui.F(r.Say(language.T("Person", "Person")), person))
	}
	if !x.ReviewOn.IsZero() {
		out = append(out, ui.F(r.Say(sayReview), x.ReviewOn.String()))
	}
	out = append(out, ui.F(r.Say(sayClauses), orDash(clausesSaid(x.content.Clauses))), ui.F(r.Say(sayTopics), orDash(topicsSaid(r, x.content.Topics))),
		ui.Fact{Name: r.Say(sayAgreement), Value: ui.A("/overenskommelser/"+x.Agreement, x.places[x.Agreement])})
	if x.Origin != "" {
		out = append(out, ui.Fact{Name: r.Say(sayFrom), Value: ui.Stack(ui.A("/rutiner/"+x.Origin, r.Say(language.T("Den rutin som togs över", "The routine taken over"))), ui.Text(r.Say(language.T("version %d", "version %d").With(x.OriginVersion))))})
	}
	return out
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// versions are the numbered versions with the difference from the one before.
func (x shown) versions(r *web.Request) templ.Component {
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayVersions), Tight: true, Columns: []ui.Column{{Label: r.Say(sayVersion), RowHeader: true}, {Label: r.Say(sayState)}, {Label: r.Say(sayCompare)}}}
	for i, e := range x.editions {
		said := r.Say(sayDraftOf) + ", " + r.Say(calendar.DateTime(e.MadeAt.Time))
		if !e.InForce.IsZero() {
			said = r.Say(saySince.With(e.InForce))
		}
		compare := ui.Text("–")
		if i+1 < len(x.editions) {
			before := x.editions[i+1].No
			compare = ui.A(x.Path()+"/jamfor?fran="+versionText(before)+"&till="+versionText(e.No), r.Say(sayDiff.With(before)))
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Text(versionText(e.No)), ui.Text(said), compare}})
	}
	return ui.SectionOf("versioner", r.Say(sayVersions), ui.TableOf(t))
}

var (
	leadAnswer       = language.T("*%s* vill dela rutinen som gott exempel. Ni behöver svara.", "*%s* wants to share the routine as a good example. You need to answer.")
	leadAnswerButton = language.T("Svara", "Answer")
	leadOffer        = language.T("Ursprunget har en ny version, *version %d*. Läs skillnaden och bestäm om ni tar över ändringen.", "The origin has a new version, *version %d*. Read the difference and decide whether to take the change over.")
	leadOfferButton  = language.T("Läs skillnaden", "Read the difference")
	leadOverdue      = language.T("Översynen är *försenad*: rutinen skulle ha setts över senast %s.", "The review is *overdue*: the routine was to be reviewed by %s.")
	leadDraft        = language.T("Utkastet till *version %d* gäller först när det sätts i kraft.", "The draft of *version %d* holds only when it is put in force.")
	leadIsDraft      = language.T("Rutinen är ett *utkast* och gäller inte än.", "The routine is a *draft* and is not in force yet.")
	leadRetired      = language.T("Rutinen har *upphört* och används inte längre.", "The routine is *retired* and no longer used.")
	leadInForce      = language.T("Rutinen *gäller* och ses över senast %s.", "The routine is *in force* and is reviewed by %s.")
	leadShared       = language.T("Rutinen *delas som gott exempel* av %s och Arbetsförmedlingen. Den får tas över och anpassas.", "The routine is *shared as a good example* by %s and the employment agency. It may be taken over and adapted.")
)
