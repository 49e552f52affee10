package template

import (
	"context"

	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// PublishSecond publishes a next version in which the texts of three clauses are changed, as the two template leads do
// it: one begins, writes and approves, the other approves and publishes. It is for tests and demonstrations of what a
// new version leads to.
func PublishSecond(ctx context.Context, s *Service, first, second policy.Actor) error {
	v, err := s.Begin(ctx, first)
	if err != nil {
		return err
	}
	edits := []Edit{SetNote(language.T("Tydligare i tre paragrafer (Demo).", "Clearer in three clauses (Demo)."))}
	for _, c := range v.Doc.Clauses[:min(3, len(v.Doc.Clauses))] {
		edits = append(edits, SetClause(c.ID, clearer(c)))
	}
	for _, e := range edits {
		if v, _, err = s.Change(ctx, first, v.Row, e); err != nil {
			return err
		}
	}
	for _, actor := range []policy.Actor{first, second} {
		if _, err := s.Approve(ctx, actor, v.Digest); err != nil {
			return err
		}
	}
	_, err = s.Publish(ctx, second, v.Row)
	return err
}

func clearer(c clause.Clause) ClauseText {
	return ClauseText{Heading: c.Heading, Text: language.T(c.Text.Sv+"\n\nParterna följer upp detta varje år.", c.Text.En+"\n\nThe parties follow this up every year.")}
}
