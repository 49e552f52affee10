package exchange

import (
	"bytes"
	"io"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

var sayRefused = language.T("Filer som SDK inte kunde lämna", "Files that SDK could not deliver")

func (s *Service) refusedPage(r *web.Request) (web.Response, error) {
	list, err := s.RefusedFiles(r.Context(), r.Actor)
	if err != nil {
		return web.Response{}, err
	}
	t := language.T
	lead := ui.Lead{Level: ui.Good, Text: ui.Rich(r.Say(t("Allt som har kommit in är *taget emot*.", "All that has come in is *taken in*.")))}
	switch {
	case s.Folder.In == "":
		lead = ui.Lead{Text: ui.Rich(r.Say(t("Installationen har *ingen mapp* för SDK.", "The installation has *no folder* for SDK.")))}
	case len(list) > 0:
		lead = ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.Plural(len(list), t("*%d fil togs inte emot.* Läs varför, rätta orsaken och försök igen.", "*%d file was not taken in.* Read why, mend the cause and try again."),
			t("*%d filer togs inte emot.* Läs varför, rätta orsaken och försök igen.", "*%d files were not taken in.* Read why, mend the cause and try again."))))}
	}
	return page(r, sayRefused, ui.Parts(ui.Heading(r.Say(sayRefused), ""), ui.LeadBlock(lead), ui.TableOf(refusedTable(r, list)))), nil
}

func refusedTable(r *web.Request, list []Refused) ui.Table {
	t := language.T
	table := ui.Table{Lang: r.Lang, ID: "filer", Caption: r.Say(sayRefused), Count: r.Say(language.Plural(len(list), t("%d fil", "%d file"), t("%d filer", "%d files"))), Sorted: r.Say(t("senast först", "latest first")), Empty: ui.Empty{Text: r.Say(t("Ingen fil är avvisad.", "No file is refused."))},
		Columns: []ui.Column{{Label: r.Say(t("När", "When")), RowHeader: true}, {Label: r.Say(t("Från", "From"))}, {Label: r.Say(t("Varför", "Why")), Wide: true}, {Label: r.Say(t("Innehåll", "Content"))}, {Label: r.Say(t("Försök igen", "Try again")), Hidden: true, Bare: true}},
		Note:    ui.Text(r.Say(t("En fil kan innehålla uppgifter om en person. Att du hämtar den antecknas i loggen.", "A file may hold data about a person. That you fetch it is noted in the log.")))}
	for _, f := range list {
		sender := f.Sender
		if sender == "" {
			sender = "–"
		}
		var again templ.Component = ui.Text("")
		if r.May(policy.RetryRefused) {
			again = ui.Press(RefusedPath+"/"+f.ID+"/igen", ui.Button{Label: r.Say(t("Försök igen", "Try again")), Kind: ui.Secondary})
		}
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.Text(r.Say(calendar.DateTime(f.At))), ui.Text(sender), ui.Text(f.Problem),
			ui.A(RefusedPath+"/"+f.ID, r.Say(t("Hämta filen (%d kB)", "Fetch the file (%d kB)").With((f.Size+1023)/1024))), again}})
	}
	return table
}

func (s *Service) refusedFile(r *web.Request) (web.Response, error) {
	content, err := s.OpenRefused(r.Context(), r.Actor, r.Path("file"))
	if err != nil {
		return web.Response{}, err
	}
	return web.Download("sdk-"+r.Path("file")[:12]+".xml", "application/octet-stream", int64(len(content)), io.NopCloser(bytes.NewReader(content))), nil
}

func (s *Service) againPost(r *web.Request) (web.Response, error) {
	if _, err := s.TryRefused(r.Context(), r.Actor, r.Path("file")); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(RefusedPath).Message(ui.Good, language.T("Filen är mottagen.", "The file is taken in.")), nil
}
