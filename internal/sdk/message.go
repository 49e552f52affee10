package sdk

import "time"

// The names that the format fixes.
const (
	Namespace   = "urn:riv:infrastructure:messaging:MessageWithAttachments:3"
	ActorRoot   = "iso6523-actorid-upis"
	ActorPrefix = "0203:"
	AddressRoot = "urn:riv:infrastructure:messaging:functionalAddress"
)

// MaxLabel is the longest label, in characters.
const MaxLabel = 256

// MaxSize is the largest payload that is read, in bytes.
const MaxSize = 64 << 20

// Message is one payload.
type Message struct {
	ID           string    // a UUID
	Conversation string    // a UUID: one thread; equal to ID in its first message
	RefersTo     string    // a UUID: the message that this one answers, if any
	Created      time.Time // in UTC, to the millisecond
	Label        string    // the subject
	Confidential bool
	System       string // the system that made it
	Recipient    Party
	Sender       Party
	Documents    []Document
}

// Named is something with an id in a system of ids.
type Named struct {
	Root, ID, Label string
}

// Party is an organisation and the function in it: SDK addresses functions, never persons.
type Party struct {
	Actor      string  // the organisation: "0203:example.se"
	Label      string  // its name
	Address    string  // the functional address; the recipient has one
	AddressOf  string  // the function's name
	Persons    []Named // persons who are referred to
	References []Named
}

// Document is a part of a message: texts, files or both.
type Document struct {
	ID    string
	Name  string
	Index string
	Files []File
	Texts []string
}

// File is a file in a document.
type File struct {
	Name    string
	Type    string // its media type
	Content []byte
}
