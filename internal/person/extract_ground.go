package person

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/law"
)

func (s *Service) ownGrounds(ctx context.Context, q db.Reader, p Person) (Section, error) {
	out := Section{ID: "grounds", Title: language.T("Grunder för att lämna uppgifter om dig", "Grounds for telling something about you"), Why: language.T("Ett samtycke eller annat stöd i lag, till den mottagare som står här.", "A consent or other support in law, to the receiver that stands here.")}
	list, err := Grounds(ctx, q, p.ID)
	if err == nil {
		err = s.purposes(ctx, q, p.ID, list)
	}
	if err != nil {
		return out, err
	}
	words, err := s.groundWords(ctx, q, p.ID)
	if err != nil {
		return out, err
	}
	to, err := receivers(ctx, q, list)
	for _, g := range list {
		out.Entries = append(out.Entries, entryOfGround(g, words[g.ID], to[g.To].Title()))
	}
	return out, err
}

func receivers(ctx context.Context, q db.Reader, list []Ground) (map[string]directory.Authority, error) {
	var ids []string
	for _, g := range list {
		ids = append(ids, g.To)
	}
	return directory.Authorities(ctx, q, ids, calendar.DateOf(q.Now()))
}

func entryOfGround(g Ground, w groundWords, to string) Entry {
	kind, _ := law.GroundOf(g.Kind)
	e := Entry{Heading: kind.Name}
	e.Add("Till", "To", to)
	e.Add("Ändamål", "Purpose", g.Purpose)
	if g.Kind == law.Consent {
		e.Say("Uppgifter om hälsa", "Data about health", g.Topics.healthSaid())
	}
	e.Say("Läge", "State", g.State.Name())
	e.Say("Hur det lämnades", "How it was given", g.Form.Name())
	e.Add("Lagrum", "Provision", g.Citation)
	e.Add("Varför grunden gäller", "Why the ground holds", w.motive)
	e.Add("Varför den inte räckte", "Why it was not enough", w.reason)
	if g.Evidence != "" {
		e.Say("Underlag", "Evidence", language.T("finns hos myndigheten, och lämnas ut på begäran", "is with the authority, and is given when asked for"))
	}
	e.When("Från", "From", g.StartsAt)
	e.When("Till och med", "Until", g.EndsAt)
	e.When("Du fick veta", "You were told", g.Informed)
	e.When("Återkallat", "Withdrawn", g.Stopped)
	return e
}

// Name gives the state of a ground in words.
func (s GroundState) Name() language.Text {
	switch s {
	case Submitted:
		return language.T("lämnat, inte prövat än", "given, not judged yet")
	case Accepted:
		return language.T("godtaget", "accepted")
	case Rejected:
		return language.T("räckte inte", "was not enough")
	case Withdrawn:
		return language.T("återkallat", "withdrawn")
	}
	return language.Same(string(s))
}

type groundWords struct{ motive, reason string }

// groundWords opens what was written of the grounds of a record.
func (s *Service) groundWords(ctx context.Context, q db.Reader, person string) (map[string]groundWords, error) {
	rows, err := db.All[struct {
		ID     string `db:"id"`
		Motive []byte `db:"motive"`
		Reason []byte `db:"reason"`
	}](ctx, q, "SELECT id, motive, reason FROM person_ground WHERE person_id = $1", person)
	out := make(map[string]groundWords, len(rows))
	for _, r := range rows {
		var w groundWords
		if w.motive, err = openText(s.keys(), place("person_ground", "motive", r.ID), r.Motive); err != nil {
			return nil, err
		}
		if w.reason, err = openText(s.keys(), place("person_ground", "reason", r.ID), r.Reason); err != nil {
			return nil, err
		}
		out[r.ID] = w
	}
	return out, err
}

// ownTests are the secrecy tests: what was told, to the extent that it was written down, and what was not.
func (s *Service) ownTests(ctx context.Context, q db.Reader, p Person) (Section, error) {
	out := Section{ID: "tests", Title: language.T("Prövningar av vad som får lämnas ut", "Tests of what may be told"), Why: language.T("Varje utlämnande prövas och antecknas.", "Each disclosure is tested and noted.")}
	rows, err := db.All[struct {
		testRow
		ID       string `db:"id"`
		Given    []byte `db:"given"`
		Withheld []byte `db:"withheld"`
	}](ctx, q, "SELECT id, at, result, ground, thing_id, given, withheld FROM person_test WHERE person_id = $1 ORDER BY at, id", p.ID)
	if err != nil {
		return out, err
	}
	for _, r := range rows {
		given, err := openText(s.keys(), place("person_test", "given", r.ID), r.Given)
		if err != nil {
			return out, err
		}
		withheld, err := openText(s.keys(), place("person_test", "withheld", r.ID), r.Withheld)
		if err != nil {
			return out, err
		}
		kind, _ := law.GroundOf(r.Ground)
		e := Entry{Heading: calendar.DateTime(r.At.Time)}
		e.Say("Beslut", "Decision", r.Result.Name())
		e.Say("Grund", "Ground", kind.Name)
		e.Add("Det som lämnades", "What was told", given)
		e.Add("Det som inte lämnades", "What was not told", withheld)
		out.Entries = append(out.Entries, e)
	}
	return out, nil
}

// Name gives the result of a secrecy test in words.
func (r Result) Name() language.Text {
	switch r {
	case Disclose:
		return language.T("lämnas ut", "is told")
	case DisclosePart:
		return language.T("lämnas ut i del", "is told in part")
	case Refuse:
		return language.T("lämnas inte ut", "is not told")
	}
	return language.Same(string(r))
}

func (s *Service) ownTasks(ctx context.Context, q db.Reader, p Person) (Section, error) {
	out := Section{ID: "tasks", Title: language.T("Det som ska göras om dig", "What is to be done about you"), Why: language.T("För att inget ska bli liggande.", "So that nothing is left lying.")}
	rows, err := db.All[struct {
		storedTask
		Note []byte `db:"note"`
	}](ctx, q, "SELECT "+taskColumns+", note FROM person_task WHERE person_id = $1 ORDER BY created_at, id", p.ID)
	if err != nil {
		return out, err
	}
	for _, r := range rows {
		note, err := openText(s.keys(), place("person_task", "note", r.ID), r.Note)
		if err != nil {
			return out, err
		}
		e := Entry{Heading: r.Kind.Name()}
		e.When("Antecknat", "Noted", r.CreatedAt)
		e.When("Gjort", "Done", r.DoneAt)
		e.Add("Vad som gjordes", "What was done", note)
		out.Entries = append(out.Entries, e)
	}
	return out, nil
}

func (s *Service) ownRestrictions(ctx context.Context, q db.Reader, p Person) (Section, error) {
	out := Section{ID: "restrictions", Title: language.T("Begränsad behandling", "Restricted processing"), Why: language.T("Medan behandlingen är begränsad lämnas inget nytt om dig.", "While the processing is restricted nothing new is told about you.")}
	list, err := Restrictions(ctx, q, p.ID)
	for _, r := range list {
		e := Entry{Heading: calendar.DateTime(r.StartsAt.Time)}
		e.When("Från", "From", r.StartsAt)
		e.When("Hävd", "Lifted", r.EndsAt)
		out.Entries = append(out.Entries, e)
	}
	return out, err
}
