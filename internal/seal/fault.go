package seal

import (
	"fmt"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// MissingKey says that a value was sealed with a key that the ring does not have.
type MissingKey struct {
	At Place
	ID string // the id of the key
}

// Error names the key that is missing.
func (m *MissingKey) Error() string {
	return fmt.Sprintf("seal: %s: key %s is not in the keyring", m.At, m.ID)
}

// Broken says that a value is not what was sealed for its place: changed, cut or moved.
type Broken struct {
	At Place
	ID string // the id of the key it says it was sealed with; empty when not even that can be read
}

// Error names the place of the broken value.
func (b *Broken) Error() string { return fmt.Sprintf("seal: %s: the sealed value is broken", b.At) }

func missingAt(at Place, id string) error {
	return fault.Wrap(&MissingKey{At: at, ID: id}, fault.Unavailable, language.T(
		"En skyddad uppgift i %s kan inte öppnas, för nyckeln %s saknas. Lägg tillbaka nyckeln i nyckelfilen.",
		"A sealed value in %s cannot be opened because key %s is missing. Put the key back into the key file.").With(at, id))
}

func brokenAt(at Place, id string) error {
	return fault.Wrap(&Broken{At: at, ID: id}, fault.Internal, language.T(
		"En skyddad uppgift i %s är skadad eller flyttad och kan inte öppnas. Återställ den från en säkerhetskopia.",
		"A sealed value in %s is damaged or was moved, and cannot be opened. Restore it from a backup.").With(at))
}
