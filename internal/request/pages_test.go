package request_test

import (
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/apptest"
	"samsyn/internal/cast"
	"samsyn/internal/db"
)

// Elin writes down that somebody who calls wants to see what there is, looks once more, saves, takes the extract out and
// prints the letter.
func TestAnExtractOnThePages(t *testing.T) {
	h := apptest.Demo(t, db.SQLite)
	elin := h.As(cast.Elin)
	first := elin.Get("/begaran/ny?kind=extract&channel=phone&by=person")
	review := first.Send("Granska", "number", "199201022390", "name", "Sara Testlund (Demo)", "checked", "questions", "wish", "letter", "address", "Provgatan 7, 771 00 Ludvika", "take", "1")
	for _, has := range []string{"199201022390", "Sara Testlund (Demo)", "Provgatan 7"} {
		if !strings.Contains(review.Body, has) {
			t.Errorf("the review lacks %q", has)
		}
	}
	review.Send("Spara begäran")
	id, err := db.One[string](t.Context(), h.DB, "SELECT id FROM request WHERE kind = 'extract' AND state = 'taken' ORDER BY asked_at DESC, id DESC LIMIT 1")
	if err != nil {
		t.Fatal(err)
	}
	one := elin.Get("/begaran/" + id)
	for _, link := range []string{"utdrag.pdf", "utdrag.json"} {
		if !strings.Contains(one.Body, link) {
			t.Errorf("no link to %s", link)
		}
	}
	if doc := elin.Get("/begaran/" + id + "/utdrag.pdf"); !strings.HasPrefix(doc.Body, "%PDF-") {
		t.Error("the extract is no PDF")
	}
	if doc := elin.Get("/begaran/" + id + "/utdrag.json"); !regexp.MustCompile(`"number": "199201022390"`).MatchString(doc.Body) {
		t.Errorf("the extract is %.200s", doc.Body)
	}
	told := one.Send("Bevilja", "said", "Här är utdraget.")
	if !strings.Contains(told.Body, "brev.pdf") {
		t.Error("no link to the letter")
	}
	if doc := elin.Get("/begaran/" + id + "/brev.pdf"); !strings.HasPrefix(doc.Body, "%PDF-") {
		t.Error("the letter is no PDF")
	}
}
