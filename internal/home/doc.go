// Package home is my day: what waits for the member of staff who has signed in, in the authority they act for.
//
// It owns no table and no rule. It owns the address /hem. What stands on the page follows from the reader's roles and
// authority:
//
//		a municipal board           the own municipality's agreement
//		the employment agency       all agreements that end, and the municipalities without one
//		analysts and reviewers      the same, to read
//		local admin                 accounts that wait for their owner
//		log auditor                 when the log was last reviewed
//		national administrator      what is stuck in the running of the house
//		everybody                   one's own notices, and ways to go on
//
//	  - task.go: what waits, and which of it the page begins with; pure
//	  - tasks.go: where what waits comes from
//	  - pages.go: the page
package home
