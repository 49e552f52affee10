package deviation

import (
	"context"
	"strings"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Acknowledge says that a human being of the asked side has seen it; the actor handles it from now on.
func (s *Service) Acknowledge(ctx context.Context, actor policy.Actor, k Key) (Deviation, error) {
	return s.do(ctx, actor, k, policy.TreatDeviation, func(w *work) error {
		w.d.Handler = actor.ID
		return w.say(Acknowledge, "", false, language.T("%s har bekräftat avvikelsen.", "%s has acknowledged the deviation."))
	})
}

// AskMore asks the reporter for more. Time stands still until it is given.
func (s *Service) AskMore(ctx context.Context, actor policy.Actor, k Key, text string) (Deviation, error) {
	return s.treat(ctx, actor, k, AskMore, text, language.T("%s behöver veta mer om avvikelsen. Tiden står still tills ni svarar.", "%s needs to know more of the deviation. Time stands still until you answer."))
}

// GiveMore tells what was asked for; time goes on.
func (s *Service) GiveMore(ctx context.Context, actor policy.Actor, k Key, text string) (Deviation, error) {
	return s.treat(ctx, actor, k, GiveMore, text, language.T("%s har svarat på det ni frågade om. Tiden går igen.", "%s has answered what you asked. Time goes on."))
}

// Analyse says why it came about.
func (s *Service) Analyse(ctx context.Context, actor policy.Actor, k Key, cause string) (Deviation, error) {
	return s.treat(ctx, actor, k, Analyse, cause, language.T("%s har beskrivit varför det blev så.", "%s has described why it came about."))
}

// Dispute says that the actor's side reads it otherwise, and how. The other side's reading stays beside it.
func (s *Service) Dispute(ctx context.Context, actor policy.Actor, k Key, reading string) (Deviation, error) {
	return s.treat(ctx, actor, k, Dispute, reading, language.T("%s läser avvikelsen på ett annat sätt. Svara med hur ni läser den.", "%s reads the deviation differently. Answer with how you read it."))
}

// Answer says how the other side reads what is disputed.
func (s *Service) Answer(ctx context.Context, actor policy.Actor, k Key, reading string) (Deviation, error) {
	return s.treat(ctx, actor, k, Answer, reading, language.T("%s har svarat med hur de läser avvikelsen.", "%s has answered with how they read the deviation."))
}

// TakeBack ends a dispute by the side that began it.
func (s *Service) TakeBack(ctx context.Context, actor policy.Actor, k Key) (Deviation, error) {
	return s.do(ctx, actor, k, policy.TreatDeviation, func(w *work) error {
		return w.say(TakeBack, "", false, language.T("%s har tagit tillbaka sin invändning mot avvikelsen.", "%s has taken back what it said against the deviation."))
	})
}

// Agree agrees with the other side's reading: what the asked side disputes is struck off, what the reporter disputes is
// looked at anew.
func (s *Service) Agree(ctx context.Context, actor policy.Actor, k Key, text string) (Deviation, error) {
	return s.do(ctx, actor, k, policy.TreatDeviation, func(w *work) error {
		return w.say(Agree, text, false, language.T("%s håller med om hur ni läser avvikelsen.", "%s agrees with how you read the deviation."))
	})
}

// Withdraw takes a deviation back, with why.
func (s *Service) Withdraw(ctx context.Context, actor policy.Actor, k Key, why string) (Deviation, error) {
	return s.treat(ctx, actor, k, Withdraw, why, language.T("%s har tagit tillbaka en avvikelse.", "%s has taken a deviation back."))
}

// Raise takes a deviation to the next level before its time is up, with a reason.
func (s *Service) Raise(ctx context.Context, actor policy.Actor, k Key, why string) (Deviation, error) {
	return s.do(ctx, actor, k, policy.TreatDeviation, func(w *work) error {
		if err := neutral(fieldSaid, strings.TrimSpace(why), true, calendar.DateOf(w.tx.Now())); err != nil {
			return err
		}
		return w.rise(Raise, strings.TrimSpace(why))
	})
}

// Decision is what is to be done about a deviation, and by when.
type Decision struct {
	Text string
	Due  calendar.Date
}

// Decide says what is to be done.
func (s *Service) Decide(ctx context.Context, actor policy.Actor, k Key, in Decision) (Deviation, error) {
	return s.do(ctx, actor, k, policy.SettleDeviation, func(w *work) error {
		today := calendar.DateOf(w.tx.Now())
		in.Text = strings.TrimSpace(in.Text)
		if err := neutral(fieldSaid, in.Text, true, today); err != nil {
			return err
		}
		if in.Due.Before(today) {
			return problem(fieldDue, dueAhead)
		}
		w.d.ActionDue = in.Due
		return w.spoken(Decide, Event{Said: in.Text, Due: in.Due}, language.T("%s har beslutat vad som ska göras åt avvikelsen.", "%s has decided what is to be done about the deviation."))
	})
}

// Solution is what was done and whether it helped, as whoever did it sees it. Cause is why it came about, when that is not
// said yet.
type Solution struct {
	Cause  string
	Text   string
	Helped Helped // yes, partly or unknown
}

// Resolve says that it is done.
func (s *Service) Resolve(ctx context.Context, actor policy.Actor, k Key, in Solution) (Deviation, error) {
	return s.do(ctx, actor, k, policy.SettleDeviation, func(w *work) error {
		today := calendar.DateOf(w.tx.Now())
		in.Cause, in.Text = strings.TrimSpace(in.Cause), strings.TrimSpace(in.Text)
		if w.causeMissing() {
			if in.Cause == "" {
				return problem(fieldCause, sayCause)
			}
			if err := neutral(fieldCause, in.Cause, true, today); err != nil {
				return err
			}
		}
		if err := neutral(fieldSaid, in.Text, true, today); err != nil {
			return err
		}
		if in.Helped != HelpedYes && in.Helped != HelpedPartly && in.Helped != HelpedUnknown {
			return problem(fieldHelped, chooseHelped)
		}
		return w.resolve(in)
	})
}

// causeMissing tells whether nobody has said yet in this round why it came about.
func (w *work) causeMissing() bool {
	return w.d.State == Reported || w.d.State == Acknowledged
}

func (w *work) resolve(in Solution) error {
	if w.causeMissing() && w.d.May(w.side, Resolve) {
		if err := w.happen(Analyse, Event{Said: in.Cause}); err != nil {
			return err
		}
	}
	w.d.Helped, w.d.Heard = in.Helped, ""
	return w.spoken(Resolve, Event{Said: in.Text}, language.T("%s har löst en avvikelse. Säg om det hjälpte.", "%s has solved a deviation. Say whether it helped."))
}

// Confirm says for the reporter that it helped, or partly.
func (s *Service) Confirm(ctx context.Context, actor policy.Actor, k Key, helped Helped) (Deviation, error) {
	return s.do(ctx, actor, k, policy.TreatDeviation, func(w *work) error {
		if helped != HelpedYes && helped != HelpedPartly {
			return problem(fieldHelped, chooseHelped)
		}
		w.d.Heard = helped
		return w.say(Confirm, "", false, language.T("%s säger att det som gjordes hjälpte. Avvikelsen är avslutad.", "%s says that what was done helped. The deviation is closed."))
	})
}

// Reopen says for the reporter that it did not help: a new round begins, once. What one side has destroyed its file of
// stays closed: that side would not know what was said before.
func (s *Service) Reopen(ctx context.Context, actor policy.Actor, k Key, why string) (Deviation, error) {
	return s.do(ctx, actor, k, policy.TreatDeviation, func(w *work) error {
		files, err := foldersOf(ctx, w.tx, w.d.ID)
		if err != nil {
			return err
		}
		if destroyed(files) {
			return fault.New(fault.Conflict, fileDestroyed)
		}
		why = strings.TrimSpace(why)
		if err := neutral(fieldSaid, why, true, calendar.DateOf(w.tx.Now())); err != nil {
			return err
		}
		days, source, err := w.days(max(w.d.Level, 2))
		if err != nil {
			return err
		}
		w.d.Heard = HelpedNo
		return w.spoken(Reopen, Event{Said: why, Days: days, Why: source}, language.T("%s säger att det som gjordes inte hjälpte. Avvikelsen är öppen igen.", "%s says that what was done did not help. The deviation is open again."))
	})
}

// treat is an act with words that both sides read.
func (s *Service) treat(ctx context.Context, actor policy.Actor, k Key, a Act, text string, news language.Text) (Deviation, error) {
	return s.do(ctx, actor, k, policy.TreatDeviation, func(w *work) error { return w.say(a, text, true, news) })
}

// say is a step with what was said, told to the other side.
func (w *work) say(a Act, text string, needed bool, news language.Text) error {
	text = strings.TrimSpace(text)
	if err := neutral(fieldSaid, text, needed, calendar.DateOf(w.tx.Now())); err != nil {
		return err
	}
	return w.spoken(a, Event{Said: text}, news)
}

// spoken is a step whose words have been looked at: who takes part on the other side is told, and on level 2 and above its
// coordinators.
func (w *work) spoken(a Act, e Event, news language.Text) error {
	if err := w.happen(a, e); err != nil {
		return err
	}
	text := news.With(w.nameOf(w.tx.Actor().Authority))
	other := w.d.At(w.side.Other())
	if err := w.tell(NewsMoved, other, Named, text); err != nil {
		return err
	}
	if w.d.Level > 1 || other == w.d.Asked && w.d.Handler == "" {
		return w.tell(NewsMoved, other, Coordinators, text)
	}
	return nil
}

// rise takes it to the next level, by hand or by the clock, and tells those whose turn it is there, on both sides.
func (w *work) rise(a Act, why string) error {
	days, source, err := w.days(w.d.Level + 1)
	if err != nil {
		return err
	}
	if err := w.happen(a, Event{Said: why, Days: days, Why: source}); err != nil {
		return err
	}
	text := language.T("En avvikelse har lyfts till nivå %d, %s.", "A deviation has been raised to level %d, %s.").With(w.d.Level, LevelName(w.d.Level))
	if w.d.Level == joint {
		text = language.T("En avvikelse har lyfts till nivå 3. Den står på styrgruppens nästa dagordning.", "A deviation has been raised to level 3. It stands on the steering group's next agenda.")
	}
	for _, authority := range []string{w.d.Reporter, w.d.Asked} {
		if err := w.tell(NewsRaised, authority, Coordinators, text); err != nil {
			return err
		}
		if w.d.Level < Highest {
			continue
		}
		if err := w.tell(NewsRaised, authority, Heads, text); err != nil {
			return err
		}
	}
	return nil
}

// days gives how many working days a level has by the ladder that holds now, and where that comes from.
func (w *work) days(level int64) (int64, string, error) {
	var a agreement.Agreement
	if w.d.Agreement != "" {
		var err error
		if a, err = agreement.ByID(w.ctx, w.tx, w.d.Agreement); err != nil {
			return 0, "", err
		}
	}
	l, err := ladderOf(w.ctx, w.tx, a, calendar.DateOf(w.tx.Now()))
	return int64(daysOn(l, level)), string(l.Source), err
}
