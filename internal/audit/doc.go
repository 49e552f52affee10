// Package audit is the trail: one tamper-evident record of everything that happened, and the only way to write.
//
// It owns the tables trail_entry, trail_leaf, trail_head, trail_anchor and trail_disposed, the right to write
// (db.Writer), and the verification of the log. Trail.Do runs an act, refuses to commit it unless something was
// noted, and returns when act and note are durable. Trail.House writes the housekeeping tables, and no other.
//
// Every entry is hashed with a salt of its own into a leaf of a Merkle log (golang.org/x/mod/sumdb/tlog), whose head
// is signed. A lawful disposal deletes entry and salt under a numbered protocol and leaves the leaf, so the log still
// verifies and says what was disposed of; anything else missing or changed is named as tampering.
//
// On SQLite entries get their place in the log in the same commit. On PostgreSQL several nodes write at the same
// time, so one of them, whichever holds the head's row, gives entries their place within a second (Sequencer): an
// entry is durable at once but for that long not yet covered by a signed head. docs/decisions/0003 has the measures.
//
// It does not know any room, and it does not decide who may do what: policy does.
package audit
