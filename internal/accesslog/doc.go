// Package accesslog is who has read whose data, when and on what ground, and the review of it.
//
// A reading is a line of the trail: nothing is kept twice, and what a person is shown is what the trail says. Which lines are
// readings of a person follows from two things: the table of access says which actions only show (policy), and each room
// that has things about persons says which things those are (About). Beside what only shows stand what opens (an emergency,
// a ground recorded) and what discloses to another authority.
//
// It does not know questions, matters or plans. It decides nothing of who may read: policy does.
package accesslog
