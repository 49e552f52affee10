package signing

import (
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/signin"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// signPage shows what is signed and asks for the signature. Who has not shown who they are lately does that first, and
// comes back here.
func (s *Service) signPage(r *web.Request) (web.Response, error) {
	round, slot, err := s.slotFor(r, policy.SignAgreement)
	if err != nil {
		return web.Response{}, err
	}
	if round.State != Open {
		return web.Redirect(round.Path()), nil
	}
	if err := round.MaySign(slot, Signature{Account: r.Actor.ID, Digest: round.Digest}, today(s.Trail.DB())); err != nil {
		return formPage(r, saySign, round.Path(), signForm(r, round, slot).WithFault(err)), nil
	}
	_, fresh, err := signin.Fresh(r.Context(), s.Trail.DB(), r.Actor, signin.ForSigning)
	if err != nil {
		return web.Response{}, err
	}
	if !fresh {
		return web.Redirect(signin.StepUpPath(slot.Path() + "/underteckna")), nil
	}
	return formPage(r, saySign, round.Path(), signForm(r, round, slot)), nil
}

// signForm binds the signature to the text that the page was about: its checksum goes with the form.
func signForm(r *web.Request, round Round, slot Slot) ui.Form {
	t := language.T
	return ui.Form{Lang: r.Lang, ID: "underteckna", Action: slot.Path() + "/underteckna", Submit: ui.Button{Label: r.Say(t("Underteckna version %d", "Sign version %d").With(round.Text))},
		Other: append([]ui.Button{{Label: r.Say(sayRefuse), Href: slot.Path() + "/nej", Kind: ui.Secondary}}, cancel(r, round.Path())...),
		Before: stack(
			paragraph(r.Say(t("Du undertecknar version %d i sin helhet. Din underskrift gäller just den texten: ändras den måste alla underteckna på nytt.",
				"You sign version %d as a whole. Your signature is for that very text: if it is changed, everybody must sign anew.").With(round.Text))),
			ui.KeyValues(
				ui.F(r.Say(t("Du undertecknar som", "You sign as")), r.Say(slot.role())),
				ui.F(r.Say(t("Med stöd av", "On the basis of")), r.Say(slot.Delegation().Text())),
				ui.Fact{Name: r.Say(t("Text", "Text")), Value: ui.A(round.textPath(), r.Say(t("Läs version %d", "Read version %d").With(round.Text)))},
				ui.Fact{Name: r.Say(t("Textens kontrollsumma", "The text's checksum")), Value: digest(round.Digest)},
			)),
		Fields: []ui.Field{
			{Kind: ui.CheckboxField, Name: "read", Label: r.Say(t("Jag har läst version %d och har rätt att underteckna den.", "I have read version %d and have the right to sign it.").With(round.Text))},
			{Kind: ui.HiddenField, Name: "digest", Value: round.Digest},
		}}
}

func (s *Service) signPost(r *web.Request) (web.Response, error) {
	round, slot, err := s.slotFor(r, policy.SignAgreement)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if !f.Ticked("read") {
		f.Problem("read", language.T("Kryssa i rutan när du har läst texten.", "Tick the box when you have read the text."))
	}
	if f.OK() {
		err := s.Sign(r.Context(), r.Actor, slot.ID, f.Text("digest"))
		if err == nil {
			return web.Redirect(round.Path()).Message(ui.Good, language.T("Du har undertecknat.", "You have signed.")), nil
		}
		if _, fresh, ask := signin.Fresh(r.Context(), s.Trail.DB(), r.Actor, signin.ForSigning); ask == nil && !fresh {
			return web.Redirect(signin.StepUpPath(slot.Path() + "/underteckna")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return formPage(r, saySign, round.Path(), signForm(r, round, slot).Fill(f.Values()).WithFault(f.Err())), nil
}

func reasonForm(r *web.Request, action, back string, label language.Text, before language.Text) ui.Form {
	return ui.Form{Lang: r.Lang, ID: "skal", Action: action, Submit: ui.Button{Label: r.Say(label), Kind: ui.Danger}, Other: cancel(r, back),
		Before: paragraph(r.Say(before)),
		Fields: []ui.Field{{Kind: ui.TextareaField, Name: "reason", Label: r.Say(sayReason), Rows: 4, MaxLength: 2000,
			Hint: r.Say(language.T("Skälet visas för alla parter.", "The reason is shown to all parties."))}}}
}

func refuseForm(r *web.Request, round Round, slot Slot) ui.Form {
	return reasonForm(r, slot.Path()+"/nej", round.Path(), sayRefuse, language.T("Om du säger nej avbryts undertecknandet för alla. Parterna kan då ändra texten och lämna fram en ny version. De underskrifter som redan finns gäller inte den nya versionen.",
		"If you refuse, the signing ends for everybody. The parties can then change the text and put forward a new version. Signatures already given do not hold for the new version."))
}

func (s *Service) refusePage(r *web.Request) (web.Response, error) {
	round, slot, err := s.slotFor(r, policy.RefuseToSign)
	if err != nil {
		return web.Response{}, err
	}
	return formPage(r, sayRefuse, round.Path(), refuseForm(r, round, slot)), nil
}

func (s *Service) refusePost(r *web.Request) (web.Response, error) {
	round, slot, err := s.slotFor(r, policy.RefuseToSign)
	if err != nil {
		return web.Response{}, err
	}
	return reasoned(r, round, sayRefuse, refuseForm(r, round, slot), language.T("Undertecknandet är avbrutet.", "The signing is ended."),
		func(reason string) error { return s.Refuse(r.Context(), r.Actor, slot.ID, reason) })
}

func withdrawForm(r *web.Request, round Round) ui.Form {
	return reasonForm(r, round.Path()+"/ta-tillbaka", round.Path(), sayWithdraw, language.T("Versionen kan sedan inte undertecknas. Utkastet öppnas igen, så att parterna kan ändra det och lämna fram en ny version.",
		"The version can then not be signed. The draft is opened again, so that the parties can change it and put forward a new version."))
}

func (s *Service) withdrawPage(r *web.Request) (web.Response, error) {
	a, err := s.shown(r)
	if err != nil {
		return web.Response{}, err
	}
	if err := policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.WithdrawSigning, a.Ref()); err != nil {
		return web.Response{}, err
	}
	return formPage(r, sayWithdraw, a.Path(), withdrawForm(r, a.Round)), nil
}

func (s *Service) withdrawPost(r *web.Request) (web.Response, error) {
	a, err := s.shown(r)
	if err != nil {
		return web.Response{}, err
	}
	return reasoned(r, a.Round, sayWithdraw, withdrawForm(r, a.Round), language.T("Versionen är tagen tillbaka.", "The version is withdrawn."),
		func(reason string) error { return s.Withdraw(r.Context(), r.Actor, a.ID, reason) })
}

// reasoned is every act that asks for a reason and nothing else.
func reasoned(r *web.Request, round Round, title language.Text, form ui.Form, done language.Text, do func(reason string) error) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	reason := f.Long("reason")
	if f.OK() {
		err := do(reason)
		if err == nil {
			return web.Redirect(round.Path()).Message(ui.Info, done), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return formPage(r, title, round.Path(), form.Fill(f.Values()).WithFault(f.Err())), nil
}
