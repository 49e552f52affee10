package apptest

import (
	"time"

	"samsyn/internal/directory"
	"samsyn/internal/incident"
	"samsyn/internal/policy"
)

// incident is one of the board's that the agency is told of; each decides on its own entry and closes it.
func (d *destroying) incident() {
	ctx, c := d.t.Context(), d.c
	i, err := d.Incidents.Report(ctx, d.asks, incident.Input{Sort: incident.Disclosed, Discovered: d.DB.Now().Add(-time.Hour), Text: c.word("händelse"), Persons: 1,
		Categories: []incident.Category{incident.Seekers}, Concerned: []string{directory.PES}})
	d.must(err)
	ours, theirs := auditorAt(d.asks.Authority), auditorAt(directory.PES)
	_, err = d.Incidents.TellParty(ctx, ours, incident.Key{ID: i.ID}, directory.PES, c.word("meddelande"))
	d.try(err)
	there, err := d.Incidents.List(ctx, d.DB, theirs, incident.Filter{State: incident.Open, Told: true})
	d.must(err)
	if len(there) != 1 {
		d.t.Fatalf("the agency has %d entries", len(there))
	}
	_, err = d.Incidents.Acknowledge(ctx, theirs, incident.Key{ID: there[0].ID})
	d.try(err)
	for id, who := range map[string]policy.Actor{i.ID: ours, there[0].ID: theirs} {
		key := incident.Key{ID: id}
		_, err = d.Incidents.Supervise(ctx, who, key, incident.Supervision{Notified: incident.No, Why: c.word("skäl")})
		d.try(err)
		_, err = d.Incidents.Inform(ctx, who, key, incident.Information{Told: incident.No, Why: c.word("skäl")})
		d.try(err)
		said := c.word("deras lärdomar")
		if who.Authority == d.asks.Authority {
			said = c.word("lärdom")
		}
		_, err = d.Incidents.Close(ctx, who, key, said)
		d.try(err)
	}
}

// auditorAt reviews the log at an authority, and assesses its incidents.
func auditorAt(authority string) policy.Actor {
	return policy.Actor{ID: "prov", Name: "Prova Granskare (Demo)", Authority: authority, Roles: []policy.Role{policy.LogAuditor}}
}
