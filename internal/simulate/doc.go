// Package simulate makes an invented Sweden: 290 municipalities, the agency's units, people on duty, agreements that begin
// and expire, and years of questions with their answers, pauses and delays. A seed decides all of it, down to ids, keys,
// salts and nonces, so that the same seed and arguments give the same trail, whatever engine and however often it was cut
// off. It also makes the demo's daily work, in the demo's own time and with real randomness.
//
// What happens is a plan that follows from the seed alone (question.go, by the figures of sweden.go). It is done in the
// order of its instants, act by act, through the services that people use, many acts in one durable commit; in the same
// commit the package notes how far it has come. Cut off, it reckons the plan again and goes on after the last act that
// stands.
//
//	begin ──▶ set the stage ──▶ day by day: what the clock does at midnight, then the moves of the day ──▶ finished
//	(reference data)  (who there is)        └──── a commit every thousand acts ────┘
//
// It owns the tables simulate_progress and simulate_open, which no other room reads, and keys that say of themselves that
// they are simulated (seal.Simulated): the service refuses them.
//
// It does not know pages or people's sign-in, and asks no personal number but test numbers of Skatteverket.
package simulate
