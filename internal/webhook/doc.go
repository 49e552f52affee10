// Package webhook tells an authority's programs that something has happened, so that they need not ask again and again.
//
// It owns the tables webhook_*, the pages /admin/webhookar and the operations /api/v1/webhooks. A subscription says
// which program (an API key of the authority) is told of what, at which address, signed by which secret. A room tells
// in the act that it tells of, so a delivery exists if and only if the act does:
//
//	told ──job──► sent            the receiver answered 2xx
//	 │    ▲ └────► withheld       the program may not read the thing (any longer), or the subscription has ended
//	 │    └─again─ stuck          the receiver did not take it in any of the tries (package job: growing pauses)
//
// What is sent is the kind of event, the kind and id of the thing, and when: never who it is about. The program fetches
// the rest with its key, under the rules of the access table.
//
// Addresses are https on the public network. Redirects are not followed, names are checked when they are connected to
// and not before, and only a demo or a test may speak to its own machine.
//
// It does not know what events mean (rooms name them, app lists them) or how keys are kept (app asks account).
package webhook
