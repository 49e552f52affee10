// Package corpus is the view of all agreements in force as one text, beside the template that they come from: who
// deviates where and why, what a new template version would change and for whom, and what is promised across the
// country.
//
// It owns no table and no rule of drafting: it reads the texts of negotiation, the promises of commitment, the register
// of agreement and the versions of template, and it leads on. What it shows is open to anyone, since agreements in force
// are public documents; to propose an amendment is negotiation's act, by negotiation's right.
//
// It owns the addresses /oversikt/texter, /oversikt/texter/avvikelser, /oversikt/texter/paragraf/{clause},
// /oversikt/texter/mall/{no}, /oversikt/ataganden, /oversikt/ataganden/{metric}, and in the API /clauses and
// /commitments/targets.
//
//   - country.go: the agreements in force with their municipalities, and each one's text in turn
//   - standing.go: how an agreement has one clause of the template; counts; deviations
//   - change.go: what a template version would change in one text
//   - targets.go: the distribution of the targets that are agreed
//   - pages*.go, api.go: how it is read
package corpus
