package steering

import (
	"context"

	"samsyn/internal/policy"
)

// Groups gives the groups of an agreement to those who may read them.
func (s *Service) Groups(ctx context.Context, actor policy.Actor, agreementID string) ([]Group, error) {
	if _, err := s.reading(ctx, actor, policy.ReadGroups, agreementID); err != nil {
		return nil, err
	}
	return groupsOf(ctx, s.Trail.DB(), agreementID)
}

// Meetings gives the meetings of all groups of an agreement, in the order of their days.
func (s *Service) Meetings(ctx context.Context, actor policy.Actor, agreementID string) ([]Meeting, error) {
	if _, err := s.reading(ctx, actor, policy.ReadGroups, agreementID); err != nil {
		return nil, err
	}
	return meetingsUnder(ctx, s.Trail.DB(), agreementID)
}

// Reviews gives the reviews of an agreement, the latest first, without their answers.
func (s *Service) Reviews(ctx context.Context, actor policy.Actor, agreementID string) ([]Review, error) {
	if _, err := s.reading(ctx, actor, policy.ReadGroups, agreementID); err != nil {
		return nil, err
	}
	return reviewsOf(ctx, s.Trail.DB(), agreementID)
}

// Decisions gives the decisions under an agreement that the actor may read, the latest first: those of published
// minutes, and to those who keep the groups all of them.
func (s *Service) Decisions(ctx context.Context, actor policy.Actor, agreementID string) ([]Decision, error) {
	a, err := s.reading(ctx, actor, policy.ReadGroups, agreementID)
	if err != nil {
		return nil, err
	}
	all, err := decisionsOf(ctx, s.Trail.DB(), agreementID)
	if err != nil || policy.Check(ctx, s.Trail.DB(), actor, policy.AddGroup, a.Ref()) == nil {
		return all, err
	}
	meetings, err := meetingsUnder(ctx, s.Trail.DB(), agreementID)
	return ofPublished(all, meetings), err
}

// ofPublished are the decisions of meetings whose minutes are published.
func ofPublished(all []Decision, meetings []Meeting) (seen []Decision) {
	published := map[string]bool{}
	for _, m := range meetings {
		published[m.ID] = !m.Published.IsZero()
	}
	for _, d := range all {
		if published[d.Meeting] {
			seen = append(seen, d)
		}
	}
	return seen
}

// Meeting gives one meeting to those who may read it; minutes that are not published only to those who keep the meeting
// and its group's members.
func (s *Service) Meeting(ctx context.Context, actor policy.Actor, id string) (Meeting, error) {
	m, err := s.readMeeting(ctx, actor, id)
	if err != nil || !m.Published.IsZero() {
		return m, err
	}
	members, err := membersOf(ctx, s.Trail.DB(), m.Group)
	if !seesDraft(actor, policy.Check(ctx, s.Trail.DB(), actor, policy.RunMeeting, m.Ref()) == nil, members, today(s.Trail.DB())) {
		m.Text = ""
	}
	return m, err
}
