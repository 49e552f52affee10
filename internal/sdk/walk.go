package sdk

import (
	"slices"
	"strings"
	"unicode/utf8"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// walker goes through a file's elements and keeps every problem that it meets, so that all are told at once.
type walker struct {
	space    string
	problems []fault.Problem
}

func (w *walker) problem(path string, t language.Text) {
	w.problems = append(w.problems, fault.Field(path, t))
}

// err is what was met, or nil.
func (w *walker) err() error {
	if len(w.problems) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, language.T("Filen följer inte formatet.", "The file does not keep to the format."), w.problems...)
}

// holds checks that an element holds no other children than those named, each in the namespace, that it has no text of
// its own and is not empty.
func (w *walker) holds(n *node, names ...string) {
	t := language.T
	if strings.TrimSpace(n.text) != "" {
		w.problem(n.path, t("Här står text där det ska vara element.", "Here is text where elements belong."))
	}
	if len(n.kids) == 0 {
		w.problem(n.path, t("Elementet är tomt. Tomma element är inte tillåtna.", "The element is empty. Empty elements are not allowed."))
	}
	for _, k := range n.kids {
		switch {
		case !slices.Contains(names, k.name.Local):
			w.problem(k.path, t("Elementet hör inte hemma här.", "The element does not belong here."))
		case k.name.Space != w.space:
			w.problem(k.path, t("Elementet har fel namnrymd.", "The element is in the wrong namespace."))
		}
	}
	w.bare(n)
}

// bare checks that an element has no attributes.
func (w *walker) bare(n *node) {
	if len(n.attrs) > 0 {
		w.problem(n.path, language.T("Elementet har attribut som formatet inte känner.", "The element has attributes that the format does not know."))
	}
}

func (n *node) all(name string) (list []*node) {
	for _, k := range n.kids {
		if k.name.Local == name {
			list = append(list, k)
		}
	}
	return list
}

// one gives the child of a name; nil when there is none, which is a problem when it must be there, as a second one is.
func (w *walker) one(n *node, name string, must bool) *node {
	t := language.T
	list := n.all(name)
	switch {
	case len(list) > 1:
		w.problem(list[1].path, t("Elementet får bara finnas en gång.", "The element may occur only once."))
	case len(list) == 0 && must:
		w.problem(n.path+"/"+name, t("Elementet saknas.", "The element is missing."))
	}
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// text gives what stands in the child of a name; nothing when there is none.
func (w *walker) text(n *node, name string, must bool) string {
	k := w.one(n, name, must)
	if k == nil {
		return ""
	}
	return w.leaf(k)
}

// leaf gives what stands in an element without children.
func (w *walker) leaf(n *node) string {
	t := language.T
	w.bare(n)
	if len(n.kids) > 0 {
		w.problem(n.path, t("Här står element där det ska vara text.", "Here are elements where text belongs."))
	}
	if strings.TrimSpace(n.text) == "" {
		w.problem(n.path, t("Elementet är tomt. Tomma element är inte tillåtna.", "The element is empty. Empty elements are not allowed."))
	}
	return n.text
}

// label gives a label of at most MaxLabel characters.
func (w *walker) label(n *node, must bool) string {
	s := w.text(n, "label", must)
	if utf8.RuneCountInString(s) > MaxLabel {
		w.problem(n.path+"/label", language.T("Texten är längre än %d tecken.", "The text is longer than %d characters.").With(MaxLabel))
	}
	return s
}
