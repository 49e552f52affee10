package steering

import (
	"slices"
	"strings"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// ReviewKind is how much of an agreement is looked over.
type ReviewKind string

// The kinds of review.
const (
	AnnualReview ReviewKind = "annual"        // the whole agreement, before its anniversary (K28.1)
	TargetReview ReviewKind = "target-groups" // the sizes of the target groups, twice a year (K5.2)
)

// Label is what the kind is called.
func (k ReviewKind) Label() language.Text {
	if k == TargetReview {
		return language.T("översyn av målgrupperna", "review of the target groups")
	}
	return language.T("årlig översyn", "annual review")
}

// Conclusion is what the parties conclude from a review.
type Conclusion string

// The conclusions.
const (
	KeepAsIs  Conclusion = "keep"      // the agreement goes on as it is
	Amend     Conclusion = "amend"     // some of it should be changed
	Renew     Conclusion = "renew"     // a new agreement should be made
	Terminate Conclusion = "terminate" // it should be ended
)

// Conclusions lists them in the order in which they are shown.
func Conclusions() []Conclusion { return []Conclusion{KeepAsIs, Amend, Renew, Terminate} }

// Label is what the conclusion is called.
func (c Conclusion) Label() language.Text {
	switch c {
	case Amend:
		return language.T("bör ändras", "should be amended")
	case Renew:
		return language.T("bör förnyas", "should be renewed")
	case Terminate:
		return language.T("bör avslutas", "should be ended")
	}
	return language.T("fortsätter som den är", "goes on as it is")
}

// Question is one line of the review's checklist, known by its code.
type Question struct {
	Code   string
	Clause string // of the clause library
	Text   language.Text
}

// TargetQuestion is the code of the question about the target groups (K5.2).
const TargetQuestion = "target-groups"

// Questions are the checklist of a kind of review.
func Questions(k ReviewKind) []Question {
	t := language.T
	target := Question{TargetQuestion, "§ 5", t("Stämmer målgrupperna och deras storlek?", "Are the target groups and their sizes right?")}
	if k == TargetReview {
		return []Question{target}
	}
	return []Question{
		{"goals", "§ 4", t("Är de gemensamma målen följda och fortfarande de rätta?", "Have the common goals been followed, and are they still the right ones?")},
		target,
		{"groups", "§ 6", t("Har grupperna mötts som planerat och är ledamöterna de rätta?", "Have the groups met as planned, and are the members the right ones?")},
		{"contacts", "§ 7–8", t("Är samverkansansvariga och kontaktvägar aktuella?", "Are the coordinators and contact paths up to date?")},
		{"commitments", "§ 9–25", t("Har åtagandena hållits, och är nivåerna rimliga?", "Have the commitments been kept, and are the targets reasonable?")},
		{"routines", "§ 21", t("Är rutinerna genomgångna och kända av dem som ska följa dem?", "Have the routines been gone through, and do those who should follow them know them?")},
		{"law", "§ 28", t("Har lag, uppdrag eller organisation ändrats så att överenskommelsen behöver ändras?", "Have law, remit or organisation changed so that the agreement must be changed?")},
		{"decisions", "§ 6", t("Är gruppernas beslut uppföljda?", "Have the groups’ decisions been followed up?")},
	}
}

// Answer is what the parties say to one question.
type Answer struct {
	Review  string `db:"review_id"`
	Code    string `db:"code"`
	Verdict string `db:"verdict"` // "good", "act"
	Remark  string `db:"remark"`
}

// The verdicts of an answer.
const (
	VerdictGood = "good" // nothing to do
	VerdictAct  = "act"  // something is to be done; the remark says what
)

// Review is one time that the parties looked the agreement over.
type Review struct {
	ID         string        `db:"id"`
	Agreement  string        `db:"agreement_id"`
	Kind       ReviewKind    `db:"kind"`
	Day        calendar.Date `db:"on_day"`
	Conclusion Conclusion    `db:"conclusion"`
	Result     string        `db:"result"`  // in the parties' words
	Next       calendar.Date `db:"next_on"` // by when the next one is made
	Due        calendar.Date `db:"due"`     // by when this one was to be made; zero for one of the target groups
	Answers    []Answer
}

// Ref names the review.
func (v Review) Ref() ref.Ref { return ref.To(ReviewThing, v.ID) }

// ReviewInput is what is said of a review.
type ReviewInput struct {
	Kind       ReviewKind
	Day        calendar.Date
	Conclusion Conclusion
	Result     string
	Next       calendar.Date
	Answers    []Answer // Code, Verdict and Remark
}

// Names of the fields of a review.
const (
	fieldConclusion = "conclusion"
	fieldNext       = "next"
)

func (in ReviewInput) apply(agreement string, today calendar.Date) (Review, []fault.Problem) {
	v := Review{Agreement: agreement, Kind: in.Kind, Day: in.Day, Conclusion: in.Conclusion, Result: strings.TrimSpace(in.Result), Next: in.Next}
	var problems []fault.Problem
	say := func(field, sv, en string) { problems = append(problems, fault.Field(field, language.T(sv, en))) }
	if v.Kind != AnnualReview && v.Kind != TargetReview {
		say(fieldKind, "Välj vad som ses över.", "Choose what is reviewed.")
	}
	if v.Day.IsZero() || v.Day.After(today) {
		say(fieldDay, "Ange vilken dag översynen gjordes, senast i dag.", "Give the day of the review, today at the latest.")
	}
	if !slices.Contains(Conclusions(), v.Conclusion) {
		say(fieldConclusion, "Välj vad ni kom fram till.", "Choose what you concluded.")
	}
	if v.Result == "" {
		say(fieldResult, "Skriv i några meningar vad ni kom fram till.", "Write in a few sentences what you concluded.")
	}
	if !v.Next.After(v.Day) || v.Next.After(v.Day.AddMonths(12)) {
		say(fieldNext, "Ange när nästa översyn ska göras, inom ett år.", "Give when the next review is to be made, within a year.")
	}
	for _, q := range Questions(v.Kind) {
		a, ok := answerTo(in.Answers, q.Code)
		if !ok || a.Verdict == VerdictAct && a.Remark == "" {
			say(q.Code, "Svara på frågan, och skriv vad som ska göras om något ska göras.", "Answer the question, and write what is to be done if anything is.")
		}
		v.Answers = append(v.Answers, a)
	}
	return v, problems
}

func answerTo(all []Answer, code string) (Answer, bool) {
	for _, a := range all {
		if a.Code == code && (a.Verdict == VerdictGood || a.Verdict == VerdictAct) {
			a.Remark = strings.TrimSpace(a.Remark)
			return a, true
		}
	}
	return Answer{Code: code}, false
}

// ReviewDue is the last day for the next annual review. One is made in the twelve months before each anniversary of the
// agreement's first day (K28.1), and no later than the last one set. It is zero when the agreement ends before.
func ReviewDue(from, last calendar.Date, done []Review) calendar.Date {
	due, latest := Anniversary(from, from), calendar.Date{}
	for _, v := range done {
		if v.Kind == AnnualReview && v.Day.After(latest) {
			latest = v.Day
			due = calendar.Min(Anniversary(from, Anniversary(from, v.Day).AddDays(1)), v.Next)
		}
	}
	if !last.IsZero() && due.After(last) {
		return calendar.Date{}
	}
	return due
}

// Anniversary is the last day before the agreement's next anniversary, as seen from a day, which may be that last day
// itself: a review on the day counts for it.
func Anniversary(from, day calendar.Date) calendar.Date {
	for n := 1; ; n++ {
		if due := from.AddYears(n).AddDays(-1); !due.Before(day) {
			return due
		}
	}
}

// inTime tells of a review on a day when the agreement is not in force.
func inTime(a agreement.Agreement, v Review) []fault.Problem {
	if a.InForce(v.Day) {
		return nil
	}
	return []fault.Problem{fault.Field(fieldDay, language.T("Överenskommelsen gäller inte den dagen. Ange en dag när den gäller.", "The agreement is not in force on that day. Give a day when it is."))}
}
