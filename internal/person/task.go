package person

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// TaskKind is a sort of thing that must be done about a person.
type TaskKind string

// The kinds of tasks.
const (
	ReturnedMail TaskKind = "returned-mail" // a letter came back: find out where the person is (JO 5254-2016)
	Inform       TaskKind = "inform"        // tell the person that a consent was not enough (JO 3185-2017)
	StopTelling  TaskKind = "stop"          // a consent was withdrawn: see to it that nothing more is told
)

// TaskRef is the kind of thing that a task is in the trail and in links.
const TaskRef ref.Kind = "person-task"

// Name says in words what is to be done.
func (k TaskKind) Name() language.Text {
	switch k {
	case ReturnedMail:
		return language.T("Ett brev har kommit i retur. Ta reda på hur personen nås och skicka svaret på nytt.", "A letter has come back. Find out how the person is reached and send the answer again.")
	case Inform:
		return language.T("Samtycket räckte inte. Berätta det för personen, och vad som saknas.", "The consent was not enough. Tell the person so, and what is missing.")
	case StopTelling:
		return language.T("Samtycket är återkallat. Lämna inga fler uppgifter med stöd av det, och se om något som redan lämnats behöver rättas eller tas bort.", "The consent is withdrawn. Tell nothing more on it, and see whether anything already told must be put right or removed.")
	}
	return language.Same(string(k))
}

// Task is one thing that must be done about a person.
type Task struct {
	ID        string   `db:"id"`
	Person    string   `db:"person_id"`
	Authority string   `db:"authority_id"`
	Kind      TaskKind `db:"kind"`
	About     ref.Ref
	CreatedAt db.Time `db:"created_at"`
	DoneAt    db.Time `db:"done_at"`
	Version   int64   `db:"version"`
}

// Ask writes down a task in an act under way, which notes it itself.
func (s *Service) Ask(ctx context.Context, tx *audit.Tx, t Task) error { return s.ask(ctx, tx, t) }

func (s *Service) ask(ctx context.Context, tx *audit.Tx, t Task) error {
	t.ID, t.CreatedAt, t.Version = tx.NewID(), db.At(tx.Now()), 1
	return db.InsertLater(ctx, tx, "person_task", struct {
		Task
		AboutKind ref.Kind `db:"about_kind"`
		AboutID   string   `db:"about_id"`
		DoneBy    string   `db:"done_by"`
	}{Task: t, AboutKind: t.About.Kind, AboutID: t.About.ID})
}

// Done notes that a task is done, and how, in the doer's words. Telling a person of a rejection is noted on the ground.
func (s *Service) Done(ctx context.Context, actor policy.Actor, id string, version int64, note string) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.DoPersonTask, ref.To(TaskRef, id)); err != nil {
			return err
		}
		t, err := task(ctx, tx, id)
		if err != nil {
			return err
		}
		sealed, err := sealText(s.keys(), place("person_task", "note", id), note)
		if err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `UPDATE person_task SET done_at = $3, done_by = $4, note = $5, version = version + 1 WHERE id = $1 AND version = $2 AND done_at IS NULL`,
			id, version, db.At(tx.Now()), actor.ID, sealed)
		if err := changed(n, err); err != nil {
			return err
		}
		if t.Kind == Inform && t.About.Kind == GroundKind {
			if _, err := tx.Exec(ctx, `UPDATE person_ground SET informed_at = $2, version = version + 1 WHERE id = $1`, t.About.ID, db.At(tx.Now())); err != nil {
				return err
			}
			for _, follow := range s.Informed {
				if err := follow(ctx, tx, Ground{ID: t.About.ID, Person: t.Person, Authority: t.Authority}); err != nil {
					return err
				}
			}
		}
		return tx.Note(policy.DoPersonTask, ref.To(PersonKind, t.Person), map[string]any{"kind": t.Kind})
	})
}

type storedTask struct {
	Task
	AboutKind ref.Kind `db:"about_kind"`
	AboutID   string   `db:"about_id"`
}

func (t storedTask) task() Task {
	t.Task.About = ref.To(t.AboutKind, t.AboutID)
	return t.Task
}

const taskColumns = `id, person_id, authority_id, kind, about_kind, about_id, created_at, done_at, version`

func task(ctx context.Context, q db.Reader, id string) (Task, error) {
	found, err := db.All[storedTask](ctx, q, `SELECT `+taskColumns+` FROM person_task WHERE id = $1`, id)
	if err == nil && len(found) == 0 {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Task{}, err
	}
	return found[0].task(), nil
}

// Tasks gives what is to be done about persons that the actor may see, the oldest first.
func Tasks(ctx context.Context, q db.Reader, actor policy.Actor) ([]Task, error) {
	var args []any
	where := policy.Where(q, actor, policy.ReadPersonTasks, "person_task", &args)
	rows, err := db.All[storedTask](ctx, q, `SELECT `+taskColumns+` FROM person_task WHERE done_at IS NULL AND `+where+` ORDER BY created_at, id`, args...)
	list := make([]Task, len(rows))
	for i, row := range rows {
		list[i] = row.task()
	}
	return list, err
}
