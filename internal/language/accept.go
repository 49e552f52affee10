package language

import tags "golang.org/x/text/language"

// Parse chooses the language from an Accept-Language header. Swedish is the default: English is given only when it
// is asked for more than Swedish is, and a header that cannot be read asks for nothing.
func Parse(acceptLanguage string) Lang {
	asked, weights, err := tags.ParseAcceptLanguage(acceptLanguage)
	if err != nil {
		return Swedish
	}
	best := map[string]float32{}
	for i, tag := range asked {
		base, _ := tag.Base()
		best[base.String()] = max(best[base.String()], weights[i])
	}
	if best["en"] > max(best["sv"], best["mul"]) { // "*" is read as mul, "any language", which Swedish is
		return English
	}
	return Swedish
}

// Known gives the language of a code, "sv" or "en"; ok is false for any other.
func Known(code string) (l Lang, ok bool) {
	switch l = Lang(code); l {
	case Swedish, English:
		return l, true
	}
	return Swedish, false
}
