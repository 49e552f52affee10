package simulate

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/deviation"
)

// deed is one thing that somebody does with a question.
type deed byte

const (
	sends deed = iota
	sees
	asksMore
	givesMore
	goesOn // the receiver does, without what it asked for
	setsTime
	passesOn
	opens
	takesIt // a question about nobody in particular
	answers
	declines
	callsInVain
	reaches
	posts
	reads
	helps
	takesBack
	raises  // to the coordinators, before its time is up
	reports // what went wrong with it
)

// move is one deed of one question at an instant of the plan.
type move struct {
	at       time.Time
	question int64
	nth      int32
	deed     deed
}

// question is what the seed decides of one question before it is asked. id is known when it has been.
type question struct {
	no         int64
	id         string
	town       *Town
	toAgency   bool
	from, to   *Desk
	asker      int // of from's staff
	holder     int // of the receiving staff; of the second one when it was passed on
	second     *Desk
	topic      contact.Topic
	number     int
	personal   bool
	urgent     bool
	callback   bool
	pause      clock.Category
	helped     string
	complaint  deviation.Type
	passed     bool
	movesLeft  int
	answeredAt time.Time
}

// planner makes the plan of questions.
type planner struct {
	seed    uint64
	w       workings
	country *Country
	weights []float64
	topics  map[bool][]contact.Topic // by toAgency
	often   map[bool][]float64
	numbers int
	whole   bool // every question ends, and in order: for a demo whose lists stay as they are
}

func newPlanner(seed uint64, c *Country, numbers int, whole bool) *planner {
	p := &planner{seed: seed, w: sweden(), country: c, weights: c.weights(), numbers: numbers, whole: whole, topics: map[bool][]contact.Topic{}, often: map[bool][]float64{}}
	p.topics[true], p.often[true] = asked(contact.ToAgency)
	p.topics[false], p.often[false] = asked(contact.ToMunicipality)
	return p
}

// question plans what becomes of one question asked on a day.
func (p *planner) question(no int64, day calendar.Date) (*question, []move) {
	d := diceOf(p.seed, "question", no)
	q := &question{no: no, town: &p.country.Towns[d.pick(p.weights)], toAgency: d.happens(p.w.toAgency)}
	q.from, q.to = q.town.Board, q.town.Agency
	if !q.toAgency {
		q.from, q.to = q.to, q.from
	}
	if q.to.Path == "" { // this board only asks
		q.toAgency, q.from, q.to = true, q.town.Board, q.town.Agency
	}
	q.asker, q.holder, q.number = d.IntN(len(q.from.Staff)), d.IntN(len(q.to.Staff)), d.IntN(p.numbers)
	q.topic = p.topics[q.toAgency][d.pick(p.often[q.toAgency])]
	q.personal = !d.happens(p.w.general)
	if !q.personal {
		q.topic = map[bool]contact.Topic{true: "Q-GENERAL", false: "M-GENERAL"}[q.toAgency]
	}
	q.urgent, q.callback = q.personal && d.happens(p.w.urgent), d.happens(p.w.callback)
	q.helped = []string{"yes", "yes", "yes", "partly", "no"}[d.IntN(5)]
	return q, p.life(d, q, day)
}

// story puts the moves of a question after each other.
type story struct {
	q     *question
	at    time.Time
	moves []move
}

func (s *story) then(minutes float64, what deed) {
	if t, ok := calendar.OfficeHours().AddMinutes(s.at, max(1, int(minutes))); ok {
		s.at = t
	}
	s.moves = append(s.moves, move{at: s.at.Add(time.Duration(s.q.no%50_000) * time.Millisecond), question: s.q.no, nth: int32(len(s.moves)), deed: what})
}

// life is what is done with the question, from the sending to the end.
func (p *planner) life(d dice, q *question, day calendar.Date) []move {
	s := &story{q: q, at: day.At(8+d.pick(p.w.hours), d.IntN(60))}
	s.moves = append(s.moves, move{at: s.at.Add(time.Duration(q.no%50_000) * time.Millisecond), question: q.no, deed: sends})
	takes := p.takes(d, q, day)
	planned := takes
	if !p.whole && d.happens(p.w.forgets) {
		if d.happens(0.5) {
			s.then(float64(510*(15+d.IntN(15))), takesBack)
		}
		return s.moves
	}
	early := takes * (0.1 + 0.3*d.Float64())
	if d.happens(p.w.acknowledge) && takes > 200 {
		s.then(early, sees)
		takes -= early
	}
	p.astray(d, s)
	if !p.whole && takes > 510 && d.happens(p.w.raises) {
		s.then(takes*0.2, raises)
		takes *= 0.8
	}
	takes = p.pause(d, s, takes)
	if takes > 2*510 && d.happens(p.w.tells) {
		s.then(takes*0.6, setsTime)
		takes *= 0.4
	}
	p.answer(d, s, takes)
	p.after(d, s)
	p.complain(d, s, planned)
	return s.moves
}

// takes is how many working minutes pass until the answer.
func (p *planner) takes(d dice, q *question, day calendar.Date) float64 {
	t := p.w.answer * d.around(p.w.spread) * q.to.slow * p.w.leaveOn(day)
	if short(p.seed, p.w, q.to, day) {
		t *= p.w.understaff
	}
	if q.toAgency && !q.town.closes.IsZero() && !day.Before(q.town.closes) {
		t *= p.w.closedSlower
	}
	if q.urgent {
		t /= 5
	}
	return t
}

// astray passes a question on that came to the wrong unit of the agency.
func (p *planner) astray(d dice, s *story) {
	q := s.q
	chance := p.w.astray
	if !q.town.closes.IsZero() && !calendar.DateOf(s.at).Before(q.town.closes) {
		chance = p.w.closedAstray
	}
	n := len(p.country.Units)
	if !d.happens(chance) || !q.toAgency || n < 2 {
		return
	}
	if q.second = p.country.Units[d.IntN(n)]; q.second == q.to {
		q.second = nil
		return
	}
	s.then(30+300*d.Float64(), passesOn)
	q.holder = d.IntN(len(q.second.Staff))
}

// pause lets the receiver ask for more, and the asker give it at once, late or never.
func (p *planner) pause(d dice, s *story, takes float64) float64 {
	if !d.happens(p.w.more) || !s.q.personal {
		return takes
	}
	s.q.pause = clock.Clarification
	switch {
	case d.happens(p.w.consent):
		s.q.pause = clock.ConsentWanted
	case d.happens(p.w.third):
		s.q.pause = clock.ThirdParty
	}
	s.then(takes*0.5, asksMore)
	wait := 60 + 600*d.Float64()
	if d.happens(p.w.dawdles) {
		wait += 5100
	}
	if s.q.pause == clock.ThirdParty {
		s.then(wait, goesOn)
	} else {
		s.then(wait, givesMore)
	}
	return takes * 0.5
}

func (p *planner) answer(d dice, s *story, takes float64) {
	if s.q.personal {
		s.then(takes, opens)
	} else {
		s.then(takes, takesIt)
	}
	takes = 3 + 12*d.Float64()
	last := answers
	if s.q.personal && d.happens(p.w.refused) {
		last = declines
	}
	s.then(takes, last)
	s.q.answeredAt = s.at
}

// complain lets whoever asked report what went wrong: an answer that came late, a question that was sent around, calls that
// nobody took. Most people never do.
func (p *planner) complain(d dice, s *story, took float64) {
	switch q := s.q; {
	case p.whole:
		return
	case took > 2*510 && d.happens(p.w.reportsLate):
		q.complaint = deviation.AnswerLate
	case q.second != nil && d.happens(p.w.reportsAstray):
		q.complaint = deviation.WrongPlace
	case s.moves[len(s.moves)-1].deed == posts && d.happens(p.w.reportsAstray):
		q.complaint = deviation.NotReachable
	default:
		return
	}
	s.then(60+900*d.Float64(), reports)
}

// after is what comes when the question is answered: calls, a letter after two in vain, reading, and whether it helped.
func (p *planner) after(d dice, s *story) {
	if s.q.callback {
		for n := 1; d.happens(p.w.unreached); n++ {
			if s.then(20+200*d.Float64(), callsInVain); n == 2 {
				s.then(60, posts)
				break
			}
		}
		if s.moves[len(s.moves)-1].deed != posts {
			s.then(20+100*d.Float64(), reaches)
		}
	} else if p.whole || !d.happens(p.w.unread) {
		s.then(30+500*d.around(0.7), reads)
	} else {
		return
	}
	if p.whole || !d.happens(p.w.silent) {
		s.then(10+900*d.Float64(), helps)
	}
}
