package routine

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// What the sharing form says that one wants.
const (
	wantField   = "want"
	wantPropose = "propose"
	wantYes     = "yes"
	wantNo      = "no"
	wantStop    = "stop"
)

// sharing shows the parties how it stands with sharing and what they can do about it.
func (x shown) sharing(r *web.Request) templ.Component {
	if !x.ofParty || x.State == Retired {
		return nil
	}
	said := language.T("Rutinen är %s.", "The routine is %s.").With(x.Sharing.Label())
	if x.Sharing == Proposed {
		said = language.T("%s har föreslagit att rutinen delas. Den andra parten eller rutinens ägare svarar.", "%s has proposed that the routine is shared. The other party or the owner of the routine answers.").With(x.named[x.SharedBy].Title())
	}
	return ui.SectionOf("delning", r.Say(saySharing), ui.Paragraphs(r.Say(said)), x.sharingActs(r))
}

func (x shown) sharingActs(r *web.Request) templ.Component {
	if !x.mayShare || x.State != InForce {
		return nil
	}
	t := language.T
	switch {
	case x.Sharing == Own:
		return x.ask(r, wantPropose, t("Föreslå att rutinen delas", "Propose to share the routine"), t("Ska rutinen delas som gott exempel?", "Share the routine as a good example?"),
			t("Den andra parten får svara. När båda vill kan alla läsa den version som gäller och ta över den.", "The other party gets to answer. When both want to, everybody can read the version in force and take it over."), t("Föreslå", "Propose"))
	case x.Sharing == Shared:
		return x.ask(r, wantStop, t("Sluta dela rutinen", "Stop sharing the routine"), t("Sluta dela rutinen?", "Stop sharing the routine?"),
			t("Den försvinner ur biblioteket. De som har tagit över den behåller sina kopior.", "It leaves the library. Those who have taken it over keep their copies."), t("Sluta dela", "Stop sharing"))
	case x.mayAnswer(r.Actor.Authority):
		return ui.Parts(x.ask(r, wantYes, t("Ja, dela rutinen", "Yes, share the routine"), t("Ska rutinen delas som gott exempel?", "Share the routine as a good example?"),
			t("Alla kan läsa den version som gäller och ta över den. Ni kan sluta dela den när som helst.", "Everybody can read the version in force and take it over. You can stop sharing at any time."), t("Ja, dela", "Yes, share")),
			x.ask(r, wantNo, t("Nej", "No"), t("Säga nej till att dela?", "Say no to sharing?"), t("Rutinen stannar hos parterna.", "The routine stays with the parties."), t("Säg nej", "Say no")))
	}
	return x.ask(r, wantNo, t("Ta tillbaka förslaget", "Take the proposal back"), t("Ta tillbaka förslaget?", "Take the proposal back?"), t("Rutinen stannar hos parterna.", "The routine stays with the parties."), t("Ta tillbaka", "Take back"))
}

func (x shown) ask(r *web.Request, want string, open, title, text, button language.Text) templ.Component {
	return ui.ConfirmBox(ui.Confirm{ID: "dela-" + want, Open: r.Say(open), Title: r.Say(title), Text: r.Say(text), Action: x.Path() + "/dela",
		Button: r.Say(button), Cancel: r.Say(sayCancel), Fields: x.hidden(ui.Hidden{Name: wantField, Value: want}), Calm: want == wantPropose || want == wantYes})
}

func (s *Service) sharePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	ctx, id, version := r.Context(), r.Path("id"), versionOf(f, fieldVersion)
	var x Routine
	switch want := f.Value(wantField); want {
	case wantPropose:
		x, err = s.ProposeSharing(ctx, r.Actor, id, version)
	case wantStop:
		x, err = s.StopSharing(ctx, r.Actor, id, version)
	default:
		x, err = s.AnswerSharing(ctx, r.Actor, id, version, want == wantYes)
	}
	if err != nil {
		return web.Response{}, err
	}
	return web.Redirect(x.Path()).Message(ui.Good, language.T("Rutinen är nu %s.", "The routine is now %s.").With(x.Sharing.Label())), nil
}

// takenOver shows who has taken the routine over. That somebody has is open; what their copy says is theirs.
func (x shown) takenOver(r *web.Request) templ.Component {
	if len(x.copies) == 0 {
		return nil
	}
	t := ui.Table{Lang: r.Lang, Caption: r.Say(sayTaken), Tight: true, Columns: []ui.Column{{Label: r.Say(sayPlace), RowHeader: true},
		{Label: r.Say(language.T("Tog över", "Took over"))}, {Label: r.Say(language.T("Följer version", "Follows version")), Number: true}}}
	for _, c := range x.copies {
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A("/overenskommelser/"+c.Agreement, x.places[c.Agreement]),
			ui.Text(calendar.DateOf(c.CreatedAt.Time).String()), ui.Text(versionText(c.OriginVersion))}})
	}
	return ui.SectionOf("overtagen", r.Say(sayTaken), ui.TableOf(t))
}
