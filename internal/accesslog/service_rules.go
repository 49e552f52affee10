package accesslog

import (
	"context"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Setting is how a rule is set at an authority for some days.
type Setting struct {
	ID        string        `db:"id"`
	Authority string        `db:"authority_id"`
	Rule      Code          `db:"rule"`
	Active    bool          `db:"active"`
	Threshold int64         `db:"threshold"`
	From      calendar.Date `db:"valid_from"`
	To        calendar.Date `db:"valid_to"`
	SetBy     string        `db:"set_by"`
}

// Settings gives how each rule is set at an authority on a day, in the order of Rules: as it was decided, else as usual.
func (s *Service) Settings(ctx context.Context, q db.Reader, authority string, on calendar.Date) ([]Setting, error) {
	rows, err := db.All[Setting](ctx, q, `SELECT id, authority_id, rule, active, threshold, valid_from, valid_to, set_by FROM accesslog_rule
		WHERE authority_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2) ORDER BY valid_from, id`, authority, on)
	decided := map[Code]Setting{}
	for _, r := range rows {
		decided[r.Rule] = r
	}
	var out []Setting
	for _, r := range Rules() {
		set, ok := decided[r.Code]
		if !ok {
			set = Setting{Authority: authority, Rule: r.Code, Active: true, Threshold: r.Usual}
		}
		out = append(out, set)
	}
	return out, err
}

// rulesOn gives the rules that hold on a day, with their thresholds.
func (s *Service) rulesOn(ctx context.Context, q db.Reader, authority string, on calendar.Date) (map[Code]int64, error) {
	all, err := s.Settings(ctx, q, authority, on)
	active := map[Code]int64{}
	for _, set := range all {
		if set.Active {
			active[set.Rule] = set.Threshold
		}
	}
	return active, err
}

// SetRule decides how a rule is set at the own authority from today on; how it was set stays for the days that have been.
func (s *Service) SetRule(ctx context.Context, actor policy.Actor, rule Code, active bool, threshold int64) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, policy.EditLogRules, ref.To("authority", actor.Authority)); err != nil {
			return err
		}
		info, ok := RuleOf(rule)
		if !ok {
			says := language.T("Välj en regel i listan.", "Choose a rule of the list.")
			return fault.New(fault.Invalid, says, fault.Field(fieldRule, says))
		}
		if info.Asks.IsZero() {
			threshold = 0
		} else if threshold < info.Lowest || threshold > info.Highest {
			says := language.T("Skriv ett tal från %d till %d.", "Write a number from %d to %d.").With(info.Lowest, info.Highest)
			return fault.New(fault.Invalid, language.T("Regeln är inte sparad.", "The rule is not saved."), fault.Field(fieldThreshold, says))
		}
		today := calendar.DateOf(tx.Now())
		for _, text := range []string{
			"DELETE FROM accesslog_rule WHERE authority_id = $1 AND rule = $2 AND valid_from = $3",
			"UPDATE accesslog_rule SET valid_to = $4 WHERE authority_id = $1 AND rule = $2 AND valid_from < $3 AND (valid_to IS NULL OR valid_to >= $3)",
		} {
			args := []any{actor.Authority, rule, today}
			if strings.Contains(text, "$4") {
				args = append(args, today.AddDays(-1))
			}
			if _, err := tx.Exec(ctx, text, args...); err != nil {
				return err
			}
		}
		set := Setting{ID: tx.NewID(), Authority: actor.Authority, Rule: rule, Active: active, Threshold: threshold, From: today, SetBy: actor.ID}
		if err := db.Insert(ctx, tx, "accesslog_rule", set); err != nil {
			return err
		}
		return tx.Note(policy.EditLogRules, ref.To("authority", actor.Authority), map[string]any{"rule": rule, "active": active, "threshold": threshold})
	})
}

// Watch is one that the authority watches out for: whose number it is, it does not show.
type Watch struct {
	ID      string  `db:"id"`
	AddedBy string  `db:"added_by"`
	AddedAt db.Time `db:"added_at"`
	Reason  string
}

// Watches gives the own authority's watch list: why, by whom and since when. Whom is shown to nobody.
func (s *Service) Watches(ctx context.Context, q db.Reader, actor policy.Actor) (out []Watch, err error) {
	if err := policy.CheckRead(ctx, q, actor, policy.EditLogRules, ref.To("authority", actor.Authority)); err != nil {
		return nil, err
	}
	rows, err := db.All[struct {
		Watch
		Sealed []byte `db:"reason"`
	}](ctx, q, "SELECT id, added_by, added_at, reason FROM accesslog_watch WHERE authority_id = $1 AND ended_at IS NULL ORDER BY added_at, id", actor.Authority)
	for _, row := range rows {
		if row.Reason, err = openText(s.Trail.Keys(), at("accesslog_watch", "reason", row.ID), row.Sealed); err != nil {
			return nil, err
		}
		out = append(out, row.Watch)
	}
	return out, err
}

// AddWatch puts a number on the own authority's watch list, whether the authority has a record of it or not: that it was
// taken tells nothing.
func (s *Service) AddWatch(ctx context.Context, actor policy.Actor, number, reason string) (id string, err error) {
	reason = strings.TrimSpace(reason)
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, policy.EditLogRules, ref.To("authority", actor.Authority)); err != nil {
			return err
		}
		n, bad := identity.ParsePersonal(number, calendar.DateOf(tx.Now()))
		var p []fault.Problem
		if bad != nil {
			p = append(p, fault.Field(fieldNumber, language.T("Skriv ett helt personnummer eller samordningsnummer, som ÅÅÅÅMMDD-NNNN.", "Write a whole personal or coordination number, as YYYYMMDD-NNNN.")))
		}
		if reason == "" {
			p = append(p, fault.Field(fieldReason, language.T("Skriv varför personen ska bevakas.", "Write why the person is to be watched out for.")))
		}
		if len(p) > 0 {
			return fault.New(fault.Invalid, language.T("Bevakningen är inte sparad.", "The watch is not saved."), p...)
		}
		row := struct {
			Watch
			Authority string `db:"authority_id"`
			Number    []byte `db:"number"`
			Sealed    []byte `db:"reason"`
		}{Watch: Watch{ID: tx.NewID(), AddedBy: actor.ID, AddedAt: db.At(tx.Now())}, Authority: actor.Authority}
		if row.Number, err = sealText(s.Trail.Keys(), at("accesslog_watch", "number", row.ID), n.TwelveDigits()); err != nil {
			return err
		}
		if row.Sealed, err = sealText(s.Trail.Keys(), at("accesslog_watch", "reason", row.ID), reason); err != nil {
			return err
		}
		id = row.ID
		if err := db.Insert(ctx, tx, "accesslog_watch", row); err != nil {
			return err
		}
		return tx.Note(policy.EditLogRules, ref.To(WatchKind, row.ID), map[string]string{"added": "watch"})
	})
	return id, err
}

// EndWatch takes one off the list.
func (s *Service) EndWatch(ctx context.Context, actor policy.Actor, id string) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, actor, policy.EditLogRules, ref.To("authority", actor.Authority)); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, "UPDATE accesslog_watch SET ended_at = $3 WHERE id = $1 AND authority_id = $2 AND ended_at IS NULL", id, actor.Authority, db.At(tx.Now()))
		if err == nil && n == 0 {
			err = fault.NotFoundThing()
		}
		if err != nil {
			return err
		}
		return tx.Note(policy.EditLogRules, ref.To(WatchKind, id), map[string]string{"ended": "watch"})
	})
}
