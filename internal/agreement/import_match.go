package agreement

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// byName gives the copies that nobody has taken to the agreements that their names tell of. A copy whose name tells of
// several, and several copies that tell of the same, are refused: which of them it is can only be said in the list.
func (r *reader) byName(plans []planned) {
	claims := map[int][]int{} // number of the plan → numbers of the copies
	by := map[int]Ground{}
	for c, copy := range r.in.copies {
		if !r.copied.free[c] {
			continue
		}
		found, ground := r.toldOf(plans, copy.Name)
		if len(found) > 1 {
			r.problems = append(r.problems, fault.Field(copy.Name, fitsSeveral.With(plans[found[0]].lines[0].row, plans[found[1]].lines[0].row)))
		}
		if len(found) != 1 {
			continue
		}
		claims[found[0]], by[found[0]] = append(claims[found[0]], c), ground
	}
	for i := range plans {
		switch all := claims[i]; {
		case len(all) == 1:
			r.copied.taken[i], r.copied.by[i] = all[0], by[i]
			delete(r.copied.free, all[0])
		case len(all) > 1:
			r.problems = append(r.problems, fault.Field(r.in.copies[all[1]].Name, fitsSameRow.With(r.in.copies[all[0]].Name, plans[i].lines[0].row)))
		}
	}
}

// toldOf finds the agreements without a copy that a name tells of: by registry number, else by municipality code, and
// among several of one municipality by their first day. Registry numbers are each authority's own, so that a code in
// the name goes before a number that another municipality happens to have too.
func (r *reader) toldOf(plans []planned, name string) (found []int, by Ground) {
	words := wordsOf(strings.TrimSuffix(strings.ToLower(name), ".pdf"))
	collect := func(among []int, tells func(line) bool) (out []int) {
		for _, i := range among {
			if _, has := r.copied.taken[i]; !has && slices.ContainsFunc(plans[i].lines, tells) {
				out = append(out, i)
			}
		}
		return out
	}
	all := make([]int, len(plans))
	for i := range plans {
		all[i] = i
	}
	number := func(l line) bool { return within(words, wordsOf(l.dnr)) || within(words, wordsOf(l.dnrAF)) }
	code := func(l line) bool { return tellsCode(words, l.code) }
	coded := collect(all, code)
	switch numbered := collect(all, number); {
	case len(collect(coded, number)) > 0:
		found, by = collect(coded, number), ByRegistry
	case len(coded) > 0:
		found, by = coded, ByCode
	case len(numbered) > 0:
		found, by = numbered, ByRegistry
	default:
		found, by = collect(all, func(l line) bool { return tellsYearlikeCode(words, l.code) }), ByCode
	}
	if len(found) > 1 {
		if dated := collect(found, func(l line) bool { return within(words, wordsOf(l.a.From.String())) }); len(dated) == 1 {
			return dated, by
		}
	}
	return found, by
}

// wordsOf parts a name at everything that is no letter or digit, and where letters and digits meet: "KS2023/7" and
// "ks 2023-7" both say ks, 2023, 7.
func wordsOf(s string) (out []string) {
	var word []rune
	end := func() {
		if len(word) > 0 {
			out, word = append(out, string(word)), nil
		}
	}
	for _, c := range strings.ToLower(s) {
		switch {
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			end()
			continue
		case len(word) > 0 && unicode.IsDigit(c) != unicode.IsDigit(word[len(word)-1]):
			end()
		}
		word = append(word, c)
	}
	end()
	return out
}

// within tells whether the words of what is looked for stand together and in order. What has fewer than two words, or
// no digit, tells of nothing.
func within(words, sought []string) bool {
	if len(sought) < 2 || !slices.ContainsFunc(sought, func(w string) bool { return unicode.IsDigit(rune(w[0])) }) {
		return false
	}
	for i := 0; i+len(sought) <= len(words); i++ {
		if slices.Equal(words[i:i+len(sought)], sought) {
			return true
		}
	}
	return false
}

// tellsCode tells whether a name has a municipality code that cannot be a year.
func tellsCode(words []string, code string) bool {
	return !yearlike(code) && slices.Contains(words, code)
}

// tellsYearlikeCode tells whether a name begins with a code that could be a year, such as 2023 of Malung-Sälen, and goes
// on with no month.
func tellsYearlikeCode(words []string, code string) bool {
	return yearlike(code) && len(words) > 0 && words[0] == code && (len(words) == 1 || len(words[1]) > 2 || !unicode.IsDigit(rune(words[1][0])))
}

func yearlike(code string) bool {
	year, err := strconv.Atoi(code)
	return err == nil && year >= firstYear && year <= lastYear
}

var (
	fitsSeveral = language.T("namnet passar flera rader, bland dem %d och %d. Skriv filens namn i kolumnen pdf på den rad som den hör till", "the name fits several rows, among them %d and %d. Enter the file’s name in the column pdf of the row it belongs to")
	fitsSameRow = language.T("passar samma rad som %s (rad %d). Skriv i kolumnen pdf vilken av dem det är", "fits the same row as %s (row %d). Say in the column pdf which of them it is")
)
