package exchange_test

import (
	"context"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
)

const (
	agencyActor, agencyPlace   = "0203:arbetsformedlingen.se", "af-nationell"
	ludvikaActor, ludvikaPlace = "0203:ludvika.se", "ludvika-ame"
)

// pair is two installations: the municipality's, where the agency is outside, and the agency's, where the board is.
type pair struct{ kommun, af *house }

func eachPair(t *testing.T, fn func(p pair)) {
	each(t, func(kommun *house) {
		af := furnish(kommun.t, reopen(kommun))
		kommun.address(kommun.ludvika, ludvikaActor, ludvikaPlace, "Arbetsmarknadsenheten")
		af.address(directory.PES, agencyActor, agencyPlace, "Kommunfrågor")
		fn(pair{kommun, af})
	})
}

func (h *house) address(authority, actor, function, label string) {
	h.t.Helper()
	must(h.t, h.svc.AddAddress(h.t.Context(), policy.Process("test"), exchange.Address{Authority: authority, Actor: actor, Function: function, Label: label}))
}

// outside is the agency as the municipality's installation knows it.
func outside() exchange.Party {
	return exchange.Party{Authority: agencyActor, Outside: true, Address: agencyPlace, Name: "Kommunfrågor"}
}

// files gives what waits to leave, and writes down that it has left.
func (h *house) files() (list []exchange.Parcel) {
	h.t.Helper()
	_, problems, err := h.svc.Next(h.t.Context(), "", 100, func(p exchange.Parcel) error { list = append(list, p); return nil })
	must(h.t, err)
	for _, p := range problems {
		h.t.Errorf("cannot leave: %v", p)
	}
	return list
}

// take takes files in and asserts that they are.
func (h *house) take(list ...exchange.Parcel) (last exchange.Taken) {
	h.t.Helper()
	for _, p := range list {
		took, err := h.svc.TakeIn(h.t.Context(), p.Content, false)
		must(h.t, err)
		last = took
	}
	return last
}

// rows counts every row that a file could leave behind.
func (h *house) rows() map[string]int64 {
	h.t.Helper()
	n := map[string]int64{}
	for _, table := range []string{"exchange_conversation", "exchange_party", "exchange_message", "exchange_copy", "exchange_attachment", "exchange_attempt", "file", "file_part"} {
		n[table] = h.count("SELECT count(*) FROM " + table)
	}
	return n
}

// refuses asserts that a file is refused with words in both languages, and leaves nothing but a line that says so.
func (h *house) refuses(name string, content []byte) {
	h.t.Helper()
	before := h.rows()
	_, err := h.svc.TakeIn(h.t.Context(), content, false)
	if k := fault.KindOf(err); k != fault.Invalid && k != fault.Conflict {
		h.t.Errorf("%s: %v", name, err)
		return
	}
	for table, n := range h.rows() {
		if n != before[table] {
			h.t.Errorf("%s: %d new rows in %s", name, n-before[table], table)
		}
	}
}

func (h *house) parties(conversation string) []exchange.Party {
	h.t.Helper()
	list, err := exchange.Parties(h.t.Context(), h.DB, conversation)
	must(h.t, err)
	return list
}

func hear(h *house) *[]exchange.Arrival {
	var heard []exchange.Arrival
	h.svc.Incoming = append(h.svc.Incoming, func(_ context.Context, _ *audit.Tx, a exchange.Arrival) error {
		heard = append(heard, a)
		return nil
	})
	return &heard
}

func more(words map[string]string) func(context.Context, db.Reader, exchange.Conversation, exchange.Message) (map[string]string, error) {
	return func(context.Context, db.Reader, exchange.Conversation, exchange.Message) (map[string]string, error) {
		return words, nil
	}
}
