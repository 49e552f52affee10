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
	content, err := pdf.Render(p.document())
	return download("incident-"+strings.ToLower(p.Number())+".pdf", "application/pdf", content), err
}

func (p *one) document() pdf.Document {
	t := language.T
	value := func(name language.Text, v string) pdf.KeyValue {
		return pdf.KeyValue{Key: p.say(name), Value: pdf.Text(v)}
	}
	title := p.say(t("Incident %s", "Incident %s").With(p.Number()))
	facts := pdf.KeyValues{value(t("Myndighet", "Authority"), p.n.authority(p.Authority)), value(saySort, p.say(p.Sort.Name())), value(sayFound, p.say(calendar.DateTime(p.DiscoveredAt.Time))),
		value(sayMany, p.say(p.many())), value(sayWhom, p.say(p.who())), value(sayState, p.say(p.State.Name())),
		value(t("Beslut om anmälan", "Decision on notifying"), p.say(p.Supervisor.said())), value(t("De berörda informerade", "Persons told"), p.say(p.Told.said()))}
	blocks := []pdf.Block{pdf.H(1, title), facts}
	if p.Text != "" {
		blocks = append(blocks, pdf.H(2, p.say(t("Vad har hänt?", "What has happened?"))))
		blocks = append(blocks, paragraphs(p.Text)...)
	}
	for _, m := range p.Thread {
		blocks = append(blocks, pdf.H(2, p.say(t("Meddelat av %s %s", "Told by %s on %s").With(p.n.authority(m.From), calendar.DateTime(m.SentAt.Time)))))
		blocks = append(blocks, paragraphs(m.Body)...)
	}
	blocks = append(blocks, pdf.H(2, p.say(t("Vad är gjort?", "What has been done?"))))
	for _, e := range p.Events {
		blocks = append(blocks, pdf.P(p.say(t("%s: %s", "%s: %s").With(calendar.DateTime(e.At.Time), e.happened(p.n.authority(e.Authority))))))
		blocks = append(blocks, paragraphs(e.Said)...)
	}
	made := p.ReportedAt.Time
	if n := len(p.Events); n > 0 {
		made = p.Events[n-1].At.Time
	}
	return pdf.Document{Title: title, Author: p.n.authority(p.Authority), Lang: p.r.Lang, Made: made, Footer: title, Blocks: blocks}
}

func paragraphs(text string) (out []pdf.Block) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, pdf.P(line))
		}
	}
	return out
}
