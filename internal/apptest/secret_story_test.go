package apptest

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/file"
	"samsyn/internal/identity"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// secretCase is one person about whom there is a question, with how the ground stands and how the identity is protected.
type secretCase struct {
	ground string
	level  person.Protection
	number string

	question, asker, receiver string // ids of the question, of the asker's and of the receiver's record of the person
	paper, file, task         string // ids of the ground, of what was attached, of something to do
}

// The states of a ground.
const (
	groundNone      = "none"
	groundLive      = "live"
	groundExpired   = "expired"
	groundWithdrawn = "withdrawn"
	groundRejected  = "rejected"
)

func (c *secretCase) String() string {
	return fmt.Sprintf("ground %s, protection %q", c.ground, c.level)
}

// words are what nobody else may read: who it is, and all that was written.
func (c *secretCase) words() []string {
	name := "Hemlina" + c.number[4:8]
	n := c.number
	return []string{n, n[2:], n[:8] + "-" + n[8:], n[2:8] + "-" + n[8:], n[2:8] + "+" + n[8:], name, "Gömgatan " + n[8:], "gomd" + n[8:] + "@hemlig.example", "070-" + n[5:],
		"frågehemlis " + n[8:], "svarshemlis " + n[8:], "notishemlis " + n[8:], "motivhemlis " + n[8:], "bilagehemlis" + n[8:], "syfteshemlis " + n[8:]}
}

func (c *secretCase) word(kind string) string { return kind + "hemlis " + c.number[8:] }

// secretCases are every state of a ground with each of the levels.
func secretCases(levels ...person.Protection) (all []*secretCase) {
	numbers := []string{"196210313117", "196711222940", "198102179291", "198208149297", "198403169280", "198509199991", "198704102386", "198810112394",
		"199001102392", "199001292391", "199002172386", "199003072395", "199003262384", "199004132396", "199005022380"}
	for _, level := range levels {
		for _, g := range []string{groundNone, groundLive, groundExpired, groundWithdrawn, groundRejected} {
			at := len(all)
			if len(levels) == 2 { // other people than in the ordinary story
				at += 5
			}
			all = append(all, &secretCase{ground: g, level: level, number: numbers[at]})
		}
	}
	return all
}

// listen lets a house's log fail the test when it tells of the case.
func (c *secretCase) listen(h *Samsyn) {
	for _, w := range c.words() {
		h.Log.Secret(w)
	}
}

// secretStory is what the two who handle everything do.
type secretStory struct {
	*Samsyn
	t             *testing.T
	asks, answers policy.Actor
}

// tell lets the two work, so that every case has its question, its records and its ground.
func (s *secretPlace) tell(t *testing.T, h *Samsyn, cases []*secretCase) {
	t.Helper()
	story := &secretStory{h, t, s.asks.actor(h), s.answers.actor(h)}
	for _, c := range cases {
		c.listen(h)
		story.one(c)
	}
}

func (s *secretStory) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *secretStory) one(c *secretCase) {
	s.t.Helper()
	if c.level != person.Unprotected { // the receiver has the person as protected already: the question comes shielded
		c.receiver = s.known(c, s.answers)
		s.protect(c, c.receiver, s.answers)
	}
	e, err := s.Enquiries.Send(s.t.Context(), s.asks, enquiry.Key{}, s.question(c))
	s.must(err)
	c.question = e.ID
	if c.ground == groundNone {
		c.asker = s.known(c, s.asks)
	} else {
		s.opened(c)
		s.grounds(c)
	}
	if c.level != person.Unprotected {
		s.protect(c, c.asker, s.asks)
	}
	if c.ground == groundLive {
		s.answered(c)
	}
}

func (s *secretStory) question(c *secretCase) enquiry.Question {
	q := enquiry.Question{Receiver: directory.PES, Municipality: "2085", Topics: []contact.Topic{"Q-LANG"}, Personal: true, Number: c.number, Name: c.words()[5] + " (Demo)",
		Text: c.word("fråge"), Purpose: c.word("syftes"), Certified: true, Callback: true, Phone: c.words()[8], Files: s.attached(c),
		Basis: enquiry.Basis{Kind: law.Consent, Form: person.Written, Until: calendar.NewDate(2026, 8, 31)}}
	switch c.ground {
	case groundExpired:
		q.Basis.Until = calendar.NewDate(2026, 3, 2)
	case groundNone:
		q.Part, q.Basis, q.Number, q.Name, q.Text, q.Certified, q.Files = true, enquiry.Basis{}, "", "", "", false, nil
	}
	return q
}

func (s *secretStory) attached(c *secretCase) []file.Checked {
	one, err := file.Check(file.Input{Name: "bilagehemlis" + c.number[8:] + ".pdf", Content: bytes.NewReader([]byte(onePDF)), Size: int64(len(onePDF)), Owner: s.asks.Authority, Accept: []file.Type{file.PDF}})
	s.must(err)
	return []file.Checked{one}
}

// known makes an authority's own record of somebody, named to an actor.
func (s *secretStory) known(c *secretCase, a policy.Actor) (id string) {
	s.t.Helper()
	number, err := identity.ParsePersonal(c.number, today(s.App))
	s.must(err)
	s.must(s.Trail.Do(s.t.Context(), maker(), func(tx *audit.Tx) error {
		w := c.words()
		p, err := s.Persons.Take(s.t.Context(), tx, a.Authority, person.Identity{Number: number, Name: w[5] + " (Demo)", Reached: person.Reached{Phone: w[8], Email: w[7], Address: w[6]}})
		id = p.ID
		return errors.Join(err, s.Persons.Assign(s.t.Context(), tx, p, a.ID, ref.To(enquiry.Kind, nothing)))
	}))
	return id
}

func (s *secretStory) protect(c *secretCase, id string, a policy.Actor) {
	s.t.Helper()
	version, err := db.One[int64](s.t.Context(), s.DB, "SELECT version FROM person WHERE id = $1", id)
	s.must(err)
	s.must(s.Persons.Protect(s.t.Context(), a, id, version, c.level, calendar.NewDate(2026, 3, 2), []string{a.ID}))
}

func (s *secretStory) opened(c *secretCase) {
	s.t.Helper()
	_, err := s.Enquiries.OpenPerson(s.t.Context(), s.answers, enquiry.Key{ID: c.question}, enquiry.Basis{Kind: law.NoHarm, Motive: c.word("motiv")})
	s.must(err)
	for _, side := range []struct {
		a  policy.Actor
		id *string
	}{{s.asks, &c.asker}, {s.answers, &c.receiver}} {
		*side.id, err = db.One[string](s.t.Context(), s.DB, "SELECT person_id FROM enquiry_side WHERE enquiry_id = $1 AND authority_id = $2", c.question, side.a.Authority)
		s.must(err)
	}
	c.paper, err = db.One[string](s.t.Context(), s.DB, "SELECT id FROM person_ground WHERE person_id = $1", c.asker)
	s.must(err)
	c.file, err = db.One[string](s.t.Context(), s.DB, "SELECT file_id FROM exchange_attachment WHERE authority_id = $1 AND message_id IN (SELECT m.id FROM exchange_message m JOIN enquiry e ON e.conversation_id = m.conversation_id WHERE e.id = $2)", s.asks.Authority, c.question)
	s.must(err)
	s.must(s.Enquiries.Note(s.t.Context(), s.answers, c.question, c.word("notis"), nil))
}

// grounds brings the ground to its state.
func (s *secretStory) grounds(c *secretCase) {
	s.t.Helper()
	var err error
	switch c.ground {
	case groundWithdrawn:
		_, err = s.Persons.Withdraw(s.t.Context(), s.asks, c.paper, 1)
	case groundRejected:
		var side law.Side
		side, err = directory.SideOf(s.t.Context(), s.DB, s.asks.Authority, "", today(s.App))
		s.must(err)
		var g person.Ground
		g, err = s.Persons.AddGround(s.t.Context(), s.asks, c.asker, side, person.NewGround{Kind: law.Consent, To: directory.PES, Form: person.Oral, Purpose: c.word("syftes"), Until: calendar.NewDate(2026, 8, 31)})
		s.must(err)
		g, err = s.Persons.Reject(s.t.Context(), s.asks, g.ID, g.Version, c.word("motiv"))
		c.paper = g.ID
	}
	s.must(err)
	if c.ground == groundWithdrawn || c.ground == groundRejected {
		c.task, err = db.One[string](s.t.Context(), s.DB, "SELECT id FROM person_task WHERE person_id = $1", c.asker)
		s.must(err)
	}
}

func (s *secretStory) answered(c *secretCase) {
	s.t.Helper()
	_, err := s.Enquiries.Answer(s.t.Context(), s.answers, enquiry.Key{ID: c.question}, enquiry.Reply{Outcome: enquiry.Answered, Certified: true, Text: c.word("svars"), ByPhone: c.level != person.Unprotected,
		Test: enquiry.Test{Ground: law.NoHarm, Given: c.word("svars")}})
	s.must(err)
}
