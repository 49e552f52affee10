package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/seal"
)

// What was sent after the session had ended is kept, sealed, for the account that the session was of: half an hour,
// at most five forms. After the next sign-in of the same account its page shows it, and sends it where it was going
// through the same guard as any other form. Who never had a session gets nothing kept.
const (
	keptFor   = 30 * time.Minute
	keptMost  = 5
	keptBytes = 1 << 20
	keptPath  = "/fortsatt"
	keptParam = "fortsatt"
)

// kept is one such form.
type kept struct {
	ID        string `json:"-"`
	To        string `json:"to"` // path and query it was sent to
	Type      string `json:"type"`
	Body      []byte `json:"body"`
	FilesLost bool   `json:"filesLost"`
	shown     []string
}

// action is where the kept form is sent on to.
func (k kept) action() string {
	u, err := url.Parse(k.To)
	if err != nil {
		return "/"
	}
	return withParam(u, keptParam, k.ID)
}

// keep keeps the form that came with a request, if its session ended less than a day ago.
func (rt *Router) keep(r *Request) (bool, error) {
	if r.lapsed == nil || rt.o.Keys == nil || r.Method != http.MethodPost {
		return false, nil
	}
	k, err := readKept(r)
	if err != nil {
		return false, err
	}
	plain, err := json.Marshal(k)
	if err != nil {
		return false, err
	}
	return rt.saveKept(r.Context(), r.lapsed.Account, plain)
}

// saveKept seals what is to be kept, unless the account has as much kept as it may.
func (rt *Router) saveKept(ctx context.Context, account string, plain []byte) (saved bool, err error) {
	err = rt.o.Trail.House(ctx, func(tx *audit.HouseTx) error {
		n, err := countKept(ctx, tx, account)
		if saved = err == nil && n < keptMost; !saved {
			return err
		}
		id := tx.NewID()
		content, err := rt.o.Keys.Seal(keptPlace(id), plain)
		if err != nil {
			return err
		}
		return db.Insert(ctx, tx, "pending_form", keptRow{ID: id, Account: account, At: db.At(tx.Now()), Content: content})
	})
	return saved, err
}

func keptPlace(id string) seal.Place {
	return seal.Place{Table: "pending_form", Column: "content", Row: id}
}

// readKept takes the body as it is, or, when files make it too large, its text fields.
func readKept(r *Request) (kept, error) {
	k := kept{To: r.here(), Type: r.Header.Get("Content-Type")}
	head, err := io.ReadAll(io.LimitReader(r.Body, keptBytes+1))
	if err != nil {
		return k, err
	}
	if len(head) <= keptBytes {
		k.Body = head
		return k, nil
	}
	media, params, _ := mime.ParseMediaType(k.Type)
	if media != "multipart/form-data" {
		return k, errTooLarge(keptBytes)
	}
	values, err := textFields(multipart.NewReader(io.MultiReader(bytes.NewReader(head), r.Body), params["boundary"]))
	k.Type, k.Body, k.FilesLost = "application/x-www-form-urlencoded", []byte(values.Encode()), true
	return k, err
}

func textFields(parts *multipart.Reader) (url.Values, error) {
	values, left := url.Values{}, int64(keptBytes)
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return values, nil
		}
		if err != nil {
			return values, formFault(err)
		}
		if part.FileName() != "" {
			continue
		}
		b, err := io.ReadAll(io.LimitReader(part, left+1))
		if err != nil || int64(len(b)) > left {
			return values, errors.Join(err, errTooLarge(keptBytes))
		}
		left -= int64(len(b))
		values.Add(part.FormName(), string(b))
	}
}
