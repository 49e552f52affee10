package agreement

import (
	"context"

	"github.com/a-h/templ"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Service is the use cases of the register.
type Service struct {
	Trail  *audit.Trail
	Record Recorder // what follows in the same act from agreements that came or changed; nil when nothing does

	// Noticed tells the other parties that notice was given, or withdrawn; nil when nobody is told.
	Noticed func(ctx context.Context, tx *audit.Tx, a Agreement, n Notice) error

	Notice NoticeReader // the term of notice of an agreement's own text; nil when no text is kept

	// What other rooms show on an agreement's page. The first lead that answers wins over the page's own.
	Leads  []PageLead
	Wides  []PagePanel                              // over both columns, in order: what is promised
	Panels []PagePanel                              // in the main column, in order: the text, the groups, the routines
	Renew  func(r *web.Request, a Agreement) string // address at which this reader proposes a renewal; empty when they may not
	Asides []PagePanel                              // in the right column, in order: signatures and what waits for whom
}

// PagePanel is a part of an agreement's page that another room shows. It gives nil when there is nothing to show to this
// reader, and asks itself what the reader may see.
type PagePanel func(ctx context.Context, r *web.Request, a Agreement) (templ.Component, error)

// PageLead is the sentence and main button with which an agreement's page begins; nil when there is nothing to say.
type PageLead func(ctx context.Context, r *web.Request, a Agreement) (*ui.Lead, error)

// Recorder is told in the act which agreements are new or changed, so that coverage (K28.3) can be recorded as facts.
type Recorder func(ctx context.Context, tx *audit.Tx, changed []Agreement) error

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail} }

func (s *Service) follow(ctx context.Context, tx *audit.Tx, changed []Agreement) error {
	if s.Record == nil || len(changed) == 0 {
		return nil
	}
	return s.Record(ctx, tx, changed)
}

// CoverageOn gives the coverage on a day. q is the database, a snapshot or an act under way.
func CoverageOn(ctx context.Context, q db.Reader, on calendar.Date) (Coverage, error) {
	places, err := directory.List(ctx, q, directory.Filter{Order: directory.ByName}, on)
	if err != nil {
		return Coverage{}, err
	}
	all, err := register(ctx, q)
	if err != nil {
		return Coverage{}, err
	}
	return Cover(on, places, all), nil
}

// SeriesUntil gives the installation's own monthly counts up to a day.
func SeriesUntil(ctx context.Context, q db.Reader, until calendar.Date) ([]Count, error) {
	exist, err := existing(ctx, q)
	if err != nil {
		return nil, err
	}
	all, err := register(ctx, q)
	return Series(until, exist, all), err
}

// today is the day of the act or of the asking, in Sweden.
func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }
