package agreement_test

import (
	"context"
	"html"
	"regexp"
	"strings"
	"testing"

	"samsyn/internal/agreement"
	"samsyn/internal/directory"
)

// The register begins with what is in force or to come, by municipality; what is over comes last, also over the edge of
// a page and in the register's files.
func TestTheRegisterBeginsWithWhatIsInForce(t *testing.T) {
	each(t, func(h house) {
		places, err := directory.All(context.Background(), h.DB, date("2026-03-02"))
		if err != nil {
			t.Fatal(err)
		}
		list := "code;valid_from;valid_to\n"
		for _, p := range places[:30] {
			list += p.Code + ";2020-01-01;2021-12-31\n" + p.Code + ";2022-01-01;\n"
		}
		h.mustTake(agreement.Input{Kind: agreement.Template2022}, list)
		s := serve(h)
		var states []string
		pages := 0
		for path := "/overenskommelser"; path != ""; pages++ {
			body := s.see(path, "60 överenskommelser", "det som gäller eller kommer först")
			for _, m := range regexp.MustCompile(`<span class="s-status[^>]*>(?:[^a-zå-ö]|<[^>]*>)*?<span>(gäller|har löpt ut)`).FindAllStringSubmatch(body, -1) {
				states = append(states, m[1])
			}
			path = ""
			if m := regexp.MustCompile(`href="(/overenskommelser\?after=[^"&]+)"`).FindStringSubmatch(body); m != nil {
				path = html.UnescapeString(m[1])
			}
		}
		if got, want := strings.Join(states, ","), strings.Repeat("gäller,", 30)+strings.Repeat("har löpt ut,", 30); got+"," != want || pages != 2 {
			t.Errorf("%d rows on %d pages: %s", len(states), pages, got)
		}
		file := s.see("/overenskommelser?format=csv")
		if last, first := strings.LastIndex(file, ";gäller;"), strings.Index(file, ";har löpt ut;"); last < 0 || first < last {
			t.Errorf("the file has another order:\n%s", file)
		}
	})
}
