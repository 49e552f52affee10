// Package record keeps what the law asks of an authority's documents: a registry number for each, how long it is
// kept, and how it is destroyed.
//
// It owns the tables record_series, record_number, record_retention, record_hold, record_disposal and
// record_disposal_item, the pages /admin/gallring*, the form of registry numbers, archive packages, and the disposal protocol
// (gallringsprotokoll). Nothing is destroyed without a retention rule with its legal source, nothing on hold, and
// nothing by one person alone:
//
//	            another person              the room erases, audit disposes of the trail's lines
//	proposed ──────approve──────▶ approved ──────carry out──────▶ carried out
//	   └───────────refuse───────▶ refused
//
// Where the authority asks for it, what is approved must be exported as an archive package before it is carried out.
//
// It does not know any room: app gives, for each kind of thing, how the room packs and erases it. Rooms say
// what is closed, and the authority's rules are applied here: when it is listed, proposed and carried out.
package record
