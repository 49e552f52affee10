package signin

import (
	"encoding/json"
	"slices"
	"strings"

	"samsyn/internal/identity"
)

// affiliation is the claim orgAffiliation, "<uid>@<organisation number>", as one text or as a list of them.
type affiliation []string

// UnmarshalJSON takes both forms.
func (a *affiliation) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*a = affiliation{one}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(a))
}

// organisations gives the numbers that affiliations name. One that cannot be read is left out.
func organisations(all []string) (out []identity.OrganisationNumber) {
	for _, each := range all {
		at := strings.LastIndexByte(each, '@')
		if at < 1 {
			continue
		}
		n, err := identity.ParseOrganisation(each[at+1:])
		if err == nil && !n.IsZero() && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
