// Package sample decides how much of what is slow a test run tries: a seeded sample, or all of it when
// SAMSYN_TEST_FULL is set. It does not know what is tried.
package sample
