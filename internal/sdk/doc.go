// Package sdk reads and writes what passes between authorities in Säker digital kommunikation: the payload
// MessageWithAttachments 3 and the receipt that answers it (domain facts 9.1).
//
// It owns the form of both: which elements there are, how many, what may stand in them, and the clear word for each
// way in which a file does not hold. A message is read whole or not at all; what it writes it reads back the same.
// Reading is guarded: no document types or entities, a limit on size, depth and number of elements.
//
// It does not know envelopes, encryption or transport (XHE, AS4: an access point's work), who an address belongs to,
// or what a message is about. The elements are taken in any order, since the published schema could not be read here;
// they are written in the order of the domain facts. To be confirmed against Digg's schema before production.
package sdk
