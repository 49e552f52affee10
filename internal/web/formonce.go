package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
)

// Every form that is shown to somebody signed in carries a key of its own, and the act that it leads to writes that key
// in its own transaction. So a form that is sent twice (a double click, a page loaded again after the connection broke
// just when it was saved, a retry on another node) is carried out once, and costs one row and no commit of its own.
const (
	formKey  = "formular" // the field's name
	formMark = "data-once"
)

var (
	formOpening = []byte("<form")
	formPosts   = []byte(`method="post"`)
	formKeyed   = []byte(formMark)
)

// withKeys gives a page where each form that posts has its key. It is done on the page as it leaves, so that no form can
// be without; one that carries a key already, since it is sent again, is left as it is, and so is the way out, which is on every
// page and can be taken twice.
func (rt *Router) withKeys(r *Request, d *draft) ([]byte, error) {
	page := d.rendered.Bytes()
	if r.Session == nil || rt.o.Keys == nil || !bytes.Contains(page, formPosts) {
		return page, nil
	}
	b := make([]byte, 12)
	if _, err := io.ReadFull(rt.o.Rand, b); err != nil {
		return nil, err
	}
	key := base64.RawURLEncoding.EncodeToString(b)
	out, leaves := d.keyed, []byte(`action="`+or(rt.o.SignOut, "/")+`"`)
	for n := 0; ; {
		at := bytes.Index(page, formOpening)
		if at < 0 {
			d.keyed = append(out, page...)
			return d.keyed, nil
		}
		end := at + tagEnd(page[at:])
		out = append(out, page[:end]...)
		if tag := page[at:end]; bytes.Contains(tag, formPosts) && !bytes.Contains(tag, formKeyed) && !bytes.Contains(tag, leaves) {
			n++
			out = append(out, `<input type="hidden" name="`+formKey+`" value="`+key+"."+strconv.Itoa(n)+`">`...)
		}
		page = page[end:]
	}
}

// tagEnd is where a tag ends: at its first > outside quotes.
func tagEnd(tag []byte) int {
	quoted := false
	for i, c := range tag {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '>' && !quoted:
			return i + 1
		}
	}
	return len(tag)
}

// doneBefore refuses the act of a form that was carried out already.
type doneBefore struct{ thing ref.Ref }

// Error says so.
func (d *doneBefore) Error() string {
	return "web: this form was carried out before, on " + d.thing.String()
}

// formOnce lets each act of a request write the key of the form that it came with.
func (rt *Router) formOnce(r *Request) {
	if r.Session == nil || isSafe(r.Method) || rt.o.Keys == nil {
		return
	}
	holder := db.RandomID(rt.o.Rand)
	r.Request = r.WithContext(audit.Along(r.Context(), func(ctx context.Context, tx *audit.Tx) error {
		return rt.writeKey(ctx, tx, r, holder)
	}))
}

// writeKey claims the form's key for this request. All acts of one request may have it; no other's.
func (rt *Router) writeKey(ctx context.Context, tx *audit.Tx, r *Request, holder string) error {
	if r.form == nil || r.form.Value(formKey) == "" {
		return nil
	}
	id, thing, at := rt.formID(r), tx.Noted(r.route.Action), db.At(tx.Now())
	n, err := tx.Exec(ctx, `INSERT INTO idempotency (id, request, started_at, holder, acted_at, kind, thing_id) VALUES ($1, '', $2, $3, $2, $4, $5)
		ON CONFLICT (id) DO UPDATE SET acted_at = excluded.acted_at WHERE idempotency.holder = excluded.holder`, id, at, holder, string(thing.Kind), thing.ID)
	if err != nil || n > 0 {
		return err
	}
	first, err := db.One[idempotencyRow](ctx, tx, "SELECT "+idempotencyColumns+" FROM idempotency WHERE id = $1", id)
	if err != nil {
		return err
	}
	return &doneBefore{ref.Ref{Kind: ref.Kind(first.Kind), ID: first.Thing}}
}

// formID is the digest of who sent what where. Somebody who goes back, writes something else and sends that does another
// thing than before.
func (rt *Router) formID(r *Request) string {
	var b strings.Builder
	for _, part := range []string{r.Session.Account, r.Method, r.URL.EscapedPath(), r.form.values.Encode()} {
		b.WriteString(part + "\n")
	}
	for _, name := range sortedKeys(r.form.files) {
		for _, f := range r.form.files[name] {
			b.WriteString(name + " " + f.Filename + " " + contentOf(f) + "\n")
		}
	}
	return rt.o.Keys.Lasting("web.form", b.String())
}

// contentOf is the digest of what is in a file: one that was put right and sent again may have its name and its size.
func contentOf(f *multipart.FileHeader) string {
	in, err := f.Open()
	if err != nil {
		return strconv.FormatInt(f.Size, 10)
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, in); err != nil {
		return strconv.FormatInt(f.Size, 10)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

var sayDoneBefore = language.T("Det här var redan sparat. Det har inte gjorts två gånger.", "This was saved already. It has not been done twice.")

// answerDone leads on from a form that was carried out before: to the thing that it was about, or back to where it stood.
func (rt *Router) answerDone(r *Request, err error) (Response, bool) {
	var done *doneBefore
	if !errors.As(err, &done) {
		return Response{}, false
	}
	to := ""
	if rt.o.PathOf != nil {
		to = rt.o.PathOf(r.Actor, done.thing)
	}
	if back, err := url.Parse(r.Referer()); to == "" && err == nil && back.Host == r.Host {
		to = back.RequestURI()
	}
	return Redirect(or(to, "/")).Message(ui.Info, sayDoneBefore), true
}

// unsent is a form that could not be taken in: what its writer sees of it, and what is sent again.
type unsent struct {
	To        string
	Fields    []sentField
	Shown     []string
	FilesLost bool
}

type sentField struct{ Name, Value string }

// notTakenIn gives what came with a request that failed for a fault of ours, so that nothing that was written is lost. It
// is nil where nothing was, or where it holds a secret that must not stand in a page.
func (rt *Router) notTakenIn(r *Request, status int) *unsent {
	if status < http.StatusInternalServerError || r.Method != http.MethodPost || r.router == nil || r.Body == nil {
		return nil
	}
	if r.form == nil && !r.canHold() {
		return nil // there is no room for a large body, which may be why it failed
	}
	f, err := r.ReadForm()
	if err != nil || len(f.values) == 0 {
		return nil
	}
	u := &unsent{To: r.here(), FilesLost: hasFiles(f)}
	for _, name := range sortedKeys(f.values) {
		if isSecret(name) {
			return nil
		}
		for _, value := range f.values[name] {
			u.Fields = append(u.Fields, sentField{name, value})
			if name != formKey && strings.ContainsAny(strings.TrimSpace(value), " \n") { // what somebody wrote, and not what was chosen
				u.Shown = append(u.Shown, value)
			}
		}
	}
	return u
}

func hasFiles(f *Form) bool {
	for _, all := range f.files {
		for _, one := range all {
			if one.Size > 0 {
				return true
			}
		}
	}
	return false
}

// isSecret tells the fields of passwords, and of what a passkey or another service answers.
func isSecret(name string) bool {
	return strings.Contains(strings.ToLower(name), "password") || name == "svar" || name == "SAMLResponse"
}

// retryText is what a person can do about a form that was not taken in.
func retryText(f *fault.Fault) language.Text {
	if fault.Is(f, fault.Unavailable) {
		return language.T("Det du skrev finns kvar här på sidan. Vänta en stund och skicka det igen; det görs bara en gång, även om det redan hann sparas.",
			"What you wrote is still here on the page. Wait a moment and send it again; it is done only once, even if it was saved already.")
	}
	return language.T("Det du skrev finns kvar här på sidan. Du kan skicka det igen; det görs bara en gång.",
		"What you wrote is still here on the page. You can send it again; it is done only once.")
}
