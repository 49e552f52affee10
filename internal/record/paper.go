package record

import (
	"context"
	"errors"
	"io"

	"samsyn/internal/db"
	"samsyn/internal/file"
	"samsyn/internal/seal"
)

// Paper reads a paper that is kept beside a thing, for the thing's archive package, with what it is before its name.
func Paper(ctx context.Context, q db.Reader, keys *seal.Keys, id, what string) (File, error) {
	f, content, err := file.Open(ctx, q, keys, id)
	if err != nil {
		return File{}, err
	}
	data, err := io.ReadAll(content)
	return File{Name: what + "-" + f.Name, MediaType: string(f.Type), Data: data}, errors.Join(err, content.Close())
}
