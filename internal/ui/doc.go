// Package ui is the design system: the page around everything, and the parts that pages are built from.
// Forms, lists, status, clocks in words, differences, charts drawn from their tables, and the tile map of Sweden.
// The look is Designsystemet's parts in a theme of our own; assets/ holds its sources and, when bundled, its files.
//
// It owns the markup, the style and the small scripts. It does not know any room, route, right or database: it is
// given plain data and writes HTML. What stands in it:
//
//   - frame.go, page.templ: Page(Frame, body), the layout of every page
//   - lead, link, status, alert, keyvalue, timeline, tabs, dialog, progress: the parts of a page about a thing
//   - form.go, form.templ: fields of every kind, hints, errors at the field and summed at the top
//   - table.go, table.templ: lists with count, sort, filters, files to take away, and a next page by cursor
//   - diff.go, clause.go: word by word differences of two versions, as a lawyer reads them
//   - chart*.go: a Chart holds its table; the drawing, the sentence and the table twin all come from that table
//   - tiles.go, tilemap.go: one equal tile per municipality, laid out like Sweden
//   - components.templ: every part in each of its states, for /komponenter
//
// # A page
//
// A handler fills plain structs and gives a component; web puts it into Page with a Frame:
//
//	ui.Join(
//		ui.Heading(title, "26 634 invånare (2024)"),
//		ui.LeadBlock(ui.Lead{Text: ui.Rich("Överenskommelsen *gäller till 2028-06-30*."), Button: &ui.Button{Label: "Läs", Href: href}}),
//		ui.TableOf(ui.Table{Lang: lang, Caption: "Kontor", Columns: …, Rows: …}),
//	)
//
// A refused form is shown again by form.Fill(r.Form).WithFault(err). Cells of a table are components: Text, Strong,
// A, Muted, Stack, StatusChip, ClockWords, Sparkline.
//
// # Language
//
// A text that a caller gives is a string, already in the reader's language (language.Text.In). A part that has
// words of its own ("Visa som tabell") takes Lang in its struct, and its words stand in words.go in both languages.
//
// # Without script, under a strict policy
//
// Everything works with script off; scripts only make it quicker. Pages are served with
// Content-Security-Policy: default-src 'self', so no part writes a style or an on… attribute; widths and
// positions are attributes of SVG or classes.
package ui
