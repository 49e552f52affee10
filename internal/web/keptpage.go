package web

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
)

var keptTitle = language.T("Det du skrev finns kvar", "What you wrote is still here")

// keptForms registers the page where a kept form waits for its writer.
func (rt *Router) keptForms() {
	rt.Handle("GET "+keptPath, policy.OpenPage, rt.showKept)
	rt.Handle("POST "+keptPath, policy.OpenPage, rt.forgetKept)
}

func (rt *Router) showKept(r *Request) (Response, error) {
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
	return Page(keptTitle, keptPage(r, all)).Frame(func(f *ui.Frame) { f.Narrow = true }), nil
}

// forgetKept takes away a form that its writer does not want to send.
func (rt *Router) forgetKept(r *Request) (Response, error) {
	if r.Actor.IsPublic() {
		return Response{}, errSignIn
	}
	f, err := r.ReadForm()
	if err != nil {
		return Response{}, err
	}
	id := f.Text("id", Required)
	if err := f.Err(); err != nil || rt.o.Trail == nil {
		return Response{}, err
	}
	err = rt.o.Trail.House(r.Context(), func(tx *audit.HouseTx) error { return deleteKept(r.Context(), tx, r.Actor.ID, id) })
	return Redirect(keptPath), err
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
