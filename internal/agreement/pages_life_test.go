package agreement_test

import (
	"net/url"
	"strings"
	"testing"

	"samsyn/internal/agreement"
)

func TestLifePages(t *testing.T) {
	s := open(t)
	board := s.board("2085")
	a := s.conclude(agreement.Conclusion{Parties: s.parties("2085"), From: date("2025-01-01"), To: date("2027-12-31"), Signed: date("2026-02-02")})
	path := "/overenskommelser/" + a.ID
	body := s.see(path, "diarienummer saknas, skulle ha angetts senast 2026-02-09", "Undertecknad och i registret")
	for _, hidden := range []string{"Ange ert diarienummer", "Säg upp", "Lämna över"} {
		if strings.Contains(body, hidden) {
			t.Errorf("the public is offered %q", hidden)
		}
	}
	for _, p := range []string{"/diarienummer", "/sag-upp", "/lamna-over"} {
		if w := s.get(path + p); w.Code == 200 {
			t.Errorf("the public opens %s", p)
		}
	}
	kim := coordinatorOf(board)
	s.as(kim)
	s.see(path, "Ert diarienummer saknas.", "Ange diarienummer", "Säg upp", "Lämna över till en annan nämnd")
	if w := s.post(path+"/diarienummer", url.Values{"registry_number_municipality": {""}, "version": {"1"}}); w.Code != 422 {
		t.Errorf("an empty number answers %d", w.Code)
	}
	if w := s.post(path+"/diarienummer", url.Values{"registry_number_municipality": {"AMN 2025/17"}, "version": {"1"}}); w.Code != 303 {
		t.Fatalf("the number answers %d: %s", w.Code, w.Body)
	}
	s.see(path, "diarienummer AMN 2025/17", "Ändra ert diarienummer", "Diarienummer angivet")

	s.see(path+"/sag-upp", "Lämna tomt för sex månader", `value="2026-03-02"`)
	w := s.post(path+"/sag-upp", url.Values{"given_on": {"2026-03-02"}, "reason": {""}, "version": {"2"}})
	if w.Code != 422 || !strings.Contains(w.Body.String(), "skriv varför") {
		t.Errorf("no reason answers %d", w.Code)
	}
	if w := s.post(path+"/sag-upp", url.Values{"given_on": {"2026-03-02"}, "reason": {"Nämnden läggs ned."}, "version": {"2"}}); w.Code != 303 {
		t.Fatalf("notice answers %d: %s", w.Code, w.Body)
	}
	s.see(path, "har sagt upp överenskommelsen. Den gäller till och med 2026-09-02", "Nämnden läggs ned.", "Ta tillbaka uppsägningen", "onsdag 2 september 2026")
	s.see("/data/overenskommelser.csv", "2026-09-02")
	if body := s.see(path, "uppsagd av er den 2026-03-02"); strings.Contains(body, path+"/sag-upp\"") {
		t.Error("notice is offered once more")
	}
	s.cookie = ""
	s.see("/overenskommelser?lage=terminated", path, "uppsagd")
	if body := s.see(path, "är <strong>uppsagd av ", "och gäller till och med onsdag 2 september 2026"); strings.Contains(body, "Ta tillbaka") {
		t.Error("the public is offered to withdraw")
	}
	s.as(kim)
	notices, err := agreement.NoticesOf(t.Context(), s.DB, a.ID)
	if err != nil || len(notices) != 1 {
		t.Fatal(err, len(notices))
	}
	if w := s.post(path+"/sag-upp/"+notices[0].ID+"/ta-tillbaka", url.Values{"version": {"3"}}); w.Code != 303 {
		t.Fatalf("withdrawing answers %d: %s", w.Code, w.Body)
	}
	s.see(path, "Uppsägning återtagen", "gäller till och med fredag 31 december 2027")

	next := s.anotherBoard("2085", "Arbetsmarknadsnämnden")
	s.see(path+"/lamna-over", "Ludvika kommun, arbetsmarknadsnämnden")
	hand := url.Values{"from_board": {board}, "to_board": {next}, "starts_on": {"2026-04-01"}, "reason": {"Ny organisation."}, "version": {"4"}}
	if w := s.post(path+"/lamna-over", hand); w.Code != 303 {
		t.Fatalf("hand-over answers %d: %s", w.Code, w.Body)
	}
	s.see(path, "Väntar på", "Ny organisation.", "Stoppa överlämnandet")
	all, err := agreement.HandoversOf(t.Context(), s.DB, a.ID)
	if err != nil || len(all) != 1 {
		t.Fatal(err, len(all))
	}
	step := path + "/lamna-over/" + all[0].ID
	s.as(afCoordinator)
	s.see(path, "Ni behöver ta ställning", "Godkänn överlämnandet")
	if w := s.post(step+"/godkann", url.Values{"version": {"1"}}); w.Code != 303 {
		t.Fatalf("the agency's yes answers %d: %s", w.Code, w.Body)
	}
	anna := coordinatorOf(next)
	anna.ID = "anna"
	s.as(anna)
	if w := s.post(step+"/godkann", url.Values{"version": {"2"}}); w.Code != 303 {
		t.Fatalf("the new board's yes answers %d: %s", w.Code, w.Body)
	}
	s.see(path, "part från 2026-04-01", "part till och med 2026-03-31", "En annan nämnd tar över")
}
