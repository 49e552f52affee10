// Package handover is one authority's asking another to receive a person (remiss): a conversation that ends only when
// the other has accepted, or returned it with a reason.
//
// It owns the tables handover*, the pages /overlamningar and the operations /api/v1/handovers.
//
//	        ┌──ask more──► paused ──give more──┐
//	sent ► open ◄──────────────────────────────┘
//	        │ accept            │ return, with a reason      │ take back
//	        ▼                   ▼                            ▼
//	     accepted            returned                    withdrawn
//	        │ first contact with the person
//	        ▼
//	  (the former referent's sight ends on its day)
//
// Nothing is pushed: until it is accepted the receiver has a preview and nothing more, which says what support is wanted
// and from where, and not who the person is. The letter is the sender's own and leaves it in the very act in which the
// receiver accepts. Accepting and taking back are one decision: whichever comes first holds, and the other is told so.
//
// When it is accepted a matter begins (package matter), and both who work with the person are named in it. Whoever handed
// over keeps sight of the matter for a set time, or as long as it lasts when the two are to plan together.
//
// It does not know what becomes of the person in the matter.
package handover
