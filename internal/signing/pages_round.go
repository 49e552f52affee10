package signing

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// shown is a round with what its page says for this reader.
type shown struct {
	Round
	names       map[string]string
	title       language.Text
	reader      reader
	mayWithdraw bool
	next        Round // the round of a later version, when there is one
}

func (s *Service) shown(r *web.Request) (out shown, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	if out.Round, err = get(ctx, q, r.Path("id")); err != nil {
		return out, err
	}
	if err = policy.CheckRead(ctx, q, r.Actor, policy.ReadSigning, out.Ref()); err != nil {
		return out, err
	}
	if out.names, err = partyNames(ctx, q, out.Round); err != nil {
		return out, err
	}
	if out.title, err = s.title(ctx, q, out.Round); err != nil {
		return out, err
	}
	out.reader = reader{account: r.Actor.ID, authority: r.Actor.Authority, coordinates: r.Actor.Has(policy.Coordinator), reads: r.May(policy.ReadDraft)}
	out.mayWithdraw, err = s.may(r, policy.WithdrawSigning, out.Ref())
	if err != nil || out.State == Open || out.State == Completed {
		return out, err
	}
	latest, ok, err := Latest(ctx, q, out.Draft)
	if ok && latest.ID != out.ID {
		out.next = latest
	}
	return out, err
}

func (s *Service) roundPage(r *web.Request) (web.Response, error) {
	a, err := s.shown(r)
	if err != nil {
		return web.Response{}, err
	}
	acts, err := s.acts(r, a)
	if err != nil {
		return web.Response{}, err
	}
	body := stack(
		ui.Heading(r.Say(a.title), r.Say(a.subtitle())),
		a.later(r),
		ui.LeadBlock(a.leadOf(a.reader, a.names, r.Lang)),
		section("underskrifter", r.Say(saySignatures), ui.TableOf(a.table(r, acts))),
		section("texten", r.Say(language.T("Det som undertecknas", "What is signed")), ui.KeyValues(a.facts(r)...)),
		a.buttons(r),
	)
	return web.Page(a.title, body).Frame(func(f *ui.Frame) {
		f.Crumbs = crumbs(r, ui.Link{Label: r.Say(sayRound)})
	}), nil
}

func (a shown) subtitle() language.Text {
	return language.T("Version %d · %s", "Version %d · %s").With(a.Text, a.State.Name())
}

// later explains an old link: the version that one came for no longer holds, and where the one that does is.
func (a shown) later(r *web.Request) templ.Component {
	if a.next.ID == "" {
		return nil
	}
	links := []ui.Link{{Label: r.Say(language.T("Gå till version %d", "Go to version %d").With(a.next.Text)), Href: a.next.Path()}}
	if a.reader.reads {
		links = append(links, ui.Link{Label: r.Say(language.T("Se vad som har ändrats", "See what has changed")), Href: "/utkast/" + a.Draft + "/skillnad"})
	}
	return ui.Alert(ui.AlertBox{Level: ui.Warn, Links: links,
		Title: r.Say(language.T("Version %d gäller inte längre.", "Version %d no longer holds.").With(a.Text)),
		Text:  r.Say(language.T("Den länk du följde gällde version %d. Nu är det version %d som ska undertecknas.", "The link that you followed was for version %d. It is version %d that is to be signed now.").With(a.Text, a.next.Text))})
}

func (a shown) facts(r *web.Request) []ui.Fact {
	t := language.T
	facts := []ui.Fact{
		{Name: r.Say(t("Textens kontrollsumma", "The text's checksum")), Value: digest(a.Digest)},
		ui.F(r.Say(t("Lades fram", "Put forward")), r.Say(calendar.LongDateTime(a.StartedAt.Time))),
	}
	if r.May(policy.ReadDraft) {
		facts = append([]ui.Fact{{Name: r.Say(t("Text", "Text")), Value: ui.A(a.textPath(), r.Say(t("Läs version %d", "Read version %d").With(a.Text)))}}, facts...)
	}
	if a.Sealed != "" {
		facts = append(facts, ui.Fact{Name: r.Say(t("Förseglat dokument", "Sealed document")), Value: ui.A(a.Path()+"/overenskommelse.pdf", "PDF")})
	}
	if a.State == Completed && a.Sealed == "" {
		facts = append(facts, ui.F(r.Say(t("Förseglat dokument", "Sealed document")), r.Say(t("Görs inom kort. Överenskommelsen gäller redan. Svarar inte tidsstämplingstjänsten väntar dokumentet på den.", "Is made shortly. The agreement holds already. If the time-stamping service does not answer, the document waits for it."))))
	}
	return facts
}

// textPath is where the frozen text is read.
func (r Round) textPath() string { return "/utkast/" + r.Draft + "/version/" + language.Number(r.Text) }

func (a shown) buttons(r *web.Request) templ.Component {
	out := []ui.Button{{Label: r.Say(sayEvidence), Href: a.Path() + "/bevis", Kind: ui.Secondary}}
	if a.State == Open && a.mayWithdraw {
		out = append(out, ui.Button{Label: r.Say(sayWithdraw), Href: a.Path() + "/ta-tillbaka", Kind: ui.Quiet})
	}
	return ui.Buttons(out...)
}

// table is the signatures in their order, each with what this reader may do about it.
func (a shown) table(r *web.Request, acts map[string][]ui.Link) ui.Table {
	t := ui.Table{Lang: r.Lang, ID: "underskrifter-lista", Caption: r.Say(saySignatures), Columns: []ui.Column{
		{Label: r.Say(sayOrder), Number: true}, {Label: r.Say(sayWho)}, {Label: r.Say(sayParty)}, {Label: r.Say(language.T("Delegation", "Delegation"))}, {Label: r.Say(sayState)},
	}}
	if len(acts) > 0 {
		t.Columns = append(t.Columns, ui.Column{Label: r.Say(language.T("Åtgärd", "Action"))})
	}
	for _, s := range a.Slots {
		row := ui.Row{Cells: []templ.Component{
			ui.Text(language.Number(s.Group)), ui.Stack(ui.Text(s.Name), ui.Text(r.Say(s.role()))), ui.Text(a.names[s.Authority]),
			ui.Text(r.Say(s.Delegation().Text())), s.chip(r, a.Step()),
		}}
		if len(acts) > 0 {
			row.Cells = append(row.Cells, ui.Links(acts[s.ID]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// role is as what somebody signs, with their function when it is known.
func (s Slot) role() language.Text {
	if s.Function == "" {
		return s.As()
	}
	return language.T("%s, %s", "%s, %s").With(s.Function, s.As())
}

func (s Slot) chip(r *web.Request, step int64) templ.Component {
	level := map[SlotState]ui.Level{Signed: ui.Good, Refuses: ui.Bad}[s.State]
	words := r.Say(s.State.Name())
	if s.State == Waiting || s.State == Brought {
		level = ui.Waiting
	}
	if s.State == Waiting && s.Group > step {
		words = r.Say(language.T("inte sin tur än", "not their turn yet"))
	}
	chip := ui.StatusChip(ui.Status{Level: level, Words: words})
	if s.At.IsZero() {
		return chip
	}
	return ui.Stack(chip, ui.Text(r.Say(calendar.DateTime(s.At.Time))))
}

// acts are what the reader may do about each signature.
func (s *Service) acts(r *web.Request, a shown) (map[string][]ui.Link, error) {
	out := map[string][]ui.Link{}
	if a.State != Open {
		return out, nil
	}
	for _, slot := range a.Left() {
		for _, one := range slotActs(slot, a.Step()) {
			may, err := s.may(r, one.act, slot.Ref())
			if err != nil {
				return nil, err
			}
			if may {
				out[slot.ID] = append(out[slot.ID], ui.Link{Label: r.Say(one.label), Href: slot.Path() + one.path})
			}
		}
	}
	return out, nil
}

type slotAct struct {
	act   policy.Action
	label language.Text
	path  string
}

// slotActs are the acts that a slot's state allows.
func slotActs(s Slot, step int64) []slotAct {
	var out []slotAct
	if s.State == Brought {
		return append(out, slotAct{policy.ConfirmPaper, sayConfirm, "/bekrafta"})
	}
	if s.Group == step && s.Delegation().Decision != "" {
		out = append(out, slotAct{policy.SignAgreement, saySign, "/underteckna"})
	}
	out = append(out, slotAct{policy.RefuseToSign, sayRefuse, "/nej"}, slotAct{policy.SetDelegation, language.T("Delegation", "Delegation"), "/delegation"},
		slotAct{policy.ReplaceSigner, sayReplace, "/ersattare"})
	if s.Group == step {
		out = append(out, slotAct{policy.BringPaper, sayPaper, "/papper"})
	}
	return out
}

// sealedFile hands out the sealed document.
func (s *Service) sealedFile(r *web.Request) (web.Response, error) {
	a, err := s.shown(r)
	if err != nil {
		return web.Response{}, err
	}
	return s.handOut(r, a.Sealed)
}

// paperFile hands out the scan of a signature on paper.
func (s *Service) paperFile(r *web.Request) (web.Response, error) {
	round, slot, err := bySlot(r.Context(), s.Trail.DB(), r.Path("slot"))
	if err != nil {
		return web.Response{}, err
	}
	if err := policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, policy.ReadSigning, round.Ref()); err != nil {
		return web.Response{}, err
	}
	return s.handOut(r, slot.Paper)
}

func (s *Service) handOut(r *web.Request, id string) (web.Response, error) {
	f, content, err := file.Open(r.Context(), s.Trail.DB(), s.Keys, id)
	if err != nil {
		return web.Response{}, err
	}
	out := web.Download(f.Name, string(f.Type), f.Size, content)
	for name, value := range f.Headers() {
		out = out.Header(name, value)
	}
	return out, nil
}
