package agreement

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// HandoverKind is the kind of a hand-over in the trail.
const HandoverKind ref.Kind = "agreement-handover"

// Handover is that another board of the same municipality takes a board's place from a day (överlämnande). It happens
// when both Arbetsförmedlingen and the new board have agreed; the old board keeps reading what was during its time.
type Handover struct {
	ID            string        `db:"id"`
	Agreement     string        `db:"agreement_id"`
	Municipality  string        `db:"municipality_code"`
	From          string        `db:"from_id"` // the board that leaves
	To            string        `db:"to_id"`   // the board that takes over
	Starts        calendar.Date `db:"starts_on"`
	Reason        string        `db:"reason"`
	By            string        `db:"by_authority"` // who proposed it
	AgencySaid    bool          `db:"agency_said"`
	SuccessorSaid bool          `db:"successor_said"`
	State         HandoverState `db:"state"`
	Version       int64         `db:"version"`
	ProposedAt    db.Time       `db:"proposed_at"`
}

// HandoverState is how far a hand-over has come.
type HandoverState string

// The states of a hand-over.
const (
	HandoverProposed  HandoverState = "proposed"
	HandoverAgreed    HandoverState = "agreed"
	HandoverWithdrawn HandoverState = "withdrawn"
)

// Ref names the hand-over.
func (h Handover) Ref() ref.Ref { return ref.To(HandoverKind, h.ID) }

const handoverColumns = "id, agreement_id, municipality_code, from_id, to_id, starts_on, reason, by_authority, agency_said, successor_said, state, version, proposed_at"

// HandoversOf gives the hand-overs of an agreement, the latest first.
func HandoversOf(ctx context.Context, q db.Reader, id string) ([]Handover, error) {
	return db.All[Handover](ctx, q, "SELECT "+handoverColumns+" FROM agreement_handover WHERE agreement_id = $1 ORDER BY proposed_at DESC, id DESC", id)
}

func handover(ctx context.Context, q db.Reader, id string) (Handover, error) {
	h, err := db.One[Handover](ctx, q, "SELECT "+handoverColumns+" FROM agreement_handover WHERE id = $1", id)
	if errors.Is(err, db.ErrNone) {
		return h, fault.NotFoundThing()
	}
	return h, err
}

// Waiting are those who have not agreed yet: Arbetsförmedlingen, the new board, or both.
func (h Handover) Waiting() []string {
	var out []string
	if h.State != HandoverProposed {
		return nil
	}
	if !h.AgencySaid {
		out = append(out, directory.PES)
	}
	if !h.SuccessorSaid {
		out = append(out, h.To)
	}
	return out
}

// notedHandover is what the trail says of a step of a hand-over; the reason stands in the room's own row.
type notedHandover struct {
	From   string        `json:"from_authority"`
	To     string        `json:"to_authority"`
	Starts calendar.Date `json:"from"`
	State  HandoverState `json:"state"`
}

func (h Handover) note() notedHandover { return notedHandover{h.From, h.To, h.Starts, h.State} }

// ProposeHandover proposes for the actor's authority that a board takes another's place. Who proposes has agreed for its
// own part.
func (s *Service) ProposeHandover(ctx context.Context, actor policy.Actor, h Handover) (Handover, error) {
	err := s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := get(ctx, tx, h.Agreement)
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.HandOver, a.Ref()); err != nil {
			return err
		}
		h.ID, h.By, h.State, h.Version, h.ProposedAt = tx.NewID(), actor.Authority, HandoverProposed, 1, db.At(tx.Now())
		h.Reason, h.Municipality = strings.TrimSpace(h.Reason), a.municipalityOf(h.From)
		h.AgencySaid, h.SuccessorSaid = actor.Authority == directory.PES, actor.Authority == h.To
		if err := h.check(ctx, tx, a); err != nil {
			return err
		}
		if err := db.Insert(ctx, tx, "agreement_handover", h); err != nil {
			return err
		}
		return tx.Note(policy.HandOver, a.Ref(), h.note())
	})
	return h, err
}

// AgreeToHandover says yes for the actor's authority; with the last yes the board is replaced. version is that of the
// hand-over that the person saw.
func (s *Service) AgreeToHandover(ctx context.Context, actor policy.Actor, id string, version int64) (h Handover, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if h, err = s.handoverStep(ctx, tx, id, version); err != nil {
			return err
		}
		h.AgencySaid = h.AgencySaid || actor.Authority == directory.PES
		h.SuccessorSaid = h.SuccessorSaid || actor.Authority == h.To
		if len(h.Waiting()) == 0 {
			h.State = HandoverAgreed
		}
		if err := h.write(ctx, tx); err != nil {
			return err
		}
		if err := tx.Note(policy.AgreeHandOver, h.Ref(), h.note()); err != nil || h.State != HandoverAgreed {
			return err
		}
		return s.succeed(ctx, tx, h)
	})
	return h, err
}

// StopHandover takes a proposal back, or says no to it.
func (s *Service) StopHandover(ctx context.Context, actor policy.Actor, id string, version int64) (h Handover, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if h, err = s.handoverStep(ctx, tx, id, version); err != nil {
			return err
		}
		h.State = HandoverWithdrawn
		if err := h.write(ctx, tx); err != nil {
			return err
		}
		return tx.Note(policy.AgreeHandOver, h.Ref(), h.note())
	})
	return h, err
}

// handoverStep reads a proposal that a step can be taken with.
func (s *Service) handoverStep(ctx context.Context, tx *audit.Tx, id string, version int64) (Handover, error) {
	h, err := handover(ctx, tx, id)
	if err != nil {
		return h, err
	}
	if err := policy.Check(ctx, tx, tx.Actor(), policy.AgreeHandOver, h.Ref()); err != nil {
		return h, err
	}
	if h.State != HandoverProposed || h.Version != version {
		return h, fault.New(fault.Conflict, handoverMoved)
	}
	return h, nil
}

func (h *Handover) write(ctx context.Context, tx *audit.Tx) error {
	n, err := tx.Exec(ctx, "UPDATE agreement_handover SET agency_said = $3, successor_said = $4, state = $5, version = version + 1 WHERE id = $1 AND version = $2",
		h.ID, h.Version, h.AgencySaid, h.SuccessorSaid, h.State)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, handoverMoved)
	}
	h.Version++
	return err
}

// succeed puts the new board in the old one's place from the day.
func (s *Service) succeed(ctx context.Context, tx *audit.Tx, h Handover) error {
	before, err := get(ctx, tx, h.Agreement)
	if err != nil {
		return err
	}
	if err := h.check(ctx, tx, before); err != nil {
		return err // the agreement has changed since it was proposed
	}
	a := before
	a.Parties = slices.Clone(before.Parties)
	for i, p := range a.Parties {
		if p.Authority == h.From {
			a.Parties[i].Left = h.Starts.AddDays(-1)
			p.Authority, p.RegistryNumber, p.Joined = h.To, "", h.Starts
			a.Parties = append(a.Parties, p)
		}
	}
	_, err = s.rewrite(ctx, tx, policy.HandOver, before, a)
	return err
}

// check tells what must be put right about a hand-over.
func (h Handover) check(ctx context.Context, tx *audit.Tx, a Agreement) error {
	boards, err := directory.Boards(ctx, tx, h.Municipality, h.Starts)
	if err != nil {
		return err
	}
	gone, err := db.One[int](ctx, tx, "SELECT count(*) FROM agreement_handover WHERE agreement_id = $1 AND from_id = $2 AND state = 'agreed' AND id <> $3", h.Agreement, h.From, h.ID)
	if err != nil {
		return err
	}
	var p []fault.Problem
	add := func(field string, wrong bool, t language.Text) {
		if wrong {
			p = append(p, fault.Field(field, t))
		}
	}
	there := slices.ContainsFunc(boards, func(b directory.Authority) bool { return b.ID == h.To })
	at := slices.IndexFunc(a.Parties, func(q Party) bool { return q.Authority == h.From })
	add(fieldOld, at < 0 || h.Municipality == "" || a.Parties[at].Gone(today(tx)) || gone > 0, notParty)
	add(fieldNew, !there, notBoard)
	add(fieldNew, there && a.Binds(h.To), partyAlready)
	add(fieldStarts, h.Starts.IsZero() || !a.Period().Contains(h.Starts) || h.Starts == a.From, startsOutside.With(a.Period()))
	if at >= 0 && !h.Starts.IsZero() {
		days := a.Parties[at].Period(a)
		add(fieldStarts, !h.Starts.After(days.From) || !days.Contains(h.Starts), startsOutside.With(days))
	}
	add(fieldReason, h.Reason == "", needReason)
	add(fieldReason, utf8.RuneCountInString(h.Reason) > longReason, tooLong.With(longReason))
	if len(p) > 0 {
		return fault.New(fault.Invalid, putRight, p...)
	}
	return nil
}

// Fields of the form.
const (
	fieldOld    = "from_board"
	fieldNew    = "to_board"
	fieldStarts = "starts_on"
)

var (
	handoverMoved = language.T("Överlämnandet är redan avgjort eller ändrat. Läs in sidan på nytt.", "The hand-over has been settled or changed already. Load the page again.")
	notParty      = language.T("välj en nämnd som är part nu", "choose a board that is a party now")
	notBoard      = language.T("välj en nämnd i samma kommun som finns den dagen", "choose a board of the same municipality that exists on that day")
	partyAlready  = language.T("nämnden är eller har varit part. Välj en annan", "the board is or has been a party. Choose another")
	startsOutside = language.T("den nya nämnden tar över på en dag efter den första i perioden %s. Ändra datumet", "the new board takes over on a day after the first of the period %s. Change the date")
)
