package agreement

import (
	"slices"

	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// acting reads the agreement of the address and asks whether the actor may do the act to it.
func (s *Service) acting(r *web.Request, act policy.Action) (e editing, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	a, err := get(ctx, q, r.Path("id"))
	if err != nil {
		return e, err
	}
	if err := policy.Check(ctx, q, r.Actor, act, a.Ref()); err != nil {
		return e, err
	}
	e.listed, err = s.named(ctx, a)
	return e, err
}

func (e editing) lifeForm(r *web.Request, id string, submit language.Text, fields ...ui.Field) ui.Form {
	return ui.Form{Lang: r.Lang, ID: id, Action: e.Path() + "/" + id, Submit: ui.Button{Label: r.Say(submit)},
		Other:  []ui.Button{{Label: r.Say(language.T("Avbryt", "Cancel")), Href: e.Path(), Kind: ui.Quiet}},
		Fields: append(fields, ui.Field{Kind: ui.HiddenField, Name: fieldVersion, Value: version(e.Version)})}
}

// posted reads a form, does the act, and shows the form again when it cannot be done.
func posted(r *web.Request, title language.Text, form ui.Form, done language.Text, act func(f *web.Form) (Agreement, error)) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	a, err := act(f)
	if err == nil && f.OK() {
		return backTo(a, done, nil)
	}
	if f.OK() && !f.Take(err) {
		return web.Response{}, err
	}
	return formPage(r, title, form.Fill(f.Values()).WithFault(f.Err())), nil
}

var sayNumber = language.T("Ert diarienummer", "Your registry number")

func (e editing) numberForm(r *web.Request) ui.Form {
	return e.lifeForm(r, "diarienummer", language.T("Spara", "Save"), ui.Field{Kind: ui.TextField, Name: fieldRegistry, Label: r.Say(sayNumber), Width: ui.Medium, MaxLength: longRegistry, Value: e.RegistryNumber(r.Actor.Authority),
		Hint: r.Say(language.T("Det nummer som överenskommelsen har i er egen diarieföring. Det visas i det öppna registret.", "The number that the agreement has in your own registry. It is shown in the open register."))})
}

func (s *Service) numberPage(r *web.Request) (web.Response, error) {
	e, err := s.acting(r, policy.NumberAgreement)
	if err != nil {
		return web.Response{}, err
	}
	return formPage(r, sayNumber, e.numberForm(r)), nil
}

func (s *Service) numberPost(r *web.Request) (web.Response, error) {
	e, err := s.acting(r, policy.NumberAgreement)
	if err != nil {
		return web.Response{}, err
	}
	return posted(r, sayNumber, e.numberForm(r), language.T("Diarienumret är sparat.", "The registry number is saved."), func(f *web.Form) (Agreement, error) {
		return s.Number(r.Context(), r.Actor, e.ID, versionOf(f), f.Text(fieldRegistry))
	})
}

var (
	sayTerminate   = language.T("Säg upp", "Give notice")
	sayTerminating = language.T("Säg upp överenskommelsen", "Give notice of the agreement")
)

// noticeForm asks whose part ends, when notice was given, and why; a board is asked for its own municipality alone.
func (e editing) noticeForm(r *web.Request, term NoticeTerm) ui.Form {
	t := language.T
	var fields []ui.Field
	if codes := e.bound(e.day); len(codes) > 1 {
		var options []ui.Option
		own := e.municipalityOf(r.Actor.Authority)
		if own == "" {
			options = append(options, ui.Option{Value: wholeAgreement, Label: r.Say(t("Hela överenskommelsen", "The whole agreement"))})
		}
		for _, code := range codes {
			if own == "" || own == code {
				options = append(options, ui.Option{Value: code, Label: r.Say(t("Bara %s", "%s only").With(e.nameOf(code)))})
			}
		}
		fields = append(fields, ui.Field{Kind: ui.RadiosField, Name: fieldMunicipality, Label: r.Say(t("Vad sägs upp?", "What is terminated?")), Options: options})
	}
	fields = append(fields,
		ui.Field{Kind: ui.DateField, Name: fieldGiven, Label: r.Say(t("Vilken dag lämnades uppsägningen?", "On which day was notice given?")), Width: ui.Short, Value: e.day.String(), Hint: r.Say(t("Uppsägningen lämnas skriftligt till den andra parten.", "Notice is given to the other party in writing."))},
		ui.Field{Kind: ui.DateField, Name: fieldLast, Label: r.Say(t("Sista dagen som den gäller", "The last day in force")), Width: ui.Short, Optional: true, Hint: r.Say(term.hint())},
		ui.Field{Kind: ui.TextareaField, Name: fieldReason, Label: r.Say(t("Varför?", "Why?")), MaxLength: longReason, Rows: 3, Hint: r.Say(t("Den andra parten och alla som läser överenskommelsen ser skälet. Skriv inga namn på personer.", "The other party and everybody who reads the agreement see the reason. Write no names of persons."))},
		ui.Field{Kind: ui.TextField, Name: fieldRegistry, Label: r.Say(t("Uppsägningens diarienummer", "The notice’s registry number")), Width: ui.Medium, Optional: true, MaxLength: longRegistry})
	form := e.lifeForm(r, "sag-upp", sayTerminate, fields...)
	form.Submit.Kind = ui.Danger
	form.Before = ui.Parts(ui.Paragraph(r.Say(term.rule(e.day))), ui.Paragraph(r.Say(t("Överenskommelsen slutar gälla efter sista dagen, och kommunen räknas då som utan om ingen ny tar vid. Ni kan ta tillbaka uppsägningen till och med den dagen. Pågående planeringar avslutas ordnat.", "The agreement is no longer in force after the last day, and the municipality then counts as without one unless a new one takes over. You can withdraw the notice until that day. Plans under way are ended in good order."))))
	form.Other = append(form.Other, ui.Button{Label: r.Say(sayEnd), Href: e.Path() + "/avsluta", Kind: ui.Quiet})
	return form
}

// wholeAgreement is what the form says when the whole agreement ends.
const wholeAgreement = "alla"

func (s *Service) noticePage(r *web.Request) (web.Response, error) {
	e, err := s.acting(r, policy.GiveNotice)
	if err != nil {
		return web.Response{}, err
	}
	term, err := s.Notice.Term(r.Context(), s.Trail.DB(), e.ID)
	return formPage(r, sayTerminating, e.noticeForm(r, term)), err
}

func (s *Service) noticePost(r *web.Request) (web.Response, error) {
	e, err := s.acting(r, policy.GiveNotice)
	if err != nil {
		return web.Response{}, err
	}
	term, err := s.Notice.Term(r.Context(), s.Trail.DB(), e.ID)
	if err != nil {
		return web.Response{}, err
	}
	return posted(r, sayTerminating, e.noticeForm(r, term), language.T("Uppsägningen är registrerad och syns för alla parter.", "The notice is registered and shown to all parties."), func(f *web.Form) (Agreement, error) {
		n := Notice{Agreement: e.ID, Given: f.Date(fieldGiven), Last: f.Date(fieldLast), Reason: f.Long(fieldReason), RegistryNumber: f.Text(fieldRegistry)}
		codes := e.bound(e.day)
		if v := f.Value(fieldMunicipality); len(codes) > 1 && v != wholeAgreement {
			n.Municipality = f.Choice(fieldMunicipality, codes, web.Required)
		}
		if !f.OK() {
			return e.Agreement, nil
		}
		return s.Terminate(r.Context(), r.Actor, n, versionOf(f))
	})
}

func (s *Service) withdrawPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	a, err := s.Withdraw(r.Context(), r.Actor, r.Path("id"), r.Path("notice"), versionOf(f))
	return backTo(a, language.T("Uppsägningen är återtagen.", "The notice is withdrawn."), err)
}

var sayHandOver = language.T("Lämna över till en annan nämnd", "Hand over to another board")

// handoverForm asks which board leaves, which takes over, from when and why. A board is asked about itself alone.
func (s *Service) handoverForm(r *web.Request, e editing) (ui.Form, error) {
	t := language.T
	var from, to []ui.Option
	for _, p := range e.PartiesOn(e.day) {
		if p.Municipality != "" && (r.Actor.Authority == directory.PES || r.Actor.Authority == p.Authority) {
			from = append(from, ui.Option{Value: p.Authority, Label: e.parties[p.Authority].Title()})
		}
	}
	for _, code := range e.bound(e.day) {
		boards, err := directory.Boards(r.Context(), s.Trail.DB(), code, e.day)
		if err != nil {
			return ui.Form{}, err
		}
		boards = slices.DeleteFunc(boards, func(b directory.Authority) bool { return e.Binds(b.ID) })
		for _, b := range boards {
			to = append(to, ui.Option{Value: b.ID, Label: b.Title()})
		}
	}
	form := e.lifeForm(r, "lamna-over", t("Föreslå överlämnandet", "Propose the hand-over"),
		ui.Field{Kind: ui.SelectField, Name: fieldOld, Label: r.Say(t("Vilken nämnd lämnar över?", "Which board hands over?")), Options: from},
		ui.Field{Kind: ui.SelectField, Name: fieldNew, Label: r.Say(t("Vilken nämnd tar över?", "Which board takes over?")), Options: to, Hint: r.Say(t("En nämnd i samma kommun. Saknas den läggs den till i katalogen först.", "A board of the same municipality. If it is missing it is added to the directory first."))},
		ui.Field{Kind: ui.DateField, Name: fieldStarts, Label: r.Say(t("Från vilken dag?", "From which day?")), Width: ui.Short},
		ui.Field{Kind: ui.TextareaField, Name: fieldReason, Label: r.Say(t("Varför?", "Why?")), MaxLength: longReason, Rows: 3})
	form.Before = ui.Paragraph(r.Say(t("Arbetsförmedlingen och den nya nämnden ska godkänna. Den gamla nämnden kan läsa det som hände under sin tid.", "The employment agency and the new board should agree. The old board can read what happened during its time.")))
	return form, nil
}

func (s *Service) handoverPage(r *web.Request) (web.Response, error) {
	e, err := s.acting(r, policy.HandOver)
	if err != nil {
		return web.Response{}, err
	}
	form, err := s.handoverForm(r, e)
	return formPage(r, sayHandOver, form), err
}

func (s *Service) handoverPost(r *web.Request) (web.Response, error) {
	e, err := s.acting(r, policy.HandOver)
	if err != nil {
		return web.Response{}, err
	}
	form, err := s.handoverForm(r, e)
	if err != nil {
		return web.Response{}, err
	}
	return posted(r, sayHandOver, form, language.T("Förslaget är lämnat. Arbetsförmedlingen och den nya nämnden ska godkänna det.", "The proposal is made. The employment agency and the new board should agree."), func(f *web.Form) (Agreement, error) {
		h := Handover{Agreement: e.ID, From: f.Value(fieldOld), To: f.Value(fieldNew), Starts: f.Date(fieldStarts, web.Required), Reason: f.Long(fieldReason)}
		if !f.OK() {
			return e.Agreement, nil
		}
		_, err := s.ProposeHandover(r.Context(), r.Actor, h)
		return e.Agreement, err
	})
}

func (s *Service) agreePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	h, err := s.AgreeToHandover(r.Context(), r.Actor, r.Path("handover"), versionOf(f))
	return backTo(Agreement{ID: h.Agreement}, language.T("Ni har godkänt överlämnandet.", "You have agreed to the hand-over."), err)
}

func (s *Service) stopPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	h, err := s.StopHandover(r.Context(), r.Actor, r.Path("handover"), versionOf(f))
	return backTo(Agreement{ID: h.Agreement}, language.T("Överlämnandet är stoppat.", "The hand-over is stopped."), err)
}
