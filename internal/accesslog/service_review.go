package accesslog

import (
	"context"
	"strings"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

const (
	reviewColumns = "id, authority_id, from_on, to_on, seed, size, readings, readers, state, opened_by, opened_at, due_at, closed_by, closed_at, reminded_at, version"
	lineColumns   = `id, review_id, authority_id, no, entry_id, at, account_id, person_id, thing_kind, thing_id, action, change, drawn, flags, result, judged_by, judged_at,
	asked_by, asked_at, explained_at, version`
)

// Reviews gives the reviews that the actor may see, the latest first, at most limit; after is the id of the last of the page
// before.
func (s *Service) Reviews(ctx context.Context, q db.Reader, a policy.Actor, after string, limit int) ([]Review, error) {
	var args []any
	text := "SELECT " + reviewColumns + " FROM accesslog_review r WHERE " + policy.Where(q, a, policy.ListLogReviews, "r", &args)
	if after != "" {
		args = append(args, after)
		text += " AND id < " + last(args)
	}
	return db.All[Review](ctx, q, text+" ORDER BY id DESC"+db.Limit(limit), args...)
}

// Whole is a review with its lines and what the rules found.
type Whole struct {
	Review
	Lines   []Line
	Flagged []Flagged
	Number  string // its registry number
}

// Judged counts the lines that are judged.
func (w Whole) Judged() (n int) {
	for _, l := range w.Lines {
		if l.Result != "" {
			n++
		}
	}
	return n
}

// Next gives the first line that this reader is to judge; ok is false when none is left to them.
func (w Whole) Next(account string) (Line, bool) {
	for _, l := range w.Lines {
		if l.Result == "" && l.Account != account && (l.AskedAt.IsZero() || !l.ExplainedAt.IsZero()) {
			return l, true
		}
	}
	return Line{}, false
}

// Get gives a review to somebody who may see it.
func (s *Service) Get(ctx context.Context, q db.Reader, a policy.Actor, id string) (w Whole, err error) {
	if err = policy.CheckRead(ctx, q, a, policy.ReadLogReview, ref.To(ReviewKind, id)); err != nil {
		return w, err
	}
	return whole(ctx, q, id)
}

func whole(ctx context.Context, q db.Reader, id string) (w Whole, err error) {
	if w.Review, err = one[Review](ctx, q, "SELECT "+reviewColumns+" FROM accesslog_review WHERE id = $1", id); err != nil {
		return w, err
	}
	if w.Lines, err = db.All[Line](ctx, q, "SELECT "+lineColumns+" FROM accesslog_line WHERE review_id = $1 ORDER BY no", id); err != nil {
		return w, err
	}
	if w.Number, err = registryOf(ctx, q, w.Authority, w.Ref()); err != nil {
		return w, err
	}
	w.Flagged, err = db.All[Flagged](ctx, q, "SELECT review_id, rule, threshold, found, taken FROM accesslog_flagged WHERE review_id = $1 ORDER BY rule", id)
	return w, err
}

func line(ctx context.Context, q db.Reader, id string) (Line, error) {
	return one[Line](ctx, q, "SELECT "+lineColumns+" FROM accesslog_line WHERE id = $1", id)
}

// Said is what was written of a reading in a review.
type Said struct {
	Words       string // the auditor's
	Explanation string // by whoever read
}

// LineOf gives a reading in a review with what was written of it, and the readings of the review that it is one of.
func (s *Service) LineOf(ctx context.Context, q db.Reader, a policy.Actor, id string) (l Line, said Said, w Whole, err error) {
	if err = policy.CheckRead(ctx, q, a, policy.ReadReviewed, ref.To(LineKind, id)); err != nil {
		return l, said, w, err
	}
	if l, err = line(ctx, q, id); err != nil {
		return l, said, w, err
	}
	if w, err = s.Get(ctx, q, a, l.Review); err != nil {
		return Line{}, said, w, err
	}
	said, err = s.saidOf(ctx, q, id)
	return l, said, w, err
}

func (s *Service) saidOf(ctx context.Context, q db.Reader, id string) (said Said, err error) {
	if said.Words, err = s.words(ctx, q, "accesslog_line", "words", id); err != nil {
		return said, err
	}
	said.Explanation, err = s.words(ctx, q, "accesslog_line", "explanation", id)
	return said, err
}

// Whom shows the auditor whom a reading was about, and notes on that person's record that it was seen.
func (s *Service) Whom(ctx context.Context, actor policy.Actor, id string) (name string, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		by, err := policy.CheckReadBy(ctx, tx, actor, policy.SeeReviewed, ref.To(LineKind, id))
		if err != nil {
			return err
		}
		l, err := line(ctx, tx, id)
		if err != nil {
			return err
		}
		if name, err = s.nameOf(ctx, tx, l.Person); err != nil {
			return err
		}
		return tx.Note(policy.SeeReviewed, ref.To(person.PersonKind, l.Person), struct {
			policy.By
			About ref.Ref `json:"about"`
		}{by, l.Ref()})
	})
	return name, err
}

// onLine is an act on one reading: read, may, rule, write, note.
func (s *Service) onLine(ctx context.Context, actor policy.Actor, act policy.Action, id string, version int64, rule func(tx *audit.Tx, l *Line) (map[string]any, error)) (l Line, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, act, ref.To(LineKind, id)); err != nil {
			return err
		}
		if l, err = line(ctx, tx, id); err != nil {
			return err
		}
		if version != 0 && version != l.Version {
			return fault.New(fault.Conflict, meanwhile)
		}
		n, err := rule(tx, &l)
		if err != nil {
			return err
		}
		return tx.Note(act, l.Ref(), n)
	})
	return l, err
}

// Judge notes what the auditor found of a reading. While the review goes on it can be judged anew.
func (s *Service) Judge(ctx context.Context, actor policy.Actor, id string, version int64, r Result, words string) (Line, error) {
	words = strings.TrimSpace(words)
	return s.onLine(ctx, actor, policy.JudgeReading, id, version, func(tx *audit.Tx, l *Line) (map[string]any, error) {
		if err := l.judge(r, words); err != nil {
			return nil, err
		}
		sealed, err := sealText(s.Trail.Keys(), at("accesslog_line", "words", id), words)
		if err != nil {
			return nil, err
		}
		l.Result, l.JudgedBy, l.JudgedAt = r, actor.ID, db.At(tx.Now())
		n, err := tx.Exec(ctx, "UPDATE accesslog_line SET result = $3, words = $4, judged_by = $5, judged_at = $6, version = version + 1 WHERE id = $1 AND version = $2", id, l.Version, r, sealed, actor.ID, l.JudgedAt)
		l.Version++
		return map[string]any{"result": r}, changed(n, err)
	})
}

// Ask asks whoever read to say why, by a notice.
func (s *Service) Ask(ctx context.Context, actor policy.Actor, id string, version int64) (Line, error) {
	return s.onLine(ctx, actor, policy.JudgeReading, id, version, func(tx *audit.Tx, l *Line) (map[string]any, error) {
		if err := l.ask(); err != nil {
			return nil, err
		}
		l.AskedBy, l.AskedAt = actor.ID, db.At(tx.Now())
		n, err := tx.Exec(ctx, "UPDATE accesslog_line SET asked_by = $3, asked_at = $4, version = version + 1 WHERE id = $1 AND version = $2", id, l.Version, actor.ID, l.AskedAt)
		if err := changed(n, err); err != nil {
			return nil, err
		}
		l.Version++
		text := language.T("Du har läst uppgifter om en person %s. Den som granskar loggen vill veta varför.", "You read data about a person on %s. Whoever reviews the log wants to know why.").With(calendar.LongDateTime(l.At.Time))
		return map[string]any{"asked": true}, s.tell(ctx, tx, News{Kind: NewsAsked, Thing: ref.To(QuestionKind, l.ID), Accounts: []string{l.Account}, Text: text})
	})
}

// Asked gives a reading to whoever did it and was asked why, with what they answered.
func (s *Service) Asked(ctx context.Context, q db.Reader, a policy.Actor, id string) (l Line, said string, err error) {
	if err = policy.CheckRead(ctx, q, a, policy.ExplainReading, ref.To(LineKind, id)); err != nil {
		return l, "", err
	}
	if l, err = line(ctx, q, id); err != nil {
		return l, "", err
	}
	said, err = s.words(ctx, q, "accesslog_line", "explanation", id)
	return l, said, err
}

// Explain is the answer of whoever read. It can be given once, until the reading is judged.
func (s *Service) Explain(ctx context.Context, actor policy.Actor, id string, version int64, text string) (Line, error) {
	text = strings.TrimSpace(text)
	return s.onLine(ctx, actor, policy.ExplainReading, id, version, func(tx *audit.Tx, l *Line) (map[string]any, error) {
		if !l.ExplainedAt.IsZero() || l.Result != "" {
			return nil, fault.New(fault.Conflict, language.T("Frågan är redan besvarad eller läsningen redan bedömd.", "The question is answered already, or the reading judged.")) // what is judged is not explained anew
		}
		if text == "" {
			says := language.T("Skriv varför du läste.", "Write why you read.")
			return nil, fault.New(fault.Invalid, says, fault.Field(fieldSaid, says))
		}
		sealed, err := sealText(s.Trail.Keys(), at("accesslog_line", "explanation", id), text)
		if err != nil {
			return nil, err
		}
		l.ExplainedAt = db.At(tx.Now())
		n, err := tx.Exec(ctx, "UPDATE accesslog_line SET explanation = $3, explained_at = $4, version = version + 1 WHERE id = $1 AND version = $2", id, l.Version, sealed, l.ExplainedAt)
		if err := changed(n, err); err != nil {
			return nil, err
		}
		l.Version++
		answered := language.T("Den som läste har svarat på din fråga i loggkontrollen.", "Whoever read has answered your question in the log review.")
		return nil, s.tell(ctx, tx, News{Kind: NewsAsked, Thing: l.Ref(), Accounts: []string{l.AskedBy}, Text: answered})
	})
}

// Close ends a review in which every reading is judged, and counts it where the authority has agreed to (K20.4).
func (s *Service) Close(ctx context.Context, actor policy.Actor, id string, version int64) (w Whole, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, policy.CloseLogReview, ref.To(ReviewKind, id)); err != nil {
			return err
		}
		if w, err = whole(ctx, tx, id); err != nil {
			return err
		}
		if w.State != Open || version != 0 && version != w.Version {
			return fault.New(fault.Conflict, meanwhile)
		}
		if left := len(w.Lines) - w.Judged(); left > 0 {
			return fault.New(fault.Conflict, language.Plural(left, language.T("%d läsning är inte bedömd än. Loggkontrollen avslutas när alla är det.", "%d reading is not judged yet. The log review is closed when all are."),
				language.T("%d läsningar är inte bedömda än. Loggkontrollen avslutas när alla är det.", "%d readings are not judged yet. The log review is closed when all are.")))
		}
		w.State, w.ClosedBy, w.ClosedAt = Closed, actor.ID, db.At(tx.Now())
		n, err := tx.Exec(ctx, "UPDATE accesslog_review SET state = 'closed', closed_by = $3, closed_at = $4, version = version + 1 WHERE id = $1 AND version = $2", id, w.Version, actor.ID, w.ClosedAt)
		if err := changed(n, err); err != nil {
			return err
		}
		w.Version++
		if err := s.counted(ctx, tx, w.Review); err != nil {
			return err
		}
		return tx.Note(policy.CloseLogReview, w.Ref(), map[string]any{"lines": len(w.Lines)})
	})
	return w, err
}

// counted records a closed review in each municipality that the authority has agreed with: a board in its own, the agency in
// each that it has an agreement in force with.
func (s *Service) counted(ctx context.Context, tx *audit.Tx, r Review) error {
	day := calendar.DateOf(tx.Now())
	a, err := directory.AuthorityByID(ctx, tx, r.Authority, day)
	if err != nil {
		return err
	}
	places := []string{a.MunicipalityCode}
	if r.Authority == directory.PES {
		if places, err = agreed(ctx, tx, day); err != nil {
			return err
		}
	}
	var facts []fact.Fact
	for _, place := range places {
		f := owed{fact.LogReviews, "K20.4", r.Authority, place, r.OpenedAt, r.ClosedAt}.fact()
		f.Closed, f.Outcome = r.ClosedAt, "closed"
		facts = append(facts, f)
	}
	return s.leave(ctx, tx, r.Ref(), facts...)
}

// agreed gives the municipalities that have an agreement in force on a day.
func agreed(ctx context.Context, q db.Reader, day calendar.Date) ([]string, error) {
	list, err := agreement.List(ctx, q, agreement.Filter{State: agreement.InForce, On: day})
	places := map[string]bool{}
	for _, a := range list {
		for _, code := range a.Municipalities() {
			places[code] = true
		}
	}
	return sorted(places), err
}

// tellDrawn tells the authority's auditors, but who drew it, that a review is drawn.
func (s *Service) tellDrawn(ctx context.Context, tx *audit.Tx, r Review, lines int) error {
	auditors, err := others(ctx, tx, r.Authority, tx.Actor().ID, policy.LogAuditor)
	if err != nil {
		return err
	}
	text := language.T("Loggkontrollen av %s är dragen: %d läsningar att bedöma senast %s.", "The log review of %s is drawn: %d readings to judge by %s.").With(lower(r.Name()), lines, calendar.DateOf(r.Due.Time).AddDays(-1).Long())
	return s.tell(ctx, tx, News{Kind: NewsDrawn, Thing: r.Ref(), Accounts: auditors, Text: text})
}

// others gives those who hold some roles at an authority, but one.
func others(ctx context.Context, q db.Reader, authority, but string, roles ...policy.Role) (out []string, err error) {
	for _, role := range roles {
		found, err := account.HoldersOf(ctx, q, role, []string{authority}, calendar.DateOf(q.Now()))
		if err != nil {
			return nil, err
		}
		for _, id := range found {
			if id != but {
				out = append(out, id)
			}
		}
	}
	return out, nil
}
