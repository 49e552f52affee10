package simulate

import (
	"context"
	"fmt"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/deviation"
	"samsyn/internal/enquiry"
	"samsyn/internal/escalation"
	"samsyn/internal/fault"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// stage does what the plan says, through the same services as people do.
type stage struct {
	enquiries   *enquiry.Service
	escalations *escalation.Service
	deviations  *deviation.Service
	numbers     []string
	live        map[int64]*question
}

// perform does one move. Everybody has read what they are told of at once, so nobody is told.
func (s *stage) perform(ctx context.Context, m move) error {
	q := s.live[m.question]
	k := enquiry.Key{ID: q.id}
	asker, holder := q.from.Staff[q.asker], q.to.Staff[min(q.holder, len(q.to.Staff)-1)]
	if q.passed {
		holder = q.second.Staff[q.holder]
	}
	var err error
	switch m.deed {
	case sends:
		var e enquiry.Enquiry
		e, err = s.enquiries.Send(ctx, asker, enquiry.Key{}, s.written(q, calendar.DateOf(m.at)))
		q.id = e.ID
	case sees:
		_, err = s.enquiries.Acknowledge(ctx, holder, k)
	case passesOn:
		_, err = s.enquiries.PassOn(ctx, holder, k, q.second.Unit)
		q.passed = true
	case asksMore:
		_, err = s.enquiries.AskMore(ctx, holder, k, q.pause, moreText(q.pause))
	case givesMore:
		_, err = s.enquiries.GiveMore(ctx, asker, k, q.given(calendar.DateOf(m.at)))
	case goesOn:
		_, err = s.enquiries.GiveMore(ctx, holder, k, enquiry.More{Text: "Underlaget har kommit."})
	case setsTime:
		_, err = s.enquiries.SetTime(ctx, holder, k, calendar.AddWorkingDays(calendar.DateOf(m.at), 3).At(15, 0), "")
	case opens:
		_, err = s.enquiries.OpenPerson(ctx, holder, k, q.basis())
	case takesIt:
		_, err = s.enquiries.Take(ctx, holder, k)
	case answers, declines:
		_, err = s.enquiries.Answer(ctx, holder, k, q.reply(m.deed))
	case callsInVain, reaches:
		_, err = s.enquiries.Call(ctx, holder, k, m.deed == reaches, "")
	case posts:
		_, err = s.enquiries.Letter(ctx, holder, k)
	case reads:
		_, err = s.enquiries.Open(ctx, asker, q.id)
	case helps:
		_, err = s.enquiries.Helped(ctx, asker, k, q.helped)
	case takesBack:
		_, err = s.enquiries.Withdraw(ctx, asker, k, "")
	case raises:
		if _, err = s.escalations.Raise(ctx, asker, k, escalation.CannotWait); fault.Is(err, fault.Conflict) {
			err = nil // its time was up before, or it waits for who asks
		}
	case reports:
		err = s.complain(ctx, q, asker, calendar.DateOf(m.at))
	}
	if err != nil {
		return fmt.Errorf("question %d (%s), move %d at %s: %w", q.no, q.topic, m.deed, m.at.Format("2006-01-02 15:04"), err)
	}
	return nil
}

// written is the question as its asker writes it.
func (s *stage) written(q *question, on calendar.Date) enquiry.Question {
	info, _ := contact.TopicOf(q.topic)
	w := enquiry.Question{Receiver: q.to.Authority, Unit: q.to.Unit, Path: q.to.Path, Municipality: q.town.Code, Topics: []contact.Topic{q.topic}, Text: info.Asks.Sv}
	if q.callback {
		w.Callback, w.Phone = true, "0240-000 00"
	}
	if !q.personal {
		return w
	}
	w.Personal, w.Number, w.Name, w.Certified = true, s.numbers[q.number], "Kim Testperson (Demo)", true
	w.Purpose = "samordna planeringen"
	w.Basis = enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: on.AddMonths(6)}
	if q.urgent {
		w.Urgent, w.UrgentWhy = true, "Försörjningen hotas inom tre arbetsdagar."
	}
	return w
}

func moreText(why clock.Category) string {
	switch why {
	case clock.ConsentWanted:
		return "Finns ett samtycke som också omfattar oss?"
	case clock.ThirdParty:
		return "Vi väntar på underlag från en leverantör."
	}
	return "Vilken period gäller frågan?"
}

func (q *question) given(on calendar.Date) enquiry.More {
	m := enquiry.More{Text: "Frågan gäller den senaste månaden.", Certified: true}
	if q.pause == clock.ConsentWanted {
		m.Text, m.Basis = "Samtycket är undertecknat i dag.", enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: on.AddMonths(6)}
	}
	return m
}

// basis is the ground on which the receiver tells of the person.
func (q *question) basis() enquiry.Basis {
	b := enquiry.Basis{Kind: law.NoHarm, Motive: "Uppgiften behövs för planeringen och är inte känslig."}
	if q.to.Side == law.SocialServices {
		b.Kind = law.ClearlyNoHarm
	}
	return b
}

func (q *question) reply(how deed) enquiry.Reply {
	if how == declines {
		return enquiry.Reply{Outcome: enquiry.ConsentMissing}
	}
	info, _ := contact.TopicOf(q.topic)
	r := enquiry.Reply{Outcome: enquiry.Answered, Text: info.Answer.Sv + "."}
	if q.personal {
		r.Certified, r.Test = true, enquiry.Test{Ground: q.basis().Kind, Given: "det som frågan gäller"}
	}
	return r
}

// system is who does what no person does.
func system() policy.Actor { return policy.Process("samsyn simulate") }
