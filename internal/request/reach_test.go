package request_test

import (
	"strings"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/request"
)

// A colleague of the unit sees that there is one and when it is due; who and what only who handles it, until it is given away.
func TestTheUnitSeesThatThereIsOne(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		r := h.asked(h.elin, asking(request.Question), false)
		h.expect(r, nil, "received live phone 1")
		if got := h.told(request.NewsArrived); len(got) != 1 || got[0] != h.anna.ID {
			t.Errorf("told of it: %v", got)
		}
		for who, actor := range map[string]policy.Actor{"who wrote it down": h.elin, "a colleague": h.nora, "the coordinator": h.anna} {
			v, err := h.svc.Open(ctx, actor, r.ID)
			if h.must(err); v.Reads || v.Content != (request.Content{}) || v.Who.Name != "" || v.Events[0].Said != "" {
				t.Errorf("%s reads %+v", who, v.Content)
			}
			if items, err := h.svc.List(ctx, h.DB, actor, request.Filter{}); err != nil || len(items) != 1 {
				t.Errorf("%s lists %d, %v", who, len(items), err)
			}
		}
		_, err := h.svc.Answer(ctx, h.nora, key(r), request.Reply{Text: "Ja."})
		h.refused(err, fault.NotFound, "answered by who has not taken it")
		_, err = h.svc.Take(ctx, h.anna, key(r))
		h.refused(err, fault.Invalid, "taken by who handles no such things")
		r, err = h.svc.Give(ctx, h.anna, key(r), h.elin.ID)
		h.expect(r, err, "taken live phone 1")
		_, err = h.svc.Give(ctx, h.anna, key(r), h.ture.ID)
		h.refused(err, fault.Invalid, "given to another authority's")
		r, err = h.svc.Take(ctx, h.nora, key(r))
		h.expect(r, err, "taken live phone 1")
		if v, err := h.svc.Open(ctx, h.elin, r.ID); err != nil || v.Reads {
			t.Errorf("who had it reads on: %v", err)
		}
		if err := policy.Check(ctx, h.DB, h.elin, policy.ReadPerson, person.Person{ID: r.Person}.Ref()); !fault.Is(err, fault.Denied) {
			t.Errorf("who had it is named on the person still: %v", err)
		}
		v, err := h.svc.Open(ctx, h.nora, r.ID)
		if h.must(err); !v.Reads || v.Content.Text == "" {
			t.Error("who handles it does not read it")
		}
		n, err := db.One[int64](ctx, h.DB, "SELECT COUNT(*) FROM trail_entry WHERE action = $1", policy.ReadRequestText)
		if h.must(err); n != 1 {
			t.Errorf("%d readings are noted", n)
		}
	})
}

// Another authority sees nothing, and is answered as if there were nothing.
func TestAnotherAuthoritySeesNothing(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		r := h.ask(request.Extract)
		for who, actor := range map[string]policy.Actor{"the agency": h.maja, "another board": h.ture} {
			_, err := h.svc.Open(ctx, actor, r.ID)
			_, none := h.svc.Open(ctx, actor, "none")
			if h.refused(err, fault.NotFound, who); err.Error() != none.Error() {
				t.Errorf("%s: %v is another answer than %v", who, err, none)
			}
			_, err = h.svc.Take(ctx, actor, key(r))
			h.refused(err, fault.NotFound, who+" taking it")
			_, err = h.svc.TakeOut(ctx, actor, r.ID)
			h.refused(err, fault.NotFound, who+" taking the data out")
			h.refused(h.svc.Number(ctx, actor, r.ID, "X 1"), fault.NotFound, who+" numbering it")
			items, err := h.svc.List(ctx, h.DB, actor, request.Filter{Box: request.AnyBox})
			if h.must(err); len(items) != 0 {
				t.Errorf("%s lists %d", who, len(items))
			}
		}
	})
}

// What is asked is answered the same whether the authority had a record of the person or not, and whether it is protected.
func TestThatThereWasNoRecordShowsNowhere(t *testing.T) {
	each(t, func(h *house) {
		known, unknown := asking(request.Question), asking(request.Question)
		h.record(number)
		unknown.Number = digits(another)
		a, b := h.asked(h.elin, known, false), h.asked(h.elin, unknown, false)
		if a.Due != b.Due || a.State != b.State || a.Way != b.Way {
			t.Errorf("one is %+v, the other %+v", a, b)
		}
		x, err := h.svc.Take(t.Context(), h.elin, key(b))
		h.expect(x, err, "taken live phone 1")
	})
}

// protected is a record of somebody with a protected identity, whom Nora alone may handle.
func (h *house) protected() person.Person {
	h.t.Helper()
	p := h.record(third, h.nora, h.elin)
	h.must(h.persons.Protect(h.t.Context(), h.nora, p.ID, p.Version, person.Marker, date("2026-01-01"), []string{h.nora.ID}))
	return p
}

// Somebody with a protected identity: only those named see that there is anything, by telephone or in person, never by letter.
func TestAProtectedIdentityIsSeenByThoseNamedAlone(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		h.protected()
		in := asking(request.Question)
		in.Number, in.Wish, in.Phone, in.Address = digits(third), request.Letter, "", "Provgatan 7"
		h.hooked, h.news = nil, nil
		plain := asking(request.Question)
		plain.Wish, plain.Phone, plain.Address = request.Letter, "", "Provgatan 7"
		r, other := h.asked(h.elin, in, true), h.asked(h.elin, plain, true)
		if r.Due != other.Due {
			t.Errorf("it is answered otherwise: %v, %v", r.Due, other.Due)
		}
		if got := h.told(request.NewsArrived); len(got) != 1 || got[0] != h.nora.ID {
			t.Errorf("told of it: %v", got)
		}
		for who, actor := range map[string]policy.Actor{"who wrote it down": h.elin, "the coordinator": h.anna} {
			_, err := h.svc.Open(ctx, actor, r.ID)
			h.refused(err, fault.NotFound, who)
			items, err := h.svc.List(ctx, h.DB, actor, request.Filter{Box: request.AnyBox})
			if h.must(err); len(items) != 1 || items[0].ID == r.ID {
				t.Errorf("%s lists %v", who, items)
			}
			if n, err := h.svc.Count(ctx, h.DB, actor); err != nil || n.Live != 1 {
				t.Errorf("%s counts %+v, %v", who, n, err)
			}
		}
		r, err := h.svc.Take(ctx, h.nora, key(r))
		h.expect(r, err, "taken live phone 1")
		_, err = h.svc.Give(ctx, h.nora, key(r), h.elin.ID)
		h.refused(err, fault.Invalid, "given to who may not see the person")
		r, err = h.svc.Answer(ctx, h.nora, key(r), request.Reply{Text: "På fredag."})
		h.expect(r, err, "answered live phone 1")
		for range 3 {
			r, err = h.svc.Called(ctx, h.nora, key(r), false)
			h.expect(r, err, "answered live phone 1")
		}
		r, err = h.svc.Called(ctx, h.nora, key(r), true)
		h.expect(r, err, "answered told phone 1")
		for _, event := range h.hooked[2:] {
			t.Errorf("a program was told: %s", event)
		}
	})
}

// An extract holds what the authority has and nothing of another's; one by number, at the machine, is not made of somebody
// protected, in the same words as of somebody unknown.
func TestTheExtractIsTheAuthoritysOwn(t *testing.T) {
	each(t, func(h *house) {
		ctx := t.Context()
		elsewhere := asking(request.Complaint)
		elsewhere.Text = "Falun svarar inte."
		h.asked(h.ture, elsewhere, true)
		r := h.ask(request.Extract)
		q := h.ask(request.Question)
		_, err := h.svc.AskMore(ctx, h.elin, key(q), "Vilket beslut?")
		h.must(err)
		x, err := h.svc.TakeOut(ctx, h.elin, r.ID)
		h.must(err)
		text, err := x.JSON("sv")
		h.must(err)
		for _, has := range []string{"Nora Testberg (Demo)", number, "När kommer beslutet? (Demo)", "Vilket beslut?", "elin (Demo)"} {
			if !strings.Contains(string(text), has) {
				t.Errorf("the extract lacks %q", has)
			}
		}
		if strings.Contains(string(text), "Falun") {
			t.Error("the extract holds what another authority has")
		}
		if content, err := x.Render("sv"); err != nil || len(content) < 1000 {
			t.Errorf("as PDF it is %d bytes, %v", len(content), err)
		}
		n, err := db.One[int64](ctx, h.DB, "SELECT COUNT(*) FROM trail_entry WHERE action = $1", policy.ExtractPerson)
		if h.must(err); n != 1 {
			t.Errorf("%d extracts are noted", n)
		}
		_, err = h.svc.TakeOut(ctx, h.elin, q.ID)
		h.refused(err, fault.NotFound, "of a question")
		_, err = h.svc.TakeOut(ctx, h.nora, r.ID)
		h.refused(err, fault.NotFound, "by a colleague")
		h.protected()
		by := policy.Process("samsyn extract")
		_, err = h.persons.TakeOutOf(ctx, by, h.board, digits(number))
		h.must(err)
		_, guarded := h.persons.TakeOutOf(ctx, by, h.board, digits(third))
		_, unknown := h.persons.TakeOutOf(ctx, by, h.board, digits("200401012380"))
		if h.refused(guarded, fault.NotFound, "of somebody protected"); guarded.Error() != unknown.Error() {
			t.Errorf("%v is another answer than %v", guarded, unknown)
		}
	})
}
