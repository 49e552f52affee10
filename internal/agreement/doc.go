// Package agreement is the register of local agreements (lokala överenskommelser, LÖK) between Arbetsförmedlingen and
// the municipalities, and the answer to which municipalities have one on any date.
//
// An agreement binds Arbetsförmedlingen and one or several boards of one or several municipalities. What is kept of it
// is its dates; what it is on a day is computed from them (State), so nothing has to be changed when a day passes:
//
//	announced ─┐                          ┌─▶ expired     (the last day has passed)
//	declined   │   not yet ──▶ in force ──┤
//	           │                  │       └─▶ terminated  (ended before its time)
//	           │                  ▼
//	           │           ends within 90 days, still in force
//	           └─ kept as what they are: a municipality's stated intention or refusal in a period, not an agreement
//
// One agreement at a time is in force for a municipality (K1.2 of the clause library). Coverage counts municipalities,
// not documents (K28.3).
//
// It owns the tables agreement, agreement_party, agreement_import and agreement_import_copy, the pages /oversikt, /overenskommelser and /inlasning, the open data
// /data/overenskommelser.csv and /data/tackning.csv, and the API's agreements and coverage. It reads the directory's
// published views for names, boards and populations.
//
// It does not know the text of an agreement, its commitments or how they are kept, and no person at all.
package agreement
