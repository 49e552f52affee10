package statutory

import (
	"context"
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/sdk"
)

// Way is where a notice goes, and why.
type Way struct {
	Authority string
	Unit      string
	Path      contact.Path // zero: it stands in the authority's own list
	Why       []language.Text
	far       *far // it leaves by SDK
}

// far is a function in another installation or another system.
type far struct{ organisation, function string }

// topics are what a contact path says it takes that a notice to a party is closest to.
func topicFor(p law.NoticeParty) contact.Topic {
	switch p {
	case law.NoticeEducation:
		return "M-EDUCATION"
	case law.NoticeIncome:
		return "M-INCOME"
	}
	return "Q-PLAN"
}

// WayFor says where a notice of a type goes from an authority in a municipality: the contact path that takes what it is
// closest to, else the agency, or the board that the directory says has the activity. The duty holds whether or not anybody
// has entered a contact path.
func WayFor(ctx context.Context, q db.Reader, t law.Notice, from, municipality string) (Way, error) {
	routing, err := contact.Route(ctx, q, contact.Ask{From: from, Municipality: municipality, Topic: topicFor(t.To), Personal: true})
	if err != nil {
		return Way{}, err
	}
	if p := routing.Path; !routing.Hole && (p.Channel == contact.Samsyn || p.Channel == contact.SDK) {
		if ok, err := isParty(ctx, q, t.To, p.Authority, p.Unit); err != nil || ok {
			return byPath(p, routing.Why), err
		}
	}
	return holder(ctx, q, t.To, from, municipality)
}

func byPath(p contact.Path, why []language.Text) Way {
	w := Way{Authority: p.Authority, Unit: p.Unit, Path: p, Why: why}
	if p.Channel != contact.SDK {
		return w
	}
	if organisation, function, ok := sdk.Address(p.Address); ok {
		w.far = &far{organisation, function}
		return w
	}
	return Way{Authority: p.Authority, Unit: p.Unit, Why: why} // the address cannot be used; the authority has its list
}

// holder is the authority that a notice is for, without a contact path.
func holder(ctx context.Context, q db.Reader, p law.NoticeParty, from, municipality string) (Way, error) {
	t := language.T
	if p == law.NoticePES {
		return Way{Authority: directory.PES, Why: []language.Text{t("Ingen kontaktväg tar emot den. Den läggs i Arbetsförmedlingens lista.", "No contact path takes it. It is put in the list of the Public Employment Service.")}}, nil
	}
	boards, err := directory.Boards(ctx, q, municipality, calendar.DateOf(q.Now()))
	if err != nil {
		return Way{}, err
	}
	for _, b := range boards {
		ok, err := isParty(ctx, q, p, b.ID, "")
		if err != nil {
			return Way{}, err
		}
		if ok && b.ID != from {
			return Way{Authority: b.ID, Why: []language.Text{t("Katalogen säger att %s är %s. Ingen kontaktväg tar emot den, så den läggs i nämndens lista.", "The directory says that %s is %s. No contact path takes it, so it is put in the board's list.").With(b.Title(), p.Name())}}, nil
		}
	}
	return Way{}, fault.New(fault.Invalid, cannotSend, fault.Field(fieldPlace, noReceiver))
}

// isParty tells whether an authority, or a unit of it, is what a type asks for today.
func isParty(ctx context.Context, q db.Reader, p law.NoticeParty, authority, unit string) (bool, error) {
	if p == law.NoticePES || authority == directory.PES {
		return (p == law.NoticePES) == (authority == directory.PES), nil
	}
	areas, err := directory.AreasOf(ctx, q, authority, unit, calendar.DateOf(q.Now()))
	return slices.Contains(areas, directory.BranchArea(p)), err
}

// Offered gives the types that somebody can give a notice of now: those that are their authority's, and hold for an event
// today.
func Offered(ctx context.Context, q db.Reader, actor policy.Actor) (list []law.Notice, err error) {
	switches, err := Switches(ctx, q)
	if err != nil || !policy.May(actor, policy.SendStatutory) {
		return nil, err
	}
	for _, t := range law.Notices() {
		if !t.Prescribed(calendar.DateOf(q.Now()), switches[t.ID].Applies) {
			continue
		}
		ok, err := isParty(ctx, q, t.From, actor.Authority, actor.Unit)
		if err != nil {
			return nil, err
		}
		if ok {
			list = append(list, t)
		}
	}
	return list, nil
}
