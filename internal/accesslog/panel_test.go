package accesslog

import (
	"fmt"
	"slices"
	"testing"
)

// Each who has read stands once, by their latest; the person's own readings and what is older than the last few do not.
func TestTheLatestStandOnceEach(t *testing.T) {
	list := []Reading{{ID: "9", Name: "Anna"}, {ID: "8", Own: true}, {ID: "7", Name: "Bo"}, {ID: "6", Name: "Anna"}}
	for i := range latestShown {
		list = append(list, Reading{ID: fmt.Sprint("0", i), Name: fmt.Sprint("Cia ", i)})
	}
	var got []string
	for _, r := range firstOfEach(list) {
		got = append(got, r.ID)
	}
	if want := []string{"9", "7", "00", "01", "02", "03"}; !slices.Equal(got, want) {
		t.Errorf("shown %v, want %v", got, want)
	}
}
