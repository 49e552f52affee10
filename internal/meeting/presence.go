package meeting

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

// PresenceKind is a day of presence in the trail.
const PresenceKind ref.Kind = "presence-day"

// PresenceState is what came of a day.
type PresenceState string

// The states.
const (
	PlannedDay PresenceState = "planned"
	KeptDay    PresenceState = "kept"
	MissedDay  PresenceState = "missed"
)

// Reason is why a day was not kept.
type Reason string

// The reasons.
const (
	NoStaff  Reason = "staff"
	NoRoom   Reason = "premises"
	NoNeed   Reason = "need" // nobody was booked
	NoReason Reason = "other"
)

// Reasons lists the reasons in the order in which they are shown.
func Reasons() []Reason { return []Reason{NoStaff, NoRoom, NoNeed, NoReason} }

// Name gives the reason in words.
func (r Reason) Name() language.Text {
	t := language.T
	switch r {
	case NoStaff:
		return t("ingen kunde komma", "nobody could come")
	case NoRoom:
		return t("lokalen gick inte att använda", "the premises could not be used")
	case NoNeed:
		return t("inget möte var bokat", "no meeting was booked")
	}
	return t("annat skäl", "another reason")
}

// Day is a day on which an authority is in a municipality, in the premises and the hours that were agreed (section 19 of
// an agreement). Nothing in it is about anybody.
type Day struct {
	ID           string        `db:"id"`
	Municipality string        `db:"municipality_code"`
	Authority    string        `db:"authority_id"` // that is to be there
	Premises     string        `db:"premises"`
	Day          calendar.Date `db:"day"`
	Opens        string        `db:"opens"` // 09.00
	Closes       string        `db:"closes"`
	State        PresenceState `db:"state"`
	MovedFrom    calendar.Date `db:"moved_from"` // by agreement, within the month
	Reason       Reason        `db:"reason"`
	PlannedAt    db.Time       `db:"planned_at"`
	Fact         string        `db:"fact_id"` // empty for one that was planned when its month had begun
	Version      int64         `db:"version"`
}

// Ref names the day.
func (d Day) Ref() ref.Ref { return ref.To(PresenceKind, d.ID) }

// waits tells whether a day has come and nobody has noted what came of it.
func (d Day) waits(today calendar.Date) bool { return d.State == PlannedDay && !d.Day.After(today) }

const dayColumns = "id, municipality_code, authority_id, premises, day, opens, closes, state, moved_from, reason, planned_at, fact_id, version"

// Planned is what a day is planned with.
type Planned struct {
	Municipality, Premises string
	Day                    calendar.Date
	Opens, Closes          string
}

// PlanDay plans a day on which the acting authority, the agency, is present. It counts when its month has not begun.
func (s *Service) PlanDay(ctx context.Context, actor policy.Actor, in Planned) (d Day, err error) {
	in.Premises = oneLine(in.Premises)
	known, err := s.book.On(ctx, s.Trail.DB(), today(s.Trail.DB()))
	if err != nil {
		return d, err
	}
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if !policy.May(actor, policy.PlanPresence) {
			return policy.Refusal(actor, policy.PlanPresence)
		}
		if err := in.check(today(tx), known.Places); err != nil {
			return err
		}
		d = Day{ID: tx.NewID(), Municipality: in.Municipality, Authority: actor.Authority, Premises: in.Premises, Day: in.Day, Opens: in.Opens, Closes: in.Closes, State: PlannedDay, PlannedAt: db.At(tx.Now()), Version: 1}
		if in.Day.StartOfMonth().After(today(tx)) {
			if d.Fact, err = s.dayFact(ctx, tx, d); err != nil {
				return err
			}
		}
		if err := db.Insert(ctx, tx, "meeting_presence", d); err != nil {
			if db.IsUnique(err) {
				says := language.T("Dagen är redan planerad i den lokalen.", "The day is planned in those premises already.")
				return fault.New(fault.Conflict, says, fault.Field("day", says))
			}
			return err
		}
		return tx.Note(policy.PlanPresence, d.Ref(), map[string]any{"day": d.Day, "municipality": d.Municipality, "state": d.State})
	})
	return d, err
}

func (in Planned) check(day calendar.Date, municipalities map[string]string) error {
	t := language.T
	var p problems
	_, there := municipalities[in.Municipality]
	p.when(!there, "municipality", t("Välj kommun.", "Choose a municipality."))
	p.when(in.Premises == "", "premises", t("Skriv vilken lokal.", "Write which premises."))
	p.when(len([]rune(in.Premises)) > mostPlace, "premises", t("Skriv kortare: högst %d tecken.", "Write it shorter: at most %d characters.").With(mostPlace))
	p.when(hasNumber(in.Premises), "premises", t("Skriv inte vem någon är.", "Do not write who anybody is."))
	p.when(in.Day.IsZero() || in.Day.Before(day), "day", t("Skriv en dag som kommer.", "Write a day to come."))
	p.when(calendar.TooFar(in.Day, day), "day", calendar.FarAhead)
	p.when(!in.Day.IsZero() && !calendar.IsWorkingDay(in.Day), "day", t("Dagen är ingen arbetsdag.", "The day is no working day."))
	opens, err := calendar.ParseTimeOfDay(in.Opens)
	p.when(err != nil, "opens", t("Skriv klockslaget som tt.mm, till exempel 09.00.", "Write the time as hh:mm, for example 09:00."))
	closes, err2 := calendar.ParseTimeOfDay(in.Closes)
	p.when(err2 != nil || err == nil && closes <= opens, "closes", t("Skriv ett klockslag efter det då dagen börjar.", "Write a time after the day begins."))
	return p.err()
}

// dayFact opens the fact of a day: due by the end of its month, since it may be moved within it.
func (s *Service) dayFact(ctx context.Context, tx *audit.Tx, d Day) (string, error) {
	owed, err := commitment.OwedNow(ctx, tx, commitment.Debt{Metric: fact.PresenceDays, By: d.Authority, To: d.Authority, Municipality: d.Municipality})
	if err != nil {
		return "", err
	}
	ids, err := fact.Open(ctx, tx, fact.Fact{Metric: fact.PresenceDays, Clause: owed.Number, Agreement: owed.Agreement, Municipality: d.Municipality, Authority: d.Authority, Opened: db.At(tx.Now()), Due: db.At(d.Day.EndOfMonth().End())})
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// DayNote is what came of a day.
type DayNote struct {
	State  PresenceState // kept or missed; planned with To moves it
	Reason Reason
	To     calendar.Date // another day of the same month, agreed with the municipality
}

// NoteDay notes that a day was kept, was not and why, or is moved within its month by agreement.
func (s *Service) NoteDay(ctx context.Context, actor policy.Actor, k Key, in DayNote) (d Day, err error) {
	err = s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, policy.NotePresence, Day{ID: k.ID}.Ref()); err != nil {
			return err
		}
		if d, err = s.heldDay(ctx, tx, k); err != nil {
			return err
		}
		if err := in.check(d, today(tx)); err != nil {
			return err
		}
		if err := s.cameOf(ctx, tx, &d, in); err != nil {
			return err
		}
		d.Version++
		if _, err := tx.Exec(ctx, `UPDATE meeting_presence SET day = $2, state = $3, moved_from = $4, reason = $5, version = $6 WHERE id = $1`, d.ID, d.Day, d.State, d.MovedFrom, d.Reason, d.Version); err != nil {
			if db.IsUnique(err) {
				says := language.T("Dagen är redan planerad i den lokalen.", "The day is planned in those premises already.")
				return fault.New(fault.Conflict, says, fault.Field("to", says))
			}
			return err
		}
		return tx.Note(policy.NotePresence, d.Ref(), map[string]any{"day": d.Day, "municipality": d.Municipality, "state": d.State, "reason": d.Reason})
	})
	return d, err
}

func (s *Service) heldDay(ctx context.Context, tx *audit.Tx, k Key) (Day, error) {
	d, err := db.One[Day](ctx, tx, `SELECT `+dayColumns+` FROM meeting_presence WHERE id = $1`+tx.Dialect().ForChange(), k.ID)
	switch {
	case errors.Is(err, db.ErrNone):
		return d, fault.NotFoundThing()
	case err == nil && k.Version != 0 && k.Version != d.Version:
		return d, fault.New(fault.Conflict, meanwhile)
	}
	return d, err
}

func (in DayNote) check(d Day, day calendar.Date) error {
	t := language.T
	var p problems
	switch {
	case d.State != PlannedDay:
		return fault.New(fault.Conflict, notNow)
	case in.State == PlannedDay:
		p.when(in.To.IsZero() || in.To == d.Day || in.To.Before(day) || !calendar.IsWorkingDay(in.To), "to", t("Skriv en arbetsdag som kommer.", "Write a working day to come."))
		p.when(!in.To.IsZero() && in.To.StartOfMonth() != d.Day.StartOfMonth(), "to", t("Dagen kan bara flyttas inom månaden. Planera annars en ny dag.", "The day can be moved only within the month. Else plan a new day."))
	case in.State == KeptDay:
		p.when(d.Day.After(day), "state", t("Dagen har inte varit än.", "The day has not been yet."))
	case in.State == MissedDay:
		p.when(d.Day.After(day), "state", t("Dagen har inte varit än. Går den inte att hålla: flytta den inom månaden, eller anteckna när den har kommit.", "The day has not been yet. If it cannot be kept: move it within the month, or note it when it has come."))
		p.when(!slices.Contains(Reasons(), in.Reason), "reason", t("Välj varför.", "Choose why."))
	default:
		p.when(true, "state", t("Välj hur det blev.", "Choose how it turned out."))
	}
	return p.err()
}

// cameOf puts what came of a day in its place, and ends its fact.
func (s *Service) cameOf(ctx context.Context, tx *audit.Tx, d *Day, in DayNote) error {
	if in.State == PlannedDay {
		if d.MovedFrom.IsZero() {
			d.MovedFrom = d.Day
		}
		d.Day = in.To
		return nil
	}
	d.State, d.Reason = in.State, in.Reason
	outcome := "kept"
	if in.State == MissedDay {
		outcome = fact.MissedAs(string(in.Reason))
	} else {
		d.Reason = ""
	}
	if d.Fact == "" {
		return nil
	}
	at := db.At(tx.Now())
	if end := d.Day.End(); at.After(end) { // it counts by the day itself, whenever it is noted
		at = db.At(end)
	}
	return fact.Close(ctx, tx, fact.PresenceDays, fact.Closing{At: at, Outcome: outcome}, d.Fact)
}

// day gives a day; who may see it is asked by the caller.
func (s *Service) day(ctx context.Context, id string) (Day, error) {
	d, err := db.One[Day](ctx, s.Trail.DB(), `SELECT `+dayColumns+` FROM meeting_presence WHERE id = $1`, id)
	if errors.Is(err, db.ErrNone) {
		err = fault.NotFoundThing()
	}
	return d, err
}

// DayFilter chooses days.
type DayFilter struct {
	Month        calendar.Date // any day of it
	Municipality string
	After        []string
	Limit        int
}

// Days lists days of presence: the agency's own everywhere for it, and those in the own municipality for a board.
func (s *Service) Days(ctx context.Context, q db.Reader, actor policy.Actor, f DayFilter) ([]Day, error) {
	w, err := f.where(ctx, q, actor)
	if err != nil {
		return nil, err
	}
	if f.Limit == 0 {
		f.Limit = web.PageSize
	}
	return db.All[Day](ctx, q, fmt.Sprintf(`SELECT `+dayColumns+` FROM meeting_presence WHERE %s ORDER BY day, id`, w)+db.Limit(f.Limit), w.Args...)
}

func (f DayFilter) where(ctx context.Context, q db.Reader, actor policy.Actor) (*db.Where, error) {
	if !policy.May(actor, policy.ListPresence) {
		return nil, fault.NotFoundThing()
	}
	w := &db.Where{}
	w.Add("day >= $%d AND day <= $%d", f.Month.StartOfMonth(), f.Month.EndOfMonth())
	w.Equal("municipality_code", f.Municipality)
	if actor.Authority != directory.PES {
		a, err := directory.AuthorityByID(ctx, q, actor.Authority, today(q))
		if err != nil {
			return nil, err
		}
		w.Add("municipality_code = $%d", a.MunicipalityCode)
	}
	if len(f.After) == 2 {
		day, err := calendar.ParseDate(f.After[0])
		if err != nil {
			return nil, err
		}
		w.Add("(day, id) > ($%d, $%d)", day, f.After[1])
	}
	return w, nil
}

// DayCounts are how many days a filter finds, and what came of them.
type DayCounts struct {
	All    int64 `db:"days"`
	Kept   int64 `db:"kept"`
	Missed int64 `db:"missed"`
	Waits  int64 `db:"waits"` // that have been, and nobody has noted what came of them
}

// CountDays counts them in one query.
func (s *Service) CountDays(ctx context.Context, q db.Reader, actor policy.Actor, f DayFilter) (DayCounts, error) {
	f.After = nil
	w, err := f.where(ctx, q, actor)
	if err != nil {
		return DayCounts{}, err
	}
	args := append(w.Args, today(q))
	return db.One[DayCounts](ctx, q, fmt.Sprintf(`SELECT COUNT(*) AS days, COUNT(*) FILTER (WHERE state = 'kept') AS kept, COUNT(*) FILTER (WHERE state = 'missed') AS missed,
		COUNT(*) FILTER (WHERE state = 'planned' AND day <= $%d) AS waits FROM meeting_presence WHERE %s`, len(args), w), args...)
}

// Place is where the row stands: what After continues from.
func (d Day) Place() []string { return []string{d.Day.String(), d.ID} }
