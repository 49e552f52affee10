package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Personal data breaches and security incidents.
const (
	ReportIncident Action = "incident.report" // say that something has happened
	ListIncidents  Action = "incident.list"   // the authority's register
	ReadIncident   Action = "incident.read"   // one of them, with what happened
	AssessIncident Action = "incident.assess" // decide, tell, acknowledge, close
	TendIncidents  Action = "incident.tend"   // remind before the hours are out
)

const kindIncident ref.Kind = "incident"

func thingsIncident() []Thing {
	t := language.T
	return []Thing{{Kind: kindIncident, Name: t("en incident", "an incident"), Table: "incident", Means: map[Reach]Cond{
		Own:  {t("incidenten står i din myndighets register", "the incident stands in your authority's register"), "{t}.authority_id = {authority}"},
		Self: {t("det var du som rapporterade incidenten", "it was you who reported the incident"), "{t}.authority_id = {authority} AND {t}.reported_by = {actor}"},
	}}}
}

// chapterIncident is the register of breaches. Whoever works here reports; those who review the log or answer for the
// accounts at the authority decide what follows. Another authority learns only what is written to it.
func chapterIncident() Chapter {
	t := language.T
	heads := Who{LogAuditor: {{Own}}, LocalAdmin: {{Own}}}
	seen := Who{SignedIn: {{Self}}, LogAuditor: {{Own}}, LocalAdmin: {{Own}}}
	return Chapter{Title: t("Incidenter", "Incidents"), Rules: []Rule{
		{Action: ReportIncident, Over: kindAuthority, Says: t("rapportera en incident hos sin myndighet", "report an incident at one's authority"), Who: Who{SignedIn: {{Own}}}, Law: "GDPR art. 33"},
		{Action: ListIncidents, Over: kindIncident, Says: t("se myndighetens incidenter, eller dem man själv har rapporterat", "see the authority's incidents, or those that one has reported oneself"), Read: true, Who: seen, Law: "GDPR art. 33.5"},
		{Action: ReadIncident, Over: kindIncident, Says: t("läsa vad som har hänt i en incident", "read what happened in an incident"), Read: true, Who: seen},
		{Action: AssessIncident, Over: kindIncident, Says: t("bedöma en incident, meddela andra och avsluta den", "assess an incident, tell others and close it"), Who: heads, Law: "GDPR art. 33, 34"},
		{Action: TendIncidents, Says: t("påminna om incidenter innan tiden är ute", "remind of incidents before the time is up"), Who: Who{System: {{All}}}},
	}}
}
