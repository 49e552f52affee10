package signing

import (
	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// beginning is a draft whose signatories are being chosen.
type beginning struct {
	negotiation.Draft
	names  map[string]string
	need   negotiation.Requirement
	people map[string][]ui.Option // whom each party can choose
}

func (s *Service) beginning(r *web.Request) (b beginning, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	if b.Draft, err = negotiation.Get(ctx, q, r.Path("id")); err != nil {
		return b, err
	}
	if err = policy.CheckRead(ctx, q, r.Actor, policy.BeginSigning, b.Ref()); err != nil {
		return b, err
	}
	text, err := negotiation.TextAt(ctx, q, b.ID, b.Latest)
	if err != nil {
		return b, err
	}
	if b.need, err = negotiation.NeedsOf(ctx, q, b.Draft, text.Doc); err != nil {
		return b, err
	}
	var as Round
	for _, p := range b.Parties {
		as.Slots = append(as.Slots, Slot{Authority: p.Authority})
	}
	if b.names, err = partyNames(ctx, q, as); err != nil {
		return b, err
	}
	b.people, err = s.signatories(r, authorities(b.Draft)...)
	return b, err
}

// signatories are those who may be chosen to sign, by the authority that they sign for.
func (s *Service) signatories(r *web.Request, authorities ...string) (map[string][]ui.Option, error) {
	q := s.Trail.DB()
	found, err := account.Holders(r.Context(), q, policy.Signatory, authorities, today(q))
	out := map[string][]ui.Option{}
	if err != nil {
		return nil, err
	}
	functions, err := functionsOf(r.Context(), q, found)
	for _, h := range found {
		label := h.Name
		if f := functions[h.ID+" "+h.Authority]; f != "" {
			label += ", " + f
		}
		out[h.Authority] = append(out[h.Authority], ui.Option{Value: h.ID, Label: label})
	}
	return out, err
}

// capacities are those that a party may sign in, in the order of the form.
func capacities() []Capacity { return []Capacity{Administrative, Political} }

func (s *Service) beginPage(r *web.Request) (web.Response, error) {
	b, err := s.beginning(r)
	if err != nil {
		return web.Response{}, err
	}
	return b.page(r, b.form(r)), nil
}

// page is the form, which belongs to the draft still: that is where its crumbs lead.
func (b beginning) page(r *web.Request, form ui.Form) web.Response {
	var before []templ.Component
	if b.State != negotiation.Approved {
		before = append(before, ui.Alert(ui.AlertBox{Level: ui.Warn, Text: r.Say(language.T("Det går inte att lägga fram utkastet för underskrift än. Först ska alla parter godkänna samma version.", "The draft cannot be put forward for signing yet. First every party approves the same version."))}))
	}
	return formPage(r, sayBegin, b.Path(), form, before...).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(language.T("Utkast", "Drafts")), Href: "/utkast"}, {Label: r.Say(language.T("Utkastet", "The draft")), Href: b.Path()}, {Label: r.Say(sayBegin)}}
	})
}

// form asks, for each party and capacity, who signs and in which turn. It says first what the table of changes asks for,
// and why.
func (b beginning) form(r *web.Request) ui.Form {
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "undertecknare", Action: b.Path() + "/undertecknare", Submit: ui.Button{Label: r.Say(t("Lägg fram för underskrift", "Put forward for signing"))}, Other: cancel(r, b.Path()),
		Before: stack(b.needed(r), paragraph(r.Say(t("De som har samma tur undertecknar i vilken ordning de vill; nästa tur börjar när alla i den förra är klara. Delegationen kan fyllas i senare, men före underskriften.",
			"Those with the same turn sign in any order; the next turn begins when all of the one before are done. The delegation can be filled in later, but before the signature."))))}
	for _, p := range b.Parties {
		of := len(form.Fields)
		for _, c := range capacities() {
			form.Fields = append(form.Fields, b.seatFields(r, p.Authority, c)...)
		}
		if b.need.Signatures == negotiation.Both {
			form.Fields = append(form.Fields, ui.Field{Kind: ui.CheckboxField, Name: bothField(p.Authority), Optional: true, Label: r.Say(t("En person undertecknar för båda", "One person signs for both")),
				Hint: r.Say(t("Bara om en delegation omfattar det. Parten registrerar beslutet före underskriften. Lämna den andra platsen tom.", "Only where a delegation covers it. The party records the decision before the signature. Leave the other place empty."))})
		}
		form.Fields[of].Over = b.names[p.Authority]
	}
	return form
}

// needed says whose signatures this version takes, and why.
func (b beginning) needed(r *web.Request) templ.Component {
	t := language.T
	text := t("Varje part undertecknar med minst en person.", "Each party signs by at least one person.")
	switch b.need.Signatures {
	case negotiation.Both:
		text = t("*Varje part undertecknar med två personer:* en politisk företrädare och en företrädare för förvaltningen, för Arbetsförmedlingen en behörig beslutsfattare och en ansvarig chef. Skälet: %s", "*Each party signs by two persons:* a political representative and one of the administration, for the employment agency an authorised decision-maker and a head of the operations. The reason: %s").With(b.need.Why)
	case negotiation.Administrative:
		text = t("*Varje part undertecknar med en företrädare för förvaltningen*, Arbetsförmedlingen med en ansvarig chef. En politisk företrädare behövs inte. Skälet: %s", "*Each party signs by a representative of the administration*, the employment agency by a head of the operations. No political representative is needed. The reason: %s").With(b.need.Why)
	}
	return stack(ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(text))}), ui.Links([]ui.Link{{Label: r.Say(t("Vilken ändring som behöver vems underskrift", "Which change needs whose signature")), Href: b.Path() + "#underskrift"}}))
}

func bothField(authority string) string { return seatField(authority, "both") }

func (b beginning) seatFields(r *web.Request, authority string, c Capacity) []ui.Field {
	t := language.T
	options := append([]ui.Option{{Label: r.Say(t("Ingen", "Nobody"))}}, b.people[authority]...)
	name := seatField(authority, c)
	optional := true
	for _, needed := range Needed(b.need) {
		optional = optional && needed != c
	}
	return []ui.Field{
		{Kind: ui.SelectField, Name: name, Label: r.Say(c.Asked(authority)), Whose: b.names[authority], Options: options, Optional: optional},
		{Kind: ui.SelectField, Name: name + ":step", Label: r.Say(t("Tur", "Turn")), Width: ui.Short, Value: "1",
			Options: []ui.Option{{Value: "1", Label: "1"}, {Value: "2", Label: "2"}, {Value: "3", Label: "3"}, {Value: "4", Label: "4"}}},
	}
}

// read gives the seats that were chosen.
func (b beginning) read(f *web.Form) []Seat {
	var seats []Seat
	for _, p := range b.Parties {
		both := f.Ticked(bothField(p.Authority))
		for _, c := range capacities() {
			name := seatField(p.Authority, c)
			if id := f.Text(name); id != "" {
				seats = append(seats, Seat{Authority: p.Authority, Capacity: c, Account: id, Group: int64(f.Int(name+":step", 1, 9)), Delegation: Delegation{Both: both}})
			}
		}
	}
	return seats
}

func (s *Service) beginPost(r *web.Request) (web.Response, error) {
	b, err := s.beginning(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if seats := b.read(f); f.OK() {
		round, err := s.Begin(r.Context(), r.Actor, b.ID, seats)
		if err == nil {
			return web.Redirect(round.Path()).Message(ui.Good, language.T("Versionen är framlagd för underskrift.", "The version is put forward for signing.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return b.page(r, b.form(r).Fill(f.Values()).WithFault(f.Err())), nil
}
