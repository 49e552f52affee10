package clause

import "testing"

func TestWhatStandsInTheTemplatesPlace(t *testing.T) {
	d := Document{Deviations: []Deviation{{ID: "A1", On: "9", Kind: Replaces}, {ID: "A2", On: "9", Kind: Adds}, {ID: "A3", On: "K9.1", Kind: Omits}}}
	for id, reads := range map[string]bool{"9": false, "K9.1": false, "10": true} {
		if d.Reads(id) != reads {
			t.Errorf("%s reads %v, want %v", id, !reads, reads)
		}
	}
	if x := d.Instead("9"); len(x) != 1 || x[0].ID != "A1" {
		t.Errorf("instead of 9: %v", x)
	}
	if x := d.Besides("9"); len(x) != 1 || x[0].ID != "A2" {
		t.Errorf("besides 9: %v", x)
	}
	if x := d.Left("K9.1"); len(x) != 1 || x[0].ID != "A3" {
		t.Errorf("left out: %v", x)
	}
}
