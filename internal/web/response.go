package web

import (
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// Response is what a handler answers. Make one with Page, Redirect, Download, Stream or Empty.
type Response struct {
	status int
	header http.Header
	title  language.Text
	body   templ.Component
	parts  map[string]templ.Component
	frames []func(*ui.Frame)
	stream func(io.Writer) error
	to     string
	flash  []flash
}

// Page is a whole page: the body in the frame that every page has.
func Page(title language.Text, body templ.Component) Response {
	return Response{status: http.StatusOK, header: http.Header{}, title: title, body: body}
}

// Redirect leads to another page of ours after something was done (303). Anything but a path of ours, such as an
// address that somebody put in a link, leads to the front page.
func Redirect(to string) Response {
	return Response{status: http.StatusSeeOther, header: http.Header{}, to: LocalPath(to)}
}

// RedirectOut leads to another service, whose address must come from the configuration.
func RedirectOut(u *url.URL) Response {
	return Response{status: http.StatusSeeOther, header: http.Header{}, to: u.String()}
}

// Empty is an answer without a body: http.StatusNoContent.
func Empty(status int) Response { return Response{status: status, header: http.Header{}} }

// Status sets the status of the answer: 422 for a form to put right.
func (p Response) Status(code int) Response { p.status = code; return p }

// Header sets a header field.
func (p Response) Header(name, value string) Response { p.header.Set(name, value); return p }

// Cookie sets a cookie.
func (p Response) Cookie(c *http.Cookie) Response {
	p.header.Add("Set-Cookie", c.String())
	return p
}

// Frame changes what surrounds the page: crumbs, the secrecy band, a narrow column.
func (p Response) Frame(fn func(*ui.Frame)) Response {
	p.frames = append(p.frames[:len(p.frames):len(p.frames)], fn)
	return p
}

// Part is the fragment that a script gets when it asks to replace the element with this id; without script the whole
// page is sent.
func (p Response) Part(id string, c templ.Component) Response {
	if p.parts == nil {
		p.parts = map[string]templ.Component{}
	}
	p.parts[id] = c
	return p
}

// Message is said once at the top of the page; on a Redirect, of the page it leads to.
func (p Response) Message(level ui.Level, text language.Text) Response {
	p.flash = append(p.flash[:len(p.flash):len(p.flash)], flash{Level: level, Text: text})
	return p
}

// LocalPath gives s when it is a path of ours, else "/". It is for paths that came with a request.
func LocalPath(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.IsAbs() || u.Host != "" || u.Opaque != "" || !strings.HasPrefix(u.Path, "/") ||
		strings.HasPrefix(u.Path, "//") || strings.ContainsAny(s, "\\\r\n\t") || strings.HasPrefix(s, "//") {
		return "/"
	}
	return s
}
