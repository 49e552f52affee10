package law

import "testing"

func TestDutiesOfABreachHoldFromTheirDay(t *testing.T) {
	checkTable(t, BreachDuties())
	for id, hours := range map[BreachDutyID]int{BreachToSupervisor: 72, BreachToPersons: 0, BreachToParty: 24} {
		d, ok := BreachDutyOn(id, day("2026-03-02"))
		if !ok || d.Hours != hours || !d.Standing.Confirm() || d.Standing.Ask.IsZero() {
			t.Errorf("%s: %+v", id, d)
		}
		if _, ok := BreachDutyOn(id, day("2018-05-24")); ok {
			t.Errorf("%s holds before the regulation applied", id)
		}
		if _, ok := BreachDutyOn(id, day("2018-05-25")); !ok {
			t.Errorf("%s does not hold on its first day", id)
		}
	}
	if _, ok := BreachDutyOn("whim", day("2026-03-02")); ok {
		t.Error("an unknown duty holds")
	}
	BreachDuties()[0].ID = ""
	checkTable(t, BreachDuties())
}
