package ref

import "strings"

// Kind is the sort of thing, by the glossary's English word in lower case: "agreement", "authority".
type Kind string

// Ref points at one thing.
type Ref struct {
	Kind Kind   `json:"kind"`
	ID   string `json:"id"`
}

// To makes a Ref.
func To(k Kind, id string) Ref { return Ref{Kind: k, ID: id} }

// String gives kind:id.
func (r Ref) String() string { return string(r.Kind) + ":" + r.ID }

// IsZero tells whether it points at nothing.
func (r Ref) IsZero() bool { return r == Ref{} }

// Parse reads what String wrote; ok is false when it is not of that form.
func Parse(s string) (Ref, bool) {
	k, id, ok := strings.Cut(s, ":")
	if !ok || k == "" || id == "" {
		return Ref{}, false
	}
	return Ref{Kind: Kind(k), ID: id}, true
}
