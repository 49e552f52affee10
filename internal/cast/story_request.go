package cast

import (
	"context"
	"fmt"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/identity"
	"samsyn/internal/policy"
	"samsyn/internal/request"
)

// Requests lets an invented person with an official test number call Ludvika's social board, and write to the agency for a
// meeting with an interpreter; another asks for what the board has of her, one has something put right, and one is waited for.
func Requests(ctx context.Context, a *app.App) error {
	have, err := db.One[int64](ctx, a.DB, "SELECT COUNT(*) FROM request")
	if err != nil || have > 0 {
		return err
	}
	s := &requestStory{App: a, ctx: ctx}
	for user, who := range map[string]*policy.Actor{Elin: &s.elin, Nora: &s.nora, Maja: &s.maja} {
		if *who, err = actorOf(ctx, a, user); err != nil {
			return err
		}
	}
	s.called()
	s.wishes()
	s.rights()
	if s.err == nil {
		_, s.err = a.Requests.Register(ctx)
	}
	if s.err != nil {
		return fmt.Errorf("requests: %w", s.err)
	}
	return nil
}

// requestStory is what persons ask of the two; the first fault ends it.
type requestStory struct {
	*app.App
	ctx              context.Context
	elin, nora, maja policy.Actor
	err              error
}

// ask is what one of them writes down, from a day some working days ago.
func (s *requestStory) ask(by policy.Actor, daysAgo int, number, name string, in request.Asking) request.Key {
	if s.err != nil {
		return request.Key{}
	}
	on := today(s.App)
	if in.Number, s.err = identity.ParsePersonal(number, on); s.err != nil {
		return request.Key{}
	}
	in.Name, in.By, in.Came, in.Municipality = name, request.Person, calendar.AddWorkingDays(on, -daysAgo), "2085"
	if in.Checked == "" {
		in.Checked = request.ByQuestions
	}
	r, err := s.Requests.Ask(s.ctx, by, in)
	s.err = err
	return request.Key{ID: r.ID}
}

// do is one act; after a fault nothing more is done.
func (s *requestStory) do(_ request.Request, err error) {
	if s.err == nil {
		s.err = err
	}
}

// called is a question by telephone that Elin answers, and one that nobody has taken.
func (s *requestStory) called() {
	k := s.ask(s.elin, 1, "199201012383", "Nora Testberg (Demo)", request.Asking{Type: request.Question, Channel: request.Phone, Text: "När kommer beslutet om praktiken, och vem ska jag ringa om det dröjer?", Wish: request.Phone, Phone: "0240-000 00", Take: true})
	if s.err == nil {
		s.do(s.Requests.Answer(s.ctx, s.elin, k, request.Reply{Text: "Beslutet kommer i nästa vecka. Ring mig om det dröjer längre."}))
		s.do(s.Requests.Called(s.ctx, s.elin, k, false))
	}
	s.ask(s.nora, 2, "199201012391", "Amir Testsson (Demo)", request.Asking{Type: request.Question, Channel: request.InPerson, Checked: request.ByDocument, Text: "Får jag börja på SFI samtidigt som arbetsträningen?", Wish: request.Letter, Address: "Provgatan 7, 771 00 Ludvika"})
}

// wishes are two wishes for a meeting: one with an interpreter at the agency, one that is offered a time.
func (s *requestStory) wishes() {
	s.ask(s.maja, 2, "199201012391", "Amir Testsson (Demo)", request.Asking{Type: request.Meeting, Channel: request.Letter, Checked: request.ByLetter, Text: "Jag vill träffa någon och prata om min plan. Jag förstår mer när vi ses.", Wish: request.Letter,
		Address: "Provgatan 7, 771 00 Ludvika", Meeting: request.MeetingWish{Form: request.FormInPerson, Language: "arabiska", Accessible: true, When: "förmiddagar, inte tisdagar"}, Take: true})
	k := s.ask(s.elin, 3, "199201022390", "Sara Testlund (Demo)", request.Asking{Type: request.Meeting, Channel: request.Phone, Wish: request.Phone, Phone: "0240-000 00", Meeting: request.MeetingWish{Form: request.FormPhone}, Take: true})
	if s.err == nil {
		s.do(s.Requests.Offer(s.ctx, s.elin, k, calendar.AddWorkingDays(today(s.App), 4).At(10, 0), request.Reply{Text: "Jag ringer dig. Det tar en halvtimme.", Told: true}))
	}
}

// rights are an extract that is asked for, and a correction that is made.
func (s *requestStory) rights() {
	s.ask(s.elin, 4, "199201012383", "Nora Testberg (Demo)", request.Asking{Type: request.Extract, Channel: request.Letter, Checked: request.ByLetter, Wish: request.Letter, Address: "Provgatan 9, 771 00 Ludvika", Take: true})
	k := s.ask(s.maja, 5, "199201022390", "Sara Testlund (Demo)", request.Asking{Type: request.Correction, Channel: request.Phone, Text: "Mitt telefonnummer är fel. Det slutar på 00.", Wish: request.Phone, Phone: "0240-000 00", Take: true})
	if s.err == nil {
		s.do(s.Requests.Grant(s.ctx, s.maja, k, request.Granting{Reply: request.Reply{Text: "Numret är rättat hos oss.", Told: true}}))
	}
}
