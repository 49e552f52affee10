// Package template is the national template for local agreements, in numbered versions, and the support that comes with
// it: guidance beside each clause, a checklist per phase, and requests for help to SKR or Arbetsförmedlingen.
//
// A published version never changes. There is at most one next version. SKR and Arbetsförmedlingen keep the template
// together, so exactly the same content of the next version is approved by a template lead of each before it is
// published; whoever changes it after an approval takes the approvals back:
//
//	           begin                 approve (SKR, AF)                  publish
//	(latest) ────────▶ next version ──────────────────▶ approved by both ───────▶ published, the latest
//	   ▲                 │       ▲                          │
//	   └──────drop───────┘       └───────── change ─────────┘
//
// A request for help is timed:
//
//	ask ──▶ open ──answer──▶ answered ──close──▶ closed
//	          ▲                  │
//	          └─────follow up────┘
//
// It owns the tables template_*, the pages /mall and /stod, the API's templates, and the files data/version-1.json (the
// first version, in the format of docs/template-file.md) and data/checklist.json.
//
// It does not know agreements or drafts: what a checklist is ticked under, and which draft a question is about, are
// words to it, and who may tick is for the room that owns the thing to say.
package template
