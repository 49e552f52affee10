package web

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/seal"
)

const (
	idempotencyHeader = "Idempotency-Key"
	idempotentFor     = 24 * time.Hour
	idempotencyMost   = 200 // bytes
)

// answered is what was answered the first time.
type answered struct {
	Status int         `json:"status"`
	Header http.Header `json:"header"`
	Body   []byte      `json:"body"`
}

type idempotencyRow struct {
	ID      string  `db:"id"`
	Request string  `db:"request"`
	Started db.Time `db:"started_at"`
	Done    db.Time `db:"done_at"`
	Answer  []byte  `db:"answer"`
}

var (
	errKeyForm = fault.New(fault.Invalid, language.T("Ange Idempotency-Key med 1 till 200 synliga tecken.", "Give Idempotency-Key with 1 to 200 visible characters."),
		fault.Field("header."+idempotencyHeader, language.T("Ange 1 till 200 synliga tecken.", "Give 1 to 200 visible characters.")))
	errKeyReused = fault.New(fault.Invalid, language.T("Samma Idempotency-Key har använts till ett annat anrop. Ta en ny nyckel för varje anrop.", "The same Idempotency-Key was used for another call. Take a new key for each call."),
		fault.Field("header."+idempotencyHeader, language.T("Ta en ny nyckel.", "Take a new key.")))
	errKeyBusy = fault.New(fault.Conflict, language.T("Det första anropet med samma Idempotency-Key är inte besvarat. Läs efter om det utfördes innan du skickar det med en ny nyckel.",
		"The first call with the same Idempotency-Key has not been answered. Read whether it was carried out before sending it with a new key."))
)

// once carries out a write once for each Idempotency-Key and answers repetitions with the first answer. A call that
// never came to its end is not carried out again: whether it was done can only be read.
func (rt *Router) once(w http.ResponseWriter, r *Request, run func(http.ResponseWriter)) error {
	key := r.Header.Get(idempotencyHeader)
	if key == "" || rt.o.Trail == nil || rt.o.Keys == nil {
		run(w)
		return nil
	}
	if len(key) > idempotencyMost || !isVisible(key) {
		return errKeyForm
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	id := rt.o.Keys.Digest("web.idempotency", r.Actor.ID+"\n"+r.Actor.Process+"\n"+key)
	request := rt.o.Keys.Digest("web.idempotency.request", r.Method+" "+r.here()+"\n"+string(body))
	first, err := rt.beginOnce(r.Context(), id, request)
	if err != nil {
		return err
	}
	if first != nil {
		return rt.repeat(w, *first, request)
	}
	return rt.carryOut(w, r, id, run)
}

// carryOut does it, and keeps the answer even if the caller has gone meanwhile.
func (rt *Router) carryOut(w http.ResponseWriter, r *Request, id string, run func(http.ResponseWriter)) error {
	h := &held{ResponseWriter: w, status: http.StatusOK}
	run(h)
	a := answered{h.status, repeatable(w.Header()), h.body}
	if err := rt.endOnce(context.WithoutCancel(r.Context()), id, a); err != nil {
		rt.logFault(r, err) // the act is done; only its repetition cannot be answered
	}
	return write(w, r, h.status, h.body)
}

func isVisible(s string) bool {
	for _, c := range []byte(s) {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return true
}

func repeatable(h http.Header) http.Header {
	out := http.Header{}
	for _, name := range []string{"Content-Type", "Location", "ETag"} {
		if v := h.Get(name); v != "" {
			out.Set(name, v)
		}
	}
	return out
}

// beginOnce claims the key, or gives the call that had it first.
func (rt *Router) beginOnce(ctx context.Context, id, request string) (first *idempotencyRow, err error) {
	err = rt.o.Trail.House(ctx, func(tx *audit.HouseTx) error {
		first = nil
		n, err := tx.Exec(ctx, "INSERT INTO idempotency (id, request, started_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING", id, request, db.At(tx.Now()))
		if err != nil || n == 1 {
			return err
		}
		row, err := db.One[idempotencyRow](ctx, tx, "SELECT id, request, started_at, done_at, answer FROM idempotency WHERE id = $1", id)
		first = &row
		return err
	})
	return first, err
}

func (rt *Router) repeat(w http.ResponseWriter, first idempotencyRow, request string) error {
	switch {
	case first.Request != request:
		return errKeyReused
	case first.Done.IsZero():
		return errKeyBusy
	}
	plain, err := rt.o.Keys.Open(answerPlace(first.ID), first.Answer)
	if err != nil {
		return err
	}
	var a answered
	if err := json.Unmarshal(plain, &a); err != nil {
		return err
	}
	for name := range a.Header {
		w.Header().Set(name, a.Header.Get(name))
	}
	w.Header().Set("Idempotency-Replayed", "true")
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body) // a client that has gone is nobody to tell
	return nil
}

func answerPlace(id string) seal.Place {
	return seal.Place{Table: "idempotency", Column: "answer", Row: id}
}

// endOnce keeps the answer; one that says that nothing was done frees the key instead.
func (rt *Router) endOnce(ctx context.Context, id string, a answered) error {
	plain, err := json.Marshal(a)
	if err != nil {
		return err
	}
	sealed, err := rt.o.Keys.Seal(answerPlace(id), plain)
	if err != nil {
		return err
	}
	return rt.o.Trail.House(ctx, func(tx *audit.HouseTx) error {
		if a.Status == http.StatusServiceUnavailable || a.Status == http.StatusTooManyRequests {
			_, err := tx.Exec(ctx, "DELETE FROM idempotency WHERE id = $1", id)
			return err
		}
		_, err := tx.Exec(ctx, "UPDATE idempotency SET done_at = $2, answer = $3 WHERE id = $1", id, db.At(tx.Now()), sealed)
		return err
	})
}

// Sealed lists what web keeps sealed, for verification and for turning over keys.
func Sealed() []seal.Column {
	return []seal.Column{
		{Table: "pending_form", Column: "content", RowID: "id"},
		{Table: "idempotency", Column: "answer", RowID: "id"},
	}
}
