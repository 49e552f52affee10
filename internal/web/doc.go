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
// # A write of the API with an Idempotency-Key
//
//	(none) ──claim──► begun ──act──► acted ──answer──► answered ──a day──► (none)
//	                  │  ▲ │ └─ nothing was to be done: answered; no answer could be given: (none)
//	                  └──┘ the process was killed: the next call claims it
//
// The claim is its own transaction; the mark that it acted stands in the act's. What acted and never answered is told
// again from how the thing is now (Router.Again).
//
// # A page
//
//	rt.Handle("GET /kommuner", policy.ReadMunicipality, func(r *web.Request) (web.Response, error) {
//		q := r.ReadQuery()                       // filters stand in the address
//		county := q.Choice("lan", codes)
//		if err := q.Err(); err != nil { return web.Response{}, err }
//		list := web.List[Row]{File: "kommuner", Columns: columns, Rows: web.Stretches(…)}
//		if r.Format() != "" { return list.Export(r) }   // ?format=csv, ?format=xlsx
//		table, err := list.Table(r)
//		return web.Page(title, page(table)).Part("rows", ui.TableOf(table)), err
//	})
//
// # A form
//
//	f, err := r.ReadForm()
//	if err != nil { return web.Response{}, err }
//	in := Input{Name: f.Text("name", web.Required), From: f.Date("from")}
//	if f.OK() {
//		err = s.Save(r.Context(), r.Actor, in)
//		if err == nil { return web.Redirect("/…").Message(ui.Good, saved), nil }
//		if !f.Take(err) { return web.Response{}, err }
//	}
//	return web.Page(title, page(form.Fill(f.Values()).WithFault(f.Err()))).Status(f.Status()), nil
//
// # Words in an address
//
// lang chooses the language, after the place in a list (Cursor), sort its order (a minus turns it around), format the
// file, till where to go after sign-in, fortsatt a kept form.
//
// Router.Handle is the only way for a page and API the only way for JSON; both put a line in Router.Routes, which the
// tests of the whole house loop over.
package web
