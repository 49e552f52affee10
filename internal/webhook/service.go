package webhook

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// longestName bounds what a webhook is called, in characters.
const longestName = 100

// mostSubscriptions bounds how many an authority has in force, so that one act tells a bounded number.
const mostSubscriptions = 20

// Input is what a form or a call says of a new webhook.
type Input struct {
	Name    string
	Client  string // id of the API key whose program it is
	Address string
	Events  []Event
}

var notSaved = language.T("Webhooken är inte sparad.", "The webhook is not saved.")

func (s *Service) check(ctx context.Context, q db.Reader, authority string, in Input) error {
	t := language.T
	var p []fault.Problem
	if n := utf8.RuneCountInString(in.Name); n == 0 || n > longestName {
		p = append(p, fault.Field("name", t("Skriv vad webhooken är till för, högst 100 tecken.", "Write what the webhook is for, at most 100 characters.")))
	}
	if _, found, err := s.client(ctx, q, authority, in.Client); err != nil {
		return err
	} else if !found {
		p = append(p, fault.Field("client", t("Välj en av myndighetens API-nycklar.", "Choose one of the authority's API keys.")))
	}
	if len(in.Events) == 0 {
		p = append(p, fault.Field("events", t("Välj minst en händelse.", "Choose at least one event.")))
	}
	for _, e := range in.Events {
		if _, known := s.kind(e); !known {
			p = append(p, fault.Field("events", t("Det finns ingen händelse %s.", "There is no event %s.").With(string(e))))
		}
	}
	if err := checkAddress(in.Address, s.post.near); err != nil {
		p = append(p, fault.ProblemsOf(err)...)
	}
	if len(p) > 0 {
		return fault.New(fault.Invalid, notSaved, p...)
	}
	return nil
}

// Add makes a webhook for a program of an authority. The secret that signs is given this once.
func (s *Service) Add(ctx context.Context, a policy.Actor, authority string, in Input) (sub Subscription, secret string, err error) {
	if secret, err = newSecret(s.Trail.DB().Rand()); err != nil {
		return sub, "", err
	}
	in.Name = strings.Join(strings.Fields(in.Name), " ")
	slices.Sort(in.Events)
	in.Events = slices.Compact(in.Events)
	err = s.Trail.Do(ctx, a, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, a, policy.ManageWebhook, authorityRef(authority)); err != nil {
			return err
		}
		if err := s.check(ctx, tx, authority, in); err != nil {
			return err
		}
		if err := room(ctx, tx, authority); err != nil {
			return err
		}
		sub = Subscription{ID: tx.NewID(), Authority: authority, Client: in.Client, Name: in.Name, Kinds: joined(in.Events), Address: in.Address,
			CreatedAt: db.At(tx.Now()), CreatedBy: a.ID, Version: 1}
		if err := s.insert(ctx, tx, sub, secret); err != nil {
			return err
		}
		return tx.Note(policy.ManageWebhook, sub.Ref(), map[string]any{"events": in.Events, "client": in.Client})
	})
	if err != nil {
		return Subscription{}, "", err
	}
	return sub, secret, nil
}

// room refuses more webhooks than an act can tell.
func room(ctx context.Context, tx *audit.Tx, authority string) error {
	n, err := db.One[int64](ctx, tx, "SELECT count(*) FROM webhook_subscription WHERE authority_id = $1 AND ended_at IS NULL", authority)
	if err == nil && n >= mostSubscriptions {
		err = fault.New(fault.Conflict, language.T("Myndigheten har redan %d webhookar. Avsluta en som inte används.", "The authority has %d webhooks already. End one that is not used.").With(mostSubscriptions))
	}
	return err
}

func joined(events []Event) string {
	words := make([]string, len(events))
	for i, e := range events {
		words[i] = string(e)
	}
	return strings.Join(words, " ")
}

func newSecret(r io.Reader) (string, error) {
	if r == nil {
		r = rand.Reader
	}
	b := make([]byte, 32)
	if _, err := io.ReadFull(r, b); err != nil {
		return "", err
	}
	return "whsec_" + base64.RawURLEncoding.EncodeToString(b), nil
}

// End ends a webhook at once: what has not been sent is not sent.
func (s *Service) End(ctx context.Context, a policy.Actor, authority, id string) error {
	return s.with(ctx, a, authority, id, func(tx *audit.Tx, sub Subscription) error {
		n, err := tx.Exec(ctx, "UPDATE webhook_subscription SET ended_at = $2, version = version + 1 WHERE id = $1 AND ended_at IS NULL", sub.ID, db.At(tx.Now()))
		if err == nil && n == 0 {
			err = fault.New(fault.Conflict, language.T("Webhooken är redan avslutad.", "The webhook has ended already."))
		}
		if err != nil {
			return err
		}
		return tx.Note(policy.ManageWebhook, sub.Ref(), map[string]any{"ended": true})
	})
}

// Try sends a test to a webhook: an event about the webhook itself. It gives the delivery, which is sent in a moment.
func (s *Service) Try(ctx context.Context, a policy.Actor, authority, id string) (d Delivery, err error) {
	err = s.with(ctx, a, authority, id, func(tx *audit.Tx, sub Subscription) error {
		if !sub.EndedAt.IsZero() {
			return fault.New(fault.Conflict, language.T("Webhooken är avslutad och kan inte provas.", "The webhook has ended and cannot be tried."))
		}
		if d, err = tell(ctx, tx, sub, Trial, sub.Ref()); err != nil {
			return err
		}
		return tx.Note(policy.ManageWebhook, sub.Ref(), map[string]any{"tried": true})
	})
	return d, err
}

// Resend lets what is stuck be tried again from the beginning, and gives the webhook that it belongs to.
func (s *Service) Resend(ctx context.Context, a policy.Actor, authority, delivery string) (subscription string, err error) {
	var stuck Sent
	err = s.Trail.Do(ctx, a, func(tx *audit.Tx) (err error) {
		if err := policy.CheckRead(ctx, tx, a, policy.ManageWebhook, authorityRef(authority)); err != nil {
			return err
		}
		if stuck, err = sentByID(ctx, tx, authority, delivery); err != nil {
			return err
		}
		if stuck.StuckAt.IsZero() {
			return fault.New(fault.Conflict, language.T("Sändningen har inte fastnat.", "The delivery is not stuck."))
		}
		return tx.Note(policy.ManageWebhook, Subscription{ID: stuck.Subscription}.Ref(), map[string]any{"sent_again": true})
	})
	if err != nil {
		return "", err
	}
	return stuck.Subscription, s.Again(ctx, stuck.Job)
}

// with is an act on a webhook of an authority: read, may, rule, write, note.
func (s *Service) with(ctx context.Context, a policy.Actor, authority, id string, fn func(*audit.Tx, Subscription) error) error {
	return s.Trail.Do(ctx, a, func(tx *audit.Tx) error {
		if err := policy.CheckRead(ctx, tx, a, policy.ManageWebhook, authorityRef(authority)); err != nil {
			return err
		}
		sub, err := s.byID(ctx, tx, id)
		if err == nil && sub.Authority != authority {
			err = fault.NotFoundThing()
		}
		if err != nil {
			return err
		}
		return fn(tx, sub)
	})
}

// List gives an authority's webhooks, oldest first.
func (s *Service) List(ctx context.Context, a policy.Actor, authority string) ([]Subscription, error) {
	if err := policy.CheckRead(ctx, s.Trail.DB(), a, policy.ReadWebhooks, authorityRef(authority)); err != nil {
		return nil, err
	}
	return s.of(ctx, s.Trail.DB(), "authority_id = $1", authority)
}

// sentShown is how many deliveries are listed.
const sentShown = 50

// Get gives a webhook of an authority with what it was told latest.
func (s *Service) Get(ctx context.Context, a policy.Actor, authority, id string) (sub Subscription, sent []Sent, err error) {
	q := s.Trail.DB()
	if err := policy.CheckRead(ctx, q, a, policy.ReadWebhooks, authorityRef(authority)); err != nil {
		return sub, nil, err
	}
	if sub, err = s.byID(ctx, q, id); err != nil {
		return sub, nil, err
	}
	if sub.Authority != authority {
		return Subscription{}, nil, fault.NotFoundThing()
	}
	sent, err = sentOf(ctx, q, authority, id, sentShown)
	return sub, sent, err
}
