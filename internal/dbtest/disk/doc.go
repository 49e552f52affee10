// Package disk is a disk of the test's under an engine: a layer between it and its files that remembers what was synced.
// It can lose its power, be full, refuse to sync and refuse to be read, at the moment that a test chooses.
//
//	d := disk.New(t)                                     s := disk.Under(t, prepare, "")
//	db.Open(ctx, path, db.Options{Disk: d.Name})         db.Open(ctx, s.URL, db.Options{})
//	d.Cut(chance)     // from here on nothing is         s.Cut(chance)  // the same; then the server is
//	path = d.After(t) // acknowledged; the files                        // started on the files as they
//	                  // as they are found after                        // are found after
//
// What was synced stands. Of what was written and not synced each write is kept, lost or torn between sectors, as chance
// has it: a disk may write in any order, or not at all. That is what a kill of the process does not show, since what the
// operating system holds outlives the process.
//
// Under SQLite it lies beneath the engine inside the program, because tricks from outside reach no Go program. PostgreSQL
// is a program of its own that calls the C library, so there it is a library that is preloaded into the server
// (under/disk.c, compiled by the test), which writes down what each of its processes does to the data folder, in one order.
// Neither asks for rights that a test does not have, as a file system in user space does. What the server's C library
// writes by itself (fopen) is not seen: PostgreSQL writes nothing so that it cannot make again.
//
// It does not know the database, and it is no part of the service.
package disk
