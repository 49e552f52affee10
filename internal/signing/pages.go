package signing

import (
	"bytes"
	"errors"
	"io"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// uploadRoom is how much a request with a scanned paper may carry: the largest file and the form around it.
const uploadRoom = 21 << 20

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const round, slot = "/underskrift/{id}", "/underskrift/plats/{slot}"
	rt.Handle("GET /underskrifter", policy.ListSigning, s.listPage)
	rt.Handle("GET /utkast/{id}/undertecknare", policy.BeginSigning, s.beginPage)
	rt.Handle("POST /utkast/{id}/undertecknare", policy.BeginSigning, s.beginPost)
	rt.Handle("GET "+round, policy.ReadSigning, s.roundPage)
	rt.Handle("GET "+round+"/bevis", policy.ReadSigning, s.evidencePage)
	rt.Handle("GET "+round+"/overenskommelse.pdf", policy.ReadSigning, s.sealedFile)
	rt.Handle("GET "+round+"/ta-tillbaka", policy.WithdrawSigning, s.withdrawPage)
	rt.Handle("POST "+round+"/ta-tillbaka", policy.WithdrawSigning, s.withdrawPost)
	rt.Handle("GET "+slot+"/underteckna", policy.SignAgreement, s.signPage)
	rt.Handle("POST "+slot+"/underteckna", policy.SignAgreement, s.signPost)
	rt.Handle("GET "+slot+"/nej", policy.RefuseToSign, s.refusePage)
	rt.Handle("POST "+slot+"/nej", policy.RefuseToSign, s.refusePost)
	rt.Handle("GET "+slot+"/delegation", policy.SetDelegation, s.delegationPage)
	rt.Handle("POST "+slot+"/delegation", policy.SetDelegation, s.delegationPost)
	rt.Handle("GET "+slot+"/ersattare", policy.ReplaceSigner, s.replacePage)
	rt.Handle("POST "+slot+"/ersattare", policy.ReplaceSigner, s.replacePost)
	rt.Handle("GET "+slot+"/papper", policy.BringPaper, s.paperPage)
	rt.Handle("POST "+slot+"/papper", policy.BringPaper, s.paperPost, web.Body(uploadRoom))
	rt.Handle("GET "+slot+"/inskannad", policy.ReadSigning, s.paperFile)
	rt.Handle("GET "+slot+"/bekrafta", policy.ConfirmPaper, s.confirmPage)
	rt.Handle("POST "+slot+"/bekrafta", policy.ConfirmPaper, s.confirmPost)
	s.apiRoutes(rt)
}

// may asks whether the reader may do something. A database that cannot answer is an error, not a no.
func (s *Service) may(r *web.Request, act policy.Action, thing ref.Ref) (bool, error) {
	if !r.May(act) {
		return false, nil
	}
	err := policy.Check(r.Context(), s.Trail.DB(), r.Actor, act, thing)
	if fault.Is(err, fault.Denied) || fault.Is(err, fault.Unauthenticated) {
		return false, nil
	}
	return err == nil, err
}

// slotFor gives the slot of the address with its round, for one who may do something with it. Who may not even read the
// round learns nothing of it.
func (s *Service) slotFor(r *web.Request, act policy.Action) (Round, Slot, error) {
	round, slot, err := bySlot(r.Context(), s.Trail.DB(), r.Path("slot"))
	if err != nil {
		return round, slot, err
	}
	if err := policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, policy.ReadSigning, round.Ref()); err != nil {
		return round, slot, err
	}
	return round, slot, policy.Check(r.Context(), s.Trail.DB(), r.Actor, act, slot.Ref())
}

// formPage is a page with one form in a narrow column, under the round that it belongs to.
func formPage(r *web.Request, title language.Text, back string, form ui.Form, before ...templ.Component) web.Response {
	status := 200
	if form.Error != "" && form.Method == "" {
		status = 422
	}
	parts := append([]templ.Component{ui.Heading(r.Say(title), "")}, before...)
	return web.Page(title, stack(append(parts, ui.FormOf(form))...)).Status(status).Frame(func(f *ui.Frame) {
		f.Narrow = true
		f.Crumbs = crumbs(r, ui.Link{Label: r.Say(sayRound), Href: back}, ui.Link{Label: r.Say(title)})
	})
}

// crumbs lead back to the list of what waits, for those who have one.
func crumbs(r *web.Request, more ...ui.Link) []ui.Link {
	if !r.May(policy.ListSigning) {
		return more
	}
	return append([]ui.Link{{Label: r.Say(saySignatures), Href: "/underskrifter"}}, more...)
}

func cancel(r *web.Request, to string) []ui.Button {
	return []ui.Button{{Label: r.Say(language.T("Avbryt", "Cancel")), Href: to, Kind: ui.Quiet}}
}

// delegationFields ask for what a signature stands on.
func delegationFields(r *web.Request, d Delegation, prefix string) []ui.Field {
	t := language.T
	return []ui.Field{
		{Kind: ui.TextField, Name: prefix + "decision", Label: r.Say(t("Beslut", "Decision")), Hint: r.Say(t("Till exempel AMN § 88.", "Such as AMN § 88.")), Value: d.Decision, Width: ui.Medium, MaxLength: 100},
		{Kind: ui.DateField, Name: prefix + "decided_on", Label: r.Say(t("Beslutets datum", "Date of the decision")), Value: d.Decided.String(), Width: ui.Short},
		{Kind: ui.TextField, Name: prefix + "ground", Label: r.Say(t("Punkt i delegationsordningen", "Point in the order of delegation")), Hint: r.Say(t("Till exempel 4.2.", "Such as 4.2.")), Value: d.Ground, Width: ui.Medium, MaxLength: 200},
		{Kind: ui.TextField, Name: prefix + "registry_number", Label: r.Say(t("Diarienummer hos er", "Your registry number")), Value: d.RegistryNumber, Width: ui.Medium, MaxLength: 100},
	}
}

// delegationOf asks for what the signature of a slot stands on, and whether it covers both when it is to.
func delegationOf(r *web.Request, slot Slot, d Delegation) []ui.Field {
	fields := delegationFields(r, d, "")
	if !slot.Both {
		return fields
	}
	value := ""
	if d.Both {
		value = "1"
	}
	return append(fields, ui.Field{Kind: ui.CheckboxField, Name: "both", Value: value, Label: r.Say(language.T("Beslutet omfattar underskrift för både nämnden och förvaltningen", "The decision covers signing for both the board and the administration")),
		Hint: r.Say(language.T("En person undertecknar för båda hos er. Då behöver beslutet säga det.", "One person signs for both at your authority. The decision then needs to say so."))})
}

func readDelegation(f *web.Form, prefix string) Delegation {
	return Delegation{Decision: f.Text(prefix + "decision"), Decided: f.Date(prefix + "decided_on"), Ground: f.Text(prefix + "ground"), RegistryNumber: f.Text(prefix + "registry_number"), Both: f.Ticked(prefix + "both")}
}

// checkedUpload reads an uploaded scan.
func checkedUpload(r *web.Request, up web.Upload) (file.Checked, error) {
	in, err := up.Open()
	if err != nil {
		return file.Checked{}, err
	}
	content, err := io.ReadAll(in)
	if err = errors.Join(err, in.Close()); err != nil {
		return file.Checked{}, err
	}
	return file.Check(file.Input{Name: up.Name, Content: bytes.NewReader(content), Size: int64(len(content)), Owner: r.Actor.Authority,
		Accept: []file.Type{file.PDF, file.PNG, file.JPEG}})
}

// dayOr is a day, or a dash when there is none.
func dayOr(d calendar.Date) string {
	if d.IsZero() {
		return "–"
	}
	return d.String()
}
