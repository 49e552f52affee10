package incident

import (
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
	"samsyn/internal/web"
)

// onePDF is an entry of the register as a document (GDPR art. 33.5): what happened, its effects, what was done.
func (s *Service) onePDF(r *web.Request) (web.Response, error) {
	p, err := s.oneOf(r)
	if err != nil {
		return web.Response{}, err
	}
	content, err := pdf.Render(p.paper(p.n.authority, r.Lang))
	return download("incident-"+strings.ToLower(p.Number())+".pdf", "application/pdf", content), err
}

// paper composes an entry as a document in a language; called gives what an authority is called. It says nobody's name.
func (v View) paper(called func(id string) string, lang language.Lang) pdf.Document {
	t, say := language.T, func(text language.Text) string { return text.In(lang) }
	value := func(name language.Text, v string) pdf.KeyValue {
		return pdf.KeyValue{Key: say(name), Value: pdf.Text(v)}
	}
	title := say(t("Incident %s", "Incident %s").With(v.Number()))
	facts := pdf.KeyValues{value(t("Myndighet", "Authority"), called(v.Authority)), value(saySort, say(v.Sort.Name())), value(sayFound, say(calendar.DateTime(v.DiscoveredAt.Time))),
		value(sayMany, say(v.many())), value(sayWhom, say(v.who())), value(sayState, say(v.State.Name())),
		value(t("Beslut om anmälan", "Decision on notifying"), say(v.Supervisor.said())), value(t("De berörda informerade", "Persons told"), say(v.Told.said()))}
	if v.Registry != "" {
		facts = append(facts, value(sayRegistry, v.Registry))
	}
	if v.SupervisorNo != "" {
		facts = append(facts, value(t("Integritetsskyddsmyndighetens nummer", "The supervisory authority's number"), v.SupervisorNo))
	}
	blocks := []pdf.Block{pdf.H(1, title), facts}
	if v.Text != "" {
		blocks = append(blocks, pdf.H(2, say(t("Vad har hänt?", "What has happened?"))))
		blocks = append(blocks, paragraphs(v.Text)...)
	}
	for _, m := range v.Thread {
		blocks = append(blocks, pdf.H(2, say(t("Meddelat av %s %s", "Told by %s on %s").With(called(m.From), calendar.DateTime(m.SentAt.Time)))))
		blocks = append(blocks, paragraphs(m.Body)...)
	}
	blocks = append(blocks, pdf.H(2, say(t("Vad är gjort?", "What has been done?"))))
	for _, e := range v.Events {
		blocks = append(blocks, pdf.P(say(t("%s: %s", "%s: %s").With(calendar.DateTime(e.At.Time), e.happened(called(e.Authority))))))
		blocks = append(blocks, paragraphs(e.Said)...)
	}
	made := v.ReportedAt.Time
	if n := len(v.Events); n > 0 {
		made = v.Events[n-1].At.Time
	}
	return pdf.Document{Title: title, Author: called(v.Authority), Lang: lang, Made: made, Footer: title, Blocks: blocks}
}

func paragraphs(text string) (out []pdf.Block) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, pdf.P(line))
		}
	}
	return out
}
