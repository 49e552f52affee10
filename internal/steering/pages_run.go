package steering

import (
	"errors"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// planned reads a meeting that has not been.
func (s *Service) planned(r *web.Request, act policy.Action) (meeting, error) {
	m, err := s.meeting(r, act)
	if err == nil && m.State != Planned {
		return m, fault.New(fault.Conflict, language.T("Mötet är redan genomfört eller inställt.", "The meeting has been held or cancelled already."))
	}
	return m, err
}

// instead leads to the meeting when it is not in the state that a form is for, and says so.
func (m meeting) instead(err error) (web.Response, error) {
	var f *fault.Fault
	if errors.As(err, &f) && f.Kind == fault.Conflict {
		return web.Redirect(m.path()).Message(ui.Info, f.Text), nil
	}
	return web.Response{}, err
}

func (m meeting) form(r *web.Request, title language.Text, at string, submit ui.Button, fields ...ui.Field) form {
	return form{title: title, crumbs: m.crumbs(r, m.groupLink(), ui.Link{Label: m.Day.String(), Href: m.path()}),
		Form: ui.Form{ID: "mote", Action: m.path() + at, Submit: submit, Other: cancelTo(r, m.path()), Fields: fields}}
}

func (m meeting) pointForm(r *web.Request) form {
	return m.form(r, sayAddPoint, "/punkt", ui.Button{Label: r.Say(sayAddPoint)},
		ui.Field{Kind: ui.TextField, Name: fieldTitle, Label: r.Say(language.T("Vad gäller punkten?", "What is the point about?")), MaxLength: 200},
		ui.Field{Kind: ui.TextareaField, Name: fieldText, Label: r.Say(language.T("Bakgrund", "Background")), Rows: 5, Optional: true, Hint: r.Say(language.T("Skriv inga uppgifter om enskilda personer.", "Write nothing about individual persons."))})
}

func (s *Service) pointPage(r *web.Request) (web.Response, error) {
	m, err := s.planned(r, policy.AddPoint)
	if err != nil {
		return m.instead(err)
	}
	return m.pointForm(r).page(r, nil), nil
}

func (s *Service) pointPost(r *web.Request) (web.Response, error) {
	m, err := s.planned(r, policy.AddPoint)
	if err != nil {
		return web.Response{}, err
	}
	var title, text string
	return m.pointForm(r).take(r, language.T("Punkten står på dagordningen.", "The point stands on the agenda."),
		func(f *web.Form) {
			title, text = f.Text(fieldTitle, web.Required, web.Max(200)), f.Long(fieldText, web.Max(4000))
		}, func() (string, error) {
			_, err := s.AddPoint(r.Context(), r.Actor, m.Meeting.ID, title, text)
			return m.path() + "#dagordning", err
		})
}

func (m meeting) moveForm(r *web.Request) form {
	return m.form(r, sayMove, "/flytta", ui.Button{Label: r.Say(sayMove)},
		ui.Field{Kind: ui.DateField, Name: fieldDay, Label: r.Say(sayDay), Value: m.Day.String(), Width: ui.Short, Hint: r.Say(language.T("En arbetsdag.", "A working day."))},
		ui.Field{Kind: ui.TextField, Name: fieldStarts, Label: r.Say(language.T("Börjar", "Begins")), Value: timeIn(m.Starts, r.Lang), Width: ui.Short},
		ui.Field{Kind: ui.TextField, Name: fieldEnds, Label: r.Say(language.T("Slutar", "Ends")), Value: timeIn(m.Ends, r.Lang), Width: ui.Short},
		ui.Field{Kind: ui.TextField, Name: fieldPlace, Label: r.Say(sayPlace), Value: m.Place, Width: ui.Medium, Optional: true, MaxLength: 200}, versionField(m.Meeting.Version))
}

func (s *Service) movePage(r *web.Request) (web.Response, error) {
	m, err := s.planned(r, policy.RunMeeting)
	if err != nil {
		return m.instead(err)
	}
	return m.moveForm(r).page(r, nil), nil
}

func (s *Service) movePost(r *web.Request) (web.Response, error) {
	m, err := s.planned(r, policy.RunMeeting)
	if err != nil {
		return web.Response{}, err
	}
	var w When
	var version int64
	return m.moveForm(r).take(r, language.T("Mötet är flyttat. Lägg den nya tiden i kalendern.", "The meeting is moved. Add the new time to your calendar."), func(f *web.Form) {
		w = When{Day: f.Date(fieldDay, web.Required), Starts: timeOf(f, fieldStarts), Ends: timeOf(f, fieldEnds), Place: f.Text(fieldPlace, web.Max(200))}
		version = numberOf(f, fieldVersion)
	}, func() (string, error) {
		_, err := s.Move(r.Context(), r.Actor, m.Meeting.ID, version, w)
		return m.path(), err
	})
}

func (m meeting) cancelForm(r *web.Request) form {
	f := m.form(r, sayCancel, "/stall-in", ui.Button{Label: r.Say(sayCancel), Kind: ui.Danger},
		ui.Field{Kind: ui.TextareaField, Name: fieldReason, Label: r.Say(language.T("Varför ställs mötet in?", "Why is the meeting cancelled?")), Rows: 3}, versionField(m.Meeting.Version))
	f.over = ui.Paragraph(r.Say(language.T("Mötet räknas då inte med bland årets möten. Beslut som skulle följas upp där väntar till nästa möte.", "The meeting then does not count among the year’s. Decisions that were to be followed up there wait for the next one.")))
	return f
}

func (s *Service) cancelPage(r *web.Request) (web.Response, error) {
	m, err := s.planned(r, policy.RunMeeting)
	if err != nil {
		return m.instead(err)
	}
	return m.cancelForm(r).page(r, nil), nil
}

func (s *Service) cancelPost(r *web.Request) (web.Response, error) {
	m, err := s.planned(r, policy.RunMeeting)
	if err != nil {
		return web.Response{}, err
	}
	var reason string
	var version int64
	return m.cancelForm(r).take(r, language.T("Mötet är inställt.", "The meeting is cancelled."),
		func(f *web.Form) {
			reason, version = f.Long(fieldReason, web.Required, web.Max(1000)), numberOf(f, fieldVersion)
		}, func() (string, error) {
			_, err := s.Cancel(r.Context(), r.Actor, m.Meeting.ID, version, reason)
			return m.path(), err
		})
}

func (m meeting) holdForm(r *web.Request) form {
	t := language.T
	var all, led []ui.Option
	var everyone []string
	for _, p := range membersOn(m.members, m.Day) {
		hint := r.Say(t("%s, %s", "%s, %s").With(p.Part.Label(), m.party(p.Authority)))
		all = append(all, ui.Option{Value: p.ID, Label: p.Name, Hint: hint})
		led = append(led, ui.Option{Value: p.ID, Label: p.Name})
		everyone = append(everyone, p.ID)
	}
	chair := ""
	if len(everyone) > 0 {
		chair = everyone[0] // the chair stands first, else the substitute
	}
	f := m.form(r, sayHold, "/genomfort", ui.Button{Label: r.Say(sayHold)},
		ui.Field{Kind: ui.CheckboxesField, Name: fieldPresent, Label: r.Say(sayPresent), Options: all, Values: everyone},
		ui.Field{Kind: ui.SelectField, Name: fieldChair, Label: r.Say(t("Vem ledde mötet?", "Who led the meeting?")), Options: led, Value: chair},
		ui.Field{Kind: ui.TextareaField, Name: fieldGuests, Label: r.Say(sayGuests), Rows: 2, Optional: true}, versionField(m.Meeting.Version))
	if len(all) == 0 {
		f.over = ui.Alert(ui.AlertBox{Level: ui.Warn, Text: r.Say(t("Gruppen hade inga ledamöter den dagen. Lägg till dem först.", "The group had no members on that day. Add them first.")), Links: []ui.Link{{Label: r.Say(sayAddMember), Href: m.group.Path() + "/ledamoter/ny"}}})
	}
	return f
}

func (s *Service) holdPage(r *web.Request) (web.Response, error) {
	m, err := s.planned(r, policy.RunMeeting)
	if err != nil {
		return m.instead(err)
	}
	return m.holdForm(r).page(r, nil), nil
}

func (s *Service) holdPost(r *web.Request) (web.Response, error) {
	m, err := s.planned(r, policy.RunMeeting)
	if err != nil {
		return web.Response{}, err
	}
	var ids []string
	for _, p := range membersOn(m.members, m.Day) {
		ids = append(ids, p.ID)
	}
	var in HoldInput
	var version int64
	return m.holdForm(r).take(r, language.T("Mötet är registrerat. Protokollet ska vara publicerat senast %s.", "The meeting is entered. The minutes are to be published by %s.").With(m.MinutesDue().Long()), func(f *web.Form) {
		in = HoldInput{Present: f.Choices(fieldPresent, ids), Chair: f.Choice(fieldChair, ids, web.Required), Guests: f.Long(fieldGuests, web.Max(1000))}
		version = numberOf(f, fieldVersion)
	}, func() (string, error) {
		_, err := s.Hold(r.Context(), r.Actor, m.Meeting.ID, version, in)
		return m.path(), err
	})
}
