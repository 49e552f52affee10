package webhook

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// longestAddress bounds an address, in bytes.
const longestAddress = 2000

// errPrivate is the refusal to connect to an address that is not on the public network.
var errPrivate = errors.New("webhook: the address is not on the public network")

// checkAddress refuses an address that can never be told anything: no https, a password in the open, a place that only
// this network reaches. What a name leads to is checked when it is connected to, since names change.
func checkAddress(text string, near bool) error {
	t := language.T
	u, err := url.Parse(text)
	wrong := func(why language.Text) error {
		return fault.New(fault.Invalid, t("Webhooken är inte sparad.", "The webhook is not saved."), fault.Field("address", why))
	}
	switch {
	case err != nil || len(text) > longestAddress || u.Hostname() == "" || u.Fragment != "" || u.Opaque != "":
		return wrong(t("Skriv hela adressen, till exempel https://system.kommun.se/samsyn.", "Write the whole address, such as https://system.kommun.se/samsyn."))
	case u.User != nil:
		return wrong(t("Lägg inte användarnamn eller lösenord i adressen. Mottagaren känner igen Samsyn på underskriften.", "Put no user name or password in the address. The receiver knows Samsyn by the signature."))
	}
	own := isOwnMachine(u.Hostname())
	switch {
	case near && own && (u.Scheme == "http" || u.Scheme == "https"):
		return nil
	case u.Scheme != "https":
		return wrong(t("Adressen måste börja med https://.", "The address must begin with https://."))
	case own || !isPublicHost(u.Hostname()):
		return wrong(t("Adressen går bara att nå i ett internt nät. Ange en adress på internet.", "The address can only be reached within a network. Give an address on the internet."))
	}
	return nil
}

func isOwnMachine(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}

// isPublicHost tells whether a host is a name, or an address on the public network.
func isPublicHost(host string) bool {
	ip, err := netip.ParseAddr(host)
	return err != nil || isPublic(ip)
}

// shared are networks that look public and are not: shared address space (RFC 6598), benchmarking (RFC 2544), IETF
// protocol assignments, 6to4, Teredo, NAT64 and IPv4 written as IPv6, which lead on to any IPv4 address, and the former
// addresses of one site (RFC 3879).
func shared() []netip.Prefix {
	return []netip.Prefix{netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("192.0.0.0/24"),
		netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"),
		netip.MustParsePrefix("192.88.99.0/24"), netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("::/96"), netip.MustParsePrefix("fec0::/10")}
}

func isPublic(ip netip.Addr) bool {
	ip = ip.Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.Zone() != "" {
		return false
	}
	for _, p := range shared() {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}

// guard is asked with the address itself, after a name was looked up and before anything is sent to it.
func guard(near bool) func(network, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil || !isPublic(to.Addr()) && !(near && to.Addr().Unmap().IsLoopback()) {
			return errPrivate
		}
		return nil
	}
}

// newClient makes a client that neither follows redirects nor goes through a proxy. roots are the authorities that are
// trusted; nil is the machine's.
func newClient(near bool, roots *x509.CertPool) *http.Client {
	dialer := &net.Dialer{Timeout: 5 * time.Second, Control: guard(near)}
	return &http.Client{
		Timeout:       20 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext:         func(ctx context.Context, n, a string) (net.Conn, error) { return dialer.DialContext(ctx, n, a) },
			TLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
			TLSHandshakeTimeout: 10 * time.Second,
			MaxIdleConnsPerHost: 2, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true,
		},
	}
}
