package contact

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Service is the use cases of the room.
type Service struct {
	Trail *audit.Trail
	// Under counts what is under way through a path, for the preview of a hand-over; nil counts nothing.
	Under func(ctx context.Context, q db.Reader, path string) (int, error)
}

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail} }

// invalid is the fault of what cannot be saved as it stands; nil when nothing is wrong.
func invalid(problems []fault.Problem) error {
	if len(problems) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, putRight, problems...)
}

func refuse(field string, text language.Text) error {
	return invalid([]fault.Problem{fault.Field(field, text)})
}

func changed(n int64, err error) error {
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, changedMeanwhile)
	}
	return err
}

var (
	putRight         = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")
	changedMeanwhile = language.T("Någon annan ändrade samtidigt. Öppna sidan på nytt och gör om din ändring.", "Somebody else made a change at the same time. Open the page again and redo yours.")
	alreadyEnded     = language.T("Kontaktvägen har upphört. Lägg till en ny i stället.", "The contact path has ended. Add a new one instead.")
)
