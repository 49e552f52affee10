package web

import (
	"net/http"
	"net/netip"
	"strings"
)

// remote is the address at the other end of the connection.
func remote(r *http.Request) netip.Addr {
	ap, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return ap.Addr().Unmap()
}

func (rt *Router) trusted(r *http.Request) bool { return rt.believed(remote(r)) }

func (rt *Router) believed(a netip.Addr) bool {
	for _, p := range rt.o.Proxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// address is the client's address: the nearest one in X-Forwarded-For that is not a proxy of ours. It is used for
// rate limits alone and is never logged.
func (rt *Router) address(r *http.Request) netip.Addr {
	at := remote(r)
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && rt.believed(at); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		at = hop.Unmap()
	}
	return at
}

// addressKey is what a rate is counted by: the address, or the /64 that one IPv6 customer has.
func (rt *Router) addressKey(r *http.Request) string {
	a := rt.address(r)
	if a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}
