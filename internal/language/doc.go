// Package language holds the two languages of the product: texts, which of them a reader wants, Swedish alphabetical
// order, folding for search, and the forms of numbers, lists and plurals.
//
// It owns how words and numbers are written; the forms of dates and times are calendar's, those of amounts money's.
// It does not know requests, pages or the database: it makes the keys that others store and compare.
package language
