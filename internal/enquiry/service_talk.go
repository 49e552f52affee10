package enquiry

import (
	"context"
	"strings"
	"time"

	"samsyn/internal/clock"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// Acknowledge says that a human being has seen the question: the first response.
func (s *Service) Acknowledge(ctx context.Context, actor policy.Actor, k Key) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.TalkEnquiry, func(w *work) error {
		if err := w.happen(w.me.Side, Acknowledge, clock.Event{}); err != nil {
			return err
		}
		return w.signal(msgSeen, language.T("Vi har tagit emot frågan och sett vad den gäller.", "We have received the question and seen what it is about."))
	})
}

// AskMore pauses the clock while somebody else is waited for, with what is asked. The text says nothing about the person.
func (s *Service) AskMore(ctx context.Context, actor policy.Actor, k Key, why clock.Category, text string) (Enquiry, error) {
	text = strings.TrimSpace(text)
	return s.do(ctx, actor, k, policy.TalkEnquiry, func(w *work) error {
		if text == "" {
			return fault.New(fault.Invalid, sayWhy, fault.Field("text", sayWhy))
		}
		if err := w.happen(w.me.Side, AskMore, clock.Event{Category: why, Reason: text}); err != nil {
			return err
		}
		w.tell(w.others(), NewsMore, language.T("Mottagaren behöver mer för att kunna svara på en fråga. Tiden står stilla tills ni svarar.", "The receiver needs more to answer a question. Time stands still until you reply."))
		return w.post(exchange.Letter{Kind: msgMore, Body: text, Bare: true})
	})
}

// More is what is given when more was asked for.
type More struct {
	Text      string
	Files     []file.Checked
	Basis     Basis // a new ground, when one was asked for
	Health    bool  // the text tells of the person's health
	Certified bool
}

// GiveMore lets the clock go on. The asker gives what was asked for; the receiver may go on without, but not without the
// consent that a question rested on.
func (s *Service) GiveMore(ctx context.Context, actor policy.Actor, k Key, m More) (Enquiry, error) {
	m.Text = strings.TrimSpace(m.Text)
	return s.do(ctx, actor, k, policy.TalkEnquiry, func(w *work) error {
		if w.me.Side == Receiver && !w.e.StoppedAt.IsZero() {
			return fault.New(fault.Conflict, language.T("Samtycket är återkallat. Den som frågade anger en ny grund eller avslutar frågan; till dess står klockan stilla.",
				"The consent is withdrawn. Whoever asked records a new ground or ends the question; until then the clock stands still."))
		}
		if err := w.happen(w.me.Side, GiveMore, clock.Event{Reason: m.Text}); err != nil {
			return err
		}
		if w.me.Side == Receiver {
			return w.signal(msgResumed, language.T("Vi går vidare med frågan utan det som vi bad om.", "We go on with the question without what we asked for."))
		}
		if err := w.regain(m.Basis, m.Health); err != nil {
			return err
		}
		w.tell(w.others(), NewsMore, language.T("En fråga har kompletterats. Tiden går igen.", "More has been given for a question. Its time goes on."))
		return w.post(exchange.Letter{Kind: msgGiven, Body: m.Text, Files: m.Files, Ground: w.e.Ground, Purpose: w.e.Purpose, Certified: m.Certified})
	})
}

// regain puts a new ground in the place of the one before, after which what was stopped may go on. What is asked about health
// needs one that covers that.
func (w *work) regain(b Basis, health bool) error {
	if w.me.Side == Asker {
		health = health || w.e.Health
		w.e.Health = health
	}
	if b.IsZero() || w.me.Person == "" {
		return nil
	}
	list, err := w.list()
	if err != nil {
		return err
	}
	p := person.Person{ID: w.me.Person, Authority: w.me.Authority}
	if err := w.ground(p, w.me, w.e.Other(w.me.Authority), b, w.e.Purpose, covering(codes(list), health)); err != nil {
		return err
	}
	if w.me.Side == Asker {
		w.e.Ground = w.me.Ground
	}
	if w.e.StoppedAt.IsZero() {
		return nil
	}
	w.e.StoppedAt.Time = time.Time{}
	return w.Exchange.Resume(w.ctx, w.tx, w.e.Conversation)
}

// NewGround records a new ground on one's own side while the question lives, such as a consent given on paper, and whether it
// covers what is about health. A question that waits for one goes on.
func (s *Service) NewGround(ctx context.Context, actor policy.Actor, k Key, b Basis, health bool) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.FollowEnquiry, func(w *work) error {
		if w.me.Person == "" || !w.e.State.Live() || b.IsZero() {
			return conflict()
		}
		goesOn := w.waitsForConsent()
		if err := w.regain(b, health); err != nil {
			return err
		}
		if !goesOn {
			return w.occur(Opened, clock.Event{})
		}
		if err := w.happen(Asker, GiveMore, clock.Event{}); err != nil {
			return err
		}
		w.tell(w.others(), NewsMore, language.T("En ny grund är angiven i en fråga. Tiden går igen.", "A new ground is recorded in a question. Its time goes on."))
		return w.post(exchange.Letter{Kind: msgGiven, Body: "En ny grund är angiven.", Bare: true})
	})
}

// waitsForConsent tells whether the clock stands still because the asker has no ground, so that a new one lets it go on.
func (w *work) waitsForConsent() bool {
	n := len(w.clock.Pauses)
	return w.me.Side == Asker && w.e.State == Paused && n > 0 && w.clock.Pauses[n-1].Category == clock.ConsentWanted
}

// post sends a message of the acting side; one without text and files is not sent.
func (w *work) post(l exchange.Letter) error {
	if l.Body == "" && len(l.Files) == 0 {
		return nil
	}
	if err := w.openly(l); err != nil {
		return err
	}
	if err := w.holds(l); err != nil {
		return err
	}
	if !l.Bare {
		if err := person.Unrestricted(w.ctx, w.tx, w.me.Person); err != nil {
			return err
		}
	}
	if err := w.holdThread(); err != nil {
		return err
	}
	thread := w.thread
	w.thread = nil // for the next message it is read anew
	_, err := w.Exchange.PostHeld(w.ctx, w.tx, thread, w.me.Authority, l)
	return err
}

// holdThread holds the question's thread for the next message in it.
func (w *work) holdThread() (err error) {
	if w.thread == nil {
		w.thread, err = w.Exchange.Take(w.ctx, w.tx, w.e.Conversation)
	}
	return err
}

// SetTime says when the answer comes instead. It moves no deadline.
func (s *Service) SetTime(ctx context.Context, actor policy.Actor, k Key, until time.Time, why string) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.TalkEnquiry, func(w *work) error {
		if !until.After(w.tx.Now()) {
			return fault.New(fault.Invalid, chooseTime, fault.Field("until", chooseTime))
		}
		if err := w.happen(w.me.Side, SetTime, clock.Event{Until: until, Reason: strings.TrimSpace(why)}); err != nil {
			return err
		}
		w.tell(w.others(), NewsTime, language.T("Svaret på en fråga kommer senare än utlovat. Öppna frågan för den nya tiden.", "The answer to a question comes later than promised. Open it for the new time."))
		if why = strings.TrimSpace(why); why == "" {
			return w.signal(msgTime, language.T("Svaret kommer senare än utlovat.", "The answer comes later than promised."))
		}
		return w.post(exchange.Letter{Kind: msgTime, Body: why, Bare: true})
	})
}

// Urge makes a question urgent, with why: a tighter promise holds from now on.
func (s *Service) Urge(ctx context.Context, actor policy.Actor, k Key, why string) (Enquiry, error) {
	why = strings.TrimSpace(why)
	return s.do(ctx, actor, k, policy.FollowEnquiry, func(w *work) error {
		if why == "" {
			return fault.New(fault.Invalid, sayWhy, fault.Field("why", sayWhy))
		}
		if w.e.Urgent {
			return conflict()
		}
		first := w.e.FirstDays
		w.e.Urgent = true
		p, err := w.promise()
		if err != nil {
			return err
		}
		w.e.FirstDays = first
		w.tell(w.others(), NewsArrived, language.T("En fråga har blivit brådskande.", "A question has become urgent."))
		if err := w.happen(w.me.Side, Urge, clock.Event{Terms: p.Terms(), Reason: why}); err != nil {
			return err
		}
		return w.signal(msgUrged, language.T("Frågan har blivit brådskande.", "The question has become urgent."))
	})
}

// Calm takes the mark of urgency off, with why: the receiver found that it is no emergency and that nobody's livelihood is
// threatened (K9.3). The promise of what is not urgent holds again, reckoned from when the question came; what is already
// late stays late.
func (s *Service) Calm(ctx context.Context, actor policy.Actor, k Key, why string) (Enquiry, error) {
	why = strings.TrimSpace(why)
	return s.do(ctx, actor, k, policy.TalkEnquiry, func(w *work) error {
		if why == "" {
			return fault.New(fault.Invalid, sayWhy, fault.Field("why", sayWhy))
		}
		if !w.e.Urgent || w.me.Side != Receiver {
			return conflict()
		}
		first := w.e.FirstDays
		w.e.Urgent = false
		p, err := w.promise()
		if err != nil {
			return err
		}
		w.e.FirstDays = first
		w.tell(w.others(), NewsMore, language.T("Mottagaren bedömer att en fråga inte är brådskande. Öppna frågan för skälet och den nya tiden.", "The receiver finds that a question is not urgent. Open it for the reason and the new time."))
		if err := w.happen(w.me.Side, Calm, clock.Event{Terms: p.Terms(), Reason: why}); err != nil {
			return err
		}
		return w.post(exchange.Letter{Kind: msgCalmed, Body: why, Bare: true})
	})
}
