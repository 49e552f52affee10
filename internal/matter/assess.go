package matter

import (
	"context"
	"slices"

	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// The kinds of message in a matter's conversation.
const (
	msgJudgement exchange.Kind = "assessment"
	msgTalk      exchange.Kind = "talk"
	msgNote      exchange.Kind = "note"
)

// askRound asks for a round of judging, without its facts.
func (w *Work) askRound() {
	if len(w.events) > 0 && w.events[len(w.events)-1].Act == Begin {
		w.Occur(AskRound, "")
		w.noted.Act = Begin
		return
	}
	w.Occur(AskRound, "")
}

// AskRound asks for a new round of judging, when the one before is compared.
func (s *Service) AskRound(ctx context.Context, actor policy.Actor, k Key) (Matter, error) {
	return s.Do(ctx, actor, k, policy.WorkMatter, func(w *Work) error {
		if err := w.open(); err != nil {
			return err
		}
		if !w.released() {
			return fault.New(fault.Conflict, language.T("Den pågående kartläggningen är inte klar: båda ska ha bedömt först.", "The assessment under way is not complete: both are to have judged first."))
		}
		w.EndWait()
		w.Matter.Round++
		w.Matter.Stood = 0
		w.askRound()
		w.News(w.Others(), NewsMoved, movedText)
		return w.openRound()
	})
}

// mine gives what an authority judges in the present round; nil when it has not begun.
func (w *Work) mine(authority string) *assessment {
	i := slices.IndexFunc(w.rows, func(a assessment) bool { return a.Round == w.Matter.Round && a.Authority == authority })
	if i < 0 {
		return nil
	}
	return &w.rows[i]
}

// compared tells whether both have judged in the present round.
func (w *Work) compared() bool {
	for _, d := range w.Desks {
		if a := w.mine(d.Authority); a == nil || a.GivenAt.IsZero() {
			return false
		}
	}
	return true
}

// Save keeps what is judged so far. Nobody but those who work with the person at the own authority reads it.
func (s *Service) Save(ctx context.Context, actor policy.Actor, k Key, j Judgement) (Matter, error) {
	return s.Do(ctx, actor, k, policy.WorkMatter, func(w *Work) error {
		_, err := w.keepDraft(j)
		return err
	})
}

func (w *Work) keepDraft(j Judgement) (*assessment, error) {
	if err := w.open(); err != nil {
		return nil, err
	}
	a := w.mine(w.Me.Authority)
	if a == nil {
		w.rows = append(w.rows, assessment{ID: w.Tx.NewID(), Matter: w.Matter.ID, Round: w.Matter.Round, Authority: w.Me.Authority, StartedAt: db.At(w.Tx.Now())})
		a = &w.rows[len(w.rows)-1]
		w.Occur(Start, "")
		if err := w.started(); err != nil {
			return nil, err
		}
	}
	if !a.GivenAt.IsZero() {
		return nil, fault.New(fault.Conflict, language.T("Bedömningen är lämnad. Be om en ny kartläggning om något har ändrats.", "The judgement is given. Ask for a new assessment if something has changed."))
	}
	a.Account = w.Tx.Actor().ID
	if err := a.put(w.keys(), j); err != nil {
		return nil, err
	}
	if w.noted.Act == "" {
		w.noted.Act, w.noted.Says = Start, "again"
	}
	return a, writeAssessment(w.Ctx, w.Tx, a)
}

// Give gives a judgement. It is frozen now, and leaves the authority in the act in which the other gives its own: neither
// sees what the other judges before having judged. What is told needs a ground that lives when it is given, and when it
// leaves.
func (s *Service) Give(ctx context.Context, actor policy.Actor, k Key, j Judgement, b person.Basis) (Matter, error) {
	return s.Do(ctx, actor, k, policy.WorkMatter, func(w *Work) error {
		if err := w.open(); err != nil {
			return err
		}
		if err := j.check(); err != nil {
			return err
		}
		a, err := w.keepDraft(j)
		if err != nil {
			return err
		}
		if err := w.grounded(j, b); err != nil {
			return err
		}
		a.GivenAt = db.At(w.Tx.Now())
		w.Occur(Give, "")
		if err := writeAssessment(w.Ctx, w.Tx, a); err != nil {
			return err
		}
		w.News(w.Others(), NewsMoved, givenWait)
		return w.compareIfBoth()
	})
}

// compareIfBoth compares when both have judged and each still has a ground to tell the other on. While one lacks it, both
// judgements wait where they are.
func (w *Work) compareIfBoth() error {
	if !w.compared() || w.released() {
		return nil
	}
	for _, d := range w.Desks {
		ok, err := w.lives(d)
		if err != nil || !ok {
			return err
		}
	}
	w.EndWait()
	return w.compare()
}

// lives tells whether a side has a ground on which its judgement may leave it now.
func (w *Work) lives(d *Desk) (bool, error) {
	j, err := w.mine(d.Authority).open(w.keys())
	if err != nil {
		return false, err
	}
	list, err := person.GroundsHeld(w.Ctx, w.Tx, d.Person)
	if err != nil {
		return false, err
	}
	_, plain := person.Live(list, person.Use{From: d.Authority, To: w.across(d).Authority, Topic: Topic}, w.Tx.Now())
	_, health := person.Live(list, person.Use{From: d.Authority, To: w.across(d).Authority, Topic: TopicHealth}, w.Tx.Now())
	return plain && (health || !j.health()), nil
}

// released tells whether the judgements of the present round have left their authorities.
func (w *Work) released() bool {
	return w.compared() && !slices.ContainsFunc(w.Desks, func(d *Desk) bool { return w.mine(d.Authority).Message == "" })
}

// grounded finds the ground on which a judgement may be told, without telling it yet.
func (w *Work) grounded(j Judgement, b person.Basis) error {
	p, err := person.ByID(w.Ctx, w.Tx, w.Me.Person)
	if err != nil {
		return err
	}
	if p.Protected(today(w.Tx)) {
		return fault.New(fault.Invalid, phoneOnly)
	}
	if err := w.leavesOut(j, b); err != nil {
		return err
	}
	return w.rest(p, Letter{Health: j.health(), Basis: b})
}

// leavesOut refuses what is about health where the ground that stands leaves it out, at the first such need.
func (w *Work) leavesOut(j Judgement, b person.Basis) error {
	if b.Kind != "" || !j.health() {
		return nil
	}
	list, err := person.GroundsHeld(w.Ctx, w.Tx, w.Me.Person)
	if err != nil {
		return err
	}
	use := person.Use{From: w.Me.Authority, To: w.Others().Authority, Topic: Topic}
	_, plain := person.Live(list, use, w.Tx.Now())
	use.Topic = TopicHealth
	if _, health := person.Live(list, use, w.Tx.Now()); health || !plain {
		return nil
	}
	i := slices.IndexFunc(Needs(), func(n NeedInfo) bool { return n.Health && j.Of(n.Need).Who != "" })
	says := language.T("Grunden som gäller omfattar inte hälsa. Välj Lämnas inte ut, eller ange först en ny grund i ärendet.", "The ground that stands leaves health out. Choose Not told, or record a new ground in the matter first.")
	return fault.New(fault.Invalid, says, fault.Field("need-"+string(Needs()[i].Need), says))
}

// compare lets both judgements leave their authorities, opens a talk of each need that they see differently, and counts.
func (w *Work) compare() error {
	judged := map[Part]Judgement{}
	for _, d := range w.Desks {
		a := w.mine(d.Authority)
		j, err := a.open(w.keys())
		if err != nil {
			return err
		}
		judged[PartOf(d.Authority)] = j
		if err := w.release(d, a, j); err != nil {
			return err
		}
	}
	w.Occur(Compares, "")
	list := Compare(judged[Agency], judged[Municipality])
	if err := w.openTalks(list); err != nil {
		return err
	}
	for _, d := range w.Desks {
		w.News(d, NewsMoved, comparedText)
	}
	if err := w.completed(list, judged); err != nil {
		return err
	}
	for _, follow := range w.Compared {
		if err := follow(w); err != nil {
			return err
		}
	}
	return nil
}

// release lets one side's judgement leave it: on its own ground, in the name of who gave it.
func (w *Work) release(d *Desk, a *assessment, j Judgement) error {
	acting := w.Me
	defer func() { w.Me = acting }()
	w.Me = d
	m, err := w.Send(Letter{Kind: msgJudgement, Body: j.String(), Health: j.health(), Post: exchange.Letter{By: a.Account}})
	if err != nil {
		return err
	}
	a.Message = m.ID
	return writeAssessment(w.Ctx, w.Tx, a)
}

func (w *Work) openTalks(list []Compared) error {
	var rows []talkRow
	for _, c := range list {
		if c.View() != Differ {
			continue
		}
		r := talkRow{ID: w.Tx.NewID(), Matter: w.Matter.ID, Round: w.Matter.Round, OpenedAt: db.At(w.Tx.Now())}
		var err error
		if r.Need, err = sealText(w.keys(), place("matter_talk", "need", r.ID), string(c.Need)); err != nil {
			return err
		}
		rows = append(rows, r)
	}
	return db.InsertLater(w.Ctx, w.Tx, "matter_talk", rows...)
}

// TalkResult is what a talk about a need came to.
type TalkResult struct {
	Need   Need
	Agreed bool   // they came to see it the same way
	Said   string // what they agree on, or what is done all the same
}

// Talked writes down what came of a talk about something that the two see differently. It is no vote: either they agree,
// or it is written down that they do not and what is done all the same. The other side gets the same words.
func (s *Service) Talked(ctx context.Context, actor policy.Actor, k Key, t TalkResult) (Matter, error) {
	t.Said = oneLine(t.Said)
	return s.Do(ctx, actor, k, policy.WorkMatter, func(w *Work) error {
		list, err := talks(ctx, w.Tx, w.keys(), w.Matter.ID, w.Matter.Round)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(x Talked) bool { return x.Need == t.Need && !x.Done() })
		if i < 0 {
			return fault.New(fault.Conflict, notNow)
		}
		if t.Said == "" {
			says := language.T("Skriv vad ni kom fram till.", "Write what you came to.")
			return fault.New(fault.Invalid, says, fault.Field("said", says))
		}
		return w.talked(list[i].talkRow, t)
	})
}

func (w *Work) talked(r talkRow, t TalkResult) error {
	info, _ := NeedOf(t.Need)
	result, head := resultRemains, "Vi ser olika på detta: "
	if t.Agreed {
		result, head = resultAgreed, "Vi är överens: "
	}
	if _, err := w.Send(Letter{Kind: msgTalk, Body: info.Name.Sv + " [" + string(t.Need) + "]. " + head + t.Said, Health: info.Health}); err != nil {
		return err
	}
	said, err := sealText(w.keys(), place("matter_talk", "said", r.ID), t.Said)
	if err != nil {
		return err
	}
	w.Occur(Talk, result)
	w.News(w.Others(), NewsMoved, movedText)
	return w.Tx.Later(w.Ctx, `UPDATE matter_talk SET said = $2, closed_at = $3, closed_by = $4, result = $5 WHERE id = $1`, r.ID, said, db.At(w.Tx.Now()), w.Me.Authority, result)
}

// Write sends the other side a message in the matter.
func (s *Service) Write(ctx context.Context, actor policy.Actor, k Key, text string, health bool) (Matter, error) {
	return s.Do(ctx, actor, k, policy.WorkMatter, func(w *Work) error {
		if oneLine(text) == "" {
			return fault.New(fault.Invalid, writeIt, fault.Field("text", writeIt))
		}
		if _, err := w.Send(Letter{Kind: msgNote, Body: text, Health: health}); err != nil {
			return err
		}
		w.Occur(Write, "")
		w.News(w.Others(), NewsMoved, movedText)
		return nil
	})
}

// Renew records a new ground for the own side, after a withdrawal or before the one there is ends.
func (s *Service) Renew(ctx context.Context, actor policy.Actor, k Key, b person.Basis, health bool) (Matter, error) {
	return s.Do(ctx, actor, k, policy.WorkMatter, func(w *Work) error {
		if err := w.open(); err != nil {
			return err
		}
		p, err := person.ByID(ctx, w.Tx, w.Me.Person)
		if err != nil {
			return err
		}
		if err := w.rest(p, Letter{Basis: b, Health: health}); err != nil {
			return err
		}
		w.Occur(Renew, "")
		w.News(w.Others(), NewsMoved, movedText)
		return w.compareIfBoth()
	})
}
