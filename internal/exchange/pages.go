package exchange

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The pages of this room: an authority's addresses in SDK, and the files that were not taken in.
const (
	AddressPath = "/admin/sdk"
	RefusedPath = "/admin/sdk-filer"
)

var (
	sayAddresses = language.T("Adresser i SDK", "Addresses in SDK")
	sayAdmin     = language.T("Administration", "Administration")
	sayFunction  = language.T("Funktionsadress", "Functional address")
	sayUnit      = language.T("Enhet", "Unit")
	sayWhole     = language.T("hela myndigheten", "the whole authority")
)

// Routes registers the pages and the operations.
func (s *Service) Routes(rt *web.Router) {
	rt.Handle("GET "+AddressPath, policy.EditAddress, s.addressPage)
	rt.Handle("POST "+AddressPath, policy.EditAddress, s.addressPost)
	rt.Handle("POST "+AddressPath+"/{address}/ta-bort", policy.EditAddress, s.removePost)
	rt.Handle("GET "+RefusedPath, policy.ReadRefused, s.refusedPage)
	rt.Handle("GET "+RefusedPath+"/{file}", policy.ReadRefused, s.refusedFile)
	rt.Handle("POST "+RefusedPath+"/{file}/igen", policy.RetryRefused, s.againPost)
	s.apiRoutes(rt)
}

// own gives the addresses of the reader's authority, with its units.
func (s *Service) own(r *web.Request) (list []Address, units []directory.Unit, err error) {
	ctx, q, own := r.Context(), s.Trail.DB(), r.Actor.Authority
	if err := policy.CheckRead(ctx, q, r.Actor, policy.EditAddress, ref.To("authority", own)); err != nil {
		return nil, nil, err
	}
	if list, err = AddressesOf(ctx, q, own); err != nil {
		return nil, nil, err
	}
	units, err = directory.Units(ctx, q, own, calendar.DateOf(q.Now()))
	return list, units, err
}

func (s *Service) addressPage(r *web.Request) (web.Response, error) { return s.addressView(r, nil) }

func (s *Service) addressView(r *web.Request, sent *web.Form) (web.Response, error) {
	list, units, err := s.own(r)
	if err != nil {
		return web.Response{}, err
	}
	organisations, err := organisationsOf(r.Context(), s.Trail.DB(), r.Actor.Authority)
	if err != nil {
		return web.Response{}, err
	}
	t := language.T
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Ni tar emot meddelanden i SDK på *%d adresser*.", "You take messages in SDK at *%d addresses*.").With(len(list))))}
	if len(list) == 1 {
		lead.Text = ui.Rich(r.Say(t("Ni tar emot meddelanden i SDK på *en adress*.", "You take messages in SDK at *one address*.")))
	}
	if len(list) == 0 {
		lead = ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(t("*Ni tar inte emot meddelanden i SDK än.* Lägg till den adress som står i SDK:s adressbok.", "*You take no messages in SDK yet.* Add the address that is in the address book of SDK.")))}
	}
	body := ui.Parts(ui.Heading(r.Say(sayAddresses), r.Say(t("Säker digital kommunikation adresserar funktioner, aldrig personer.", "Säker digital kommunikation addresses functions, never persons."))),
		ui.LeadBlock(lead), ui.TableOf(addressTable(r, list, units)), addressForm(r, organisations, units, sent))
	out := page(r, sayAddresses, body)
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

func addressTable(r *web.Request, list []Address, units []directory.Unit) ui.Table {
	t := language.T
	table := ui.Table{Lang: r.Lang, ID: "adresser", Caption: r.Say(sayAddresses), Count: r.Say(language.Plural(len(list), t("%d adress", "%d address"), t("%d adresser", "%d addresses"))), Sorted: r.Say(t("efter organisation och funktion", "by organisation and function")),
		Empty:   ui.Empty{Text: r.Say(t("Ingen adress är angiven.", "No address is entered."))},
		Columns: []ui.Column{{Label: r.Say(sayFunction), RowHeader: true}, {Label: r.Say(t("Organisation", "Organisation"))}, {Label: r.Say(t("Namn", "Name"))}, {Label: r.Say(sayUnit)}, {Label: r.Say(t("Ta bort", "Remove")), Hidden: true, Bare: true}}}
	for _, a := range list {
		unit := r.Say(sayWhole)
		if i := slices.IndexFunc(units, func(u directory.Unit) bool { return u.ID == a.Unit }); i >= 0 {
			unit = units[i].Name
		}
		table.Rows = append(table.Rows, ui.Row{Cells: []templ.Component{ui.Text(a.Function), ui.Text(a.Actor), ui.Text(a.Label), ui.Text(unit), ui.ConfirmBox(ui.Confirm{ID: "ta-bort-" + a.ID, Open: r.Say(t("Ta bort", "Remove")),
			Title: r.Say(t("Ta bort adressen %s?", "Remove the address %s?").With(a.Function)), Text: r.Say(t("Det som skickas dit avvisas från och med nu. Trådar som redan finns är kvar.", "What is sent there is refused from now on. Threads that are there stay.")),
			Action: AddressPath + "/" + a.ID + "/ta-bort", Button: r.Say(t("Ta bort", "Remove")), Cancel: r.Say(t("Avbryt", "Cancel"))})}})
	}
	return table
}

// addressForm adds a function of an organisation that the installation has said is the authority's.
func addressForm(r *web.Request, organisations []string, units []directory.Unit, sent *web.Form) templ.Component {
	t := language.T
	if len(organisations) == 0 {
		return ui.Paragraph(r.Say(t("Er organisation i SDK är inte angiven. Den som sköter installationen anger den en gång med kommandot samsyn sdk address.", "Your organisation in SDK is not entered. Whoever runs the installation enters it once with the command samsyn sdk address.")))
	}
	places := []ui.Option{{Label: r.Say(sayWhole)}}
	for _, u := range units {
		places = append(places, ui.Option{Value: u.ID, Label: u.Name})
	}
	var actors []ui.Option
	for _, o := range organisations {
		actors = append(actors, ui.Option{Value: o, Label: o})
	}
	form := ui.Form{Lang: r.Lang, ID: "ny-adress", Action: AddressPath, Submit: ui.Button{Label: r.Say(t("Lägg till adressen", "Add the address"))}, Fields: []ui.Field{
		{Kind: ui.SelectField, Name: "actor", Label: r.Say(t("Organisation", "Organisation")), Options: actors, Width: ui.Medium},
		{Kind: ui.TextField, Name: "address", Label: r.Say(sayFunction), Width: ui.Medium, Hint: r.Say(t("Som den står i SDK:s adressbok.", "As it is in the address book of SDK."))},
		{Kind: ui.TextField, Name: "label", Label: r.Say(t("Funktionens namn", "Name of the function")), Width: ui.Medium, Optional: true},
		{Kind: ui.SelectField, Name: "unit", Label: r.Say(sayUnit), Options: places, Width: ui.Medium, Optional: true}}}
	if sent != nil {
		form = form.Fill(sent.Values()).WithFault(sent.Err())
	}
	return ui.SectionIntro("ny", r.Say(t("Ny adress", "New address")), "", ui.FormOf(form))
}

func (s *Service) addressPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := Address{Authority: r.Actor.Authority, Actor: f.Text("actor"), Function: f.Text("address"), Label: f.Text("label"), Unit: f.Value("unit")}
	if f.OK() {
		if err = s.AddAddress(r.Context(), r.Actor, in); err == nil {
			return web.Redirect(AddressPath).Message(ui.Good, language.T("Adressen är sparad.", "The address is saved.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.addressView(r, f)
}

// ownAddress finds an address of the actor's authority by its id.
func (s *Service) ownAddress(ctx context.Context, actor policy.Actor, id string) (Address, error) {
	list, err := AddressesOf(ctx, s.Trail.DB(), actor.Authority)
	for _, a := range list {
		if a.ID == id {
			return a, nil
		}
	}
	if err == nil {
		err = fault.NotFoundThing()
	}
	return Address{}, err
}

func (s *Service) removePost(r *web.Request) (web.Response, error) {
	a, err := s.ownAddress(r.Context(), r.Actor, r.Path("address"))
	if err == nil {
		err = s.RemoveAddress(r.Context(), r.Actor, a.Actor, a.Function)
	}
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(AddressPath).Message(ui.Good, language.T("Adressen är borttagen.", "The address is removed.")), nil
}

func page(r *web.Request, title language.Text, body templ.Component) web.Response {
	return web.Page(title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayAdmin), Href: "/admin"}, {Label: r.Say(title)}}
	})
}
