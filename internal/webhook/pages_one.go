package webhook

import (
	"fmt"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (s *Service) onePage(r *web.Request) (web.Response, error) {
	sub, sent, err := s.Get(r.Context(), r.Actor, r.Actor.Authority, r.Path("webhook"))
	if err != nil {
		return web.Response{}, err
	}
	client, found, err := s.client(r.Context(), s.Trail.DB(), sub.Authority, sub.Client)
	if err != nil {
		return web.Response{}, err
	}
	var stuck int64
	for _, d := range sent {
		if !d.StuckAt.IsZero() {
			stuck++
		}
	}
	t := language.T
	facts := []ui.Fact{{Name: r.Say(t("Läge", "State")), Value: ui.StatusChip(stateOf(r, sub, stuck, found))}, ui.F(r.Say(t("Adress", "Address")), sub.Address),
		ui.F(r.Say(t("API-nyckel", "API key")), client.Name), ui.F(r.Say(t("Händelser", "Events")), r.Say(s.heard(sub))), ui.F(r.Say(t("Skapad", "Made")), r.Say(calendar.DateTime(sub.CreatedAt.Time)))}
	title := language.Same(sub.Name)
	return page(r, title, ui.Parts(ui.Heading(sub.Name, ""), ui.LeadBlock(oneLead(r, sub, stuck)), s.acts(r, sub), ui.KeyValues(facts...),
		ui.SectionIntro("sandningar", r.Say(t("Senaste sändningar", "Latest deliveries")), "", ui.TableOf(s.sentTable(r, sent))))), nil
}

func oneLead(r *web.Request, sub Subscription, stuck int64) ui.Lead {
	t := language.T
	switch {
	case !sub.EndedAt.IsZero():
		return ui.Lead{Text: ui.Text(r.Say(t("Webhooken är avslutad. Inget mer skickas.", "The webhook has ended. Nothing more is sent.")))}
	case stuck > 0:
		return ui.Lead{Level: ui.Warn, Text: ui.Text(r.Say(t("Mottagaren tog inte emot. Läs varför, rätta orsaken och skicka igen.", "The receiver did not take it. Read why, mend the cause and send again.")))}
	}
	return ui.Lead{Text: ui.Text(r.Say(t("Programmet får veta det när något av det här händer. Prova att det går fram.", "The program is told when any of this happens. Try that it arrives.")))}
}

func (s *Service) heard(sub Subscription) language.Text {
	var names []language.Text
	for _, e := range sub.Events() {
		if k, known := s.kind(e); known {
			names = append(names, k.Name)
		} else {
			names = append(names, language.Same(string(e)))
		}
	}
	return language.List(names...)
}

func (s *Service) acts(r *web.Request, sub Subscription) templ.Component {
	if !sub.EndedAt.IsZero() {
		return nil
	}
	t := language.T
	return ui.Parts(ui.FormOf(ui.Form{Lang: r.Lang, ID: "prova", Action: pathOf(sub.ID) + "/prova", Submit: ui.Button{Label: r.Say(t("Skicka ett prov", "Send a test"))}}),
		ui.ConfirmBox(ui.Confirm{ID: "avsluta", Open: r.Say(t("Avsluta webhooken", "End the webhook")), Title: r.Say(t("Avsluta webhooken?", "End the webhook?")),
			Text:   r.Say(t("Inget mer skickas, inte heller det som väntar. Det går inte att ångra.", "Nothing more is sent, not even what waits. It cannot be undone.")),
			Action: pathOf(sub.ID) + "/avsluta", Button: r.Say(t("Avsluta", "End")), Cancel: r.Say(t("Avbryt", "Cancel"))}))
}

func (s *Service) sentTable(r *web.Request, sent []Sent) ui.Table {
	t := language.T
	out := ui.Table{Lang: r.Lang, ID: "sant", Caption: r.Say(t("Sändningar", "Deliveries")), Count: r.Say(language.Plural(len(sent), t("%d sändning", "%d delivery"), t("%d sändningar", "%d deliveries"))), Sorted: r.Say(t("senast först", "latest first")),
		Columns: []ui.Column{{Label: r.Say(t("När", "When")), RowHeader: true}, {Label: r.Say(t("Händelse", "Event"))}, {Label: r.Say(t("Läge", "State"))}, {Label: r.Say(t("Försök", "Tries")), Number: true},
			{Label: r.Say(t("Varför", "Why"))}, {Label: r.Say(t("Skicka igen", "Send again")), Hidden: true, Bare: true}},
		Empty: ui.Empty{Text: r.Say(t("Inget har skickats än.", "Nothing has been sent yet."))}}
	for _, d := range sent {
		var again templ.Component = ui.Text("")
		if !d.StuckAt.IsZero() {
			again = ui.FormOf(ui.Form{Lang: r.Lang, ID: "igen-" + d.ID, Action: "/admin/webhook-sandningar/" + d.ID + "/igen", Submit: ui.Button{Label: r.Say(t("Skicka igen", "Send again")), Kind: ui.Secondary}})
		}
		name := language.T("prov", "test")
		if k, known := s.kind(d.Event); known {
			name = k.Name
		}
		out.Rows = append(out.Rows, ui.Row{Cells: []templ.Component{ui.Text(r.Say(calendar.DateTime(d.At.Time))), ui.Text(r.Say(name)), ui.StatusChip(sentState(r, d)), ui.Text(fmt.Sprint(d.Attempt)), ui.Text(d.LastError), again}})
	}
	return out
}

// State is how a delivery stands, as the API says it.
func (d Sent) State() string {
	switch {
	case d.Withheld:
		return "withheld"
	case !d.SentAt.IsZero():
		return "sent"
	case !d.StuckAt.IsZero():
		return "stuck"
	}
	return "waiting"
}

func sentState(r *web.Request, d Sent) ui.Status {
	t := language.T
	switch d.State() {
	case "withheld":
		return ui.Status{Words: r.Say(t("inte skickad: nyckeln får inte läsa saken", "not sent: the key may not read the thing"))}
	case "sent":
		return ui.Status{Level: ui.Good, Words: r.Say(t("mottagen", "received"))}
	case "stuck":
		return ui.Status{Level: ui.Bad, Words: r.Say(t("har fastnat", "stuck"))}
	}
	return ui.Status{Words: r.Say(t("väntar, nästa försök %s", "waits, next try %s").With(calendar.DateTime(d.NextAt.Time)))}
}

func (s *Service) try(r *web.Request) (web.Response, error) {
	id := r.Path("webhook")
	if _, err := s.Try(r.Context(), r.Actor, r.Actor.Authority, id); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(pathOf(id)).Message(ui.Good, language.T("Provet är på väg. Läs in sidan igen om en stund.", "The test is on its way. Load the page again in a moment.")), nil
}

func (s *Service) end(r *web.Request) (web.Response, error) {
	id := r.Path("webhook")
	if err := s.End(r.Context(), r.Actor, r.Actor.Authority, id); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(pathOf(id)).Message(ui.Good, language.T("Webhooken är avslutad.", "The webhook has ended.")), nil
}

func (s *Service) again(r *web.Request) (web.Response, error) {
	sub, err := s.Resend(r.Context(), r.Actor, r.Actor.Authority, r.Path("delivery"))
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(pathOf(sub)).Message(ui.Good, language.T("Sändningen görs om.", "The delivery is made again.")), nil
}
