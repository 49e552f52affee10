package e2e

import (
	"time"

	"samsyn/internal/language"
)

// What a press of a key and leading the pointer somewhere and pressing it take of an ordinary person's time, by the
// keystroke-level model (Card, Moran and Newell 1983: K of an average non-secretary typist, P and two B), and how long a
// note may take.
const (
	timeOfKey  = 280 * time.Millisecond
	timeOfAim  = 1300 * time.Millisecond
	timeOfNote = 20 * time.Second
)

// notedByTelephone is a call with somebody who is not in Samsyn, in one short form; the clock counts as for any other.
func (q *question) notedByTelephone() {
	elin := q.person("Elin Wallin", language.Swedish)
	elin.presses("Frågor")
	elin.presses("Notera ett samtal")
	keys, aims := elin.keys, elin.aims
	elin.chooses("Vem var samtalet med?", "Någon annan")
	elin.writes("Annan motparts namn", "Försäkringskassan")
	elin.chooses("Ämne", "Allmän fråga")
	elin.writes("Vad sades?", "Vem kallar?")
	elin.presses("Spara anteckningen")
	elin.sees("Samtalet är antecknat.")
	keys, aims = elin.keys-keys, elin.aims-aims
	took := time.Duration(keys)*timeOfKey + time.Duration(aims)*timeOfAim
	q.t.Logf("four fields, %d keys and %d aims: %.1f seconds", keys, aims, took.Seconds())
	if took > timeOfNote {
		q.t.Errorf("a call takes %s to note", took)
	}
	elin.sees("Försäkringskassan")
	q.asPrinted(elin.explained())
}
