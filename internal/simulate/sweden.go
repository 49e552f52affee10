package simulate

import (
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
)

// workings are the figures that the invented Sweden runs by. None is measured: each is chosen so that the whole looks like
// what is known, and the line says of what. Times are in working minutes (an office day is 510).
type workings struct {
	// When questions are asked.
	months   [12]float64 // from January: fewer in July, when many are on leave, and in December
	weekdays [5]float64  // from Monday: after a weekend more has gathered
	hours    []float64   // from 8 to 16: most before lunch
	// Who asks whom.
	toAgency   float64 // share asked by municipalities of the agency; the agency asks the rest
	perTown    float64 // how questions grow with population: less than in proportion
	townSpread float64 // how much municipalities of one size differ in how many they ask
	// How long an answer takes, and what makes it longer.
	answer      float64     // median at full staffing: most answers come within two working days
	spread      float64     // between questions; of every ten one takes four times the median
	slow        float64     // between municipalities and units: some are always slower
	leave       [12]float64 // factor by month: in July half are away
	understaff  float64     // factor in a quarter in which a unit is short of people
	shortChance float64     // share of quarters in which it is
	// Offices close.
	closing      float64 // share of municipalities whose office closes in the time simulated
	closedSlower float64 // factor on the agency's answers there from that day
	closedAstray float64 // share of questions there that come to the wrong unit first
	astray       float64 // the same elsewhere
	// What people do besides.
	acknowledge float64 // share that says "we have seen it" before the answer
	more        float64 // share in which the receiver asks for more and the clock waits
	consent     float64 // of those, share that asks for a consent
	third       float64 // of those, share that waits for somebody else
	urgent      float64
	callback    float64 // share to be answered by telephone
	unreached   float64 // share of calls that nobody takes
	refused     float64
	general     float64 // share about nobody in particular
	tells       float64 // of answers that come late, share where a new time was given
	// What people forget.
	forgets  float64 // share of questions never answered; half of them the asker takes back
	dawdles  float64 // share of what is asked for more that is given ten days late
	silent   float64 // share of answers that the asker never says helped or not; the clock closes them
	unread   float64 // share of answers that nobody opens
	unsigned float64 // share of contact paths that nobody confirms again in time
	// Rotas.
	rota       float64 // share of places that have one
	rotaLate   float64 // share of plannings that come a week or two after the turns before have ended
	rotaWarned float64 // share of the others that come when the clock has warned
	away       float64 // of weeks in which somebody at a place is away
	alone      float64 // of those absences, share in which nobody stands in
	// What rises, and what is reported.
	raises        float64    // of questions that take more than a day, share that whoever asked raises before the time is up
	decides       [5]float64 // of what has come to a level, share that it decides on a day
	reportsLate   float64    // of answers that take more than two days, share that is reported as a deviation
	reportsAstray float64    // of questions sent around and of calls in vain, share that is
	apart         float64    // of days in a municipality, share on which something else is reported
	disputes      float64    // of deviations, share that the other side reads otherwise
	forgetful     float64    // of deviations, share that nobody takes up at once
	analyses      float64    // of analyses that are to be written, share that is written in a week
}

func sweden() workings {
	return workings{
		months:      [12]float64{1.08, 1.05, 1.10, 1.00, 1.00, 0.90, 0.45, 0.95, 1.15, 1.15, 1.10, 0.75},
		weekdays:    [5]float64{1.25, 1.10, 1.00, 0.95, 0.70},
		hours:       []float64{1.1, 1.5, 1.4, 0.9, 0.6, 1.2, 1.1, 0.8, 0.3},
		toAgency:    0.7,
		perTown:     0.85,
		townSpread:  0.4,
		answer:      280,
		spread:      1.0,
		slow:        0.35,
		leave:       [12]float64{1.0, 1.0, 1.0, 1.0, 1.05, 1.15, 1.8, 1.25, 1.0, 1.0, 1.0, 1.3},
		understaff:  1.7,
		shortChance: 0.12, closing: 0.25, closedSlower: 1.5, closedAstray: 0.15, astray: 0.03,
		acknowledge: 0.35, more: 0.09, consent: 0.3, third: 0.2, urgent: 0.04, callback: 0.12, unreached: 0.35,
		refused: 0.05, general: 0.06, tells: 0.5,
		forgets: 0.012, dawdles: 0.2, silent: 0.35, unread: 0.06, unsigned: 0.3,
		rota: 0.85, rotaLate: 0.08, rotaWarned: 0.2, away: 0.05, alone: 0.25,
		raises: 0.02, decides: [5]float64{2: 0.15, 3: 0.06, 4: 0.04},
		reportsLate: 0.04, reportsAstray: 0.08, apart: 0.002, disputes: 0.1, forgetful: 0.12, analyses: 0.15,
	}
}

// leaveOn is how much longer things take on a day because people are on leave. The days between Christmas and the day
// after Epiphany are as empty as July.
func (w workings) leaveOn(d calendar.Date) float64 {
	if d.Month == time.December && d.Day >= 22 || d.Month == time.January && d.Day <= 6 {
		return w.leave[time.July-1]
	}
	return w.leave[d.Month-1]
}

// busy is how many questions are asked on a day beside an ordinary one; none when nobody works.
func (w workings) busy(d calendar.Date) float64 {
	if !calendar.IsWorkingDay(d) {
		return 0
	}
	b := w.months[d.Month-1] * w.weekdays[d.Weekday()-1]
	if d.Month == time.December && d.Day >= 22 {
		b *= 0.4
	}
	return b
}

// asked are the topics with how often each is asked, of those about a person; what is in SSBTEK is asked nonetheless.
func asked(to contact.Direction) (list []contact.Topic, weights []float64) {
	often := map[contact.Topic]float64{"Q-REG": 2, "Q-PLAN": 4, "Q-DECISION": 2, "Q-OFFICER": 4, "Q-MEASURE": 3, "Q-MEETING": 2, "M-MEASURE": 4, "M-PLAN": 2, "M-OFFICER": 3, "M-MEETING": 2}
	for _, t := range contact.TopicsOf(to) {
		if !t.Personal || t.Sensitive || t.Area == contact.Education || t.Area == contact.Income {
			continue // a board of the invented Sweden has none of those areas, and a consent of the person's own is a story of its own
		}
		list = append(list, t.Topic)
		weights = append(weights, max(1, often[t.Topic]))
	}
	return list, weights
}
