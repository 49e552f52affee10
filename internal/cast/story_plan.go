package cast

import (
	"bytes"
	"context"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
	"samsyn/internal/person"
	"samsyn/internal/plan"
)

// ago lets something be done some working days before the house's day.
func (s *matterStory) ago(ctx context.Context, days int, do func(context.Context) error) error {
	at := s.day(-days).At(10, 0)
	return s.Trail.TogetherAt(ctx, func() time.Time { return at }, do)
}

// day is a working day before or after the house's.
func (s *matterStory) day(n int) calendar.Date { return calendar.AddWorkingDays(today(s.App), n) }

// plan is what the two agree on with Nora: Elin proposes, Maja adds a step, Elin accepts, and Nora signs on paper. The
// agency's own step is late since.
func (s *matterStory) plan(ctx context.Context) error {
	first := plan.Content{Goal: "Arbete som undersköterska, med svenska för vården på vägen dit", Follow: s.day(12), AgencyPlan: s.day(-20).String(), Items: []plan.Item{
		{Text: "Fortsätta SFI kurs C", Responsible: plan.Person, Due: s.day(60)},
		{Text: "Ordna praktikplats med språkstöd", Responsible: plan.Municipality, Due: s.day(10)},
		{Text: "Besluta om praktiken", Responsible: plan.Agency, Due: s.day(14), Meeting: true},
		{Text: "Boka validering till undersköterska", Responsible: plan.Agency, Due: s.day(-2)}}}
	var second plan.Content
	for _, step := range []struct {
		ago int
		do  func(context.Context) error
	}{
		{12, func(ctx context.Context) error {
			return only(s.Plans.Propose(ctx, s.elin, s.matter, 0, first, person.Basis{}))
		}},
		{11, func(ctx context.Context) error {
			var err error
			if second, err = s.counter(ctx, first); err != nil {
				return err
			}
			return only(s.Plans.Propose(ctx, s.maja, s.matter, 1, second, person.Basis{}))
		}},
		{10, func(ctx context.Context) error {
			return only(s.Plans.Accept(ctx, s.elin, s.matter, 2, person.Basis{}))
		}},
		{9, s.signs},
		{8, s.begins},
	} {
		if err := s.ago(ctx, step.ago, step.do); err != nil {
			return err
		}
	}
	return nil
}

func only[T any](_ T, err error) error { return err }

// counter is Maja's change: a later day for the placement, and a step more.
func (s *matterStory) counter(ctx context.Context, c plan.Content) (plan.Content, error) {
	steps, err := s.planSteps(ctx)
	if err != nil {
		return c, err
	}
	c.Items = append([]plan.Item{}, c.Items...)
	for i := range c.Items {
		c.Items[i].Key = steps[i].Key
	}
	c.Items[1].Due = s.day(13)
	c.Items = append(c.Items, plan.Item{Text: "Följa upp planen tillsammans", Responsible: plan.Both, Due: s.day(12)})
	return c, nil
}

func (s *matterStory) planSteps(ctx context.Context) ([]plan.Step, error) {
	p, _, err := plan.OfMatter(ctx, s.DB, s.matter.ID)
	if err != nil {
		return nil, err
	}
	return plan.Steps(ctx, s.DB, p.ID)
}

// signs is Nora at Elin's desk, with a pen.
func (s *matterStory) signs(ctx context.Context) error {
	content, err := pdf.Render(pdf.Document{Title: "Underskriven plan (Demo)", Author: "Ludvika kommun", Lang: language.Swedish, Made: s.day(-9).At(10, 0),
		Blocks: []pdf.Block{pdf.H(1, "Underskriven plan"), pdf.P("Ett inskannat papper (Demo).")}})
	if err != nil {
		return err
	}
	c, err := file.Check(file.Input{Name: "plan.pdf", Content: bytes.NewReader(content), Size: int64(len(content)), Owner: s.elin.Authority, Accept: person.EvidenceTypes()})
	if err != nil {
		return err
	}
	return only(s.Plans.NotePerson(ctx, s.elin, s.matter, plan.Answer{No: 2, Part: plan.Paper, By: plan.Self, On: s.day(-9), Paper: &c}))
}

// begins is Nora's course going on.
func (s *matterStory) begins(ctx context.Context) error {
	steps, err := s.planSteps(ctx)
	if err != nil {
		return err
	}
	for _, st := range steps {
		if st.No == 2 && st.Place == 1 {
			return only(s.Plans.MoveStep(ctx, s.elin, s.matter, st.ID, plan.Move{To: plan.Begun}))
		}
	}
	return nil
}
