package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// The review of who has read whose data.
const (
	ListLogReviews  Action = "logreview.list"    // an authority's reviews
	BeginLogReview  Action = "logreview.begin"   // draw the readings of a period
	ReadLogReview   Action = "logreview.read"    // a review with its readings
	ReadReviewed    Action = "logreview.line"    // one of its readings
	SeeReviewed     Action = "logreview.person"  // see whom a drawn or flagged reading was about
	JudgeReading    Action = "logreview.judge"   // say what was found of a reading, ask whoever read
	ExplainReading  Action = "logreview.explain" // say why one read
	CloseLogReview  Action = "logreview.close"   // close a review in which all is judged
	EditLogRules    Action = "logreview.rules"   // rules, thresholds and the watch list
	ListEmergencies Action = "emergency.list"    // emergency openings of an authority
	ReviewEmergency Action = "emergency.review"  // see why, and say whether it was justified
	SeeEmergency    Action = "emergency.person"  // see whom it concerned
	TendLogReviews  Action = "logreview.tend"    // draw each quarter, remind
)

const (
	kindLogReview ref.Kind = "log-review"
	kindReviewed  ref.Kind = "reviewed-reading"
	kindEmergency ref.Kind = "emergency-opening"
)

func thingsAccessLog() []Thing {
	t := language.T
	own := func(sv, en string) Cond { return Cond{t(sv, en), "{t}.authority_id = {authority}"} }
	return []Thing{
		{Kind: kindLogReview, Name: t("en loggkontroll", "a log review"), Table: "accesslog_review", Means: map[Reach]Cond{
			Own: own("loggkontrollen är din myndighets", "the log review is your authority's")}},
		{Kind: kindReviewed, Name: t("en granskad läsning", "a reviewed reading"), Table: "accesslog_line", Means: map[Reach]Cond{
			Own:  own("läsningen gjordes för din myndighet", "the reading was done for your authority"),
			Self: {t("det var du som läste och du har fått frågan varför", "it was you who read, and you have been asked why"), "{t}.account_id = {actor} AND {t}.asked_at IS NOT NULL"},
			Sampled: {t("läsningen är med i en loggkontroll som pågår", "the reading is in a log review that goes on"),
				"EXISTS (SELECT 1 FROM accesslog_review WHERE accesslog_review.id = {t}.review_id AND accesslog_review.state = 'open')"}}},
		{Kind: kindEmergency, Name: t("en nödöppning", "an emergency opening"), Table: "accesslog_emergency", Means: map[Reach]Cond{
			Own: own("nödöppningen gjordes för din myndighet", "the emergency opening was done for your authority")}},
	}
}

// chapterAccessLog is the review of the log. Nobody reviews what they did themselves.
func chapterAccessLog() Chapter {
	t := language.T
	auditor := Who{LogAuditor: {{Own}}}
	sampled := Who{LogAuditor: {{Own, Sampled}}}
	heads := Who{LogAuditor: {{Own}}, LocalAdmin: {{Own}}}
	self := Permits{{Self}}
	notOwn := Cond{t("det var du själv som läste: någon annan granskar det", "it was you who read: somebody else reviews it"), "{t}.account_id = {actor}"}
	notOpener := Cond{t("det var du själv som öppnade: någon annan granskar det", "it was you who opened: somebody else reviews it"), "{t}.account_id = {actor}"}
	return Chapter{Title: t("Kontroll av vem som har läst", "Review of who has read"), Rules: []Rule{
		{Action: ListLogReviews, Over: kindLogReview, Says: t("se myndighetens loggkontroller", "see the authority's log reviews"), Read: true, Who: auditor},
		{Action: BeginLogReview, Over: kindAuthority, Says: t("börja en loggkontroll", "begin a log review"), Who: auditor},
		{Action: ReadLogReview, Over: kindLogReview, Says: t("läsa en loggkontroll", "read a log review"), Read: true, Who: auditor},
		{Action: ReadReviewed, Over: kindReviewed, Says: t("läsa en rad i en loggkontroll", "read a line of a log review"), Read: true, Who: auditor},
		{Action: SeeReviewed, Over: kindReviewed, Says: t("se vem en granskad läsning gällde", "see whom a reviewed reading was about"), Read: true, Who: sampled, Law: "OSL 26:1, 28:11",
			Never: []Cond{notOwn, protectedPerson("person_id")}},
		{Action: JudgeReading, Over: kindReviewed, Says: t("bedöma en läsning och fråga den som läste", "judge a reading and ask whoever read"), Who: sampled, Never: []Cond{notOwn}},
		{Action: ExplainReading, Over: kindReviewed, Says: t("förklara varför man läste", "explain why one read"),
			Who: Who{Caseworker: self, EmploymentOfficer: self, LogAuditor: self, LocalAdmin: self, Coordinator: self}},
		{Action: CloseLogReview, Over: kindLogReview, Says: t("avsluta en loggkontroll", "close a log review"), Who: auditor},
		{Action: EditLogRules, Over: kindAuthority, Says: t("ändra loggkontrollens regler och bevakningslista", "change the rules and the watch list of the log review"), Who: auditor},
		{Action: ListEmergencies, Over: kindEmergency, Says: t("se myndighetens nödöppningar", "see the authority's emergency openings"), Read: true, Who: heads},
		{Action: ReviewEmergency, Over: kindEmergency, Says: t("granska en nödöppning och se skälet till den", "review an emergency opening and see the reason for it"), Who: heads, Never: []Cond{notOpener}},
		{Action: SeeEmergency, Over: kindEmergency, Says: t("se vem en nödöppning gällde", "see whom an emergency opening concerned"), Read: true, Who: heads, Law: "OSL 26:1, 28:11",
			Never: []Cond{notOpener, protectedPerson("person_id")}},
		{Action: TendLogReviews, Says: t("dra urval varje kvartal och påminna om granskningar", "draw samples each quarter and remind of reviews"), Who: Who{System: {{All}}}},
	}}
}
