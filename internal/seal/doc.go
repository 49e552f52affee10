// Package seal keeps what must not be read from a stolen database: fields in authenticated encryption
// (AES-256-GCM), keyed digests by which a personal number is found again without standing in clear, and the key
// that signs the heads of the trail.
//
// It owns the keyring: its text format, where it is read from, how it is made, turned over and retired, and the
// list form (Column) in which rooms publish what they seal, so that verification and re-sealing can walk it all.
//
// A sealed value is
//
//	version (1 byte) | key id (4 bytes) | nonce (12 bytes) | cipher text and tag (16 bytes more than the plain)
//
// and is bound to its Place: table, column and row. Moved anywhere else it does not open.
//
// Every key in the ring is one secret of 32 bytes. What is used is derived from it by HKDF-SHA256, each for one
// purpose: the key's id, the sealing key, one digest key per purpose, the signing seed. A random nonce of 96 bits
// bounds one key to 2^32 sealed values (NIST SP 800-38D, 8.3); docs/operations/keys.md says when to rotate.
//
//	          Add                Use                 Reseal, then Retire
//	(none) ────────▶ known to all ────────▶ current ────────▶ only its verifier left
//
// Survey and Reseal walk the columns on either engine; everything else is pure but for the key file.
//
// It does not know which rooms exist, who may read what, or any person. Nothing in it prints a key or a plain text.
package seal
