// Package cast is the people and authorities of every test, demo, screenshot and manual, and the maker of the demo's
// Sweden. All persons, boards' names, units, offices and agreements here are invented and say so, "(Demo)"; the
// municipalities and their figures are real. Personal numbers come from Skatteverket's list of test numbers alone.
//
// It writes through the rooms' own services, as a user would, so that the demo shows nothing that the product cannot do.
// It owns no table.
package cast
