// Package mypages is my pages: one page over every authority that has something about the person who has signed in.
//
// It owns no table and no rule, but the addresses below /mina-sidor. Who the person is to Samsyn is seeker's, what an
// authority has and tells on which ground is person's, what is asked is enquiry's; the pages put them together, for the
// person alone, and say of each which authority it is from. What a room adds to them is a Panel.
//
// Nothing on the pages is another person's, nor an internal note of an authority's; each reading stands in the log.
package mypages
