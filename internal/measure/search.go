package measure

import (
	"net/url"

	"samsyn/internal/law"
	"samsyn/internal/matter"
)

// Names of what is searched by, in the address of the list and in what is watched.
const (
	paramText      = "ord"
	paramPlace     = "kommun"
	paramNeed      = "behov"
	paramGroup     = "grupp"
	paramScheme    = "slag"
	paramLanguage  = "sprak"
	paramFree      = "ledig"
	paramAuthority = "myndighet"
	paramState     = "lage"
	paramStale     = "gammal"
)

// paramValueYes is what a ticked box sends.
const paramValueYes = "ja"

// stateWords are the states as an address has them.
var stateWords = map[State]string{Offered: "erbjuds", Paused: "paus", Ended: "upphorda"}

// filterFrom reads a filter from an address. What is not known is not asked for.
func filterFrom(get func(string) string) Filter {
	f := Filter{Query: get(paramText), Authority: get(paramAuthority), Municipality: get(paramPlace), Need: matter.Need(get(paramNeed)), Group: Group(get(paramGroup)),
		Scheme: law.ProgrammeID(get(paramScheme)), Language: get(paramLanguage), Free: get(paramFree) != "", Stale: get(paramStale) != ""}
	for state, word := range stateWords {
		if get(paramState) == word {
			f.State = state
		}
	}
	return f
}

// query is the filter as an address has it.
func (f Filter) query() url.Values {
	out := url.Values{}
	put := func(name, value string) {
		if value != "" {
			out.Set(name, value)
		}
	}
	put(paramText, f.Query)
	put(paramPlace, f.Municipality)
	put(paramNeed, string(f.Need))
	put(paramGroup, string(f.Group))
	put(paramScheme, string(f.Scheme))
	put(paramLanguage, f.Language)
	put(paramAuthority, f.Authority)
	put(paramState, stateWords[f.State])
	if f.Free {
		put(paramFree, paramValueYes)
	}
	if f.Stale {
		put(paramStale, paramValueYes)
	}
	return out
}
