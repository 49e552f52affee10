// Package job is what runs by the clock and what leaves the house: a queue in the database that several nodes share,
// and an outbox on top of it.
//
// It owns the tables job and delivery. A job is written in the act that wants it done, so it exists if and only if the
// act does. A node claims a job by a lease; when the node dies the lease runs out and another takes over, so a job is
// done at least once and its handler must bear being run again. A job that fails is tried again with growing pauses,
// and after its last try stands as stuck, where operations see it.
//
//	waiting ──claim──▶ leased ──done──▶ done
//	   ▲                 │ failed, tries left
//	   └─────pause───────┤
//	                     └ failed, none left ──▶ stuck ──Retry──▶ waiting
//
// It does not know what any job does: app gives the handlers.
package job
