package negotiation

import (
	"context"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Ready is a proposal for a commitment of the agreement that a draft changes, made from how the commitment has turned out:
// what it could promise instead. The parties take it, dismiss it, or leave it.
type Ready struct {
	Number  string
	Measure int
	Signed  clause.Measure // as the agreement says it now
	Target  *clause.Number // proposed; nil when nothing that was reached is worth promising
	Limit   int            // proposed; 0 when the signed one stays
	Found   language.Text  // how it has turned out, and why the promise is not kept
	Path    string         // to how the figure was reckoned
	Reason  string         // of the change, in Swedish
}

// Field is the field that the proposal is of.
func (p Ready) Field() clause.Field { return clause.CommitmentField(p.Number) }

// measure is the measure as it would be.
func (p Ready) measure() clause.Measure {
	m := p.Signed
	if p.Target != nil {
		m.Target = p.Target
	}
	if p.Limit > 0 {
		m.Limit = p.Limit
	}
	return m
}

// Readier makes the proposals for the drafts that change an agreement.
type Readier func(ctx context.Context, q db.Reader, agreementID string) ([]Ready, error)

// Dismissal says that a party does not want a ready proposal, and why.
type Dismissal struct {
	Draft     string       `db:"draft_id"`
	Field     clause.Field `db:"field"`
	Authority string       `db:"authority_id"`
	Account   string       `db:"account_id"`
	Reason    string       `db:"reason"`
	At        db.Time      `db:"at"`
}

// ReadyFor gives the ready proposals for a draft as its document reads, without those that the document has taken up or
// changed otherwise, and what has been dismissed by field.
func (s *Service) ReadyFor(ctx context.Context, q db.Reader, d Draft, doc clause.Document) (out []Ready, dismissed map[clause.Field]Dismissal, err error) {
	if s.Ready == nil || d.Agreement == "" || !d.State.Live() {
		return nil, nil, nil
	}
	all, err := s.Ready(ctx, q, d.Agreement)
	if err != nil || len(all) == 0 {
		return nil, nil, err
	}
	for _, p := range all {
		if c, ok := doc.Commitment(p.Number); ok && p.Measure < len(c.Measures) && sameMeasure(c.Measures[p.Measure], p.Signed) {
			out = append(out, p)
		}
	}
	dismissed = map[clause.Field]Dismissal{}
	err = db.Each(ctx, q, func(x Dismissal) error { dismissed[x.Field] = x; return nil },
		`SELECT draft_id, field, authority_id, account_id, reason, at FROM negotiation_dismissal WHERE draft_id = $1`, d.ID)
	return out, dismissed, err
}

// sameMeasure tells whether a measure promises what another does.
func sameMeasure(a, b clause.Measure) bool {
	return a.Metric == b.Metric && a.Limit == b.Limit && (a.Target == nil) == (b.Target == nil) && (a.Target == nil || *a.Target == *b.Target)
}

// Dismiss says for the actor's authority that a ready proposal is not wanted, and why. All parties read it.
func (s *Service) Dismiss(ctx context.Context, actor policy.Actor, id string, f clause.Field, reason string) error {
	reason = strings.TrimSpace(reason)
	_, err := s.change(ctx, actor, policy.CommentDraft, id, func(tx *audit.Tx, d *Draft) (any, error) {
		switch n := len([]rune(reason)); {
		case n == 0:
			return nil, fault.New(fault.Invalid, putRight, fault.Field(fieldReason, needReason))
		case n > longComment:
			return nil, fault.New(fault.Invalid, putRight, fault.Field(fieldReason, tooLong.With(longComment, n)))
		}
		doc, err := seenBy(ctx, tx, *d, actor.Authority)
		if err != nil {
			return nil, err
		}
		all, dismissed, err := s.ReadyFor(ctx, tx, *d, doc)
		if err != nil {
			return nil, err
		}
		if _, twice := dismissed[f]; twice || !anyOf(all, f) {
			return nil, fault.New(fault.Conflict, noSuchReady)
		}
		x := Dismissal{Draft: id, Field: f, Authority: actor.Authority, Account: actor.ID, Reason: reason, At: db.At(tx.Now())}
		if err := db.Insert(ctx, tx, "negotiation_dismissal", x); err != nil {
			return nil, err
		}
		return noted{Field: string(f), Decision: "dismissed"}, s.tell(ctx, tx, *d, toldDismissed.With(fieldWord(doc, f)), d.others(actor.Authority))
	})
	return err
}

// seenBy is the document that an authority sees: the one being worked on when it holds the pen, else the latest version.
func seenBy(ctx context.Context, q db.Reader, d Draft, authority string) (clause.Document, error) {
	if d.State == Drafting && d.Turn == authority {
		return Work(ctx, q, d.ID)
	}
	t, err := TextAt(ctx, q, d.ID, d.Latest)
	return t.Doc, err
}

func anyOf(all []Ready, f clause.Field) bool {
	for _, p := range all {
		if p.Field() == f {
			return true
		}
	}
	return false
}

var (
	noSuchReady   = language.T("Förslaget är redan avfärdat eller inlagt. Läs in sidan på nytt.", "The proposal is dismissed or put in already. Load the page again.")
	toldDismissed = language.T("Ett förslag utifrån utfallet är avfärdat: %s.", "A proposal from the turnout is dismissed: %s.")
)
