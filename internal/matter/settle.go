package matter

import (
	"samsyn/internal/calendar"
	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// settle puts what each side is to do next in step with the matter, for lists.
func (w *Work) settle() {
	for _, d := range w.Desks {
		d.Due, d.What = db.Time{}, Nothing
		if w.Matter.State == Closed || !d.LeftAt.IsZero() {
			if d.Box == Live {
				d.Box, d.Order = Over, db.At(w.Tx.Now())
			}
			continue
		}
		d.Box = Live
		d.What, d.Due = w.next(d)
		switch {
		case !d.Due.IsZero():
			d.Order = d.Due
		default:
			d.Order = db.At(calendar.NewDate(9999, 12, 31).Start())
		}
	}
}

// next is what a side is to do, and by when.
func (w *Work) next(d *Desk) (Wait, db.Time) {
	a := w.mine(d.Authority)
	switch {
	case d.Account == "":
		return ToTake, db.At(w.Tx.Now())
	case !d.StoppedAt.IsZero():
		return ToGround, d.StoppedAt
	case !w.Matter.StillSince.IsZero() && (a == nil || a.GivenAt.IsZero()):
		return Nothing, db.Time{}
	case a == nil:
		return ToStart, w.by(usualStart)
	case a.GivenAt.IsZero():
		return ToJudge, w.by(usualComplete)
	}
	return Nothing, db.Time{}
}

// by is so many working days after the present round was asked for, and the working time that it has stood still.
func (w *Work) by(days int) db.Time {
	c, err := clock.Read([]clock.Event{{Kind: clock.Sent, At: w.asked().Time, Holder: "matter", Terms: clock.Office(days, language.Text{})}})
	if err != nil {
		return db.Time{}
	}
	later, _ := calendar.OfficeHours().AddMinutes(c.Original(), int(w.Matter.Stood))
	return db.At(later)
}
