package meeting

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
)

// tendAtOnce is how many meetings are tended in one go.
const tendAtOnce = 200

// Tend reminds of a booked meeting the working day before, and of one that has been and nobody has noted; and lets what is
// due move while a person waits. It is run by the clock; to run it again changes nothing.
func (s *Service) Tend(ctx context.Context) error {
	d := s.Trail.DB()
	day := today(d)
	ids, err := db.All[string](ctx, d, `SELECT m.id FROM meeting m WHERE (m.state = 'booked' AND m.starts_at < $1 AND m.ends_at > $2 AND m.reminded_on IS NULL)
		OR (m.state = 'booked' AND m.ends_at < $3 AND (m.reminded_on IS NULL OR m.reminded_on < $4)) OR (m.waits_since IS NOT NULL AND (m.reminded_on IS NULL OR m.reminded_on < $4)) ORDER BY m.order_at, m.id`+db.Limit(tendAtOnce),
		db.At(calendar.NextWorkingDay(day).End()), db.At(d.Now()), db.At(day.Start()), day)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.Trail.DoRows(ctx, policy.Process("samsyn"), func(tx *audit.Tx) error { return s.tend(ctx, tx, id) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) tend(ctx context.Context, tx *audit.Tx, id string) error {
	m, err := byID(ctx, tx, id)
	if err != nil {
		return err
	}
	mw, err := s.Matters.Load(ctx, tx, m.Matter, policy.TendPersonMeetings)
	if err != nil {
		return err
	}
	w, err := s.load(mw, Key{ID: id}, House)
	if err != nil {
		return err
	}
	if w.m.State == Booked { // while the person waits nobody is reminded, and nothing stands in the matter of it
		text := soonText
		if !w.m.Ends.After(tx.Now()) {
			text = noteText
		}
		for _, d := range w.Desks {
			w.News(d, matter.NewsDue, text)
		}
		w.Occur(matter.MeetRemind, "")
	}
	w.m.Reminded = today(tx)
	if err := w.keep(); err != nil {
		return err
	}
	return mw.Save()
}
