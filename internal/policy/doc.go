// Package policy decides who may do what, and how far it reaches.
//
// The decisions stand in one table that a lawyer can read: action × role → reach (table.go and the chapters beside
// it; docs/policy.md is written from it). A reach is a word, such as Own or Assigned. What the word means for a kind
// of thing is a condition: one sentence in both languages and one SQL predicate. From the same table come
//
//   - May: may this role do this at all (the guard of a route),
//   - Check and CheckRead: may it be done to this one thing (one query, the same for a missing thing),
//   - Can: which of many actions may be done to this one thing (one query for all of them),
//   - Where: which things of a list (a predicate for the list's own query),
//   - Explain: why, in words.
//
// What is not permitted is forbidden. A prohibition (protected identity, conflict of interest) stands with the kind
// of thing or with the action and overrides every permit. What is unknown (NULL) never permits and always forbids.
//
// It owns the roles, the actions, the reaches and the table. It reads other rooms' tables through the predicates and
// owns none. It does not know HTTP, sessions or how a role came to be held.
//
// To add a room: its actions and its chapter of rules (table_<room>.go), the chapter's line in table.go, and its kinds
// of thing with what each reach means for them (things.go); then write docs/policy.md anew with
// go test ./internal/policy -run TestDocumentIsFresh -update. A reach that no room has had goes into reach.go.
package policy
