// Package clause is the text of an agreement as data: numbered clauses with typed variables, the commitments that the
// clauses carry, and what a local agreement says otherwise than the template.
//
// A Document is what is frozen with a version: the template's clauses in full, the values that the parties filled in,
// the commitments with their targets, and the deviations. The national text stays one text in numbered versions; what is
// chosen locally stands in Values, Commitments and Deviations, where it can be seen in one place and counted. The prose
// of a clause is never edited in a draft: what the parties want otherwise is a Deviation with its reason.
//
// It compares two documents (Compare), says which fields differ (so that a negotiation can open single fields), checks
// them (CheckTemplate, CheckComplete) and reads them out with the values in place (Words).
//
// It does not know where documents are kept, who may change them, or how a measure is computed: a measure is named by
// its id in the catalogue of facts.
package clause
