package exchange

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/sdk"
)

// ParcelKind is a file of SDK in the trail.
const ParcelKind ref.Kind = "sdk-file"

// General is the kind of a conversation and of its messages that come from another system than Samsyn: a person sorts
// them by hand.
const General Kind = "general"

// aheadMost is how far ahead of this clock a sender's may be.
const aheadMost = 10 * time.Minute

// Arrival is what the rooms above are told when a message has come in.
type Arrival struct {
	Conversation Conversation
	Message      Message // SentAt is when the sender made it: the clock counts from there
	Body         string
	New          bool              // it begins the thread
	Slip         bool              // another Samsyn sent it, so kinds and codes are its own
	More         map[string]string // what the conversation's room there sent along
	From, To     Party             // To is the authority here that it is for, with its unit
}

// Taken is what became of a file.
type Taken struct {
	Conversation string
	Message      string
	Receipt      bool // it was a receipt and no message
	Already      bool // the same file was taken in before
	reason       sdk.Reason
	parsed       sdk.Message
	parcel       parcelRow
}

var errDry = errors.New("exchange: only a trial")

// TakeIn takes in one file of SDK, a message or a receipt, whole or not at all; dry tries it and writes nothing. A file
// is taken once: the same bytes again change nothing. What is refused is written down with its reason, and a receipt that
// says so is made where the file tells whom to answer.
func (s *Service) TakeIn(ctx context.Context, content []byte, dry bool) (t Taken, err error) {
	digest := sum(content)
	err = s.Trail.Do(ctx, policy.Process("samsyn sdk"), func(tx *audit.Tx) (err error) {
		if t, err = s.take(ctx, tx, content, digest); err != nil {
			return err
		}
		if dry || t.Already {
			return errDry
		}
		return nil
	})
	if errors.Is(err, errDry) {
		return t, nil
	}
	if err != nil && !dry && refusal(err) {
		if wrote := s.refused(ctx, t, digest, err); wrote != nil {
			return t, wrote
		}
	}
	return t, err
}

// refusal tells whether an error is about the file, so that trying again cannot help.
func refusal(err error) bool {
	switch fault.KindOf(err) {
	case fault.Invalid, fault.Conflict, fault.NotFound, fault.Denied:
		return true
	}
	return false
}

func (s *Service) take(ctx context.Context, tx *audit.Tx, content []byte, digest string) (t Taken, err error) {
	had, err := parcels(ctx, tx, "direction = 'in' AND digest = $1 AND state = 'taken'", digest)
	if err != nil {
		return t, err
	}
	if len(had) > 0 {
		return Taken{Message: had[0].Message, Receipt: had[0].Kind == isReceipt, Already: true}, nil
	}
	kind := isMessage
	if sdk.IsReceipt(content) {
		kind = isReceipt
		t, err = s.takeReceipt(ctx, tx, content)
	} else {
		t, err = s.takeMessage(ctx, tx, content)
	}
	if err != nil || t.Already {
		return t, err
	}
	row := t.parcel
	row.ID, row.Direction, row.Kind, row.Digest, row.State, row.At = tx.NewID(), in, kind, digest, stateTaken, db.At(tx.Now())
	if err := keep(ctx, tx, row); err != nil || kind == isReceipt {
		return t, err
	}
	return t, owe(ctx, tx, t.parsed, digest, sdk.None)
}

// refused writes down that a file was not taken in. Its own words are left out: they may name a person.
func (s *Service) refused(ctx context.Context, t Taken, digest string, why error) error {
	var f *fault.Fault
	errors.As(why, &f)
	return s.Trail.Do(ctx, policy.Process("samsyn sdk"), func(tx *audit.Tx) error {
		row := parcelRow{ID: tx.NewID(), Direction: in, Kind: isMessage, Message: t.parsed.ID, Digest: digest, State: stateRefused, Problem: f.Text.Sv, At: db.At(tx.Now()),
			Sender: t.parsed.Sender.Actor, Recipient: t.parsed.Recipient.Actor, Reason: string(t.reason)}
		if t.Receipt {
			row.Kind = isReceipt
		}
		if err := keep(ctx, tx, row); err != nil {
			return err
		}
		if !t.Receipt && s.ours(ctx, tx, t.parsed) {
			if err := owe(ctx, tx, t.parsed, digest, t.reason); err != nil {
				return err
			}
		}
		return tx.Note(policy.ReceiveMessage, ref.To(ParcelKind, row.ID), map[string]any{"refused": true, "file": digest})
	})
}

// ours tells whether a message was for an organisation here: only then is it answered.
func (s *Service) ours(ctx context.Context, q db.Reader, m sdk.Message) bool {
	n, err := db.One[int64](ctx, q, "SELECT count(*) FROM exchange_address WHERE actor = $1", m.Recipient.Actor)
	return err == nil && n > 0
}

func (s *Service) takeMessage(ctx context.Context, tx *audit.Tx, content []byte) (t Taken, err error) {
	t.reason = sdk.Schematron
	if t.parsed, err = sdk.Parse(content); err != nil {
		if t.parsed.ID == "" {
			t.reason = sdk.Schema
		}
		return t, err
	}
	t.reason = sdk.Other
	a, err := s.arrival(ctx, tx, t.parsed)
	if err != nil {
		return t, err
	}
	t.Conversation, t.Message = t.parsed.Conversation, t.parsed.ID
	files, err := checked(t.parsed, a.Slip)
	if err != nil {
		return t, err
	}
	had, err := db.All[Message](ctx, tx, "SELECT "+messageColumns+" FROM exchange_message WHERE id = $1", t.parsed.ID)
	if err != nil {
		return t, err
	}
	if len(had) > 0 {
		t.Already = had[0].Conversation == t.parsed.Conversation && had[0].Digest == digest(a.Body, sums(files))
		if !t.Already {
			err = refuse(language.T("Meddelandets id finns redan på ett annat meddelande.", "The message's id is already that of another message."))
		}
		return t, err
	}
	t.parcel = parcelRow{Message: t.parsed.ID, Sender: t.parsed.Sender.Actor, Recipient: t.parsed.Recipient.Actor}
	return t, s.land(ctx, tx, a, t.parsed, files)
}

func refuse(why language.Text, p ...fault.Problem) error { return fault.New(fault.Invalid, why, p...) }

// arrival reads what a message says of itself: between whom, in which thread, about what.
func (s *Service) arrival(ctx context.Context, tx *audit.Tx, m sdk.Message) (a Arrival, err error) {
	t := language.T
	if m.Created.After(tx.Now().Add(aheadMost)) {
		return a, refuse(t("Meddelandet är skapat i framtiden. Avsändarens klocka går fel.", "The message was made in the future. The sender's clock is wrong."))
	}
	at, err := addressAt(ctx, tx, m.Recipient.Actor, m.Recipient.Address)
	if errors.Is(err, db.ErrNone) {
		return a, refuse(t("Mottagarens funktionsadress finns inte här.", "The recipient's functional address is not here."))
	}
	if err != nil {
		return a, err
	}
	if n, err := db.One[int64](ctx, tx, "SELECT count(*) FROM exchange_address WHERE actor = $1 AND address = $2", m.Sender.Actor, m.Sender.Address); err != nil {
		return a, err
	} else if n > 0 {
		return a, refuse(t("Avsändaren arbetar i samma Samsyn. Meddelandet har aldrig lämnat det.", "The sender works in the same Samsyn. The message never left it."))
	}
	slip, found, err := slipOf(m, calendar.DateOf(tx.Now()))
	if err != nil {
		return a, err
	}
	a = Arrival{Slip: found, More: slip.More, Body: bodyOf(m, found), To: Party{Authority: at.Authority, Unit: at.Unit},
		From: Party{Authority: m.Sender.Actor, Address: m.Sender.Address, Name: nameOf(m.Sender), Outside: true}}
	a.Conversation = Conversation{ID: m.Conversation, Kind: General, Personal: m.Confidential}
	a.Message = Message{ID: m.ID, Conversation: m.Conversation, Kind: General, From: m.Sender.Actor, SentAt: db.At(m.Created), ReplyTo: m.RefersTo}
	if found {
		a.Conversation.Kind, a.Conversation.Subject, a.Conversation.Personal = slip.Kind, slip.Topic, slip.Personal
		a.Message.Kind, a.Message.Ground, a.Message.Purpose, a.Message.Certified = slip.Letter, slip.Ground, slip.Purpose, slip.Certified
	}
	return a, nil
}

func nameOf(p sdk.Party) string {
	if p.AddressOf != "" {
		return p.AddressOf
	}
	return p.Label
}

// bodyOf is a message's text. What another system says outside its text, the subject and the references, goes first.
func bodyOf(m sdk.Message, slip bool) string {
	var parts []string
	documents := m.Documents
	if slip {
		documents = documents[1:]
	} else {
		parts = append(parts, lines(m)...)
	}
	for _, d := range documents {
		parts = append(parts, d.Texts...)
	}
	return strings.Join(parts, "\n\n")
}

func lines(m sdk.Message) (parts []string) {
	var head []string
	if m.Label != "" {
		head = append(head, m.Label)
	}
	for _, p := range []sdk.Party{m.Sender, m.Recipient} {
		for _, n := range append(append([]sdk.Named{}, p.Persons...), p.References...) {
			head = append(head, strings.TrimSpace(n.Label+" "+n.ID))
		}
	}
	if len(head) > 0 {
		parts = []string{strings.Join(head, "\n")}
	}
	return parts
}

// checked takes every file of a message through the same check as a file that somebody sends in.
func checked(m sdk.Message, slip bool) (list []file.Checked, err error) {
	documents := m.Documents
	if slip {
		documents = documents[1:]
	}
	for _, d := range documents {
		for _, f := range d.Files {
			c, err := file.Check(file.Input{Name: f.Name, Content: bytes.NewReader(f.Content), Size: int64(len(f.Content))})
			if err != nil {
				return nil, err
			}
			if said := declared(f.Type); said != string(c.Type()) && said != "application/octet-stream" {
				return nil, refuse(language.T("En bifogad fil är av en annan typ än meddelandet säger.", "An attached file is of another type than the message says."))
			}
			list = append(list, c)
		}
	}
	return list, nil
}

func declared(mediaType string) string {
	said, _, _ := strings.Cut(mediaType, ";")
	return strings.ToLower(strings.TrimSpace(said))
}
