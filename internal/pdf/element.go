package pdf

// element is a node of the structure tree: what a piece of the document is, for a reader by ear and for machines.
type element struct {
	role   string // standard structure type: P, H1, TD …
	attrs  string // attribute dictionaries, written; empty when none
	alt    string // text alternative of a figure
	actual string // what is drawn stands for this text
	kids   []kid
	parent *element
	object int // object number, given when the file is assembled
}

// kid is one child of an element: another element, a piece of marked content on a page, or an annotation.
type kid struct {
	element *element
	page    *page
	mark    int   // marked-content id on the page
	note    *note // annotation on the page; nil when the child is content
}

// child makes an element under e.
func (e *element) child(role string) *element {
	c := &element{role: role, parent: e}
	e.kids = append(e.kids, kid{element: c})
	return c
}

// under gives the element of a link, made under e when the first piece of the link is drawn.
func (t *target) under(e *element) *element {
	if t.element == nil {
		t.element = e.child("Link")
	}
	return t.element
}

// note is a link annotation on a page.
type note struct {
	rect    [4]float64
	target  *target
	element *element
	object  int
	key     int // key in the parent tree
}

// walk visits an element and all under it, parents first.
func (e *element) walk(visit func(*element)) {
	visit(e)
	for _, k := range e.kids {
		if k.element != nil {
			k.element.walk(visit)
		}
	}
}
