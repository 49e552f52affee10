package enquiry

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/clock"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

// Get gives a question as the actor's authority sees it, without what is about the person. Who may not see it is told
// that there is none, in the same words as of an id that is nobody's.
func (s *Service) Get(ctx context.Context, q db.Reader, actor policy.Actor, id string) (View, error) {
	can, err := policy.Can(ctx, q, actor, Enquiry{ID: id}.Ref(), policy.ReadEnquiry, policy.ReadEnquiryText)
	if err == nil {
		err = can.CheckRead(policy.ReadEnquiry)
	}
	if err != nil {
		return View{}, err
	}
	return s.view(ctx, q, actor, id, can)
}

// view is a question for a reader who may see it; can is what else was asked.
func (s *Service) view(ctx context.Context, q db.Reader, actor policy.Actor, id string, can policy.Allowed) (v View, err error) {
	if v.Enquiry, v.Topics, err = s.asked(ctx, q, id); err != nil {
		return View{}, err
	}
	if v.Events, err = events(ctx, q, id); err != nil {
		return View{}, err
	}
	all, err := desks(ctx, q, id)
	if err != nil {
		return View{}, err
	}
	for _, d := range all {
		if d.Authority == actor.Authority {
			v.Desk = *d
		}
	}
	v.partWith()
	if v.Clock, err = read(v.Events, v.Round); err != nil {
		return View{}, err
	}
	if v.Desk.LeftAt.IsZero() {
		v.Acts = v.State.Acts(v.Desk.Side)
	}
	v.Can, v.Reads = can, can.May(policy.ReadEnquiryText)
	return v, nil
}

// asked gives a question with its purpose, opened, and its topics in the order asked: a row for each of them.
func (s *Service) asked(ctx context.Context, q db.Reader, id string) (e Enquiry, list []Topic, err error) {
	rows, err := db.All[struct {
		Enquiry
		Purpose    []byte        `db:"purpose"`
		Code       contact.Topic `db:"asked"`
		AnsweredAt db.Time       `db:"told_at"`
	}](ctx, q, `SELECT `+columns+`, e.purpose, COALESCE(t.topic, '') AS asked, t.answered_at AS told_at
		FROM enquiry e LEFT JOIN enquiry_topic t ON t.enquiry_id = e.id WHERE e.id = $1 ORDER BY t.place`, id)
	if err == nil && len(rows) == 0 {
		err = db.ErrNone
	}
	if err != nil {
		return e, nil, orNotFound(err)
	}
	for _, row := range rows {
		if row.Code != "" {
			list = append(list, Topic{Enquiry: id, Code: row.Code, AnsweredAt: row.AnsweredAt})
		}
	}
	e = rows[0].Enquiry
	e.Purpose, err = openText(s.keys(), purposePlace(id), rows[0].Purpose)
	return e, list, err
}

// Part is one message of a thread as its reader sees it.
type Part struct {
	exchange.Copy
	Payload      // of a question; of another message only the text
	Own     bool // sent by the reader's own authority
	Hidden  bool // there is more in it, which is shown when a ground is recorded
}

// Thread is a question with what was written, for who handles it.
type Thread struct {
	View
	Parts    []Part
	Attempts []exchange.Attempt
	Notes    []Note // the own authority's

	CallNotes map[string]string // what the own authority wrote of an attempt, by its id
}

// Open gives a question with what was written, and notes that it was read. The receiver sees what is about the person
// only after OpenPerson; before that, that there are messages. When the asker opens the answer it has reached the asker.
func (s *Service) Open(ctx context.Context, actor policy.Actor, id string) (Thread, error) {
	t, err := s.open(ctx, actor, id, policy.ReadEnquiryText)
	if err == nil && t.State == Draft {
		err = fault.NotFoundThing()
	}
	if err != nil {
		return Thread{}, err
	}
	return t, nil
}

// open is Open for one who may do what must says, with what else the actor may do of acts. Who may see the question and not
// read it is given it without the text, and of that nothing is noted; nor of a draft, which has none.
func (s *Service) open(ctx context.Context, actor policy.Actor, id string, must policy.Action, acts ...policy.Action) (t Thread, err error) {
	thing := Enquiry{ID: id}.Ref()
	acts = append([]policy.Action{policy.ReadEnquiry, policy.ReadEnquiryText}, acts...)
	look := func(q db.Reader) (reads bool, err error) {
		can, err := policy.Can(ctx, q, actor, thing, acts...)
		if err == nil {
			err = can.CheckRead(must)
		}
		if err != nil {
			return false, err
		}
		t, err = s.thread(ctx, q, actor, id, can)
		return t.Reads && t.State != Draft, err
	}
	err = s.Trail.Show(ctx, actor, audit.Reading{Look: look,
		Still: func(tx *audit.Tx) error { return policy.CheckRead(ctx, tx, actor, policy.ReadEnquiryText, thing) },
		Note: func(tx *audit.Tx) error {
			if t.arrives() {
				if err := s.received(ctx, tx, id); err != nil {
					return err
				}
				if _, err := look(tx); err != nil {
					return err
				}
			}
			if t.unread() {
				if err := s.Exchange.Read(ctx, tx, t.Conversation, t.Desk.Authority); err != nil {
					return err
				}
			}
			return tx.Note(policy.ReadEnquiryText, t.Ref(), t.reading(policy.ReadEnquiryText))
		}})
	if err != nil {
		return Thread{}, err
	}
	return t, nil
}

// reading is what the trail says of a reading: how the reader came to be allowed, on which ground the reader's authority has
// what is about the person, and whether that was shown.
func (v View) reading(act policy.Action) noted {
	return noted{State: v.State, Ground: string(v.Desk.Ground), Hidden: v.Personal && v.Needs(), By: v.Can.By(act)}
}

// thread is a question with what was written, if its reader may read that.
func (s *Service) thread(ctx context.Context, q db.Reader, actor policy.Actor, id string, can policy.Allowed) (t Thread, err error) {
	if t.View, err = s.view(ctx, q, actor, id, can); err != nil {
		return Thread{}, err
	}
	switch {
	case t.Reads && t.State != Draft:
		err = s.fill(ctx, q, &t)
	case t.Desk.LeftAt.IsZero() && t.State != Draft: // a colleague calls and posts too
		t.Attempts, err = exchange.Attempts(ctx, q, t.Conversation)
	}
	return t, err
}

func (s *Service) fill(ctx context.Context, q db.Reader, t *Thread) error {
	copies, err := s.Exchange.Thread(ctx, q, t.Conversation, t.Desk.Authority)
	if err != nil {
		return err
	}
	for _, c := range copies {
		t.Parts = append(t.Parts, part(c, t.View))
	}
	if t.Notes, err = notes(ctx, q, s.keys(), t.ID, t.Desk.Authority); err != nil {
		return err
	}
	if t.Needs() {
		t.Attempts, err = exchange.Attempts(ctx, q, t.Conversation)
		return err
	}
	t.Attempts, t.CallNotes, err = s.Exchange.Tried(ctx, q, t.Conversation, t.Desk.Authority)
	return err
}

func part(c exchange.Copy, v View) Part {
	p := Part{Copy: c, Own: c.From == v.Desk.Authority, Payload: Payload{Text: c.Body}}
	if c.Kind == msgQuestion || c.Kind == msgGiven || c.Kind == msgNoted {
		p.Payload = ParsePayload(c.Body)
	}
	if v.Needs() && !p.Own {
		p.Hidden = true
		p.Payload, p.Copy.Body, p.Copy.Files = Payload{}, "", nil
	}
	return p
}

// unread tells whether the own authority has copies that nobody there has read before and that are read now.
func (t Thread) unread() bool {
	return !t.Needs() && slices.ContainsFunc(t.Parts, func(p Part) bool { return p.ReadAt.IsZero() })
}

// arrives tells whether an answer reaches the asker by being opened now.
func (t Thread) arrives() bool {
	return t.Desk.Side == Asker && t.State == Done && t.Clock.Delivered.IsZero() && !t.Callback && !t.Noted
}

// received marks that an answer has reached the asker, the first time that somebody of the asker opens it. What is
// answered by a call back reaches the asker by that call.
func (s *Service) received(ctx context.Context, tx *audit.Tx, id string) error {
	w, err := s.load(ctx, tx, id, policy.ReadEnquiryText)
	if err != nil {
		return err
	}
	if w.me == nil || w.me.Side != Asker || w.e.State != Done || !w.clock.Delivered.IsZero() || w.e.Callback || w.e.Noted {
		return nil
	}
	if err := w.happen(Asker, Receive, clock.Event{}); err != nil {
		return err
	}
	return w.save()
}
