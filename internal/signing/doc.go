// Package signing lets the parties sign one frozen version of an agreement, and keeps the proof of it.
//
// A Round is bound to one version of a draft by its digest. It has slots: for each party one or two signatories
// (political and administrative), in groups that sign one after the other; within a group the order is free. Each slot
// stands on a recorded delegation. A signature is an account's, shown anew by step-up (internal/signin), or a paper that
// one side brings and the other confirms.
//
//	        every slot signed
//	open ──────────────────────▶ completed   (the agreement is in the register in the same act)
//	  │  a signatory says no
//	  ├──────────────────────▶ refused      (the negotiation is open again, with the reason)
//	  │  a party takes it back
//	  └──────────────────────▶ withdrawn    (the negotiation is open again)
//
//	slot: waiting ──▶ signed | refused;  waiting ──▶ brought (a paper, not confirmed) ──▶ signed
//
// It owns the tables signing_*, the pages /underskrifter and /underskrift, and the sealed PDF of a signed agreement.
//
// It does not know how a text is negotiated, and it makes no claim about the levels of the eIDAS regulation: what it
// keeps is who signed, in which capacity, on which delegation, how they showed who they were, and when.
package signing
