package cast

import (
	"context"
	"errors"

	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/responsibility"
	"samsyn/internal/routine"
)

// routineStory is what the story of routines and responsibilities needs to know.
type routineStory struct {
	*app.App
	day                      calendar.Date
	anna, birgit, per, johan policy.Actor
	ludvika, falun           string // agreements in force
	problem                  error  // the first thing that went wrong; what comes after it does nothing
}

// Routines tells how Ludvika works: four routines, of which one's review is overdue and one is shared and taken over by
// Falun, whose origin has changed since; a responsibility matrix with two holes; and a plan for a reform step.
func Routines(ctx context.Context, a *app.App) error {
	s := &routineStory{App: a, day: today(a)}
	for user, who := range map[string]*policy.Actor{Anna: &s.anna, Birgit: &s.birgit, Per: &s.per, Johan: &s.johan} {
		s.note(func() (err error) { *who, err = actorOf(ctx, a, user); return err }())
	}
	s.ludvika, s.falun = s.inForce(ctx, "2085"), s.inForce(ctx, "2080")
	if s.problem != nil || s.ludvika == "" || s.falun == "" {
		return s.problem
	}
	held, err := routine.List(ctx, a.DB, maker(), routine.Filter{Agreement: s.ludvika, Retired: true})
	if err != nil || len(held) > 0 {
		return err
	}
	s.overdue(ctx)
	s.shared(ctx)
	s.ordinary(ctx)
	s.matrix(ctx)
	s.plan(ctx)
	return s.problem
}

// note keeps the first problem.
func (s *routineStory) note(err error) { s.problem = errors.Join(s.problem, err) }

func (s *routineStory) inForce(ctx context.Context, code string) string {
	found, err := agreement.List(ctx, s.DB, agreement.Filter{Municipality: code, State: agreement.InForce, On: s.day})
	s.note(err)
	if len(found) == 0 {
		return ""
	}
	return found[0].ID
}

// written writes a routine and, when it has a day of review, puts it in force.
func (s *routineStory) written(ctx context.Context, who policy.Actor, at string, c routine.Content, review calendar.Date) routine.Routine {
	if s.problem != nil {
		return routine.Routine{}
	}
	x, err := s.Routines.Write(ctx, who, at, routine.Input{Content: c, Owner: who.Authority, OwnerRole: "samverkansansvarig", OwnerAccount: who.ID})
	if err == nil && !review.IsZero() {
		x, err = s.Routines.PutInForce(ctx, who, x.ID, x.Version, review)
	}
	s.note(err)
	return x
}

func (s *routineStory) overdue(ctx context.Context) {
	s.written(ctx, s.birgit, s.ludvika, routine.Content{Title: "Frågor om enskilda i ärenden om ekonomiskt bistånd (Demo)",
		Purpose: "Den som handlägger ekonomiskt bistånd får svar från Arbetsförmedlingen utan att den enskilde behöver vänta eller själv bära uppgifter mellan oss.",
		Steps: []routine.Step{{Who: "Socialsekreteraren", What: "kontrollerar att grund finns: samtycke eller uppgiftsskyldighet"},
			{Who: "Socialsekreteraren", What: "ställer frågan med ärende, syfte och grund", Within: "samma dag"},
			{Who: "Arbetsförmedlaren", What: "prövar och svarar, eller säger när svaret kommer", Within: "2 arbetsdagar"},
			{Who: "Socialsekreteraren", What: "återkopplar om svaret inte räcker", Within: "5 arbetsdagar"}},
		Clauses: []string{"9", "K9.1", "20"}, Topics: []routine.Topic{"questions", "income-support", "consent"}}, s.day.AddDays(-24))
}

// shared is the routine that Falun has taken over and that has got a new version since.
func (s *routineStory) shared(ctx context.Context) {
	c := routine.Content{Title: "Flerpartsmöten (Demo)", Purpose: "När flera parter behövs kring en person hålls ett möte där personen själv deltar och där det bestäms vem som gör vad.",
		Steps: []routine.Step{{Who: "Den som ser behovet", What: "kallar till möte med syfte och förslag på tider"}, {Who: "Mottagaren", What: "svarar på kallelsen", Within: "3 arbetsdagar"},
			{Who: "Mötesledaren", What: "skriver upp vad som bestämdes och skickar det till alla", Within: "2 arbetsdagar"}},
		Clauses: []string{"13", "K13.1"}, Topics: []routine.Topic{"meetings", "planning"}}
	x := s.written(ctx, s.anna, s.ludvika, c, s.day.AddMonths(8))
	if s.problem != nil {
		return
	}
	x, err := s.Routines.ProposeSharing(ctx, s.anna, x.ID, x.Version)
	if err == nil {
		x, err = s.Routines.AnswerSharing(ctx, s.per, x.ID, x.Version, true)
	}
	var copied routine.Routine
	if err == nil {
		copied, err = s.Routines.TakeOver(ctx, s.johan, x.ID, s.falun, "samverkansansvarig")
	}
	if err == nil {
		_, err = s.Routines.PutInForce(ctx, s.johan, copied.ID, copied.Version, s.day.AddMonths(10))
	}
	if err == nil {
		c.Steps = append(c.Steps, routine.Step{Who: "Mötesledaren", What: "bokar uppföljning innan mötet slutar", Within: "3 månader"})
		x, err = s.Routines.Edit(ctx, s.anna, x.ID, x.Version, routine.Input{Content: c, Owner: x.Owner, OwnerRole: x.OwnerRole, OwnerAccount: x.OwnerAccount})
	}
	if err == nil {
		_, err = s.Routines.PutInForce(ctx, s.anna, x.ID, x.Version, s.day.AddMonths(8))
	}
	s.note(err)
}

// ordinary are one in force and one that is still a draft.
func (s *routineStory) ordinary(ctx context.Context) {
	s.written(ctx, s.per, s.ludvika, routine.Content{Title: "Överlämning mellan parterna (Demo)", Purpose: "Den som lämnas över vet vem som tar emot, och ingen blir stående mellan oss.",
		Steps: []routine.Step{{Who: "Den som lämnar", What: "beskriver vad som är gjort och vad som återstår, med stöd av samtycke"}, {Who: "Den som tar emot", What: "säger ja, eller nej med skäl", Within: "5 arbetsdagar"},
			{Who: "Den som tar emot", What: "kontaktar personen", Within: "10 arbetsdagar"}},
		Clauses: []string{"10", "K10.1", "K10.2"}, Topics: []routine.Topic{"handover"}}, s.day.AddMonths(6))
	s.written(ctx, s.anna, s.ludvika, routine.Content{Title: "Unga som varken arbetar eller studerar (Demo)", Purpose: "Unga under 25 år får kontakt och planering utan väntetid.",
		Steps:   []routine.Step{{Who: "Handläggaren för aktivitetsansvaret", What: "frågar om inskrivning när samtycke finns"}, {Who: "Arbetsförmedlaren", What: "bokar ett första möte", Within: "5 arbetsdagar"}},
		Clauses: []string{"18", "K18.1"}, Topics: []routine.Topic{"youth"}}, calendar.Date{})
}

// matrix is filled but for two tasks, which nobody has said that they hold.
func (s *routineStory) matrix(ctx context.Context) {
	if s.problem != nil {
		return
	}
	if _, err := s.Responsibilities.Propose(ctx, s.anna, s.ludvika); err != nil {
		s.note(err)
		return
	}
	lines, err := responsibility.Lines(ctx, s.DB, s.ludvika)
	for _, l := range lines {
		if err == nil && (l.Task == "case-help" || l.Task == "study-guidance") {
			_, err = s.Responsibilities.Change(ctx, s.anna, s.ludvika, l.ID, l.Version, responsibility.Input{Holder: responsibility.Nobody, Ground: l.Ground, From: l.From, Note: "Tas upp i styrgruppen."})
		}
	}
	if err == nil {
		_, err = s.Responsibilities.Confirm(ctx, s.per, s.ludvika)
	}
	s.note(err)
}

// plan is how Ludvika goes over to data on adult education both ways, with one task that nobody has taken.
func (s *routineStory) plan(ctx context.Context) {
	if s.problem != nil {
		return
	}
	step, _ := law.ReformOf(law.AdultEducationData)
	t, err := s.Responsibilities.Begin(ctx, s.anna, "2085", responsibility.PlanInput{Cause: responsibility.ByReform, Reform: step.ID, On: step.Valid.From,
		Changes: "Kommunen lämnar uppgifter från komvux som Arbetsförmedlingen behöver i ett ärende, och Arbetsförmedlingen lämnar det omvända. Frågorna går inte längre genom den enskilde."})
	moves := []responsibility.MoveInput{{Task: "Lämna uppgifter från komvux", Before: string(responsibility.Nobody), After: s.anna.Authority},
		{Task: "Lämna uppgifter till komvux", Before: string(responsibility.Nobody), After: directory.PES},
		{Task: "Följa upp avbrott i studierna", Before: s.anna.Authority, After: string(responsibility.Nobody)}}
	for _, m := range moves {
		if err == nil {
			t, err = s.Responsibilities.AddMove(ctx, s.anna, t.ID, t.Version, m)
		}
	}
	points := []responsibility.PointInput{{Text: "Utse mottagare av underrättelser", Authority: s.anna.Authority, Due: s.day.AddDays(14)},
		{Text: "Bestämma vem som följer upp avbrott", Authority: directory.PES, Due: s.day.AddDays(30)}}
	for _, p := range points {
		if err == nil {
			t, err = s.Responsibilities.AddPoint(ctx, s.per, t.ID, t.Version, p)
		}
	}
	if err == nil {
		_, err = s.Responsibilities.Agree(ctx, s.anna, t.ID, t.Version)
	}
	s.note(err)
}
