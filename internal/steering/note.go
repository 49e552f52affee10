package steering

import (
	"slices"

	"samsyn/internal/calendar"
)

// notedGroup is what the trail says of a group; its members' names stand in the room's own rows only.
type notedGroup struct {
	Fields []string      `json:"fields,omitempty"` // what changed; empty for a new one
	Kind   Kind          `json:"group_kind"`
	Name   string        `json:"name"`
	From   calendar.Date `json:"from"`
	To     calendar.Date `json:"to"`
}

func noteGroup(before, after Group) notedGroup {
	n := notedGroup{Kind: after.Kind, Name: after.Name, From: after.From, To: after.To}
	if before.ID == "" {
		return n
	}
	for field, differs := range map[string]bool{"name": before.Name != after.Name, "from": before.From != after.From, "to": before.To != after.To, "task": before.Task != after.Task, "group_kind": before.Kind != after.Kind} {
		if differs {
			n.Fields = append(n.Fields, field)
		}
	}
	slices.Sort(n.Fields)
	return n
}

type notedMember struct {
	What      string        `json:"step"`
	Member    string        `json:"member"`
	Authority string        `json:"authority"`
	Part      Part          `json:"part"`
	From      calendar.Date `json:"from"`
	To        calendar.Date `json:"to"`
}

// notedMeeting is what the trail says of a meeting. The minutes and the reasons stand in the room's own rows, since they
// may name staff.
type notedMeeting struct {
	What string        `json:"step"`
	Day  calendar.Date `json:"day"`
	No   int64         `json:"version,omitempty"` // of the minutes
	Late bool          `json:"late,omitempty"`
}

type notedDecision struct {
	What     string        `json:"step"`
	Decision string        `json:"decision"` // its id
	Owner    string        `json:"authority"`
	Due      calendar.Date `json:"due"`
	No       int64         `json:"version,omitempty"` // of the minutes that the decision came to
}

type notedYear struct {
	What string        `json:"step"`
	Due  calendar.Date `json:"due"`
}

type notedReview struct {
	What       string        `json:"step"`
	Review     string        `json:"review"`
	Day        calendar.Date `json:"day"`
	Conclusion Conclusion    `json:"conclusion"`
	Next       calendar.Date `json:"next"`
}
