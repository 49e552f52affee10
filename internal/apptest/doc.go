// Package apptest is the whole house in the process of a test: every room joined as in the service, the clock standing
// at Monday 2 March 2026 at nine, the cast in its places, and a client that behaves as a browser without script.
//
//	h := apptest.House(t, db.SQLite)
//	anna := h.As(cast.Anna)
//	anna.Get("/kommun/2085").Must(apptest.See("Ludvika"))
//	anna.Get("/konto").Send("Spara", "Språk", "en").Must(apptest.See("Saved"))
//
// Every page fetched is checked at once (look.go): its headers, language, title and headings, that each field has a
// label and each id stands once, that nothing is written in the page which its policy blocks, and that no word of the
// other language slipped in. Fields are filled in by their label or name; one that is not on the page fails the test.
// When the test ends the house's log is read: it must hold no personal data, no secret and no fault that the test did
// not expect.
//
// The tests of this package go through the whole house: every route × role × foreign authority (matrix_test.go), every
// link in both languages (crawl_test.go), the API's contract, and what happens when nothing can be saved. A new route
// whose path has a parameter needs an example in example_test.go; the test says which.
//
// It owns no table and is no part of the service.
package apptest
