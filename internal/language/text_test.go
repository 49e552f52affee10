package language

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

type shouted string

func (s shouted) String() string { return string(s) + "!" }

type itself struct{}

func (itself) String() string           { return "itself" }
func (itself) AppendTo(b []byte) []byte { return append(b, "itself"...) }

// Whatever is filled into whatever pattern, it reads as fmt has it.
func TestWithIsAsFmtHasIt(t *testing.T) {
	parts := []string{"%s", "%d", "%%", "%q", "%v", "%5d", "%-3s|", "%[1]s", "%.1f", "%", "% ", "dag ", "", "å"}
	values := []any{"text", "", 7, -3, int64(1 << 40), 1.5, nil, T("dag", "day"), shouted("x"), itself{}, errorText{}, true, int8(3)}
	rapid.Check(t, func(t *rapid.T) {
		pattern := ""
		for range rapid.IntRange(0, 5).Draw(t, "parts") {
			pattern += rapid.SampledFrom(parts).Draw(t, "part")
		}
		var args []any
		for range rapid.IntRange(0, 4).Draw(t, "args") {
			args = append(args, rapid.SampledFrom(values).Draw(t, "arg"))
		}
		said := make([]any, len(args))
		for _, l := range []Lang{Swedish, English} {
			for i, a := range args {
				if said[i] = a; a == any(T("dag", "day")) {
					said[i] = a.(Text).In(l)
				}
			}
			if got, want := Same(pattern).With(args...).In(l), fmt.Sprintf(pattern, said...); got != want {
				t.Fatalf("%q with %v is %q and not %q", pattern, args, got, want)
			}
		}
	})
}

type errorText struct{}

func (errorText) Error() string { return "wrong" }
