// Package idp is a provider of electronic identification for tests: zitadel's own example of one, over HTTP.
//
// It owns nothing that lasts. It does not know what is signed in to.
package idp
