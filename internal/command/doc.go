// Package command is what is typed in a terminal: samsyn serve, demo, import, coverage, verify, backup, restore, user and
// keys. It reads flags and environment, opens the house through app, and writes for a person or, where asked, as JSON.
//
// Exit codes: 0 done or sound, 1 refused or not sound, 2 the command could not be understood.
//
// It owns no table and no rule.
package command
