package enquiry

import (
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/webhook"
)

// hookName is the event of an act, as programs subscribe to it.
func hookName(a Act) string { return string(Kind) + "." + string(a) }

// WebhookKinds lists what an authority's programs can be told of. A program is told only of what it may read.
func WebhookKinds() []webhook.Kind {
	t := language.T
	kind := func(a Act, name language.Text) webhook.Kind {
		return webhook.Kind{Event: webhook.Event(hookName(a)), Name: name, Reads: policy.ReadEnquiry}
	}
	return []webhook.Kind{
		kind(Send, t("En fråga är skickad eller har kommit in", "A question is sent or has come in")),
		kind(SendPart, t("En ofullständig fråga är skickad", "A question is sent that is not whole")),
		kind(Complete, t("En fråga är kompletterad", "A question is completed")),
		kind(Acknowledge, t("En fråga är bekräftad", "A question is acknowledged")),
		kind(Taken, t("En fråga har fått en handläggare", "A question has got somebody who handles it")),
		kind(Sort, t("En fråga som kom utan ämne har fått ett", "A question that came without a topic has got one")),
		kind(AskMore, t("Mer behövs för att svara", "More is needed for an answer")),
		kind(GiveMore, t("Det som behövdes är lämnat", "What was needed is given")),
		kind(SetTime, t("Svaret kommer senare", "The answer comes later")),
		kind(AnswerPart, t("En del av en fråga är besvarad", "A part of a question is answered")),
		kind(Answer, t("En fråga är besvarad", "A question is answered")),
		kind(Refuse, t("En fråga är avböjd", "A question is declined")),
		kind(Receive, t("Svaret har nått den som frågade", "The answer has reached whoever asked")),
		kind(Forward, t("En fråga är skickad vidare", "A question is passed on")),
		kind(Withdraw, t("En fråga är återtagen", "A question is taken back")),
		kind(Reopen, t("En fråga är öppnad igen", "A question is reopened")),
		kind(Close, t("En fråga är avslutad", "A question is closed")),
		kind(Stopped, t("Ett samtycke är återkallat", "A consent is withdrawn")),
	}
}
