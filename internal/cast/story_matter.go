package cast

import (
	"context"
	"fmt"

	"samsyn/internal/app"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/handover"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/outcome"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// Matters lets Elin in Ludvika's social board hand Nora over to the agency, where Maja accepts: both judge and see one
// need differently, and have a plan with her. A second person waits for a reply.
func Matters(ctx context.Context, a *app.App) error {
	have, err := db.One[int64](ctx, a.DB, "SELECT COUNT(*) FROM handover")
	if err != nil || have > 0 {
		return err
	}
	s := &matterStory{App: a}
	if s.elin, err = actorOf(ctx, a, Elin); err != nil {
		return err
	}
	if s.maja, err = actorOf(ctx, a, Maja); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{s.together, s.plan, s.meets, s.waiting, s.ended} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("matters: %w", err)
		}
	}
	return nil
}

// matterStory is what the two do together.
type matterStory struct {
	*app.App
	elin, maja policy.Actor
	over       handover.Key // of Nora
	matter     matter.Key
}

func (s *matterStory) consent() person.Basis {
	return person.Basis{Kind: law.Consent, Form: person.Written, Until: today(s.App).AddMonths(6)}
}

func (s *matterStory) sent(ctx context.Context, d handover.Draft) (handover.Handover, error) {
	d.Receiver, d.Municipality, d.Certified, d.Basis, d.Purpose = directory.PES, "2085", true, s.consent(), "gemensam planering mot arbete"
	r, err := contact.Route(ctx, s.DB, contact.Ask{From: s.elin.Authority, Municipality: "2085", Topic: "Q-REFERRAL", Personal: true})
	if err != nil {
		return handover.Handover{}, err
	}
	if !r.Hole && r.Path.Authority == directory.PES {
		d.Path, d.Unit = r.Path.ID, r.Path.Unit
	}
	return s.Handovers.Send(ctx, s.elin, d)
}

// together is handed over, accepted, met, and judged by both, some weeks before the house's day.
func (s *matterStory) together(ctx context.Context) error {
	for _, step := range []struct {
		ago int
		do  func(context.Context) error
	}{{28, s.handsOver}, {27, s.accepts}, {20, s.judges}, {18, s.judgesToo}} {
		if err := s.ago(ctx, step.ago, step.do); err != nil {
			return err
		}
	}
	return nil
}

func (s *matterStory) handsOver(ctx context.Context) error {
	h, err := s.sent(ctx, handover.Draft{Aim: handover.Joint, Needs: []matter.Need{"language", "practice", "skills"}, Age: handover.Adult, Number: nora, Name: "Nora Testberg (Demo)", Phone: "070-000 00 00",
		Text: "Nora läser SFI kurs C och vill arbeta inom vården igen. Hon var undersköterska i sitt hemland. Hon vill helst träffas på plats."})
	s.over = handover.Key{ID: h.ID}
	return err
}

func (s *matterStory) accepts(ctx context.Context) error {
	h, err := s.Handovers.Accept(ctx, s.maja, s.over, handover.Acceptance{Account: s.maja.ID, Basis: s.consent()})
	if err != nil {
		return err
	}
	s.matter = matter.Key{ID: h.Matter}
	return only(s.Handovers.Contacted(ctx, s.maja, s.over, s.day(-27).At(10, 0), handover.Call))
}

func (s *matterStory) judges(ctx context.Context) error {
	ours := judged(3, []string{"language", "municipality", "fortsatt SFI"}, []string{"education", "municipality", "inte nu, först efter SFI kurs D"}, []string{"skills", "agency", "validering hos Af"},
		[]string{"practice", "municipality", "tre dagar i veckan"}, []string{"search", "agency", ""}, []string{"everyday", "none", ""}, []string{"contact", "both", "egen handläggare"})
	return only(s.Matters.Give(ctx, s.elin, s.matter, ours, person.Basis{}))
}

func (s *matterStory) judgesToo(ctx context.Context) error {
	theirs := judged(2, []string{"language", "municipality", "fortsatt SFI"}, []string{"education", "agency", "förberedande utbildning från våren"}, []string{"skills", "agency", "validering hos Af"},
		[]string{"practice", "municipality", "med språkstöd"}, []string{"search", "agency", ""}, []string{"everyday", "unsure", ""}, []string{"contact", "both", ""})
	return only(s.Matters.Give(ctx, s.maja, s.matter, theirs, person.Basis{}))
}

// judged is a judgement whose answers are each a need, who gives support, and a note.
func judged(d matter.Distance, answers ...[]string) matter.Judgement {
	j := matter.Judgement{Distance: d, TookPart: "yes"}
	for _, a := range answers {
		j.Answers = append(j.Answers, matter.Answer{Need: matter.Need(a[0]), Who: matter.Who(a[1]), Note: a[2]})
	}
	return j
}

// waiting is sent, and waits for a reply.
func (s *matterStory) waiting(ctx context.Context) error {
	_, err := s.sent(ctx, handover.Draft{Aim: handover.Assess, Needs: []matter.Need{"search", "contact"}, Age: handover.Under25, Interpreter: true, Number: "200401012398", Name: "Samir Testgren (Demo)",
		Public: "Har varit utan sysselsättning sedan i våras och vill helst bli uppringd.", Text: "Samir har avbrutit gymnasiet och vill prova praktik. Behöver tolk i arabiska."})
	return err
}

// ended led to work: the municipality has said so, the agency is still asked.
func (s *matterStory) ended(ctx context.Context) error {
	h, err := s.sent(ctx, handover.Draft{Aim: handover.Joint, Needs: []matter.Need{"practice", "search"}, Age: handover.Under25, Number: "200401012380", Name: "Sara Testlund (Demo)",
		Text: "Sara har gått ut gymnasiet och vill arbeta i butik."})
	if err != nil {
		return err
	}
	if h, err = s.Handovers.Accept(ctx, s.maja, handover.Key{ID: h.ID}, handover.Acceptance{Account: s.maja.ID, Basis: s.consent()}); err != nil {
		return err
	}
	if _, err = s.Handovers.Contacted(ctx, s.maja, handover.Key{ID: h.ID}, s.DB.Now(), handover.Call); err != nil {
		return err
	}
	if _, err = s.Matters.CloseMatter(ctx, s.elin, matter.Key{ID: h.Matter}, matter.Reached); err != nil {
		return err
	}
	list, err := s.Outcomes.List(ctx, s.DB, s.elin, outcome.Filter{Mine: true})
	if err != nil || len(list) == 0 {
		return err
	}
	_, err = s.Outcomes.Note(ctx, s.elin, list[0].ID, 0, outcome.Answer{What: outcome.Subsidised, Form: "new-start", Since: today(s.App), Source: outcome.ByPhone, Note: "Började i butiken efter praktiken."})
	return err
}
