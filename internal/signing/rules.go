package signing

import (
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Signature is what somebody brings when they sign.
type Signature struct {
	Account string // who signs
	Digest  string // of the text that they read
}

// MaySign tells what stands in the way of a signature in a slot; nil when nothing does. today is the day of the act.
func (r Round) MaySign(s Slot, with Signature, today calendar.Date) error {
	t := language.T
	switch {
	case r.State != Open:
		return r.Over()
	case with.Digest != r.Digest:
		return fault.New(fault.Conflict, t("Texten är en annan än den som ska undertecknas. Läs den text som gäller och underteckna den.",
			"The text is another than the one to be signed. Read the text that holds and sign that."))
	case s.State == Signed:
		return fault.New(fault.Conflict, t("Underskriften finns redan.", "The signature is already there."))
	case s.Account == "" || s.Account != with.Account:
		return fault.New(fault.Denied, t("Någon annan ska underteckna här.", "Somebody else is to sign here."))
	case s.Group != r.Step():
		return fault.New(fault.Conflict, t("Det är inte din tur än: %s undertecknar först.", "It is not your turn yet: %s sign first.").With(names(r.Due())))
	}
	return s.Delegation().Check(today)
}

// Over is the fault that tells why a round that is not open can no longer be acted in.
func (r Round) Over() error {
	t := language.T
	switch r.State {
	case Completed:
		return fault.New(fault.Conflict, t("Alla har undertecknat. Överenskommelsen är klar.", "Everybody has signed. The agreement is concluded."))
	case Refused:
		return fault.New(fault.Conflict, t("Någon har sagt nej till version %d, så den kan inte undertecknas. Skäl: %s", "Somebody has refused version %d, so it cannot be signed. Reason: %s").With(r.Text, r.Reason))
	case Withdrawn:
		return fault.New(fault.Conflict, t("Version %d har dragits tillbaka och kan inte undertecknas. Skäl: %s", "Version %d has been withdrawn and cannot be signed. Reason: %s").With(r.Text, r.Reason))
	}
	return nil
}

// Check tells what a delegation lacks; nil when it is whole (K29.1 of the clause library).
func (d Delegation) Check(today calendar.Date) error {
	t := language.T
	var problems []fault.Problem
	need := func(field, value string, text language.Text) {
		if strings.TrimSpace(value) == "" {
			problems = append(problems, fault.Field(field, text))
		}
	}
	need("decision", d.Decision, t("Ange beslutet, till exempel AMN § 88.", "Give the decision, such as AMN § 88."))
	need("ground", d.Ground, t("Ange punkten i delegationsordningen.", "Give the point in the order of delegation."))
	need("registry_number", d.RegistryNumber, t("Ange diarienumret.", "Give the registry number."))
	switch {
	case d.Decided.IsZero():
		problems = append(problems, fault.Field("decided_on", t("Ange beslutets datum.", "Give the date of the decision.")))
	case d.Decided.After(today):
		problems = append(problems, fault.Field("decided_on", t("Beslutet kan inte vara fattat efter i dag.", "The decision cannot be later than today.")))
	}
	if len(problems) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, t("Delegationen är inte fullständig. Underskriften kräver beslut, datum, grund och diarienummer.",
		"The delegation is not complete. A signature needs the decision, its date, its ground and the registry number."), problems...)
}

// reminderDays are after how many working days of waiting a signatory is reminded; after the last one it stops.
func reminderDays() []int { return []int{2, 5, 10} }

// ReminderDue tells which reminder is due for somebody who has waited since a day; 0 when none is. given is the last one
// given, in working days; a reminder that was missed is not given afterwards, only the latest.
func ReminderDue(since, today calendar.Date, given int) int {
	waited := calendar.WorkingDaysBetween(since, today)
	due := 0
	for _, d := range reminderDays() {
		if waited >= d && d > given {
			due = d
		}
	}
	return due
}

func names(slots []Slot) string {
	var all []string
	for _, s := range slots {
		all = append(all, s.Name)
	}
	return strings.Join(all, ", ")
}
