// Package pdf writes tagged documents: decisions, agreements, reports and protocols that can be read aloud,
// searched, kept for a long time and signed. A document is PDF 1.7 with a structure tree, embedded fonts and XMP
// metadata, made to the rules of PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1); nothing here is a
// certification, since no validator is run by the product.
//
// It owns the document model (Document and its blocks), line and page breaking, the font subsets, the file's
// objects, and signatures (PKCS#7 detached, by github.com/digitorus/pdfsign). It does not know what a document is
// about, where it is stored or who may read it. The same Document gives the same bytes, always.
//
//	Document → flow (lines on pages, structure elements) → writer (numbered objects, cross-reference table)
package pdf
