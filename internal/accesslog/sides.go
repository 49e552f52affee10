package accesslog

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Side is one authority's side of something between two authorities: the thing, its conversation, and the authority's own
// record of the person. A side whose authority does not know yet whom it is about has no record.
type Side struct {
	Thing        string `db:"thing_id"`
	Conversation string `db:"conversation_id"`
	Person       string `db:"person_id"`
	Authority    string `db:"authority_id"`
}

// Sides are the sides that a room has of one kind of thing between two authorities.
type Sides struct {
	Kind ref.Kind
	// Of gives the sides that are about any of some records.
	Of func(ctx context.Context, q db.Reader, persons []string) ([]Side, error)
	// To gives the sides at one authority that are about a record, of some things and of the things with some conversations.
	To func(ctx context.Context, q db.Reader, authority string, things, conversations []string) ([]Side, error)
	// Also and Only are as in About.
	Also []policy.Action
	Only func(Note) bool
}

// SidesIn reads sides with a query that gives thing_id, conversation_id, person_id and authority_id of every side.
func SidesIn(kind ref.Kind, every string) Sides {
	from := "SELECT thing_id, conversation_id, person_id, authority_id FROM (" + every + ") AS side WHERE "
	return Sides{Kind: kind,
		Of: func(ctx context.Context, q db.Reader, persons []string) ([]Side, error) {
			var args []any
			return db.All[Side](ctx, q, from+"person_id "+db.In(persons, &args)+" ORDER BY thing_id, authority_id", args...)
		},
		To: func(ctx context.Context, q db.Reader, authority string, things, conversations []string) ([]Side, error) {
			args := []any{authority}
			return db.All[Side](ctx, q, from+"authority_id = $1 AND person_id <> '' AND (thing_id "+db.In(things, &args)+" OR conversation_id "+db.In(conversations, &args)+") ORDER BY thing_id", args...)
		}}
}

// About tells which things of the kind are about persons.
func (s Sides) About() About {
	name := func(x Side) string { return x.Thing }
	return About{Kind: s.Kind, Also: s.Also, Only: s.Only,
		Of: func(ctx context.Context, q db.Reader, persons []string) ([]Thing, error) {
			list, err := s.Of(ctx, q, persons)
			return thingsOf(list, name), err
		},
		To: func(ctx context.Context, q db.Reader, authority string, ids []string) ([]Thing, error) {
			list, err := s.To(ctx, q, authority, ids, nil)
			return thingsOf(list, name), err
		}}
}

// Threads tells of what hangs on the conversations of things of several kinds, such as the messages or a file of one: name
// gives the id of it, conversation that of its conversation.
func Threads(kind ref.Kind, all []Sides, name func(Side) string, conversation func(id string) string) About {
	return About{Kind: kind,
		Of: func(ctx context.Context, q db.Reader, persons []string) (out []Thing, err error) {
			for _, s := range all {
				list, err := s.Of(ctx, q, persons)
				if err != nil {
					return nil, err
				}
				out = append(out, thingsOf(list, name)...)
			}
			return out, nil
		},
		To: func(ctx context.Context, q db.Reader, authority string, ids []string) (out []Thing, err error) {
			conversations := make([]string, len(ids))
			for i, id := range ids {
				conversations[i] = conversation(id)
			}
			for _, s := range all {
				list, err := s.To(ctx, q, authority, nil, conversations)
				if err != nil {
					return nil, err
				}
				out = append(out, thingsOf(list, name)...)
			}
			return out, nil
		}}
}

// thingsOf names the things of some sides. What has no conversation yet has none on it.
func thingsOf(list []Side, name func(Side) string) (out []Thing) {
	for _, s := range list {
		if id := name(s); id != "" {
			out = append(out, Thing{ID: id, Person: s.Person, Authority: s.Authority})
		}
	}
	return out
}
