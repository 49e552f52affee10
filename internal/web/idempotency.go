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

const idempotencyColumns = "id, request, started_at, done_at, answer, holder, acted_at, kind, thing_id"

type idempotencyRow struct {
	ID      string  `db:"id"`
	Request string  `db:"request"`
	Started db.Time `db:"started_at"`
	Done    db.Time `db:"done_at"`
	Answer  []byte  `db:"answer"`
	Holder  string  `db:"holder"` // the call that carries it out, or did
	Acted   db.Time `db:"acted_at"`
	Kind    string  `db:"kind"`     // of the thing that the act was noted of
	Thing   string  `db:"thing_id"` // and its id
}

var (
	errKeyForm = fault.New(fault.Invalid, language.T("Ange Idempotency-Key med 1 till 200 synliga tecken.", "Give Idempotency-Key with 1 to 200 visible characters."),
		fault.Field("header."+idempotencyHeader, language.T("Ange 1 till 200 synliga tecken.", "Give 1 to 200 visible characters.")))
	errKeyReused = fault.New(fault.Invalid, language.T("Samma Idempotency-Key har använts till ett annat anrop. Ta en ny nyckel för varje anrop.", "The same Idempotency-Key was used for another call. Take a new key for each call."),
		fault.Field("header."+idempotencyHeader, language.T("Ta en ny nyckel.", "Take a new key.")))
	errKeyBusy = fault.New(fault.Conflict, language.T("Ett anrop med samma Idempotency-Key utförs just nu. Skicka samma anrop igen om en stund, så får du dess svar.",
		"A call with the same Idempotency-Key is being carried out just now. Send the same call again in a moment for its answer."))
)

// once carries out a write once for each Idempotency-Key and answers repetitions with the first answer.
//
// A call claims its key before it begins, and its act marks the key in the transaction of the act. A call that never came
// to its end, because the process was killed or lost its database, is therefore one of two: its act stands, and the
// repetition is told what it was; or nothing was done, and the repetition claims the key and carries it out. A call that
// has lost its claim can no longer act.
func (rt *Router) once(w http.ResponseWriter, r *Request, status int, run func(http.ResponseWriter)) error {
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
	id := rt.o.Keys.Lasting("web.idempotency", r.Actor.ID+"\n"+r.Actor.Process+"\n"+key)
	request := rt.o.Keys.Lasting("web.idempotency.request", r.Method+" "+r.here()+"\n"+string(body))
	if _, busy := rt.underway.LoadOrStore(id, true); busy {
		return errKeyBusy
	}
	defer rt.underway.Delete(id)
	holder := db.RandomID(rt.o.Rand)
	first, err := rt.beginOnce(r.Context(), id, request, holder)
	if err != nil {
		return err
	}
	if first != nil {
		return rt.repeat(w, r, *first, request, or(status, http.StatusOK))
	}
	return rt.carryOut(w, r, id, holder, run)
}

// carryOut does it, and keeps the answer even if the caller has gone meanwhile.
func (rt *Router) carryOut(w http.ResponseWriter, r *Request, id, holder string, run func(http.ResponseWriter)) error {
	r.Request = r.WithContext(audit.Along(r.Context(), r.mark(id, holder)))
	h := &held{ResponseWriter: w, status: http.StatusOK}
	run(h)
	a := answered{h.status, repeatable(w.Header()), h.body}
	if err := rt.endOnce(context.WithoutCancel(r.Context()), id, holder, a); err != nil {
		rt.logFault(r, err) // the act is done; its repetition is told so without its answer
	}
	return write(w, r, h.status, h.body)
}

// mark says in an act of the call that it was done, and to what. A call whose key another has claimed meanwhile does
// nothing.
func (r *Request) mark(id, holder string) func(context.Context, *audit.Tx) error {
	return func(ctx context.Context, tx *audit.Tx) error {
		thing := tx.Noted(r.route.Action)
		n, err := tx.Exec(ctx, `UPDATE idempotency SET kind = CASE WHEN acted_at IS NULL THEN $3 ELSE kind END, thing_id = CASE WHEN acted_at IS NULL THEN $4 ELSE thing_id END,
			acted_at = $5 WHERE id = $1 AND holder = $2`, id, holder, string(thing.Kind), thing.ID, db.At(tx.Now()))
		if err == nil && n == 0 {
			return errKeyBusy
		}
		return err
	}
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

// beginOnce claims the key: a new one, or one that was begun by a call that has gone without having done anything. Else
// it gives the call that had it first.
func (rt *Router) beginOnce(ctx context.Context, id, request, holder string) (first *idempotencyRow, err error) {
	err = rt.o.Trail.House(ctx, func(tx *audit.HouseTx) error {
		first = nil
		n, err := tx.Exec(ctx, "INSERT INTO idempotency (id, request, started_at, holder) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING", id, request, db.At(tx.Now()), holder)
		if err != nil || n == 1 {
			return err
		}
		n, err = tx.Exec(ctx, `UPDATE idempotency SET holder = $3, started_at = $4 WHERE id = $1 AND request = $2 AND done_at IS NULL AND acted_at IS NULL AND holder <> ''`,
			id, request, holder, db.At(tx.Now()))
		if err != nil || n == 1 {
			return err
		}
		row, err := db.One[idempotencyRow](ctx, tx, "SELECT "+idempotencyColumns+" FROM idempotency WHERE id = $1", id)
		first = &row
		return err
	})
	return first, err
}

func (rt *Router) repeat(w http.ResponseWriter, r *Request, first idempotencyRow, request string, status int) error {
	switch {
	case first.Request != request:
		return errKeyReused
	case first.Done.IsZero() && !first.Acted.IsZero():
		return rt.answerAgain(w, r, first, status)
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
	return send(w, a.Status, a.Body)
}

func send(w http.ResponseWriter, status int, body []byte) error {
	w.Header().Set("Idempotency-Replayed", "true")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that has gone is nobody to tell
	return nil
}

func answerPlace(id string) seal.Place {
	return seal.Place{Table: "idempotency", Column: "answer", Row: id}
}

// endOnce keeps the answer; one that says that nothing was done frees the key instead.
func (rt *Router) endOnce(ctx context.Context, id, holder string, a answered) error {
	plain, err := json.Marshal(a)
	if err != nil {
		return err
	}
	sealed, err := rt.o.Keys.Seal(answerPlace(id), plain)
	if err != nil {
		return err
	}
	return rt.o.Trail.House(ctx, func(tx *audit.HouseTx) error {
		if a.Status >= http.StatusInternalServerError || a.Status == http.StatusTooManyRequests {
			_, err := tx.Exec(ctx, "DELETE FROM idempotency WHERE id = $1 AND holder = $2 AND acted_at IS NULL", id, holder)
			return err
		}
		_, err := tx.Exec(ctx, "UPDATE idempotency SET done_at = $3, answer = $4 WHERE id = $1 AND holder = $2", id, holder, db.At(tx.Now()), sealed)
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
