package commitment

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// actions are the forms of the steps that this reader can take now.
func (h shown) actions(r *web.Request, sent string, values map[string][]string, problem error) templ.Component {
	if !h.mayAct || h.State == Ended || h.Commitment.Kind == clause.Rule {
		return nil
	}
	var parts []templ.Component
	add := func(f ui.Form, title language.Text) {
		if f.ID == sent {
			f = f.Fill(values).WithFault(problem)
		}
		parts = append(parts, ui.SectionIntro("att-"+f.ID, r.Say(title), "", ui.FormOf(f)))
	}
	t := language.T
	mine := sameSide(h.actor, h.DisputedBy)
	switch {
	case h.State == Disputed && !mine:
		add(h.textForm(r, "svara", t("Vad svarar ni?", "What do you answer?"), t("Båda parter ser svaret. Åtagandet ses sedan över.", "Both parties see the answer. The commitment is then under review."), t("Skicka svaret", "Send the answer"), false), t("Svara", "Answer"))
	case h.State == Review && h.Proposal.Outcome != "" && !sameSide(h.actor, h.Proposal.By):
		parts = append(parts, h.acceptPart(r))
		other := h.proposeForm(r)
		other.Submit.Kind = ui.Secondary
		add(other, t("Eller föreslå något annat", "Or propose something else"))
	case h.State == Review:
		add(h.proposeForm(r), t("Föreslå en lösning", "Propose a solution"))
	case h.State == Active || h.State == Adjusted:
		f := h.textForm(r, "bestrid", t("Varför kan åtagandet inte gälla som det är?", "Why can the commitment not hold as it is?"), t("Båda parter ser skälet. Den andra parten ska svara. Åtagandet gäller tills ni är överens om något annat. Skriv inga uppgifter om enskilda.", "Both parties see the reason. The other party should answer. The commitment holds until you agree otherwise. Write nothing about individuals."), t("Bestrid åtagandet", "Dispute the commitment"), false)
		f.Submit.Kind = ui.Secondary
		add(f, t("Bestrid åtagandet", "Dispute the commitment"))
	}
	if (h.State == Disputed || h.State == Review) && mine {
		f := h.textForm(r, "ta-tillbaka", t("Vill ni säga varför?", "Do you want to say why?"), language.Text{}, t("Ta tillbaka bestridandet", "Take the dispute back"), true)
		f.Submit.Kind = ui.Secondary
		add(f, t("Ta tillbaka", "Take back"))
	}
	return ui.Parts(parts...)
}

func (h shown) textForm(r *web.Request, id string, label, hint, button language.Text, optional bool) ui.Form {
	return ui.Form{Lang: r.Lang, ID: id, Action: h.Path() + "/" + id, Submit: ui.Button{Label: r.Say(button)}, Fields: []ui.Field{
		{Kind: ui.TextareaField, Name: fieldSaid, Label: r.Say(label), Hint: r.Say(hint), MaxLength: longestSaid, Rows: 4, Optional: optional}, h.versionField()}}
}

func (h shown) versionField() ui.Field {
	return ui.Field{Kind: ui.HiddenField, Name: fieldVersion, Value: strconv.FormatInt(h.Version, 10)}
}

func (h shown) proposeForm(r *web.Request) ui.Form {
	t := language.T
	f := h.textForm(r, "foresla", t("Hur, och varför?", "How, and why?"), t("Vid en justering: skriv hur åtagandet ska läsas tills nästa ändring av överenskommelsen. Ett nytt mål undertecknas som en ändring.", "For an adjustment: write how the commitment should be read until the next amendment of the agreement. A new target is signed as an amendment."), t("Lämna förslaget", "Make the proposal"), false)
	choice := ui.Field{Kind: ui.RadiosField, Name: fieldOutcome, Label: r.Say(t("Vad föreslår ni?", "What do you propose?")), Options: []ui.Option{
		{Value: string(Adjust), Label: r.Say(t("Åtagandet justeras", "The commitment is adjusted"))}, {Value: string(Stands), Label: r.Say(t("Åtagandet står kvar som det är", "The commitment stands as it is"))}}}
	f.Fields = append([]ui.Field{choice}, f.Fields...)
	if h.Adjustable() {
		f.Fields = append(f.Fields, ui.Field{Kind: ui.NumberField, Name: fieldTarget, Label: r.Say(t("Mål att läsa det efter tills dess", "Target to read it by until then")), InputMode: "decimal", Width: ui.Short, Optional: true,
			Hint: r.Say(t("Vid en justering. Det undertecknade målet står kvar bredvid: %s.", "For an adjustment. The signed target stands beside it: %s.").With(h.Commitment.Goals()))})
	}
	return f
}

func (h shown) acceptPart(r *web.Request) templ.Component {
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "godta", Action: h.Path() + "/godta", Submit: ui.Button{Label: r.Say(t("Godta förslaget", "Accept the proposal"))}, Fields: []ui.Field{h.versionField()},
		Before: ui.KeyValues(ui.F(r.Say(t("Förslag", "Proposal")), r.Say(h.Proposal.Outcome.Name())), ui.F(r.Say(t("Från", "From")), h.parties[h.Proposal.By].Title()), ui.F(r.Say(t("Hur och varför", "How and why")), h.Proposal.Text))}
	if h.Proposal.Target != nil && h.Adjustable() {
		m := h.Commitment.Measures[0]
		m.Target = h.Proposal.Target
		form.Before = ui.Parts(form.Before, ui.KeyValues(ui.F(r.Say(t("Mål att läsa det efter", "Target to read it by")), r.Say(m.Goal()))))
	}
	return ui.SectionIntro("att-godta", r.Say(t("Förslaget", "The proposal")), "", ui.FormOf(form))
}

// act reads a form of a step, takes the step, and shows the page again when it cannot be taken.
func (s *Service) act(r *web.Request, form string, done language.Text, take func(f *web.Form, k Key) (Held, error)) (web.Response, error) {
	h, err := s.shown(r)
	if err != nil {
		return web.Response{}, err
	}
	if err := policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.DisputeCommitment, h.a.Ref()); err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	version, _ := strconv.ParseInt(f.Value(fieldVersion), 10, 64)
	_, err = take(f, Key{h.Agreement, h.Number, version})
	if err == nil {
		return web.Redirect(h.Path()).Message(ui.Good, done), nil
	}
	if !f.Take(err) {
		return web.Response{}, err
	}
	return h.page(r, form, f.Values(), f.Err()), nil
}

func (s *Service) disputePost(r *web.Request) (web.Response, error) {
	return s.act(r, "bestrid", language.T("Åtagandet är bestritt. Den andra parten får veta det.", "The commitment is disputed. The other party is told."), func(f *web.Form, k Key) (Held, error) {
		return s.Dispute(r.Context(), r.Actor, k, f.Long(fieldSaid))
	})
}

func (s *Service) answerPost(r *web.Request) (web.Response, error) {
	return s.act(r, "svara", language.T("Svaret är skickat. Nu ses åtagandet över.", "The answer is sent. The commitment is now under review."), func(f *web.Form, k Key) (Held, error) {
		return s.Answer(r.Context(), r.Actor, k, f.Long(fieldSaid))
	})
}

func (s *Service) proposePost(r *web.Request) (web.Response, error) {
	return s.act(r, "foresla", language.T("Förslaget är lämnat. Den andra parten ska ta ställning.", "The proposal is made. The other party should decide."), func(f *web.Form, k Key) (Held, error) {
		target, said := f.Text(fieldTarget), f.Long(fieldSaid)
		if target == "" || Outcome(f.Value(fieldOutcome)) != Adjust {
			return s.Propose(r.Context(), r.Actor, k, Outcome(f.Value(fieldOutcome)), said)
		}
		n, err := clause.ParseNumber(target)
		if err != nil {
			return Held{}, fault.New(fault.Invalid, putRight, fault.Field(fieldTarget, writeNumber))
		}
		return s.ProposeTarget(r.Context(), r.Actor, k, n, said)
	})
}

func (s *Service) acceptPost(r *web.Request) (web.Response, error) {
	return s.act(r, "godta", language.T("Ni är överens.", "You agree."), func(_ *web.Form, k Key) (Held, error) { return s.Accept(r.Context(), r.Actor, k) })
}

func (s *Service) takeBackPost(r *web.Request) (web.Response, error) {
	return s.act(r, "ta-tillbaka", language.T("Bestridandet är återtaget.", "The dispute is taken back."), func(f *web.Form, k Key) (Held, error) {
		return s.TakeBack(r.Context(), r.Actor, k, f.Long(fieldSaid))
	})
}
