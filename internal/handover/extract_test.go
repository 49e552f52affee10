package handover_test

import (
	"strings"
	"testing"

	"samsyn/internal/dbtest/extract"
	"samsyn/internal/directory"
)

// The sender's letter is in the sender's extract from the beginning, and in the receiver's when it has received it.
func TestAnExtractHasTheLetter(t *testing.T) {
	each(t, func(h *house) {
		o := h.send(h.draft())
		if own := extract.Of(t, h.Database, h.svc.Extractor(), h.anna.Authority); !strings.Contains(own, written) || !strings.Contains(own, "inte har fått") || !strings.Contains(own, "planering mot arbete") {
			t.Fatalf("the own letter is missing in %s", own)
		}
		h.accept(o)
		own, theirs := extract.Of(t, h.Database, h.svc.Extractor(), h.anna.Authority), extract.Of(t, h.Database, h.svc.Extractor(), directory.PES)
		if strings.Count(own, written) != 1 || strings.Contains(own, "inte har fått") {
			t.Errorf("accepted, the sender's is %s", own)
		}
		if strings.Count(theirs, written) != 1 || !strings.Contains(theirs, "Kom ") || strings.Contains(theirs, "Ändamål") {
			t.Errorf("the receiver's is %s", theirs)
		}
	})
}
