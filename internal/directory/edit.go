package directory

import (
	"errors"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Edit is a change of details: which state of the thing it was made from, from which day it holds, and whether it
// corrects what was wrong all the time instead.
type Edit struct {
	Version int64         `json:"-"`       // of the thing when it was read; another since then is a conflict
	From    calendar.Date `json:"from"`    // the first day of the change; of a correction, a day in the version to put right
	Correct bool          `json:"correct"` // puts right the version that From falls in, from its own first day
}

// revise makes the history that an edit asks for. Everything wrong is told at once: with the details, and with the day.
func revise[D comparable](h History[D], e Edit, d D, check func(*problems)) (History[D], error) {
	var p problems
	check(&p)
	from := e.From
	if e.Correct {
		from = h.Nearest(from).From
	} else if from.IsZero() {
		p.add("from", needFrom)
		return nil, p.fault()
	}
	out, err := h.Change(from, d)
	return out, p.with(err)
}

// changed is what the trail says of a change of details.
type changed[D any] struct {
	Edit Edit `json:"edit"`
	To   D    `json:"to"`
}

// with puts a fault's own problems after these. Any other error stands alone.
func (p problems) with(err error) error {
	var f *fault.Fault
	switch {
	case err == nil:
		return p.fault()
	case len(p) > 0 && errors.As(err, &f) && f.Kind == fault.Invalid:
		return append(p, f.Problems...).fault()
	}
	return err
}

var needFrom = language.T("Skriv den första dag som ändringen gäller.", "Enter the first day on which the change holds.")
