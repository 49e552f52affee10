// Package measure is the toolbox (verktygslåda): the list of measures (insatser) that Arbetsförmedlingen, boards and others
// offer, where, for whom, on which conditions and with how many places.
//
// An entry is kept by the authority that offers it or has it carried out, and is seen by everybody. What sort of measure it
// is and who decides on it comes from the schemes of law. What it helps with is said in the needs of matter, so that a need
// that was judged leads to the measures that meet it. Its conditions are rules that say why they are not met (Fits).
//
//	offered ──the authority changes or confirms it, at least once a month (K14.1)──▶ offered
//	   │  ▲
//	 pause go on          places: nobody is placed beyond them, by how many at once ever (Take)
//	   ▼  │
//	paused ──▶ ended, in history only
//
// It owns the tables measure*, the pages /insatser and the operations /api/v1/measures.
//
// It does not know any person, nor who is referred to what.
package measure
