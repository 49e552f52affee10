package deviation

import (
	"strconv"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/webhook"
)

func itoa(n int) string { return strconv.Itoa(n) }

// hookName is the event of an act, as programs subscribe to it.
func hookName(a Act) string { return string(Kind) + "." + string(a) }

// analysisHook is the event of an analysis that was written or followed up.
const analysisHook = "deviation-analysis.changed"

// WebhookKinds lists what an authority's programs can be told of. A program is told only of what it may read.
func WebhookKinds() []webhook.Kind {
	t := language.T
	kind := func(a Act, name language.Text) webhook.Kind {
		return webhook.Kind{Event: webhook.Event(hookName(a)), Name: name, Reads: policy.ReadDeviation}
	}
	return []webhook.Kind{
		kind(Report, t("En avvikelse är rapporterad", "A deviation is reported")),
		kind(Acknowledge, t("En avvikelse är bekräftad", "A deviation is acknowledged")),
		kind(AskMore, t("Mer behövs om en avvikelse", "More is needed of a deviation")),
		kind(GiveMore, t("Det som behövdes om en avvikelse är lämnat", "What was needed of a deviation is given")),
		kind(Analyse, t("Orsaken till en avvikelse är beskriven", "The cause of a deviation is described")),
		kind(Decide, t("En åtgärd är beslutad för en avvikelse", "An action is decided for a deviation")),
		kind(Resolve, t("En avvikelse är löst", "A deviation is resolved")),
		kind(Confirm, t("Lösningen av en avvikelse hjälpte", "The solution of a deviation helped")),
		kind(Reopen, t("Lösningen av en avvikelse hjälpte inte", "The solution of a deviation did not help")),
		kind(Raise, t("En avvikelse är lyft till nästa nivå", "A deviation is raised to the next level")),
		kind(Rise, t("En avvikelse lyftes när tiden gick ut", "A deviation was raised when the time was up")),
		kind(Dispute, t("En avvikelse läses olika", "A deviation is read differently")),
		kind(Answer, t("Båda läsningarna av en avvikelse finns", "Both readings of a deviation are there")),
		kind(TakeBack, t("En invändning mot en avvikelse är återtagen", "What was said against a deviation is taken back")),
		kind(Agree, t("Parterna läser en avvikelse lika", "The parties read a deviation alike")),
		kind(Withdraw, t("En avvikelse är återtagen", "A deviation is taken back")),
		kind(Close, t("En avvikelse är avslutad", "A deviation is closed")),
		{Event: analysisHook, Name: t("En orsaksanalys är skriven eller genomförd", "An analysis of causes is written or carried out"), Reads: policy.ReadAnalyses},
	}
}
