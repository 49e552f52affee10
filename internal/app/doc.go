// Package app is the only place that knows all rooms: it opens the house, gives each room what it asks for, joins panels
// and hooks, and runs what runs while the service does.
//
// It owns the table app_node, by which the nodes tell which keys they have, and no rule.
package app
