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

// shape is the inside of the level's icon.
func (l Level) shape() string {
	switch l {
	case Good:
		return `<circle class="s-shape" cx="8" cy="8" r="7.2"></circle> <path class="s-glyph" d="M4.6 8.3l2.3 2.3 4.5-4.9"></path>`
	case Warn:
		return `<path class="s-shape" d="M8 1.1 15.3 14.4H.7z"></path> <path class="s-glyph" d="M8 6v4M8 12v.6"></path>`
	case Bad:
		return `<rect class="s-shape" x="1" y="1" width="14" height="14" rx="1.6"></rect> <path class="s-glyph" d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6"></path>`
	case Waiting:
		return `<circle class="s-line" cx="8" cy="8" r="6.7"></circle> <path class="s-line" d="M8 4.2V8l2.6 1.7"></path>`
	case Paused:
		return `<path class="s-shape" d="M3.6 2.5h3v11h-3zM9.4 2.5h3v11h-3z"></path>`
	case Info:
		return `<circle class="s-shape" cx="8" cy="8" r="7.2"></circle> <path class="s-glyph" d="M8 7.2v4.4M8 4.2v.6"></path>`
	default:
		return `<circle class="s-line" cx="8" cy="8" r="5"></circle>`
	}
}
