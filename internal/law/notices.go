package law

import "samsyn/internal/language"

// The types of statutory notice.
const (
	EducationApplied      NoticeID = "education-application"
	EducationAdmitted     NoticeID = "education-admission"
	EducationAttendance   NoticeID = "education-attendance"
	EducationInterrupted  NoticeID = "education-interruption"
	StudiesPlanned        NoticeID = "studies-planned"
	StudiesEnded          NoticeID = "studies-ended"
	ActivityMayBeSubject  NoticeID = "activity-may-be-subject"
	ActivityLacksMeasure  NoticeID = "activity-lacks-measure"
	ActivityParticipation NoticeID = "activity-participates"
)

// The time that the product proposes where the parties have agreed on none: the law names no number of days. It is that of
// the clause library (K16.1, K16.2, K17.1, K17.2).
const (
	noticeSendDays      = 5
	noticeFeedbackDays  = 10
	interruptionActDays = 5
)

var (
	fieldEducation = NoticeField{Code: "education", Name: language.T("Utbildning eller kurs", "Education or course"), Kind: NoticeLine, Needed: true}
	fieldStarts    = NoticeField{Code: "starts", Name: language.T("Börjar", "Begins"), Kind: NoticeDay}
	fieldEnds      = NoticeField{Code: "ends", Name: language.T("Slutar", "Ends"), Kind: NoticeDay}
	fieldExtent    = NoticeField{Code: "extent", Name: language.T("Omfattning i procent av heltid", "Extent in per cent of full time"), Kind: NoticePercent}

	forCaseOfPES = language.T("ärende hos Arbetsförmedlingen om stöd och ersättning", "a case of the Public Employment Service about support and benefits")
	forEducation = language.T("planering av studier i komvux", "planning of studies in adult education")
	forActivity  = language.T("prövning och planering enligt kravet på aktivitet", "assessment and planning under the activity requirement")

	byTheAct     = read("prop. 2024/25:145").asking("Inom vilken tid ska uppgiften lämnas, och på vems initiativ?", "Within what time is the fact to be given, and on whose initiative?")
	byOrdinance  = secondhand("prop. 2024/25:145, om den omvända skyldigheten i förordning").asking("Vilken förordning ger Arbetsförmedlingens skyldighet, och vilka uppgifter räknar den upp?", "Which ordinance gives the duty of the Public Employment Service, and which facts does it list?")
	notEnacted   = bills2025.asking("Antogs underrättelsen som den lades fram, med vilken lagtext, vilka uppgifter och från vilken dag?", "Was the notice adopted as put forward, with which wording, which facts and from which day?")
	activityType = Notice{Group: ActivityNotices, Purpose: forActivity, Ground: OtherDuty, Provision: "osl-10-28", Reform: ActivityRequirement, Valid: since(2026, 7, 1), Proposed: true,
		SendDays: noticeSendDays, ActDays: noticeFeedbackDays, Standing: notEnacted}
)

var notices = []Notice{
	education(EducationApplied, noticeFeedbackDays, language.T("Ansökan till komvux", "Application to adult education"),
		language.T("Dagen då ansökan kom in", "The day on which the application came in"), fieldEducation, fieldStarts, fieldExtent),
	education(EducationAdmitted, noticeFeedbackDays, language.T("Antagning till komvux", "Admission to adult education"),
		language.T("Dagen för beslutet om antagning", "The day of the decision on admission"), fieldEducation, fieldStarts, fieldEnds, fieldExtent),
	education(EducationAttendance, noticeFeedbackDays, language.T("Närvaro i komvux", "Attendance in adult education"),
		language.T("Sista dagen i den period som närvaron gäller", "The last day of the period that the attendance is of"), fieldEducation,
		NoticeField{Code: "starts", Name: language.T("Perioden började", "The period began"), Kind: NoticeDay, Needed: true},
		NoticeField{Code: "attendance", Name: language.T("Närvaro i procent av schemalagd tid", "Attendance in per cent of scheduled time"), Kind: NoticePercent, Needed: true}),
	education(EducationInterrupted, interruptionActDays, language.T("Avbrott i komvux", "Interruption of adult education"),
		language.T("Dagen för avbrottet", "The day of the interruption"), fieldEducation, fieldExtent),
	studies(StudiesPlanned, language.T("Planerade studier i komvux", "Planned studies in adult education"),
		language.T("Dagen då studierna planerades eller beslutades", "The day on which the studies were planned or decided"), fieldEducation, fieldStarts, fieldEnds, fieldExtent),
	studies(StudiesEnded, language.T("Ändrade eller avslutade studier", "Studies changed or ended"),
		language.T("Dagen för ändringen", "The day of the change"), fieldEducation, fieldEnds, fieldExtent),
	activity(ActivityMayBeSubject, NoticeIncome, NoticePES, language.T("Kan omfattas av krav på aktivitet", "May be subject to the activity requirement"),
		language.T("Dagen då det stod klart att personen kan komma att omfattas", "The day on which it was clear that the person may be subject")),
	activity(ActivityLacksMeasure, NoticePES, NoticeIncome, language.T("Saknar tillräcklig insats", "Lacks a sufficient measure"),
		language.T("Dagen för bedömningen att beslutad insats saknas", "The day of the judgement that there is no decided measure")),
	activity(ActivityParticipation, NoticeIncome, NoticePES, language.T("Deltar i kommunal aktivitet", "Takes part in a municipal activity"),
		language.T("Dagen då personen började delta", "The day on which the person began to take part"),
		NoticeField{Code: "activity", Name: language.T("Aktivitet", "Activity"), Kind: NoticeLine, Needed: true}, fieldExtent),
}

// education is a notice of the municipality to the agency of what adult education holds.
func education(id NoticeID, actDays int, name, trigger language.Text, fields ...NoticeField) Notice {
	return Notice{ID: id, Group: EducationNotices, Name: name, Trigger: trigger, Purpose: forCaseOfPES, From: NoticeEducation, To: NoticePES, Ground: AdultEducationDuty, Provision: "lag-2000-625-1a",
		Reform: AdultEducationData, Valid: since(2026, 3, 1), SendDays: noticeSendDays, ActDays: actDays, Fields: fields, Standing: byTheAct}
}

// studies is the agency's notice to the municipality under the ordinance.
func studies(id NoticeID, name, trigger language.Text, fields ...NoticeField) Notice {
	n := education(id, noticeFeedbackDays, name, trigger, fields...)
	n.From, n.To, n.Purpose, n.Provision, n.Standing = NoticePES, NoticeEducation, forEducation, "forordning-komvux-pes", byOrdinance
	return n
}

func activity(id NoticeID, from, to NoticeParty, name, trigger language.Text, fields ...NoticeField) Notice {
	n := activityType
	n.ID, n.From, n.To, n.Name, n.Trigger, n.Fields = id, from, to, name, trigger, fields
	return n
}
