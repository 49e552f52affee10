package agreement

import (
	"encoding/json"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (a shown) facts(r *web.Request) []ui.Fact {
	out := []ui.Fact{{Name: r.Say(sayState), Value: ui.StatusChip(a.status(r.Lang))}}
	for i, code := range a.Municipalities() {
		out = append(out, ui.Fact{Name: r.Say(sayMunicipality), Value: ui.A("/kommun/"+code, a.names[i])})
	}
	out = append(out, ui.F(r.Say(saySigned), r.Say(dateOr(a.Signed, sayNotKnown))), ui.F(r.Say(sayFrom), a.From.String()))
	if a.Coming(a.day) {
		out = append(out, ui.F(r.Say(sayTo), a.TermOn(a.day).To.String()), ui.F(r.Say(sayRenewal), a.Next(a.day).In(r.Lang)))
	} else {
		out = append(out, ui.F(r.Say(sayTo), r.Say(lastSaid(a.To))))
	}
	if !a.Terminated.IsZero() {
		out = append(out, ui.F(r.Say(sayTerminated), a.Terminated.String()))
	}
	return append(out, ui.F(r.Say(sayKind), r.Say(a.Kind.Label())), ui.Fact{Name: r.Say(saySource), Value: a.source(r)}, ui.Fact{Name: r.Say(sayScan), Value: a.scan(r)})
}

func (a shown) source(r *web.Request) templ.Component {
	switch {
	case a.Source == "":
		return ui.Text(r.Say(sayNotKnown))
	case isAddress(a.Source):
		return ui.A(a.Source, a.Source)
	}
	return ui.Text(a.Source)
}

func (a shown) scan(r *web.Request) templ.Component {
	switch {
	case a.mayScan:
		return ui.A(a.Path()+"/inskannad", r.Say(sayOpenScan))
	case a.Scan != "":
		return ui.Text(r.Say(sayScanThere))
	}
	return ui.Text(r.Say(sayScanNone))
}

func (a shown) otherSection(r *web.Request) templ.Component {
	if len(a.others) == 0 {
		return nil
	}
	return ui.SectionIntro("andra", r.Say(sayOthers), "", ui.TableOf(periodTable(r, r.Say(sayOthers), a.others)))
}

// periodTable are agreements of one municipality beside each other in time, the latest first.
func periodTable(r *web.Request, caption string, all []listed) ui.Table {
	t := ui.Table{Lang: r.Lang, Caption: caption, Tight: true, Columns: []ui.Column{
		{Label: r.Say(sayAgreement), RowHeader: true}, {Label: r.Say(sayState)}, {Label: r.Say(sayFrom)}, {Label: r.Say(sayTo)}}}
	for _, l := range slices.Backward(all) {
		t.Rows = append(t.Rows, l.renewalRows(r)...)
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.A(l.Path(), r.Say(l.Kind.Label())), ui.StatusChip(l.status(r.Lang)),
			ui.Text(l.From.String()), ui.Text(r.Say(lastSaid(l.TermOn(l.day).To)))}})
	}
	return t
}

// events are how the agreement came and changed, as the trail says it, without who did it: the register is open, its
// keepers' names are not.
func (a shown) events(r *web.Request) []ui.Event {
	var out []ui.Event
	for _, l := range a.lines {
		var n noted
		act := policy.Action(l.Action)
		if !slices.Contains([]policy.Action{policy.ImportAgreements, policy.RegisterAgreement, policy.EditAgreement, policy.NumberAgreement, policy.GiveNotice, policy.HandOver, ActionConclude}, act) || json.Unmarshal([]byte(l.Change), &n) != nil {
			continue
		}
		out = append(out, ui.Event{When: r.Say(calendar.DateTime(l.At.Time)), At: l.At.UTC().Format("2006-01-02T15:04:05Z"), Title: r.Say(n.said(act))})
	}
	return out
}

func (n noted) said(act policy.Action) language.Text {
	switch {
	case act == ActionConclude && len(n.Fields) == 0:
		return language.T("Undertecknad och i registret", "Signed and in the register")
	case act == ActionConclude:
		return language.T("Ändrad eller förnyad genom undertecknande", "Amended or renewed by signing")
	case act == policy.GiveNotice && (!n.Terminated.IsZero() || n.leaves()):
		return language.T("Uppsagd", "Notice given")
	case act == policy.GiveNotice:
		return language.T("Uppsägning återtagen", "Notice withdrawn")
	case act == policy.HandOver && len(n.Fields) > 0:
		return language.T("En annan nämnd tar över", "Another board takes over")
	case act == policy.HandOver:
		return language.T("Överlämnande till en annan nämnd föreslaget", "Hand-over to another board proposed")
	case act == policy.NumberAgreement:
		return language.T("Diarienummer angivet", "Registry number entered")
	}
	if len(n.Fields) == 0 {
		if act == policy.ImportAgreements {
			return sayTakenFile
		}
		return sayTaken
	}
	var fields []language.Text
	for _, f := range n.Fields {
		fields = append(fields, fieldName(f))
	}
	return sayCorrected.With(language.List(fields...))
}

// leaves tells whether some party leaves before the agreement ends.
func (n noted) leaves() bool {
	return slices.ContainsFunc(n.Parties, func(p notedParty) bool { return !p.Left.IsZero() })
}
