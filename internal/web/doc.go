// Package web is how the house speaks HTTP: pages for people, JSON for programs, files for both.
//
// It owns the router and its table of routes, the request as a handler sees it, forms that lose nothing, answers
// (pages, fragments, redirects, files, exports), the way a fault is told, sessions, rate limits, the API's frame
// with its OpenAPI document, and what surrounds every answer: headers, logs, metrics, limits, compression, health.
// Its tables are session, rate and idempotency.
//
// It does not know any room: a room hands it patterns, actions and handlers. Who stands behind a session or an API
// key is asked of app (Options.Authenticate, Options.AuthenticateKey); what a role may do is asked of policy.
//
// # One request
//
//	ServeHTTP: id, trace, recover, log, metrics → headers → compression → cross-origin check
//	  → route: body limit, language, session → policy.May → handler → Response or fault
//	  → page, fragment, redirect, file, or problem document
//
// Router.Handle is the only way for a page and API the only way for JSON; both put a line in Router.Routes, which the
// tests of the whole house loop over.
package web
