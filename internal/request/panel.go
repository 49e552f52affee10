package request

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

// mostOfPerson is how many requests the page of a person lists, the latest first.
const mostOfPerson = 50

// PersonPanel shows on the page of a person what the person has asked, and beside the record what the person has asked to
// have put right and was refused (GDPR art. 16). The page's reading is noted as one of the person.
func (s *Service) PersonPanel(r *web.Request, p person.Person) (templ.Component, error) {
	q := s.Trail.DB()
	items, err := s.List(r.Context(), q, r.Actor, Filter{Box: AnyBox, Person: p.ID, Limit: mostOfPerson})
	if err != nil {
		return nil, err
	}
	restricted, err := person.Restrictions(r.Context(), q, p.ID)
	if err != nil {
		return nil, err
	}
	refused, err := s.refused(r, items)
	if err != nil || len(items) == 0 && len(restricted) == 0 {
		return nil, err
	}
	t := language.T
	title := t("Det personen har begärt", "What the person has asked for")
	var table templ.Component
	if len(items) > 0 {
		table = ui.TableOf(s.ofPerson(r, title, items))
	}
	return ui.SectionIntro("begaran", r.Say(title), "", ui.Parts(restrictedPart(r, restricted), refused, table)), nil
}

func restrictedPart(r *web.Request, list []person.Restriction) templ.Component {
	for _, x := range list {
		if x.EndsAt.IsZero() {
			return ui.Note(r.Say(language.T("Behandlingen är begränsad sedan %s. Inget nytt får lämnas om personen förrän begränsningen är hävd.", "The processing is restricted since %s. Nothing new may be told about the person until the restriction is lifted.").With(dayOf(x.StartsAt).Long())))
		}
	}
	return nil
}

func (s *Service) ofPerson(r *web.Request, title language.Text, items []Request) ui.Table {
	t, now := language.T, s.Trail.DB().Now()
	out := ui.Table{Lang: r.Lang, ID: "personens-begaran", Caption: r.Say(title), Tight: true, Columns: []ui.Column{{Label: r.Say(sayType), RowHeader: true, Wide: true}, {Label: r.Say(t("Kom in", "Came in"))}, {Label: r.Say(sayState)}}}
	for _, i := range items {
		state := ui.StatusChip(i.status(r.Lang))
		if i.Box == Live {
			state = ui.ClockWords(i.clock(now, r.Lang))
		}
		out.Rows = append(out.Rows, ui.Row{ID: "b" + i.ID, Cells: []templ.Component{ui.A(i.Page(), r.Say(i.Type.Name())), ui.Text(r.Say(calendar.DateTime(i.AskedAt.Time))), state}})
	}
	return out
}

// refused are the notes that stand beside the record: what the person holds to be wrong.
func (s *Service) refused(r *web.Request, items []Request) (templ.Component, error) {
	var parts []templ.Component
	for _, i := range items {
		if i.Type != Correction || i.Outcome != Refused {
			continue
		}
		c, err := contentOf(r.Context(), s.Trail.DB(), s.keys(), i)
		if err != nil {
			return nil, err
		}
		parts = append(parts, ui.Stack(ui.Strong(r.Say(language.T("Rättelse nekad %s. Personen menar:", "Correction refused on %s. The person holds:").With(dayOf(i.DecidedAt).Long()))), ui.Swedish(r.Lang, c.Text)))
	}
	return ui.Parts(parts...), nil
}

// Awaiting is a request that waits for the reader.
type Awaiting struct {
	Text, Button language.Text
	Href         string
	By           calendar.Date
	Late         bool
}

// Awaiting gives what waits for the actor: what they handle, and what nobody of the unit has taken. It says nothing of who
// has asked.
func (s *Service) Awaiting(ctx context.Context, actor policy.Actor, limit int) (out []Awaiting, err error) {
	if actor.Authority == "" || !policy.May(actor, policy.ListRequests) {
		return nil, nil
	}
	q := s.Trail.DB()
	now, t := q.Now(), language.T
	for _, f := range []Filter{{Mine: true, Limit: limit}, {Untaken: true, Limit: limit}, {Late: true, Limit: limit}} {
		if f.Late && !actor.Has(policy.Coordinator) {
			continue
		}
		items, err := s.List(ctx, q, actor, f)
		if err != nil {
			return nil, err
		}
		for _, i := range items {
			if f.Late && i.Account == "" {
				continue // stands among those that nobody has taken
			}
			a := Awaiting{Href: i.Page(), Late: i.Late(now), Button: t("Öppna begäran", "Open the request")}
			if !i.Due.IsZero() {
				a.By = calendar.DateOf(i.Due.Add(-1))
			}
			a.Text = i.waits(f)
			out = append(out, a)
		}
	}
	booked, err := s.Bookings(ctx, q, actor, limit)
	for _, b := range booked {
		out = append(out, Awaiting{Text: t("Ett möte är bokat på begäran: *%s*.", "A meeting is booked on request: *%s*.").With(calendar.LongDateTime(b.Starts.Time)), Button: t("Öppna begäran", "Open the request"), Href: b.Page(), By: calendar.DateOf(b.Starts.Time)})
	}
	return out, err
}

func (r Request) waits(f Filter) language.Text {
	t, name := language.T, lower(r.Type.Name())
	switch {
	case f.Late:
		return t("*En begäran från en enskild är försenad*: %s.", "*A request from a person is late*: %s.").With(name)
	case f.Untaken:
		return t("*En begäran från en enskild har ingen handläggare*: %s.", "*A request from a person has no handler*: %s.").With(name)
	case r.Due.IsZero():
		return t("En begäran från en enskild väntar på personen: %s.", "A request from a person waits for the person: %s.").With(name)
	case r.State.Decided():
		return t("*Berätta svaret för en enskild* senast %s: %s.", "*Tell a person the answer* by %s: %s.").With(moment(r.Due.Time), name)
	}
	return t("*Svara en enskild* senast %s: %s.", "*Answer a person* by %s: %s.").With(moment(r.Due.Time), name)
}
