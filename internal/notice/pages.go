package notice

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Path is the list of one's own notices; what stands under it are one's choices.
const Path = "/notiser"

const choicesPath = Path + "/val"

// Find gives the page of a thing, or "" when it has none; app gives it.
type Find func(thing ref.Ref) string

// Routes registers the pages of a person's own notices, and the page that an off link in an e-mail leads to.
func (s *Notices) Routes(rt *web.Router, find Find) {
	rt.Handle("GET "+Path, policy.ReadNotices, func(r *web.Request) (web.Response, error) { return s.listPage(r, find) })
	rt.Handle("POST "+Path+"/sedda", policy.ReadNotices, s.postSeen)
	rt.Handle("GET "+choicesPath, policy.PreferNotices, s.choicesPage)
	rt.Handle("POST "+choicesPath, policy.PreferNotices, s.postChoices)
	rt.Handle("GET "+OffPath+"{token}", policy.StopNotices, s.offPage)
	rt.Handle("POST "+OffPath+"{token}", policy.StopNotices, s.postOff)
}

var say = struct{ title, count, one, unseen, when, what, none, mark, marked, choices, choicesSub, saved, save, product, mail, duty, offTitle, offText, offButton, off, seen, isNew language.Text }{
	title:      language.T("Notiser", "Notices"),
	one:        language.T("%d ny notis", "%d new notice"),
	count:      language.T("%d nya notiser", "%d new notices"),
	unseen:     language.T("Läge", "State"),
	when:       language.T("När", "When"),
	what:       language.T("Vad som har hänt", "What has happened"),
	none:       language.T("Du har inga notiser. Här står det som händer och som du behöver veta.", "You have no notices. What happens and you need to know stands here."),
	mark:       language.T("Markera alla som sedda", "Mark all as seen"),
	marked:     language.T("Alla notiser är markerade som sedda.", "All notices are marked as seen."),
	choices:    language.T("Välj vilka notiser du vill ha", "Choose which notices you want"),
	choicesSub: language.T("E-post skickas högst en gång per dag och slag, klockan sju på arbetsdagar. Brådskande skickas genast.", "E-mail is sent at most once a day for each kind, at seven on working days. Urgent e-mail is sent at once."),
	saved:      language.T("Dina val är sparade.", "Your choices are saved."),
	save:       language.T("Spara valen", "Save choices"),
	product:    language.T("I Samsyn", "In Samsyn"),
	mail:       language.T("Som e-post", "As e-mail"),
	duty:       language.T("Kan inte stängas av: du behöver veta detta.", "Cannot be turned off: you need to know this."),
	offTitle:   language.T("Stäng av e-post", "Turn off e-mail"),
	offText:    language.T("Vill du sluta få e-post om %s? Du kan ändra dig under Notiser när du har loggat in.", "Stop getting e-mail about %s? You can change your mind under Notices when you have signed in."),
	offButton:  language.T("Ja, stäng av", "Yes, turn off"),
	off:        language.T("Du får inte längre e-post om %s.", "You no longer get e-mail about %s."),
	seen:       language.T("Sedd", "Seen"),
	isNew:      language.T("Ny", "New"),
}

// listPage shows the reader's own notices, the newest first, each with why it came.
func (s *Notices) listPage(r *web.Request, find Find) (web.Response, error) {
	after, err := r.After(1)
	if err != nil {
		return web.Response{}, err
	}
	before := ""
	if len(after) > 0 {
		before = after[0]
	}
	q := s.Trail.DB()
	found, err := List(r.Context(), q, r.Actor.ID, before, web.PageSize+1)
	if err != nil {
		return web.Response{}, err
	}
	fresh, err := Unseen(r.Context(), q, r.Actor.ID)
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(r.Say(say.title), ""), ui.TableOf(s.table(r, find, found, fresh))}
	if fresh > 0 {
		parts = append(parts, ui.FormOf(ui.Form{Lang: r.Lang, ID: "sedda", Action: Path + "/sedda", Submit: ui.Button{Label: r.Say(say.mark), Kind: ui.Secondary}}))
	}
	return web.Page(say.title, ui.Join(parts...)), nil
}

func (s *Notices) table(r *web.Request, find Find, found []Notice, fresh int64) ui.Table {
	t := ui.Table{Lang: r.Lang, ID: "notiser", Caption: r.Say(say.title), Count: r.Say(language.Plural(int(fresh), say.one, say.count)),
		Links: []ui.Link{{Label: r.Say(say.choices), Href: choicesPath}}, Empty: ui.Empty{Text: r.Say(say.none)},
		Columns: []ui.Column{{Label: r.Say(say.what), RowHeader: true}, {Label: r.Say(say.when)}, {Label: r.Say(say.unseen)}}}
	shown, next := web.Cut(found, web.PageSize, func(n Notice) web.Cursor { return web.Cursor{n.ID} })
	for _, n := range shown {
		t.Rows = append(t.Rows, ui.Row{ID: n.ID, Cells: []templ.Component{s.what(r, find, n), ui.Text(r.Say(calendar.DateTime(n.CreatedAt.Time))), state(r, n)}})
	}
	if len(next) > 0 || r.URL.Query().Has(web.AfterParam) {
		t.Cursor = &ui.Cursor{}
		if len(next) > 0 {
			t.Cursor.Next = r.Link(web.AfterParam, next.String())
		}
	}
	return t
}

// what is the notice with the way to its thing, over why it came.
func (s *Notices) what(r *web.Request, find Find, n Notice) templ.Component {
	text := ui.Text(r.Say(n.Text()))
	if href := find(n.Thing()); href != "" {
		text = ui.A(href, r.Say(n.Text()))
	}
	k, err := s.kind(n.Kind)
	if err != nil { // a kind that is no more
		return text
	}
	return ui.Stack(text, ui.Text(r.Say(k.Why)))
}

func state(r *web.Request, n Notice) templ.Component {
	if n.SeenAt.IsZero() {
		return ui.Strong(r.Say(say.isNew))
	}
	return ui.Text(r.Say(say.seen))
}

func (s *Notices) postSeen(r *web.Request) (web.Response, error) {
	if err := s.Seen(r.Context(), r.Actor.ID); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(Path).Message(ui.Good, say.marked), nil
}
