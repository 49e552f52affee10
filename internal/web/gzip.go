package web

import (
	"compress/gzip"
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// zipWriter compresses text answers to those who take gzip.
type zipWriter struct {
	http.ResponseWriter
	r       *Request
	zip     *gzip.Writer
	decided bool
}

var zips = sync.Pool{New: func() any {
	z, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed+2)
	if err != nil {
		panic(err) // the level is a constant
	}
	return z
}}

func compress(w http.ResponseWriter, r *Request) *zipWriter {
	return &zipWriter{ResponseWriter: w, r: r}
}

// Unwrap lets http.ResponseController reach the connection.
func (z *zipWriter) Unwrap() http.ResponseWriter { return z.ResponseWriter }

// WriteHeader decides, since only now the type and length are known.
func (z *zipWriter) WriteHeader(code int) {
	if !z.decided && code >= 200 {
		z.decided = true
		if z.worth(code) {
			z.begin()
		}
	}
	z.ResponseWriter.WriteHeader(code)
}

const worthZipping = 600 // bytes: below this the answer fits one packet as it is

func (z *zipWriter) worth(code int) bool {
	h := z.Header()
	if code == http.StatusNoContent || code == http.StatusNotModified || h.Get("Content-Encoding") != "" || h.Get("Content-Range") != "" {
		return false
	}
	if n, err := strconv.Atoi(h.Get("Content-Length")); err == nil && n < worthZipping {
		return false
	}
	return z.r.Method != http.MethodHead && isText(h.Get("Content-Type")) && takesGzip(z.r.Header.Get("Accept-Encoding"))
}

func (z *zipWriter) begin() {
	h := z.Header()
	h.Set("Content-Encoding", "gzip")
	h.Del("Content-Length")
	h.Del("Accept-Ranges")
	z.zip = zips.Get().(*gzip.Writer)
	z.zip.Reset(z.ResponseWriter)
	if !z.r.Actor.IsPublic() {
		z.zip.Name = padding(z.r.router.o.Rand)
	}
}

// padding is of random length: it hides the compressed length of a page with secrets from whoever measures how it
// changes with what they put into it (the BREACH attack).
func padding(random io.Reader) string {
	b := make([]byte, 49)
	if _, err := io.ReadFull(random, b); err != nil {
		return ""
	}
	return hex.EncodeToString(b[1 : 1+int(b[0])%48])
}

// Write compresses, or passes on.
func (z *zipWriter) Write(b []byte) (int, error) {
	if !z.decided {
		z.WriteHeader(http.StatusOK)
	}
	if z.zip != nil {
		return z.zip.Write(b)
	}
	return z.ResponseWriter.Write(b)
}

// FlushError sends what has been written, for progress that is shown while it happens.
func (z *zipWriter) FlushError() error {
	if z.zip != nil {
		if err := z.zip.Flush(); err != nil {
			return err
		}
	}
	return http.NewResponseController(z.ResponseWriter).Flush()
}

// Close ends the compressed answer. A panic leaves it unended, which the reader sees.
func (z *zipWriter) Close() {
	if z.zip == nil {
		return
	}
	if p := recover(); p != nil {
		panic(p)
	}
	_ = z.zip.Close() // a client that has gone is nobody to tell
	z.zip.Reset(io.Discard)
	zips.Put(z.zip)
	z.zip = nil
}

func isText(contentType string) bool {
	for _, prefix := range []string{"text/", "application/json", "application/problem+json", "application/openapi+json", "image/svg+xml", "application/javascript"} {
		if strings.HasPrefix(contentType, prefix) {
			return true
		}
	}
	return false
}

// takesGzip reads Accept-Encoding; "gzip;q=0" refuses.
func takesGzip(accept string) bool {
	for each := range strings.SplitSeq(accept, ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(each), ";")
		if !strings.EqualFold(strings.TrimSpace(name), "gzip") {
			continue
		}
		q := strings.ReplaceAll(params, " ", "")
		return q != "q=0" && !strings.HasPrefix(q, "q=0.000") && q != "q=0.0" && q != "q=0.00"
	}
	return false
}
