package negotiation

import (
	"context"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/template"
)

// Service is the use cases of drafting.
type Service struct {
	Trail    *audit.Trail
	Template func(ctx context.Context, q db.Reader, no int64) (clause.Document, error) // a published template version; 0 is the latest
	Measured func(metric string) bool                                                  // whether the catalogue of facts has a measure
	Tell     Teller                                                                    // what is told to the parties in the act; nil tells nobody
	Turns    commitment.Turns                                                          // how the commitments of a text in force turn out; nil tells nothing
	Ready    Readier                                                                   // proposals from how the agreement's commitments turn out; nil makes none
	Next     func(ctx context.Context, q db.Reader, d Draft) (path string, err error)  // where an approved draft goes on to be signed; nil is nowhere
}

// Teller is told, in the act, of a step that somebody must know of: the draft after it, what happened in a sentence, and
// the authorities whose coordinators it concerns.
type Teller func(ctx context.Context, tx *audit.Tx, d Draft, what language.Text, to []string) error

// New makes the service on the house's own template and measures.
func New(trail *audit.Trail, measured func(metric string) bool) *Service {
	return &Service{Trail: trail, Measured: measured, Template: published}
}

func published(ctx context.Context, q db.Reader, no int64) (clause.Document, error) {
	if no == 0 {
		v, err := template.Current(ctx, q)
		return v.Doc, err
	}
	v, err := template.ByNumber(ctx, q, no)
	return v.Doc, err
}

// Beginning is what a draft begins from.
type Beginning struct {
	Kind      Kind
	Agreement string   // id of the agreement amended, renewed or joined; empty for a new one
	Boards    []string // authorities that become parties: all of a new agreement's, or those that join. The agency is always one
	Template  int64    // number of the template version to go over to; 0 keeps the current text's own, or takes the latest
	Propose   bool     // put version 1 forward at once
}

// Start begins a draft. The actor's authority gets the pen. With Propose and a new template version it is the one click
// that proposes an amendment to what the template now says.
func (s *Service) Start(ctx context.Context, actor policy.Actor, b Beginning) (d Draft, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		d, err = s.StartIn(ctx, tx, b)
		return err
	})
	return d, err
}

// StartIn is Start in an act under way.
func (s *Service) StartIn(ctx context.Context, tx *audit.Tx, b Beginning) (Draft, error) {
	now := db.At(tx.Now())
	d := Draft{ID: tx.NewID(), Kind: b.Kind, Agreement: b.Agreement, State: Drafting, BegunAt: now, SteppedAt: now, BegunBy: tx.Actor().Authority, Version: 1}
	var a agreement.Agreement
	var err error
	if b.Kind == NewAgreement {
		err = s.mayBegin(ctx, tx, b)
	} else {
		a, err = s.mayAmend(ctx, tx, b)
	}
	if err != nil {
		return d, err
	}
	if d.Parties, err = parties(ctx, tx, a, b); err != nil {
		return d, err
	}
	if d.Turn = tx.Actor().Authority; !d.Binds(d.Turn) {
		d.Turn = directory.PES
	}
	if d.BegunBy == "" {
		d.BegunBy = d.Turn
	}
	base, work, err := s.documents(ctx, tx, a, b)
	if err != nil {
		return d, err
	}
	if b.Kind == NewAgreement || b.Kind == Joining || len(work.Values) <= 2 {
		if work, err = introduced(ctx, tx, work, d); err != nil {
			return d, err
		}
	}
	d.Template = work.Template
	if err := insert(ctx, tx, d, base, work); err != nil {
		return d, err
	}
	act := policy.BeginDraft
	if b.Kind != NewAgreement {
		act = policy.BeginAmendment
	}
	if err := tx.Note(act, d.Ref(), map[string]any{"kind": string(d.Kind), "agreement": d.Agreement, "template": d.Template}); err != nil {
		return d, err
	}
	if b.Propose {
		return d, s.propose(ctx, tx, &d)
	}
	return d, nil
}

// mayBegin asks whether the actor may begin a draft that binds these boards: for one of them, or for the agency.
func (s *Service) mayBegin(ctx context.Context, tx *audit.Tx, b Beginning) error {
	if len(b.Boards) == 0 {
		return fault.New(fault.Invalid, putRight, fault.Field(fieldBoards, needBoard))
	}
	for _, id := range append([]string{directory.PES}, b.Boards...) {
		err := policy.Check(ctx, tx, tx.Actor(), policy.BeginDraft, directory.Authority{ID: id}.Ref())
		if err == nil || !fault.Is(err, fault.Denied) {
			return err
		}
	}
	return policy.Check(ctx, tx, tx.Actor(), policy.BeginDraft, directory.Authority{ID: directory.PES}.Ref())
}

// mayAmend reads the agreement and asks whether the actor may begin a draft from it, and whether none is under way that
// would change it too.
func (s *Service) mayAmend(ctx context.Context, tx *audit.Tx, b Beginning) (a agreement.Agreement, err error) {
	if a, err = agreement.ByID(ctx, tx, b.Agreement); err != nil {
		return a, err
	}
	if err := policy.Check(ctx, tx, tx.Actor(), policy.BeginAmendment, a.Ref()); err != nil {
		return a, err
	}
	day := calendar.DateOf(tx.Now())
	state := a.StateOn(day)
	fits := state == agreement.InForce || state == agreement.Ending || state == agreement.NotYet
	switch {
	case !slices.Contains(Kinds(), b.Kind):
		return a, fault.New(fault.Invalid, putRight, fault.Field(fieldKind, needKind))
	case a.Standing != agreement.Concluded || !fits && (b.Kind != Renewal || state != agreement.Expired):
		return a, fault.New(fault.Conflict, notInForce)
	case b.Kind == Renewal && a.Coming(day):
		return a, fault.New(fault.Conflict, renewedAlready.With(a.Next(day)))
	case b.Kind == Joining && len(b.Boards) == 0:
		return a, fault.New(fault.Invalid, putRight, fault.Field(fieldBoards, needBoard))
	}
	others, err := db.All[string](ctx, tx, `SELECT id FROM negotiation_draft WHERE agreement_id = $1 AND kind = $2 AND state NOT IN ('concluded', 'withdrawn', 'expired') ORDER BY id`, a.ID, b.Kind)
	if err == nil && len(others) > 0 {
		err = fault.New(fault.Conflict, underWay.With(b.Kind.Label()))
	}
	return a, err
}

// parties are the agency, the agreement's own and those that the draft adds, each checked against the directory.
func parties(ctx context.Context, tx *audit.Tx, a agreement.Agreement, b Beginning) ([]Party, error) {
	out := []Party{{Authority: directory.PES}}
	for _, p := range a.Parties {
		if p.Municipality != "" && !p.Gone(calendar.DateOf(tx.Now())) {
			out = append(out, Party{p.Authority, p.Municipality})
		}
	}
	if b.Kind == Amendment || b.Kind == Renewal {
		b.Boards = nil
	}
	found, err := directory.Authorities(ctx, tx, b.Boards, calendar.DateOf(tx.Now()))
	if err != nil {
		return nil, err
	}
	for _, id := range b.Boards {
		board, known := found[id]
		twice := slices.ContainsFunc(out, func(p Party) bool { return p.Authority == id })
		if !known || board.Class != directory.Board || twice {
			return nil, fault.New(fault.Invalid, putRight, fault.Field(fieldBoards, unknownBoard))
		}
		out = append(out, Party{id, board.MunicipalityCode})
	}
	return out, nil
}

// documents are what a draft is compared with and what it starts to work on.
func (s *Service) documents(ctx context.Context, tx *audit.Tx, a agreement.Agreement, b Beginning) (base, work clause.Document, err error) {
	if b.Kind == NewAgreement {
		base, err = s.Template(ctx, tx, b.Template)
		return base, Copy(base), err
	}
	text, known, err := Draft{Kind: b.Kind, Agreement: a.ID}.outset(ctx, tx)
	if err != nil {
		return base, work, err
	}
	if base = text.Doc; !known { // taken in from outside: only its dates are known
		if base, err = s.Template(ctx, tx, 0); err != nil {
			return base, work, err
		}
		base = fillTerm(base, a.From, a.Last())
		held, err := commitment.InForce(ctx, tx, a.ID, calendar.DateOf(tx.Now()))
		if err != nil {
			return base, work, err
		}
		for _, h := range held {
			base = promised(base, h.Commitment)
		}
	}
	work = Copy(base)
	if b.Template > 0 && b.Template != work.Template {
		newer, err := s.Template(ctx, tx, b.Template)
		if err != nil {
			return base, work, err
		}
		work = Merge(work, newer)
	}
	if b.Kind == Renewal {
		from, to := nextTerm(a.TermOn(calendar.DateOf(tx.Now())).From, a.Last())
		work = fillTerm(work, from, to)
	}
	return base, work, nil
}

// introduced fills in who the parties are, as the directory knows them.
func introduced(ctx context.Context, q db.Reader, doc clause.Document, d Draft) (clause.Document, error) {
	day := calendar.DateOf(q.Now())
	var ids []string
	for _, p := range d.Parties {
		if p.Municipality != "" {
			ids = append(ids, p.Authority)
		}
	}
	found, err := directory.Authorities(ctx, q, ids, day)
	if err != nil {
		return doc, err
	}
	places, err := directory.Named(ctx, q, d.Municipalities(), day)
	if err != nil {
		return doc, err
	}
	var names, boards []string
	for _, m := range places {
		names = append(names, m.OfficialName)
	}
	for _, id := range ids {
		boards = append(boards, found[id].Title())
	}
	return introduce(doc, names, boards), nil
}

const (
	fieldBoards = "boards"
	fieldKind   = "kind"
)

var (
	putRight       = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")
	needBoard      = language.T("Välj minst en nämnd.", "Choose at least one board.")
	needKind       = language.T("Välj vad utkastet gäller.", "Choose what the draft is for.")
	unknownBoard   = language.T("välj nämnder ur katalogen, varje nämnd en gång, och ingen som redan är part", "choose boards from the directory, each once, and none that is a party already")
	notInForce     = language.T("Överenskommelsen gäller inte. Börja ett utkast till en ny i stället.", "The agreement is not in force. Begin a draft of a new one instead.")
	renewedAlready = language.T("Överenskommelsen är redan förlängd (%s). Ändra den text som gäller nu, eller vänta med nästa förlängning tills den har börjat.", "The agreement has been renewed already (%s). Amend the text in force now, or wait with the next renewal until it has begun.")
	underWay       = language.T("Det finns redan ett pågående utkast av samma slag (%s) för överenskommelsen. Fortsätt på det, eller avbryt det först.", "A draft of the same kind (%s) is under way for the agreement. Go on with that, or call it off first.")
)
