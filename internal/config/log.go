package config

import (
	"io"
	"log/slog"

	"samsyn/internal/language"
)

// Log says what is logged and in which form.
type Log struct {
	LogLevel  Level  `name:"log-level" default:"info" placeholder:"LEVEL" help:"${log_level_help}"`
	LogFormat Format `name:"log-format" default:"text" placeholder:"FORMAT" help:"${log_format_help}"`
}

// Level is how grave a thing must be to be logged; the zero value is info.
type Level struct{ slog.Level }

// UnmarshalText reads debug, info, warn or error.
func (l *Level) UnmarshalText(text []byte) error {
	switch string(text) {
	case "debug", "info", "warn", "error":
		return l.Level.UnmarshalText(text)
	}
	return wrong(language.T("Ange debug, info, warn eller error.", "Give debug, info, warn or error."))
}

// Format is the form of the log; the zero value is text.
type Format string

// Validate refuses other forms than text and json.
func (f Format) Validate() error {
	switch f {
	case "", "text", "json":
		return nil
	}
	return wrong(language.T("Ange text eller json.", "Give text or json."))
}

// Logger writes to w.
func (l Log) Logger(w io.Writer) *slog.Logger {
	o := &slog.HandlerOptions{Level: l.LogLevel.Level}
	if l.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}
