package admin

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/responsibility"
	"samsyn/internal/routine"
)

// value is one named value of a change.
type value struct{ name, said string }

// changed reads a line's change as named values, in the order of their names. What is empty is left out.
func changed(lang language.Lang, n *names, change string) []value {
	var read any
	if json.Unmarshal([]byte(change), &read) != nil || read == nil {
		return nil
	}
	object, ok := read.(map[string]any)
	if !ok {
		return []value{{sayChange.In(lang), valueSaid(lang, n, "", read)}}
	}
	return named(lang, n, object)
}

func named(lang language.Lang, n *names, object map[string]any) (values []value) {
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if said := valueSaid(lang, n, name, object[name]); said != "" {
			values = append(values, value{capital(fieldWord(name).In(lang)), said})
		}
	}
	return values
}

// valueSaid is a value as one reads it: ids by their names, codes by their words, lists and objects in one line.
func valueSaid(lang language.Lang, n *names, name string, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return n.word(name, v).In(lang)
	case bool:
		if v {
			return language.T("ja", "yes").In(lang)
		}
		return language.T("nej", "no").In(lang)
	case []any:
		said := make([]string, 0, len(v))
		for _, one := range v {
			said = append(said, valueSaid(lang, n, name, one))
		}
		return strings.Join(said, "; ")
	case map[string]any:
		var said []string
		for _, x := range named(lang, n, v) {
			said = append(said, x.said)
		}
		return strings.Join(said, ", ")
	}
	return fmt.Sprint(v)
}

// word says a text of a change: the name that an id stands for, the words of a code, else the text itself.
func (n *names) word(field, v string) language.Text {
	if v == "" {
		return language.Text{}
	}
	switch field {
	case "role":
		return policy.RoleName(policy.Role(v))
	case "kind":
		return agreement.Kind(v).Label()
	case "standing":
		return agreement.Standing(v).Label()
	case "routine_state":
		return routine.State(v).Label()
	case "sharing":
		return routine.Sharing(v).Label()
	case "holder":
		return responsibility.Holder(v).Label()
	case "stage":
		return responsibility.Stage(v).Label()
	case "cause":
		return responsibility.Cause(v).Label()
	case "fields":
		return fieldWord(v)
	case "authority", "made_for":
		return n.thing(ref.To(directory.AuthorityKind, v))
	case "municipality":
		return n.thing(ref.To(directory.MunicipalityKind, v))
	case "person":
		return n.thing(ref.To(account.Kind, v))
	case "by":
		return wayWord(v)
	case "reach":
		return policy.ReachName(policy.Reach(v))
	}
	return language.Same(v)
}

// wayWord says how something was done.
func wayWord(way string) language.Text {
	t := language.T
	switch way {
	case "password":
		return t("lösenord", "password")
	case "demo":
		return t("demons inloggning", "the demo's sign-in")
	case "link":
		return t("länk", "link")
	case "command":
		return t("kommando", "command")
	}
	return language.Same(way)
}
