package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/fault"
)

// readable tells whether bytes are text that a page shows and both engines keep: valid UTF-8 without control characters, and
// without those that turn the direction of what follows (UAX 9). Marks of direction, as Arabic is written with, are text.
func readable(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, c := range s {
		switch {
		case c == '\t' || c == '\n' || c == '\r':
		case unicode.IsControl(c), c >= 0x202A && c <= 0x202E, c >= 0x2066 && c <= 0x2069:
			return false
		}
	}
	return true
}

// legible refuses an address that is no text: a path is then of nothing that there is, and a filter is told of by name.
func legible(u *url.URL) error {
	if !readable(u.Path) {
		return fault.NotFoundThing()
	}
	if u.RawQuery == "" {
		return nil
	}
	var wrong []fault.Problem
	q := u.Query()
	for _, name := range sortedKeys(q) {
		if !readable(name) || slices.ContainsFunc(q[name], func(v string) bool { return !readable(v) }) {
			wrong = append(wrong, fault.Field("query."+strings.ToValidUTF8(name, "?"), sayNotText))
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, sayNotText, wrong...)
}

// jsonFormat is JSON whose texts are text. What huma reads first is a tree, and there each is looked at.
func jsonFormat() huma.Format {
	format := huma.DefaultJSONFormat
	format.Unmarshal = func(data []byte, v any) error {
		if err := huma.DefaultJSONFormat.Unmarshal(data, v); err != nil {
			return err
		}
		if tree, ok := v.(*any); ok {
			return textual("body", *tree)
		}
		return nil
	}
	return format
}

// textual names the first field of a tree whose text is none.
func textual(at string, tree any) error {
	switch tree := tree.(type) {
	case string:
		if !readable(tree) {
			return fmt.Errorf("signs that are no text in %s", at)
		}
	case []any:
		for i, v := range tree {
			if err := textual(at+"["+strconv.Itoa(i)+"]", v); err != nil {
				return err
			}
		}
	case map[string]any:
		for _, name := range sortedKeys(tree) {
			if err := textual(at, name); err != nil {
				return err
			}
			if err := textual(at+"."+name, tree[name]); err != nil {
				return err
			}
		}
	}
	return nil
}
