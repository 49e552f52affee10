package signing

import (
	"bytes"
	"context"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/job"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/pdf"
	"samsyn/internal/policy"
)

// SealJob is the kind of the job that makes the sealed document of a signed agreement.
const SealJob = "signing.seal"

// What the trail says of what no person does.
const (
	ActionSeal   policy.Action = "signing.seal"
	ActionRemind policy.Action = "signing.remind"
)

type sealing struct {
	Round string `json:"round"`
}

// enqueueSealing lets the document be made right after the act: it is drawn from what is frozen, so that it may be made
// at any time and again, and the act of the last signature stays short.
func enqueueSealing(ctx context.Context, tx *audit.Tx, round string) error {
	_, err := job.Enqueue(ctx, tx.Tx, job.New{Kind: SealJob, Key: SealJob + ":" + round, Args: sealing{round}})
	return err
}

// RunSeal makes the sealed document of the round that a job names. Once made it is not made again.
func (s *Service) RunSeal(ctx context.Context, j job.Job) error {
	var args sealing
	if err := j.Read(&args); err != nil {
		return err
	}
	return s.Seal(ctx, args.Round)
}

// Seal makes the sealed document of a completed round and keeps it.
func (s *Service) Seal(ctx context.Context, round string) error {
	q := s.Trail.DB()
	r, err := get(ctx, q, round)
	if err != nil || r.State != Completed || r.Sealed != "" {
		return err
	}
	data, err := s.sealed(ctx, q, r)
	if err != nil {
		return err
	}
	checked, err := file.Check(file.Input{Name: "overenskommelse.pdf", Content: bytes.NewReader(data), Size: int64(len(data)), Owner: directory.PES})
	if err != nil {
		return err
	}
	return s.Trail.Do(ctx, policy.Process("samsyn signing"), func(tx *audit.Tx) error {
		kept, err := file.Put(ctx, tx.Tx, s.Keys, checked)
		if err != nil {
			return err
		}
		mine := r
		mine.Sealed = kept.ID
		if err := updateRound(ctx, tx, &mine); err != nil {
			return err
		}
		if err := s.Agreements.KeepSigned(ctx, tx, r.Agreement, kept.ID); err != nil {
			return err
		}
		return tx.Note(ActionSeal, r.Ref(), map[string]any{"file": kept.ID, "agreement": r.Agreement})
	})
}

// sealed draws the document and seals it once for each signature, in the order in which they were given.
func (s *Service) sealed(ctx context.Context, q db.Reader, r Round) ([]byte, error) {
	p, err := s.paper(ctx, q, r)
	if err != nil {
		return nil, err
	}
	data, err := pdf.Render(p.Document(language.Swedish))
	if err != nil {
		return nil, err
	}
	stamp, err := s.Keys.Stamp()
	if err != nil {
		return nil, err
	}
	by := pdf.Signer{Key: stamp.Key, Certificate: stamp.Certificate}
	for _, slot := range inTime(r.Slots) {
		data, err = pdf.Sign(ctx, data, by, pdf.Signing{
			Name: slot.Name, Reason: p.Names[slot.Authority] + ", " + slot.As().In(language.Swedish), At: slot.At.Time, TimestampURL: s.Timestamps,
		})
		if err != nil && s.Timestamps != "" {
			return nil, fault.Wrap(err, fault.Unavailable, stampWaits)
		}
		if err != nil {
			return nil, err
		}
	}
	return data, nil
}

// paper gathers what the document says.
func (s *Service) paper(ctx context.Context, q db.Reader, r Round) (Paper, error) {
	text, err := negotiation.TextAt(ctx, q, r.Draft, r.Text)
	if err != nil {
		return Paper{}, err
	}
	names, err := partyNames(ctx, q, r)
	if err != nil {
		return Paper{}, err
	}
	title, err := s.title(ctx, q, r)
	p := Paper{Title: title, Names: names, Round: r, Doc: text.Doc, Made: r.EndedAt.Time, Stamped: s.Timestamps != ""}
	p.Period.From, p.Period.To = negotiation.Term(text.Doc)
	for _, slot := range r.Slots {
		if n := names[slot.Authority]; len(p.Parties) == 0 || p.Parties[len(p.Parties)-1] != n {
			p.Parties = append(p.Parties, n)
		}
	}
	return p, err
}

// Remind reminds whoever has let a signature wait for some working days, and then stops.
func (s *Service) Remind(ctx context.Context) error {
	q := s.Trail.DB()
	open, err := db.All[string](ctx, q, `SELECT r.id FROM signing_round r WHERE r.state = 'open' ORDER BY r.id`)
	if err != nil {
		return err
	}
	for _, id := range open {
		if err := s.remindIn(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) remindIn(ctx context.Context, round string) error {
	q := s.Trail.DB()
	r, err := get(ctx, q, round)
	if err != nil {
		return err
	}
	for _, slot := range r.Due() {
		given, err := db.One[int](ctx, q, "SELECT CAST(COALESCE(max(days), 0) AS BIGINT) FROM signing_reminder WHERE slot_id = $1", slot.ID)
		if err != nil {
			return err
		}
		due := ReminderDue(calendar.DateOf(r.turnSince(slot)), today(q), given)
		if due == 0 || slot.Account == "" || slot.State != Waiting {
			continue
		}
		if err := s.remindOf(ctx, r, slot, due); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) remindOf(ctx context.Context, r Round, slot Slot, days int) error {
	err := s.Trail.Do(ctx, policy.Process("samsyn reminders"), func(tx *audit.Tx) error {
		if err := db.Insert(ctx, tx, "signing_reminder", struct {
			Slot string `db:"slot_id"`
			Days int    `db:"days"`
		}{slot.ID, days}); err != nil {
			return err
		}
		if err := tx.Note(ActionRemind, slot.Ref(), map[string]int{"working_days": days}); err != nil {
			return err
		}
		return s.tell(ctx, tx, r, Reminder, slot.Account)
	})
	if db.IsUnique(err) {
		return nil // another node was first
	}
	return err
}

// turnSince is when a slot's turn came: when the last of the groups before it signed, or when the round began.
func (r Round) turnSince(slot Slot) time.Time {
	since := r.StartedAt.Time
	for _, s := range r.Slots {
		if s.Group < slot.Group && s.At.After(since) {
			since = s.At.Time
		}
	}
	return since
}

// stampWaits says what holds while the time-stamping service does not answer: the agreement does, and the job tries again.
var stampWaits = language.T("Tidsstämplingstjänsten svarar inte. Överenskommelsen gäller ändå; dokumentet förseglas när tjänsten svarar.",
	"The time-stamping service does not answer. The agreement holds nevertheless; the document is sealed when the service answers.")
