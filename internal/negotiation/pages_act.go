package negotiation

import (
	"fmt"

	"github.com/a-h/templ"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const (
	fieldDigest   = "digest"
	fieldDecision = "decision"
	longReason    = 500
)

// approveForm asks for the approval of exactly this version; nil when the reader cannot give it.
func (d shown) approveForm(r *web.Request, t Text) *ui.Form {
	if !d.reader.Writes || d.mayApprove(d.reader.Authority, Approving{No: t.No, Digest: t.Digest}, t.Digest, d.Approvals) != nil {
		return nil
	}
	left := clause.CheckComplete(t.Doc)
	f := ui.Form{Lang: r.Lang, ID: "godkannande", Action: fmt.Sprintf("%s/version/%d", d.Path(), t.No), Submit: ui.Button{Label: r.Say(sayApproveNo.With(t.No))},
		Before: paragraph(r.Say(language.T("Ni godkänner texten ovan för er myndighet. Att godkänna är inte att underteckna: underskriften kommer när alla parter har godkänt samma version. Era egna kommentarer räknas då som lösta.", "You approve the text above for your authority. To approve is not to sign: the signatures come when all parties have approved the same version. Your own comments then count as resolved."))),
		Fields: []ui.Field{
			{Kind: ui.TextField, Name: fieldDecision, Label: r.Say(language.T("Ert beslut", "Your decision")), Optional: true, MaxLength: 200,
				Hint: r.Say(language.T("Nämnd, datum och paragraf, om beslut har fattats. Skriv inga namn på personer.", "Board, date and section, if a decision has been made. Write no names of persons."))},
			{Kind: ui.HiddenField, Name: fieldDigest, Value: t.Digest},
		}}
	if left != nil {
		f = f.WithFault(left)
	}
	return &f
}

func (s *Service) approvePost(r *web.Request) (web.Response, error) {
	d, t, err := s.version(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	seen := Approving{No: t.No, Digest: f.Text(fieldDigest), Decision: f.Text(fieldDecision, web.Max(200))}
	if f.OK() {
		after, err := s.Approve(r.Context(), r.Actor, d.ID, seen)
		if err == nil {
			text := language.T("Ni har godkänt version %d.", "You have approved version %d.").With(t.No)
			if after.State != Proposed {
				text = toldAll.With(t.No)
			}
			return d.done(text)
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	if d, err = s.look(r); err != nil {
		return web.Response{}, err
	}
	form := ui.Form{Lang: r.Lang, ID: "godkannande", Action: r.URL.Path, Submit: ui.Button{Label: r.Say(sayApproveNo.With(t.No))},
		Fields: []ui.Field{{Kind: ui.TextField, Name: fieldDecision, Label: r.Say(language.T("Ert beslut", "Your decision")), Optional: true}, {Kind: ui.HiddenField, Name: fieldDigest}}}
	form = form.Fill(f.Values()).WithFault(f.Err())
	return d.versionPage(r, t, &form).Status(f.Status()), nil
}

// penPost takes the pen or hands it back.
func (s *Service) penPost(r *web.Request) (web.Response, error) {
	d, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if f.Ticked("take") {
		if _, err := s.TakePen(r.Context(), r.Actor, d.ID); err != nil {
			return d.told(err)
		}
		return web.Redirect(d.Path()+"/text").Message(ui.Good, language.T("Ni har pennan. Bara kommenterade fält är öppna.", "You hold the pen. Only commented fields are open.")), nil
	}
	if _, err := s.LeavePen(r.Context(), r.Actor, d.ID); err != nil {
		return d.told(err)
	}
	return d.done(language.T("Pennan är tillbakalämnad. Version %d ligger kvar som den är.", "The pen is handed back. Version %d stays as it is.").With(d.Latest))
}

// told leads back to the draft with the clear word of who came second.
func (d shown) told(err error) (web.Response, error) {
	if !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.Invalid) {
		return web.Response{}, err
	}
	return web.Redirect(d.Path()).Message(ui.Warn, textOf(err)), nil
}

// proposePage shows what the next version changes and what is missing, before it is put forward.
func (s *Service) proposePage(r *web.Request) (web.Response, error) {
	d, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	if err := d.mayWrite(r.Actor.Authority); err != nil {
		return d.told(err)
	}
	return s.proposal(r, d, nil)
}

func (s *Service) proposal(r *web.Request, d shown, problem error) (web.Response, error) {
	work, err := Work(r.Context(), s.Trail.DB(), d.ID)
	if err != nil {
		return web.Response{}, err
	}
	before, err := TextAt(r.Context(), s.Trail.DB(), d.ID, d.Latest)
	if err != nil {
		return web.Response{}, err
	}
	form := ui.Form{Lang: r.Lang, ID: "lamna", Action: d.Path() + "/lamna", Submit: ui.Button{Label: r.Say(language.T("Lämna version %d", "Put version %d forward").With(d.Latest + 1))},
		Other: []ui.Button{{Label: r.Say(language.T("Skriv vidare", "Go on writing")), Href: d.Path() + "/text", Kind: ui.Quiet}}}
	parts := []templ.Component{ui.Heading(r.Say(sayPropose), r.Say(language.T("Versionen fryses och går inte att ändra. De andra parterna kan då läsa, kommentera och godkänna den.", "The version is frozen and cannot be changed. The other parties can then read it, comment and approve.")))}
	b, is, err := d.blockedBy(r.Context(), s.Trail.DB(), work)
	if err != nil {
		return web.Response{}, err
	}
	if is {
		parts = append(parts, ui.Alert(b.alert(r)))
	}
	if n := len(fault.ProblemsOf(clause.CheckComplete(work))); n > 0 {
		parts = append(parts, ui.Alert(ui.AlertBox{Level: ui.Info, Text: r.Say(language.Plural(n, language.T("%d fält är inte ifyllt än. Det går att lämna förslaget ändå, men inte att godkänna det.", "%d field is not filled in yet. The proposal can still be put forward, but not approved."),
			language.T("%d fält är inte ifyllda än. Det går att lämna förslaget ändå, men inte att godkänna det.", "%d fields are not filled in yet. The proposal can still be put forward, but not approved.")))}))
	}
	parts = append(parts, d.missingSection(r, work), ui.FormOf(form.WithFault(problem)), section("skillnad", r.Say(sayDifference), differenceOf(r, before.Doc, work)))
	status := 200
	if problem != nil {
		status = 422
	}
	return d.page(r, sayPropose, false, parts...).Status(status), nil
}

func (s *Service) proposePost(r *web.Request) (web.Response, error) {
	d, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	after, err := s.Propose(r.Context(), r.Actor, d.ID)
	switch {
	case err == nil:
		return d.done(language.T("Version %d är lämnad till de andra parterna.", "Version %d is put before the other parties.").With(after.Latest))
	case fault.Is(err, fault.Invalid):
		return s.proposal(r, d, err)
	}
	return d.told(err)
}

// reasonPage asks for the reason of an act that the other parties must be able to understand.
func (d shown) reasonPage(r *web.Request, name language.Text, path, says string, kind ui.ButtonKind, f *web.Form) web.Response {
	form := ui.Form{Lang: r.Lang, ID: "skal", Action: d.Path() + path, Submit: ui.Button{Label: r.Say(name), Kind: kind},
		Other:  []ui.Button{{Label: r.Say(language.T("Gå tillbaka", "Go back")), Href: d.Path(), Kind: ui.Quiet}},
		Before: paragraph(says),
		Fields: []ui.Field{{Kind: ui.TextareaField, Name: fieldReason, Label: r.Say(sayWhy), MaxLength: longReason,
			Hint: r.Say(language.T("De andra parterna läser skälet. Skriv inga namn på personer.", "The other parties read the reason. Write no names of persons."))}}}
	status := 200
	if f != nil {
		form, status = form.Fill(f.Values()).WithFault(f.Err()), f.Status()
	}
	return d.page(r, name, true, ui.Heading(r.Say(name), r.Say(d.title())), ui.FormOf(form)).Status(status)
}

var (
	sayBackWhat     = language.T("Version %d ligger då åter för godkännande, och den kan inte undertecknas förrän alla har godkänt den eller en nyare.", "Version %d is then up for approval again, and it cannot be signed until all have approved it or a newer one.")
	sayWithdrawWhat = language.T("Utkastet avbryts för alla parter. Texterna och kommentarerna finns kvar att läsa, men ingen kan fortsätta på dem.", "The draft is called off for all parties. Its texts and comments can still be read, but nobody can go on with them.")
)

func (s *Service) backPage(r *web.Request) (web.Response, error) {
	d, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	return d.reasonPage(r, sayTakeBack, "/ta-tillbaka", r.Say(sayBackWhat.With(d.Latest)), ui.Primary, nil), nil
}

func (s *Service) backPost(r *web.Request) (web.Response, error) {
	return s.reasoned(r, sayTakeBack, "/ta-tillbaka", func(d shown) language.Text { return sayBackWhat.With(d.Latest) }, language.T("Godkännandet är taget tillbaka.", "The approval is taken back."),
		func(id, reason string) error { _, err := s.TakeBack(r.Context(), r.Actor, id, reason); return err })
}

func (s *Service) withdrawPage(r *web.Request) (web.Response, error) {
	d, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	return d.reasonPage(r, sayWithdraw, "/avbryt", r.Say(sayWithdrawWhat), ui.Danger, nil), nil
}

func (s *Service) withdrawPost(r *web.Request) (web.Response, error) {
	return s.reasoned(r, sayWithdraw, "/avbryt", func(shown) language.Text { return sayWithdrawWhat }, language.T("Utkastet är avbrutet.", "The draft is called off."),
		func(id, reason string) error { _, err := s.Withdraw(r.Context(), r.Actor, id, reason); return err })
}

// reasoned does an act that has a reason; what is wrong is told in the form, with what was written kept.
func (s *Service) reasoned(r *web.Request, name language.Text, path string, says func(shown) language.Text, done language.Text, act func(id, reason string) error) (web.Response, error) {
	d, err := s.look(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	reason := f.Long(fieldReason, web.Required, web.Max(longReason))
	if f.OK() {
		err := act(d.ID, reason)
		if err == nil {
			return d.done(done)
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return d.reasonPage(r, name, path, r.Say(says(d)), ui.Primary, f), nil
}

// textOf is a fault's own sentence.
func textOf(err error) language.Text {
	if f, ok := asFault(err); ok {
		return f.Text
	}
	return changedMeanwhile
}
