package csip

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"samsyn/internal/language"
)

// rule judges a package by one requirement. m is the METS file that is judged; it is nil for what is asked of the folders.
type rule func(c *contents, m *metsFile) answer

type answer struct {
	Verdict
	what language.Text
}

var (
	met      = answer{Verdict: Met}
	notAsked = answer{Verdict: NotAsked}
)

func unmet(what language.Text, args ...any) answer {
	return answer{Unmet, what.With(args...)}
}

var (
	sayMissing = language.T("%s saknas", "%s is missing")
	sayValue   = language.T("%s är ”%s”", "%s is “%s”")
)

// some asks for at least one element at a place.
func some(place string) rule {
	return func(_ *contents, m *metsFile) answer {
		if len(m.at(place)) == 0 {
			return unmet(sayMissing, place)
		}
		return met
	}
}

// each asks something of every element at a place; where there are none, nothing is asked.
func each(place string, ask func(c *contents, m *metsFile, e *element) (language.Text, bool)) rule {
	return func(c *contents, m *metsFile) answer {
		all := m.at(place)
		for _, e := range all {
			if what, ok := ask(c, m, e); !ok {
				return answer{Unmet, what}
			}
		}
		if len(all) == 0 {
			return notAsked
		}
		return met
	}
}

// says asks every element at a place for an attribute: any value, or one of some.
func says(place, attr string, values ...string) rule {
	return each(place, func(_ *contents, _ *metsFile, e *element) (language.Text, bool) {
		have := e.attr(attr)
		switch {
		case have == "":
			return sayMissing.With(last(place) + "/@" + attr), false
		case len(values) > 0 && !slices.Contains(values, have):
			return sayValue.With(last(place)+"/@"+attr, have), false
		}
		return language.Text{}, true
	})
}

// fits asks that an attribute of every element at a place is such as a test says.
func fits(place, attr string, test func(value string) bool) rule {
	return each(place, func(_ *contents, _ *metsFile, e *element) (language.Text, bool) {
		have := e.attr(attr)
		if have == "" {
			return sayMissing.With(last(place) + "/@" + attr), false
		}
		return sayValue.With(last(place)+"/@"+attr, have), test(have)
	})
}

// anyone asks that one of the elements at a place has an attribute with a value; where there are no elements, nothing is asked.
func anyone(place, attr string, values ...string) rule {
	return func(_ *contents, m *metsFile) answer {
		all := m.at(place)
		for _, e := range all {
			if slices.Contains(values, e.attr(attr)) {
				return met
			}
		}
		if len(all) == 0 {
			return notAsked
		}
		return unmet(sayMissing, last(place)+"/@"+attr+" = "+strings.Join(values, "/"))
	}
}

// holds asks every element at a place for a child element.
func holds(place, child string) rule {
	return each(place, func(_ *contents, _ *metsFile, e *element) (language.Text, bool) {
		return sayMissing.With(last(place) + "/" + child), len(e.at(child)) > 0
	})
}

// one asks every element at a place for exactly one of a child element.
func one(place, child string) rule {
	return each(place, func(_ *contents, _ *metsFile, e *element) (language.Text, bool) {
		return language.T("%s ska finnas en gång, inte %d", "%s is to be there once, not %d times").With(last(place)+"/"+child, len(e.at(child))), len(e.at(child)) == 1
	})
}

// words asks every element at a place for a child element with a text in it.
func words(place, child string) rule {
	return each(place, func(_ *contents, _ *metsFile, e *element) (language.Text, bool) {
		found := slices.ContainsFunc(e.at(child), func(c *element) bool { return strings.TrimSpace(c.text) != "" })
		return sayMissing.With(last(place) + "/" + child), found
	})
}

// when asks only where there is an element at a place.
func when(place string, then rule) rule {
	return func(c *contents, m *metsFile) answer {
		if len(m.at(place)) == 0 {
			return notAsked
		}
		return then(c, m)
	}
}

// whenFiles asks only where any file lies in a folder.
func whenFiles(folder string, then rule) rule {
	return func(c *contents, m *metsFile) answer {
		if !c.has(folder) || m != c.mets[0] {
			return notAsked
		}
		return then(c, m)
	}
}

var ncName = regexp.MustCompile(`^[\pL_][\pL\pN._-]*$`)

// named asks every element at a place for an identifier that is an XML name and that nothing else in the file has.
func named(place string) rule {
	return each(place, func(_ *contents, m *metsFile, e *element) (language.Text, bool) {
		id, all := e.attr("ID"), map[string]int{}
		m.ids(all)
		if id == "" {
			return sayMissing.With(last(place) + "/@ID"), false
		}
		return language.T("%s är ”%s”, som inte är ett eget XML-namn", "%s is “%s”, which is not an XML name of its own").With(last(place)+"/@ID", id), ncName.MatchString(id) && all[id] == 1
	})
}

// isTime tells whether a value is an instant as XML writes it.
func isTime(value string) bool {
	for _, form := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if _, err := time.Parse(form, value); err == nil {
			return true
		}
	}
	return false
}

var mediaType = regexp.MustCompile(`^[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+`)

func isMediaType(value string) bool { return mediaType.MatchString(value) }

// file gives what an element refers to: by itself, or by the location that it holds.
func (m *metsFile) file(c *contents, e *element) (p string, found *content) {
	at := e
	if inner := e.at("FLocat"); len(inner) > 0 {
		at = inner[0]
	}
	p, ok := m.leads(at.attr("xlink:href"))
	if !ok {
		return p, nil
	}
	return p, c.files[p]
}

// leadsTo asks that what every element at a place refers to is in the package.
func leadsTo(place string) rule {
	return each(place, func(c *contents, m *metsFile, e *element) (language.Text, bool) {
		href := e.attr("xlink:href")
		if href == "" {
			return sayMissing.With(last(place) + "/@xlink:href"), false
		}
		_, found := m.file(c, e)
		return language.T("filen %s finns inte i paketet", "the file %s is not in the package").With(href), found != nil
	})
}

// sized asks that the size that stands is that of the file.
func sized(place string) rule {
	return each(place, func(c *contents, m *metsFile, e *element) (language.Text, bool) {
		n, err := strconv.ParseInt(e.attr("SIZE"), 10, 64)
		if err != nil {
			return sayMissing.With(last(place) + "/@SIZE"), false
		}
		p, found := m.file(c, e)
		if found == nil {
			return language.Text{}, true // that it is not there is another requirement
		}
		return language.T("filen %s är %d byte, inte %d", "the file %s is %d bytes, not %d").With(p, found.size, n), found.size == n
	})
}

// summed asks that the digest that stands is that of the file. Those of kinds that are not reckoned here are asked for alone.
func summed(place string) rule {
	return each(place, func(c *contents, m *metsFile, e *element) (language.Text, bool) {
		sum := e.attr("CHECKSUM")
		if sum == "" {
			return sayMissing.With(last(place) + "/@CHECKSUM"), false
		}
		p, found := m.file(c, e)
		if found == nil || found.digests[e.attr("CHECKSUMTYPE")] == "" {
			return language.Text{}, true
		}
		return language.T("filen %s har en annan kontrollsumma", "the file %s has another digest").With(p), strings.EqualFold(found.digests[e.attr("CHECKSUMTYPE")], sum)
	})
}

// last gives the name of the last step of a place, for words.
func last(place string) string {
	for place != "" {
		first, rest := step(place)
		if rest == "" {
			name, _, _ := strings.Cut(first, "[")
			return name
		}
		place = rest
	}
	return "mets"
}
