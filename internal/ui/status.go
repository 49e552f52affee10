package ui

// Level is how good or bad something is. It always shows as shape, words and colour together.
type Level string

// The levels. The zero Level is Neutral.
const (
	Neutral Level = ""       // a dot: neither good nor bad
	Info    Level = "info"   // a circled i: worth knowing
	Good    Level = "good"   // a round tick: kept, valid, agreed
	Warn    Level = "warn"   // a triangle: at risk, due today
	Bad     Level = "bad"    // a square with a cross: broken, late
	Waiting Level = "clock"  // a clock: time is running, nothing is late
	Paused  Level = "paused" // two bars: the clock stands still
)

// Status is a state in words with its level.
type Status struct {
	Level Level
	Words string
}

// Clock is a clock in words: what is left or overdue, and the date and hour under it.
type Clock struct {
	Level Level  // Waiting, Warn (today), Bad (late), Paused, Good (met)
	Words string // "2 arbetsdagar kvar", "försenad 1 arbetsdag"
	When  string // "tis 29 dec kl. 16.30"
	At    string // the same instant as RFC 3339, for machines; optional
}

// color is the design system's name for the colours of a level.
func (l Level) color() string {
	switch l {
	case Good:
		return "success"
	case Warn:
		return "warning"
	case Bad:
		return "danger"
	case Info:
		return "info"
	default:
		return "neutral"
	}
}

func (l Level) class() string {
	if l == Neutral {
		return "s-neutral"
	}
	return "s-" + string(l)
}
