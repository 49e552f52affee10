package negotiation_test

import (
	"strings"
	"testing"

	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
)

// TestTheOpenTextNamesNobody: everybody reads what authorities have agreed; who the people in it are, the parties alone.
func TestTheOpenTextNamesNobody(t *testing.T) {
	s := serve(t)
	_, a := s.concluded()
	d, err := s.svc.Start(ctx, s.anna, negotiation.Beginning{Kind: negotiation.Amendment, Agreement: a.ID})
	s.must(err)
	s.contact(d, "Kim Ny (Demo)")
	for _, who := range []policy.Actor{s.af, s.anna, s.birgit} {
		_, err = s.svc.Approve(ctx, who, d.ID, s.seen(d.ID, 1))
		s.must(err)
	}
	path := a.Path() + "/text"
	s.as(s.anna).see(path, "Kim Ny (Demo)", "samordnare")
	s.as(s.signatory).see(path, "Kim Ny (Demo)")
	for name, body := range map[string]string{"another municipality": s.as(s.outsider).see(path, "samordnare", "visas bara för parterna"), "anybody": s.nobody().see(path, "samordnare")} {
		if strings.Contains(body, "Kim Ny") {
			t.Errorf("%s reads who the contact person is", name)
		}
	}
}

// nobody is a reader who has not signed in.
func (s *site) nobody() *site {
	s.cookie = ""
	return s
}
