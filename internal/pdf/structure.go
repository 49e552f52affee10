package pdf

import (
	"fmt"
	"strings"
)

// structure writes the structure tree and its parent tree, and gives pages and links their object numbers.
func (w *writer) structure(f *flow) int {
	root := w.reserve()
	f.root.walk(func(e *element) { e.object = w.reserve() })
	for _, p := range f.pages {
		p.object = w.reserve()
	}
	key := len(f.pages)
	for _, p := range f.pages {
		for _, n := range p.notes {
			n.object, n.key = w.reserve(), key
			key++
		}
	}
	f.root.walk(func(e *element) { w.put(e.object, e.body(root)) })
	parents := w.add("<</Nums [" + parentNumbers(f) + "]>>")
	w.put(root, fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>",
		f.root.object, parents, key))
	return root
}

// parentNumbers says for each page which element each of its marks belongs to, and then for each link.
func parentNumbers(f *flow) string {
	var b strings.Builder
	for i, p := range f.pages {
		fmt.Fprintf(&b, "%d [", i)
		for _, e := range p.marks {
			fmt.Fprintf(&b, "%d 0 R ", e.object)
		}
		b.WriteString("] ")
	}
	for _, p := range f.pages {
		for _, n := range p.notes {
			fmt.Fprintf(&b, "%d %d 0 R ", n.key, n.element.object)
		}
	}
	return b.String()
}

// body writes an element; root is the object of the tree's root.
func (e *element) body(root int) string {
	parent := root
	if e.parent != nil {
		parent = e.parent.object
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type /StructElem /S /%s /P %d 0 R", e.role, parent)
	if e.attrs != "" {
		b.WriteString(" /A " + e.attrs)
	}
	if e.alt != "" {
		b.WriteString(" /Alt " + textString(e.alt))
	}
	if e.actual != "" {
		b.WriteString(" /ActualText " + utf16Hex(e.actual))
	}
	own := e.firstPage()
	if own != nil {
		fmt.Fprintf(&b, " /Pg %d 0 R", own.object)
	}
	b.WriteString(" /K [")
	for _, k := range e.kids {
		b.WriteString(k.reference(own) + " ")
	}
	b.WriteString("]>>")
	return b.String()
}

// firstPage is the page of the element's first own content; nil when it has none.
func (e *element) firstPage() *page {
	for _, k := range e.kids {
		if k.page != nil {
			return k.page
		}
	}
	return nil
}

// reference writes one child: an element, an annotation, or a mark on the element's own page or another.
func (k kid) reference(own *page) string {
	switch {
	case k.element != nil:
		return fmt.Sprintf("%d 0 R", k.element.object)
	case k.note != nil:
		return fmt.Sprintf("<</Type /OBJR /Obj %d 0 R /Pg %d 0 R>>", k.note.object, k.page.object)
	case k.page == own:
		return fmt.Sprint(k.mark)
	}
	return fmt.Sprintf("<</Type /MCR /Pg %d 0 R /MCID %d>>", k.page.object, k.mark)
}
