package accesslog

import "samsyn/internal/ref"

// The kinds of thing that this room names in the trail and in links.
const (
	ReviewKind    ref.Kind = "log-review"
	LineKind      ref.Kind = "reviewed-reading"
	EmergencyKind ref.Kind = "emergency-opening"
	WatchKind     ref.Kind = "watched-person"
	QuestionKind  ref.Kind = "reading-question" // a reviewed reading to whoever did it and is asked why
)

// Path is the page that leads to reviews and emergency openings.
const Path = "/loggkontroll"

// PathOf leads from one of the room's things to its page; empty when it has none.
func PathOf(thing ref.Ref) string {
	switch thing.Kind {
	case ReviewKind:
		return Path + "/kontroll/" + thing.ID
	case LineKind:
		return Path + "/lasning/" + thing.ID
	case QuestionKind:
		return Path + "/fraga/" + thing.ID
	case EmergencyKind:
		return Path + "/nodoppning/" + thing.ID
	}
	return ""
}
