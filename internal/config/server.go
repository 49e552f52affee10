package config

import (
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"samsyn/internal/language"
)

// Server says how the service meets the world.
type Server struct {
	Listen         Address    `name:"listen" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"${listen_help}"`
	BaseURL        BaseURL    `name:"base-url" placeholder:"URL" help:"${base_url_help}"`
	TrustedProxies Prefixes   `name:"trusted-proxy" placeholder:"NET" help:"${trusted_proxy_help}"`
	MetricsListen  Address    `name:"metrics-listen" placeholder:"HOST:PORT" help:"${metrics_listen_help}"`
	SessionIdle    Duration   `name:"session-idle" default:"1h" help:"${session_idle_help}"`
	SessionMax     Duration   `name:"session-max" default:"12h" help:"${session_max_help}"`
	Timestamps     WebAddress `name:"timestamps" placeholder:"URL" help:"${timestamps_help}"`
	RequestTimeout Duration   `name:"request-timeout" default:"30s" help:"${request_timeout_help}"`
}

// Validate checks what hangs together.
func (s Server) Validate() error {
	if s.SessionMax.Duration < s.SessionIdle.Duration {
		return wrongIn("session-max", language.T("Ange en tid som är minst lika lång som --session-idle.",
			"Give a time at least as long as --session-idle."))
	}
	return nil
}

// Plain refuses to speak plain http beyond this machine: what is signed in with would be read on the way. Behind a proxy
// that speaks https, give its address with --base-url or --trusted-proxy.
func (s Server) Plain() error {
	host, _, _ := net.SplitHostPort(string(s.Listen))
	if loopback(host) || s.BaseURL.HTTPS() || len(s.TrustedProxies) > 0 {
		return nil
	}
	return wrongIn("listen", language.T("Tjänsten svarar bara med http på den egna maskinen. Ange https-adressen med --base-url om en proxy framför tjänsten sköter https, annars 127.0.0.1.",
		"The service answers plain http on this machine alone. Give the https address with --base-url if a proxy before the service speaks https, otherwise 127.0.0.1."))
}

// Address is host:port. An empty host is every address of the machine; port 0 is one that is free.
type Address string

// Validate refuses an address without a port.
func (a Address) Validate() error {
	if a == "" {
		return nil
	}
	_, port, err := net.SplitHostPort(string(a))
	if n, bad := strconv.Atoi(port); err != nil || bad != nil || n < 0 || n > 65535 {
		return wrong(language.T("Skriv adressen som värd:port, till exempel 127.0.0.1:8080.",
			"Write the address as host:port, such as 127.0.0.1:8080."))
	}
	return nil
}

// WebAddress is an http or https address of another service; empty for none.
type WebAddress string

// Validate refuses what is no address.
func (a WebAddress) Validate() error {
	u, err := url.Parse(string(a))
	if a != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
		return wrong(language.T("Skriv hela adressen, till exempel https://tidsstampel.example.se/.", "Write the whole address, such as https://timestamp.example.se/."))
	}
	return nil
}

// BaseURL is where people reach the service; the zero value is wherever a request came.
type BaseURL struct{ url *url.URL }

// UnmarshalText reads an http or https URL without a path.
func (b *BaseURL) UnmarshalText(text []byte) error {
	u, err := url.Parse(strings.TrimSuffix(string(text), "/"))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.User != nil {
		return wrong(language.T("Skriv adressen som https://värd, utan sökväg.", "Write the address as https://host, without a path."))
	}
	b.url = u
	return nil
}

// HTTPS tells whether people reach the service over https.
func (b BaseURL) HTTPS() bool { return b.url != nil && b.url.Scheme == "https" }

// String is the URL, empty when none was given.
func (b BaseURL) String() string {
	if b.url == nil {
		return ""
	}
	return b.url.String()
}

// Prefixes are networks.
type Prefixes []netip.Prefix

// UnmarshalText reads networks and single addresses, separated by commas.
func (p *Prefixes) UnmarshalText(text []byte) error {
	*p = nil
	for part := range strings.SplitSeq(string(text), ",") {
		prefix, err := readPrefix(strings.TrimSpace(part))
		if err != nil {
			return wrong(language.T("Skriv nät som 10.0.0.0/8 eller en adress, flera med komma emellan.",
				"Write networks as 10.0.0.0/8 or an address, several with commas between."))
		}
		*p = append(*p, prefix)
	}
	return nil
}

func readPrefix(s string) (netip.Prefix, error) {
	if a, err := netip.ParseAddr(s); err == nil {
		return a.Unmap().Prefix(a.Unmap().BitLen())
	}
	p, err := netip.ParsePrefix(s)
	return p.Masked(), err
}

// Duration is a length of time above zero.
type Duration struct{ time.Duration }

// UnmarshalText reads 30s, 15m, 12h or parts of them joined.
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	if err != nil || v <= 0 {
		return wrong(language.T("Skriv tiden som 30s, 15m eller 12h.", "Write the time as 30s, 15m or 12h."))
	}
	d.Duration = v
	return nil
}
