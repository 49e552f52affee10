package ui

// variant is the design system's name for the kind.
func (b Button) variant() string {
	switch b.Kind {
	case Secondary, Quiet:
		return string(b.Kind)
	default:
		return "primary"
	}
}

func (b Button) color() string {
	if b.Kind == Danger {
		return "danger"
	}
	return "accent"
}
