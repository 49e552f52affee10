package enquiry

import (
	"testing"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/language"
)

// TestDial: a list's clocks, remembered from row to row, say what each question's own clock says.
func TestDial(t *testing.T) {
	now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
	for _, lang := range []language.Lang{language.Swedish, language.English} {
		d := dial{now: now, lang: lang}
		for _, hours := range []int{-400, -30, -1, -1, 0, 1, 1, 5, 30, 30, 400} {
			for _, state := range []State{Open, Open, Draft, Paused, Done, Closed, Open} {
				for _, parted := range []bool{false, false, true} {
					e := Enquiry{State: state, Parted: parted, Due: db.At(now.Add(time.Duration(hours) * time.Hour)), CreatedAt: db.At(now.AddDate(0, 0, -20)), SentAt: db.At(now.AddDate(0, 0, -20)), AnsweredAt: db.At(now.AddDate(0, 0, -1))}
					if said, own := d.of(&e), clockOf(e, now, lang); said != own {
						t.Errorf("%s, %d hours, parted %v: the list says %+v, the question %+v", state, hours, parted, said, own)
					}
				}
			}
		}
	}
}
