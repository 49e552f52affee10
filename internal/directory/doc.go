// Package directory is the catalogue of who there is: the 290 municipalities and 21 counties, the authorities that
// act in them (Arbetsförmedlingen, and for each municipality its boards, since each nämnd is an authority of its
// own), their units as a tree, and their offices with opening and closing dates.
//
// Everything changes over time, so everything has a history: periods with a first and a last day, both included,
// one after the other without holes. What stands on any date can be asked for. A change closes the period before
// it; a period that has ended is never rewritten.
//
//	            open               change(from)            close(last)
//	(nothing) ───────▶ in force ──────────────▶ in force ─────────────▶ ended
//	                      ▲                                   │
//	                      └──────────── reopen ───────────────┘   (the last day is taken away or moved)
//
// It owns the tables directory_*, the reference tables in the folder reference, the pages /kommuner, /kommun/{code},
// /sok and /admin/katalog, and the API's municipalities, counties and authorities. What other rooms show on a
// municipality's page they give as a Panel.
//
// It does not know staff, agreements or contact paths; those rooms point at it.
package directory
