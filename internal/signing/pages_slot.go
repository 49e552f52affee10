package signing

import (
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s *Service) delegationPage(r *web.Request) (web.Response, error) {
	round, slot, err := s.slotFor(r, policy.SetDelegation)
	if err != nil {
		return web.Response{}, err
	}
	return formPage(r, sayDelegation, round.Path(), delegationForm(r, round, slot)), nil
}

func delegationForm(r *web.Request, round Round, slot Slot) ui.Form {
	t := language.T
	fields := append([]ui.Field{{Kind: ui.TextField, Name: "function", Label: r.Say(t("Funktion", "Function")), Value: slot.Function, Width: ui.Medium, MaxLength: 100,
		Hint: r.Say(t("Som den står i avtalet, till exempel nämndens ordförande.", "As it stands in the agreement, such as chair of the board."))}}, delegationOf(r, slot, slot.Delegation())...)
	return ui.Form{Lang: r.Lang, ID: "delegation", Action: slot.Path() + "/delegation", Submit: ui.Button{Label: r.Say(t("Spara", "Save"))}, Other: cancel(r, round.Path()), Fields: fields,
		Before: paragraph(r.Say(t("Ange beslutet som ger %s rätt att underteckna.", "Give the decision that lets %s sign.").With(slot.Name)))}
}

func (s *Service) delegationPost(r *web.Request) (web.Response, error) {
	round, slot, err := s.slotFor(r, policy.SetDelegation)
	if err != nil {
		return web.Response{}, err
	}
	return s.saved(r, round, sayDelegation, delegationForm(r, round, slot), language.T("Delegationen är registrerad.", "The delegation is recorded."), func(f *web.Form) error {
		return s.SetDelegation(r.Context(), r.Actor, slot.ID, readDelegation(f, ""), f.Text("function"))
	})
}

// saved is every act that saves a form about a slot.
func (s *Service) saved(r *web.Request, round Round, title language.Text, form ui.Form, done language.Text, do func(f *web.Form) error) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	err = do(f)
	switch {
	case !f.OK(): // what could not be read comes before what the act said
	case err == nil:
		return web.Redirect(round.Path()).Message(ui.Good, done), nil
	case !f.Take(err):
		return web.Response{}, err
	}
	return formPage(r, title, round.Path(), form.Fill(f.Values()).WithFault(f.Err())), nil
}

func (s *Service) replacePage(r *web.Request) (web.Response, error) {
	round, slot, err := s.slotFor(r, policy.ReplaceSigner)
	if err != nil {
		return web.Response{}, err
	}
	form, err := s.replaceForm(r, round, slot)
	return formPage(r, sayReplace, round.Path(), form), err
}

func (s *Service) replaceForm(r *web.Request, round Round, slot Slot) (ui.Form, error) {
	t := language.T
	options, err := s.signatories(r, slot.Authority)
	fields := append([]ui.Field{
		{Kind: ui.SelectField, Name: "account", Label: r.Say(t("Vem undertecknar i stället?", "Who signs instead?")), Options: append([]ui.Option{{Label: r.Say(t("Välj", "Choose"))}}, options[slot.Authority]...)},
		{Kind: ui.TextField, Name: "function", Label: r.Say(t("Funktion", "Function")), Width: ui.Medium, MaxLength: 100},
	}, delegationOf(r, slot, Delegation{})...)
	return ui.Form{Lang: r.Lang, ID: "ersattare", Action: slot.Path() + "/ersattare", Submit: ui.Button{Label: r.Say(sayReplace)}, Other: cancel(r, round.Path()), Fields: fields,
		Before: paragraph(r.Say(t("%s undertecknar då inte. Den nya undertecknaren behöver en egen delegation.", "%s then does not sign. The new signatory needs a delegation of their own.").With(slot.Name)))}, err
}

func (s *Service) replacePost(r *web.Request) (web.Response, error) {
	round, slot, err := s.slotFor(r, policy.ReplaceSigner)
	if err != nil {
		return web.Response{}, err
	}
	form, err := s.replaceForm(r, round, slot)
	if err != nil {
		return web.Response{}, err
	}
	return s.saved(r, round, sayReplace, form, language.T("Undertecknaren är bytt.", "The signatory is replaced."), func(f *web.Form) error {
		id := f.Text("account", web.Required)
		seat := Seat{Account: id, Function: f.Text("function"), Delegation: readDelegation(f, "")}
		if !f.OK() {
			return nil
		}
		return s.Replace(r.Context(), r.Actor, slot.ID, seat)
	})
}

func (s *Service) paperPage(r *web.Request) (web.Response, error) {
	round, slot, err := s.slotFor(r, policy.BringPaper)
	if err != nil {
		return web.Response{}, err
	}
	return formPage(r, sayPaper, round.Path(), paperForm(r, round, slot)), nil
}

func paperForm(r *web.Request, round Round, slot Slot) ui.Form {
	t := language.T
	fields := append([]ui.Field{
		{Kind: ui.FileField, Name: file.Field, Label: r.Say(t("Inskannat papper", "Scanned paper")), Accept: ".pdf,.png,.jpg,.jpeg", Hint: r.Say(t("PDF eller bild, högst 20 MB.", "PDF or picture, at most 20 MB."))},
		{Kind: ui.TextField, Name: "name", Label: r.Say(t("Vem har undertecknat?", "Who has signed?")), Value: slot.Name, Width: ui.Medium, MaxLength: 200},
		{Kind: ui.TextField, Name: "function", Label: r.Say(t("Funktion", "Function")), Value: slot.Function, Width: ui.Medium, MaxLength: 100},
		{Kind: ui.DateField, Name: "on", Label: r.Say(t("Dagen på papperet", "The day on the paper")), Width: ui.Short},
	}, delegationOf(r, slot, slot.Delegation())...)
	return ui.Form{Lang: r.Lang, ID: "papper", Action: slot.Path() + "/papper", Submit: ui.Button{Label: r.Say(sayPaper)}, Other: cancel(r, round.Path()), Fields: fields,
		Before: paragraph(r.Say(t("Papperet ska gälla version %d med kontrollsumman %s. Det räknas när en annan part har bekräftat det.", "The paper must be for version %d with the checksum %s. It counts when another party has confirmed it.").With(round.Text, short(round.Digest))))}
}

func (s *Service) paperPost(r *web.Request) (web.Response, error) {
	round, slot, err := s.slotFor(r, policy.BringPaper)
	if err != nil {
		return web.Response{}, err
	}
	return s.saved(r, round, sayPaper, paperForm(r, round, slot), language.T("Papperet är inlämnat och väntar på att en annan part bekräftar det.", "The paper is brought and waits for another party's confirmation."), func(f *web.Form) error {
		p := OnPaper{Name: f.Text("name", web.Required), Function: f.Text("function", web.Required), On: f.Date("on", web.Required), Delegation: readDelegation(f, "")}
		up, ok := f.File(file.Field, web.FileRule{Max: file.MaxSize, Required: true})
		if !ok || !f.OK() {
			return nil
		}
		var err error
		if p.Scan, err = checkedUpload(r, up); err != nil {
			return err
		}
		return s.Bring(r.Context(), r.Actor, slot.ID, p)
	})
}

func (s *Service) confirmPage(r *web.Request) (web.Response, error) {
	round, slot, err := s.slotFor(r, policy.ConfirmPaper)
	if err != nil {
		return web.Response{}, err
	}
	return formPage(r, sayConfirm, round.Path(), confirmForm(r, round, slot)), nil
}

func confirmForm(r *web.Request, round Round, slot Slot) ui.Form {
	t := language.T
	return ui.Form{Lang: r.Lang, ID: "bekrafta", Action: slot.Path() + "/bekrafta", Submit: ui.Button{Label: r.Say(sayConfirm)}, Other: cancel(r, round.Path()),
		Before: ui.KeyValues(
			ui.F(r.Say(sayWho), slot.Name+", "+r.Say(slot.role())), ui.F(r.Say(t("Dagen på papperet", "The day on the paper")), dayOr(dayOfPaper(slot))),
			ui.Fact{Name: r.Say(t("Papper", "Paper")), Value: ui.A(slot.Path()+"/inskannad", r.Say(t("Öppna det inskannade papperet", "Open the scanned paper")))}),
		Fields: []ui.Field{
			{Kind: ui.RadiosField, Name: "answer", Label: r.Say(t("Är papperet det ni kom överens om?", "Is the paper what you agreed on?")), Options: []ui.Option{
				{Value: "yes", Label: r.Say(t("Ja, det gäller version %d", "Yes, it is for version %d").With(round.Text))}, {Value: "no", Label: r.Say(t("Nej", "No"))}}},
			{Kind: ui.TextareaField, Name: "reason", Label: r.Say(t("Om nej: vad är fel?", "If no: what is wrong?")), Optional: true, MaxLength: 2000},
			{Kind: ui.HiddenField, Name: "digest", Value: round.Digest},
			{Kind: ui.HiddenField, Name: "paper", Value: slot.Paper},
		}}
}

func (s *Service) confirmPost(r *web.Request) (web.Response, error) {
	round, slot, err := s.slotFor(r, policy.ConfirmPaper)
	if err != nil {
		return web.Response{}, err
	}
	return s.saved(r, round, sayConfirm, confirmForm(r, round, slot), language.T("Ert svar är noterat.", "Your answer is noted."), func(f *web.Form) error {
		answer, reason, sum := f.Choice("answer", []string{"yes", "no"}, web.Required), f.Long("reason"), f.Text("digest")
		switch {
		case !f.OK():
			return nil
		case answer == "yes":
			return s.Confirm(r.Context(), r.Actor, slot.ID, sum, f.Text("paper"))
		}
		return s.RejectPaper(r.Context(), r.Actor, slot.ID, reason)
	})
}
