// Package config is what the program is told from outside: by flags, or by environment variables of the same names
// (--base-url is SAMSYN_BASE_URL). A flag goes before the environment, the environment before the default.
//
// It owns the groups of settings that commands share (Database, Keys, Clock, Server, Mail, Log), their help in both
// languages, and Parse, which reads a command line once and turns whatever is wrong in it into a fault that names
// the flag and the remedy. A command is a struct that embeds the groups it needs.
//
// Passwords and keys that come this way are never printed: the types that can hold one write it masked.
//
// It does not know what any command does.
package config
