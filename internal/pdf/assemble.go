package pdf

import (
	"fmt"
	"strings"

	"samsyn/internal/language"
)

// assemble writes the file of a placed document.
func assemble(d Document, f *flow) ([]byte, error) {
	w := &writer{}
	catalog, tree, info := w.reserve(), w.reserve(), w.reserve()
	resources, err := w.resources(f.set)
	if err != nil {
		return nil, err
	}
	structure := w.structure(f)
	w.pages(f, tree, resources)
	outline := w.outline(f.headings)
	metadata := w.raw("/Type /Metadata /Subtype /XML", xmp(d))
	w.put(info, informationOf(d))
	w.put(catalog, fmt.Sprintf("<</Type /Catalog /Pages %d 0 R /Metadata %d 0 R /StructTreeRoot %d 0 R "+
		"/MarkInfo <</Marked true>> /Lang (%s) /ViewerPreferences <</DisplayDocTitle true>>%s>>",
		tree, metadata, structure, localeOf(d.Lang), outline))
	return w.file(catalog, info), nil
}

// localeOf is the language tag of a document (BCP 47).
func localeOf(l language.Lang) string {
	if l == language.English {
		return "en-GB"
	}
	return "sv-SE"
}

func informationOf(d Document) string {
	b := &strings.Builder{}
	fmt.Fprintf(b, "<</Title %s /Creator (Samsyn) /Producer (Samsyn)", textString(d.Title))
	if d.Author != "" {
		fmt.Fprintf(b, " /Author %s", textString(d.Author))
	}
	if d.Subject != "" {
		fmt.Fprintf(b, " /Subject %s", textString(d.Subject))
	}
	fmt.Fprintf(b, " /CreationDate %s /ModDate %s>>", date(d.Made), date(d.Made))
	return b.String()
}

// calRGB is the one colour space: calibrated, with the primaries of sRGB, so that no output intent with a profile is
// needed (ISO 19005-2, 6.2.4.2). Greys are written in it too, since common readers tint a calibrated grey.
const calRGB = "/C [/CalRGB <</WhitePoint [0.9505 1 1.089] /Gamma [2.2 2.2 2.2] " +
	"/Matrix [0.4124 0.2126 0.0193 0.3576 0.7152 0.1192 0.1805 0.0722 0.9505]>>]"

// resources writes the fonts that were used and the colour space.
func (w *writer) resources(set *typesetter) (int, error) {
	fonts, err := w.fonts(set)
	if err != nil {
		return 0, err
	}
	return w.add(fmt.Sprintf("<</Font <<%s>> /ColorSpace <<%s>>>>", fonts, calRGB)), nil
}

// pages writes the page tree, each page's content and its links.
func (w *writer) pages(f *flow, tree, resources int) {
	var kids strings.Builder
	for i, p := range f.pages {
		content := w.stream("", p.content.Bytes())
		var notes strings.Builder
		for _, n := range p.notes {
			w.put(n.object, n.body(p))
			fmt.Fprintf(&notes, "%d 0 R ", n.object)
		}
		annotations := ""
		if notes.Len() > 0 {
			annotations = fmt.Sprintf(" /Annots [%s]", strings.TrimSpace(notes.String()))
		}
		w.put(p.object, fmt.Sprintf("<</Type /Page /Parent %d 0 R /MediaBox [0 0 %s %s] /Resources %d 0 R /Contents %d 0 R "+
			"/StructParents %d /Tabs /S%s>>", tree, num(pageWidth), num(pageHeight), resources, content, i, annotations))
		fmt.Fprintf(&kids, "%d 0 R ", p.object)
	}
	w.put(tree, fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s]>>", len(f.pages), strings.TrimSpace(kids.String())))
}

// body is the annotation of a link: no border, printed, with its text for those who do not see it.
func (n *note) body(p *page) string {
	return fmt.Sprintf("<</Type /Annot /Subtype /Link /Rect [%s %s %s %s] /Border [0 0 0] /F 4 /P %d 0 R /Contents %s "+
		"/StructParent %d /A <</S /URI /URI %s>>>>", num(n.rect[0]), num(n.rect[1]), num(n.rect[2]), num(n.rect[3]),
		p.object, textString(n.target.text), n.key, asciiString(n.target.address))
}
