// Package public is the open pages: the front page, what Samsyn is, how it counts, how accessible it is, what it does
// with personal data, and its open data with their description for dataportal.se.
//
// It owns no table and no rule. It owns the addresses /, /om, /tillganglighet, /personuppgifter, /sa-raknar-vi, /data,
// /data/katalog.rdf, /data/katalog.ttl and /komponenter. It reads what agreement and directory know, and nothing about any person.
//
//   - front.go: the front page
//   - page.go: what the pages of running text are made of
//   - about.go, accessibility.go, privacy.go, counting.go: those pages, each a text with links
//   - datasets.go, data.go: the list of open data and its page
//   - dcat.go, dcatset.go: its description for data portals; graph.go, rdfxml.go, turtle.go: how that is written
package public
