package seeker

import (
	"bytes"
	"io"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const codePath = "/personer/{id}/mina-sidor"

// Routes registers the page on which staff make a code. The pages of job seekers are those of my pages.
func (s *Service) Routes(rt *web.Router) {
	rt.Handle("GET "+codePath, policy.MakeSignInCode, s.codePage)
	rt.Handle("POST "+codePath, policy.MakeSignInCode, s.codePost)
	rt.Handle("POST "+codePath+"/sparra", policy.EndSignInCode, s.endPost)
}

func pageOf(record string) string { return person.Person{ID: record}.Page() + "/mina-sidor" }

var titleCode = language.T("Engångskod för mina sidor", "One-time code for my pages")

func (s *Service) codePage(r *web.Request) (web.Response, error) { return s.codeAgain(r, nil) }

func (s *Service) codeAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	id, t := r.Path("id"), language.T
	codes, err := s.Codes(r.Context(), r.Actor, id)
	if err != nil {
		return web.Response{}, err
	}
	var options []ui.Option
	for _, c := range Checks() {
		options = append(options, ui.Option{Value: string(c), Label: upper(r.Say(c.Name()))})
	}
	form := ui.Form{Lang: r.Lang, ID: "kod", Action: pageOf(id), Submit: ui.Button{Label: r.Say(t("Gör en kod och öppna brevet", "Make a code and open the letter"))},
		Fields: []ui.Field{{Kind: ui.RadiosField, Name: "checked", Label: r.Say(t("Hur kontrollerade du vem personen är?", "How did you check who the person is?")), Options: options,
			Hint: r.Say(t("Personen ska vara hos dig. Jämför handlingen med numret på personens sida, och skriv inte av den.", "The person is to be with you. Compare the document with the number on the person's page, and do not copy it."))}}}
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(sent.Err())
	}
	lead := ui.Lead{Text: ui.Rich(r.Say(t("*Lämna koden på papper till den som inte har e-legitimation.* Brevet visas en enda gång: skriv ut det och ge det till personen.", "*Hand the code over on paper to who has no e-identification.* The letter is shown once only: print it and give it to the person.")))}
	page := web.Page(titleCode, ui.Parts(ui.Heading(r.Say(titleCode), ""), ui.LeadBlock(lead), ui.FormOf(form), s.made(r, id, codes))).Frame(func(f *ui.Frame) {
		f.Narrow = true
		f.Crumbs = []ui.Link{{Label: r.Say(t("Personen", "The person")), Href: person.Person{ID: id}.Page()}, {Label: r.Say(titleCode)}}
	})
	if sent != nil {
		page = page.Status(sent.Status())
	}
	return page, nil
}

func upper(s string) string {
	for i, c := range s {
		return string(bytes.ToUpper([]byte(string(c)))) + s[i+len(string(c)):]
	}
	return s
}

// made are the codes that were made, and the way to end one.
func (s *Service) made(r *web.Request, id string, codes []Code) templ.Component {
	t, now := language.T, s.Trail.DB().Now()
	table := ui.Table{Lang: r.Lang, ID: "koder", Caption: r.Say(t("Koder som har lämnats", "Codes handed over")), Tight: true, Empty: ui.Empty{Text: r.Say(t("Ingen kod har lämnats ut.", "No code has been handed over."))},
		Columns: []ui.Column{{Label: r.Say(t("Lämnad", "Handed over")), RowHeader: true}, {Label: r.Say(t("Gäller till och med", "Valid until"))}, {Label: r.Say(t("Kontrollerad med", "Checked by"))}, {Label: r.Say(t("Läge", "State"))}}}
	live := false
	for _, c := range codes {
		live = live || c.live(now)
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.Text(r.Say(calendar.DateTime(c.MadeAt.Time))), ui.Text(calendar.DateOf(c.EndsAt.Add(-1)).String()), ui.Text(r.Say(c.Checked.Name())), ui.Text(r.Say(c.State(now)))}})
	}
	var end templ.Component
	if live {
		end = ui.ConfirmBox(ui.Confirm{ID: "sparra", Open: r.Say(t("Spärra koden", "End the code")), Title: r.Say(t("Spärra koden?", "End the code?")), Text: r.Say(t("Koden slutar gälla genast. Du kan lämna en ny när personen är hos dig.", "The code stops working at once. You can hand over a new one when the person is with you.")),
			Action: pageOf(id) + "/sparra", Button: r.Say(t("Ja, spärra", "Yes, end it")), Cancel: r.Say(t("Avbryt", "Cancel"))})
	}
	return ui.SectionIntro("lamnade", r.Say(t("Koder som har lämnats", "Codes handed over")), "", ui.Parts(ui.TableOf(table), end))
}

func (s *Service) codePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	c, code, err := s.MakeCode(r.Context(), r.Actor, r.Path("id"), Checked(f.Value("checked")))
	if err != nil {
		if !f.Take(err) {
			return web.Response{}, err
		}
		return s.codeAgain(r, f)
	}
	from, err := s.sender(r, c)
	if err != nil {
		return web.Response{}, err
	}
	reach, err := s.reach(r, c, from)
	if err != nil {
		return web.Response{}, err
	}
	base := s.Base
	if base == "" {
		base = r.Origin()
	}
	content, err := Letter{Code: c, Text: code, From: from, Base: base, Reach: reach}.Render()
	if err != nil {
		return web.Response{}, err
	}
	return web.Download("kod.pdf", "application/pdf", int64(len(content)), io.NopCloser(bytes.NewReader(content))).Header("Cache-Control", "no-store"), nil
}

// sender is the authority as the letter names it: not at all when the person's identity is protected, since it says where.
func (s *Service) sender(r *web.Request, c Code) (string, error) {
	q := s.Trail.DB()
	day := calendar.DateOf(q.Now())
	p, err := person.ByID(r.Context(), q, c.Person)
	if err != nil || p.Protected(day) {
		return "", err
	}
	a, err := directory.AuthorityByID(r.Context(), q, c.Authority, day)
	return a.Title(), err
}

// reach is how the authority that is named is reached by persons.
func (s *Service) reach(r *web.Request, c Code, from string) ([]string, error) {
	if from == "" {
		return nil, nil
	}
	q := s.Trail.DB()
	day := calendar.DateOf(q.Now())
	a, err := directory.AuthorityByID(r.Context(), q, c.Authority, day)
	if err != nil {
		return nil, err
	}
	return contact.SaidToPersons(r.Context(), q, a.ID, a.MunicipalityCode, day)
}

func (s *Service) endPost(r *web.Request) (web.Response, error) {
	if _, err := r.ReadForm(); err != nil {
		return web.Response{}, err
	}
	if err := s.EndCodes(r.Context(), r.Actor, r.Path("id")); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(pageOf(r.Path("id"))).Message(ui.Good, language.T("Koden är spärrad.", "The code is ended.")), nil
}

// PersonPanel leads from a person's page to the codes.
func (s *Service) PersonPanel(r *web.Request, p person.Person) (templ.Component, error) {
	can, err := policy.Can(r.Context(), s.Trail.DB(), r.Actor, p.Ref(), policy.MakeSignInCode)
	if err != nil || !can.May(policy.MakeSignInCode) {
		return nil, err
	}
	t := language.T
	return ui.SectionIntro("mina-sidor", r.Say(t("Mina sidor", "My pages")), r.Say(t("Personen kan se och styra sina egna uppgifter på mina sidor. Den som saknar e-legitimation kan få en engångskod på papper.", "The person can see and steer their own data on my pages. Who has no e-identification can be given a one-time code on paper.")),
		ui.Buttons(ui.Button{Label: r.Say(t("Lämna en engångskod", "Hand over a one-time code")), Href: pageOf(p.ID), Kind: ui.Secondary})), nil
}
