// Package db is the ground every room stands on: two engines behind one SQL text.
//
// It owns opening and asserting a database (SQLite at full durability, PostgreSQL with synchronous commit), the
// pools, acts that are all or nothing, shared durable commits, forward migrations, the column type Time, ids, and
// the few things that cannot be said once in SQL (dialect.go).
//
// The right to write is a value: Open gives a DB, which can only read, and a Writer, which only audit holds.
//
// It does not know any table but its own migration table, any room, any person or who is acting.
package db
