package policy

import "samsyn/internal/language"

// What programs are told by themselves. See chapterWebhook.
const (
	ReadWebhooks  Action = "webhook.read"   // an authority's webhooks and what was sent
	ManageWebhook Action = "webhook.manage" // make, try and end one, and send again what is stuck
)

// chapterWebhook is who decides where an authority's events are sent. What is sent holds ids alone, and only of what the
// program's own key may read.
func chapterWebhook() Chapter {
	t := language.T
	return Chapter{Title: t("Webhookar", "Webhooks"), Rules: []Rule{
		{Action: ReadWebhooks, Over: kindAuthority, Says: t("se en myndighets webhookar och vad som har skickats", "see an authority's webhooks and what was sent"), Read: true,
			Who: Who{LocalAdmin: {{Own}}, System: {{All}}}},
		{Action: ManageWebhook, Over: kindAuthority, Says: t("lägga upp, prova och avsluta en myndighets webhookar", "make, try and end an authority's webhooks"),
			Who: Who{LocalAdmin: {{Own}}, System: {{All}}}},
	}}
}
