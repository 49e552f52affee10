package db

import (
	"maps"
	"strings"
	"testing"
)

// A server is refused for each setting by which it would lose what it acknowledged, and one that hides them is taken but
// told of.
func TestServersThatWouldLoseWrites(t *testing.T) {
	sound := map[string]string{"synchronous_commit": "on", "synchronous_standby_names": "", "fsync": "on", "full_page_writes": "on", mayLose: ""}
	for _, c := range []struct{ name, setting, refused string }{
		{"synchronous_commit", "on", ""}, {"synchronous_commit", "remote_apply", ""}, {"synchronous_commit", "local", ""},
		{"synchronous_commit", "off", "synchronous_commit is off"}, {"fsync", "off", "fsync is off"}, {"full_page_writes", "off", "full_page_writes is off"},
	} {
		set := maps.Clone(sound)
		set[c.name] = c.setting
		if err := durable(set); (err != nil) != (c.refused != "") || err != nil && !strings.Contains(err.Error(), c.refused) {
			t.Errorf("%s = %s: %v", c.name, c.setting, err)
		}
		set[mayLose] = "on"
		if err := durable(set); (err != nil) != (c.refused != "" && c.name == "synchronous_commit") {
			t.Errorf("%s = %s on a server for tests: %v", c.name, c.setting, err)
		}
	}
	set := maps.Clone(sound)
	set["synchronous_commit"], set["synchronous_standby_names"] = "local", "*"
	if err := durable(set); err == nil || !strings.Contains(err.Error(), "standby") {
		t.Errorf("local with a standby: %v", err)
	}
	d := &DB{hidden: &hidden{}}
	if d.Unknown() != "" {
		t.Errorf("before anything is known: %s", d.Unknown())
	}
	d.hidden.remember(sound)
	if d.Unknown() != "" {
		t.Errorf("of a server that tells all: %s", d.Unknown())
	}
	delete(sound, "fsync")
	delete(sound, "full_page_writes")
	d.hidden.remember(sound)
	if err := durable(sound); err != nil || !strings.Contains(d.Unknown(), "fsync, full_page_writes") {
		t.Errorf("of one that hides two: %v, %q", err, d.Unknown())
	}
}
