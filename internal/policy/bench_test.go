package policy_test

import (
	"context"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

func benched() (policy.Actor, ref.Ref) {
	a := policy.Actor{ID: "x", Authority: "af", Unit: "z", Roles: []policy.Role{policy.EmploymentOfficer}}
	return a, ref.To("enquiry", "none")
}

func BenchmarkCheck(b *testing.B) {
	d := dbtest.Open(b, db.SQLite)
	a, thing := benched()
	b.ReportAllocs()
	for b.Loop() {
		_ = policy.Check(context.Background(), d, a, policy.AnswerEnquiry, thing)
	}
}

// BenchmarkCan asks about eight actions at once.
func BenchmarkCan(b *testing.B) {
	d := dbtest.Open(b, db.SQLite)
	a, thing := benched()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := policy.Can(context.Background(), d, a, thing, policy.ReadEnquiry, policy.ReadEnquiryText, policy.OpenEnquiry, policy.TakeEnquiry, policy.TalkEnquiry,
			policy.AnswerEnquiry, policy.FollowEnquiry, policy.NoteEnquiry); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWhere writes the condition of a list.
func BenchmarkWhere(b *testing.B) {
	d := dbtest.Open(b, db.SQLite)
	a, _ := benched()
	b.ReportAllocs()
	for b.Loop() {
		var args []any
		policy.Where(d, a, policy.ListEnquiries, "s", &args)
	}
}
