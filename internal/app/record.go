package app

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/record"
	"samsyn/internal/ref"
	"samsyn/internal/request"
)

// records puts retention and disposal in place, with what each room lets be destroyed.
func (a *App) records() {
	a.Records = &record.Records{Trail: a.Trail, Rooms: map[ref.Kind]record.Room{exchange.FileKind: a.Exchange.Room(), deviation.FileKind: deviation.Room(), request.Kind: a.Requests.Room()},
		DocTypes: slices.Concat(exchange.DocTypes(), deviation.DocTypes(), request.DocTypes()), Names: recordNames}
}

// recordNames gives what a protocol calls accounts and authorities, also of those that are no more.
func recordNames(ctx context.Context, q db.Reader, ids []string) (map[string]string, error) {
	names, err := account.NamesOf(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	found, err := directory.Authorities(ctx, q, ids, calendar.DateOf(q.Now()))
	for id, at := range found {
		names[id] = at.Title()
	}
	return names, err
}
