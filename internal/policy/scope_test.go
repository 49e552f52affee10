package policy_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"samsyn/internal/policy"
)

// A program may do what the public may, and of what its role may that which its scopes name: never more.
func TestScopesOnlyTakeAway(t *testing.T) {
	var scopes []policy.Scope
	for _, s := range policy.Scopes() {
		scopes = append(scopes, s.Scope)
	}
	var roles []policy.Role
	for _, r := range policy.Roles() {
		if r.Assignable() {
			roles = append(roles, r.Role)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		role := rapid.SampledFrom(roles).Draw(t, "role")
		given := rapid.SliceOf(rapid.SampledFrom(scopes)).Draw(t, "scopes")
		person := policy.Actor{ID: "p", Authority: "af", Roles: []policy.Role{role}}
		program := person
		program.Program, program.Scopes = true, given
		for _, line := range policy.Matrix() {
			public, may := policy.May(policy.Public(), line.Action), policy.May(program, line.Action)
			named := false
			for _, s := range given {
				subject, _, _ := strings.Cut(string(s), ":")
				named = named || strings.HasPrefix(string(line.Action), subject+".")
			}
			switch {
			case public && !may:
				t.Fatalf("%s is open, but not to a program", line.Action)
			case may && !policy.May(person, line.Action):
				t.Fatalf("%s is opened by a scope alone", line.Action)
			case may && !public && !named:
				t.Fatalf("%s is done without a scope that names it", line.Action)
			}
		}
	})
}

func TestReadingIsNotWriting(t *testing.T) {
	a := policy.Actor{ID: "client:1", Authority: "af", Roles: []policy.Role{policy.Coordinator}, Program: true, Scopes: []policy.Scope{"agreement:read"}}
	if !policy.May(a, policy.ReadScan) || policy.May(a, policy.RegisterAgreement) {
		t.Error("agreement:read does not mean reading")
	}
	a.Scopes = []policy.Scope{"agreement:write"}
	if policy.May(a, policy.ReadScan) || !policy.May(a, policy.RegisterAgreement) {
		t.Error("agreement:write does not mean writing")
	}
	if said := policy.Refusal(a, policy.ReadScan).Text.En; !strings.Contains(said, "agreement:read") {
		t.Errorf("the refusal does not name the scope: %s", said)
	}
	a.Program = false
	if said := policy.Refusal(a, policy.ReadScan).Text.En; strings.Contains(said, "agreement:read") {
		t.Errorf("a person is told of a scope: %s", said)
	}
}

// Whoever may read of persons opens none in an emergency: a key is given that by itself.
func TestAnEmergencyIsAScopeOfItsOwn(t *testing.T) {
	a := policy.Actor{ID: "client:1", Authority: "af", Roles: []policy.Role{policy.EmploymentOfficer}, Program: true, Scopes: []policy.Scope{"person:read", "person:write"}}
	if !policy.May(a, policy.ReadPerson) || policy.May(a, policy.OpenPerson) {
		t.Error("a key that reads of persons opens them in an emergency, or does not read")
	}
	if said := policy.Refusal(a, policy.OpenPerson).Text.En; !strings.Contains(said, "person:emergency") {
		t.Errorf("the refusal does not name the scope: %s", said)
	}
	if a.Scopes = []policy.Scope{"person:emergency"}; !policy.May(a, policy.OpenPerson) || policy.May(a, policy.ReadPerson) {
		t.Error("person:emergency does not mean opening in an emergency alone")
	}
}

// What is personal is for persons: no key manages accounts, reads the trail or makes keys.
func TestNoScopeReachesWhatIsPersonal(t *testing.T) {
	for _, s := range policy.Scopes() {
		subject, verb, _ := strings.Cut(string(s.Scope), ":")
		if !slices.Contains([]string{"read", "write", "emergency"}, verb) || len(s.Says) == 0 {
			t.Errorf("%+v", s)
		}
		switch subject {
		case "account", "session", "signin", "apiclient", "trail", "home":
			t.Errorf("a key can be given %s", s.Scope)
		}
	}
}
