package accesslog

import (
	"context"
	"fmt"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/seal"
)

// Sealed lists the columns of this room that hold sealed values.
func Sealed() []seal.Column {
	return []seal.Column{
		{Table: "accesslog_line", Column: "words", RowID: "id"},
		{Table: "accesslog_line", Column: "explanation", RowID: "id"},
		{Table: "accesslog_watch", Column: "number", RowID: "id"},
		{Table: "accesslog_watch", Column: "reason", RowID: "id"},
		{Table: "accesslog_emergency", Column: "words", RowID: "id"},
	}
}

// sealText seals a text; nothing is sealed when there is none.
func sealText(keys *seal.Keys, at seal.Place, text string) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	return keys.Seal(at, []byte(text))
}

func openText(keys *seal.Keys, at seal.Place, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	plain, err := keys.Open(at, sealed)
	return string(plain), err
}

// words opens a sealed text of one of the room's rows.
func (s *Service) words(ctx context.Context, q db.Reader, table, column, id string) (string, error) {
	sealed, err := db.One[[]byte](ctx, q, "SELECT "+column+" FROM "+table+" WHERE id = $1", id)
	if err != nil {
		return "", err
	}
	return openText(s.Trail.Keys(), at(table, column, id), sealed)
}

// changed is a conflict when a guarded update met no row.
func changed(n int64, err error) error {
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, meanwhile)
	}
	return err
}

// last names the last of some values in a statement.
func last(args []any) string { return fmt.Sprintf("$%d", len(args)) }
