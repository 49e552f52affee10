package web

import (
	"net/url"
	"testing"
)

// TestTextIsReadAsItStands: what turns the direction of writing never comes in, so that a promise reads on the screen as
// in the document that is signed.
func TestTextIsReadAsItStands(t *testing.T) {
	f := NewForm(url.Values{"a": {" svar inom \u202e01 ragad\u202c \u2066dagar\u2069 "}, "b": {"\u202ex\n\u200fy"}})
	if got := f.Text("a"); got != "svar inom 01 ragad dagar" {
		t.Errorf("one line reads %q", got)
	}
	if got := f.Long("b"); got != "x\ny" || !f.OK() {
		t.Errorf("several lines read %q, %v", got, f.Err())
	}
}
