package webhook

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/seal"
)

// ThingKind is a subscription in the trail.
const ThingKind ref.Kind = "webhook"

// Event is what happened, as its room names it: "enquiry.answered".
type Event string

// Trial is the event of the test button; it is about the subscription itself.
const Trial Event = "webhook.test"

// Kind is an event that can be subscribed to.
type Kind struct {
	Event Event
	Name  language.Text
	Reads policy.Action // what the program must be allowed of the thing to be told of it
}

// Client is a program of an authority: one of its API keys.
type Client struct {
	ID, Name string
	Actor    policy.Actor // what it is when it calls
}

// Subscription is one program that is told of some events.
type Subscription struct {
	ID        string  `db:"id"`
	Authority string  `db:"authority_id"`
	Client    string  `db:"client_id"`
	Name      string  `db:"name"` // what it is for
	Kinds     string  `db:"kinds"`
	CreatedAt db.Time `db:"created_at"`
	CreatedBy string  `db:"created_by"`
	EndedAt   db.Time `db:"ended_at"`
	Version   int64   `db:"version"`
	Address   string  // opened
}

// Ref names the subscription.
func (s Subscription) Ref() ref.Ref { return ref.To(ThingKind, s.ID) }

// Events lists what it is told of.
func (s Subscription) Events() (out []Event) {
	for _, word := range strings.Fields(s.Kinds) {
		out = append(out, Event(word))
	}
	return out
}

// Hears tells whether it is told of an event.
func (s Subscription) Hears(e Event) bool { return slices.Contains(s.Events(), e) }

// Service is the use cases of webhooks.
type Service struct {
	Trail *audit.Trail
	Kinds []Kind
	// Clients gives the programs of an authority that have keys in force. App sets it.
	Clients func(ctx context.Context, q db.Reader, authority string) ([]Client, error)
	// Again lets a stuck job be tried again. App sets it to the queue's Retry.
	Again func(ctx context.Context, job string) error

	post poster
}

// New makes the service. near lets addresses be of this machine, as in a demo; never in production.
func New(trail *audit.Trail, near bool) *Service {
	return &Service{Trail: trail, post: poster{near: near, client: newClient(near, nil)}}
}

func (s *Service) keys() *seal.Keys { return s.Trail.Keys() }

// kind finds an event that can be subscribed to.
func (s *Service) kind(e Event) (Kind, bool) {
	i := slices.IndexFunc(s.Kinds, func(k Kind) bool { return k.Event == e })
	if i < 0 {
		return Kind{}, false
	}
	return s.Kinds[i], true
}

// client finds a program of an authority.
func (s *Service) client(ctx context.Context, q db.Reader, authority, id string) (Client, bool, error) {
	all, err := s.Clients(ctx, q, authority)
	if err != nil {
		return Client{}, false, err
	}
	i := slices.IndexFunc(all, func(c Client) bool { return c.ID == id })
	if i < 0 {
		return Client{}, false, nil
	}
	return all[i], true, nil
}

func authorityRef(id string) ref.Ref { return ref.To("authority", id) }
