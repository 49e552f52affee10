// Package negotiation is the drafting of an agreement: the parties write, comment, answer and approve one text until all
// of them stand behind the same version, which can then be signed.
//
//	            propose              all approve            begin signing
//	drafting ───────────▶ proposed ─────────────▶ approved ──────────────▶ signing ──▶ concluded
//	   ▲                     │  ▲                     │  ▲                    │
//	   │   take the pen      │  │    take it back     │  │    refused         │
//	   └─────────────────────┘  └─────────────────────┘  └────────────────────┘
//	   └──────────────── withdraw, or twelve weeks without a step ──▶ withdrawn, expired (not while signing)
//
// One party at a time holds the pen and changes the document field by field. What it proposes is frozen as a numbered
// version: a full copy with its digest. The others comment on single fields; when somebody then takes the pen, only the
// commented fields are open. Approving is not signing: a coordinator approves a version by its number and digest, and a
// version that is not the latest cannot be approved.
//
// A draft is for a new agreement, or begins from one: an amendment (only what is chosen changes; Needs says whose
// signature that takes), a renewal, or a municipality that joins. Version 0 is what the draft began from.
//
//   - draft.go, pen.go, fields.go, needs.go, todo.go, base.go: the rules; pure
//   - store*.go: the rows · service*.go: the acts · expire.go: what runs by the clock · pages*.go, api.go: what is seen
//
// It owns the tables negotiation_draft, _party, _text, _approval, _thread, _comment, _file and _warning, the pages under
// /utkast, and the API's drafts. It does not know signatures, nor what follows from an agreement in force.
package negotiation
