package statutory

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// typesPage lists the types with their law and time, those in force first; who runs the installation sets there from which
// day a proposed one holds.
func (s *Service) typesPage(r *web.Request) (web.Response, error) { return s.typesAgain(r, "", nil) }

func (s *Service) typesAgain(r *web.Request, failed law.NoticeID, f *web.Form) (web.Response, error) {
	switches, err := Switches(r.Context(), s.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	t, today := language.T, today(s.Trail.DB())
	sets := r.May(policy.SwitchStatutory)
	var parts []templ.Component
	for _, k := range law.Notices() {
		sw := switches[k.ID]
		body := []templ.Component{ui.KeyValues(typeFacts(r, k, sw, today)...)}
		if k.Proposed && sets {
			form := switchForm(r, k, sw)
			if k.ID == failed {
				form = form.Fill(f.Values()).WithFault(f.Err())
			}
			body = append(body, ui.Fold(ui.FoldOf{ID: "satt-" + string(k.ID), Title: r.Say(t("Ange från vilken dag den gäller", "Say from which day it holds")), Open: k.ID == failed, Body: ui.FormOf(form)}))
		}
		parts = append(parts, ui.SectionIntro(string(k.ID), r.Say(k.Name), "", ui.Parts(body...)))
	}
	lead := ui.Lead{Text: ui.Rich(r.Say(t("*Skyldigheten är grunden*, så inget samtycke behövs. Det som bara är föreslaget kan ingen skicka förrän installationen har angett från vilken dag det gäller.", "*The duty is the ground*, so no consent is needed. What is only proposed nobody can send until the installation has said from which day it holds.")))}
	if r.May(policy.ListStatutory) {
		lead.Button = &ui.Button{Label: r.Say(t("Till underrättelserna", "To the notices")), Href: listPath}
	}
	out := web.Page(sayTypes, ui.Parts(append([]templ.Component{ui.Heading(r.Say(sayTypes), ""), ui.LeadBlock(lead)}, parts...)...))
	if r.May(policy.ListStatutory) {
		out = out.Frame(crumbs(r, sayTypes))
	}
	if f != nil {
		out = out.Status(f.Status())
	}
	return out, nil
}

// typeFacts are what is known of a type.
func typeFacts(r *web.Request, k law.Notice, sw Switch, today calendar.Date) []ui.Fact {
	t := language.T
	fields := []language.Text{}
	for _, f := range k.Fields {
		fields = append(fields, lower(f.Name))
	}
	most := t("vem det gäller och när det hände", "who it concerns and when it happened")
	if len(fields) > 0 {
		most = t("%s, %s", "%s, %s").With(most, language.List(fields...))
	}
	law, _ := law.ProvisionOf(k.Provision)
	cited, swedish := law.Citation, true
	if k.Proposed {
		if cited = sw.Citation; cited == "" {
			cited, swedish = r.Say(t("föreslagen, ingen lag än", "proposed, no act yet")), false
		}
	}
	out := []ui.Fact{
		{Name: r.Say(sayState), Value: ui.StatusChip(typeStatus(k, sw, today, r.Lang))},
		ui.F(r.Say(t("Från och till", "From and to")), r.Say(t("från %s till %s", "from %s to %s").With(k.From.Name(), k.To.Name()))),
		ui.F(r.Say(t("Utlöses av", "Triggered by")), r.Say(k.Trigger)), {Name: r.Say(t("Lagrum", "Law")), Value: citedIn(r, cited, swedish)}, ui.F(r.Say(t("Ändamål", "Purpose")), r.Say(capital(k.Purpose))),
		ui.F(r.Say(t("Tid utan annan överenskommelse", "Time where nothing else is agreed")), r.Say(t("skickas inom %s, återkopplas inom %s", "sent within %s, acted on within %s").With(calendar.CountWorkingDays(k.SendDays), calendar.CountWorkingDays(k.ActDays)))),
		ui.F(r.Say(t("Uppgifter som mest", "Facts at the most")), r.Say(capital(most))),
		{Name: r.Say(t("Källa", "Source")), Value: ui.Swedish(r.Lang, k.Standing.Source)},
	}
	if k.Standing.Confirm() {
		out = append(out, ui.F(r.Say(t("Ska bekräftas av en jurist", "To be confirmed by a lawyer")), r.Say(k.Standing.Ask)))
	}
	return out
}

// typeStatus says whether a type holds today.
func typeStatus(k law.Notice, sw Switch, today calendar.Date, l language.Lang) ui.Status {
	t := language.T
	from := k.Valid.From
	if k.Proposed {
		from = sw.Applies
	}
	switch {
	case from.IsZero():
		return ui.Status{Level: ui.Neutral, Words: t("Föreslagen, kan inte skickas", "Proposed, cannot be sent").In(l)}
	case !k.Prescribed(today, sw.Applies):
		return ui.Status{Level: ui.Waiting, Words: t("Gäller från %s", "Holds from %s").With(from.Long()).In(l)}
	}
	return ui.Status{Level: ui.Good, Words: t("Gäller sedan %s", "In force since %s").With(from.Long()).In(l)}
}

func switchForm(r *web.Request, k law.Notice, sw Switch) ui.Form {
	t := language.T
	applies := ""
	if !sw.Applies.IsZero() {
		applies = sw.Applies.String()
	}
	return ui.Form{Lang: r.Lang, ID: "satt-" + string(k.ID) + "-form", Action: typesPath + "/" + string(k.ID) + "/dag", Submit: ui.Button{Label: r.Say(t("Spara", "Save")), Kind: ui.Secondary}, Fields: []ui.Field{
		{Kind: ui.DateField, Name: fieldApplies, Label: r.Say(t("Gäller händelser från och med", "Holds for events from")), Hint: r.Say(t("Lämna tomt för att stänga av. Det som redan är skickat påverkas inte.", "Leave empty to switch it off. What is sent already is not affected.")), Value: applies, Width: ui.Short, Optional: true},
		{Kind: ui.TextField, Name: fieldCitation, Label: r.Say(t("Lag eller förordning, med nummer och paragraf", "Act or ordinance, with number and section")), Value: sw.Citation, MaxLength: longest, Optional: true}}}
}

func (s *Service) switchPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	id := law.NoticeID(r.Path("slag"))
	if f.OK() {
		applies := f.Date(fieldApplies)
		if f.OK() {
			err = s.SetSwitch(r.Context(), r.Actor, id, applies, f.Text(fieldCitation))
		}
		if err == nil && f.OK() {
			done := language.T("Dagen är sparad.", "The day is saved.")
			if applies.IsZero() {
				done = language.T("Underrättelsen är avstängd: ingen kan skicka den.", "The notice is switched off: nobody can send it.")
			}
			return web.Redirect(typesPath+"#"+string(id)).Message(ui.Good, done), nil
		}
	}
	if err != nil && !f.Take(err) {
		return web.Response{}, err
	}
	return s.typesAgain(r, id, f)
}

// citedIn is the law as it is cited, which is Swedish, or in the reader's language that there is none.
func citedIn(r *web.Request, cited string, swedish bool) templ.Component {
	if swedish {
		return ui.Swedish(r.Lang, cited)
	}
	return ui.Text(cited)
}
