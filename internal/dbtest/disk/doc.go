// Package disk is a disk of the test's under SQLite: a layer between the engine and its files that remembers what was
// synced. It can lose its power, be full, refuse to sync and refuse to be read, at the moment that a test chooses.
//
//	d := disk.New(t)
//	db.Open(ctx, path, db.Options{Disk: d.Name})
//	d.Cut(chance)          // from here on nothing is written, and nothing more is acknowledged
//	path = d.After(t)      // the files as they are found when the power is back
//
// What was synced stands. Of what was written and not synced each write is kept, lost or torn between sectors, as chance
// has it: a disk may write in any order, or not at all. That is what a kill of the process does not show, since what the
// operating system holds outlives the process.
//
// It lies beneath the engine because tricks from outside (a preloaded library, a file system in user space) reach no Go
// program or ask for rights that a test does not have. It does not know the database, and it is no part of the service.
package disk
