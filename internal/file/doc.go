// Package file keeps files that people send in: scanned agreements, appendices, imported lists.
//
// It owns the tables file, file_part and file_incoming_part, which types are taken in, and how a file is checked, cleaned, stored and
// handed out. A file is what its content says, and its name must agree: executables, macros, scripts, active or
// mismatched content, compression bombs and names that are paths are refused with what to do instead.
//
//	Check (outside the act: reads all of it) → Put (in the act) → Open (streams, verifies) → Delete (disposal)
//
// What is too large for one act arrives beside that, part by part, and is read from there: Receive → ReadIncoming →
// ForgetIncoming.
//
// The content lies sealed in parts, so that a large file passes through without ever being whole in memory. The name
// is sealed too, since people write names in names. A sealed proof binds type, size and SHA-256 of the plain content.
//
// The check looks for what is known to be active; it is no virus scanner. What protects the reader is that a file is
// only ever handed out as a download, without sniffing, in a sandbox (Headers).
//
// It does not know who may read a file: the room whose thing it hangs on does.
package file
