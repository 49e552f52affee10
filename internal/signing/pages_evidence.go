package signing

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/signin"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// evidencePage is the proof of the signatures: who, in which capacity, on which delegation, how shown, when, of which
// text, and what the trail holds of it.
func (s *Service) evidencePage(r *web.Request) (web.Response, error) {
	a, err := s.shown(r)
	if err != nil {
		return web.Response{}, err
	}
	parts := []templ.Component{ui.Heading(r.Say(sayEvidence), r.Say(a.title)), ui.LeadBlock(a.proved(r)), ui.KeyValues(a.facts(r)...)}
	for _, slot := range a.Slots {
		lines, err := audit.Lines(r.Context(), s.Trail.DB(), audit.Filter{Thing: slot.Ref()}, 20)
		if err != nil {
			return web.Response{}, err
		}
		facts := slot.evidence(r, lines)
		reset, err := s.openedAnew(r, slot)
		if err != nil {
			return web.Response{}, err
		}
		parts = append(parts, section("", slot.Name+", "+a.names[slot.Authority], ui.KeyValues(append(facts, reset...)...)))
	}
	if a.State == Completed {
		parts = append(parts, section("kontrollera", r.Say(language.T("Så kontrollerar du dokumentet", "How to check the document")), stack(checking(r)...)))
	}
	return web.Page(sayEvidence, stack(parts...)).Frame(func(f *ui.Frame) {
		f.Crumbs = crumbs(r, ui.Link{Label: r.Say(sayRound), Href: a.Path()}, ui.Link{Label: r.Say(sayEvidence)})
	}), nil
}

// checking is how a reader checks the sealed document by themselves.
func checking(r *web.Request) []templ.Component {
	return []templ.Component{paragraph(r.Say(Paper{}.footing())), paragraph(r.Say(language.T("Så kontrollerar du det förseglade dokumentet: öppna det i en PDF-läsare som visar underskrifter, eller kör pdfsig från poppler-utils. Varje underskrift ska visas som giltig. Certifikatet är installationens eget.",
		"How to check the sealed document: open it in a PDF reader that shows signatures, or run pdfsig of poppler-utils. Each signature should show as valid. The certificate is the installation's own.")))}
}

// proved says how far the proof goes: of all signatures, or of those given so far.
func (a shown) proved(r *web.Request) ui.Lead {
	t := language.T
	given, all := len(a.Slots)-len(a.Left()), len(a.Slots)
	switch a.State {
	case Completed:
		lead := ui.Lead{Level: ui.Good, Text: ui.Rich(r.Say(t("*Alla %d har undertecknat* version %d. Här står vem som gjorde det, när, och med vilken rätt.", "*All %d have signed* version %d. Here it says who did, when, and by what right.").With(all, a.Text)))}
		if a.Sealed != "" {
			lead.Button = &ui.Button{Label: r.Say(t("Hämta det förseglade dokumentet", "Fetch the sealed document")), Href: a.Path() + "/overenskommelse.pdf"}
		}
		return lead
	case Open:
		return ui.Lead{Level: ui.Waiting, Text: ui.Rich(r.Say(t("*Undertecknandet pågår:* %d av %d har undertecknat version %d. Beviset är fullständigt när alla har gjort det.", "*The signing is under way:* %d of %d have signed version %d. The proof is whole when all have.").With(given, all, a.Text)))}
	}
	return ui.Lead{Level: ui.Warn, Text: ui.Rich(r.Say(t("*Version %d blev inte undertecknad av alla* och gäller inte. Här står vad som hann ske.", "*Version %d was not signed by all* and does not hold. Here it says what was done before it ended.").With(a.Text)))}
}

func (s Slot) evidence(r *web.Request, lines []audit.Line) []ui.Fact {
	t := language.T
	facts := []ui.Fact{
		ui.F(r.Say(sayCapacity), r.Say(s.role())), ui.F(r.Say(t("Delegation", "Delegation")), r.Say(s.Delegation().Text())),
		ui.F(r.Say(sayState), r.Say(s.State.Name())),
	}
	if s.State == Signed {
		facts = append(facts, ui.F(r.Say(t("Tidpunkt", "Time")), r.Say(calendar.LongDateTime(s.At.Time))), ui.F(r.Say(t("Legitimerade sig med", "Shown by")), r.Say(s.How())),
			ui.F(r.Say(t("Legitimerade sig", "Showed who they are")), r.Say(calendar.LongDateTime(s.ProvedAt.Time))))
	}
	for _, l := range lines {
		act := policy.Action(l.Action)
		if l.Seq != nil && (act == policy.SignAgreement || act == policy.ConfirmPaper) {
			facts = append(facts, ui.F(r.Say(t("Rad i loggen", "Line of the trail")), language.Number(*l.Seq)))
		}
	}
	return facts
}

// openedAnew tells whether somebody else had opened the signatory's account anew in the year before they signed, and who
// has confirmed that it was theirs.
func (s *Service) openedAnew(r *web.Request, slot Slot) ([]ui.Fact, error) {
	if slot.State != Signed || slot.Account == "" {
		return nil, nil
	}
	last, ok, err := signin.LastReset(r.Context(), s.Trail.DB(), slot.Account, slot.At.Time)
	if err != nil || !ok {
		return nil, err
	}
	t := language.T
	by, err := account.ByID(r.Context(), s.Trail.DB(), last.By)
	if err != nil {
		return nil, err
	}
	said := t("%s av %s; det som fanns före dess användes", "%s by %s; what was there before it was used").With(calendar.LongDateTime(last.At.Time), by.Name)
	if !last.ConfirmedAt.IsZero() {
		name := r.Say(t("den som driver installationen", "whoever runs the installation"))
		if last.ConfirmedBy != "" {
			confirmed, err := account.ByID(r.Context(), s.Trail.DB(), last.ConfirmedBy)
			if err != nil {
				return nil, err
			}
			name = confirmed.Name
		}
		said = t("%s av %s, bekräftat %s av %s", "%s by %s, confirmed %s by %s").With(calendar.LongDateTime(last.At.Time), by.Name, calendar.LongDateTime(last.ConfirmedAt.Time), name)
	}
	return []ui.Fact{ui.F(r.Say(t("Kontot öppnades på nytt", "The account was opened anew")), r.Say(said))}, nil
}

func dayOfPaper(s Slot) calendar.Date {
	if s.ProvedAt.IsZero() {
		return calendar.Date{}
	}
	return calendar.DateOf(s.ProvedAt.Time)
}

// apiRoutes registers where a round stands, for programs of the parties.
func (s *Service) apiRoutes(rt *web.Router) {
	web.API(rt, huma.Operation{OperationID: "get-signing", Method: http.MethodGet, Path: "/signings/{id}", Tags: []string{web.Both(saySignatures)},
		Summary: web.Both(language.T("Hämta hur långt ett undertecknande har kommit", "Get how far a signing has come"))}, policy.ReadSigning, s.apiOne)
	s.actRoutes(rt)
}

type answer[T any] struct{ Body T }

type roundBody struct {
	ID        string     `json:"id"`
	Draft     string     `json:"draft"`
	Version   int64      `json:"version" doc:"Vilken version som undertecknas || Which version is signed"`
	Digest    string     `json:"digest" doc:"SHA-256 av den frysta texten || SHA-256 of the frozen text"`
	State     State      `json:"state" enum:"open,completed,refused,withdrawn"`
	Agreement string     `json:"agreement,omitempty"`
	Slots     []slotBody `json:"signatures" nullable:"false"`
}

type slotBody struct {
	ID        string    `json:"id" doc:"Underskriftens id || Id of the signature"`
	Step      int64     `json:"step"`
	Authority string    `json:"authority"`
	Capacity  Capacity  `json:"capacity" enum:"political,administrative"`
	Both      bool      `json:"both" doc:"Undertecknar för både nämnden och förvaltningen || Signs for both the board and the administration"`
	State     SlotState `json:"state" enum:"waiting,brought,signed,refused"`
}

func (s *Service) apiOne(r *web.Request, in *struct {
	ID string `path:"id"`
}) (*answer[roundBody], error) {
	round, err := get(r.Context(), s.Trail.DB(), in.ID)
	if err != nil {
		return nil, err
	}
	if err := policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, policy.ReadSigning, round.Ref()); err != nil {
		return nil, err
	}
	return &answer[roundBody]{bodyOf(round)}, nil
}

func bodyOf(round Round) roundBody {
	b := roundBody{ID: round.ID, Draft: round.Draft, Version: round.Text, Digest: round.Digest, State: round.State, Agreement: round.Agreement, Slots: []slotBody{}}
	for _, slot := range round.Slots {
		b.Slots = append(b.Slots, slotBody{slot.ID, slot.Group, slot.Authority, slot.Capacity, slot.Both, slot.State})
	}
	return b
}
