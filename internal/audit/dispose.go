package audit

import (
	"fmt"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// DisposalAction is the action under which a disposal of trail entries is noted. Verify reads it.
const DisposalAction = "trail.dispose"

// disposal is what a disposal's own entry says: the protocol's number and the places in the log whose entries are gone.
type disposal struct {
	Protocol string  `json:"protocol"`
	Places   []int64 `json:"places"`
}

// Dispose deletes entries and their salts under a numbered protocol, and notes so. The leaves stay, so the log still
// verifies. Entries that have not yet their place in the log, and disposals themselves, cannot be disposed of.
// It is for record's disposal in two steps; who may is decided there.
func (tx *Tx) Dispose(protocol string, entries []string) error {
	if protocol == "" || len(entries) == 0 {
		return fmt.Errorf("audit: a disposal needs a protocol and entries")
	}
	d := disposal{Protocol: protocol}
	for _, id := range entries {
		seq, err := db.One[int64](tx.ctx, tx, "SELECT seq FROM trail_entry WHERE id = $1 AND seq IS NOT NULL AND action <> $2", id, DisposalAction)
		if err != nil {
			return fault.Wrap(err, fault.Conflict, language.T("Loggposten %s kan inte gallras: den finns inte, har ännu ingen plats i loggen eller är själv en gallring.",
				"Trail entry %s cannot be disposed of: it does not exist, has no place in the log yet, or is a disposal itself.").With(id))
		}
		d.Places = append(d.Places, seq)
		if _, err := tx.Exec(tx.ctx, "INSERT INTO trail_disposed (seq, protocol) VALUES ($1, $2)", seq, protocol); err != nil {
			return err
		}
		if _, err := tx.Exec(tx.ctx, "DELETE FROM trail_entry WHERE id = $1", id); err != nil {
			return err
		}
	}
	return tx.Note(DisposalAction, ref.To("disposal", protocol), d)
}
