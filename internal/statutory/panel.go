package statutory

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// mostOfPerson is how many notices the page of a person lists, the latest first.
const mostOfPerson = 50

// PersonPanel lists, on the page of a person, the notices that the reader's authority has about that person and that the
// reader may see.
func (s *Service) PersonPanel(r *web.Request, p person.Person) (templ.Component, error) {
	if !r.May(policy.ListStatutory) {
		return nil, nil
	}
	items, err := s.ofPerson(r.Context(), s.Trail.DB(), r.Actor, p.ID, mostOfPerson)
	if err != nil || len(items) == 0 {
		return nil, err
	}
	t, now := language.T, s.now()
	title := t("Underrättelser om personen", "Statutory notices about the person")
	table := ui.Table{Lang: r.Lang, ID: "personens-underrattelser", Caption: r.Say(title), Tight: true, Columns: []ui.Column{{Label: r.Say(sayType), RowHeader: true, Wide: true}, {Label: r.Say(sayEvent)}, {Label: r.Say(sayState)}}}
	for _, i := range items {
		table.Rows = append(table.Rows, ui.Row{ID: "u" + i.ID, Cells: []templ.Component{ui.A(i.Page(), r.Say(i.Name())), ui.Text(i.Happened.String()), ui.ClockWords(i.clock(now, r.Lang))}})
	}
	return ui.SectionIntro("underrattelser", r.Say(title), "", ui.TableOf(table)), nil
}

// Awaiting is a notice that waits for the reader.
type Awaiting struct {
	Text, Button language.Text
	Href         string
	By           calendar.Date
	Late         bool
}

// Awaiting gives what waits for the actor, for their own first page, and no more than limit: what the actor handles, and
// what nobody has taken. Nothing in it says who anybody is.
func (s *Service) Awaiting(ctx context.Context, actor policy.Actor, limit int) (out []Awaiting, err error) {
	if actor.Authority == "" || !policy.May(actor, policy.ListStatutory) {
		return nil, nil
	}
	q, t := s.Trail.DB(), language.T
	items, err := s.List(ctx, q, actor, Filter{Turn: true})
	if err != nil {
		return nil, err
	}
	now := q.Now()
	for _, i := range items {
		if i.Account != "" && i.Account != actor.ID {
			continue
		}
		a := Awaiting{Href: i.Page(), Late: i.Late(now), Button: t("Öppna underrättelsen", "Open the notice")}
		switch {
		case i.State == Returned:
			a.Text = t("En underrättelse är *återlämnad*: %s.", "A statutory notice is *returned*: %s.").With(lower(i.Name()))
		case i.State == Paused:
			a.Text = t("*En underrättelse behöver kompletteras*: %s.", "*A statutory notice needs more from you*: %s.").With(lower(i.Name()))
		case i.Account == "":
			a.Text = t("*En underrättelse har ingen tagit emot*: %s.", "*A statutory notice has been received by nobody*: %s.").With(lower(i.Name()))
		default:
			a.Text = t("*En underrättelse ska återkopplas*: %s.", "*A statutory notice is to be acted on*: %s.").With(lower(i.Name()))
		}
		if !i.Due.IsZero() {
			a.By = calendar.DateOf(i.Due.Time)
		}
		if out = append(out, a); len(out) == limit {
			break
		}
	}
	return out, nil
}
