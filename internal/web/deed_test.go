package web

import (
	"net/url"
	"strings"
	"testing"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
)

// door is a thing with a page that offers acts.
type door struct {
	open    bool
	version int64
	failed  *Failed
}

type doors struct {
	the    door
	sealed bool // the reader may not act
	gone   bool // the reader no longer sees it
}

func (d *doors) load(_ *Request, _ policy.Action) (*door, error) {
	if d.gone {
		return nil, fault.NotFoundThing()
	}
	return &d.the, nil
}

func (d *doors) show(r *Request, f *Failed) (Response, error) {
	p := d.the
	p.failed = f
	out := Page(language.T("Dörr", "Door"), d.deeds().Forms(r, &p))
	if f != nil {
		out = out.Status(f.Form.Status())
	}
	return out, nil
}

func (d *doors) deeds() Deeds[*door] {
	t := language.T
	knock := func(_ *door, f *Form) error {
		if said := f.Text("said", Required); said == "taken" {
			return fault.New(fault.Conflict, t("Någon hann före.", "Somebody was first."))
		}
		return nil
	}
	return Deeds[*door]{
		All: []Deed[*door]{
			{Path: "oppna", May: seeOpen, Name: t("Öppna", "Open"), Done: t("Öppen.", "Open."), When: func(p *door) bool { return !p.open }, Do: func(p *door, f *Form) error {
				if f.Version() != p.version {
					return fault.New(fault.Conflict, t("Någon hann före.", "Somebody was first."))
				}
				p.open = true
				return nil
			}},
			{Path: "knacka", May: seeOpen, Name: t("Knacka", "Knock"), Says: t("Någon hör det.", "Somebody hears it."), Done: t("Du knackade.", "You knocked."), Danger: true, Do: knock,
				Fields: func(*door) []ui.Field { return []ui.Field{{Kind: ui.TextField, Name: "said", Label: "Said"}} }},
			{Path: "ropa", May: seeNone, Name: t("Ropa", "Call"), Group: "loud", Done: t("Du ropade.", "You called."), Do: knock},
			{Path: "slå", May: seeOpen, Name: t("Slå", "Beat"), Group: "loud", Done: t("Du slog.", "You beat."), Do: knock, To: func(*door) string { return "/ut" }},
		},
		Groups:  []DeedGroup{{Name: "loud", ID: "hogt", Title: t("Högljutt", "Loud")}},
		Address: func(*door) string { return "/dorr/1" }, Load: d.load, Show: d.show,
		May:  func(_ *door, a policy.Action) bool { return !d.sealed && a != seeNone },
		Page: func(p *door) DeedPage { return DeedPage{Version: p.version, Main: "oppna", Failed: p.failed} },
	}
}

func hung(t *testing.T) (*desk, *doors) {
	h, d := newDesk(t), &doors{the: door{version: 7}}
	h.Handle("GET /dorr/{id}", seeOpen, func(r *Request) (Response, error) { return d.show(r, nil) })
	d.deeds().Handle(h.Router, "/dorr/{id}")
	return h, d
}

func TestDeedsAreOfferedAsTheStateAndTheRightsAllow(t *testing.T) {
	h, d := hung(t)
	page := h.get("/dorr/1")
	page.want(t, 200, `action="/dorr/1/oppna"`, `action="/dorr/1/knacka"`, "Någon hör det.", `id="gor-knacka"`, "Annat du kan göra", "Högljutt", `value="7"`)
	if strings.Contains(page.body, "/dorr/1/ropa") {
		t.Error("the page offers what the reader has no right to")
	}
	if open, folded := strings.Index(page.body, `id="gor-oppna"`), strings.Index(page.body, "<details"); open < 0 || open > folded {
		t.Error("the main deed does not stand open, first")
	}
	d.the.open = true
	if page := h.get("/dorr/1"); strings.Contains(page.body, "/dorr/1/oppna") {
		t.Error("the page offers what the state does not allow")
	}
	d.sealed = true
	if page := h.get("/dorr/1"); strings.Contains(page.body, "<form") {
		t.Error("the page offers something to whoever has no right")
	}
}

func TestADeedIsDoneOrShownAgain(t *testing.T) {
	h, d := hung(t)
	h.post("/dorr/1/oppna", url.Values{"version": {"6"}}).want(t, 409, "Någon hann före.", `action="/dorr/1/oppna"`)
	h.post("/dorr/1/knacka", url.Values{"said": {""}}).want(t, 422, `id="gor-knacka"`, `aria-invalid="true"`)
	h.post("/dorr/1/knacka", url.Values{"said": {"taken"}}).want(t, 409, "Någon hann före.", `value="taken"`)
	for path, to := range map[string]string{"oppna": "/dorr/1", "knacka": "/dorr/1", "sl%C3%A5": "/ut"} {
		done := h.post("/dorr/1/"+path, url.Values{"said": {"hello"}, "version": {"7"}})
		if done.StatusCode != 303 || done.Header.Get("Location") != to {
			t.Errorf("%s led to %d %q", path, done.StatusCode, done.Header.Get("Location"))
		}
	}
	if !d.the.open {
		t.Error("what was said to be done was not")
	}
	h.post("/dorr/1/oppna", url.Values{"version": {"8"}}).want(t, 409, "Någon hann före.")
	d.gone = true
	h.post("/dorr/1/knacka", url.Values{"said": {"hello"}}).want(t, 404)
}
