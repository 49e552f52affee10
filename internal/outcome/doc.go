// Package outcome is what became of somebody whom two authorities planned with (utfall): work, subsidised work, studies or
// something else, said when the matter is closed and followed up after 90 and 180 days and twelve months.
//
// It owns the tables outcome*, the pages /utfall and the operations /api/v1/outcomes. Each authority says what it knows
// itself, and what it knows stays with it: nothing is told the other side, so that no ground is needed for asking the
// person or looking in the own file; of what another authority has told, the ground on which it did is noted.
//
//	closed ──► waiting (closing) ──say──► noted ──say again──► noted, with what was said before kept
//	      └──► waiting (90, 180 days, 12 months) ──the day comes──► whoever works with the person is told
//
//	waiting ──the matter is reopened, the processing is restricted──► dropped
//
// That nothing is known is an answer. The share of plans that led to work or study (K4.2) is a fact without anybody in it,
// judged when a plan becomes twelve months old, and again when somebody says more.
//
// It does not know how people come to matters (handover) or what a plan holds (plan).
package outcome
