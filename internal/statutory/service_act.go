package statutory

import (
	"context"
	"strings"
	"unicode/utf8"

	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Act tells the sender how the receiver has judged the notice and what was done: a code, and words if they are needed.
func (s *Service) Act(ctx context.Context, actor policy.Actor, k Key, o Outcome, text string) (Notice, error) {
	return s.do(ctx, actor, k, policy.ActStatutory, func(w *work) error {
		if !isOutcome(o) {
			says := language.T("Välj vad ni har gjort.", "Choose what you have done.")
			return fault.New(fault.Invalid, cannotDo, fault.Field(fieldOutcome, says))
		}
		return w.end(Feedback, msgActed, o, text, false, language.T("En underrättelse som ni lämnade är återkopplad: %s.", "A statutory notice that you gave is acted on: %s.").With(lower(o.Name())))
	})
}

// Return gives the notice back: it is not for the receiver. Why is said, and the sender sees to it; the duty is the
// sender's, so that nobody passes the person on to a third authority.
func (s *Service) Return(ctx context.Context, actor policy.Actor, k Key, text string) (Notice, error) {
	return s.do(ctx, actor, k, policy.ActStatutory, func(w *work) error {
		return w.end(Return, msgReturned, NotForUs, text, true, language.T("En underrättelse som ni lämnade är återlämnad: den var inte för mottagaren.", "A statutory notice that you gave is returned: it was not for the receiver."))
	})
}

// end is what the receiver says last.
func (w *work) end(a Act, kind exchange.Kind, o Outcome, text string, needed bool, news language.Text) error {
	l, err := w.words(kind, text, needed, o.Name())
	if err != nil {
		return err
	}
	w.n.Outcome = o
	if err := w.mine(a); err != nil {
		return err
	}
	w.tell(w.others(), NewsMoved, news)
	if err := w.say(l); err != nil || a == Return {
		return err
	}
	return w.closeThread()
}

// AskMore asks the sender for more; the receiver's time stands still.
func (s *Service) AskMore(ctx context.Context, actor policy.Actor, k Key, text string) (Notice, error) {
	return s.do(ctx, actor, k, policy.ActStatutory, func(w *work) error {
		return w.talk(AskMore, msgMore, text, language.T("Mottagaren av en underrättelse behöver mer från er.", "The receiver of a statutory notice needs more from you."))
	})
}

// GiveMore gives what was asked for; the receiver's time goes on.
func (s *Service) GiveMore(ctx context.Context, actor policy.Actor, k Key, text string) (Notice, error) {
	return s.do(ctx, actor, k, policy.FollowStatutory, func(w *work) error {
		return w.talk(GiveMore, msgGiven, text, language.T("En underrättelse är kompletterad.", "What was asked for in a statutory notice is given."))
	})
}

func (w *work) talk(a Act, kind exchange.Kind, text string, news language.Text) error {
	l, err := w.words(kind, text, true, language.Text{})
	if err != nil {
		return err
	}
	if err := w.mine(a); err != nil {
		return err
	}
	w.tell(w.others(), NewsMoved, news)
	return w.say(l)
}

// Withdraw takes the notice back. What was sent remains with the receiver; nothing more is owed and nothing counts.
func (s *Service) Withdraw(ctx context.Context, actor policy.Actor, k Key, text string) (Notice, error) {
	return s.do(ctx, actor, k, policy.FollowStatutory, func(w *work) error {
		l, err := w.words(msgWithdrawn, text, true, language.Text{})
		if err != nil {
			return err
		}
		if err := w.mine(Withdraw); err != nil {
			return err
		}
		w.tell(w.others(), NewsMoved, language.T("En underrättelse som ni fick är återtagen.", "A statutory notice that you got is taken back."))
		if err := w.say(l); err != nil {
			return err
		}
		return w.closeThread()
	})
}

// Close says that the sender has seen to what was returned.
func (s *Service) Close(ctx context.Context, actor policy.Actor, k Key) (Notice, error) {
	return s.do(ctx, actor, k, policy.FollowStatutory, func(w *work) error {
		if err := w.mine(Close); err != nil {
			return err
		}
		return w.closeThread()
	})
}

// words is a message with what was written; without words it says the outcome and nothing about the person. Nothing is
// written to the other side about somebody whom the own register has as protected.
func (w *work) words(kind exchange.Kind, text string, needed bool, usual language.Text) (exchange.Letter, error) {
	text = strings.TrimSpace(text)
	bad := func(says language.Text) (exchange.Letter, error) {
		return exchange.Letter{}, fault.New(fault.Invalid, cannotDo, fault.Field(fieldText, says))
	}
	switch {
	case text == "" && needed:
		return bad(sayText)
	case utf8.RuneCountInString(text) > longestText:
		return bad(tooLong.With(longestText))
	case identity.Mentioned(text, today(w.tx)):
		return bad(noNumberHere)
	case text == "":
		return exchange.Letter{Kind: kind, Body: usual.In(language.Swedish), Bare: true}, nil
	}
	guarded, err := w.guarded()
	if err != nil {
		return exchange.Letter{}, err
	}
	if guarded {
		return bad(language.T("Personen har skyddade personuppgifter hos er. Lämna fältet tomt och ring motparten.", "The person's identity is protected with you. Leave the field and telephone the other side."))
	}
	if !usual.IsZero() {
		text = usual.In(language.Swedish) + "\n\n" + text
	}
	return w.letter(kind, text), nil
}

// guarded tells whether the own register has the person as protected.
func (w *work) guarded() (bool, error) {
	n, err := db.One[int64](w.ctx, w.tx, `SELECT COUNT(*) FROM person WHERE id = $1 AND protected_from <= $2 AND (protected_to IS NULL OR protected_to >= $2)`, w.me.Person, today(w.tx))
	return n > 0 || w.me.Shielded, err
}

// say posts a message of the acting side.
func (w *work) say(l exchange.Letter) error {
	_, err := w.Exchange.Post(w.ctx, w.tx, w.n.Conversation, w.me.Authority, l)
	return err
}

// lower begins a text with a small letter, for the middle of a sentence.
func lower(t language.Text) language.Text {
	down := func(s string) string {
		if s == "" {
			return s
		}
		r := []rune(s)
		return strings.ToLower(string(r[0])) + string(r[1:])
	}
	return language.T(down(t.Sv), down(t.En))
}
