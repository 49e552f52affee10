package public

import (
	"bytes"
	"fmt"
	"strings"
)

// turtle writes the graph as Turtle 1.1.
func (g graph) turtle() []byte {
	var w bytes.Buffer
	for _, v := range vocabularies() {
		fmt.Fprintf(&w, "@prefix %s: <%s> .\n", v.prefix, v.address)
	}
	for _, n := range g {
		fmt.Fprintf(&w, "\n<%s> a %s", address(n.about), n.class)
		for _, s := range n.says {
			fmt.Fprintf(&w, " ;\n    %s %s", s.property, s.turtle())
		}
		w.WriteString(" .\n")
	}
	return w.Bytes()
}

func (s statement) turtle() string {
	if s.to != "" {
		return "<" + address(s.to) + ">"
	}
	quoted := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s.text) + `"`
	switch {
	case s.lang != "":
		return quoted + "@" + string(s.lang)
	case s.datatype != "":
		return quoted + "^^xsd:" + s.datatype
	}
	return quoted
}

// address keeps out of an address what Turtle does not take between < and >.
func address(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) {
			return -1
		}
		return r
	}, s)
}
