// Package law holds what the law says and what changes in it as data with validity dates: provisions, the grounds on
// which a secret may be told to another authority, programmes and measures, reform steps, statutory notices, what a personal data breach asks for, and how unemployment is
// measured.
//
// It owns these tables and the questions asked of them: what is in force on a date, and which side may use a ground.
// Every entry says how certain it is, where it was read and whether a lawyer must confirm it; nothing here is legal
// advice. It does not know persons, enquiries or who may do what: policy and the rooms decide with it.
//
// A change in the law is a new row or a new date here, never an if in a room.
package law
