package home

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/enquiry"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// questions is what waits for the reader, and for others, among the questions between authorities; and what is to be done
// about persons. Nothing in it says who anybody is.
func (h *Home) questions(ctx context.Context, a policy.Actor) ([]task, error) {
	if !h.asks(a) {
		return nil, nil
	}
	n, err := h.Enquiries.Count(ctx, a)
	if err != nil {
		return nil, err
	}
	all, err := h.aboutPersons(ctx, a)
	return append(counted(n), all...), err
}

// asks tells whether the reader takes part in questions.
func (h *Home) asks(a policy.Actor) bool {
	return h.Enquiries != nil && policy.May(a, policy.ListEnquiries)
}

// countsPart is the id of what my day fetches anew by itself: how many questions wait.
const countsPart = "antal"

// counts says in one line how many questions wait, by one statement; the page fetches it anew by itself.
func (h *Home) counts(r *web.Request) (templ.Component, error) {
	if !h.asks(r.Actor) {
		return nil, nil
	}
	n, err := h.Enquiries.Count(r.Context(), r.Actor)
	if err != nil {
		return nil, err
	}
	t := language.T
	text := language.Plural(n.Turn, t("%d fråga väntar på er", "%d question waits for you"), t("%d frågor väntar på er", "%d questions wait for you"))
	if n.Late > 0 {
		text = t("%s, %s", "%s, %s").With(text, language.Plural(n.Late, t("*%d försenad*", "*%d late*"), t("*%d försenade*", "*%d late*")))
	}
	text = t("%s · %d handlägger du · %d har ingen tagit", "%s · %d handled by you · %d that nobody has taken").With(text, n.Mine, n.Free)
	return ui.Live(countsPart, Path, ui.Join(ui.Rich(r.Say(text)), ui.A("/fragor", r.Say(t("Inkorgen", "The inbox"))))), nil
}

// byDeadline is the reader's questions by deadline; nil for who takes no part in questions, and when there are none.
func (h *Home) byDeadline(r *web.Request) (templ.Component, error) {
	if !h.asks(r.Actor) {
		return nil, nil
	}
	return h.Enquiries.Day(r)
}

// listed leaves out, after the first task, what the list of questions shows by itself.
func listed(all []task) []task {
	if len(all) == 0 {
		return nil
	}
	rest := slices.DeleteFunc(slices.Clone(all[1:]), func(t task) bool { return t.href == inboxTurn || t.href == inboxAll })
	return append(all[:1:1], rest...)
}

// Where tasks about questions lead that the list of my day shows by itself.
const (
	inboxTurn = "/fragor?vems=var-tur"
	inboxAll  = "/fragor?"
)

// counted makes tasks of how many questions wait.
func counted(n enquiry.Counts) (all []task) {
	t := language.T
	add := func(count int64, level ui.Level, one, more, button language.Text, query string) {
		if count > 0 {
			all = append(all, task{level, calendar.Date{}, language.Plural(count, one, more), button, "/fragor?" + query})
		}
	}
	add(n.Late, ui.Bad, t("*%d fråga är försenad* och väntar på er.", "*%d question is late* and waits for you."), t("*%d frågor är försenade* och väntar på er.", "*%d questions are late* and wait for you."),
		t("Öppna de försenade", "Open the late ones"), "forsenade=ja&vems=var-tur")
	add(n.Turn-n.Late, ui.Warn, t("*%d fråga väntar på er* och är inte försenad.", "*%d question waits for you*, in time still."), t("*%d frågor väntar på er* och är inte försenade.", "*%d questions wait for you*, in time still."),
		t("Öppna inkorgen", "Open the inbox"), "vems=var-tur")
	add(n.Answered, ui.Info, t("*%d fråga är besvarad* och har något kvar att göra.", "*%d question is answered* with something left to do."), t("*%d frågor är besvarade* och har något kvar att göra.", "*%d questions are answered* with something left to do."),
		t("Se svaren", "See the answers"), "lada=besvarade")
	add(n.Overdue, ui.Warn, t("*%d fråga har inte besvarats i tid* av den ni frågade.", "*%d question was not answered in time* by whom you asked."), t("*%d frågor har inte besvarats i tid* av dem ni frågade.", "*%d questions were not answered in time* by whom you asked."),
		t("Se frågorna", "See the questions"), "forsenade=ja")
	add(n.Waiting-n.Turn-n.Overdue, ui.Neutral, t("%d fråga *väntar på andra*.", "%d question *waits for others*."), t("%d frågor *väntar på andra*.", "%d questions *wait for others*."),
		t("Se frågorna", "See the questions"), "")
	return all
}

// aboutPersons is what is to be done about persons whom the reader may see.
func (h *Home) aboutPersons(ctx context.Context, a policy.Actor) ([]task, error) {
	todo, err := person.Tasks(ctx, h.DB, a)
	if err != nil || len(todo) == 0 {
		return nil, err
	}
	first := todo[0]
	text := language.Plural(len(todo), language.T("*%d sak ska göras* om en person. %s", "*%d thing is to be done* about a person. %s"), language.T("*%d saker ska göras* om personer. Först: %s", "*%d things are to be done* about persons. First: %s")).With(first.Kind.Name())
	return []task{{ui.Warn, calendar.DateOf(first.CreatedAt.Time), text, language.T("Öppna", "Open"), person.Person{ID: first.Person}.Page()}}, nil
}
