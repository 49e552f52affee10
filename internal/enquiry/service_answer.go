package enquiry

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// Reply is what the receiver answers, with the secrecy test that comes before it.
type Reply struct {
	Outcome   Outcome
	Topics    []contact.Topic // those answered; none is all that are left
	Part      bool            // more comes: the question stays open
	Text      string
	Files     []file.Checked
	ByPhone   bool // told by telephone just now: no text leaves
	Certified bool // no protected identity is concerned
	Health    bool // what is told tells of the person's health, whatever the topic
	Test      Test
	Law       string // the provision on which nothing is told; empty: what binds the receiver
	SSBTEK    bool   // the answer was in SSBTEK
}

// Test is the secrecy test of an answer: on what ground it is told, what is told and what is not, in few words.
type Test struct {
	Ground   law.GroundID
	Given    string
	Withheld string
}

// tells tells whether the answer says anything about the person.
func (r Reply) tells() bool {
	return r.Outcome == Answered || r.Outcome == AnsweredPartly
}

// Answer answers or declines. What is told about a person needs the ground, the test and the certificate; what is
// declined needs the provision, and "there is none" and "it may not be told" are one: the same words, the same rows.
func (s *Service) Answer(ctx context.Context, actor policy.Actor, k Key, r Reply) (Enquiry, error) {
	r.Text, r.Test.Given, r.Test.Withheld = strings.TrimSpace(r.Text), strings.TrimSpace(r.Test.Given), strings.TrimSpace(r.Test.Withheld)
	return s.do(ctx, actor, k, policy.AnswerEnquiry, func(w *work) error {
		if w.me.Side != Receiver {
			return conflict()
		}
		return w.answer(r)
	})
}

func (w *work) answer(r Reply) error {
	info, ok := OutcomeOf(r.Outcome)
	if !ok || !info.Chosen {
		says := language.T("Välj hur frågan besvaras.", "Choose how the question is answered.")
		return fault.New(fault.Invalid, cannotReply, fault.Field("outcome", says))
	}
	if err := w.askFirst(r); err != nil {
		return err
	}
	open, err := w.unanswered(r.Topics)
	if err != nil {
		return err
	}
	if err := w.tested(&r, info, open); err != nil {
		return err
	}
	if err := w.reply(r, info); err != nil {
		return err
	}
	if err := w.answered(open); err != nil {
		return err
	}
	return w.ended(r, info)
}

// askFirst asks together what an answer is decided by.
func (w *work) askFirst(r Reply) error {
	ask := []func() error{func() error { _, err := w.list(); return err }}
	if w.e.Personal && w.me.Person != "" {
		ask = append(ask, func() error { _, err := w.guarded(); return err })
	}
	if r.Test.Ground != law.Consent { // a consent is held before the thread, as in every act
		ask = append(ask, w.holdThread)
	}
	return w.tx.Abreast(ask...)
}

// unanswered gives the topics that a reply answers.
func (w *work) unanswered(chosen []contact.Topic) (list []contact.Topic, err error) {
	all, err := w.list()
	for _, code := range chosen {
		if !slices.ContainsFunc(all, func(t Topic) bool { return t.Code == code }) {
			return nil, fault.New(fault.Invalid, cannotReply, fault.Field("topics", language.T("Frågan gäller inte det ämnet. Välj bland dem som frågan har.", "The question is not about that topic. Choose among those that it has.")))
		}
	}
	for _, t := range all {
		if t.AnsweredAt.IsZero() && (len(chosen) == 0 || slices.Contains(chosen, t.Code)) {
			list = append(list, t.Code)
		}
	}
	return list, err
}

func (w *work) answered(list []contact.Topic) error {
	for i, t := range w.topics {
		if slices.Contains(list, t.Code) {
			w.topics[i].AnsweredAt = db.At(w.tx.Now())
		}
	}
	if w.anew { // they are written with the question
		return nil
	}
	args := []any{w.e.ID, db.At(w.tx.Now())}
	values := make([]string, len(list))
	for i, t := range list {
		values[i] = string(t)
	}
	return w.tx.Later(w.ctx, `UPDATE enquiry_topic SET answered_at = $2 WHERE enquiry_id = $1 AND topic `+db.In(values, &args), args...)
}

// tested is the gate before an answer: may this be told, on what, and is the test written down?
func (w *work) tested(r *Reply, info OutcomeInfo, open []contact.Topic) error {
	if !w.e.Personal {
		if r.Text == "" && len(r.Files) == 0 && !info.Refusal {
			return fault.New(fault.Invalid, cannotReply, fault.Field("text", language.T("Skriv svaret.", "Write the answer.")))
		}
		return nil
	}
	side, err := w.sideOf(w.ctx, w.tx, w.me)
	if err != nil {
		return err
	}
	if info.Refusal && r.Law == "" {
		r.Law = binds(side)
	}
	if err := w.silent(*r); err != nil {
		return err
	}
	if w.me.Person == "" {
		if r.tells() && !w.e.Noted {
			return fault.New(fault.Invalid, openFirst, fault.Field("ground", openFirst))
		}
		return nil
	}
	if r.tells() {
		if err := w.allowed(*r, side, open); err != nil {
			return err
		}
	}
	return w.record(*r, side)
}

// silent refuses to tell by the way, where nothing is told: a file has no place in it, and of a protected person nothing is
// written at all.
func (w *work) silent(r Reply) error {
	if r.tells() || w.e.Noted {
		return nil
	}
	if r.Health {
		says := language.T("Uppgifter om hälsa lämnas bara i ett svar, på en grund. Ta bort dem, eller välj att frågan besvaras helt eller delvis.", "Data about health is told in an answer only, on a ground. Take it away, or choose that the question is answered, wholly or in part.")
		return fault.New(fault.Invalid, cannotReply, fault.Field("outcome", says))
	}
	if len(r.Files) > 0 {
		says := language.T("Bilagor lämnas bara med ett svar, på en grund. Ta bort dem, eller välj att frågan besvaras.", "Attachments are given with an answer only, on a ground. Take them away, or choose that the question is answered.")
		return fault.New(fault.Invalid, cannotReply, fault.Field("files", says))
	}
	if r.Text == "" || r.ByPhone || r.Outcome == NotDisclosable {
		return nil
	}
	guarded, err := w.guarded()
	if err != nil || !guarded {
		return err
	}
	return fault.New(fault.Invalid, answerPhone, fault.Field("byPhone", answerPhone))
}

// binds is the provision of secrecy that binds a side.
func binds(side law.Side) string {
	if side == law.SocialServices {
		return "osl-26-1"
	}
	return "osl-28-11"
}

// allowed asks whether something may be told now: by whom, on what ground, in what channel.
func (w *work) allowed(r Reply, side law.Side, open []contact.Topic) error {
	guarded, err := w.guarded()
	if err != nil {
		return err
	}
	var p []fault.Problem
	if guarded && !r.ByPhone {
		return fault.New(fault.Invalid, answerPhone, fault.Field("byPhone", answerPhone))
	}
	if !r.ByPhone && !w.e.Noted && !r.Certified {
		p = append(p, fault.Field("certified", answerPhone))
	}
	if !r.ByPhone && r.Text == "" && len(r.Files) == 0 {
		p = append(p, fault.Field("text", language.T("Skriv svaret.", "Write the answer.")))
	}
	if len(open) == 0 { // more is told about what was answered in part
		all, err := w.list()
		if err != nil {
			return err
		}
		open = codes(all)
	}
	topics := covering(open, r.Health)
	ok, err := w.may(r.Test.Ground, side, topics)
	if err != nil {
		return err
	}
	if !ok {
		says := wrongGround
		if person.NewTopics(topics...).Health() {
			says = wrongHealth
		}
		p = append(p, fault.Field("test.ground", says))
	}
	return invalid(cannotReply, p)
}

// may asks whether a ground holds at this moment: law lets this side use it, and a consent is there and alive.
func (w *work) may(kind law.GroundID, side law.Side, open []string) (bool, error) {
	return w.mayTell(kind, side, w.e.Other(w.me.Authority), open)
}

// mayTell tells whether the acting authority may tell another one of the person on a kind of ground.
func (w *work) mayTell(kind law.GroundID, side law.Side, to string, open []string) (bool, error) {
	if !usable(kind, side, w) {
		return false, nil
	}
	if kind != law.Consent {
		return true, nil
	}
	list, err := person.GroundsHeld(w.ctx, w.tx, w.me.Person)
	return slices.ContainsFunc(list, func(g person.Ground) bool {
		return g.Kind == law.Consent && covers(g, person.Use{From: w.me.Authority, To: to}, open, w)
	}), err
}

// guarded tells whether the own record of the person is protected.
func (w *work) guarded() (bool, error) {
	if w.guard == nil {
		n, err := db.One[int64](w.ctx, w.tx, `SELECT COUNT(*) FROM person WHERE id = $1 AND protected_from <= $2 AND (protected_to IS NULL OR protected_to >= $2)`, w.me.Person, today(w.tx))
		if err != nil {
			return false, err
		}
		is := n > 0
		w.guard = &is
	}
	return *w.guard || w.me.Shielded, nil
}

// record writes the secrecy test down on the own record.
func (w *work) record(r Reply, side law.Side) error {
	t := person.Test{Thing: w.e.Ref(), Kind: r.Test.Ground, Result: person.Refuse, Given: r.Test.Given, Withheld: r.Test.Withheld}
	switch r.Outcome {
	case Answered:
		t.Result = person.Disclose
	case AnsweredPartly:
		t.Result = person.DisclosePart
	default:
		info, _ := OutcomeOf(r.Outcome)
		if t.Kind = ""; t.Withheld == "" {
			t.Withheld = info.Name.Sv
		}
	}
	return w.Persons.Tested(w.ctx, w.tx, person.Person{ID: w.me.Person, Authority: w.me.Authority}, side, t)
}

// reply posts the answer. A refusal, and what was told by telephone, say nothing about the person.
func (w *work) reply(r Reply, info OutcomeInfo) error {
	l := exchange.Letter{Kind: msgAnswer, Body: r.Text, Files: r.Files, Ground: r.Test.Ground, Purpose: w.e.Purpose, Certified: r.Certified}
	switch {
	case r.Outcome == NotDisclosable:
		l = exchange.Letter{Kind: msgAnswer, Body: info.Says.Sv, Bare: true}
	case r.ByPhone:
		l = exchange.Letter{Kind: msgAnswer, Body: language.T("Svaret lämnades per telefon.", "The answer was given by telephone.").Sv, Bare: true}
	case !r.tells() || w.e.Noted || !w.e.Personal:
		l.Bare, l.Ground, l.Certified = true, "", false
	}
	if l.Body == "" {
		l.Body = info.Says.Sv
	}
	return w.post(l)
}

// ended stops the clock, unless more is to come.
func (w *work) ended(r Reply, info OutcomeInfo) error {
	act := Answer
	switch {
	case info.Refusal:
		act = Refuse
	case r.Part:
		act = AnswerPart
	}
	if act != AnswerPart {
		w.e.Outcome, w.e.Refusal, w.e.SSBTEK = r.Outcome, r.Law, r.SSBTEK
	}
	if err := w.happen(Receiver, act, clock.Event{}); err != nil {
		return err
	}
	w.noted.Law = r.Law
	w.tell(w.others(), NewsAnswered, language.T("En fråga som ni ställde har fått svar.", "A question that you asked has been answered."))
	if r.ByPhone && act != AnswerPart {
		return w.occur(reached, clock.Event{Kind: clock.Delivered})
	}
	return nil
}
