package cast

import (
	"context"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/meeting"
	"samsyn/internal/plan"
)

// hour is from an hour of a day to the next.
func hour(d calendar.Date, from int) meeting.Span {
	return meeting.Span{Starts: d.At(from, 0), Ends: d.At(from, 0).Add(time.Hour)}
}

func (s *matterStory) call(why string, way meeting.Way, times ...meeting.Span) meeting.Asking {
	in := meeting.Asking{Sort: meeting.ThreeParty, Way: way, Why: why, Interpreter: meeting.Needed, Language: "tigrinska", Along: "Sin språkmentor", Times: times}
	if way == meeting.InPerson {
		in.Place, in.Accessible = "Medborgarhuset, rum Sjön, Engelbrektsgatan 3, Ludvika", true
	}
	return in
}

// meets lets Elin and Maja have had one three-party meeting with Nora, with an interpreter, and book the next; Maja is
// called to a SIP besides, and the agency plans days in Ludvika.
func (s *matterStory) meets(ctx context.Context) error {
	first, err := s.books(ctx, 18, s.call("Vad vi ser olika på, och hur Nora själv vill ha det.", meeting.InPerson, hour(s.day(-13), 9)))
	if err != nil {
		return err
	}
	for _, step := range []struct {
		ago int
		do  func(context.Context) error
	}{{12, func(ctx context.Context) error { return s.holds(ctx, first) }}, {0, s.planDays}} {
		if err := s.ago(ctx, step.ago, step.do); err != nil {
			return err
		}
	}
	return s.meetsNext(ctx)
}

// books asks for a meeting as Elin so many working days ago, and books the first time when Maja and Nora can.
func (s *matterStory) books(ctx context.Context, ago int, in meeting.Asking) (k meeting.Key, err error) {
	slot := ""
	for _, do := range []func(context.Context) error{
		func(ctx context.Context) error {
			m, err := s.Meetings.Ask(ctx, s.elin, s.matter, in)
			k.ID = m.ID
			return err
		},
		func(ctx context.Context) error { return only(s.Meetings.Suit(ctx, s.maja, k, false, []string{slot})) },
		func(ctx context.Context) error { return only(s.Meetings.Book(ctx, s.elin, k, slot, true)) },
	} {
		if err := s.ago(ctx, ago, do); err != nil {
			return k, err
		}
		v, err := s.Meetings.Get(ctx, s.DB, s.maja, k.ID)
		if err != nil {
			return k, err
		}
		slot = v.Offers[0].ID
	}
	return k, nil
}

func (s *matterStory) holds(ctx context.Context, k meeting.Key) error {
	return only(s.Meetings.Held(ctx, s.elin, k, meeting.Outcome{Interpreted: meeting.Needed, Result: meeting.Result{Said: "Nora vill börja praktiken på Solgläntan efter nyår.",
		Decisions: []plan.Item{{Text: "Besluta om praktiken", Responsible: plan.Agency, Due: today(s.App).AddDays(10)}, {Text: "Ordna handledare med språkstöd", Responsible: plan.Municipality, Due: today(s.App).AddDays(20)}}}}))
}

func (s *matterStory) meetsNext(ctx context.Context) error {
	day := calendar.AddWorkingDays(today(s.App), 4)
	if _, err := s.books(ctx, 0, s.call("Hur praktiken på Solgläntan ska läggas upp, och om Arbetsförmedlingen kan besluta om den.", meeting.InPerson, hour(day, 10), hour(calendar.AddWorkingDays(day, 1), 14))); err != nil {
		return err
	}
	later := calendar.AddWorkingDays(day, 6)
	sip := s.call("Vem som gör vad när Nora börjar praktiken, tillsammans med vårdcentralen.", meeting.Video, hour(later, 9), hour(later, 13))
	sip.Sort = meeting.SIP
	return only(s.Meetings.Ask(ctx, s.elin, s.matter, sip))
}

func (s *matterStory) planDays(ctx context.Context) error {
	for _, n := range []int{3, 8, 25} {
		d := calendar.AddWorkingDays(today(s.App), n)
		if _, err := s.Meetings.PlanDay(ctx, s.maja, meeting.Planned{Municipality: "2085", Premises: "Biblioteket, plan två", Day: d, Opens: "09.00", Closes: "15.00"}); err != nil {
			return err
		}
	}
	return nil
}
