// Package dbtest gives a test an empty, migrated database of each engine, with a trail, keys and a clock that stands
// still: Monday 2 March 2026 at nine in Stockholm.
//
// SQLite is a copy of a template made once per process. PostgreSQL is a server that the tests start themselves from
// the installed binaries in a folder that is thrown away, shared through SAMSYN_TEST_POSTGRES when a run of several
// packages has started one already. Where PostgreSQL cannot be had the test says so loudly and is passed over, unless
// CI or SAMSYN_REQUIRE_POSTGRES is set: then it fails.
//
// It does not know any room.
package dbtest
