package request

import (
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/webhook"
)

// hookName is the event of an act, as programs subscribe to it.
func hookName(a Act) string { return string(Kind) + "." + string(a) }

// WebhookKinds lists what an authority's programs can be told of. A program is told only of what it may read, and of nobody
// with a protected identity.
func WebhookKinds() []webhook.Kind {
	t := language.T
	names := []struct {
		act  Act
		name language.Text
	}{
		{Ask, t("En begäran från en enskild har kommit in", "A request from a person has come in")},
		{Take, t("En begäran från en enskild har tagits", "A request from a person is taken")},
		{Give, t("En begäran från en enskild har fått en annan handläggare", "A request from a person has another handler")},
		{AskMore, t("Mer behövs för en begäran från en enskild", "More is needed for a request from a person")},
		{GiveMore, t("En enskild har kompletterat sin begäran", "A person has given more for a request")},
		{Extend, t("Tiden för en begäran från en enskild är förlängd", "The time of a request from a person is extended")},
		{Answer, t("En begäran från en enskild är besvarad", "A request from a person is answered")},
		{Grant, t("En begäran från en enskild är beviljad", "A request from a person is granted")},
		{Refuse, t("En begäran från en enskild är avslagen", "A request from a person is refused")},
		{Offer, t("En enskild har erbjudits en tid", "A person is offered a time")},
		{Call, t("En enskild gick inte att nå", "A person could not be reached")},
		{Tell, t("En enskild har fått sitt svar", "A person has been told the answer")},
		{Accept, t("En enskild har tagit en erbjuden tid", "A person has taken a time that was offered")},
		{Confirm, t("Svaret till en enskild hjälpte", "The answer to a person helped")},
		{Reopen, t("Svaret till en enskild hjälpte inte", "The answer to a person did not help")},
		{Withdraw, t("En enskild har tagit tillbaka sin begäran", "A person has taken a request back")},
		{EndedPower, t("En fullmakt är tillbakatagen", "A power of attorney is taken back")},
		{NotedPower, t("Det som en fullmakt säger är ändrat", "What a power of attorney says is changed")},
		{LiftAct, t("En begränsning är hävd", "A restriction is lifted")},
		{Raise, t("En begäran från en enskild är försenad", "A request from a person is late")},
		{Close, t("En begäran från en enskild är avslutad", "A request from a person is closed")},
	}
	var out []webhook.Kind
	for _, n := range names {
		out = append(out, webhook.Kind{Event: webhook.Event(hookName(n.act)), Name: n.name, Reads: policy.ReadRequest})
	}
	return out
}
