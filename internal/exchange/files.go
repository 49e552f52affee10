package exchange

import (
	"bytes"
	"context"
	"io"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/file"
)

type attached struct {
	Message string `db:"message_id"`
	Seq     int64  `db:"seq"`
	File    string `db:"file_id"`
}

func attachments(ctx context.Context, q db.Reader, conversation, authority string) ([]attached, error) {
	return db.All[attached](ctx, q, `SELECT a.message_id, a.seq, a.file_id FROM exchange_attachment a JOIN exchange_message m ON m.id = a.message_id
		WHERE m.conversation_id = $1 AND a.authority_id = $2 ORDER BY m.seq, a.seq`, conversation, authority)
}

// copyAll gives an authority copies of all that another has of a conversation.
func (s *Service) copyAll(ctx context.Context, tx *audit.Tx, conversation, from, to string) error {
	thread, err := s.Thread(ctx, tx, conversation, from)
	if err != nil {
		return err
	}
	had, err := db.All[string](ctx, tx, `SELECT c.message_id FROM exchange_copy c JOIN exchange_message m ON m.id = c.message_id WHERE m.conversation_id = $1 AND c.authority_id = $2`, conversation, to)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, id := range had {
		known[id] = true
	}
	for _, c := range thread {
		if known[c.ID] {
			continue
		}
		files, err := s.reread(ctx, tx, c.Files)
		if err != nil {
			return err
		}
		if err := s.copiesFor(ctx, tx, c.Message, c.Body, files, to); err != nil {
			return err
		}
	}
	return nil
}

// reread gives stored files as if they were sent in anew.
func (s *Service) reread(ctx context.Context, q db.Reader, files []file.File) (list []file.Checked, err error) {
	for _, f := range files {
		content, err := s.content(ctx, q, f.ID)
		if err != nil {
			return nil, err
		}
		checked, err := file.Check(file.Input{Name: f.Name, Content: bytes.NewReader(content), Size: int64(len(content)), Owner: f.Owner})
		if err != nil {
			return nil, err
		}
		list = append(list, checked)
	}
	return list, nil
}

func (s *Service) content(ctx context.Context, q db.Reader, id string) (b []byte, err error) {
	_, r, err := file.Open(ctx, q, s.keys(), id)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
