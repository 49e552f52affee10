package config

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/seal"
)

// grammar is a program with one command of each need.
type grammar struct {
	Serve struct {
		Database
		Keys
		Server
		Mail
		Log
	} `cmd:"" help:"Serve."`
	Demo struct {
		Database
		Clock
	} `cmd:"" help:"Demo."`
}

func none(string) string { return "" }

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func parse(getenv func(string) string, args ...string) (grammar, error) {
	var g grammar
	_, err := Parse(&g, args, getenv, new(bytes.Buffer))
	return g, err
}

func TestDefaults(t *testing.T) {
	g, err := parse(none, "serve")
	if err != nil {
		t.Fatal(err)
	}
	s := g.Serve
	if s.Address() != "samsyn.db" || s.Listen != "127.0.0.1:8080" || s.SessionIdle.Duration != time.Hour ||
		s.SessionMax.Duration != 12*time.Hour || s.RequestTimeout.Duration != 30*time.Second || s.BaseURL.HTTPS() ||
		s.BaseURL.String() != "" || len(s.TrustedProxies) != 0 || s.MetricsListen != "" || s.Mail.Mail != "" {
		t.Errorf("%+v", s)
	}
	if s.Database.ForDemo().Address() != "samsyn-demo.db" {
		t.Error("the demo would fill the real database")
	}
}

func TestFlagGoesBeforeEnvironmentBeforeDefault(t *testing.T) {
	from := env("SAMSYN_LISTEN", "127.0.0.1:1", "SAMSYN_SESSION_IDLE", "5m", "SAMSYN_TRUSTED_PROXY", "10.1.2.3/8, ::1", "SAMSYN_BASE_URL", "https://samsyn.example.se/")
	g, err := parse(from, "serve", "--listen", ":2")
	if err != nil {
		t.Fatal(err)
	}
	s := g.Serve
	if s.Listen != ":2" || s.SessionIdle.Duration != 5*time.Minute || s.SessionMax.Duration != 12*time.Hour {
		t.Errorf("%+v", s.Server)
	}
	if want := (Prefixes{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")}); fmt.Sprint(s.TrustedProxies) != fmt.Sprint(want) {
		t.Errorf("proxies %v", s.TrustedProxies)
	}
	if !s.BaseURL.HTTPS() || s.BaseURL.String() != "https://samsyn.example.se" {
		t.Errorf("base URL %s", s.BaseURL)
	}
}

func TestWrongSettingNamesItsFlagAndTheRemedy(t *testing.T) {
	for _, c := range []struct{ flag, value, want string }{
		{"listen", "8080", "värd:port"},
		{"listen", "127.0.0.1:99999", "värd:port"},
		{"metrics-listen", "x", "värd:port"},
		{"base-url", "samsyn.example.se", "https://värd"},
		{"base-url", "https://a.se/samsyn", "utan sökväg"},
		{"trusted-proxy", "10.0.0.0/99", "10.0.0.0/8"},
		{"trusted-proxy", "proxy", "10.0.0.0/8"},
		{"session-idle", "soon", "15m"},
		{"session-idle", "-5m", "15m"},
		{"session-max", "1m", "--session-idle"},
		{"request-timeout", "0s", "15m"},
		{"database", "mysql://a/b", "mysql"},
		{"database", "postgres://", "postgres://användare@värd/databas"},
		{"mail", "mail.example.se", "smtp://värd:port"},
		{"mail-from", "nobody", "--mail-from"},
		{"log-level", "loud", "debug, info"},
		{"log-format", "xml", "text eller json"},
	} {
		for _, how := range []string{"flag", "environment"} {
			args, from := []string{"serve"}, none
			if how == "flag" {
				args = append(args, "--"+c.flag+"="+c.value)
			} else {
				from = env(Variable(c.flag), c.value)
			}
			_, err := parse(from, args...)
			if err == nil || !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "--"+c.flag) {
				t.Errorf("%s %s=%s: %v", how, c.flag, c.value, err)
			}
		}
	}
	if _, err := parse(none, "serve", "--mail", "smtp://127.0.0.1:25"); err == nil || !strings.Contains(err.Error(), "--mail-from") {
		t.Errorf("mail without a sender: %v", err)
	}
	for _, args := range [][]string{{}, {"nosuch"}, {"serve", "--nosuch"}, {"serve", "--listen"}} {
		if _, err := parse(none, args...); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "--help") {
			t.Errorf("%v: %v", args, err)
		}
	}
}

func TestHelpIsInBothLanguages(t *testing.T) {
	for lang, want := range map[string]string{"sv_SE.UTF-8": "Adress och port", "en_GB.UTF-8": "Address and port", "C": "Adress och port"} {
		var out bytes.Buffer
		_, err := Parse(&grammar{}, []string{"serve", "--help"}, env("LANG", lang), &out)
		if !errors.Is(err, ErrShown) || !strings.Contains(out.String(), want) || !strings.Contains(out.String(), "SAMSYN_LISTEN") {
			t.Errorf("%s: %v\n%s", lang, err, out.String())
		}
	}
	if Language(env("SAMSYN_LANGUAGE", "en", "LANG", "sv_SE")) != language.English {
		t.Error("SAMSYN_LANGUAGE does not go first")
	}
	for name, text := range texts() {
		if text.Sv == "" || text.En == "" || text.Sv == text.En {
			t.Errorf("%s is not in both languages", name)
		}
	}
}

func TestPasswordsAndKeysAreNotPrinted(t *testing.T) {
	g, err := parse(env("SAMSYN_KEYS", "samsyn-keys 1\nkey hush"), "serve", "--mail-from=a@example.se",
		"--mail=smtps://anna:hush@mail.example.se", "--database=postgres://anna:hush@db.example.se/samsyn?password=hush")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		fmt.Fprintf(&out, verb+"\n", g)
	}
	g.Serve.Logger(&out).Info("start", "config", fmt.Sprintf("%+v", g.Serve), slog.Any("database", g.Serve.Database))
	if strings.Contains(out.String(), "hush") {
		t.Errorf("printed: %s", out.String())
	}
	if !strings.Contains(g.Serve.Address(), "hush") {
		t.Error("the database's address lost its password")
	}
}

func TestClock(t *testing.T) {
	at := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	real := func() time.Time { return at }
	for _, c := range []struct{ now, want string }{
		{"2026-03-02T09:00", "2026-03-02T08:00:00Z"},
		{"2026-07-02T09:00:30", "2026-07-02T07:00:30Z"},
		{"2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z"},
		{"2026-03-02", "2026-03-02T08:00:00Z"},
		{"2026-03-29", "2026-03-29T07:00:00Z"}, // the clock is put forward at two that night
	} {
		g, err := parse(none, "demo", "--now", c.now)
		if err != nil {
			t.Errorf("%s: %v", c.now, err)
			continue
		}
		clock := g.Demo.Start(real)
		if got := clock().UTC().Format(time.RFC3339); got != c.want {
			t.Errorf("%s: %s, want %s", c.now, got, c.want)
		}
		was := clock()
		at = at.Add(90 * time.Second)
		if got := clock().Sub(was); got != 90*time.Second {
			t.Errorf("%s: the clock went %v in 90 seconds", c.now, got)
		}
	}
	if (Clock{}).Start(real)() != at {
		t.Error("without --now the clock is not the real one")
	}
	for _, bad := range []string{"yesterday", "2026-02-30T09:00", "09:00", "2026-03-02T25:00"} {
		if _, err := parse(none, "demo", "--now", bad); err == nil || !strings.Contains(err.Error(), "--now") || !strings.Contains(err.Error(), "2026-03-02T09:00") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestKeysAreMadeWithTheirDatabaseOnly(t *testing.T) {
	dir := t.TempDir()
	d := Database{Database: DSN(filepath.Join(dir, "a.db"))}
	first, err := Keys{}.Load(d, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.Address(), []byte("SQLite format 3\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := Keys{}.Load(d, "", nil)
	if err != nil || again.Current() != first.Current() {
		t.Fatalf("the second command has key %v: %v", again, err)
	}
	if err := os.Remove(d.Address() + ".keys"); err != nil {
		t.Fatal(err)
	}
	_, err = Keys{}.Load(d, "", nil)
	if !errors.Is(err, seal.ErrNoFile) || !strings.Contains(err.Error(), d.Address()+".keys") || !fault.Is(err, fault.Invalid) {
		t.Errorf("the keys are lost: %v", err)
	}
	if _, err := (Keys{Keys: KeySource(filepath.Join(dir, "own"))}).Load(d, "", nil); !errors.Is(err, seal.ErrNoFile) {
		t.Errorf("keys were made for a database that had others: %v", err)
	}
}

func TestKeysOfPostgres(t *testing.T) {
	dir := t.TempDir()
	d := Database{Database: "postgres://db.example.se/samsyn"}
	if _, err := (Keys{}).Load(d, "", nil); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "--keys") || !strings.Contains(err.Error(), "SAMSYN_KEYS") {
		t.Errorf("without keys: %v", err)
	}
	fallback := filepath.Join(dir, "demo.keys")
	made, err := Keys{}.Load(d, fallback, nil)
	if err != nil {
		t.Fatal(err)
	}
	given, err := Keys{Keys: KeySource(fallback)}.Load(d, "", nil)
	if err != nil || given.Current() != made.Current() {
		t.Errorf("%v, %v", given, err)
	}
	text, err := os.ReadFile(fallback)
	if err != nil {
		t.Fatal(err)
	}
	fromText, err := Keys{Keys: KeySource(text)}.Load(d, "", nil)
	if err != nil || fromText.Current() != made.Current() {
		t.Errorf("%v, %v", fromText, err)
	}
}
