package accesslog

import (
	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// latestShown is how many readings stand beside a thing about a person, and lookedAmong how many lines they are taken of.
const (
	latestShown = 6
	lookedAmong = 60
)

// Latest shows beside a thing who at the own authority has read about the person last, each once, to whoever works with
// the person. What the person has read is the person's own.
func (s *Service) Latest(r *web.Request, record string) (templ.Component, error) {
	list, err := s.Of(r.Context(), s.Trail.DB(), []string{record}, "", lookedAmong)
	if err != nil {
		return nil, err
	}
	var out []ui.Event
	for _, x := range firstOfEach(list) {
		out = append(out, ui.Event{When: r.Say(calendar.DateTime(x.At.Time)), At: x.At.UTC().Format("2006-01-02T15:04:05Z"), Title: x.Name,
			Body: ui.Muted(r.Say(language.T("%s: %s", "%s: %s").With(x.WhatSaid(), x.WhySaid())))})
	}
	t := language.T
	body := ui.Note(r.Say(t("Ingen har läst något än.", "Nobody has read anything yet.")))
	if len(out) > 0 {
		body = ui.Timeline(out)
	}
	return ui.SectionIntro("vem-har-last", r.Say(t("Vem har läst?", "Who has read?")), r.Say(t("De senaste hos er. Personen ser hela listan på sina egna sidor.", "The latest at yours. The person sees the whole list on pages of their own.")), body), nil
}

// firstOfEach gives the latest reading of each who has read, without the person.
func firstOfEach(list []Reading) (out []Reading) {
	had := map[string]bool{}
	for _, x := range list {
		if x.Own || had[x.Name] || len(out) == latestShown {
			continue
		}
		had[x.Name] = true
		out = append(out, x)
	}
	return out
}
