package webhook

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Path is the page of an authority's webhooks.
const Path = "/admin/webhookar"

var (
	sayTitle = language.T("Webhookar", "Webhooks")
	sayAdmin = language.T("Administration", "Administration")
)

// Routes registers the pages and the operations.
func (s *Service) Routes(rt *web.Router) {
	rt.Handle("GET "+Path, policy.ReadWebhooks, s.listPage)
	rt.Handle("POST "+Path, policy.ManageWebhook, s.add)
	rt.Handle("GET "+Path+"/{webhook}", policy.ReadWebhooks, s.onePage)
	rt.Handle("POST "+Path+"/{webhook}/prova", policy.ManageWebhook, s.try)
	rt.Handle("POST "+Path+"/{webhook}/avsluta", policy.ManageWebhook, s.end)
	rt.Handle("POST /admin/webhook-sandningar/{delivery}/igen", policy.ManageWebhook, s.again)
	s.apiRoutes(rt)
}

func pathOf(id string) string { return Path + "/" + id }

func (s *Service) listPage(r *web.Request) (web.Response, error) { return s.listView(r, nil) }

func (s *Service) listView(r *web.Request, sent *web.Form) (web.Response, error) {
	all, err := s.List(r.Context(), r.Actor, r.Actor.Authority)
	if err != nil {
		return web.Response{}, err
	}
	stuck, err := stuckOf(r.Context(), s.Trail.DB(), r.Actor.Authority)
	if err != nil {
		return web.Response{}, err
	}
	clients, err := s.Clients(r.Context(), s.Trail.DB(), r.Actor.Authority)
	if err != nil {
		return web.Response{}, err
	}
	form, status := ui.Form{Lang: r.Lang, ID: "ny-webhook", Action: Path, Submit: ui.Button{Label: r.Say(language.T("Lägg upp webhooken", "Make the webhook"))}, Fields: s.fields(r, clients)}, 200
	if sent != nil {
		form, status = form.Fill(sent.Values()).WithFault(sent.Err()), sent.Status()
	}
	body := ui.Parts(ui.Heading(r.Say(sayTitle), ""), ui.LeadBlock(lead(r, stuck)), ui.TableOf(table(r, all, stuck, clients)),
		ui.SectionIntro("ny", r.Say(language.T("Ny webhook", "New webhook")), r.Say(language.T("Samsyn skickar bara vad som har hänt med vilken sak, aldrig vem det rör. Programmet hämtar resten med sin nyckel.", "Samsyn sends only what has happened to which thing, never who it is about. The program fetches the rest with its key.")), s.newForm(r, clients, form)))
	return page(r, sayTitle, body).Status(status), nil
}

// newForm is the form of a new webhook, or what is needed before there can be one.
func (s *Service) newForm(r *web.Request, clients []Client, form ui.Form) templ.Component {
	if len(clients) == 0 {
		return ui.Links([]ui.Link{{Label: r.Say(language.T("Skapa först en API-nyckel för programmet", "First make an API key for the program")), Href: "/admin/api-nycklar"}})
	}
	return ui.FormOf(form)
}

func lead(r *web.Request, stuck map[string]int64) ui.Lead {
	var n int64
	for _, each := range stuck {
		n += each
	}
	if n > 0 {
		return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(language.Plural(n, language.T("*%d sändning har fastnat.* Öppna webhooken, rätta orsaken och skicka igen.", "*%d delivery is stuck.* Open the webhook, mend the cause and send again."),
			language.T("*%d sändningar har fastnat.* Öppna webhooken, rätta orsaken och skicka igen.", "*%d deliveries are stuck.* Open the webhook, mend the cause and send again."))))}
	}
	return ui.Lead{Text: ui.Text(r.Say(language.T("En webhook berättar för ett av era program att något har hänt, så att det slipper fråga.", "A webhook tells one of your programs that something has happened, so that it need not ask.")))}
}

func (s *Service) fields(r *web.Request, clients []Client) []ui.Field {
	t := language.T
	client := ui.Field{Kind: ui.SelectField, Name: "client", Label: r.Say(t("API-nyckel", "API key")), Width: ui.Medium,
		Hint: r.Say(t("Programmet får bara veta det som nyckeln får läsa.", "The program is told only what the key may read."))}
	for _, c := range clients {
		client.Options = append(client.Options, ui.Option{Value: c.ID, Label: c.Name})
	}
	events := ui.Field{Kind: ui.CheckboxesField, Name: "events", Label: r.Say(t("Händelser", "Events"))}
	for _, k := range s.Kinds {
		events.Options = append(events.Options, ui.Option{Value: string(k.Event), Label: r.Say(k.Name)})
	}
	return []ui.Field{
		{Kind: ui.TextField, Name: "name", Label: r.Say(t("Vad webhooken är till för", "What the webhook is for")), Width: ui.Medium, MaxLength: longestName},
		{Kind: ui.TextField, Name: "address", Label: r.Say(t("Adress", "Address")), MaxLength: longestAddress, InputMode: "url", Hint: r.Say(t("Börjar med https://.", "Begins with https://."))},
		client, events,
	}
}

func (s *Service) codes() (out []string) {
	for _, k := range s.Kinds {
		out = append(out, string(k.Event))
	}
	return out
}

func table(r *web.Request, all []Subscription, stuck map[string]int64, clients []Client) ui.Table {
	t := language.T
	names := map[string]string{}
	for _, c := range clients {
		names[c.ID] = c.Name
	}
	out := ui.Table{Lang: r.Lang, ID: "webhookar", Caption: r.Say(sayTitle), Count: r.Say(language.Plural(len(all), t("%d webhook", "%d webhook"), t("%d webhookar", "%d webhooks"))), Sorted: r.Say(t("äldst först", "oldest first")),
		Columns: []ui.Column{{Label: r.Say(t("Till för", "For")), RowHeader: true}, {Label: r.Say(t("API-nyckel", "API key"))}, {Label: r.Say(t("Skapad", "Made"))}, {Label: r.Say(t("Läge", "State"))}},
		Empty:   ui.Empty{Text: r.Say(t("Ingen webhook finns än.", "There is no webhook yet."))}}
	for _, sub := range all {
		name := names[sub.Client]
		if name == "" {
			name = r.Say(t("avslutad nyckel", "ended key"))
		}
		out.Rows = append(out.Rows, ui.Row{Cells: []templ.Component{ui.A(pathOf(sub.ID), sub.Name), ui.Text(name), ui.Text(r.Say(calendar.DateTime(sub.CreatedAt.Time))), ui.StatusChip(stateOf(r, sub, stuck[sub.ID], names[sub.Client] != ""))}})
	}
	return out
}

func stateOf(r *web.Request, sub Subscription, stuck int64, key bool) ui.Status {
	t := language.T
	switch {
	case !sub.EndedAt.IsZero():
		return ui.Status{Words: r.Say(t("avslutad %s", "ended %s").With(calendar.DateTime(sub.EndedAt.Time)))}
	case !key:
		return ui.Status{Level: ui.Warn, Words: r.Say(t("nyckeln är avslutad, inget skickas", "the key has ended, nothing is sent"))}
	case stuck > 0:
		return ui.Status{Level: ui.Warn, Words: r.Say(t("%d har fastnat", "%d stuck").With(stuck))}
	}
	return ui.Status{Level: ui.Good, Words: r.Say(t("gäller", "holds"))}
}

func (s *Service) add(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := Input{Name: f.Text("name", web.Required), Address: f.Text("address", web.Required), Client: f.Value("client")}
	for _, e := range f.Choices("events", s.codes()) {
		in.Events = append(in.Events, Event(e))
	}
	var sub Subscription
	var secret string
	if f.OK() {
		if sub, secret, err = s.Add(r.Context(), r.Actor, r.Actor.Authority, in); err != nil && !f.Take(err) {
			return web.Response{}, err
		}
	}
	if !f.OK() {
		return s.listView(r, f)
	}
	return s.oncePage(r, sub, secret), nil
}

// oncePage shows the secret, which is never shown again.
func (s *Service) oncePage(r *web.Request, sub Subscription, secret string) web.Response {
	title := language.T("Webhooken är upplagd", "The webhook is made")
	field := ui.Field{Kind: ui.TextField, Name: "once", Label: r.Say(language.T("Hemligheten", "The secret")), Value: secret, ReadOnly: true, Autocomplete: "off"}
	body := ui.Parts(ui.Heading(r.Say(title), ""), ui.LeadBlock(ui.Lead{
		Text:   ui.Text(r.Say(language.T("Lägg in hemligheten i %s nu. Den visas bara den här gången.", "Put the secret into %s now. It is shown only this once.").With(sub.Name))),
		Button: &ui.Button{Label: r.Say(language.T("Till webhooken", "To the webhook")), Href: pathOf(sub.ID)}}),
		ui.FieldOf(ui.Form{Lang: r.Lang}, field),
		ui.Text(r.Say(language.T("Varje sändning är signerad med HMAC-SHA256 i huvudet Samsyn-Signature, och har samma Idempotency-Key vid varje försök.", "Each delivery is signed with HMAC-SHA256 in the header Samsyn-Signature, and has the same Idempotency-Key at each try."))))
	return page(r, title, body).Header("Cache-Control", "no-store")
}

func page(r *web.Request, title language.Text, body templ.Component) web.Response {
	return web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayAdmin), Href: "/admin"}}
		if title != sayTitle {
			f.Crumbs = append(f.Crumbs, ui.Link{Label: r.Say(sayTitle), Href: Path})
		}
		f.Crumbs = append(f.Crumbs, ui.Link{Label: r.Say(title)})
	})
}
