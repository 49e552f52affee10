package signing

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
)

// inTime gives the slots in the order in which they were signed.
func inTime(slots []Slot) []Slot {
	out := slices.Clone(slots)
	slices.SortStableFunc(out, func(a, b Slot) int { return a.At.Compare(b.At.Time) })
	return out
}

// signing are the authorities that sign, on a day, by id.
func signing(ctx context.Context, q db.Reader, r Round) (map[string]directory.Authority, error) {
	var ids []string
	for _, s := range r.Slots {
		ids = append(ids, s.Authority)
	}
	slices.Sort(ids)
	return directory.Authorities(ctx, q, slices.Compact(ids), today(q))
}

// partyNames gives the name of each authority that signs.
func partyNames(ctx context.Context, q db.Reader, r Round) (map[string]string, error) {
	found, err := signing(ctx, q, r)
	names := map[string]string{}
	for id, a := range found {
		names[id] = a.Title()
	}
	return names, err
}

// title is what the agreement is called: after its municipalities.
func (s *Service) title(ctx context.Context, q db.Reader, r Round) (language.Text, error) {
	found, err := signing(ctx, q, r)
	if err != nil {
		return language.Text{}, err
	}
	var codes []string
	for _, a := range found {
		if a.MunicipalityCode != "" {
			codes = append(codes, a.MunicipalityCode)
		}
	}
	slices.Sort(codes)
	places, err := directory.Named(ctx, q, slices.Compact(codes), today(q))
	var names []string
	for _, m := range places {
		names = append(names, m.OfficialName)
	}
	return language.T("Samverkan mellan %s och Arbetsförmedlingen", "Collaboration between %s and the employment agency").With(strings.Join(names, ", ")), err
}
