package apptest_test

import (
	"testing"

	"samsyn/internal/apptest"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

var engines = []db.Dialect{db.SQLite, db.Postgres}

func TestHouseOpensOnBothEngines(t *testing.T) {
	for _, dialect := range engines {
		t.Run(string(dialect), func(t *testing.T) {
			h := apptest.House(t, dialect)
			anna := h.As(cast.Anna)
			anna.Get("/kommun/2085").Must(apptest.See("Ludvika", "Anna Sundin"))
			anna.In(language.English).Get("/kommuner").Must(apptest.See("Sign out"), apptest.NotSee("Logga ut"))
			h.Public().Get("/sok?q=ludvika").Must(apptest.At("/kommun/2085"), apptest.NotSee("Anna Sundin"))
		})
	}
}

func TestHousesAreApart(t *testing.T) {
	one, other := apptest.House(t, db.SQLite), apptest.House(t, db.SQLite)
	one.Hire("ny.person", one.AuthorityAt(cast.LudvikaWork), "coordinator")
	if _, err := other.Accounts.ByUserName(t.Context(), "ny.person"); err == nil {
		t.Error("what one house was told stands in the other")
	}
}
