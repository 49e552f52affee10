package account

import (
	"context"
	"net"
	"strings"

	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Pages are the pages for signing in, for one's own account and for those of one's authority.
type Pages struct {
	Service *Service
	Demo    bool   // the invented people may be signed in as without a password
	Home    string // where a sign-in leads when the person was going nowhere else; "/konto" when empty
	BaseURL string // where people reach the service, for links that are sent; empty makes them on this machine alone

	// Ways are the buttons of other ways to sign in than with a password; nil for none.
	Ways func(r *web.Request, till string) []ui.Button
	// Second asks for more when a password was right, and tells whether it did; nil asks for nothing.
	Second func(r *web.Request, a Account, to string) (web.Response, bool, error)
	// Means is the page of what one signs in with, and MeansOf that of another account's; nil and empty for none.
	Means   string
	MeansOf func(id string) string
}

// Register puts the pages in the router.
func (p Pages) Register(rt *web.Router) {
	if p.Home == "" {
		p.Home = "/konto"
	}
	s := site{Pages: p, sessions: rt.Sessions()}
	s.signInRoutes(rt)
	s.ownRoutes(rt)
	s.adminRoutes(rt)
	s.clientRoutes(rt)
}

// site is the pages with the sessions that they show.
type site struct {
	Pages
	sessions *web.Sessions
}

func (s site) signInRoutes(rt *web.Router) {
	rt.Handle("GET /logga-in", policy.OpenPage, s.signInPage)
	rt.Handle("POST /logga-in", policy.OpenPage, s.signIn)
	if s.Demo {
		rt.Handle("POST /logga-in/demo", policy.OpenPage, s.signInDemo)
	}
	rt.Handle("POST /logga-ut", policy.SignOut, func(r *web.Request) (web.Response, error) { return r.SignOut("/") })
	rt.Handle("GET /nytt-losenord", policy.OpenPage, s.choosePage)
	rt.Handle("POST /nytt-losenord", policy.OpenPage, s.choose)
}

func (s site) ownRoutes(rt *web.Router) {
	rt.Handle("GET /konto", policy.ReadAccount, s.ownPage)
	rt.Handle("POST /konto/myndighet", policy.ActForAuthority, s.actFor)
	rt.Handle("POST /konto/sprak", policy.ChangeLanguage, s.setLang)
	rt.Handle("POST /konto/inloggningar/{session}/avsluta", policy.RevokeSession, s.endOwnSession)
	rt.Handle("GET /konto/losenord", policy.ChangePassword, s.passwordPage)
	rt.Handle("POST /konto/losenord", policy.ChangePassword, s.changePassword)
}

func (s site) adminRoutes(rt *web.Router) {
	rt.Handle("GET /admin/konton", policy.ListAccounts, s.listPage)
	rt.Handle("GET /admin/konton/nytt", policy.AddAccount, s.newPage)
	rt.Handle("POST /admin/konton/nytt", policy.AddAccount, s.add)
	rt.Handle("GET /admin/konton/{id}", policy.ListAccounts, s.accountPage)
	rt.Handle("POST /admin/konton/{id}", policy.EditAccount, s.edit)
	rt.Handle("POST /admin/konton/{id}/roller", policy.GrantRole, s.grant)
	rt.Handle("POST /admin/konton/{id}/roller/avsluta", policy.EditAccount, s.endDuty)
	rt.Handle("POST /admin/konton/{id}/sparra", policy.EditAccount, s.block)
	rt.Handle("POST /admin/konton/{id}/hav-sparr", policy.EditAccount, s.unblock)
	rt.Handle("POST /admin/konton/{id}/lank", policy.ResetPassword, s.invite)
	rt.Handle("POST /admin/konton/{id}/inloggningar/{session}/avsluta", policy.RevokeSession, s.endSession)
}

func (s site) clientRoutes(rt *web.Router) {
	rt.Handle("GET /admin/api-nycklar", policy.ManageAPIClient, s.clientsPage)
	rt.Handle("POST /admin/api-nycklar", policy.ManageAPIClient, s.addClient)
	rt.Handle("POST /admin/api-nycklar/{client}/avsluta", policy.ManageAPIClient, s.revokeClient)
}

// origin is where people reach the service. What a request says of that itself is believed only on this machine: whoever
// can choose the name there could have a link with a secret lead to themselves.
func (s site) origin(r *web.Request) (string, error) {
	if s.BaseURL != "" {
		return s.BaseURL, nil
	}
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if ip := net.ParseIP(strings.Trim(host, "[]")); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return "", fault.New(fault.Conflict, language.T("Länken kan inte skapas: installationens adress är inte angiven. Be den som driver installationen att ange den med --base-url.",
			"The link cannot be made: the address of the installation is not given. Ask whoever runs the installation to give it with --base-url."))
	}
	if r.TLS != nil {
		return "https://" + r.Host, nil
	}
	return "http://" + r.Host, nil
}

// names gives the titles of authorities, by id.
func (s site) names(ctx context.Context, ids []string) (map[string]string, error) {
	found, err := directory.Authorities(ctx, s.Service.Trail.DB(), ids, s.Service.Today())
	out := map[string]string{}
	for _, id := range ids {
		out[id] = id
	}
	for id, a := range found {
		out[id] = a.Title()
	}
	return out, err
}

// units gives the names of units, by id.
func (s site) units(ctx context.Context, ids []string) (map[string]string, error) {
	found, err := directory.UnitsByID(ctx, s.Service.Trail.DB(), ids, s.Service.Today())
	out := map[string]string{}
	for id, u := range found {
		out[id] = u.Name
	}
	return out, err
}

// roleNames says roles as one says them: "handläggare och ekonom"; nothing for none.
func roleNames(roles []policy.Role) language.Text {
	texts := make([]language.Text, len(roles))
	for i, r := range roles {
		texts[i] = policy.RoleName(r)
	}
	return language.List(texts...)
}
