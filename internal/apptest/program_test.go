package apptest_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"samsyn/internal/account"
	"samsyn/internal/apptest"
	"samsyn/internal/cast"
	"samsyn/internal/policy"
)

// A program with a key asks for help and SKR answers, on both engines: the same call is carried out once, what its scopes
// do not name is refused, and nobody needs an address to tell a program at.
func TestAProgramAsksForHelp(t *testing.T) {
	for _, dialect := range engines {
		t.Run(string(dialect), func(t *testing.T) {
			h := apptest.House(t, dialect)
			ctx := t.Context()
			c, key, err := h.Accounts.AddClient(ctx, policy.Process("test"), h.AuthorityAt(cast.LudvikaWork), account.ClientInput{Name: "Ärendesystemet (Demo)", Role: policy.Coordinator, Scopes: []policy.Scope{"template:read", "template:write"}})
			if err != nil {
				t.Fatal(err)
			}
			call := func(path, body string, want int) (out struct {
				ID      string
				Version int64
			}) {
				t.Helper()
				r := httptest.NewRequest(http.MethodPost, "/api/v1"+path, strings.NewReader(body))
				r.Header.Set("Authorization", "Bearer "+key)
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("Idempotency-Key", "en-gang"+path)
				w := httptest.NewRecorder()
				h.Router.ServeHTTP(w, r)
				if w.Code != want {
					t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
				}
				_ = json.Unmarshal(w.Body.Bytes(), &out)
				return out
			}
			const ask = `{"to":"skr","subject":"Påhittat (Demo)","question":"Hur räknas dagarna?"}`
			first := call("/help-requests", ask, http.StatusCreated)
			if again := call("/help-requests", ask, http.StatusCreated); again.ID != first.ID {
				t.Error("the same call asked twice")
			}
			call("/drafts", `{"boards":[]}`, http.StatusForbidden) // no scope for drafts
			nils, err := h.Accounts.ByUserName(ctx, cast.Nils)
			if err != nil {
				t.Fatal(err)
			}
			skr, err := h.Accounts.Authenticate(ctx, nils.ID, nils.Authority)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := h.Templates.Answer(ctx, skr, first.ID, first.Version, "I arbetsdagar."); err != nil {
				t.Errorf("SKR cannot answer a program: %v", err)
			}
			sum := sha256.Sum256([]byte(key))
			if by, err := h.Accounts.AuthenticateKey(ctx, hex.EncodeToString(sum[:])); err != nil || by.ID != "client:"+c.ID {
				t.Errorf("the key is of %s, %v", by.ID, err)
			}
		})
	}
}
