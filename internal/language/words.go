package language

import "strings"

// Plural chooses the form for n, and writes n, grouped, wherever the form says %d:
// Plural(2, T("%d fråga", "%d enquiry"), T("%d frågor", "%d enquiries")). Both languages use the first form for one alone.
func Plural[N Integer](n N, one, other Text) Text {
	form := other
	if n == 1 || n == -1 {
		form = one
	}
	number := Number(n)
	return T(strings.ReplaceAll(form.Sv, "%d", number), strings.ReplaceAll(form.En, "%d", number))
}

// List joins texts as one says them: "a, b och c", "a, b and c".
func List(items ...Text) Text {
	return T(list(Swedish, " och ", items), list(English, " and ", items))
}

func list(l Lang, and string, items []Text) string {
	var b strings.Builder
	for i, item := range items {
		switch {
		case i > 0 && i == len(items)-1:
			b.WriteString(and)
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(item.In(l))
	}
	return b.String()
}

// Names makes a text of each name, for List: names read alike in both languages.
func Names(names ...string) []Text {
	texts := make([]Text, len(names))
	for i, name := range names {
		texts[i] = Same(name)
	}
	return texts
}
