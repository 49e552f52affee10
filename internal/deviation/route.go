package deviation

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/commitment"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/steering"
)

// The topics of a general question, by which the contact path of a deviation is found.
const (
	toAgency       contact.Topic = "Q-GENERAL"
	toMunicipality contact.Topic = "M-GENERAL"
)

// Routing is who is to look at a deviation, and why. The reporter never has to know which door is the right one.
type Routing struct {
	Municipality string
	Asked        string              // authority; empty when nobody can be found
	Path         string              // the contact path for general matters; may be empty
	Unit         string              // of the agency, that has its side of it; empty when none is known
	Agreement    agreement.Agreement // between the two; zero when they have none
	Ladder       ladder.Ladder
	AckDays      int64
	SolveDays    int64
	Why          []language.Text
	Choices      []string // the authorities of the other side, when there are several
}

// Route finds who is to look at what an authority reports.
func Route(ctx context.Context, q db.Reader, actor policy.Actor, in Input) (r Routing, err error) {
	day := calendar.DateOf(q.Now())
	src, err := source(ctx, q, actor, in.About)
	if err != nil {
		return r, err
	}
	if in.Municipality == "" {
		in.Municipality = src.municipality
	}
	r.Municipality = in.Municipality
	if _, err := directory.ByCode(ctx, q, in.Municipality, day); err != nil {
		return r, problem(fieldMunicipality, chooseMunicipality)
	}
	if r.Agreement, err = between(ctx, q, actor.Authority, in.Municipality, day); err != nil {
		return r, err
	}
	if r.Choices, err = otherSide(ctx, q, actor.Authority, in.Municipality, r.Agreement, day); err != nil {
		return r, err
	}
	if err := r.choose(ctx, q, actor, in, src); err != nil {
		return r, err
	}
	return r, r.promised(ctx, q, day)
}

// between is the agreement in force in a municipality that binds an authority; a zero one when there is none.
func between(ctx context.Context, q db.Reader, authority, code string, day calendar.Date) (agreement.Agreement, error) {
	found, err := agreement.List(ctx, q, agreement.Filter{State: agreement.InForce, Municipality: code, On: day})
	for _, a := range found {
		if a.BindsOn(authority, day) {
			return a, nil
		}
	}
	return agreement.Agreement{}, err
}

// otherSide are the authorities that may be asked: the agency, or the boards of the municipality that the agreement binds,
// all its boards when there is no agreement. An authority that has nothing to do with the municipality has none.
func otherSide(ctx context.Context, q db.Reader, from, code string, a agreement.Agreement, day calendar.Date) (out []string, err error) {
	boards, err := directory.Boards(ctx, q, code, day)
	if err != nil {
		return nil, err
	}
	if from != directory.PES {
		if a.ID == "" && !slices.ContainsFunc(boards, func(b directory.Authority) bool { return b.ID == from }) {
			return nil, nil
		}
		return []string{directory.PES}, nil
	}
	for _, p := range a.PartiesOn(day) {
		if p.Municipality == code {
			out = append(out, p.Authority)
		}
	}
	if a.ID == "" {
		for _, b := range boards {
			out = append(out, b.ID)
		}
	}
	return out, nil
}

// choose takes one of the other side's authorities: the one chosen, the one that what it was reported from was with, the
// only one, or whose contact path takes general questions.
func (r *Routing) choose(ctx context.Context, q db.Reader, actor policy.Actor, in Input, src from) error {
	t := language.T
	path, err := generalPath(ctx, q, actor.Authority, r.Municipality, q.Now())
	if err != nil {
		return err
	}
	switch {
	case len(r.Choices) == 0:
		return problem(fieldMunicipality, noOtherSide)
	case in.Asked != "" && !slices.Contains(r.Choices, in.Asked):
		return problem(fieldAsked, notTheOtherSide)
	case in.Asked != "":
		r.Asked, r.Why = in.Asked, []language.Text{t("Ni har valt mottagaren.", "You have chosen the receiver.")}
	case slices.Contains(r.Choices, src.authority):
		r.Asked, r.Why = src.authority, []language.Text{src.why}
	case len(r.Choices) == 1:
		r.Asked, r.Why = r.Choices[0], []language.Text{t("Det är den andra parten i kommunen.", "It is the other party in the municipality.")}
	case slices.Contains(r.Choices, path.Authority):
		r.Asked, r.Why = path.Authority, []language.Text{t("Den tar emot allmänna frågor för kommunen.", "It takes general questions for the municipality.")}
	default:
		r.Asked, r.Why = r.Choices[0], []language.Text{t("Ingen kontaktväg för allmänna frågor finns, så den första parten får den.", "There is no contact path for general questions, so the first party gets it.")}
	}
	if actor.Authority == directory.PES {
		r.Unit = actor.Unit
	}
	if path.Authority == r.Asked {
		r.Path = path.ID
		if r.Asked == directory.PES {
			r.Unit = path.Unit
		}
		r.Why = append(r.Why, t("Den går till kontaktvägen %s och till de samverkansansvariga.", "It goes to the contact path %s and to the coordinators.").With(path.Name))
	} else {
		r.Why = append(r.Why, t("Den går till de samverkansansvariga.", "It goes to the coordinators."))
	}
	return nil
}

// promised reads what the two have promised each other of deviations, and their ladder; else what holds in the country.
func (r *Routing) promised(ctx context.Context, q db.Reader, day calendar.Date) error {
	r.AckDays, r.SolveDays = 1, 10
	l, err := ladderOf(ctx, q, r.Agreement, day)
	if r.Ladder = l; err != nil || r.Agreement.ID == "" {
		return err
	}
	held, err := commitment.InForce(ctx, q, r.Agreement.ID, day)
	for _, h := range held {
		if by := h.Commitment.By; by != clause.Both && by != sideOf(r.Asked) {
			continue
		}
		for _, m := range h.Commitment.Measures {
			switch {
			case m.LimitUnit != clause.WorkingDays || m.Limit <= 0:
			case m.Metric == fact.DeviationAcknowledged:
				r.AckDays = int64(m.Limit)
			case m.Metric == fact.DeviationResolvedLocally:
				r.SolveDays = int64(m.Limit)
			}
		}
	}
	return err
}

// ladderOf is the ladder of an agreement that is in force, else the one that holds in the country.
func ladderOf(ctx context.Context, q db.Reader, a agreement.Agreement, day calendar.Date) (ladder.Ladder, error) {
	if a.ID == "" || !a.InForce(day) {
		return ladder.National(ladder.Nation), nil
	}
	text, ok, err := negotiation.TextOf(ctx, q, a.ID)
	if err != nil || !ok {
		return ladder.National(ladder.NoText), err
	}
	return ladder.Read(text.Doc), nil
}

func daysOn(l ladder.Ladder, level int64) int { return l.Days(ladder.Level(level)) }

func sideOf(authority string) clause.Side {
	if authority == directory.PES {
		return clause.Agency
	}
	return clause.Municipality
}

// from is what is known of what a deviation is reported from, so that the form need not ask.
type from struct {
	authority    string // on the other side of it
	municipality string
	agreement    string
	clause       string
	commitment   string
	kind         Type
	name         language.Text
	path         string
	why          language.Text
}

// source reads what a deviation is reported from, as far as the actor may read it. What they may not is not there.
func source(ctx context.Context, q db.Reader, actor policy.Actor, thing ref.Ref) (from, error) {
	t := language.T
	switch thing.Kind {
	case "":
		return from{}, nil
	case enquiry.Kind:
		return ofQuestion(ctx, q, actor, thing)
	case contact.Kind:
		p, err := contact.Get(ctx, q, thing.ID)
		if err != nil {
			return from{}, err
		}
		f := from{authority: p.Authority, clause: "8", kind: NotReachable, name: t("kontaktvägen %s", "the contact path %s").With(p.Name), path: p.Path(), why: t("Kontaktvägen är deras.", "The contact path is theirs.")}
		if len(p.Areas) == 1 {
			f.municipality = p.Areas[0]
		}
		return f, nil
	case commitment.Kind:
		return ofCommitment(ctx, q, thing)
	case steering.MeetingThing:
		return ofMeeting(ctx, q, actor, thing)
	case agreement.AgreementKind:
		a, err := agreement.ByID(ctx, q, thing.ID)
		return ofAgreement(a), err
	}
	return from{}, fault.NotFoundThing()
}

func ofAgreement(a agreement.Agreement) from {
	f := from{agreement: a.ID, name: language.T("överenskommelsen", "the agreement"), path: a.Path()}
	if codes := a.Municipalities(); len(codes) > 0 {
		f.municipality = codes[0]
	}
	return f
}

func ofQuestion(ctx context.Context, q db.Reader, actor policy.Actor, thing ref.Ref) (from, error) {
	if err := policy.CheckRead(ctx, q, actor, policy.ReadEnquiry, thing); err != nil {
		return from{}, err
	}
	e, err := enquiry.ByID(ctx, q, thing.ID)
	if err != nil {
		return from{}, err
	}
	f := from{authority: e.Other(actor.Authority), municipality: e.Municipality, agreement: e.Agreement, commitment: e.Commitment, clause: "9", kind: AnswerLate,
		name: language.T("en fråga mellan er", "a question between you"), path: e.Page(), why: language.T("Frågan är mellan er och dem.", "The question is between you and them.")}
	return f, nil
}

func ofCommitment(ctx context.Context, q db.Reader, thing ref.Ref) (from, error) {
	i := strings.LastIndex(thing.ID, "-")
	if i < 0 {
		return from{}, fault.NotFoundThing()
	}
	a, err := agreement.ByID(ctx, q, thing.ID[:i])
	if err != nil {
		return from{}, err
	}
	all, err := commitment.Of(ctx, q, a, calendar.DateOf(q.Now()))
	if err != nil {
		return from{}, err
	}
	at := slices.IndexFunc(all, func(h commitment.Held) bool { return h.Number == thing.ID[i+1:] })
	if at < 0 {
		return from{}, fault.NotFoundThing()
	}
	f, h := ofAgreement(a), all[at]
	f.clause, f.commitment, f.path = h.Commitment.Clause, h.Number, h.Path()
	f.name = language.T("åtagandet %s", "the commitment %s").With(h.Number)
	return f, nil
}

func ofMeeting(ctx context.Context, q db.Reader, actor policy.Actor, thing ref.Ref) (from, error) {
	m, a, err := steering.MeetingOf(ctx, q, actor, thing.ID)
	if err != nil {
		return from{}, err
	}
	f := ofAgreement(a)
	f.clause, f.kind, f.path = "6", MeetingNot, m.Path()
	f.name = language.T("mötet %s", "the meeting on %s").With(m.Day)
	return f, nil
}
