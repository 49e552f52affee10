// Package exchange is what passes between two authorities: conversations of messages that are frozen when they are sent.
//
// It owns the tables exchange_*, the pages /admin/sdk and /admin/sdk-filer, the form of a message (who, to whom, on what ground, for what purpose, that no
// protected identity is concerned), each party's own sealed copy with its attachments, registry number and retention,
// the attempts to deliver (a call back through the switchboard, a letter), receipts, and the files of Säker digital
// kommunikation that come in and go out: one thread is one conversationId.
//
// Nothing sent is ever changed. When disclosure is stopped, because a consent was withdrawn, nothing more can be sent
// about the person until a new ground is there; what was sent remains with whoever received it.
//
// It does not know what a conversation is about: questions, hand-overs and notices are kinds of it, and their rooms
// decide who may read which of their own authority's copies.
package exchange
