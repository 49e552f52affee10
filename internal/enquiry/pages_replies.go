package enquiry

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/contact"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const (
	replyParam  = "standardsvar"
	repliesPath = inboxPath + "/standardsvar"
)

var sayReplies = language.T("Standardsvar", "Standard replies")

// standardReplies reads the authority's standard replies for the topic, and the one that the address names.
func (p *one) standardReplies() error {
	all, err := p.s.standardsKept(p.r.Context(), p.r.Actor)
	for _, reply := range all {
		if reply.Topic != "" && reply.Topic != p.Topic {
			continue
		}
		p.replies = append(p.replies, reply)
		if reply.ID == p.r.URL.Query().Get(replyParam) {
			p.standard = reply.Text
		}
	}
	return err
}

// repliesPage lists the authority's standard replies, each to change or throw away, and a form for a new one.
func (s *Service) repliesPage(r *web.Request) (web.Response, error) { return s.repliesAgain(r, nil) }

func (s *Service) repliesAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	all, err := s.Standards(r.Context(), s.Trail.DB(), r.Actor)
	if err != nil {
		return web.Response{}, err
	}
	t := language.T
	var folds []templ.Component
	for _, reply := range all {
		form := replyForm(r, reply, t("Spara", "Save"))
		if sent != nil && sent.Value("id") == reply.ID {
			form = form.Fill(sent.Values()).WithFault(sent.Err())
		}
		drop := ui.Press(repliesPath+"/"+reply.ID+"/ta-bort", ui.Button{Label: r.Say(t("Ta bort %s", "Remove %s").With(reply.Name)), Kind: ui.Quiet}, ui.Hidden{Name: fieldVersion, Value: strconv.FormatInt(reply.Version, 10)})
		folds = append(folds, ui.Fold(ui.FoldOf{Title: reply.Name, Body: ui.Parts(ui.FormOf(form), drop)}))
	}
	fresh := replyForm(r, Standard{}, t("Spara standardsvaret", "Save the standard reply"))
	if sent != nil && sent.Value("id") == "" {
		fresh = fresh.Fill(sent.Values()).WithFault(sent.Err())
	}
	lead := ui.Lead{Text: ui.Rich(r.Say(t("Texter att börja från när ni svarar. *Skriv aldrig något om en person här.*", "Texts to begin from when you answer. *Never write anything about a person here.*")))}
	body := ui.Parts(ui.Heading(r.Say(sayReplies), ""), ui.LeadBlock(lead), ui.Parts(folds...), ui.SectionIntro("nytt", r.Say(t("Nytt standardsvar", "New standard reply")), "", ui.FormOf(fresh)))
	out := web.Page(sayReplies, body).Frame(crumb(r, sayReplies))
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

func replyForm(r *web.Request, reply Standard, label language.Text) ui.Form {
	t := language.T
	return ui.Form{Lang: r.Lang, ID: "svar" + reply.ID, Action: repliesPath, Submit: ui.Button{Label: r.Say(label), Kind: ui.Secondary}, Fields: []ui.Field{
		{Kind: ui.HiddenField, Name: "id", Value: reply.ID}, {Kind: ui.HiddenField, Name: fieldVersion, Value: strconv.FormatInt(reply.Version, 10)},
		{Kind: ui.TextField, Name: fieldName, Label: r.Say(t("Namn", "Name")), Value: reply.Name, Width: ui.Medium},
		{Kind: ui.SelectField, Name: "topic", Label: r.Say(t("Ämne", "Topic")), Value: string(reply.Topic), Options: topicFilter(r), Optional: true, Width: ui.Medium},
		{Kind: ui.TextareaField, Name: fieldText, Label: r.Say(t("Text", "Text")), Value: reply.Text, Rows: 4}}}
}

func (s *Service) replyPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	reply := Standard{ID: f.Value("id"), Authority: r.Actor.Authority, Version: versionOf(f), Name: f.Text(fieldName, web.Max(100)), Topic: contact.Topic(f.Text("topic")), Text: f.Long(fieldText, web.Max(4000))}
	if f.OK() {
		if _, err = s.KeepStandard(r.Context(), r.Actor, reply); err == nil {
			return web.Redirect(repliesPath).Message(ui.Good, language.T("Standardsvaret är sparat.", "The standard reply is saved.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.repliesAgain(r, f)
}

func (s *Service) dropReplyPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if err := s.DropStandard(r.Context(), r.Actor, r.Path("svar"), versionOf(f)); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(repliesPath).Message(ui.Good, language.T("Standardsvaret är borttaget.", "The standard reply is removed.")), nil
}
