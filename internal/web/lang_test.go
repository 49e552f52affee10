package web

import (
	"net/url"
	"testing"

	"github.com/a-h/templ"

	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// A page that answers a form has its other language too: the page of the form.
func TestAnsweredFormsHaveTheOtherLanguage(t *testing.T) {
	d := newDesk(t)
	page := func(*Request) (Response, error) {
		return Page(language.T("Sida", "Page"), templ.Raw("<p>x</p>")).Status(422), nil
	}
	for _, pattern := range []string{"GET /ting/{id}", "GET /ting/{id}/namn", "POST /ting/{id}/namn", "POST /ting/{id}/bort"} {
		d.Handle(pattern, policy.OpenPage, page)
	}
	for _, c := range []struct{ path, referer, want string }{
		{"/ting/1/namn", "", `href="/ting/1/namn?lang=en"`},
		{"/ting/1/bort", "http://example.com/ting/1?flik=2", `href="/ting/1?flik=2&amp;lang=en"`},
		{"/ting/1/bort", "http://evil.example/ting/1", `href="/?lang=en"`},
		{"/ting/1/bort", "http://example.com//evil.example/ting", `href="/?lang=en"`},
		{"/ting/1/bort", "http://example.com/finns/inte", `href="/?lang=en"`},
	} {
		d.post(c.path, url.Values{}, "Referer", c.referer).want(t, 422, c.want)
	}
}
