// Package admin is the pages about the running and the control of the house: the way to everything one administers,
// the review of the log, and how the installation is doing.
//
// It owns no table and no rule. It owns the addresses /admin, /admin/logg, /admin/drift and /logg/huvud. Who reads the
// log is noted in it.
//
//   - admin.go: the routes and the page that leads on
//   - log.go, logfilter.go, logline.go, words.go: the log in words, its filters, its files
//   - logguard.go: what of a line its reader may not see
//   - running.go: jobs, health, version
package admin
