package exchange

import (
	"context"
	"errors"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/ref"
)

// FileKind is an authority's own file of a thread: its number, its copies, how long they are kept. What one authority
// destroys of its own leaves the other's whole.
const FileKind ref.Kind = "conversation-file"

// fileMark stands between conversation and authority in the id of a file.
const fileMark = "/"

// FileRef names an authority's file of a thread.
func FileRef(conversation, authority string) ref.Ref {
	return ref.To(FileKind, conversation+fileMark+authority)
}

func fileParts(id string) (conversation, authority string) {
	conversation, authority, _ = strings.Cut(id, fileMark)
	return conversation, authority
}

// The document types of an authority's plan that threads belong to.
const (
	SocialFile    = "social-file"    // in the person's file of the social services: from the last entry (SoL 12:1)
	PersonThread  = "thread-person"  // about a person, at any other authority
	GeneralThread = "thread-general" // about nobody
)

// RegisterJob is the kind of job that gives numbers.
const RegisterJob = "exchange.register"

// registerMost is how many threads get their numbers in one act.
const registerMost = 100

// Register gives each party here its registry number and retention class for the threads that lack them, oldest first,
// in acts of some tens: the counter of an authority would else hold up everybody who posts. Numbers follow OSL 5:1: what
// has come in or been sent is registered without delay. A thread that ends with nothing said is registered then: rooms
// keep their own words beside it, which are destroyed with its file.
func (s *Service) Register(ctx context.Context) (total int, err error) {
	for {
		n := 0
		err := s.Trail.Do(ctx, policy.Process("samsyn register"), func(tx *audit.Tx) (err error) {
			if n, err = s.registerSome(ctx, tx); err != nil {
				return err
			}
			if n == 0 {
				return errDry
			}
			return nil
		})
		if n == 0 || err != nil {
			return total, withoutDry(err)
		}
		total += n
	}
}

func withoutDry(err error) error {
	if errors.Is(err, errDry) {
		return nil
	}
	return err
}

func (s *Service) registerSome(ctx context.Context, tx *audit.Tx) (int, error) {
	list, err := db.All[Party](ctx, tx, `SELECT p.conversation_id, p.authority_id, p.unit_id, p.address, p.name, p.side, p.outside, p.joined_at, p.left_at, p.registry, p.retention
		FROM exchange_party p JOIN exchange_conversation c ON c.id = p.conversation_id
		WHERE p.registry = '' AND NOT p.outside AND p.erased_at IS NULL AND (c.messages > 0 OR c.closed_at IS NOT NULL) ORDER BY p.joined_at, p.conversation_id, p.authority_id`+db.Limit(registerMost))
	if err != nil {
		return 0, err
	}
	for _, p := range list {
		if err := s.registerOne(ctx, tx, p); err != nil {
			return 0, err
		}
	}
	return len(list), nil
}

func (s *Service) registerOne(ctx context.Context, tx *audit.Tx, p Party) error {
	number, err := record.Assign(ctx, tx, p.Authority, record.MainSeries, FileRef(p.Conversation, p.Authority))
	if err != nil {
		return err
	}
	class, err := classOf(ctx, tx, p)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "UPDATE exchange_party SET registry = $3, retention = $4 WHERE conversation_id = $1 AND authority_id = $2", p.Conversation, p.Authority, number, class); err != nil {
		return err
	}
	return tx.Note(policy.RegisterMessage, FileRef(p.Conversation, p.Authority), map[string]string{"number": number, "class": class})
}

// classOf is the document type of an authority's file of a thread.
func classOf(ctx context.Context, q db.Reader, p Party) (string, error) {
	c, err := conversationOf(ctx, q, p.Conversation)
	if err != nil || !c.Personal {
		return GeneralThread, err
	}
	side, err := directory.SideOf(ctx, q, p.Authority, p.Unit, calendar.DateOf(q.Now()))
	if err == nil && side == law.SocialServices {
		return SocialFile, nil
	}
	return PersonThread, err
}
