package negotiation

import (
	"errors"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func asFault(err error) (*fault.Fault, bool) {
	var f *fault.Fault
	ok := errors.As(err, &f)
	return f, ok
}

// placed is a field of the document that the reader sees.
type placed struct {
	shown
	doc   clause.Document
	field clause.Field
	on    string // what a new deviation is on
	open  bool   // the reader can change it now
}

// place reads the field of the address.
func (s *Service) place(r *web.Request) (p placed, err error) {
	if p.shown, err = s.look(r); err != nil {
		return p, err
	}
	if p.doc, err = s.visible(r, p.shown); err != nil {
		return p, err
	}
	p.field, p.on = clause.Field(r.Path("field")), r.URL.Query().Get("pa")
	open := openFields(p.Draft, p.Threads)
	switch {
	case p.field == NewDeviation:
		if p.on != "" && !has(p.doc, clause.ClauseField(p.on)) && !has(p.doc, clause.CommitmentField(p.on)) {
			return p, fault.NotFoundThing()
		}
		p.open = p.mine() && (p.on == "" || open.deviable(p.on))
	case p.field == NewCommitment:
		if p.on != "" && !has(p.doc, clause.ClauseField(p.on)) {
			return p, fault.NotFoundThing()
		}
		p.open = p.mine() && (p.on != "" && open.promisable(p.on) || p.on == "" && anyClause(p.doc, open.promisable))
	case !has(p.doc, p.field):
		return p, fault.NotFoundThing()
	default:
		p.open = p.mine() && !strings.HasPrefix(string(p.field), "clause:") && open.open(p.doc, p.field) && !p.fixed()
	}
	return p, nil
}

// fixed tells whether the template itself gives the value.
func (p placed) fixed() bool {
	_, id, _ := strings.Cut(string(p.field), ":")
	v, ok := p.doc.Variable(id)
	return ok && strings.HasPrefix(string(p.field), "variable:") && !v.Fixed.IsZero()
}

// name is what the field is called.
func (p placed) name() language.Text {
	if p.field == NewDeviation {
		if p.on == "" {
			return language.T("Ny avvikelse", "New deviation")
		}
		return language.T("Ny avvikelse från %s", "New deviation from %s").With(p.doc.On(p.on))
	}
	if p.field == NewCommitment {
		if p.on == "" {
			return sayNewLocal
		}
		return language.T("%s i %s", "%s in %s").With(sayNewLocal, p.doc.On(p.on))
	}
	return heading(p.doc, p.field)
}

// fieldPage is one field: how it reads, the way to change it, and what the parties say of it.
func (s *Service) fieldPage(r *web.Request) (web.Response, error) {
	p, err := s.place(r)
	if err != nil {
		return web.Response{}, err
	}
	return p.render(r, nil, nil), nil
}

// render shows the field; edit and said are forms to show again with what was written in them.
func (p placed) render(r *web.Request, edit, said *web.Form) web.Response {
	parts := []templ.Component{ui.Heading(r.Say(p.name()), r.Say(p.which())), ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(p.lead()))})}
	if text := reading(p.doc, r.Lang)[p.field]; text != nil {
		if kind, id, _ := strings.Cut(string(p.field), ":"); kind == "clause" {
			c, _ := p.doc.Clause(id)
			parts = append(parts, tagged("p", words(r.Lang, p.doc, c)))
		} else {
			parts = append(parts, tagged("p", text))
		}
	}
	status := 200
	if p.open {
		form := p.form(r)
		if edit != nil {
			form, status = form.Fill(edit.Values()).WithFault(edit.Err()), edit.Status()
		}
		parts = append(parts, section("andra", r.Say(sayChange), ui.FormOf(form)))
		if p.removable() {
			parts = append(parts, p.removeBox(r))
		}
	}
	if p.local() {
		parts = append(parts, p.measuredNow(r))
	}
	if p.field != NewDeviation && p.field != NewCommitment {
		parts = append(parts, section("kommentarer", r.Say(sayComments), p.thread(r), p.resolveForm(r), p.commentForm(r, said)))
	}
	if said != nil {
		status = said.Status()
	}
	return p.page(r, p.name(), true, parts...).Status(status)
}

// lead says whether the field is open, and what to do if it is not.
func (p placed) lead() language.Text {
	kind, _, _ := strings.Cut(string(p.field), ":")
	switch {
	case p.open:
		return language.T("*Fältet är öppet* och ni har pennan. Det ni sparar ser bara er myndighet tills förslaget är lämnat.", "*The field is open* and you hold the pen. What you save is seen by your authority alone until the proposal is put forward.")
	case kind == "clause":
		return language.T("Mallens text är densamma i hela landet. Vill ni något annat skriver ni en avvikelse med skäl, eller en kommentar.", "The template's text is the same across the country. If you want otherwise, write a deviation with its reason, or a comment.")
	case p.fixed():
		return fixedStays
	case p.mine():
		return onlyCommented
	case p.mayComment() == nil && p.reader.Writes:
		return language.T("Fältet öppnas för den som tar pennan när någon har kommenterat det.", "The field opens for whoever takes the pen when somebody has commented on it.")
	}
	return language.T("Fältet är stängt.", "The field is closed.")
}

func (p placed) thread(r *web.Request) templ.Component {
	var parts []templ.Component
	for _, t := range p.Threads {
		if t.Field != p.field {
			continue
		}
		var events []ui.Event
		for _, c := range t.Comments {
			events = append(events, ui.Event{When: r.Say(calendar.DateTime(c.At.Time)), At: c.At.UTC().Format("2006-01-02T15:04:05Z"), Title: p.shown.name(c.Authority), Body: tagged("p", ui.Swedish(r.Lang, c.Body))})
		}
		parts = append(parts, tagged("p", ui.Join(ui.StatusChip(t.State.chip(r.Lang)), ui.Text(r.Say(language.T("till version %d", "on version %d").With(t.No))))), ui.Timeline(events))
	}
	if len(parts) == 0 {
		return paragraph(r.Say(language.T("Ingen har kommenterat fältet.", "Nobody has commented on the field.")))
	}
	return stack(parts...)
}

func (p placed) commentForm(r *web.Request, said *web.Form) templ.Component {
	if !p.reader.Writes || p.mayComment() != nil {
		return nil
	}
	f := ui.Form{Lang: r.Lang, ID: "kommentar", Action: p.fieldPath(p.field) + "/kommentar", Submit: ui.Button{Label: r.Say(sayComment), Kind: ui.Secondary},
		Fields: []ui.Field{{Kind: ui.TextareaField, Name: "comment", Label: r.Say(language.T("Er kommentar", "Your comment")), MaxLength: longComment,
			Hint: r.Say(language.T("Alla parter läser den. Skriv inga uppgifter om enskilda.", "All parties read it. Write nothing about individuals."))}}}
	if said != nil {
		f = f.Fill(said.Values()).WithFault(said.Err())
	}
	return ui.FormOf(f)
}

func (p placed) resolveForm(r *web.Request) templ.Component {
	t, ok := live(p.Threads, p.field)
	if !ok || !p.reader.Writes || t.Authority != p.reader.Authority || p.mayComment() != nil {
		return nil
	}
	return ui.FormOf(ui.Form{Lang: r.Lang, ID: "lost", Action: p.fieldPath(p.field) + "/lost", Submit: ui.Button{Label: r.Say(language.T("Markera som löst", "Mark as resolved")), Kind: ui.Secondary}})
}

func (p placed) removable() bool {
	return strings.HasPrefix(string(p.field), "deviation:") && p.field != NewDeviation || strings.HasPrefix(string(p.field), "commitment:L")
}

func (p placed) removeBox(r *web.Request) templ.Component {
	return ui.ConfirmBox(ui.Confirm{ID: "ta-bort", Open: r.Say(sayRemove), Title: r.Say(language.T("Ta bort %s?", "Remove %s?").With(p.name())),
		Text:   r.Say(language.T("Den finns kvar i tidigare versioner, men inte i nästa.", "It stays in earlier versions, but not in the next.")),
		Action: p.fieldPath(p.field), Button: r.Say(sayRemove), Cancel: r.Say(sayCancel), Fields: []ui.Hidden{{Name: "remove", Value: "1"}, {Name: fieldSeen, Value: Stamp(p.doc, p.field)}}})
}

// fieldPost saves one field. What was written is never lost: on a conflict it stands in the form, with what the field
// reads now beside it, and saving again puts it in place.
func (s *Service) fieldPost(r *web.Request) (web.Response, error) {
	p, err := s.place(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	e := p.read(f)
	if f.OK() {
		_, _, err := s.Change(r.Context(), r.Actor, p.ID, e)
		if err == nil {
			return s.saved(r, p)
		}
		if fault.Is(err, fault.Conflict) {
			if p, err2 := s.place(r); err2 == nil {
				f.Take(err)
				f.Set(fieldSeen, Stamp(p.doc, p.field)) // saving again is with open eyes
				if p.open {
					return p.render(r, f, nil), nil
				}
				return p.keep(r, f), nil
			}
		}
		if p.local() {
			err = atLocal(err)
		} else {
			err = atField(err, p.field)
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return p.render(r, f, nil), nil
}

// keep shows what somebody wrote in a field that was closed meanwhile, so that it can be copied.
func (p placed) keep(r *web.Request, f *web.Form) web.Response {
	err := f.Err()
	p.open = true
	page := p.form(r).Fill(f.Values()).WithFault(err)
	p.open = false
	return p.page(r, p.name(), true, ui.Heading(r.Say(p.name()), r.Say(p.which())), ui.Alert(ui.AlertBox{Level: ui.Warn, Text: r.Say(textOf(err))}), ui.FormOf(page)).Status(f.Status())
}

// saved leads to the top of the text, where it is said that the field is saved and the next empty one is offered.
func (s *Service) saved(r *web.Request, p placed) (web.Response, error) {
	work, err := Work(r.Context(), s.Trail.DB(), p.ID)
	if err != nil {
		return web.Response{}, err
	}
	said := language.T("”%s” är sparat.", "“%s” is saved.").With(p.name())
	if n := len(lacking(work)); n > 0 {
		said = language.T("%s %s", "%s %s").With(said, language.Plural(n, language.T("%d fält är kvar att fylla i.", "%d field is left to fill in."), language.T("%d fält är kvar att fylla i.", "%d fields are left to fill in.")))
	}
	return web.Redirect(p.Path()+"/text").Message(ui.Good, said), nil
}

// atField puts the problems that name the field as a place at the form's own field.
func atField(err error, field clause.Field) error {
	f, ok := asFault(err)
	if !ok {
		return err
	}
	_, id, _ := strings.Cut(string(field), ":")
	problems := make([]fault.Problem, len(f.Problems))
	for i, p := range f.Problems {
		if problems[i] = p; p.Field == string(field) || p.Field == id {
			problems[i].Field = fieldValue
		}
	}
	return f.With(problems...)
}

func (s *Service) commentPost(r *web.Request) (web.Response, error) {
	p, err := s.place(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	body := f.Long("comment", web.Required, web.Max(longComment))
	if f.OK() {
		_, err := s.Comment(r.Context(), r.Actor, p.ID, p.field, body)
		if err == nil {
			return web.Redirect(p.fieldPath(p.field)).Message(ui.Good, language.T("Kommentaren är sparad och de andra parterna får veta.", "The comment is saved and the other parties are told.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return p.render(r, nil, f), nil
}

func (s *Service) resolvePost(r *web.Request) (web.Response, error) {
	p, err := s.place(r)
	if err != nil {
		return web.Response{}, err
	}
	if err := s.Resolve(r.Context(), r.Actor, p.ID, p.field); err != nil {
		return p.told(err)
	}
	return web.Redirect(p.fieldPath(p.field)).Message(ui.Good, language.T("Kommentaren är markerad som löst.", "The comment is marked as resolved.")), nil
}
