package app

import (
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/handover"
	"samsyn/internal/identity"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/meeting"
	"samsyn/internal/outcome"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
	"samsyn/internal/seeker"
	"samsyn/internal/statutory"
)

// between is what the world does beside questions: hand-overs, the matters and plans that come of them, statutory notices.
type between struct {
	handovers *handover.Service
	matters   *matter.Service
	plans     *plan.Service
	notices   *statutory.Service
	seekers   map[string]policy.Actor // by number
	sent      []handover.Handover
	meetings  *meeting.Service
	outcomes  *outcome.Service
	begun     []matter.Matter
	met       []meeting.Meeting
	told      []statutory.Notice
}

func (w *world) furnish(x *exchange.Service) {
	w.matters = matter.New(w.Trail, x, w.persons)
	w.handovers = handover.New(w.Trail, x, w.persons, w.matters)
	w.plans = plan.New(w.Trail, x, w.matters)
	w.meetings = meeting.New(w.Trail, x, w.matters, w.persons)
	w.outcomes = outcome.New(w.Trail, x, w.matters, w.persons)
	w.notices = statutory.New(w.Trail, x, w.persons)
	dir, err := directory.New(w.Trail)
	w.must(err)
	for _, b := range w.boards {
		w.must(dir.SetAreas(w.t.Context(), policy.Process("test"), b, "", []directory.BranchArea{directory.IncomeSupport, directory.AdultsEducation}, calendar.NewDate(2024, 1, 1)))
	}
	w.seekers = map[string]policy.Actor{}
	for _, number := range w.numbers {
		n, err := identity.ParsePersonal(number, calendar.DateOf(w.Now()))
		w.must(err)
		who, err := seeker.New(w.Trail).Enter(w.t.Context(), n, seeker.ByIdentification)
		w.must(err)
		w.seekers[number] = policy.Actor{ID: who.ID, Name: "personen", Roles: []policy.Role{policy.Jobseeker}}
	}
}

func consentTo() person.Basis {
	return person.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 12, 31)}
}

// together does one act of what two authorities do with somebody.
func (w *world) together(a policy.Actor) {
	switch n := w.chance.IntN(20); {
	case len(w.sent) == 0 || n == 0:
		w.handOver(a)
	case len(w.told) == 0 || n < 3:
		w.notify(a)
	case n < 7:
		w.withHandover(a, pick(w, w.sent))
	case n < 12:
		w.withNotice(a, pick(w, w.told))
	case len(w.begun) > 0:
		w.withMatter(a, pick(w, w.begun))
	}
}

func (w *world) handOver(a policy.Actor) {
	number := pick(w, w.numbers)
	h, err := w.handovers.Send(w.t.Context(), a, handover.Draft{Receiver: pick(w, append(w.boards, directory.PES)), Municipality: "2085", Aim: handover.Joint, Needs: []matter.Need{"language"}, Age: handover.Adult,
		Number: number, Name: "Nora Testberg (Demo)", Text: "Hon vill läsa", Purpose: "planering", Basis: consentTo(), Certified: true})
	if w.may(err) {
		w.sent = append(w.sent, h)
		w.concerns(a.Authority, h.ID, h.Conversation, number)
	}
}

func (w *world) withHandover(a policy.Actor, h handover.Handover) {
	ctx, k := w.t.Context(), handover.Key{ID: h.ID}
	switch w.chance.IntN(7) {
	case 0:
		_, err := w.handovers.AskMore(ctx, a, k, "mer")
		w.may(err)
		_, err = w.handovers.GiveMore(ctx, pick(w, w.staff), k, "mer")
		w.may(err)
	case 1, 2:
		accepted, err := w.handovers.Accept(ctx, a, k, handover.Acceptance{Basis: consentTo()})
		if w.may(err) {
			w.accepted(accepted)
		}
	default:
		_, err := w.handovers.Read(ctx, a, h.ID)
		w.may(err)
	}
}

// accepted has both concerned by the matter, and the receiver by the hand-over.
func (w *world) accepted(h handover.Handover) {
	number := w.concerned[[2]string{h.Sender, h.ID}]
	w.concerns(h.Receiver, h.ID, h.Conversation, number)
	m, err := matter.ByID(w.t.Context(), w.DB, h.Matter)
	w.must(err)
	w.begun = append(w.begun, m)
	for _, authority := range []string{h.Sender, h.Receiver} {
		w.concerns(authority, m.ID, m.Conversation, number)
	}
}

func (w *world) withMatter(a policy.Actor, m matter.Matter) {
	ctx, k := w.t.Context(), matter.Key{ID: m.ID}
	switch w.chance.IntN(20) {
	case 12, 13:
		w.meet(a, m)
	case 14, 15:
		w.readMeeting(a)
	case 16, 17:
		w.readOutcome(a, m)
	case 0:
		_, err := w.matters.Renew(ctx, a, k, consentTo(), false)
		w.may(err)
	case 1:
		_, err := w.matters.Write(ctx, a, k, "ett ord", false)
		w.may(err)
	case 2:
		_, err := w.matters.Give(ctx, a, k, someJudgement(), consentTo())
		w.may(err)
	case 3:
		_, err := w.matters.Hand(ctx, a, k, pick(w, w.staff).ID)
		w.may(err)
	case 4, 5:
		w.planned(a, m)
	case 6, 7:
		w.ownPlan(m)
	case 8:
		if w.chance.IntN(4) == 0 {
			_, err := w.matters.CloseMatter(ctx, a, k, matter.Silent)
			if w.may(err) {
				w.asksOutcomes(m)
			}
		}
	default:
		_, err := w.matters.Open(ctx, a, m.ID)
		w.may(err)
	}
}

// meet asks for a meeting about whoever the matter is about.
func (w *world) meet(a policy.Actor, m matter.Matter) {
	met, err := w.meetings.Ask(w.t.Context(), a, matter.Key{ID: m.ID}, meeting.Asking{Sort: meeting.ThreeParty, Way: meeting.Phone, Why: "Tala om planen", Interpreter: meeting.Unneeded, Basis: consentTo()})
	if !w.may(err) {
		return
	}
	w.met = append(w.met, met)
	for _, authority := range append(w.boards, directory.PES) {
		if number := w.concerned[[2]string{authority, m.ID}]; number != "" {
			w.concerned[[2]string{authority, met.ID}] = number
		}
	}
}

// readMeeting has somebody, or one of the persons, read of meetings.
func (w *world) readMeeting(a policy.Actor) {
	if w.chance.IntN(3) == 0 {
		_, err := w.meetings.Own(w.t.Context(), w.seekers[pick(w, w.numbers)])
		w.may(err)
		return
	}
	if len(w.met) > 0 {
		_, err := w.meetings.Open(w.t.Context(), a, pick(w, w.met).ID)
		w.may(err)
	}
}

// endAll closes the matters that can be closed, and has everybody try to read what became of whom.
func (w *world) endAll() {
	ctx := w.t.Context()
	for _, m := range w.begun {
		for _, a := range w.staff {
			if _, err := w.matters.CloseMatter(ctx, a, matter.Key{ID: m.ID}, matter.Silent); w.may(err) {
				w.asksOutcomes(m)
			}
		}
		for _, a := range w.staff {
			for _, id := range w.followUps(a.Authority, m) {
				_, err := w.outcomes.Open(ctx, a, id)
				w.may(err)
			}
		}
	}
}

// asksOutcomes has each authority's follow-ups of a matter that was closed be about its own record.
func (w *world) asksOutcomes(m matter.Matter) {
	for _, authority := range append(w.boards, directory.PES) {
		for _, id := range w.followUps(authority, m) {
			w.concerned[[2]string{authority, id}] = w.concerned[[2]string{authority, m.ID}]
		}
	}
}

func (w *world) followUps(authority string, m matter.Matter) []string {
	ids, err := db.All[string](w.t.Context(), w.DB, "SELECT id FROM outcome WHERE matter_id = $1 AND authority_id = $2 ORDER BY id", m.ID, authority)
	w.must(err)
	return ids
}

// readOutcome reads, and at times answers, what became of somebody.
func (w *world) readOutcome(a policy.Actor, m matter.Matter) {
	ctx := w.t.Context()
	ids := w.followUps(pick(w, append(w.boards, directory.PES)), m)
	if len(ids) == 0 {
		return
	}
	id := pick(w, ids)
	if w.chance.IntN(4) == 0 {
		_, err := w.outcomes.Note(ctx, a, id, 0, outcome.Answer{What: outcome.NotYet, Source: outcome.OwnFile})
		w.may(err)
	}
	_, err := w.outcomes.Open(ctx, a, id)
	w.may(err)
}

func someJudgement() (j matter.Judgement) {
	j = matter.Judgement{Distance: 3, TookPart: "yes"}
	for _, n := range matter.Needs() {
		if !n.Health {
			j.Answers = append(j.Answers, matter.Answer{Need: n.Need, Who: matter.FromAgency})
		}
	}
	return j
}

func (w *world) planned(a policy.Actor, m matter.Matter) {
	ctx, k, day := w.t.Context(), matter.Key{ID: m.ID}, calendar.DateOf(w.Now())
	p, ok, err := plan.OfMatter(ctx, w.DB, m.ID)
	w.must(err)
	if ok && w.chance.IntN(2) == 0 {
		_, err := w.plans.Accept(ctx, a, k, p.Last, person.Basis{})
		w.may(err)
		return
	}
	made, err := w.plans.Propose(ctx, a, k, p.Last, plan.Content{Goal: "Arbete", Follow: day.AddMonths(1), Items: []plan.Item{{Text: "Läsa", Responsible: plan.Person, Due: day.AddDays(20)}}}, consentTo())
	if w.may(err) {
		for _, authority := range append(w.boards, directory.PES) {
			if number := w.concerned[[2]string{authority, m.ID}]; number != "" {
				w.concerned[[2]string{authority, made.ID}] = number
			}
		}
	}
}

// ownPlan has one of the persons read the plan of a matter on pages of their own.
func (w *world) ownPlan(m matter.Matter) {
	p, ok, err := plan.OfMatter(w.t.Context(), w.DB, m.ID)
	w.must(err)
	if ok {
		_, err := w.plans.OwnPlan(w.t.Context(), w.seekers[pick(w, w.numbers)], p.ID)
		w.may(err)
	}
}

func (w *world) notify(a policy.Actor) {
	number := pick(w, w.numbers)
	n, err := w.notices.Send(w.t.Context(), a, statutory.Input{Type: law.EducationInterrupted, Municipality: "2085", Happened: calendar.DateOf(w.Now()), Number: number, Name: "Nora Testberg (Demo)",
		Certified: true, Facts: map[string]string{"education": "Svenska"}})
	if w.may(err) {
		w.told = append(w.told, n)
		w.concerns(a.Authority, n.ID, n.Conversation, number)
	}
}

func (w *world) withNotice(a policy.Actor, n statutory.Notice) {
	ctx, k := w.t.Context(), statutory.Key{ID: n.ID}
	switch w.chance.IntN(5) {
	case 0, 1:
		if _, err := w.notices.Take(ctx, a, k); w.may(err) {
			w.concerns(a.Authority, n.ID, n.Conversation, w.concerned[[2]string{n.Sender, n.ID}])
		}
	case 2:
		_, err := w.notices.Act(ctx, a, k, statutory.PlanChanged, "planen är ändrad")
		w.may(err)
	default:
		_, err := w.notices.Open(ctx, a, n.ID)
		w.may(err)
	}
}

// concerns has an authority's record of somebody be what a thing, its conversation and its file are about.
func (w *world) concerns(authority, thing, conversation, number string) {
	for _, id := range []string{thing, conversation, exchange.FileRef(conversation, authority).ID} {
		w.concerned[[2]string{authority, id}] = number
	}
}
