package responsibility

import (
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names in the address of the form: the line to change, or the task to say something new of.
const (
	paramLine = "rad"
	paramTask = "uppgift"
)

// asked is the line that the address asks for: one that is there, or a new one for a task or for a task of one's own.
func (s *Service) asked(r *web.Request, a around) (Line, error) {
	q := r.ReadQuery()
	if id := q.Value(paramLine); id != "" {
		return line(r.Context(), s.Trail.DB(), a.id, id)
	}
	l := Line{Agreement: a.id, From: a.day}
	if id := TaskID(q.Value(paramTask)); id != "" {
		t, known := TaskOf(id)
		if !known {
			return l, fault.NotFoundThing()
		}
		boards, err := boardsOf(r.Context(), s.Trail.DB(), a.id, a.day)
		l.Task, l.Ground = id, t.Ground.Sv
		l.Holder, l.Authority = t.suggest(boards)
		return l, err
	}
	return l, nil
}

func (s *Service) linePage(r *web.Request) (web.Response, error) {
	a, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	l, err := s.asked(r, a)
	if err != nil {
		return web.Response{}, err
	}
	return formPage(r, l.title(), l.sub(r), a.crumbs(r), lineForm(r, a, l)), nil
}

func (l Line) title() language.Text {
	if l.Task == "" {
		return sayOwnTask
	}
	return sayChangeTask
}

// sub is the task, with what makes it hard to say who holds it.
func (l Line) sub(r *web.Request) string {
	if l.Task == "" {
		return ""
	}
	if t, standard := TaskOf(l.Task); standard && !t.Note.IsZero() {
		return r.Say(t.Name) + ". " + r.Say(t.Note)
	}
	return r.Say(l.Label())
}

// path is where the form is sent: the address that it was asked for by.
func (l Line) path(a around) string {
	switch {
	case l.ID != "":
		return a.path() + "/andra?" + paramLine + "=" + l.ID
	case l.Task != "":
		return a.path() + "/andra?" + paramTask + "=" + string(l.Task)
	}
	return a.path() + "/andra"
}

func lineForm(r *web.Request, a around, l Line) ui.Form {
	t := language.T
	var holders, boards []ui.Option
	for _, h := range Holders() {
		holders = append(holders, ui.Option{Value: string(h), Label: r.Say(h.Label())})
	}
	for _, p := range a.parties {
		if p.Municipality != "" {
			boards = append(boards, ui.Option{Value: p.Authority, Label: a.named[p.Authority].Title()})
		}
	}
	board := l.Authority
	if board == "" && len(boards) > 0 {
		board = boards[0].Value
	}
	var fields []ui.Field
	if _, standard := TaskOf(l.Task); !standard {
		fields = append(fields, ui.Field{Kind: ui.TextField, Name: fieldName, Label: r.Say(sayName), Value: l.Name, MaxLength: longName})
	}
	fields = append(fields,
		ui.Field{Kind: ui.RadiosField, Name: fieldHolder, Label: r.Say(sayChangeTask), Value: string(l.Holder), Options: holders},
		ui.Field{Kind: ui.SelectField, Name: fieldBoard, Label: r.Say(sayBoard), Value: board, Options: boards, Hint: r.Say(t("Räknas när en nämnd eller båda ansvarar.", "Counts when a board or both answer for it."))},
		ui.Field{Kind: ui.TextField, Name: fieldGround, Label: r.Say(sayGround), Value: l.Ground, Optional: l.Holder == Nobody, MaxLength: longGround, Hint: r.Say(t("Lag eller förordning. Förslaget ska bekräftas av en jurist.", "Act or ordinance. The proposal is to be confirmed by a lawyer."))},
		ui.Field{Kind: ui.DateField, Name: fieldFrom, Label: r.Say(sayFrom), Value: l.From.String(), Width: ui.Short},
		ui.Field{Kind: ui.DateField, Name: fieldTo, Label: r.Say(sayTo), Value: l.To.String(), Width: ui.Short, Optional: true, Hint: r.Say(t("Lämna tomt om det gäller tills vidare. Ska någon annan ta över, ange sista dagen här och lägg till en ny rad.", "Leave empty if it is until further notice. If somebody else takes over, give the last day here and add a new line."))},
		ui.Field{Kind: ui.TextField, Name: fieldNote, Label: r.Say(sayNote), Value: l.Note, Optional: true, MaxLength: longNote, Hint: r.Say(t("Skriv inga namn på personer.", "Write no names of persons."))},
		ui.Field{Kind: ui.HiddenField, Name: fieldVersion, Value: versionText(l.Version)})
	other := []ui.Button{{Label: r.Say(sayCancel), Href: a.path(), Kind: ui.Quiet}}
	if _, standard := TaskOf(l.Task); l.ID != "" && standard {
		other = append(other, ui.Button{Label: r.Say(t("Lägg till en ny rad för uppgiften", "Add a new line for the task")), Href: a.path() + "/andra?" + paramTask + "=" + string(l.Task), Kind: ui.Quiet})
	}
	return ui.Form{Lang: r.Lang, ID: "ansvar", Action: l.path(a), Fields: fields, Submit: ui.Button{Label: r.Say(saySave)}, Other: other}
}

func (s *Service) linePost(r *web.Request) (web.Response, error) {
	a, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	l, err := s.asked(r, a)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	in := Input{Task: l.Task, Name: f.Text(fieldName), Holder: Holder(f.Value(fieldHolder)), Authority: f.Value(fieldBoard), Ground: f.Text(fieldGround),
		From: f.Date(fieldFrom), To: f.Date(fieldTo), Note: f.Text(fieldNote)}
	if f.OK() {
		if l.ID == "" {
			_, err = s.Add(r.Context(), r.Actor, a.id, in)
		} else {
			_, err = s.Change(r.Context(), r.Actor, a.id, l.ID, versionOf(f), in)
		}
		if err == nil {
			return web.Redirect(a.path()).Message(ui.Good, saySaved), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return formPage(r, l.title(), l.sub(r), a.crumbs(r), lineForm(r, a, l).Fill(f.Values()).WithFault(f.Err())), nil
}
