package incident

import (
	"slices"
	"strings"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Kind is an incident in the trail and in links.
const Kind ref.Kind = "incident"

// Path is where incidents are listed.
const Path = "/incidenter"

// Incident is an entry of one authority's register, without what is sealed.
type Incident struct {
	ID            string   `db:"id"`
	Authority     string   `db:"authority_id"`
	Origin        Origin   `db:"origin"`
	From          string   `db:"from_authority"`  // that told of it; empty of one's own
	Party         string   `db:"party_id"`        // the teller's row of this authority; empty of one's own
	Conversation  string   `db:"conversation_id"` // in which it was told; empty of one's own
	Registry      string   `db:"registry"`        // number in the authority's diary
	Sort          Sort     `db:"kind"`
	Categories    string   `db:"categories"` // of persons: codes with spaces between
	Persons       int64    `db:"persons"`    // roughly how many; 0 is none, or not known yet
	Protected     bool     `db:"protected"`  // protected identities are touched, or may be
	State         State    `db:"state"`
	DiscoveredAt  db.Time  `db:"discovered_at"` // of what another told of: when it was told
	ReportedBy    string   `db:"reported_by"`   // account; empty of what another told of
	ReportedAt    db.Time  `db:"reported_at"`
	ReceivedAt    db.Time  `db:"received_at"` // acknowledged, of what another told of
	Supervisor    Decision `db:"supervisor"`
	SupervisorDue db.Time  `db:"supervisor_due"` // zero of what is no personal data breach
	SupervisorAt  db.Time  `db:"supervisor_at"`  // when the supervisory authority was notified
	SupervisorNo  string   `db:"supervisor_no"`  // its number of the case
	Told          Decision `db:"concerned"`      // the persons concerned
	ToldAt        db.Time  `db:"concerned_at"`
	EndedAt       db.Time  `db:"ended_at"`
	PartyNews     News     `db:"told_news"`
	LawNews       News     `db:"supervisor_news"`
	Due           db.Time  `db:"due_at"` // the first time that something is due; zero when nothing is
	Order         db.Time  `db:"order_at"`
	Version       int64    `db:"version"`
}

// Ref names the incident.
func (i Incident) Ref() ref.Ref { return ref.To(Kind, i.ID) }

// Page is the address of its page.
func (i Incident) Page() string { return Path + "/" + i.ID }

// Number is what people call it between them: "I-7D1C6F".
func (i Incident) Number() string { return "I-" + strings.ToUpper(i.ID[max(0, len(i.ID)-6):]) }

// Breach tells whether it touches personal data, so that articles 33 and 34 hold.
func (i Incident) Breach() bool { return i.Sort != Security }

// Late tells whether something is due that is not done.
func (i Incident) Late(now time.Time) bool {
	return i.State == Open && !i.Due.IsZero() && !now.Before(i.Due.Time)
}

// Of lists the categories of persons.
func (i Incident) Of() (out []Category) {
	for _, code := range strings.Fields(i.Categories) {
		out = append(out, Category(code))
	}
	return out
}

// News is how much has been told of by the clock: nothing, that time is soon up, that it is up.
type News int64

// The steps.
const (
	Quiet News = iota
	Reminded
	Raised
)

// Origin is whether an authority found an incident itself or another told of it.
type Origin string

// The origins.
const (
	Own    Origin = "own"
	ToldOf Origin = "told"
)

// State is where an incident stands.
type State string

// The states.
const (
	Open   State = "open"
	Closed State = "closed"
	Void   State = "void" // it turned out to be none
)

// States lists the states in the order in which they are shown.
func States() []State { return []State{Open, Closed, Void} }

// Name gives the state in words.
func (s State) Name() language.Text {
	switch s {
	case Open:
		return language.T("pågår", "goes on")
	case Closed:
		return language.T("avslutad", "closed")
	}
	return language.T("var ingen incident", "was no incident")
}

// Decision is whether somebody was to be told.
type Decision string

// The decisions.
const (
	Undecided Decision = ""
	Yes       Decision = "yes"
	No        Decision = "no"
)

// Sort is what sort of incident it is (GDPR art. 4.12).
type Sort string

// The sorts.
const (
	Disclosed   Sort = "disclosed"
	Accessed    Sort = "accessed"
	Lost        Sort = "lost"
	Altered     Sort = "altered"
	Unavailable Sort = "unavailable"
	Security    Sort = "security"
)

// Sorts lists the sorts in the order in which they are shown.
func Sorts() []Sort { return []Sort{Disclosed, Accessed, Lost, Altered, Unavailable, Security} }

// Name gives the sort in words.
func (s Sort) Name() language.Text {
	t := language.T
	switch s {
	case Disclosed:
		return t("Uppgifter till fel mottagare", "Data to the wrong receiver")
	case Accessed:
		return t("Obehörig åtkomst", "Access without a right")
	case Lost:
		return t("Förlorade eller stulna uppgifter", "Lost or stolen data")
	case Altered:
		return t("Uppgifter som ändrats fel", "Data altered wrongly")
	case Unavailable:
		return t("Uppgifter som inte gått att nå", "Data that could not be reached")
	case Security:
		return t("Säkerhetsincident utan personuppgifter", "Security incident without personal data")
	}
	return language.Same(string(s))
}

// Category is a category of persons (GDPR art. 33.3 a).
type Category string

// The categories.
const (
	Seekers   Category = "seekers"
	Relatives Category = "relatives"
	Children  Category = "children"
	Staff     Category = "staff"
	Others    Category = "others"
)

// Categories lists the categories in the order in which they are shown.
func Categories() []Category { return []Category{Seekers, Relatives, Children, Staff, Others} }

// Name gives the category in words.
func (c Category) Name() language.Text {
	t := language.T
	switch c {
	case Seekers:
		return t("arbetssökande", "job seekers")
	case Relatives:
		return t("anhöriga", "relatives")
	case Children:
		return t("barn", "children")
	case Staff:
		return t("personal", "staff")
	}
	return t("andra", "others")
}

// Party is another authority that an incident concerns.
type Party struct {
	ID           string  `db:"id"`
	Incident     string  `db:"incident_id"`
	No           int64   `db:"no"`
	Authority    string  `db:"authority_id"`
	Municipality string  `db:"municipality"`
	Agreement    string  `db:"agreement_id"` // that stood between the two; empty for none
	Clause       string  `db:"clause"`
	Due          db.Time `db:"due_at"`
	ToldAt       db.Time `db:"told_at"`
	Conversation string  `db:"conversation_id"`
	ReceivedAt   db.Time `db:"received_at"`
}

// Act is something that is done with an incident.
type Act string

// The acts.
const (
	Report    Act = "report"
	Arrive    Act = "arrive" // another authority has told of it
	Supervise Act = "supervise"
	Inform    Act = "inform"
	Concern   Act = "concern"
	Tell      Act = "tell"
	More      Act = "more" // told again
	Receive   Act = "receive"
	Measure   Act = "measure"
	Close     Act = "close"
	Annul     Act = "annul" // it was none
	Remind    Act = "remind"
	Raise     Act = "raise"
)

// Event is one thing that was done.
type Event struct {
	ID        string  `db:"id"`
	Incident  string  `db:"incident_id"`
	No        int64   `db:"no"`
	At        db.Time `db:"at"`
	Act       Act     `db:"act"`
	Account   string  `db:"account_id"`   // empty when it was done by the clock, or by another authority
	Authority string  `db:"authority_id"` // that it was about; empty for none
	Said      string  // sealed: opened for who may read it
}

// Key says which incident, and the version of it that the actor saw; 0 is as it is now.
type Key struct {
	ID      string
	Version int64
}

// due is what of an incident is due first: an authority to be told, or the decision on the supervisory authority.
func due(i Incident, parties []Party) (first db.Time) {
	var all []db.Time
	if i.Supervisor == Undecided && !i.SupervisorDue.IsZero() {
		all = append(all, i.SupervisorDue)
	}
	for _, p := range parties {
		if p.ToldAt.IsZero() {
			all = append(all, p.Due)
		}
	}
	if i.State != Open || len(all) == 0 {
		return db.Time{}
	}
	return slices.MinFunc(all, func(a, b db.Time) int { return a.Compare(b.Time) })
}

// lacks says what is still to be done before an incident can be closed.
func lacks(i Incident, parties []Party) (out []Act) {
	if i.Origin == ToldOf && i.ReceivedAt.IsZero() {
		out = append(out, Receive)
	}
	if slices.ContainsFunc(parties, func(p Party) bool { return p.ToldAt.IsZero() }) {
		out = append(out, Tell)
	}
	if i.Breach() && i.Supervisor == Undecided {
		out = append(out, Supervise)
	}
	if i.Breach() && i.Told == Undecided {
		out = append(out, Inform)
	}
	return out
}
