package apptest

import (
	"net/http"
	"strings"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/policy"
)

// TestAPlanIsChangedTogetherOnPages: two propose at once and the second keeps what it wrote; what differs is said; it is
// accepted, printed, declined by the person, and a step is dropped. Others find nothing.
func TestAPlanIsChangedTogetherOnPages(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			h := House(t, dialect)
			if err := cast.Matters(t.Context(), h.App); err != nil {
				t.Fatal(err)
			}
			id, err := db.One[string](t.Context(), h.DB, "SELECT matter_id FROM plan")
			if err != nil {
				t.Fatal(err)
			}
			elin, maja := h.As(cast.Elin), h.As(cast.Maja)
			matter, day := "/arenden/"+id, calendar.DateOf(h.Clock.Now())
			elin.Get(matter).Must(See("Planens steg", "4. Boka validering till undersköterska", "Försenad 2 arbetsdagar", "Underskriven på papper", "Nästa uppföljning"))
			page := maja.Get(matter + "/plan")
			page.Must(See("Ni har ett försenat steg: Boka validering till undersköterska", "Godkände den"))

			late := elin.Get(matter + "/plan/foresla")
			form := maja.Get(matter+"/plan/foresla").Send("Lägg till ett steg", "step-1-gone", "on", "step-6-gone", "on", "step-4-due", day.AddDays(10).String())
			form.Must(Input("step-1-text", "Ordna praktikplats med språkstöd"), Input("step-5-text", ""))
			form = form.Send("Skicka förslaget", "step-5-text", "Besöka vårdcentralen")
			form.Must(See("Planen är inte hel än", "Steg 5", "Välj vem som ansvarar för steget."), Input("step-5-text", "Besöka vårdcentralen"))
			form.Send("Skicka förslaget", "step-5-responsible", "both", "step-5-due", day.AddDays(20).String()).Must(See("Förslaget är skickat", "Planen som gäller"))

			late = late.Send("Skicka förslaget", "goal", "Arbete som undersköterska före sommaren")
			late.Must(See("Arbetsförmedlingen har föreslagit version 3 medan du skrev", "Besöka vårdcentralen"), Input("goal", "Arbete som undersköterska före sommaren"))

			page = elin.Get(matter + "/plan")
			page.Must(See("Arbetsförmedlingen föreslår version 3", "1 nytt steg", "1 borttaget steg", "Besöka vårdcentralen"))
			page = page.Send("Godkänn planen")
			page.Must(See("Planen är godkänd av er båda", "Personen har inte godkänt den än", "Tidigare versioner"))
			page = page.Send("Anteckna personens del", "part", "declined", "on", day.String())
			page.Must(See("Skriv varför, med personens egna ord."))
			page = page.Send("Anteckna personens del", "why", "Vill börja praktiken först")
			page.Must(See("Personens del är antecknad", "Personen vill inte godkänna", "Vill börja praktiken först"))
			page = page.Send("Flytta ett steg", "state", "dropped")
			page.Must(See("Välj ett steg."))
			page = page.Send("Flytta ett steg", "step", "1. Ordna praktikplats med språkstöd (Ludvika kommun, socialnämnden (Demo), senast "+calendar.AddWorkingDays(day, 13).String()+")")
			page.Must(See("Skriv varför steget utgår."))
			page.Send("Flytta ett steg", "why", "Platsen är tagen").Must(See("Steget är flyttat", "Utgår", "Platsen är tagen"))
			maja.Get(matter+"/plan").Send("Anteckna en uppföljning", "said", "Det går framåt", "next", day.AddMonths(2).String()).Must(See("Uppföljningen är antecknad", "Det går framåt"))

			noted := func() int {
				n, err := db.One[int](t.Context(), h.DB, "SELECT COUNT(*) FROM trail_entry WHERE action = $1 AND thing_id = $2", policy.ReadMatterText, id)
				if err != nil {
					t.Fatal(err)
				}
				return n
			}
			before := noted()
			paper := elin.Answer(http.MethodGet, matter+"/plan/plan.pdf", nil)
			if paper.Code != http.StatusOK || !strings.HasPrefix(paper.Body.String(), "%PDF-") || noted() != before+1 {
				t.Errorf("the paper answers %d (%d bytes), and %d readings were noted", paper.Code, paper.Body.Len(), noted()-before)
			}
			for _, path := range []string{"", "/plan.pdf", "/papper", "/foresla"} {
				if code := h.As(cast.Ture).Answer(http.MethodGet, matter+"/plan"+path, nil).Code; code != http.StatusNotFound {
					t.Errorf("another municipality's caseworker is answered %d at %s", code, path)
				}
			}
		})
	}
}
