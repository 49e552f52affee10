// Package calendar knows Swedish time: dates, periods with inclusive ends, public holidays, working days, office
// hours and the law's rule for the last day of a period (lag 1930:173, lag 1989:253).
//
// It owns the forms in which dates and times of day are written in both languages, and the list of days behind
// every count ("how was this computed"). Everything is a pure function of its arguments: it does not know what time
// it is now, nor any clock of a promise, nor the database.
package calendar
