package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

const printed = "--- FAIL: TestX (0.01s)\nok  \tsamsyn/a\t90.000s\nok  \tsamsyn/b\t(cached)\n?   \tsamsyn/c\t[no test files]\n" +
	"FAIL\tsamsyn/d\t30.5s\nFAIL\tsamsyn/e [build failed]\nok  \tsamsyn/f\t0.5s [no tests to run]\nFAIL"

func TestTheSlowestAreToldAndAllIsPassedOn(t *testing.T) {
	var have tally
	var out bytes.Buffer
	if err := have.pass(strings.NewReader(printed), &out); err != nil || out.String() != printed {
		t.Errorf("%v, passed on %q", err, &out)
	}
	want := "\n3 packages took 2.0 minutes in all, beside each other; 1 were cached. The slowest:\n" +
		"   1.5 min  samsyn/a\n   0.5 min  samsyn/d\n   0.0 min  samsyn/f\nFAILED: samsyn/d, samsyn/e\n"
	if got := have.summary(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestTheExitCodeIsTheCommands(t *testing.T) {
	for code, args := range map[int][]string{0: {"sh", "-c", "exit 0"}, 3: {"sh", "-c", "exit 3"}, 1: {os.DevNull}, 2: nil} {
		if got := run(args); got != code {
			t.Errorf("%v ends with %d, want %d", args, got, code)
		}
	}
}
