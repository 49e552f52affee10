// Package request is what a person asks of one authority (begäran): a question, a meeting, an extract of the data, a
// correction, a restriction of the processing, an objection, a complaint. It comes from the person's own pages, by
// telephone, in person or by letter, from the person, a guardian or somebody with a power of attorney, and leaves the same
// trace whichever way it came.
//
//	received ──take──▶ taken ──ask more──▶ (waits) ──give more──▶ taken
//	    │                │
//	    │                ├─answer─▶ answered ─┐
//	    │                ├─grant──▶ granted  ─┤ told, as the person wished   it helped, or silence
//	    │                ├─refuse─▶ refused  ─┼────────────────────────────▶ closed
//	    │                └─offer──▶ offered  ─┘                                 │
//	    ▲                                     └──────── it did not help: ───────┤
//	    └──────────────────── a new round ──────────────────────────────────────┘
//	withdrawn (by the person, before it is decided)
//
// Questions and wishes for a meeting have so many working days until the person has been told, by the same clock as
// questions between authorities; the rights of data protection have one month, which may be made three with a reason told
// before the month is out. The clock stands still only for the former, while the person is asked for more.
//
// A request is about the authority's own record of the person, which is made when there is none: that there was none shows
// nowhere. What it says is sealed. A colleague of the unit sees that there is one and when it is due; who has asked and
// what, only who handles it or stands in, and of somebody with a protected identity only those named for that person.
//
// It owns the tables request*, the pages /begaran, a part of the page of a person, and the operations /api/v1/requests.
//
// It does not know how a person signs in, nor what other rooms have about a person: they say so to package person.
package request
