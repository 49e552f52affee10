package measure

import (
	"slices"
	"strconv"
	"strings"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/sheet"
	"samsyn/internal/web"
)

// column is one column of the file of measures: what an export says, and an import takes.
type column struct {
	sheet.Column
	field string // of the draft, at whose problems the column is named
	says  func(m *shown) string
	takes func(in *taking, d *Draft, cell string) // nil takes nothing
	page  bool                                    // the list has it on its page too
}

// Columns are the columns of a file of measures. A column that a file lacks changes nothing of what is there.
func Columns() []sheet.Column {
	var out []sheet.Column
	for _, c := range columnsOf() {
		out = append(out, c.Column)
	}
	return out
}

// taking is a row being read: what has been found wrong with it, by field, and what names mean.
type taking struct {
	day    calendar.Date
	places map[string]string // code by name and by code
	owner  func(userName string) (account string, ok bool)
	wrong  func(field string, t language.Text)
}

func col(name, field string, says func(m *shown) string, takes func(in *taking, d *Draft, cell string)) column {
	return column{Column: sheet.Column{Name: name, Also: []string{field}}, field: field, says: says, takes: takes}
}

// onPage is a column that the page has too, under the headings that it has there.
func onPage(c column, also ...string) column {
	c.page, c.Also = true, append(c.Also, also...)
	return c
}

// columnsOf lists the columns in the order of the file. Lists in a cell are separated by semicolons.
func columnsOf() []column {
	text := func(name, field string, says func(m *shown) string, takes func(d *Draft, cell string)) column {
		return col(name, field, says, func(_ *taking, d *Draft, cell string) { takes(d, unguarded(cell)) })
	}
	must := func(c column) column { c.Required = true; return c }
	return slices.Concat([]column{
		col("id", "id", func(m *shown) string { return m.ID }, nil),
		onPage(must(text("namn", fieldName, func(m *shown) string { return m.Name }, func(d *Draft, s string) { d.Name = s })), "insats", "measure"),
		onPage(must(col("slag", fieldScheme, func(m *shown) string { return m.Sort().Name.Sv }, takeScheme)), "sort"),
		text("vad_man_gör", fieldSays, func(m *shown) string { return m.Says }, func(d *Draft, s string) { d.Says = s }),
		onPage(col("hjälper_med", fieldNeeds, func(m *shown) string { return joined(m.Needs, needName) }, takeNeeds), "helps with"),
		col("riktar_sig_till", fieldGroups, func(m *shown) string { return joined(m.Groups, Group.Name) }, takeGroups),
	}, ruleColumns(), []column{
		onPage(col("kommuner", fieldAreas, func(m *shown) string { return m.areaNames() }, takeAreas), "finns för", "for"),
		text("plats", fieldSite, func(m *shown) string { return m.Site }, func(d *Draft, s string) { d.Site = s }),
		col("på_distans", fieldRemote, func(m *shown) string { return yesCell(m.Remote) }, func(in *taking, d *Draft, s string) { d.Remote = in.yes(fieldRemote, s) }),
		whole("timmar_från", fieldHoursFrom, func(m *shown) int64 { return m.HoursFrom }, func(d *Draft, n int64) { d.HoursFrom = n }),
		whole("timmar_till", fieldHoursTo, func(m *shown) int64 { return m.HoursTo }, func(d *Draft, n int64) { d.HoursTo = n }),
		whole("veckor", fieldWeeks, func(m *shown) int64 { return m.Weeks }, func(d *Draft, n int64) { d.Weeks = n }),
		onPage(whole("platser", fieldPlaces, func(m *shown) int64 { return m.Places }, func(d *Draft, n int64) { d.Places = n })),
		day("startar", fieldStarts, func(m *shown) calendar.Date { return m.Starts }, func(d *Draft, at calendar.Date) { d.Starts = at }),
		day("från", fieldFrom, func(m *shown) calendar.Date { return m.From }, func(d *Draft, at calendar.Date) { d.From = at }),
		day("till", fieldTo, func(m *shown) calendar.Date { return m.To }, func(d *Draft, at calendar.Date) { d.To = at }),
		col("språk", fieldLanguages, func(m *shown) string { return strings.Join(m.Languages, "; ") }, func(_ *taking, d *Draft, s string) { d.Languages = split(strings.ToLower(s)) }),
		text("utförare", fieldOrganiser, func(m *shown) string { return m.Organiser }, func(d *Draft, s string) { d.Organiser = s }),
		text("så_kommer_man_dit", fieldApply, func(m *shown) string { return m.Apply }, func(d *Draft, s string) { d.Apply = s }),
		col("ansvarig", fieldOwner, nil, takeOwner),
		col("myndighet", "authority", func(m *shown) string { return m.at.Title() }, nil),
		col("lediga", "free", func(m *shown) string { return m.freeCell() }, nil),
		onPage(col("läge", "state", func(m *shown) string { return m.State.Name().Sv }, nil), "state"),
		col("bekräftad", "checked", func(m *shown) string { return m.checkedOn().String() }, nil),
	})
}

// ruleColumns are the conditions, each sort in a column.
func ruleColumns() []column {
	age := func(name, field string, kind RuleKind) column {
		return whole(name, field, func(m *shown) int64 { return int64(m.Rules.of(kind).Years) }, func(d *Draft, n int64) { d.Rules = d.Rules.with(kind, Rule{Kind: kind, Years: int(n)}, n > 0) })
	}
	tick := func(name, field string, kind RuleKind) column {
		return col(name, field, func(m *shown) string { return yesCell(m.Rules.of(kind).Kind != "") },
			func(in *taking, d *Draft, s string) { d.Rules = d.Rules.with(kind, Rule{Kind: kind}, in.yes(field, s)) })
	}
	return []column{
		age("lägsta_ålder", fieldAgeFrom, AgeFrom), age("högsta_ålder", fieldAgeTo, AgeTo),
		col("utan_arbete", fieldWithout, func(m *shown) string { return string(m.Rules.of(WithoutWork).Definition) },
			func(_ *taking, d *Draft, s string) {
				d.Rules = d.Rules.with(WithoutWork, Rule{Kind: WithoutWork, Definition: law.DefinitionID(s)}, s != "")
			}),
		tick("inskriven", fieldRegistered, Registered), tick("i_program", fieldProgramme, InProgramme), tick("bistånd", fieldSupport, Support),
		col("svenska", fieldSwedish, func(m *shown) string { return string(m.Rules.of(Swedish).Level) },
			func(_ *taking, d *Draft, s string) {
				d.Rules = d.Rules.with(Swedish, Rule{Kind: Swedish, Level: Level(strings.ToUpper(s))}, s != "")
			}),
		col("andra_villkor", fieldOther, func(m *shown) string { return strings.Join(m.Rules.others(), "; ") },
			func(_ *taking, d *Draft, s string) {
				d.Rules = append(d.Rules.with(Other, Rule{}, false), otherRules(split(s))...)
			}),
	}
}

// unguarded takes away the sign that a file puts before a text which a spreadsheet program would take for a formula.
func unguarded(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && strings.ContainsAny(rest[:min(1, len(rest))], "=+-@") {
		return rest
	}
	return cell
}

// with gives the conditions with one of a kind in place of those of the kind, or with none.
func (all Rules) with(kind RuleKind, r Rule, is bool) Rules {
	out := slices.DeleteFunc(slices.Clone(all), func(x Rule) bool { return x.Kind == kind })
	if is {
		out = append(out, r)
	}
	return out
}

func whole(name, field string, says func(m *shown) int64, takes func(d *Draft, n int64)) column {
	return col(name, field, func(m *shown) string { return number(says(m)) }, func(in *taking, d *Draft, cell string) {
		n, err := strconv.ParseInt(cell, 10, 64)
		if cell != "" && (err != nil || n < 0) {
			in.wrong(field, language.T("Skriv ett helt tal, eller lämna tomt.", "Write a whole number, or leave it empty."))
		}
		takes(d, max(0, n))
	})
}

func day(name, field string, says func(m *shown) calendar.Date, takes func(d *Draft, at calendar.Date)) column {
	return col(name, field, func(m *shown) string { return says(m).String() }, func(in *taking, d *Draft, cell string) {
		var at calendar.Date
		if cell != "" {
			var err error
			if at, err = calendar.ParseDate(cell); err != nil {
				in.wrong(field, language.T("Skriv dagen som 2026-03-31, eller lämna tomt.", "Write the day as 2026-03-31, or leave it empty."))
			}
		}
		takes(d, at)
	})
}

func takeScheme(in *taking, d *Draft, cell string) {
	key := language.SearchKey(cell)
	for _, s := range law.Schemes() {
		if string(s.ID) == cell || language.SearchKey(s.Name.Sv) == key || language.SearchKey(s.Name.En) == key {
			d.Scheme = s.ID
			return
		}
	}
	in.wrong(fieldScheme, language.T("”%s” är inget känt slag av insats. Skriv det som i formuläret.", "“%s” is no known sort of measure. Write it as in the form.").With(cell))
}

func takeNeeds(in *taking, d *Draft, cell string) {
	d.Needs = nil
	for _, word := range split(cell) {
		code, ok := coded(word, needCodes(), func(c string) language.Text { return needName(matter.Need(c)) })
		if !ok {
			in.wrong(fieldNeeds, unknownWord.With(word))
			continue
		}
		d.Needs = append(d.Needs, matter.Need(code))
	}
}

func takeGroups(in *taking, d *Draft, cell string) {
	d.Groups = nil
	for _, word := range split(cell) {
		code, ok := coded(word, texts(Groups()), func(c string) language.Text { return Group(c).Name() })
		if !ok {
			in.wrong(fieldGroups, unknownWord.With(word))
			continue
		}
		d.Groups = append(d.Groups, Group(code))
	}
}

func takeAreas(in *taking, d *Draft, cell string) {
	d.Areas = nil
	for _, word := range split(cell) {
		code, ok := in.places[language.SearchKey(word)]
		if !ok {
			in.wrong(fieldAreas, language.T("”%s” är ingen kommun i katalogen. Skriv namnet eller koden, med semikolon emellan.", "“%s” is no municipality of the directory. Write the name or the code, with semicolons between.").With(word))
			continue
		}
		d.Areas = append(d.Areas, code)
	}
}

func takeOwner(in *taking, d *Draft, cell string) {
	if cell == "" {
		return
	}
	id, ok := in.owner(cell)
	if !ok {
		in.wrong(fieldOwner, account.NotColleague)
		return
	}
	d.Owner = id
}

// coded finds the code of a word: the code itself, or its name in either language.
func coded(word string, codes []string, name func(string) language.Text) (string, bool) {
	key := language.SearchKey(word)
	for _, c := range codes {
		if c == word || language.SearchKey(name(c).Sv) == key || language.SearchKey(name(c).En) == key {
			return c, true
		}
	}
	return "", false
}

func split(cell string) (out []string) {
	for _, word := range strings.Split(cell, ";") {
		if word = oneLine(word); word != "" {
			out = append(out, word)
		}
	}
	return out
}

func joined[T any](codes []T, name func(T) language.Text) string {
	var out []string
	for _, c := range codes {
		out = append(out, name(c).Sv)
	}
	return strings.Join(out, "; ")
}

func (m *shown) areaNames() string {
	var out []string
	for _, p := range m.places {
		out = append(out, p.Name)
	}
	return strings.Join(out, "; ")
}

func (m *shown) freeCell() string {
	free, limited := m.Left()
	if !limited {
		return ""
	}
	return strconv.FormatInt(free, 10)
}

func yesCell(is bool) string {
	if is {
		return "ja"
	}
	return ""
}

// yes reads how people tick a cell; what is neither yes nor no is wrong.
func (in *taking) yes(field, s string) bool {
	switch s = strings.ToLower(s); {
	case slices.Contains([]string{"ja", "yes", "true", "1", "x"}, s):
		return true
	case !slices.Contains([]string{"", "nej", "no", "false", "0"}, s):
		in.wrong(field, language.T("Skriv ja, nej eller lämna tomt.", "Write yes, no or leave it empty."))
	}
	return false
}

// cellOf is what the file says in a column, by its documented name.
func cellOf(name string) func(m *shown) any {
	for _, c := range columnsOf() {
		if c.Name == name {
			return func(m *shown) any { return c.says(m) }
		}
	}
	return nil
}

// fileColumns are the columns of the files of the list besides those on its page. An import takes them all.
func fileColumns() (out []web.Column[*shown]) {
	for _, c := range columnsOf() {
		if c.says != nil && !c.page {
			out = append(out, web.Column[*shown]{Heading: language.Same(c.Name), FileOnly: true, Value: func(m *shown) any { return c.says(m) }})
		}
	}
	return out
}

var unknownWord = language.T("”%s” finns inte i listan. Skriv orden som i formuläret, med semikolon emellan.", "“%s” is not in the list. Write the words as in the form, with semicolons between.")
