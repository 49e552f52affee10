package contact

import (
	"context"
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/language"
)

// Route says where a question goes: from a municipality to the agency, or from the agency to the right board of a
// municipality, as its topic says. It tells a hole with what is missing, and fails only when the database does.
func Route(ctx context.Context, q db.Reader, a Ask) (Routing, error) {
	a.At = orNow(q, a.At)
	info, known := TopicOf(a.Topic)
	if !known {
		return Choose(a, "", nil, nil), nil
	}
	if wrong := direction(a, info); !wrong.IsZero() {
		return hole(wrong), nil
	}
	day := calendar.DateOf(a.At)
	m, err := directory.ByCode(ctx, q, a.Municipality, day)
	if err != nil {
		return Routing{}, err
	}
	authorities, err := receivers(ctx, q, a.Municipality, info.Direction, day)
	if err != nil {
		return Routing{}, err
	}
	branches, err := directory.Activities(ctx, q, authorities...)
	if err != nil {
		return Routing{}, err
	}
	all, err := candidates(ctx, q, a, authorities, branches)
	if err != nil {
		return Routing{}, err
	}
	return Choose(a, m.OfficialName, heldBy(authorities, branches, day), all), nil
}

// direction says what is wrong when an authority asks what is for itself to answer.
func direction(a Ask, info TopicInfo) language.Text {
	switch {
	case a.From == directory.PES && info.Direction == ToAgency:
		return language.T("Den frågan ställs till Arbetsförmedlingen, inte av den.", "That question is asked of the employment agency, not by it.")
	case a.From != "" && a.From != directory.PES && info.Direction == ToMunicipality:
		return language.T("Den frågan ställs av Arbetsförmedlingen till en kommun.", "That question is asked of a municipality by the employment agency.")
	}
	return language.Text{}
}

// heldBy gives the areas that any of the authorities has.
func heldBy(authorities []string, branches []directory.Activity, day calendar.Date) (out []directory.BranchArea) {
	for _, id := range authorities {
		out = append(out, directory.AreasAmong(branches, id, "", day)...)
	}
	return out
}

// receivers are whoever may have the answer: the agency, or the boards that serve the municipality.
func receivers(ctx context.Context, q db.Reader, code string, d Direction, day calendar.Date) ([]string, error) {
	if d == ToAgency {
		return []string{directory.PES}, nil
	}
	boards, err := directory.Boards(ctx, q, code, day)
	if err != nil {
		return nil, err
	}
	shared, err := sharedInto(ctx, q, code)
	for _, b := range boards {
		shared = append(shared, b.ID)
	}
	slices.Sort(shared)
	shared = slices.DeleteFunc(slices.Compact(shared), func(id string) bool { return id == directory.PES })
	return shared, err
}

// candidates are the receivers' paths for the municipality, with what the choice must know of the authorities behind them.
// Of a board of another municipality only what names this one counts.
func candidates(ctx context.Context, q db.Reader, a Ask, authorities []string, branches []directory.Activity) ([]Candidate, error) {
	paths, err := serving(ctx, q, authorities, a.Municipality)
	if err != nil {
		return nil, err
	}
	day := calendar.DateOf(a.At)
	named, err := directory.Authorities(ctx, q, authorities, day)
	var out []Candidate
	for _, p := range paths {
		at := named[p.Authority]
		if len(p.Areas) == 0 && at.Class == directory.Board && at.MunicipalityCode != a.Municipality {
			continue
		}
		out = append(out, Candidate{Path: p, Title: at.Title(), Branches: directory.AreasAmong(branches, p.Authority, p.Unit, day)})
	}
	return out, err
}
