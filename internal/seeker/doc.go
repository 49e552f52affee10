// Package seeker is who a job seeker is to Samsyn: the person whom the authorities' records are about, when that person
// signs in.
//
// It owns the tables seeker and seeker_number. There is one row for each person who may sign in, whatever authorities have
// something about them, with the number sealed. Own records are found by the keyed digest that person finds them by;
// policy asks for nothing else (the reach Self), so that a job seeker reaches own data in every authority's register and
// nobody else's. A job seeker holds no role of staff, and an account of staff is never a job seeker: who is both signs in
// twice, and the two never meet.
//
// Whoever shows a number signs in whether any authority knows it or not, after the same work: my pages then say that there
// is nothing.
//
// It does not know accounts of staff, what my pages show, nor what an authority has.
package seeker
