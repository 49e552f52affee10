package web

import (
	"encoding/base64"
	"encoding/json"
	"net/http"

	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// flash is a message for the next page. It stays in the browser for a minute, so it must hold no personal data
// beyond what its reader just did.
type flash struct {
	Level ui.Level      `json:"level"`
	Text  language.Text `json:"text"`
}

const maxFlash = 3000 // bytes; a browser drops cookies over 4096

func (rt *Router) flashCookie(r *http.Request, all []flash) *http.Cookie {
	b, err := json.Marshal(all)
	if err != nil || len(b) > maxFlash {
		return nil
	}
	c := rt.cookie(r, "flash", base64.RawURLEncoding.EncodeToString(b))
	c.MaxAge = 60
	return c
}

func (rt *Router) readFlash(r *http.Request) []flash {
	c, err := r.Cookie(rt.cookieName(r, "flash"))
	if err != nil {
		return nil
	}
	b, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil {
		return nil
	}
	var all []flash
	if json.Unmarshal(b, &all) != nil || len(all) > 5 {
		return nil
	}
	return all
}
