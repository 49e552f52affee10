package template

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
)

// Service is the use cases of the template and its support.
type Service struct {
	Trail *audit.Trail
	Tell  Teller // tells people; nil when nobody is told
}

// Teller puts a notice before some accounts, in the act that it tells of.
type Teller func(ctx context.Context, tx *audit.Tx, n notice.News, accounts ...string) error

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail} }

func (s *Service) tell(ctx context.Context, tx *audit.Tx, n notice.News, accounts ...string) error {
	if s.Tell == nil || len(accounts) == 0 {
		return nil
	}
	return s.Tell(ctx, tx, n, accounts...)
}

// measured tells whether the catalogue of facts has a metric.
func measured(metric string) bool {
	_, ok := fact.Find(metric)
	return ok
}

// noted is what the trail says of a change to the template.
type noted struct {
	Fields    []clause.Field `json:"fields,omitempty"`    // the places changed
	Digest    string         `json:"digest,omitempty"`    // of what was approved or published
	Withdrawn []string       `json:"withdrawn,omitempty"` // the bodies whose approvals ended with the change
}

// today is the day of the act or of the asking, in Sweden.
func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

// ReadNext gives the version that is being written, to those who keep the template.
func (s *Service) ReadNext(ctx context.Context, actor policy.Actor) (Version, error) {
	v, err := next(ctx, s.Trail.DB())
	if err != nil {
		return v, err
	}
	return v, policy.CheckRead(ctx, s.Trail.DB(), actor, policy.ReadNextTemplate, v.Ref())
}

// Begin begins the next version as a copy of the latest.
func (s *Service) Begin(ctx context.Context, actor policy.Actor) (v Version, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		latest, err := Current(ctx, tx)
		if err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.EditTemplate, latest.Ref()); err != nil {
			return err
		}
		v = Version{No: latest.No + 1, State: Next, Doc: latest.Doc, Row: 1}
		v.Doc.Template = v.No
		if err := insert(ctx, tx, &v); err != nil {
			return err
		}
		return tx.Note(policy.EditTemplate, v.Ref(), noted{})
	})
	return v, err
}

// Drop takes the next version away, with everything that was changed in it. Ids that it gave are not given again.
func (s *Service) Drop(ctx context.Context, actor policy.Actor, row int64) error {
	return s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		v, err := s.open(ctx, tx, policy.EditTemplate)
		if err != nil {
			return err
		}
		if err := takeBack(ctx, tx, v); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, "DELETE FROM template_version WHERE id = $1 AND version = $2 AND state = 'next'", v.Ref().ID, row)
		if err == nil && n == 0 {
			err = fault.New(fault.Conflict, changedMeanwhile)
		}
		if err != nil {
			return err
		}
		return tx.Note(ActionDrop, v.Ref(), noted{Withdrawn: bodies(v.Approvals)})
	})
}

// ActionDrop is what the trail says when the next version is taken away unpublished.
const ActionDrop policy.Action = "template.drop"

// open reads the next version in an act and asks whether the actor may do something to it.
func (s *Service) open(ctx context.Context, tx *audit.Tx, act policy.Action) (Version, error) {
	v, err := next(ctx, tx)
	if err != nil {
		return v, err
	}
	return v, policy.Check(ctx, tx, tx.Actor(), act, v.Ref())
}

// Edit is one change of the next version's content. It gives the places that it changes; none when nothing changes.
type Edit func(v *Version, was used) ([]clause.Field, error)

// Change makes one change of the next version, over the row that the person saw. Approvals given before it end, and
// ended tells whose.
func (s *Service) Change(ctx context.Context, actor policy.Actor, row int64, edit Edit) (v Version, ended []string, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if v, err = s.open(ctx, tx, policy.EditTemplate); err != nil {
			return err
		}
		was, err := usedIDs(ctx, tx)
		if err != nil {
			return err
		}
		fields, err := edit(&v, was)
		if err != nil {
			return err
		}
		if len(fields) == 0 {
			return fault.New(fault.Invalid, nothingChanged)
		}
		v.Row, ended = row, bodies(v.Approvals)
		if err := update(ctx, tx, &v); err != nil {
			return err
		}
		if err := s.end(ctx, tx, &v); err != nil {
			return err
		}
		return tx.Note(policy.EditTemplate, v.Ref(), noted{Fields: fields, Withdrawn: ended})
	})
	return v, ended, err
}

var nothingChanged = language.T("Inget är ändrat, så det finns inget att spara.", "Nothing is changed, so there is nothing to save.")
