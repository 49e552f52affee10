package template

import (
	"io"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// approvePage shows what is approved: the note and the difference from the latest version, and asks.
func (s *Service) approvePage(r *web.Request) (web.Response, error) {
	v, err := s.opened(r)
	if err != nil {
		return web.Response{}, err
	}
	return s.approveAsk(r, v, nil)
}

func (s *Service) approveAsk(r *web.Request, v Version, told error) (web.Response, error) {
	latest, err := Current(r.Context(), s.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	note := r.Say(sayNotWritten)
	if v.Note.Sv != "" {
		note = r.Say(v.Note)
	}
	form := ui.Form{Lang: r.Lang, ID: "godkann", Action: nextPath + "/godkann", Submit: ui.Button{Label: r.Say(sayApprove.With(bodyName(r.Actor.Authority)))},
		Other:  []ui.Button{{Label: r.Say(sayCancel), Href: nextPath, Kind: ui.Quiet}},
		Fields: []ui.Field{{Kind: ui.HiddenField, Name: "digest", Value: v.Digest}}}.WithFault(told)
	name := sayReadAndApproveNo.With(v.No)
	body := ui.Parts(ui.Heading(r.Say(name), ""), ui.LeadBlock(ui.Lead{Level: ui.Info, Text: ui.Rich(r.Say(sayApproveText))}),
		ui.SectionOf("andrat", r.Say(sayNote), ui.Paragraph(note)),
		ui.SectionOf("skillnad", r.Say(sayDifference.With(latest.No, v.No)), ui.DifferenceOf(Marked(Compare(latest.Doc, v.Doc, r.Lang), r.Lang))), ui.FormOf(form))
	status := 200
	if told != nil {
		status = 422
	}
	return web.Page(name, body).Status(status).Frame(nextCrumbs(r, v, ui.Link{Label: r.Say(sayReadAndApprove)})), nil
}

func (s *Service) approvePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	v, err := s.Approve(r.Context(), r.Actor, f.Value("digest"))
	if err == nil {
		return web.Redirect(nextPath).Message(ui.Good, sayApprovedNow.With(v.No)), nil
	}
	if !f.Take(err) {
		return web.Response{}, err
	}
	if v, err = s.opened(r); err != nil {
		return web.Response{}, err
	}
	return s.approveAsk(r, v, f.Err())
}

func (s *Service) withdrawPost(r *web.Request) (web.Response, error) {
	_, err := s.Withdraw(r.Context(), r.Actor)
	if fault.Is(err, fault.Conflict) {
		return web.Redirect(nextPath).Message(ui.Warn, notApproved), nil
	}
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(nextPath).Message(ui.Good, sayWithdrawn), nil
}

// publishPage asks once, and says what happens.
func (s *Service) publishPage(r *web.Request) (web.Response, error) {
	v, err := s.opened(r)
	if err != nil {
		return web.Response{}, err
	}
	return askPage(r, sayPublishNo.With(v.No), nextCrumbs(r, v), publishForm(r, v)), nil
}

func publishForm(r *web.Request, v Version) ui.Form {
	return ui.Form{Lang: r.Lang, ID: "publicera", Action: nextPath + "/publicera", Submit: ui.Button{Label: r.Say(sayPublish)},
		Other: []ui.Button{{Label: r.Say(sayCancel), Href: nextPath, Kind: ui.Quiet}}, Before: ui.Paragraph(r.Say(sayPublishText)),
		Fields: []ui.Field{{Kind: ui.HiddenField, Name: fieldRow, Value: rowOf(v)}}}
}

func (s *Service) publishPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	row := readRow(f)
	if f.OK() {
		v, err := s.Publish(r.Context(), r.Actor, row)
		if err == nil {
			return web.Redirect(v.Path()).Message(ui.Good, sayPublishedNow.With(v.No)), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	v, err := s.opened(r)
	if err != nil {
		return web.Response{}, err
	}
	return askPage(r, sayPublishNo.With(v.No), nextCrumbs(r, v), publishForm(r, v).WithFault(f.Err())), nil
}

func (s *Service) dropPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	err = s.Drop(r.Context(), r.Actor, readRow(f))
	if fault.Is(err, fault.Conflict) {
		return web.Redirect(nextPath).Message(ui.Warn, changedMeanwhile), nil
	}
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(rootPath).Message(ui.Good, sayDropped), nil
}

// importPage takes a whole text in from a file.
func (s *Service) importPage(r *web.Request) (web.Response, error) {
	v, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	return askPage(r, sayImport, nextCrumbs(r, v), importForm(r, v)), nil
}

func importForm(r *web.Request, v Version) ui.Form {
	return ui.Form{Lang: r.Lang, ID: "las-in", Action: nextPath + "/las-in", Submit: ui.Button{Label: r.Say(sayImport)},
		Other: []ui.Button{{Label: r.Say(sayCancel), Href: nextPath, Kind: ui.Quiet}}, Before: ui.Paragraph(r.Say(sayImportText)),
		Fields: []ui.Field{{Kind: ui.FileField, Name: "file", Label: r.Say(sayImportFile), Accept: ".json"}, {Kind: ui.HiddenField, Name: fieldRow, Value: rowOf(v)}}}
}

func (s *Service) importPost(r *web.Request) (web.Response, error) {
	v, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	up, ok := f.File("file", web.FileRule{Max: maxFile, Types: []string{".json"}, Required: true})
	row := readRow(f)
	if ok && f.OK() {
		ended, err := s.takeFile(r, up, row)
		if err == nil {
			return saved(nextPath+"/skillnad", ended), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return askPage(r, sayImport, nextCrumbs(r, v), importForm(r, v).Fill(f.Values()).WithFault(f.Err())), nil
}

func (s *Service) takeFile(r *web.Request, up web.Upload, row int64) ([]string, error) {
	file, err := up.Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(file)
	if err != nil {
		return nil, err
	}
	doc, err := ReadFile(content)
	if err != nil {
		return nil, err
	}
	latest, err := Current(r.Context(), s.Trail.DB())
	if err != nil {
		return nil, err
	}
	_, ended, err := s.Change(r.Context(), r.Actor, row, Replace(doc, latest.Doc))
	return ended, err
}

// editing reads the next version for a form and asks whether the reader may change it.
func (s *Service) editing(r *web.Request) (Version, error) {
	v, err := s.opened(r)
	if err != nil {
		return v, err
	}
	return v, policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.EditTemplate, v.Ref())
}

// Texts of the next version's pages.
var (
	sayNextVersion      = language.T("Nästa version av mallen: version %d", "The template’s next version: version %d")
	sayNextDifference   = language.T("Läs vad som är ändrat", "Read what is changed")
	sayNextText         = language.T("Hela texten", "The whole text")
	sayState            = language.T("Läge", "State")
	sayBeingWritten     = language.T("*Version %d* skrivs. När texten är klar godkänner SKR och Arbetsförmedlingen den var för sig.", "*Version %d* is being written. When the text is ready, SKR and the employment agency each approve it.")
	sayLacksNote        = language.T("*Version %d* skrivs. Skriv vad som ändras, så att den kan godkännas.", "*Version %d* is being written. Write what it changes, so that it can be approved.")
	sayWaitsFor         = language.T("Ni har godkänt *version %d*. Nu väntar den på %s.", "You have approved *version %d*. It now waits for %s.")
	sayYouLack          = language.T("Den andra parten har godkänt *version %d*. Läs ändringarna och godkänn den, eller ändra det som inte stämmer.", "The other body has approved *version %d*. Read the changes and approve it, or change what is wrong.")
	sayAllApproved      = language.T("SKR och Arbetsförmedlingen har godkänt *version %d* så som den lyder. Den kan publiceras.", "SKR and the employment agency have approved *version %d* as it reads. It can be published.")
	sayHasApproved      = language.T("har godkänt texten så som den lyder", "has approved the text as it reads")
	sayNotApproved      = language.T("har inte godkänt", "has not approved")
	sayNotWritten       = language.T("Inte skrivet än.", "Not written yet.")
	sayEditNote         = language.T("Ändra", "Change")
	sayWriteNote        = language.T("Skriv vad som ändras", "Write what changes")
	sayReadAndApprove   = language.T("Läs och godkänn", "Read and approve")
	sayReadAndApproveNo = language.T("Läs och godkänn version %d", "Read and approve version %d")
	sayApprove          = language.T("Godkänn för %s", "Approve for %s")
	sayApproveText      = language.T("Du godkänner *precis den text som står här*. Om någon ändrar den gäller godkännandet inte längre.", "You approve *exactly the text that stands here*. If somebody changes it the approval no longer holds.")
	sayApprovedNow      = language.T("Ni har godkänt version %d.", "You have approved version %d.")
	sayWithdraw         = language.T("Ta tillbaka godkännandet", "Take back the approval")
	sayWithdrawAsk      = language.T("Ta tillbaka ert godkännande?", "Take back your approval?")
	sayWithdrawText     = language.T("Versionen kan inte publiceras förrän ni har godkänt den på nytt.", "The version cannot be published until you have approved it again.")
	sayWithdrawn        = language.T("Godkännandet är återtaget.", "The approval is taken back.")
	sayPublish          = language.T("Publicera", "Publish")
	sayPublishNo        = language.T("Publicera version %d", "Publish version %d")
	sayPublishText      = language.T("Versionen blir den senaste och syns för alla. Den kan inte ändras sedan. Alla samverkansansvariga får veta det, och överenskommelser som gäller ändras inte förrän parterna själva kommer överens om det.", "The version becomes the latest and everybody can see it. It cannot be changed afterwards. All coordinators are told, and agreements in force do not change until the parties themselves agree on it.")
	sayPublishedNow     = language.T("Version %d är publicerad.", "Version %d is published.")
	sayDrop             = language.T("Kasta version %d", "Discard version %d")
	sayDropAsk          = language.T("Kasta allt som är skrivet i version %d?", "Discard all that is written in version %d?")
	sayDropText         = language.T("Det går inte att få tillbaka. Hämta texten som fil först om någon kan behöva den.", "It cannot be brought back. Fetch the text as a file first if somebody may need it.")
	sayDropped          = language.T("Nästa version är kastad.", "The next version is discarded.")
	sayCancel           = language.T("Avbryt", "Cancel")
	sayBeginText        = language.T("Nästa version börjar som en kopia av version %d. Bara mallansvariga ser den förrän den publiceras.", "The next version begins as a copy of version %d. Only template leads see it until it is published.")
	sayBegun            = language.T("Version %d är påbörjad.", "Version %d is begun.")
	saySaved            = language.T("Ändringen är sparad.", "The change is saved.")
	saySavedEnded       = language.T("Ändringen är sparad. Texten är nu en annan än den som %s godkände, så det godkännandet gäller inte längre.", "The change is saved. The text is now another than the one approved by %s, so that approval no longer holds.")
	sayImport           = language.T("Läs in från fil", "Take in from a file")
	sayImportText       = language.T("Filen ersätter hela texten i nästa version. Den ska se ut som en fil som du har hämtat härifrån. Om något är fel läses ingenting in, och du får veta var felet finns.", "The file replaces the whole text of the next version. It must look like a file fetched from here. If something is wrong nothing is taken in, and you are told where.")
	sayImportFile       = language.T("Fil (JSON)", "File (JSON)")
	sayAddClause        = language.T("Lägg till en paragraf", "Add a clause")
	sayAddAnnex         = language.T("Lägg till en bilaga", "Add an annex")
	sayAnnex            = language.T("Bilaga", "Annex")
	sayNoAnnexes        = language.T("Mallen har inga bilagor.", "The template has no annexes.")
)
