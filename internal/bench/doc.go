// Command bench measures what the house costs beside the bare engine, in one run, and prints ratios: an act with its
// checks and its trail beside the same rows without them, on both engines, with one client and with sixteen; and the
// ways in which several nodes could make one log longer. Then, on both engines, how long it takes to be refused what is
// secret beside what there is none of: median and 95th percentile, which should be alike; and a page of the inbox, 50 of
// 2,000 open questions among 100,000 or as many as SIZE says, beside the query alone and beside the smallest page of it.
//
//	make bench
//	SIZE=5000000 make bench
//
// It asserts nothing: times differ between machines, and what matters is the ratio within a run.
package main
