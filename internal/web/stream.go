package web

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// Stream is a file that is made while it is sent, in memory that does not grow with it. A name offers it for saving.
func Stream(name, contentType string, make func(io.Writer) error) Response {
	p := Response{status: http.StatusOK, header: http.Header{}, stream: make}
	p.header.Set("Content-Type", contentType)
	if name != "" {
		p.header.Set("Content-Disposition", disposition(name))
	}
	return p
}

// Download is a file whose content and size (bytes; -1 when not known) are there already. It is always offered for
// saving and never shown, since what people upload may be made to be run. The content is closed when it is sent.
func Download(name, contentType string, size int64, content io.ReadCloser) Response {
	p := Stream(name, contentType, func(w io.Writer) error {
		_, err := io.Copy(w, content)
		return errors.Join(err, content.Close())
	})
	if size >= 0 {
		p.header.Set("Content-Length", strconv.FormatInt(size, 10))
	}
	return p
}

// Data is a small answer that is neither a page nor a file to save: "text/csv; charset=utf-8", "text/plain".
func Data(contentType string, body []byte) Response {
	return Stream("", contentType, func(w io.Writer) error {
		_, err := w.Write(body)
		return err
	})
}

// disposition names a file so that every browser can read å, ä and ö in it.
func disposition(name string) string {
	name = strings.Map(func(c rune) rune {
		if c < ' ' || strings.ContainsRune(`/\:*?"<>|`, c) || c == 0x7f {
			return '-'
		}
		return c
	}, name)
	if v := mime.FormatMediaType("attachment", map[string]string{"filename": name}); v != "" {
		return v
	}
	return fmt.Sprintf("attachment; filename=%q", "samsyn")
}
