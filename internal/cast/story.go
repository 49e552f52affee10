package cast

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"samsyn/internal/calendar"
)

// row is one line of the demo's register, for one board of one municipality.
type row struct {
	code, board, id         string
	status                  string
	signed, from, to, ended calendar.Date
	dnrAF, dnr              string
}

// The workings of the invented register. 261 of 290 had an agreement on 15 March 2023, as the agency reported of the
// real ones; which 261 is not known and is invented here. Each holds for three years and is then renewed in time,
// renewed late, or lapses.
const (
	signedBy2023   = 261
	laterSigned    = 14 // of the other 29; seven more have announced one, the last eight have none
	announcedCount = 7
)

// joint are municipalities that in the demo share one agreement.
func joint() [][]string {
	return [][]string{{"1904", "1962", "1982"}, {"0684", "0685"}}
}

// story makes the whole register as it is known on a day: nothing that was signed or announced after it.
func story(codes []string, today calendar.Date) []row {
	w := &writer{r: rand.New(rand.NewPCG(2023, 315)), today: today}
	codes = slices.Clone(codes)
	slices.Sort(codes)
	w.r.Shuffle(len(codes), func(i, k int) { codes[i], codes[k] = codes[k], codes[i] })
	// Ludvika and Falun, where the cast works, and the joint ones are among the 261.
	slices.SortStableFunc(codes, func(a, b string) int { return cmp.Compare(first(a), first(b)) })
	for i, code := range codes {
		switch {
		case i < signedBy2023:
			w.life(code, calendar.NewDate(2022, 9, 1).AddDays(w.r.IntN(195)))
		case i < signedBy2023+laterSigned:
			w.life(code, calendar.NewDate(2023, 5, 2).AddDays(w.r.IntN(700)))
		case i < signedBy2023+laterSigned+announcedCount:
			w.announce(code, calendar.NewDate(2025, 9, 1).AddDays(w.r.IntN(170)))
		}
	}
	return endSome(w.rows, today)
}

// endSome lets three municipalities' agreements end soon, so that there is something to do whatever day the demo begins:
// in 20, 45 and 80 days, with no successor.
func endSome(rows []row, today calendar.Date) []row {
	soon := []int{20, 45, 80}
	for i := range rows {
		r := &rows[i]
		holds := r.status == "agreement" && r.ended.IsZero() && !r.from.After(today.AddDays(-365)) && r.to.After(today.AddDays(200))
		if len(soon) == 0 || !holds || first(r.code) == 0 || i > 0 && rows[i-1].id == r.id || i+1 < len(rows) && rows[i+1].id == r.id {
			continue // of one board alone, neither joint nor where the cast works
		}
		r.to = today.AddDays(soon[0])
		soon = soon[1:]
	}
	return rows
}

func first(code string) int {
	for _, group := range append(joint(), []string{"2085", "2080"}) {
		if slices.Contains(group, code) {
			return 0
		}
	}
	return 1
}

type writer struct {
	r     *rand.Rand
	today calendar.Date
	rows  []row
	n     int
}

// life follows a municipality's agreements from the first, each three years.
func (w *writer) life(code string, from calendar.Date) {
	group := w.group(code)
	if group == nil {
		return
	}
	// What chance decides is drawn whatever the day is, so that a later day only adds.
	dice := rand.New(rand.NewPCG(uint64(w.r.Int64()), 1))
	for n := 0; n < 6; n++ {
		to := from.AddYears(3).AddDays(-1)
		signed := from.AddDays(-dice.IntN(40))
		outcome, gap, cut := dice.IntN(100), 20+dice.IntN(100), dice.IntN(80)
		if signed.After(w.today) {
			return
		}
		var ended calendar.Date
		if cut == 0 && n == 0 && from.AddDays(800).Before(w.today) && code != "2085" {
			ended = from.AddDays(800)
		}
		w.agreement(group, signed, from, to, ended)
		switch {
		case !ended.IsZero() || (outcome >= 97 && code != "2085"):
			return
		case outcome >= 93:
			from = to.AddDays(gap)
		default:
			from = to.AddDays(1)
		}
	}
}

// group gives the municipalities of the agreement, or nil when another of them has told the story already.
func (w *writer) group(code string) []string {
	for _, g := range joint() {
		if slices.Contains(g, code) {
			if code != g[0] {
				return nil
			}
			return g
		}
	}
	return []string{code}
}

func (w *writer) agreement(group []string, signed, from, to, ended calendar.Date) {
	w.n++
	base := row{id: fmt.Sprintf("demo-%s-%s", group[0], from), status: "agreement", signed: signed, from: from, to: to, ended: ended,
		dnrAF: fmt.Sprintf("Af-%d/%04d", signed.Year, 1000+w.n)}
	for _, code := range group {
		for _, board := range boardsOf(code) {
			r := base
			r.code, r.board = code, board
			r.dnr = fmt.Sprintf("%s %d/%d", initials(board), signed.Year, 10+w.n%80)
			w.rows = append(w.rows, r)
		}
	}
}

func (w *writer) announce(code string, on calendar.Date) {
	if !on.After(w.today) {
		w.rows = append(w.rows, row{code: code, status: "announced", from: on})
	}
}

// boardsOf are the boards that an agreement binds in a municipality: kommunstyrelsen, unnamed, in four of ten.
func boardsOf(code string) []string {
	switch (int(code[2]-'0')*10 + int(code[3]-'0') + int(code[1]-'0')) % 10 {
	case 0, 1, 2, 3:
		if code != "2085" && code != "2080" {
			return []string{""}
		}
	case 4, 5, 6:
		if code != "2085" {
			return []string{work}
		}
	}
	return []string{work, social}
}

const (
	work   = "Arbetsmarknadsnämnden (Demo)"
	social = "Socialnämnden (Demo)"
)

func initials(board string) string {
	switch board {
	case work:
		return "AMN"
	case social:
		return "SN"
	}
	return "KS"
}
