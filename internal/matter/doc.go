// Package matter is what two authorities do together for one person (gemensamt ärende): who works with the person where
// and since when, what each of them judges that the person needs and from whom, and where they see it the same way: samsyn.
//
// It owns the tables matter*, the pages /arenden and the operations /api/v1/matters. A matter begins when a hand-over is
// accepted. Each authority has its own side of it with its own record of the person; what passes is a message of the
// exchange, a frozen copy for each.
//
// A round of judging goes like this. Each judges alone; what one has judged leaves it only when the other has judged too:
//
//	asked ──one begins──► begun ──one gives──► half ──the other gives──► compared ──► talked about, need by need
//	                                                                         │
//	                                                            a new round  ▼  asked by either
//
// What they see differently is talked about, never voted on: they come to agree, or it is written down that they do not
// and what is done all the same. How often they agree is measured without anybody in it: see Samsyn.
//
// When a consent is withdrawn nothing more is told on it, from either side, in the act that withdraws it. What was told
// stays with whoever received it.
//
// It does not know how hand-overs are sent, what a plan holds, or how meetings are booked: rooms above it hang theirs on
// the matter, and show them on its page.
package matter
