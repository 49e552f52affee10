package pdf

import (
	"fmt"
	"strings"
)

// bookmark is a heading in the list beside the pages.
type bookmark struct {
	level int
	text  string
	page  *page
	y     float64
}

// branch is a bookmark with those under it.
type branch struct {
	bookmark
	object int
	kids   []*branch
}

// outline writes the bookmarks and returns the catalog's entry for them; nothing when there are no headings.
func (w *writer) outline(marks []bookmark) string {
	if len(marks) == 0 {
		return ""
	}
	top := nest(marks)
	top.reserve(w)
	w.put(top.object, fmt.Sprintf("<</Type /Outlines%s>>", top.ends()))
	top.write(w)
	return fmt.Sprintf(" /Outlines %d 0 R /PageMode /UseOutlines", top.object)
}

// nest makes a tree of bookmarks by their levels.
func nest(marks []bookmark) *branch {
	top := &branch{}
	path := []*branch{top}
	for _, m := range marks {
		for len(path) > 1 && path[len(path)-1].level >= m.level {
			path = path[:len(path)-1]
		}
		b := &branch{bookmark: m}
		parent := path[len(path)-1]
		parent.kids = append(parent.kids, b)
		path = append(path, b)
	}
	return top
}

func (b *branch) reserve(w *writer) {
	b.object = w.reserve()
	for _, k := range b.kids {
		k.reserve(w)
	}
}

// ends writes the first and last of the bookmarks under b and how many there are, all shown open.
func (b *branch) ends() string {
	if len(b.kids) == 0 {
		return ""
	}
	return fmt.Sprintf(" /First %d 0 R /Last %d 0 R /Count %d", b.kids[0].object, b.kids[len(b.kids)-1].object, b.count())
}

func (b *branch) count() int {
	n := len(b.kids)
	for _, k := range b.kids {
		n += k.count()
	}
	return n
}

// write writes what is under b.
func (b *branch) write(w *writer) {
	for i, k := range b.kids {
		var s strings.Builder
		fmt.Fprintf(&s, "<</Title %s /Parent %d 0 R /Dest [%d 0 R /XYZ null %s null]",
			textString(withoutSoftHyphens(k.text)), b.object, k.page.object, num(k.y))
		if i > 0 {
			fmt.Fprintf(&s, " /Prev %d 0 R", b.kids[i-1].object)
		}
		if i+1 < len(b.kids) {
			fmt.Fprintf(&s, " /Next %d 0 R", b.kids[i+1].object)
		}
		w.put(k.object, s.String()+k.ends()+">>")
		k.write(w)
	}
}

func withoutSoftHyphens(s string) string { return strings.ReplaceAll(s, string(softHyphen), "") }
