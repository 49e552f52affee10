package admin

import (
	"context"
	"encoding/json"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// line is a line of the log as its reader may see it. Of one that is guarded, which is about somebody whose identity is
// protected, it says who did what and when: the thing and what changed are taken out.
type line struct {
	audit.Line
	guarded bool
}

// guard takes out of lines what the reader may not see. Whoever asks for one thing that is guarded gets none of its lines, as
// of a thing that there is not.
func (a *Admin) guard(ctx context.Context, reader policy.Actor, s selection, lines []audit.Line) ([]line, error) {
	var all []ref.Ref
	for _, l := range lines {
		all = append(append(all, l.Ref()), mentions(l.Change)...)
	}
	guarded := map[ref.Ref]bool{}
	if a.Guarded != nil {
		var err error
		if guarded, err = a.Guarded(ctx, a.Trail.DB(), reader, all); err != nil {
			return nil, err
		}
	}
	out := make([]line, 0, len(lines))
	for _, l := range lines {
		own := guarded[l.Ref()]
		hidden := own || slices.ContainsFunc(mentions(l.Change), func(thing ref.Ref) bool { return guarded[thing] })
		if hidden {
			l.Thing, l.Change = "", ""
		}
		if !own || s.thing == "" {
			out = append(out, line{l, hidden})
		}
	}
	return out, nil
}

// mentions gives the things that a change names: what a reading was for, and what the log was filtered by.
func mentions(change string) (out []ref.Ref) {
	var read any
	if change == "" || json.Unmarshal([]byte(change), &read) != nil {
		return nil
	}
	return mentionedIn(read)
}

func mentionedIn(v any) (out []ref.Ref) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			out = append(out, mentionedIn(one)...)
		}
	case map[string]any:
		for _, names := range [][2]string{{"kind", "id"}, {kindParam, thingParam}} {
			kind, _ := v[names[0]].(string)
			if id, _ := v[names[1]].(string); id != "" {
				out = append(out, ref.To(ref.Kind(kind), id))
			}
		}
		for _, one := range v {
			out = append(out, mentionedIn(one)...)
		}
	}
	return out
}
