package accesslog

import (
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// State is where a review stands.
type State string

// The states.
const (
	Open   State = "open"
	Closed State = "closed"
)

// Review is an authority's review of its own readings in a period: some drawn by a seed, some flagged by rules.
type Review struct {
	ID        string        `db:"id"`
	Authority string        `db:"authority_id"`
	From      calendar.Date `db:"from_on"`
	To        calendar.Date `db:"to_on"`
	Seed      int64         `db:"seed"`
	Size      int64         `db:"size"`     // asked for
	Readings  int64         `db:"readings"` // of which it was drawn
	Readers   int64         `db:"readers"`
	State     State         `db:"state"`
	OpenedBy  string        `db:"opened_by"` // empty for the clock
	OpenedAt  db.Time       `db:"opened_at"`
	Due       db.Time       `db:"due_at"`
	ClosedBy  string        `db:"closed_by"`
	ClosedAt  db.Time       `db:"closed_at"`
	Reminded  db.Time       `db:"reminded_at"`
	Version   int64         `db:"version"`
}

// Ref names it.
func (r Review) Ref() ref.Ref { return ref.To(ReviewKind, r.ID) }

// Page is its page.
func (r Review) Page() string { return PathOf(r.Ref()) }

// Name says which period it is of.
func (r Review) Name() language.Text {
	if q := quarterOf(r.From); q.From == r.From && q.To == r.To {
		return language.T("Kvartal %d %d", "Quarter %d of %d").With((int(r.From.Month)+2)/3, r.From.Year)
	}
	return language.T("%s till %s", "%s to %s").With(r.From.String(), r.To.String())
}

// quarterOf gives the quarter that a day is in.
func quarterOf(d calendar.Date) calendar.Period {
	from := calendar.NewDate(d.Year, (d.Month-1)/3*3+1, 1)
	return calendar.Period{From: from, To: from.AddMonths(3).AddDays(-1)}
}

// dueOfReview is by when a review is to be closed: the end of the quarter in which it is begun.
func dueOfReview(now time.Time) time.Time { return quarterOf(calendar.DateOf(now)).To.End() }

// Result is what the auditor found of a reading.
type Result string

// The results.
const (
	InOrder Result = "in-order"
	Misuse  Result = "misuse"
)

// Name says a result in words.
func (r Result) Name() language.Text {
	switch r {
	case InOrder:
		return language.T("i sin ordning", "in order")
	case Misuse:
		return language.T("inte i sin ordning, anmäld vidare", "not in order, reported onward")
	}
	return language.Text{}
}

// Line is one reading in a review. Whom it was about is not in it.
type Line struct {
	ID          string  `db:"id"`
	Review      string  `db:"review_id"`
	Authority   string  `db:"authority_id"`
	No          int64   `db:"no"`
	Entry       string  `db:"entry_id"` // line of the trail
	At          db.Time `db:"at"`
	Account     string  `db:"account_id"` // who read
	Person      string  `db:"person_id"`
	ThingKind   string  `db:"thing_kind"`
	ThingID     string  `db:"thing_id"`
	Action      string  `db:"action"`
	Change      string  `db:"change"` // as the trail has it
	Drawn       bool    `db:"drawn"`
	Flagged     string  `db:"flags"`
	Result      Result  `db:"result"`
	JudgedBy    string  `db:"judged_by"`
	JudgedAt    db.Time `db:"judged_at"`
	AskedBy     string  `db:"asked_by"`
	AskedAt     db.Time `db:"asked_at"`
	ExplainedAt db.Time `db:"explained_at"`
	Version     int64   `db:"version"`
}

// Ref names it.
func (l Line) Ref() ref.Ref { return ref.To(LineKind, l.ID) }

// Page is its page.
func (l Line) Page() string { return PathOf(l.Ref()) }

// Flags are the rules that flagged it.
func (l Line) Flags() (out []Code) {
	for _, c := range strings.Fields(l.Flagged) {
		out = append(out, Code(c))
	}
	return out
}

// Why says why the reading is in the review.
func (l Line) Why() language.Text {
	var list []language.Text
	if l.Drawn {
		list = append(list, language.T("i urvalet", "in the sample"))
	}
	for _, c := range l.Flags() {
		if r, ok := RuleOf(c); ok {
			list = append(list, lower(r.Name))
		}
	}
	return language.List(list...)
}

func lower(t language.Text) language.Text {
	return language.T(strings.ToLower(t.Sv), strings.ToLower(t.En))
}

// judge is the rule: once, with words when it was not in order; what somebody is asked about may be judged without the answer.
func (l Line) judge(r Result, words string) error {
	var p []fault.Problem
	if r.Name().IsZero() {
		p = append(p, fault.Field(fieldResult, language.T("Välj vad du kom fram till.", "Choose what you came to.")))
	}
	if r == Misuse && words == "" {
		p = append(p, fault.Field(fieldWords, language.T("Skriv vad som inte var i sin ordning och vem du har anmält det till.", "Write what was not in order and to whom you have reported it.")))
	}
	if len(p) > 0 {
		return fault.New(fault.Invalid, language.T("Bedömningen är inte sparad.", "The judgement is not saved."), p...)
	}
	return nil
}

// ask is the rule: whoever read is asked once, while the reading is not judged.
func (l Line) ask() error {
	if l.Result != "" || !l.AskedAt.IsZero() || l.Account == "" {
		return fault.New(fault.Conflict, language.T("Den som läste är redan tillfrågad, eller så är läsningen redan bedömd.", "Whoever read has been asked already, or the reading is judged already."))
	}
	return nil
}

// reading is the line as what it is: who, what, why. names are filled in by whoIs.
func (l Line) reading() Reading {
	r := Reading{ID: l.Entry, At: l.At, Person: l.Person, Account: l.Account, Authority: l.Authority, Action: policy.Action(l.Action), Thing: ref.To(ref.Kind(l.ThingKind), l.ThingID)}
	r.says(l.Change)
	return r
}

// Flagged is what one rule found in a review.
type Flagged struct {
	Review    string `db:"review_id"`
	Rule      Code   `db:"rule"`
	Threshold int64  `db:"threshold"` // that held; 0 where the rule has none
	Found     int64  `db:"found"`
	Taken     int64  `db:"taken"` // into the review; of many some are drawn
}
