package home

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/enquiry"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
)

// questions is what waits for the reader, and for others, among the questions between authorities; and what is to be done
// about persons. Nothing in it says who anybody is.
func (h *Home) questions(ctx context.Context, a policy.Actor) ([]task, error) {
	if h.Enquiries == nil || !policy.May(a, policy.ListEnquiries) {
		return nil, nil
	}
	n, err := h.Enquiries.Count(ctx, h.DB, a)
	if err != nil {
		return nil, err
	}
	all, err := h.aboutPersons(ctx, a)
	return append(counted(n), all...), err
}

// counted makes tasks of how many questions wait.
func counted(n enquiry.Counts) (all []task) {
	t := language.T
	add := func(count int64, level ui.Level, one, more, button language.Text, query string) {
		if count > 0 {
			all = append(all, task{level, calendar.Date{}, language.Plural(count, one, more), button, "/fragor?" + query})
		}
	}
	add(n.Late, ui.Bad, t("*%d fråga är försenad* och väntar på er.", "*%d question is late* and waits for you."), t("*%d frågor är försenade* och väntar på er.", "*%d questions are late* and wait for you."),
		t("Öppna de försenade", "Open the late ones"), "forsenade=ja")
	add(n.Turn-n.Late, ui.Warn, t("*%d fråga väntar på er* och ska besvaras i tid.", "*%d question waits for you*, in time still."), t("*%d frågor väntar på er* och ska besvaras i tid.", "*%d questions wait for you*, in time still."),
		t("Öppna inkorgen", "Open the inbox"), "vems=var-tur")
	add(n.Answered, ui.Info, t("*%d fråga är besvarad* och har något kvar att göra.", "*%d question is answered* with something left to do."), t("*%d frågor är besvarade* och har något kvar att göra.", "*%d questions are answered* with something left to do."),
		t("Se svaren", "See the answers"), "lada=besvarade")
	add(n.Waiting-n.Turn, ui.Neutral, t("%d fråga *väntar på andra*.", "%d question *waits for others*."), t("%d frågor *väntar på andra*.", "%d questions *wait for others*."),
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
