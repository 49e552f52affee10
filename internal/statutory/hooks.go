package statutory

import (
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/webhook"
)

// hookName is the event of an act, as programs subscribe to it.
func hookName(a Act) string { return string(Kind) + "." + string(a) }

// WebhookKinds lists what an authority's programs can be told of. A program is told only of what it may read, and never
// anything about the person.
func WebhookKinds() []webhook.Kind {
	t := language.T
	kind := func(a Act, name language.Text) webhook.Kind {
		return webhook.Kind{Event: webhook.Event(hookName(a)), Name: name, Reads: policy.ReadStatutory}
	}
	return []webhook.Kind{
		kind(Send, t("En underrättelse är skickad", "A statutory notice is sent")),
		kind(Take, t("En underrättelse har fått en handläggare", "A statutory notice is taken by somebody")),
		kind(Move, t("En underrättelse har fått en annan enhet", "A statutory notice is given to another unit")),
		kind(AskMore, t("Mer behövs om en underrättelse", "More is needed of a statutory notice")),
		kind(GiveMore, t("En underrättelse är kompletterad", "What was needed of a statutory notice is given")),
		kind(Feedback, t("En underrättelse är återkopplad", "A statutory notice is acted on")),
		kind(Return, t("En underrättelse är återlämnad", "A statutory notice is returned")),
		kind(Withdraw, t("En underrättelse är återtagen", "A statutory notice is taken back")),
		kind(Close, t("En återlämnad underrättelse är avslutad", "A returned statutory notice is closed")),
	}
}
