package directory

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
)

// Served gives the municipalities that something of an authority is for: those that it names, a board's own, or all that
// there are.
func Served(ctx context.Context, q db.Reader, authority string, named []string, day calendar.Date) ([]string, error) {
	if len(named) > 0 {
		return named, nil
	}
	at, err := AuthorityByID(ctx, q, authority, day)
	if err != nil {
		return nil, err
	}
	if at.MunicipalityCode != "" {
		return []string{at.MunicipalityCode}, nil
	}
	all, err := All(ctx, q, day)
	codes := make([]string, len(all))
	for i, m := range all {
		codes[i] = m.Code
	}
	return codes, err
}
