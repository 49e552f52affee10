package cast

import (
	"context"
	"fmt"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/policy"
)

// Deviations lets people of Ludvika's work board and of the agency in Dalarna tell each other what did not go as agreed: one
// that nobody has seen yet, one with an action decided, one that is solved, one that the two read differently, one that the
// steering group has, and three of a kind that are to be analysed.
func Deviations(ctx context.Context, a *app.App) error {
	have, err := db.One[int64](ctx, a.DB, "SELECT COUNT(*) FROM deviation")
	if err != nil || have > 0 {
		return err
	}
	s := &deviationStory{App: a, ctx: ctx}
	for user, who := range map[string]*policy.Actor{Sara: &s.sara, Anna: &s.anna, Maja: &s.maja, Per: &s.per} {
		if *who, err = actorOf(ctx, a, user); err != nil {
			return err
		}
	}
	s.late()
	s.solved()
	s.readTwoWays()
	s.risen()
	s.report(s.sara, deviation.WrongPlace, 1, "Frågan skulle gå till den som planerar med personen.", "Den skickades mellan tre kollegor innan någon tog den.", "Tre dagar gick utan att något hände.", "")
	if s.err != nil {
		return fmt.Errorf("deviations: %w", s.err)
	}
	return nil
}

// deviationStory is what the two tell each other; the first fault ends it.
type deviationStory struct {
	*app.App
	ctx                   context.Context
	sara, anna, maja, per policy.Actor
	err                   error
}

func (s *deviationStory) report(who policy.Actor, t deviation.Type, daysAgo int, expected, what, effect, commitment string) deviation.Key {
	in := deviation.Input{Municipality: "2085", Type: t, Happened: calendar.AddWorkingDays(today(s.App), -daysAgo), Expected: expected, What: what, Effect: deviation.OnWork, EffectText: effect, Commitment: commitment}
	if who.Authority == s.maja.Authority {
		in.Asked = s.anna.Authority
	}
	if s.err != nil {
		return deviation.Key{}
	}
	d, err := s.Deviations.Report(s.ctx, who, in)
	s.err = err
	return deviation.Key{ID: d.ID}
}

// do is one act; after a fault nothing more is done.
func (s *deviationStory) do(act func() (deviation.Deviation, error)) {
	if s.err == nil {
		_, s.err = act()
	}
}

// late is three of a kind: the first has an action decided, and an analysis is to be written.
func (s *deviationStory) late() {
	k := s.report(s.sara, deviation.AnswerLate, 4, "Svar inom två arbetsdagar.", "Svaret kom efter sex arbetsdagar, utan besked om ny tid.", "Mötet med den enskilde fick flyttas.", "K9.1")
	s.do(func() (deviation.Deviation, error) { return s.Deviations.Acknowledge(s.ctx, s.maja, k) })
	s.do(func() (deviation.Deviation, error) {
		return s.Deviations.Analyse(s.ctx, s.maja, k, "Två i tjänst delade en inkorg och trodde båda att den andra svarade.")
	})
	s.do(func() (deviation.Deviation, error) {
		return s.Deviations.Decide(s.ctx, s.maja, k, deviation.Decision{Text: "Den som är i tjänst tar frågan samma dag.", Due: calendar.AddWorkingDays(today(s.App), 5)})
	})
	s.report(s.anna, deviation.AnswerLate, 3, "Svar inom två arbetsdagar.", "Svaret kom efter fyra arbetsdagar.", "Beslutet fick vänta över helgen.", "K9.1")
	s.report(s.sara, deviation.AnswerLate, 2, "Besked om ny tid när svaret dröjer.", "Inget besked kom.", "Vi ringde tre gånger.", "")
}

// solved waits for whether it helped.
func (s *deviationStory) solved() {
	k := s.report(s.sara, deviation.MeetingNot, 6, "Ett möte på tre parter inom tio arbetsdagar.", "Mötet ställdes in samma morgon.", "Den enskilde hade rest hit i onödan.", "")
	s.do(func() (deviation.Deviation, error) {
		return s.Deviations.Resolve(s.ctx, s.maja, k, deviation.Solution{Cause: "Bokningen låg i en persons kalender.", Text: "Möten bokas i gruppens kalender med en ersättare.", Helped: deviation.HelpedUnknown})
	})
}

// readTwoWays has both sides' readings, and is with the coordinators.
func (s *deviationStory) readTwoWays() {
	k := s.report(s.maja, deviation.Information, 3, "Frågan ska ha med vad svaret ska användas till.", "Ändamålet saknades i fyra frågor under en vecka.", "Vi fick fråga en gång till varje gång.", "")
	s.do(func() (deviation.Deviation, error) {
		return s.Deviations.Dispute(s.ctx, s.anna, k, "Ändamålet stod i texten, men inte i sitt eget fält.")
	})
	s.do(func() (deviation.Deviation, error) {
		return s.Deviations.Answer(s.ctx, s.maja, k, "I två av fyra stod det i texten. I två saknades det helt.")
	})
	s.do(func() (deviation.Deviation, error) {
		return s.Deviations.Raise(s.ctx, s.per, k, "Vi behöver komma överens om var ändamålet ska stå.")
	})
}

// risen stands on the steering group's next agenda.
func (s *deviationStory) risen() {
	k := s.report(s.anna, deviation.NotReachable, 5, "Telefontiden 13–15 ska vara bemannad alla vardagar.", "Ingen svarade under tre dagar.", "Sex handläggare fick vänta.", "")
	s.do(func() (deviation.Deviation, error) { return s.Deviations.Acknowledge(s.ctx, s.per, k) })
	s.do(func() (deviation.Deviation, error) {
		return s.Deviations.Raise(s.ctx, s.anna, k, "Det gäller hur många som bemannar och kan inte lösas av handläggarna.")
	})
	s.do(func() (deviation.Deviation, error) {
		return s.Deviations.Raise(s.ctx, s.per, k, "Bemanningen beslutas av cheferna i styrgruppen.")
	})
}
