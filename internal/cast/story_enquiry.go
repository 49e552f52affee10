package cast

import (
	"context"
	"fmt"
	"time"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// Questions lets Elin in Ludvika's social board ask the agency about invented persons with official test numbers, and
// Maja at the agency in Dalarna answer: one answered after a call back, one that waits, one paused for more, and calls
// that were noted, of which one is late on each side.
func Questions(ctx context.Context, a *app.App) error {
	have, err := db.One[int64](ctx, a.DB, "SELECT COUNT(*) FROM enquiry_reply")
	if err != nil || have > 0 {
		return err
	}
	s := &enquiryStory{App: a}
	if s.at, err = authorities(ctx, a); err != nil {
		return err
	}
	if s.elin, err = actorOf(ctx, a, Elin); err != nil {
		return err
	}
	if s.maja, err = actorOf(ctx, a, Maja); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{s.replies, s.calls, s.answered, s.paused, s.waiting, s.draft} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("questions: %w", err)
		}
	}
	return nil
}

// enquiryStory is what passes between the two.
type enquiryStory struct {
	*app.App
	at         map[string]string
	elin, maja policy.Actor
}

// ask is a question of Elin's, by the path that the product finds.
func (s *enquiryStory) ask(ctx context.Context, topic contact.Topic, number, name, text, purpose string) (enquiry.Question, error) {
	q := enquiry.Question{Receiver: directory.PES, Municipality: "2085", Topics: []contact.Topic{topic}, Personal: true, Number: number, Name: name, Text: text, Purpose: purpose, Certified: true,
		Basis: enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: today(s.App).AddMonths(6)}}
	r, err := contact.Route(ctx, s.DB, contact.Ask{From: s.elin.Authority, Municipality: "2085", Topic: topic, Personal: true})
	if err == nil && !r.Hole && r.Path.Channel == contact.Samsyn {
		q.Path, q.Unit = r.Path.ID, r.Path.Unit
	}
	return q, err
}

func (s *enquiryStory) sent(ctx context.Context, topic contact.Topic, number, name, text, purpose string, callback bool) (enquiry.Enquiry, error) {
	q, err := s.ask(ctx, topic, number, name, text, purpose)
	if err != nil {
		return enquiry.Enquiry{}, err
	}
	if callback {
		q.Callback, q.Phone = true, "0240-000 00"
	}
	return s.Enquiries.Send(ctx, s.elin, enquiry.Key{}, q)
}

func noHarm() enquiry.Basis {
	return enquiry.Basis{Kind: law.NoHarm, Motive: "Uppgiften behövs för planeringen och är inte känslig."}
}

// answered is found first in the inbox, opened on a ground, talked about by telephone and answered.
func (s *enquiryStory) answered(ctx context.Context) error {
	e, err := s.sent(ctx, "Q-MEASURE", "199201012383", "Nora Testberg (Demo)", "Är språkpraktik möjlig vid sidan av SFI, och vad krävs?", "planera språkpraktik", true)
	if err != nil {
		return err
	}
	if _, err = s.Enquiries.OpenPerson(ctx, s.maja, enquiry.Key{ID: e.ID}, noHarm()); err != nil {
		return err
	}
	if _, err = s.Enquiries.Answer(ctx, s.maja, enquiry.Key{ID: e.ID}, enquiry.Reply{Outcome: enquiry.Answered, Certified: true, Test: enquiry.Test{Ground: law.NoHarm, Given: "om insatsen är möjlig"},
		Text: "Ja. Språkpraktik tre dagar i veckan går att förena med SFI två dagar i veckan från vecka 3."}); err != nil {
		return err
	}
	_, err = s.Enquiries.Call(ctx, s.maja, enquiry.Key{ID: e.ID}, true, "Svaret lämnat genom växeln.")
	return err
}

func (s *enquiryStory) paused(ctx context.Context) error {
	e, err := s.sent(ctx, "Q-LANG", "199201012391", "Amir Testsson (Demo)", "Behöver han tolk vid mötet?", "boka trepartssamtal", false)
	if err != nil {
		return err
	}
	if _, err = s.Enquiries.OpenPerson(ctx, s.maja, enquiry.Key{ID: e.ID}, noHarm()); err != nil {
		return err
	}
	_, err = s.Enquiries.AskMore(ctx, s.maja, enquiry.Key{ID: e.ID}, "clarification", "Vilket möte gäller det, och vilken vecka?")
	return err
}

func (s *enquiryStory) waiting(ctx context.Context) error {
	for _, q := range [][4]string{
		{"Q-PLAN", "199201022390", "Finns en aktuell handlingsplan, och vad är nästa steg?", "samordna planeringen"},
		{"Q-OFFICER", "200401012380", "", "kontakta rätt handläggare"},
	} {
		if _, err := s.sent(ctx, contact.Topic(q[0]), q[1], "Sara Testlund (Demo)", q[2], q[3], false); err != nil {
			return err
		}
	}
	return nil
}

// calls are noted by one side each: Elin's counterpart has not answered in time, and neither has Maja.
func (s *enquiryStory) calls(ctx context.Context) error {
	before := func(workingDays, hour int) time.Time {
		day := today(s.App)
		for range workingDays {
			for day = day.AddDays(-1); !calendar.IsWorkingDay(day); {
				day = day.AddDays(-1)
			}
		}
		return day.At(hour, 10)
	}
	if _, err := s.Enquiries.NotedByPhone(ctx, s.elin, enquiry.PhoneNote{Name: "Försäkringskassan, lokalt kontor (Demo)", Municipality: "2085", Topics: []contact.Topic{"Q-GENERAL"},
		Text: "Frågade vem som kallar till avstämningsmöten.", At: before(4, 10)}); err != nil {
		return err
	}
	if _, err := s.Enquiries.NotedByPhone(ctx, s.maja, enquiry.PhoneNote{Incoming: true, Counterpart: s.at[FalunWork], Municipality: "2080", Topics: []contact.Topic{"Q-GENERAL"},
		Text: "Falun undrar hur anvisningar till extratjänster görs nu.", At: before(4, 9)}); err != nil {
		return err
	}
	_, err := s.Enquiries.NotedByPhone(ctx, s.elin, enquiry.PhoneNote{Counterpart: directory.PES, Municipality: "2085", Topics: []contact.Topic{"Q-MEETING"}, Text: "Frågade om en tid för flerpartsmöte.",
		At: before(2, 13), Answer: &enquiry.Heard{At: before(1, 9), Outcome: enquiry.Answered, Text: "Onsdag kl. 10 går bra."}})
	return err
}

func (s *enquiryStory) draft(ctx context.Context) error {
	q, err := s.ask(ctx, "Q-PROVIDER", "", "", "Är personen hos en leverantör?", "planera arbetsträning")
	if err != nil {
		return err
	}
	_, err = s.Enquiries.Save(ctx, s.elin, enquiry.Key{}, q)
	return err
}

func (s *enquiryStory) replies(ctx context.Context) error {
	_, err := s.Enquiries.KeepStandard(ctx, s.maja, enquiry.Standard{Authority: directory.PES, Name: "Handlingsplan finns", Topic: "Q-PLAN", Text: "Ja, det finns en aktuell handlingsplan. Nästa steg är "})
	return err
}
