// Command bench measures what the house costs beside the bare engine, in one run, and prints ratios: what matters is the
// ratio within a run, since times differ between machines and hours. The ways of doing the same thing take turns in short
// slices, so that what else the machine does falls on all of them alike. On both engines, with one client and sixteen:
//
//   - posting a question, opening its thread (with its line in the log, durable before the page leaves), answering it with
//     the sums kept, a page of the inbox, the page of a promise's figure and of coverage, each beside the engine doing the
//     same rows with a commit each (raw) and the smallest Go that does them without session, rights, checks or log (bare);
//   - the sums that an overview of the whole nation reads, 12 and 120 months, beside recomputing them from the facts;
//   - 200 pages a second for a while, a list of everything as a file, memory, and how long it takes to start;
//   - an act of few rows, and how alike it is to be refused what is secret and to be told that there is none.
//
// What it prints of each size can be kept (-rows) and drawn (-draw): docs/performance.md is made of that.
//
//	make bench
//	SIZE=5000000 make bench
//	SIZES=10000,100000,1000000,5000000 make bench
//
// It asserts nothing.
package main
