// Command bench measures what the house costs beside the bare engine, in one run, and prints ratios: an act with its
// checks and its trail beside the same rows without them, on both engines, with one client and with sixteen; and the
// ways in which several nodes could make one log longer. Last, on both engines, how long it takes to be refused what is
// secret beside what there is none of: median and 95th percentile, which should be alike.
//
//	make bench
//
// It asserts nothing: times differ between machines, and what matters is the ratio within a run.
package main
