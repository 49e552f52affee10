package web

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/VictoriaMetrics/metrics"
)

// meter counts what the service does. The set is the router's own, so that two servers in one process do not mix.
type meter struct {
	set *metrics.Set
}

func newMeter() *meter { return &meter{set: metrics.NewSet()} }

// Metrics is the set that /metrics shows; other parts of the house put their counters in it.
func (rt *Router) Metrics() *metrics.Set { return rt.meter.set }

func (m *meter) observe(route, method string, status int, took time.Duration) {
	m.set.GetOrCreateCounter(fmt.Sprintf(`samsyn_http_requests_total{route=%q,method=%q,status="%d"}`, route, method, status)).Inc()
	m.set.GetOrCreateHistogram(fmt.Sprintf(`samsyn_http_request_seconds{route=%q,method=%q}`, route, method)).Update(took.Seconds())
}

func (m *meter) write(w io.Writer) {
	m.set.WritePrometheus(w)
	metrics.WriteProcessMetrics(w)
}

// metricsPage answers those on this machine or its proxies' side; to the world the figures say more than they need.
func (rt *Router) metricsPage(w http.ResponseWriter, hr *http.Request) {
	if a := rt.address(hr); !a.IsLoopback() && !a.IsPrivate() {
		http.NotFound(w, hr)
		return
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	rt.meter.write(w)
}
