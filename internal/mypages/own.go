package mypages

import (
	"slices"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/handover"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/web"
)

// own is all that is about the person who reads, over every authority.
type own struct {
	reader
	now       time.Time
	records   []person.Opened
	grounds   []person.Ground
	questions []enquiry.OwnQuestion
	handovers []handover.Handover
	named     map[string][]string // accounts of staff, by record
	staff     map[string]string   // their names
	names     map[string]directory.Authority
	paths     map[string][]contact.Path // open to the public, by authority
}

// read opens the person's own records, which is noted, with what hangs on them.
func (v *View) read(r *web.Request) (own, error) {
	ctx, q := r.Context(), v.Trail.DB()
	o := own{reader: readerOf(r), now: q.Now(), paths: map[string][]contact.Path{}}
	records, err := person.Own(ctx, q, r.Actor)
	if err != nil || len(records) == 0 {
		return o, err
	}
	err = v.Trail.Do(ctx, r.Actor, func(tx *audit.Tx) (err error) {
		o.records, err = v.Persons.OpenOwn(ctx, tx, r.Actor)
		return err
	})
	if err != nil {
		return o, err
	}
	if o.grounds, err = v.Persons.OwnGrounds(ctx, q, records); err != nil {
		return o, err
	}
	if o.questions, err = enquiry.Own(ctx, q, r.Actor); err != nil {
		return o, err
	}
	if o.handovers, err = handover.Own(ctx, q, r.Actor); err != nil {
		return o, err
	}
	return o, v.around(r, &o)
}

// around reads who handles, what authorities are called and how they are reached.
func (v *View) around(r *web.Request, o *own) (err error) {
	ctx, q, day := r.Context(), v.Trail.DB(), calendar.DateOf(o.now)
	var records, staff []string
	for _, p := range o.records {
		records = append(records, p.ID)
	}
	if o.named, err = person.Named(ctx, q, records, day); err != nil {
		return err
	}
	for _, accounts := range o.named {
		staff = append(staff, accounts...)
	}
	if o.staff, err = account.NamesOf(ctx, q, staff); err != nil {
		return err
	}
	if o.names, err = directory.Authorities(ctx, q, o.authorities(), day); err != nil {
		return err
	}
	var places []string
	for _, a := range o.names {
		if a.MunicipalityCode != "" {
			places = append(places, a.MunicipalityCode)
		}
	}
	for _, p := range o.records {
		if o.paths[p.Authority], err = contact.ForPersons(ctx, q, p.Authority, places, o.protected(), day); err != nil {
			return err
		}
	}
	return nil
}

func (o own) authorities() (ids []string) {
	ids = append(ids, directory.PES)
	for _, p := range o.records {
		ids = append(ids, p.Authority)
	}
	for _, g := range o.grounds {
		ids = append(ids, g.From, g.To)
	}
	for _, e := range o.questions {
		ids = append(ids, e.Asker, e.Receiver)
	}
	for _, h := range o.handovers {
		ids = append(ids, h.Sender, h.Receiver)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (o own) persons() (list []person.Person) {
	for _, p := range o.records {
		list = append(list, p.Person)
	}
	return list
}

// protected tells whether any authority has the person's identity as protected today. Then nothing on the pages says where.
func (o own) protected() bool {
	return slices.ContainsFunc(o.records, func(p person.Opened) bool { return p.Protected(calendar.DateOf(o.now)) })
}

// authority names an authority; of somebody whose identity is protected not where it is.
func (o own) authority(id string) string {
	a, ok := o.names[id]
	switch {
	case id == directory.PES:
		return "Arbetsförmedlingen"
	case !ok:
		return o.say(language.T("en annan myndighet", "another authority"))
	case o.protected():
		return a.Name
	}
	return a.Title()
}

// by names whoever handles the person's matters on a record.
func (o own) by(record string) (names []string) {
	for _, id := range o.named[record] {
		if name := o.staff[id]; name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
