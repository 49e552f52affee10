package agreement

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/sheet"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// copiesRoom is how much a request with a zip of copies may carry: the zip and the form around it.
const copiesRoom = MaxCopies + 1<<20

// copiesPost takes in a zip beside a staged list. The body is not read as a form, which would be whole in memory, but
// handed on as it arrives.
func (s *Service) copiesPost(r *web.Request) (web.Response, error) {
	st, err := staged(r.Context(), s.Trail.DB(), r.Path("import"))
	if err != nil {
		return web.Response{}, err
	}
	sent, err := sentZip(r)
	if err == nil {
		_, err = s.ReceiveCopies(r.Context(), r.Actor, st.ID, sent)
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large), fault.Is(err, fault.TooLarge):
		err = fault.New(fault.TooLarge, copiesRefused, fault.Field(fieldCopies, zipTooLarge.With(MaxCopies>>20)))
	case err == nil:
		return web.Redirect(st.Path()), nil
	case !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Conflict):
		return web.Response{}, err
	}
	return s.stagedView(r, st, err)
}

// sentZip finds the zip in the body of a request.
func sentZip(r *web.Request) (io.Reader, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, cutOff)
	}
	for {
		part, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return nil, refuseZip(chooseZip)
		case err != nil:
			return nil, fault.Wrap(err, fault.Invalid, cutOff)
		case part.FormName() == fieldCopies && part.FileName() == "":
			return nil, refuseZip(chooseZip)
		case part.FormName() == fieldCopies:
			return arriving{part}, nil
		}
	}
}

// arriving tells a zip that did not arrive whole from one that cannot be stored.
type arriving struct{ part *multipart.Part }

// Read reads on. A body that is too large keeps its own error.
func (a arriving) Read(p []byte) (int, error) {
	n, err := a.part.Read(p)
	var large *http.MaxBytesError
	if err == nil || errors.Is(err, io.EOF) || errors.As(err, &large) {
		return n, err
	}
	return n, fault.Wrap(err, fault.Invalid, cutOff)
}

// copiesSection is what became of the zip sent beside the list, and the form to send one.
func copiesSection(r *web.Request, st Staged, copies CopiesReport, faults []fault.Problem, wrong error) templ.Component {
	var parts []templ.Component
	if len(faults) > 0 {
		parts = append(parts, ui.Alert(ui.AlertBox{Level: ui.Bad, Text: r.Say(copiesRefused), More: faultList(r, faults)}))
	}
	if copies.Came() {
		parts = append(parts, ui.Paragraph(r.Say(copies.Sentence())), givenTable(r, copies), looseList(r, copies), bareTable(r, copies))
	}
	t := language.T
	label := t("Läs PDF-kopiorna på prov", "Read the PDF copies on trial")
	if st.Zip != "" {
		label = t("Byt ut mot en annan zip-fil", "Replace with another zip")
	}
	parts = append(parts, ui.FormOf(ui.Form{Lang: r.Lang, ID: "kopior-form", Action: st.Path() + "/kopior", Submit: ui.Button{Label: r.Say(label), Kind: ui.Secondary},
		Before: ui.Paragraph(r.Say(copiesHelp)),
		Fields: []ui.Field{{Kind: ui.FileField, Name: fieldCopies, Label: r.Say(t("Zip-fil med PDF-kopior", "Zip of PDF copies")), Accept: ".zip",
			Hint: r.Say(t("Högst %d MB; varje PDF högst %d MB.", "At most %d MB; each PDF at most %d MB.").With(MaxCopies>>20, MaxCopy>>20))}}}.WithFault(wrong)))
	return ui.SectionIntro("kopior", r.Say(t("PDF-kopior av överenskommelserna", "PDF copies of the agreements")), "", ui.Parts(parts...))
}

func faultList(r *web.Request, problems []fault.Problem) templ.Component {
	if len(problems) == 0 {
		return nil
	}
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.In(r.Lang))
	}
	return ui.Bullets(lines...)
}

func givenTable(r *web.Request, copies CopiesReport) templ.Component {
	t := language.T
	table := ui.Table{Lang: r.Lang, ID: "fick", Caption: r.Say(t("Rader som får en PDF", "Rows that get a PDF")), ShowCaption: true, Tight: true, Columns: []ui.Column{
		{Label: r.Say(t("Rad", "Row")), Number: true}, {Label: r.Say(t("Vad raden gäller", "What the row is about")), RowHeader: true},
		{Label: "PDF"}, {Label: r.Say(t("Hittad genom", "Found by"))}, {Label: r.Say(t("Vad händer", "What happens"))}}}
	for _, g := range copies.Given {
		what := map[sheet.Outcome]language.Text{sheet.Added: t("läggs till", "added"), sheet.Changed: t("ersätter en tidigare", "replaces an earlier one"),
			sheet.Unchanged: t("finns redan", "there already")}[g.Outcome]
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.Text(strconv.Itoa(g.Row)), ui.Text(g.What), ui.Text(g.Name),
			ui.Text(r.Say(g.By.Label())), ui.Text(r.Say(what))}})
	}
	if len(table.Rows) == 0 {
		return nil
	}
	return ui.TableOf(table)
}

func looseList(r *web.Request, copies CopiesReport) templ.Component {
	if len(copies.Loose) == 0 {
		return nil
	}
	return ui.Alert(ui.AlertBox{Level: ui.Warn, Title: r.Say(language.T("PDF-filer som inte passar någon rad", "PDFs that fit no row")),
		Text: r.Say(looseHelp), More: ui.Bullets(copies.Loose...)})
}

func bareTable(r *web.Request, copies CopiesReport) templ.Component {
	if len(copies.Bare) == 0 {
		return nil
	}
	t := language.T
	table := ui.Table{Lang: r.Lang, ID: "utan", Caption: r.Say(t("Rader utan PDF", "Rows without a PDF")), ShowCaption: true, Tight: true, Columns: []ui.Column{
		{Label: r.Say(t("Rad", "Row")), Number: true}, {Label: r.Say(t("Vad raden gäller", "What the row is about")), RowHeader: true}}}
	for _, b := range copies.Bare {
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.Text(strconv.Itoa(b.Row)), ui.Text(b.What)}})
	}
	return ui.TableOf(table)
}

var (
	chooseZip  = language.T("välj en zip-fil", "choose a zip")
	cutOff     = language.T("Zip-filen kom inte fram helt. Skicka den igen.", "The zip did not arrive whole. Send it again.")
	looseHelp  = language.T("De sparas inte. Skriv filens namn i listans kolumn pdf, eller låt namnet innehålla radens kommunkod eller diarienummer, och läs in på nytt.", "They are not saved. Enter the file’s name in the list’s column pdf, or let the name contain the row’s municipality code or registry number, and import again.")
	copiesHelp = language.T("Vill du, kan du lägga de undertecknade överenskommelserna i en zip-fil och skicka den här. Varje PDF hittar sin rad genom listans kolumn pdf, eller genom kommunkoden eller diarienumret i filens namn. Du ser vad som hör ihop innan något sparas.",
		"If you like, put the signed agreements in a zip and send it here. Each PDF finds its row by the list’s column pdf, or by the municipality code or registry number in the file’s name. You see what goes with what before anything is saved.")
)
