package agreement

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/sheet"
)

// imported is what the trail says of an import as a whole.
type imported struct {
	File      string `json:"file"` // SHA-256 of the content
	New       int    `json:"new"`
	Changed   int    `json:"changed"`
	Unchanged int    `json:"unchanged"`
}

// write judges the file once more within the act, since the register may have changed, and writes it.
func (s *Service) write(ctx context.Context, tx *audit.Tx, f content, report *taking) error {
	if err := policy.Check(ctx, tx, tx.Actor(), policy.ImportAgreements, ref.Ref{}); err != nil {
		return err
	}
	k, err := knownNow(ctx, tx)
	if err != nil {
		return err
	}
	held, err := register(ctx, tx)
	if err != nil {
		return err
	}
	r := &reader{table: f.table, known: k, in: f.in, codes: map[int]string{}, same: s.samePrint(ctx, tx)}
	plans, err := r.judge(held, tx, nil)
	if err != nil {
		return err
	}
	if len(r.problems) > 0 {
		r.report(report, plans, r.problems)
		return sheet.Refusal(r.problems)
	}
	if r.unstored(plans) {
		return fault.New(fault.Conflict, registerMoved)
	}
	changed, err := s.apply(ctx, tx, plans, k)
	if err != nil {
		return err
	}
	r.report(report, plans, nil)
	if len(changed) == 0 {
		return errNothing
	}
	note := imported{f.sum, report.Count(sheet.Added), report.Count(sheet.Changed), report.Count(sheet.Unchanged)}
	if err := tx.Note(policy.ImportAgreements, ref.To(ImportKind, f.sum[:16]), note); err != nil {
		return err
	}
	return s.follow(ctx, tx, changed)
}

// apply writes what is planned and gives the agreements that are new or changed.
func (s *Service) apply(ctx context.Context, tx *audit.Tx, plans []planned, k known) ([]Agreement, error) {
	var fresh, changed []Agreement
	for i := range plans {
		p := &plans[i]
		if p.outcome == sheet.Unchanged {
			continue
		}
		if err := bindBoards(ctx, tx, &p.after, k); err != nil {
			return nil, err
		}
		if p.outcome == sheet.Added {
			p.after.ID, p.after.Version = tx.NewID(), 1
			fresh = append(fresh, p.after)
		} else {
			if err := update(ctx, tx, &p.after, k.shown()); err != nil {
				return nil, err
			}
			changed = append(changed, p.after)
		}
		if err := tx.Note(policy.ImportAgreements, p.after.Ref(), noteOf(p.before, p.after)); err != nil {
			return nil, err
		}
	}
	return append(changed, fresh...), insert(ctx, tx, fresh, k.shown())
}

// bindBoards enters the executive boards that the directory does not have yet.
func bindBoards(ctx context.Context, tx *audit.Tx, a *Agreement, k known) error {
	for i, p := range a.Parties {
		if p.Authority != "" {
			continue
		}
		id, have := k.executives[p.Municipality]
		if !have {
			board, err := directory.BoardFor(ctx, tx, p.Municipality)
			if err != nil {
				return err
			}
			id = board.ID
			k.executives[p.Municipality] = id
		}
		a.Parties[i].Authority = id
	}
	return nil
}
