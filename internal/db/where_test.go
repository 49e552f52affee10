package db_test

import (
	"reflect"
	"testing"

	"samsyn/internal/db"
)

func TestWhere(t *testing.T) {
	var w db.Where
	if w.String() != "TRUE" {
		t.Errorf("nothing is asked, and it says %q", w.String())
	}
	w.Add("a.state = $%d", "open")
	w.Equal("a.kind", "")
	w.Equal("a.place", "2085")
	w.When(true, "a.mine")
	w.When(false, "a.late")
	w.Add("a.text LIKE '50%'")
	w.Add("(a.x > $%[1]d OR a.x = $%[1]d AND a.id > $%[2]d)", 7, "z")
	if got, want := w.String(), "a.state = $1 AND a.place = $2 AND a.mine AND a.text LIKE '50%' AND (a.x > $3 OR a.x = $3 AND a.id > $4)"; got != want {
		t.Errorf("it says\n%s, not\n%s", got, want)
	}
	if want := []any{"open", "2085", 7, "z"}; !reflect.DeepEqual(w.Args, want) {
		t.Errorf("its arguments are %v, not %v", w.Args, want)
	}
}
