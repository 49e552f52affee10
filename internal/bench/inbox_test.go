package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"testing"
)

// TestBareInbox: what the inbox is measured beside shows the same questions in the same order, with the same words in
// the same places; it may not be made small by leaving out what the page shows.
func TestBareInbox(t *testing.T) {
	ctx := t.Context()
	n, err := newNation(ctx, settings{only: []string{"inbox"}, report: &report{}}, sqliteName, filepath.Join(t.TempDir(), "a.db"), 2*openOnes)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := n.close(); err != nil {
			t.Error(err)
		}
	}()
	smallest, err := n.bareInbox(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var beside bytes.Buffer
	if err := smallest(ctx, &beside); err != nil {
		t.Fatal(err)
	}
	r := request(http.MethodGet, inboxPath, nil)
	for _, c := range n.officer.cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	n.Router.ServeHTTP(w, r)
	for what, pattern := range map[string]string{
		"rows": `<tr[^>]* id="([^"]+)"`, "questions": `<a class="ds-link" href="/fragor/[^"]+">([^<]+)</a><br>`, "places": `data-label="Kommun"><div class="s-cell">([^<]+)`,
		"turns": `data-label="Vems tur"><div class="s-cell">(.*?)</div>`, "free": `action="/fragor/([^"]+)/ta"`, "times": `datetime="([^"]+)"`,
	} {
		each := regexp.MustCompile(pattern)
		ours, theirs := each.FindAllStringSubmatch(w.Body.String(), -1), each.FindAllStringSubmatch(beside.String(), -1)
		if len(ours) == 0 || len(ours) != len(theirs) {
			t.Errorf("%s: the page has %d, the bare page %d", what, len(ours), len(theirs))
			continue
		}
		for i := range ours {
			if ours[i][1] != theirs[i][1] {
				t.Errorf("%s %d: the page says %q, the bare page %q", what, i, ours[i][1], theirs[i][1])
			}
		}
	}
}
