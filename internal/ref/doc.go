// Package ref names a thing in any room: what kind it is and its id. It owns the form of that name. It does not
// know the rooms, so any room can point at any other without importing it.
package ref
