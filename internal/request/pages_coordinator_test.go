package request_test

import (
	"testing"

	"samsyn/internal/apptest"
	"samsyn/internal/cast"
	"samsyn/internal/db"
)

// Birgit answers for what comes in and handles nothing herself: she is offered to give a request to a colleague, which she
// does, and not to take it, which would be refused. Elin, who handles requests, is offered both.
func TestACoordinatorGivesAndDoesNotTake(t *testing.T) {
	h := apptest.Demo(t, db.SQLite)
	elin, birgit := h.As(cast.Elin), h.As(cast.Birgit)
	elin.Get("/begaran/ny?kind=question&channel=phone&by=person").
		Send("Granska", "number", "199201022390", "name", "Sara Testlund (Demo)", "checked", "questions", "text", "När kommer beslutet? (Demo)", "wish", "phone", "phone", "0240-000 00").Send("Spara begäran")
	id, err := db.One[string](t.Context(), h.DB, "SELECT id FROM request WHERE kind = 'question' AND state = 'received' ORDER BY asked_at DESC, id DESC LIMIT 1")
	if err != nil {
		t.Fatal(err)
	}
	path := "/begaran/" + id
	elin.Get(path).Must(apptest.See("Ta begäran", "Ge till en kollega"))
	page := birgit.Get(path)
	page.Must(apptest.See("Ge begäran till en kollega", "Ge till en kollega"), apptest.NotSee("Ta begäran"))
	page.Send("Ge till en kollega", "Kollega", "Elin Wallin (Demo)").Must(apptest.See("Begäran har en ny handläggare."))
	elin.Get(path).Must(apptest.See("När kommer beslutet? (Demo)"))
}
