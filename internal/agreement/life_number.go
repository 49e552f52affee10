package agreement

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// NumberDays is within how many working days of the signing every party has entered its registry number (K27.1).
const NumberDays = 5

// NumberDue is the last day on which every party should have entered its registry number; zero when the day of signing
// is not known.
func (a Agreement) NumberDue() calendar.Date {
	if a.Signed.IsZero() {
		return a.Signed
	}
	return calendar.AddWorkingDays(a.Signed, NumberDays)
}

// Unnumbered are the parties on a day that have not entered their registry number.
func (a Agreement) Unnumbered(day calendar.Date) []Party {
	return slices.DeleteFunc(a.PartiesOn(day), func(p Party) bool { return p.RegistryNumber != "" })
}

// Number enters the registry number of the actor's own authority.
func (s *Service) Number(ctx context.Context, actor policy.Actor, id string, version int64, number string) (a Agreement, err error) {
	number = strings.TrimSpace(number)
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err = s.changeIn(ctx, tx, policy.NumberAgreement, id, version, func(_ *audit.Tx, a Agreement) (Agreement, error) {
			at := slices.IndexFunc(a.Parties, func(p Party) bool { return p.Authority == actor.Authority })
			switch {
			case at < 0:
				return a, fault.New(fault.Denied, notOwnParty)
			case number == "":
				return a, fault.New(fault.Invalid, putRight, fault.Field(fieldRegistry, needNumber))
			case utf8.RuneCountInString(number) > longRegistry:
				return a, fault.New(fault.Invalid, putRight, fault.Field(fieldRegistry, tooLong.With(longRegistry)))
			}
			a.Parties = slices.Clone(a.Parties)
			a.Parties[at].RegistryNumber = number
			return a, nil
		})
		return err
	})
	return a, err
}

var (
	notOwnParty = language.T("Din myndighet är inte part i överenskommelsen.", "Your authority is not a party to the agreement.")
	needNumber  = language.T("skriv ert diarienummer, till exempel AMN 2026/17", "enter your registry number, for example AMN 2026/17")
)
