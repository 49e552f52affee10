package cast

import (
	"context"
	"fmt"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/policy"
)

// ContactPaths says what the boards of the cast do and how each is reached: the agency's gateway, form and line for the
// whole country and its unit in Dalarna, and Ludvika's and Falun's boards, with rotas. The form waits to be confirmed.
func ContactPaths(ctx context.Context, a *app.App) error {
	have, err := contact.Total(ctx, a.DB, contact.Filter{})
	if err != nil || have > 0 {
		return err
	}
	s := &contactStory{App: a, people: map[string]policy.Actor{}, day: today(a)}
	if s.at, err = authorities(ctx, a); err != nil {
		return err
	}
	for _, user := range []string{Anna, Sara, Birgit, Elin, Nora, Johan, Ture, Per, Maja, Moa, Astrid} {
		if s.people[user], err = actorOf(ctx, a, user); err != nil {
			return err
		}
	}
	for _, step := range []func(context.Context) error{s.branches, s.agency, s.boards, s.absence} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("contact paths: %w", err)
		}
	}
	return nil
}

// contactStory is what the cast enters of how they are reached.
type contactStory struct {
	*app.App
	at     map[string]string
	people map[string]policy.Actor
	day    calendar.Date
}

// branches says what each board does.
func (s *contactStory) branches(ctx context.Context) error {
	for key, areas := range map[string][]directory.BranchArea{
		LudvikaWork:   {directory.Employment, directory.YouthDuty, directory.AdultsEducation},
		LudvikaSocial: {directory.IncomeSupport, directory.SocialServices},
		FalunWork:     {directory.Employment, directory.YouthDuty},
	} {
		if err := s.Directory.SetAreas(ctx, maker(), s.at[key], "", areas, since); err != nil {
			return err
		}
	}
	return nil
}

// topics are the codes of a direction.
func topics(d contact.Direction) (out []contact.Topic) {
	for _, t := range contact.TopicsOf(d) {
		out = append(out, t.Topic)
	}
	return out
}

// agency enters the agency's paths (domain facts 10).
func (s *contactStory) agency(ctx context.Context) error {
	units, err := directory.Units(ctx, s.DB, directory.PES, s.day)
	if err != nil {
		return err
	}
	base := contact.Draft{Hours: calendar.OfficeHours(), Personal: true, FirstDays: 1, AnswerDays: 2, Owner: s.people[Astrid].ID, From: since, Topics: topics(contact.ToAgency), Languages: "svenska"}
	gateway, form, line, unit, public := base, base, base, base, base
	gateway.Name, gateway.Channel, gateway.Address, gateway.Hours = "Arbetsförmedlingens ingång i SDK (Demo)", contact.SDK, "kommunfragor@sdk.arbetsformedlingen.example", calendar.Hours{}
	form.Name, form.Channel, form.Address, form.Hours, form.Open = "Webbformulär för kommuner (Demo)", contact.WebForm, "https://arbetsformedlingen.example/kommun", calendar.Hours{}, true
	form.Note = "Arbetsförmedlingen ringer tillbaka genom kommunens växel."
	line.Name, line.Channel, line.Address, line.Protected, line.Urgent = "Myndighetstelefonen (Demo)", contact.Phone, "010-000 00 00", true, true
	line.Note = "Svar ges genom återuppringning via växeln, två försök, sedan brev."
	public.Name, public.Channel, public.Address, public.Open = "Kundtjänsten (Demo)", contact.Phone, "010-000 00 01", true
	unit.Name, unit.Channel, unit.Owner, unit.Open = dalarna, contact.Samsyn, s.people[Per].ID, true
	for _, u := range units {
		if u.Name == dalarna {
			unit.Unit = u.ID
		}
	}
	inDalarna, err := s.countyOf(ctx, "20")
	if err != nil {
		return err
	}
	unit.Areas = inDalarna
	for _, d := range []contact.Draft{gateway, line, public} {
		if _, err := s.confirmed(ctx, s.people[Per], s.people[Astrid], d); err != nil {
			return err
		}
	}
	if _, err := s.Contacts.Add(ctx, s.people[Per], directory.PES, form); err != nil {
		return err
	}
	return s.manned(ctx, s.people[Per], s.people[Per], unit, 8, Maja, Moa)
}

// countyOf gives the codes of a county's municipalities.
func (s *contactStory) countyOf(ctx context.Context, county string) (codes []string, err error) {
	all, err := directory.All(ctx, s.DB, s.day)
	for _, m := range all {
		if m.CountyCode == county {
			codes = append(codes, m.Code)
		}
	}
	return codes, err
}

// boards enters the paths of the boards. Ludvika's employment unit has planned two weeks, so that the rest is a hole.
func (s *contactStory) boards(ctx context.Context) error {
	base := contact.Draft{Channel: contact.Samsyn, Hours: calendar.OfficeHours(), Personal: true, FirstDays: 1, AnswerDays: 2, From: since, Open: true, Languages: "svenska"}
	common := []contact.Topic{"M-PLAN", "M-OFFICER", "M-MEETING", "M-GENERAL"}
	work, income, reception, falun := base, base, base, base
	work.Name, work.Owner, work.Topics = "Arbetsmarknadsenheten (Demo)", s.people[Anna].ID, append([]contact.Topic{"M-MEASURE", "M-YOUTH", "M-EDUCATION", "M-PLACEMENT"}, common...)
	income.Name, income.Owner, income.Topics = "Enheten för ekonomiskt bistånd (Demo)", s.people[Birgit].ID, append([]contact.Topic{"M-INCOME"}, common...)
	reception.Name, reception.Channel, reception.Address, reception.Protected, reception.Owner = "Socialtjänstens mottagning (Demo)", contact.Phone, "0240-000 00", true, s.people[Birgit].ID
	reception.Topics, reception.Languages = income.Topics, "svenska, finska"
	falun.Name, falun.Owner, falun.Topics = "Arbetsmarknadsenheten (Demo)", s.people[Johan].ID, work.Topics
	if err := s.manned(ctx, s.people[Anna], s.people[Anna], work, 2, Sara); err != nil {
		return err
	}
	if err := s.manned(ctx, s.people[Birgit], s.people[Birgit], income, 8, Elin, Nora); err != nil {
		return err
	}
	if err := s.manned(ctx, s.people[Johan], s.people[Johan], falun, 8, Ture); err != nil {
		return err
	}
	_, err := s.confirmed(ctx, s.people[Birgit], s.people[Birgit], reception)
	return err
}

// confirmed adds a path and lets who answers for it confirm it.
func (s *contactStory) confirmed(ctx context.Context, adds, confirms policy.Actor, d contact.Draft) (contact.Path, error) {
	p, err := s.Contacts.Add(ctx, adds, adds.Authority, d)
	if err != nil {
		return p, err
	}
	return s.Contacts.Confirm(ctx, confirms, p.ID, p.Version)
}

// manned adds and confirms a path and plans its rota from this week's Monday or today.
func (s *contactStory) manned(ctx context.Context, adds, confirms policy.Actor, d contact.Draft, weeks int, users ...string) error {
	p, err := s.confirmed(ctx, adds, confirms, d)
	if err != nil {
		return err
	}
	plan := contact.RotaPlan{From: s.day, Weeks: weeks}
	for _, u := range users {
		plan.Accounts = append(plan.Accounts, s.people[u].ID)
	}
	_, err = s.Contacts.Plan(ctx, adds, p.ID, p.Version, plan)
	return err
}

// absence lets Elin be away in two weeks, with Nora in her place.
func (s *contactStory) absence(ctx context.Context) error {
	from := calendar.AddWorkingDays(s.day, 10)
	elin := s.people[Elin]
	_, err := s.Contacts.Away(ctx, elin, elin.Authority, contact.AbsenceInput{Account: elin.ID, Substitute: s.people[Nora].ID, From: from, To: from.AddDays(2)})
	return err
}
