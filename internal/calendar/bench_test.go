package calendar

import "testing"

func BenchmarkAddTenWorkingDays(b *testing.B) {
	d := day("2026-03-02")
	for b.Loop() {
		AddWorkingDays(d, 10)
	}
}

func BenchmarkMinutesOverTenDays(b *testing.B) {
	h, from, to := OfficeHours(), day("2026-03-02").At(9, 0), day("2026-03-12").At(9, 0)
	for b.Loop() {
		h.MinutesBetween(from, to)
	}
}
