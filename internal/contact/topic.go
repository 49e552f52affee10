package contact

import (
	"slices"
	"sync"

	"samsyn/internal/language"
)

// Topic is what a question is about, in a code that is the same in every channel: domain 2.2.
type Topic string

// Direction is who asks whom.
type Direction string

// The directions.
const (
	ToAgency       Direction = "to-agency"       // a municipal board asks the employment agency
	ToMunicipality Direction = "to-municipality" // the agency asks a municipal board
)

// Area is which part of a municipality a question belongs to. The branches of a board say which areas it has.
type Area string

// The areas.
const (
	Agency    Area = "agency" // the employment agency
	Income    Area = "income-support"
	Work      Area = "employment"
	Youth     Area = "youth"
	Education Area = "adult-education"
	AnyArea   Area = ""
)

// TopicInfo is a topic with its words and what follows from it.
type TopicInfo struct {
	Topic     Topic
	Name      language.Text // "Handlingsplan", for lists
	Asks      language.Text // the question itself
	Answer    language.Text // what an answer holds
	Direction Direction
	Area      Area // who has the answer
	Personal  bool // it is about one person
	Sensitive bool // the answer is sensitive data: a consent is the usual ground
	Health    bool // the answer tells of the person's health, and needs a ground that covers that
	SSBTEK    bool // whoever decides on income support has the answer in SSBTEK already
}

// Topics lists the topics in the order in which they are shown.
func Topics() []TopicInfo {
	return slices.Clone(everyTopic())
}

// everyTopic and byTopic are made once: lists ask for a topic for each of their rows.
var everyTopic = sync.OnceValue(func() []TopicInfo { return slices.Concat(toAgency(), toMunicipality()) })

// TopicsOf lists the topics of a direction.
func TopicsOf(d Direction) (list []TopicInfo) {
	for _, t := range everyTopic() {
		if t.Direction == d {
			list = append(list, t)
		}
	}
	return list
}

// TopicOf gives a topic with its words; ok is false for an unknown one.
func TopicOf(code Topic) (info TopicInfo, ok bool) {
	info, ok = byTopic()[code]
	return info, ok
}

var byTopic = sync.OnceValue(func() map[Topic]TopicInfo {
	index := map[Topic]TopicInfo{}
	for _, t := range everyTopic() {
		index[t.Topic] = t
	}
	return index
})

func asked(code Topic, name, asks, answer language.Text) TopicInfo {
	return TopicInfo{Topic: code, Name: name, Asks: asks, Answer: answer, Direction: ToAgency, Area: Agency, Personal: true}
}

func (t TopicInfo) inSSBTEK() TopicInfo  { t.SSBTEK = true; return t }
func (t TopicInfo) sensitive() TopicInfo { t.Sensitive = true; return t }
func (t TopicInfo) ofHealth() TopicInfo  { t.Health = true; return t.sensitive() }
func (t TopicInfo) general() TopicInfo   { t.Personal = false; return t }

func toAgency() []TopicInfo {
	t := language.T
	return []TopicInfo{
		asked("Q-REG", t("Inskrivning", "Registration"), t("Är personen inskriven som arbetssökande, sedan när och i vilken omfattning?", "Is the person registered as a job seeker, since when and to what extent?"), t("Ja eller nej, datum, procent", "Yes or no, date, per cent")).inSSBTEK(),
		asked("Q-PLAN", t("Handlingsplan", "Action plan"), t("Finns en aktuell handlingsplan, och vad innehåller den?", "Is there a current action plan, and what does it hold?"), t("Planen eller en sammanfattning, datum", "The plan or a summary, date")),
		asked("Q-ACTREP", t("Aktivitetsrapport", "Activity report"), t("Är aktivitetsrapporten för månaden inlämnad?", "Has the activity report for the month been handed in?"), t("Ja eller nej, datum", "Yes or no, date")),
		asked("Q-DECISION", t("Beslut om program och ersättning", "Decisions on programmes and benefits"), t("Vilka beslut om program och ersättning gäller: typ, omfattning, från och till?", "Which decisions on programmes and benefits hold: type, extent, from and to?"), t("En lista", "A list")).inSSBTEK(),
		asked("Q-PENDING", t("Pågående ärende", "Pending case"), t("Finns ett pågående ärende eller ett väntat beslut, och när kommer det?", "Is there a pending case or an awaited decision, and when will it come?"), t("Text, datum", "Text, date")),
		asked("Q-SANCTION", t("Varning, avstängning, avaktualisering", "Warning, suspension, deregistration"), t("Har personen varnats, stängts av eller avaktualiserats, och varför?", "Has the person been warned, suspended or deregistered, and why?"), t("Vad, skäl, datum", "What, why, date")),
		asked("Q-OFFICER", t("Handläggare", "Officer in charge"), t("Vem är handläggare eller ansvarig enhet, och hur når vi den?", "Who is the officer or unit in charge, and how do we reach them?"), t("Kontaktuppgifter", "Contact details")),
		asked("Q-PROVIDER", t("Leverantör", "Provider"), t("Är personen hos en leverantör, och i så fall vilken?", "Is the person with a provider, and if so which?"), t("Namn, period", "Name, period")),
		asked("Q-MEASURE", t("Möjlig insats", "Possible measure"), t("Är insatsen möjlig för personen, och vad krävs?", "Is the measure possible for the person, and what does it need?"), t("Ja, nej eller villkor", "Yes, no or conditions")),
		asked("Q-DISABILITY", t("Funktionsnedsättning (kod)", "Disability (code)"), t("Finns en registrerad funktionsnedsättning?", "Is a disability registered?"), t("Kod; kräver samtycke", "Code; needs consent")).ofHealth(),
		asked("Q-MEETING", t("Möte", "Meeting"), t("Kan ni delta i ett möte, flerpartsmöte eller SIP?", "Can you take part in a meeting, with several parties or for a joint plan?"), t("Tid", "A time")),
		asked("Q-REFERRAL", t("Anvisning eller bedömning", "Referral or assessment"), t("Kan personen anvisas till insatsen, eller tas emot för bedömning?", "Can the person be referred to the measure, or taken in for assessment?"), t("Tas emot eller återlämnas", "Accepted or returned")),
		asked("Q-LANG", t("Språk och tolk", "Language and interpreter"), t("Vilket tolkbehov och vilken språknivå har personen, och hur planeras SFI eller komvux?", "Which interpreter and language level does the person need, and how are SFI or adult education planned?"), t("Text", "Text")),
		asked("Q-GENERAL", t("Allmän fråga", "General question"), t("En allmän fråga utan personuppgifter.", "A general question without personal data."), t("Text", "Text")).general(),
	}
}

func toMunicipality() []TopicInfo {
	t := language.T
	of := func(code Topic, area Area, name, asks, answer language.Text) TopicInfo {
		return TopicInfo{Topic: code, Name: name, Asks: asks, Answer: answer, Direction: ToMunicipality, Area: area, Personal: true}
	}
	return []TopicInfo{
		of("M-INCOME", Income, t("Ekonomiskt bistånd", "Income support"), t("Har personen sökt eller beviljats ekonomiskt bistånd?", "Has the person applied for or been granted income support?"), t("Ja eller nej, period; kräver oftast samtycke", "Yes or no, period; mostly needs consent")).sensitive(),
		of("M-MEASURE", Work, t("Kommunal insats", "Municipal measure"), t("Deltar personen i en kommunal insats, och i vilken omfattning?", "Does the person take part in a municipal measure, and to what extent?"), t("Insats, timmar, period", "Measure, hours, period")),
		of("M-YOUTH", Youth, t("Kommunala aktivitetsansvaret", "Youth responsibility"), t("Omfattas personen av kommunens aktivitetsansvar?", "Is the person covered by the municipality's responsibility for youth?"), t("Ja eller nej, kontakt", "Yes or no, contact")),
		of("M-EDUCATION", Education, t("SFI och komvux", "SFI and adult education"), t("Vilka ansökningar, antagningar, närvaro och avbrott finns i SFI eller komvux?", "Which applications, admissions, attendance and breaks are there in SFI or adult education?"), t("Uppgift enligt lag från 1 mars 2026", "Given by law from 1 March 2026")),
		of("M-PLACEMENT", Work, t("Praktik och språkstöd", "Placement and language support"), t("Kan ni erbjuda en praktikplats, arbetsträning eller språkstöd?", "Can you offer a placement, work training or language support?"), t("Ja, nej eller villkor", "Yes, no or conditions")),
		of("M-PLAN", AnyArea, t("Individuell plan", "Individual plan"), t("Finns en individuell plan hos er, och vad är nästa steg?", "Is there an individual plan with you, and what is the next step?"), t("Planen eller en sammanfattning", "The plan or a summary")),
		of("M-OFFICER", AnyArea, t("Handläggare", "Officer in charge"), t("Vem är handläggare hos er, och hur når vi den?", "Who is the officer in charge with you, and how do we reach them?"), t("Kontaktuppgifter", "Contact details")),
		of("M-MEETING", AnyArea, t("Möte", "Meeting"), t("Kan ni delta i ett möte, flerpartsmöte eller SIP?", "Can you take part in a meeting, with several parties or for a joint plan?"), t("Tid", "A time")),
		of("M-GENERAL", AnyArea, t("Allmän fråga", "General question"), t("En allmän fråga utan personuppgifter.", "A general question without personal data."), t("Text", "Text")).general(),
	}
}
