package file

import (
	"mime"
	"strconv"
)

// Headers are the fields of an answer that hands the file out: always as a download under its own name, never
// sniffed, never kept by a cache in between, and without any right should it be opened all the same.
func (f File) Headers() map[string]string {
	media := string(f.Type)
	switch {
	case !f.Type.IsValid():
		media = "application/octet-stream"
	case f.Type == Text || f.Type == CSV:
		media += "; charset=utf-8"
	}
	return map[string]string{
		"Content-Type":                 media,
		"Content-Length":               strconv.FormatInt(f.Size, 10),
		"Content-Disposition":          mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}),
		"X-Content-Type-Options":       "nosniff",
		"Content-Security-Policy":      "default-src 'none'; frame-ancestors 'none'; sandbox",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Referrer-Policy":              "no-referrer",
		"Cache-Control":                "private, no-store",
	}
}
