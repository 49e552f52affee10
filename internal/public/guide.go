package public

import (
	"slices"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Texts of the demo's guided path.
var (
	sayGuide      = language.T("Prova Samsyn", "Try Samsyn")
	sayGuideText  = language.T("Det här är en demo. Gå igenom stegen i ordning, eller börja var du vill. Alla personer är påhittade, och du behöver inget lösenord.", "This is a demo. Go through the steps in order, or begin anywhere. Every person is invented, and you need no password.")
	sayGuideWhole = language.T("Se vilka kommuner som saknar överenskommelse, och hur det såg ut tidigare", "See which municipalities have no agreement, and how it was before")
	sayGuideOne   = language.T("Öppna en kommun: Ludvika", "Open a municipality: Ludvika")
	sayGuideAs    = language.T("Logga in som %s", "Sign in as %s")
)

// scene is a step of the guided path that somebody of the cast takes.
type scene struct {
	role   policy.Role
	agency bool // at the employment agency; else in a municipal board
	what   language.Text
}

func scenes() []scene {
	return []scene{
		{policy.Coordinator, true, language.T(", samverkansansvarig på Arbetsförmedlingen: se vad som löper ut och registrera en ny överenskommelse.", ", coordinator at the employment agency: see what ends and register a new agreement.")},
		{policy.Coordinator, false, language.T(", samverkansansvarig i en nämnd: se den egna överenskommelsen.", ", coordinator in a board: see one’s own agreement.")},
		{policy.LocalAdmin, false, language.T(", lokal administratör: ge en kollega ett konto och en roll.", ", local admin: give a colleague an account and a role.")},
		{policy.LogAuditor, false, language.T(", loggranskare: se vem som har gjort vad.", ", log auditor: see who did what.")},
	}
}

// guide is the guided path through a demo, with the ready people to sign in as; nothing elsewhere.
func (s *Site) guide(r *web.Request) (templ.Component, error) {
	if !s.Demo || s.Accounts == nil {
		return nil, nil
	}
	people, duties, err := s.Accounts.Demo(r.Context())
	if err != nil {
		return nil, err
	}
	items := []templ.Component{ui.A("/oversikt", r.Say(sayGuideWhole)), ui.A("/kommun/2085", r.Say(sayGuideOne))}
	for _, sc := range scenes() {
		if p := sc.player(people, duties); p != nil {
			items = append(items, signInAs(p.ID, r.Say(sayGuideAs.With(p.Name)), r.Say(sc.what)))
		}
	}
	return section("prova", r.Say(sayGuide), stack(paragraph(r.Say(sayGuideText)), steps(items))), nil
}

// player is the first of the cast who has the scene's duty; nil when nobody does.
func (sc scene) player(people []account.Account, duties map[string][]account.Duty) *account.Account {
	for i, p := range people {
		if (p.Authority == directory.PES) != sc.agency {
			continue
		}
		if slices.ContainsFunc(duties[p.ID], func(d account.Duty) bool { return d.Role == sc.role }) {
			return &people[i]
		}
	}
	return nil
}
