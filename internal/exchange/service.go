package exchange

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/seal"
)

// Service is the use cases of conversations. They are parts of acts of the rooms above, which ask whether the actor may.
type Service struct {
	Trail  *audit.Trail
	Folder Folder // where an access point leaves and fetches files; empty for none
	// Erased is what follows when an authority has destroyed its file of a thread, in the same act.
	Erased []func(ctx context.Context, tx *audit.Tx, e Erasure) error
	// Papers give what an authority keeps for itself beside its file of a thread, for the file's archive package.
	Papers []func(ctx context.Context, q db.Reader, conversation, authority string) ([]record.File, error)
	// Incoming is what follows when a message is taken in from outside, in the same act; Receipted what follows when the
	// other side says whether it took one in. Outgoing gives what a conversation's room sends along to another Samsyn:
	// nothing about the person. App sets them.
	Incoming  []func(ctx context.Context, tx *audit.Tx, a Arrival) error
	Receipted []func(ctx context.Context, tx *audit.Tx, c Conversation, m Message, a Attempt) error
	Outgoing  func(ctx context.Context, q db.Reader, c Conversation, m Message) (map[string]string, error)
	// Hold keeps what a conversation belongs to, by the conversation's id, as it is until the act ends; rooms set it. It comes
	// before the conversation itself is written, in every act that begins here: all hold the two in this order.
	Hold []func(ctx context.Context, tx *audit.Tx, conversation string) error
}

// hold holds what a conversation belongs to.
func (s *Service) hold(ctx context.Context, tx *audit.Tx, conversation string) error {
	for _, hold := range s.Hold {
		if err := hold(ctx, tx, conversation); err != nil {
			return err
		}
	}
	return nil
}

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail} }

func (s *Service) keys() *seal.Keys { return s.Trail.Keys() }

// Opening is what a conversation begins with.
type Opening struct {
	ID       string // given for what comes from outside; else made
	Kind     Kind
	Subject  string
	Personal bool
	From, To Party // Authority, Unit, and for a party outside Address and Name
}

// Begin makes a conversation between two parties, at most one of them outside, in an act under way. Whoever begins it with
// a message of its own uses Start.
func (s *Service) Begin(ctx context.Context, tx *audit.Tx, o Opening) (Conversation, error) {
	c, parties, err := o.begun(tx)
	if err != nil {
		return c, err
	}
	if err := write(ctx, tx, c, parties); err != nil {
		return c, err
	}
	return c, o.note(tx, c)
}

// Start is Begin and Post of the first message in one: nothing that it writes is read again.
func (s *Service) Start(ctx context.Context, tx *audit.Tx, o Opening, from string, l Letter) (Conversation, Message, error) {
	c, parties, err := o.begun(tx)
	if err != nil {
		return c, Message{}, err
	}
	if err := o.note(tx, c); err != nil {
		return c, Message{}, err
	}
	if err := check(c, parties, from, l); err != nil {
		return c, Message{}, err
	}
	m := l.message(tx, c, from)
	c.Messages, c.Version = m.Seq, c.Version+1
	if err := write(ctx, tx, c, parties); err != nil {
		return c, m, err
	}
	if err := s.deliver(ctx, tx, m, l, parties, disclosureOf(c, l)); err != nil {
		return c, m, err
	}
	return c, m, m.note(tx, c)
}

// begun is a conversation as it begins, with its parties in their order.
func (o Opening) begun(tx *audit.Tx) (Conversation, []Party, error) {
	if o.From.Authority == "" || o.To.Authority == "" || o.From.Authority == o.To.Authority || o.From.Outside && o.To.Outside {
		return Conversation{}, nil, fault.New(fault.Invalid, language.T("En fråga går mellan två olika myndigheter. Välj en annan mottagare.", "A question goes between two different authorities. Choose another receiver."))
	}
	c := Conversation{ID: o.ID, Kind: o.Kind, StartedBy: o.From.Authority, Subject: o.Subject, Personal: o.Personal, CreatedAt: db.At(tx.Now()), Version: 1}
	if c.ID == "" {
		c.ID = tx.RandomID()
	}
	o.From.Side, o.To.Side = Asker, Receiver
	parties := []Party{o.From, o.To}
	for i := range parties {
		parties[i].Conversation, parties[i].JoinedAt, parties[i].LeftAt = c.ID, db.At(tx.Now()), db.Time{}
	}
	return c, parties, nil
}

func (o Opening) note(tx *audit.Tx, c Conversation) error {
	return tx.Note(policy.BeginConversation, c.Ref(), map[string]any{"kind": c.Kind, "from": o.From.Authority, "to": o.To.Authority})
}

// Post freezes one message and gives each party here a sealed copy of its own, in an act under way. What is about a
// person needs a ground, a purpose and the certificate that no protected identity is concerned, and is refused while
// disclosure is stopped. The conversation is held until the act ends.
func (s *Service) Post(ctx context.Context, tx *audit.Tx, conversation, from string, l Letter) (Message, error) {
	h, err := s.Take(ctx, tx, conversation)
	if err != nil {
		return Message{}, err
	}
	return s.PostHeld(ctx, tx, h, from, l)
}

// Held is a conversation that an act holds, so that it is as it was read until the act ends.
type Held struct {
	conversation Conversation
	parties      []Party
}

// Take holds a conversation for an act under way that asks for it before it posts.
func (s *Service) Take(ctx context.Context, tx *audit.Tx, conversation string) (*Held, error) {
	c, parties, err := held(ctx, tx, conversation)
	if err != nil {
		return nil, err
	}
	return &Held{c, parties}, nil
}

// PostHeld is Post in a conversation that the act holds, for one message.
func (s *Service) PostHeld(ctx context.Context, tx *audit.Tx, h *Held, from string, l Letter) (Message, error) {
	if err := check(h.conversation, h.parties, from, l); err != nil {
		return Message{}, err
	}
	m := l.message(tx, h.conversation, from)
	if err := tx.Later(ctx, `UPDATE exchange_conversation SET messages = messages + 1, version = version + 1 WHERE id = $1`, m.Conversation); err != nil {
		return Message{}, err
	}
	if err := s.deliver(ctx, tx, m, l, h.parties, disclosureOf(h.conversation, l)); err != nil {
		return Message{}, err
	}
	return m, m.note(tx, h.conversation)
}

// message is the next message of a conversation.
func (l Letter) message(tx *audit.Tx, c Conversation, from string) Message {
	m := Message{ID: l.ID, Conversation: c.ID, Seq: c.Messages + 1, Kind: l.Kind, From: from, By: tx.Actor().ID, SentAt: db.At(tx.Now()),
		ReplyTo: l.ReplyTo, Ground: l.Ground, Purpose: l.Purpose, Certified: l.Certified, Digest: digest(l.Body, sums(l.Files))}
	if l.By != "" {
		m.By = l.By
	}
	switch {
	case m.ID != "":
	case c.Messages == 0: // a thread bears the id of its first message (domain facts 9.1)
		m.ID = c.ID
	default:
		m.ID = tx.RandomID()
	}
	return m
}

func (m Message) note(tx *audit.Tx, c Conversation) error {
	return tx.Note(policy.PostMessage, c.Ref(), map[string]any{"kind": m.Kind, "seq": m.Seq, "digest": m.Digest, "ground": m.Ground})
}

func check(c Conversation, parties []Party, from string, l Letter) error {
	t := language.T
	var p []fault.Problem
	if !takesPart(parties, from) {
		return fault.NotFoundThing()
	}
	if !c.ClosedAt.IsZero() {
		return fault.New(fault.Conflict, t("Tråden är avslutad. Öppna frågan igen för att skriva mer.", "The thread is closed. Reopen the question to write more."))
	}
	if l.Body == "" && len(l.Files) == 0 {
		p = append(p, fault.Field("body", t("Skriv ett meddelande eller bifoga en fil.", "Write a message or attach a file.")))
	}
	if c.Personal && !l.Bare && l.Ground == "" {
		p = append(p, fault.Field("ground", t("Ange på vilken grund uppgifterna lämnas.", "Say on what ground the information is given.")))
	}
	if c.Personal && !l.Bare && l.Purpose == "" {
		p = append(p, fault.Field("purpose", t("Ange vad uppgifterna behövs till.", "Say what the information is needed for.")))
	}
	if c.Personal && !l.Bare && !l.Certified {
		p = append(p, fault.Field("certified", t("Intyga att meddelandet inte rör någon med skyddade personuppgifter. Gör det det: ring i stället.", "Certify that the message is not about somebody with a protected identity. If it is: telephone instead.")))
	}
	if !c.StoppedAt.IsZero() && l.Ground == law.Consent {
		p = append(p, fault.Field("ground", t("Samtycket är återkallat. Det behövs en ny grund innan något mer kan lämnas.", "The consent is withdrawn. A new ground is needed before anything more can be told.")))
	}
	if len(p) > 0 {
		return fault.New(fault.Invalid, t("Meddelandet kan inte skickas än.", "The message cannot be sent yet."), p...)
	}
	return nil
}

func takesPart(parties []Party, authority string) bool {
	for _, p := range parties {
		if p.Authority == authority && p.LeftAt.IsZero() {
			return true
		}
	}
	return false
}

// holder is whose copies a new receiver's are made from: those of who passes it on, or the other side's when whoever
// passes it on is outside and has none here.
func holder(parties []Party, from string) string {
	for _, p := range parties {
		if p.Authority == from && !p.Outside {
			return from
		}
	}
	for _, p := range parties {
		if !p.Outside && p.LeftAt.IsZero() {
			return p.Authority
		}
	}
	return from
}

func sums(files []file.Checked) (list []string) {
	for _, f := range files {
		list = append(list, f.Name(), string(f.Print()))
	}
	return list
}

// Pass gives the conversation to another receiver in an act under way: the one that had it keeps its copies, the new one
// gets copies of everything, and the thread goes on.
func (s *Service) Pass(ctx context.Context, tx *audit.Tx, conversation, from string, to Party) error {
	parties, err := Parties(ctx, tx, conversation)
	if err != nil {
		return err
	}
	if !takesPart(parties, from) {
		return fault.NotFoundThing()
	}
	if takesPart(parties, to.Authority) {
		return fault.New(fault.Invalid, language.T("Myndigheten har redan frågan. Välj en annan.", "The authority has the question already. Choose another."))
	}
	if err := leave(ctx, tx, conversation, from); err != nil {
		return err
	}
	to.Side = Receiver
	if err := rejoin(ctx, tx, conversation, to); err != nil {
		return err
	}
	if !to.Outside {
		if err := s.copyAll(ctx, tx, conversation, holder(parties, from), to.Authority); err != nil {
			return err
		}
	}
	return tx.Note(policy.PassConversation, Conversation{ID: conversation}.Ref(), map[string]any{"from": from, "to": to.Authority})
}

// Stop stops what may be told about the person on a consent, in an act under way; Resume lets it go on, on a new ground.
func (s *Service) Stop(ctx context.Context, tx *audit.Tx, conversation string) error {
	return tx.Later(ctx, `UPDATE exchange_conversation SET stopped_at = $2, version = version + 1 WHERE id = $1 AND stopped_at IS NULL`, conversation, db.At(tx.Now()))
}

// Resume lets disclosure go on, on a new ground, in an act under way.
func (s *Service) Resume(ctx context.Context, tx *audit.Tx, conversation string) error {
	return tx.Later(ctx, `UPDATE exchange_conversation SET stopped_at = NULL, version = version + 1 WHERE id = $1`, conversation)
}

// Close ends a conversation in an act under way; Reopen lets it go on.
func (s *Service) Close(ctx context.Context, tx *audit.Tx, conversation string) error {
	return tx.Later(ctx, `UPDATE exchange_conversation SET closed_at = $2, version = version + 1 WHERE id = $1 AND closed_at IS NULL`, conversation, db.At(tx.Now()))
}

// Reopen lets a closed conversation go on, in an act under way. A party that has destroyed its file of it gets a new one.
func (s *Service) Reopen(ctx context.Context, tx *audit.Tx, conversation string) error {
	if err := tx.Later(ctx, `UPDATE exchange_party SET erased_at = NULL WHERE conversation_id = $1 AND erased_at IS NOT NULL`, conversation); err != nil {
		return err
	}
	return tx.Later(ctx, `UPDATE exchange_conversation SET closed_at = NULL, version = version + 1 WHERE id = $1`, conversation)
}
