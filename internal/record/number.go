package record

import (
	"context"
	"errors"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// The series that every authority has; an authority may name more.
const (
	MainSeries     = "main"     // the authority's diary
	DisposalSeries = "disposal" // its disposal protocols
)

// standardPattern is the form until the authority has chosen its own.
func standardPattern(series string) string {
	if series == DisposalSeries {
		return "G {year}/{n}"
	}
	return "{year}-{n}"
}

// Series is a count of registry numbers in one authority.
type Series struct {
	Authority string `db:"authority_id"`
	Name      string `db:"name"`
	Pattern   string `db:"pattern"`
	Year      int64  `db:"year"`
	Last      int64  `db:"last"` // the latest number given in that year
}

// SetPattern chooses the form of a series' numbers from now on. Numbers already given stay as they are.
func (r *Records) SetPattern(ctx context.Context, a policy.Actor, authority, series, pattern string) error {
	p, err := ParsePattern(pattern)
	if err != nil {
		return err
	}
	if strings.TrimSpace(series) == "" {
		text := language.T("Ge serien ett namn.", "Give the series a name.")
		return fault.New(fault.Invalid, text, fault.Field("series", text))
	}
	return r.Trail.Do(ctx, a, func(tx *audit.Tx) error {
		if err := r.guard(ctx, tx, a, policy.EditSeries, authority); err != nil {
			return err
		}
		if err := putPattern(ctx, tx, authority, series, p); err != nil {
			return err
		}
		return tx.Note(policy.EditSeries, ref.To("authority", authority), map[string]string{"series": series, "pattern": p.String()})
	})
}

// Assign gives a thing the next number of an authority's series, in the act that makes the thing. A thing that has a
// number keeps it. Numbers that were registered by hand are passed over.
func Assign(ctx context.Context, tx *audit.Tx, authority, series string, thing ref.Ref) (string, error) {
	if had, err := NumberOf(ctx, tx, authority, thing); err == nil || !errors.Is(err, db.ErrNone) {
		return had, err
	}
	year := calendar.DateOf(tx.Now()).Year
	for {
		s, err := count(ctx, tx, authority, series, year)
		if err != nil {
			return "", err
		}
		p, err := ParsePattern(s.Pattern)
		if err != nil {
			return "", err
		}
		number := p.Format(year, s.Last)
		if _, taken, err := Find(ctx, tx, authority, number); err != nil {
			return "", err
		} else if !taken {
			return number, putNumber(ctx, tx, authority, number, thing)
		}
	}
}

// Register gives a thing a number that the authority's own diary has given it already. Its form is free, since
// diaries differ; that it is not taken is checked. field names the form field for the problem.
func Register(ctx context.Context, tx *audit.Tx, authority, number, field string, thing ref.Ref) error {
	number = Tidy(number)
	if number == "" || len(number) > longestNumber || !legible(number) {
		text := language.T("Skriv diarienumret, högst %d tecken.", "Write the registry number, at most %d characters.").With(longestNumber)
		return fault.New(fault.Invalid, text, fault.Field(field, text))
	}
	owner, taken, err := Find(ctx, tx, authority, number)
	switch {
	case err != nil:
		return err
	case taken && owner == thing:
		return nil
	case taken:
		text := language.T("Diarienumret %s används redan för något annat. Kontrollera numret.", "The registry number %s is already used for something else. Check the number.").With(number)
		return fault.New(fault.Conflict, text, fault.Field(field, text))
	}
	if err := dropNumber(ctx, tx, authority, thing); err != nil {
		return err
	}
	return putNumber(ctx, tx, authority, number, thing)
}
