package cast_test

import (
	"path/filepath"
	"testing"

	"samsyn/internal/account"
	"samsyn/internal/app"
	"samsyn/internal/cast"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/seal"
)

func TestARealDatabaseIsNotFilledWithTheInvented(t *testing.T) {
	keys, err := seal.New(nil)
	must(t, err)
	a, err := app.Open(t.Context(), app.Options{Database: filepath.Join(t.TempDir(), "real.db"), Keys: keys, Quick: true})
	must(t, err)
	defer func() { must(t, a.Close()) }()
	_, err = a.Accounts.Add(t.Context(), policy.Process("samsyn user"), account.Input{Authority: directory.PES, UserName: "kim.test", Name: "Kim Test (Demo)"})
	must(t, err)
	if err := cast.Fill(t.Context(), a, func(language.Text) {}); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a refusal", err)
	}
	people, _, err := a.Accounts.Demo(t.Context())
	must(t, err)
	if len(people) > 0 {
		t.Errorf("%d invented people are there", len(people))
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
