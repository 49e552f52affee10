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
	"slices"
	"strings"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/seal"
	"samsyn/internal/ui"
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
	account, saved := r.lapsed.Account, false
	err = rt.o.Trail.House(r.Context(), func(tx *audit.HouseTx) error {
		n, err := countKept(r.Context(), tx, account)
		if saved = err == nil && n < keptMost; !saved {
			return err
		}
		id := tx.NewID()
		content, err := rt.o.Keys.Seal(keptPlace(id), plain)
		if err != nil {
			return err
		}
		return db.Insert(r.Context(), tx, "pending_form", keptRow{ID: id, Account: account, At: db.At(tx.Now()), Content: content})
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

func (rt *Router) keptForms() {
	rt.Handle("GET "+keptPath, policy.OpenPage, func(r *Request) (Response, error) {
		if r.Actor.IsPublic() {
			return rt.toSignIn(r)
		}
		all, err := rt.listKept(r.Context(), r.Actor.ID)
		if err != nil {
			return Response{}, err
		}
		if len(all) == 0 {
			return Redirect("/"), nil
		}
		return Page(language.T("Det du skrev finns kvar", "What you wrote is still here"), keptPage(r, all[0])).
			Frame(func(f *ui.Frame) { f.Narrow = true }), nil
	})
}

func (rt *Router) hasKept(ctx context.Context, account string) (bool, error) {
	all, err := rt.listKept(ctx, account)
	return len(all) > 0, err
}

func (rt *Router) listKept(ctx context.Context, account string) ([]kept, error) {
	if rt.o.Trail == nil || rt.o.Keys == nil {
		return nil, nil
	}
	house := rt.o.Trail.DB()
	rows, err := keptOf(ctx, house, account, house.Now().Add(-keptFor))
	if err != nil {
		return nil, err
	}
	var all []kept
	for _, row := range rows {
		k, err := rt.openKept(row)
		if err != nil {
			return nil, err
		}
		all = append(all, k)
	}
	return all, nil
}

func (rt *Router) openKept(row keptRow) (k kept, err error) {
	plain, err := rt.o.Keys.Open(keptPlace(row.ID), row.Content)
	if err != nil {
		return k, err
	}
	if err := json.Unmarshal(plain, &k); err != nil {
		return k, err
	}
	k.ID = row.ID
	k.shown = k.values()
	return k, nil
}

// values lists what the form said, for its writer to recognise; secrets are left out.
func (k kept) values() []string {
	hr := &http.Request{Method: http.MethodPost, Header: http.Header{"Content-Type": {k.Type}}, Body: io.NopCloser(bytes.NewReader(k.Body))}
	if parseForm(hr) != nil {
		return nil
	}
	var out []string
	for _, name := range sortedKeys(hr.PostForm) {
		if v := strings.Join(hr.PostForm[name], ", "); v != "" && !strings.Contains(name, "password") {
			out = append(out, v)
		}
	}
	return out
}

// useKept puts the kept body in place of the empty one that the button sent. It is taken away when it was answered.
func (rt *Router) useKept(r *Request) error {
	id := r.URL.Query().Get(keptParam)
	if id == "" || r.Method != http.MethodPost || r.Actor.IsPublic() {
		return nil
	}
	all, err := rt.listKept(r.Context(), r.Actor.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(k kept) bool { return k.ID == id })
	if i < 0 || all[i].action() != r.here() {
		return errKeptGone
	}
	r.kept = id
	r.Body = io.NopCloser(bytes.NewReader(all[i].Body))
	r.ContentLength = int64(len(all[i].Body))
	r.Header.Set("Content-Type", all[i].Type)
	return nil
}

var errKeptGone = fault.New(fault.NotFound, language.T("Det som fanns kvar är redan skickat eller har tagits bort efter 30 minuter.",
	"What was kept has been sent already or was taken away after 30 minutes."))

// dropKept takes a kept form away once it has been answered with anything but a fault of ours.
func (rt *Router) dropKept(r *Request, err error) error {
	if r.kept == "" || err != nil && statusOf(err) >= http.StatusInternalServerError {
		return err
	}
	account, id := r.Actor.ID, r.kept
	if dropped := rt.o.Trail.House(r.Context(), func(tx *audit.HouseTx) error { return deleteKept(r.Context(), tx, account, id) }); dropped != nil {
		rt.logFault(r, dropped) // it goes away by itself after half an hour
	}
	return err
}
