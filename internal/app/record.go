package app

import (
	"context"
	"maps"
	"slices"

	"samsyn/internal/accesslog"
	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/exchange"
	"samsyn/internal/handover"
	"samsyn/internal/incident"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/record"
	"samsyn/internal/ref"
	"samsyn/internal/request"
	"samsyn/internal/statutory"
)

// records puts retention and disposal in place, with what each room lets be destroyed.
func (a *App) records() {
	rooms := map[ref.Kind]record.Room{exchange.FileKind: a.Exchange.Room(), deviation.FileKind: deviation.Room(), request.Kind: a.Requests.Room(), incident.Kind: a.Incidents.Room(), person.PersonKind: a.Persons.Room()}
	maps.Copy(rooms, a.AccessLog.Rooms())
	a.Persons.Keeps = []string{enquiry.Keeps(), handover.Keeps(), matter.Keeps(), statutory.Keeps(), request.Keeps(), accesslog.Keeps()}
	a.Records = &record.Records{Trail: a.Trail, Rooms: rooms,
		DocTypes: slices.Concat(exchange.DocTypes(), deviation.DocTypes(), request.DocTypes(), accesslog.DocTypes(), incident.DocTypes(), person.DocTypes()), Names: recordNames, Archivist: archivist, Software: Version(), Guarded: a.AccessLog.Guarded}
}

// archivist gives an authority as an archive package names it: as it is today, or was last.
func archivist(ctx context.Context, q db.Reader, id string) (record.Archivist, error) {
	found, err := directory.Authorities(ctx, q, []string{id}, calendar.DateOf(q.Now()))
	if err == nil && found[id].ID == "" {
		return record.Archivist{Name: id}, nil
	}
	return record.Archivist{Name: found[id].Title(), Number: found[id].OrganisationNumber}, err
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
