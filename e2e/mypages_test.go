package e2e

import (
	"strings"
	"testing"

	"samsyn/internal/dbtest/sample"
	"samsyn/internal/language"
)

// TestMyPages is a job seeker on her own pages, by mouse, by keyboard alone and with script off: all three in a full run,
// else one of them, another each day. She chooses a time, reads the plan, takes a consent back and gives another, asks a
// question and reads who has read; then all of it stands in Arabic, from right to left.
func TestMyPages(t *testing.T) {
	t.Parallel()
	seed := sample.Seed(t)
	for at, how := range []hands{mouse, keyboard, scriptless} {
		if !sample.Full() && seed%3 != uint64(at) {
			continue
		}
		t.Run(string(how), func(t *testing.T) {
			t.Parallel()
			d := ownDemo(t)
			r := &reader{window: openAt(t, d.url), lang: language.Swedish, hands: how, story: "my pages"}
			r.scripts(how != scriptless)
			r.visit("/?lang=sv")
			r.signsIn(jobSeeker)
			r.choosesTime()
			r.readsPlan()
			r.changesConsents()
			r.asksOnOwnPages()
			r.turnsToArabic()
			r.quiet(r.story)
		})
	}
}

// choosesTime ticks the first of the times that she is offered.
func (r *reader) choosesTime() {
	r.t.Helper()
	r.sees("Du kallas till ett möte.")
	r.ticks(r.eval(`document.querySelector("input[name=slot]").labels[0].innerText.trim()`))
	r.presses("Skicka svar")
	r.sees("Tack. Ditt svar är sparat.")
}

func (r *reader) readsPlan() {
	r.t.Helper()
	r.presses("Planen som kommunen och Arbetsförmedlingen gör med dig")
	r.sees("Vilka står bakom planen")
	r.visit("/mina-sidor")
}

// changesConsents takes one back, which is asked once more, and gives one that leaves her health out.
func (r *reader) changesConsents() {
	r.t.Helper()
	r.presses("Mina samtycken")
	before := strings.Count(r.text(), "Gäller till och med")
	r.presses("Ta tillbaka samtycket")
	r.presses("Ja, ta tillbaka")
	r.sees("Samtycket är taget tillbaka.")
	r.presses("Lämna samtycket")
	r.sees("Välj vem som får berätta för vem.")
	r.ticks("Arbetsförmedlingen får berätta för Ludvika kommun, socialnämnden")
	r.writes("Vad ska de hjälpa dig med?", "hitta en praktik (Demo)")
	r.ticks("Nej")
	r.presses("Lämna samtycket")
	r.sees("Samtycket gäller nu.")
	r.sees("hitta en praktik (Demo)")
	if after := strings.Count(r.text(), "Gäller till och med"); after != before {
		r.t.Errorf("%d consents held, and now %d", before, after)
	}
}

func (r *reader) asksOnOwnPages() {
	r.t.Helper()
	r.presses("Fråga och be om något")
	r.presses("Ställ en fråga")
	r.ticks("Ludvika kommun, socialnämnden")
	r.writes("Vad vill du veta?", "När börjar praktiken? (Demo)")
	r.ticks("Här på mina sidor")
	r.presses("Skicka")
	r.sees("ska svara senast")
	r.sees("När börjar praktiken? (Demo)")
}

func (r *reader) turnsToArabic() {
	r.t.Helper()
	r.presses("Vem har läst mina uppgifter")
	r.sees("Elin Wallin (Demo)")
	r.presses("العربية")
	r.sees("من قرأ معلوماتي")
	r.sees("Elin Wallin (Demo)")
	if dir := r.eval("document.documentElement.dir"); dir != "rtl" {
		r.t.Errorf("the page is written %q", dir)
	}
	r.presses("تسجيل الخروج")
	r.sees("Samsyn")
}
