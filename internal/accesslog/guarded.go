package accesslog

import (
	"context"
	"slices"

	"samsyn/internal/db"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Guarded gives those of some things that are about somebody with a protected identity whom the actor is not named for: what
// the prohibitions of the thing itself keep from the actor, and those of the own authority's record that it is about. It is
// for whoever reviews the log, who sees that something was done and not about whom. A thing without a kind, as a filter by its
// id alone names it, is guarded if one of any kind is.
func (s *Service) Guarded(ctx context.Context, q db.Reader, actor policy.Actor, things []ref.Ref) (map[ref.Ref]bool, error) {
	kinds, unkind := append(s.guardedKinds(), person.PersonKind), []ref.Ref{}
	for _, thing := range slices.Clone(things) {
		if thing.Kind != "" {
			continue
		}
		unkind = append(unkind, thing)
		for _, kind := range kinds {
			things = append(things, ref.To(kind, thing.ID))
		}
	}
	ids, out := byKind(things), map[ref.Ref]bool{}
	records, err := s.recordsOf(ctx, q, actor.Authority, ids)
	if err != nil {
		return nil, err
	}
	for _, kind := range s.guardedKinds() {
		barred, err := barredOf(ctx, q, actor, kind, ids[kind])
		if err != nil {
			return nil, err
		}
		for id := range barred {
			out[ref.To(kind, id)] = true
		}
	}
	about := map[string]bool{}
	for _, record := range records {
		about[record] = true
	}
	barred, err := barredOf(ctx, q, actor, person.PersonKind, about)
	for thing, record := range records {
		if barred[record] {
			out[thing] = true
		}
	}
	for _, thing := range unkind {
		if slices.ContainsFunc(kinds, func(kind ref.Kind) bool { return out[ref.To(kind, thing.ID)] }) {
			out[thing] = true
		}
	}
	return out, err
}

// guardedKinds are the kinds of thing about persons, and what hangs on a record.
func (s *Service) guardedKinds() []ref.Kind {
	out := []ref.Kind{person.GroundKind, person.TaskRef}
	for _, a := range s.Abouts {
		out = append(out, a.Kind)
	}
	return out
}

func barredOf(ctx context.Context, q db.Reader, actor policy.Actor, kind ref.Kind, ids map[string]bool) (map[string]bool, error) {
	out := map[string]bool{}
	for part := range slices.Chunk(sorted(ids), atOnce) {
		barred, err := policy.Barred(ctx, q, actor, kind, part)
		if err != nil {
			return nil, err
		}
		for _, id := range barred {
			out[id] = true
		}
	}
	return out, nil
}
