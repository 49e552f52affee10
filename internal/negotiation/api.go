package negotiation

import (
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// answer is the body of an answer, in the shape that the API's frame asks for.
type answer[T any] struct{ Body T }

// apiRoutes registers the room's part of the API.
func (s *Service) apiRoutes(rt *web.Router) {
	t := language.T
	op := func(id, method, path string, sum language.Text) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{web.Both(sayDrafts)}, Summary: web.Both(sum)}
	}
	const one = "/drafts/{id}"
	web.API(rt, op("list-drafts", http.MethodGet, "/drafts", t("Lista utkasten som din myndighet är part i", "List the drafts to which your authority is a party")), policy.ReadDraft, s.apiList)
	web.API(rt, op("get-draft", http.MethodGet, one, t("Hämta ett utkast", "Get one draft")), policy.ReadDraft, s.apiOne)
	web.API(rt, op("get-draft-version", http.MethodGet, one+"/versions/{no}", t("Hämta en fryst version av ett utkast", "Get a frozen version of a draft")), policy.ReadDraft, s.apiVersion)
	web.API(rt, op("compare-draft-versions", http.MethodGet, one+"/difference", t("Jämför två versioner av ett utkast", "Compare two versions of a draft")), policy.ReadDraft, s.apiDifference)
	web.API(rt, op("propose-draft", http.MethodPost, one+"/proposals", t("Lämna det ni arbetar med som nästa version", "Put what you are working on forward as the next version")), policy.ProposeDraft, s.apiPropose)
	web.API(rt, op("approve-draft", http.MethodPost, one+"/approvals", t("Godkänn en version för din myndighet", "Approve a version for your authority")), policy.ApproveDraft, s.apiApprove)
	web.API(rt, op("comment-draft", http.MethodPost, one+"/comments", t("Kommentera ett fält", "Comment on a field")), policy.CommentDraft, s.apiComment)
	s.actRoutes(rt)
	s.documentAPI(rt)
}

// draftBody is a draft as the API gives it.
type draftBody struct {
	ID        string        `json:"id"`
	Kind      Kind          `json:"kind" enum:"new,amendment,renewal,joining"`
	State     State         `json:"state" enum:"drafting,proposed,approved,signing,concluded,withdrawn,expired"`
	Agreement string        `json:"agreement,omitempty" doc:"Överenskommelsen som utkastet utgår från || The agreement that the draft began from"`
	Concluded string        `json:"concluded,omitempty" doc:"Överenskommelsen som det blev || The agreement that it became"`
	Template  int64         `json:"template" doc:"Mallens version || Template version"`
	Turn      string        `json:"turn,omitempty" doc:"Myndigheten som har pennan || The authority that holds the pen"`
	Latest    int64         `json:"latest" doc:"Senaste versionens nummer; 0 när ingen är lämnad || Number of the latest version; 0 when none has been put forward"`
	BegunAt   time.Time     `json:"begunAt"`
	Lapses    calendar.Date `json:"lapses,omitzero" doc:"Förfaller den dagen om inget händer || Lapses on this day if nothing happens"`
	Todo      string        `json:"todo" doc:"Vad din myndighet behöver göra nu || What your authority needs to do now"`
	Yours     bool          `json:"yours" doc:"Det är er tur || It is your turn"`
	Parties   []partyBody   `json:"parties" nullable:"false"`
}

type partyBody struct {
	Authority        string `json:"authority"`
	Name             string `json:"name"`
	MunicipalityCode string `json:"municipalityCode,omitempty"`
	Approved         bool   `json:"approved" doc:"Har godkänt den senaste versionen || Has approved the latest version"`
}

func (d shown) body() draftBody {
	b := draftBody{ID: d.ID, Kind: d.Kind, State: d.State, Agreement: d.Agreement, Concluded: d.Concluded, Template: d.Template, Turn: d.Turn, Latest: d.Latest,
		BegunAt: d.BegunAt.Time, Lapses: d.todo.By, Todo: plain(d.todo.Text.In(d.lang)), Yours: d.todo.Mine()}
	for _, p := range d.Parties {
		b.Parties = append(b.Parties, partyBody{p.Authority, d.name(p.Authority), p.Municipality, approved(d.Approvals, d.Latest, p.Authority)})
	}
	return b
}

// draftPage is one page of the list.
type draftPage struct {
	Items []draftBody `json:"items" nullable:"false"`
	Total int         `json:"total" doc:"Antal i hela listan || Number in the whole list"`
	Next  string      `json:"next,omitempty" doc:"Skicka som after för nästa sida; saknas på den sista || Send as after for the next page; absent on the last"`
}

func (s *Service) apiList(r *web.Request, in *struct {
	State string `query:"state" enum:"drafting,proposed,approved,signing,concluded,withdrawn,expired"`
	Kind  string `query:"kind" enum:"new,amendment,renewal,joining"`
	All   bool   `query:"all" doc:"Även de som är avslutade || Also those that are over"`
	Limit int    `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"Högst så många poster || At most this many items"`
	After string `query:"after" maxLength:"200" doc:"Fortsätt efter den här platsen: next från förra svaret || Go on after this place: next of the previous answer"`
}) (*answer[draftPage], error) {
	after, err := web.ParseCursor(in.After, 1)
	if err != nil {
		return nil, err
	}
	f := Filter{State: State(in.State), Kind: Kind(in.Kind), Over: in.All, Limit: in.Limit + 1}
	if len(after) == 1 {
		f.After = after[0]
	}
	found, err := List(r.Context(), s.Trail.DB(), r.Actor, f)
	if err != nil {
		return nil, err
	}
	found, next := web.Cut(found, in.Limit, func(d Draft) web.Cursor { return web.Cursor{d.ID} })
	all, err := s.shown(r, found)
	if err != nil {
		return nil, err
	}
	out := draftPage{Items: []draftBody{}, Next: next.String()}
	for _, d := range all {
		out.Items = append(out.Items, d.body())
	}
	out.Total, err = Total(r.Context(), s.Trail.DB(), r.Actor, f)
	return &answer[draftPage]{out}, err
}

// Drafted names a draft in an address of the API.
type Drafted struct {
	Draft string `path:"id" maxLength:"40"`
}

func (s *Service) apiOne(r *web.Request, _ *struct{ Drafted }) (*answer[draftBody], error) {
	d, err := s.look(r)
	if err != nil {
		return nil, err
	}
	return &answer[draftBody]{d.body()}, nil
}

// versionBody is a frozen version as the API gives it.
type versionBody struct {
	No       int64           `json:"no"`
	Digest   string          `json:"digest" doc:"SHA-256 av textens kanoniska JSON || SHA-256 of the text's canonical JSON"`
	FrozenAt time.Time       `json:"frozenAt"`
	By       string          `json:"by" doc:"Myndigheten som lämnade den || The authority that put it forward"`
	Text     clause.Document `json:"text"`
}

func (s *Service) apiVersion(r *web.Request, in *struct {
	Drafted
	No int64 `path:"no" minimum:"0" doc:"0 är det som utkastet utgår från || 0 is what the draft began from"`
}) (*answer[versionBody], error) {
	d, err := s.look(r)
	if err != nil {
		return nil, err
	}
	t, err := TextAt(r.Context(), s.Trail.DB(), d.ID, in.No)
	return &answer[versionBody]{versionBody{t.No, t.Digest, t.FrozenAt.Time, t.By, t.Doc}}, err
}

// differenceBody is one place that differs.
type differenceBody struct {
	Field   clause.Field `json:"field"`
	Heading string       `json:"heading"`
	What    string       `json:"what" enum:"changed,added,removed,moved"`
	Old     string       `json:"old,omitempty"`
	New     string       `json:"new,omitempty"`
}

func (s *Service) apiDifference(r *web.Request, in *struct {
	Drafted
	From int64 `query:"from" minimum:"0" required:"true"`
	To   int64 `query:"to" minimum:"0" required:"true"`
}) (*answer[[]differenceBody], error) {
	d, err := s.look(r)
	if err != nil {
		return nil, err
	}
	old, err := TextAt(r.Context(), s.Trail.DB(), d.ID, in.From)
	if err != nil {
		return nil, err
	}
	new, err := TextAt(r.Context(), s.Trail.DB(), d.ID, in.To)
	if err != nil {
		return nil, err
	}
	out := []differenceBody{}
	words := map[clause.State]string{clause.Same: "moved", clause.Changed: "changed", clause.Added: "added", clause.Removed: "removed"}
	for _, x := range clause.Compare(old.Doc, new.Doc, r.Lang) {
		if x.State != clause.Same || x.Moved {
			out = append(out, differenceBody{x.Field, x.Heading, words[x.State], both(x.Old, x.OldLocal), both(x.New, x.NewLocal)})
		}
	}
	return &answer[[]differenceBody]{out}, nil
}

func (s *Service) apiPropose(r *web.Request, in *struct{ Drafted }) (*answer[draftBody], error) {
	if _, err := s.Propose(r.Context(), r.Actor, in.Draft); err != nil {
		return nil, err
	}
	return s.apiOne(r, &struct{ Drafted }{in.Drafted})
}

func (s *Service) apiApprove(r *web.Request, in *struct {
	Drafted
	Body struct {
		No       int64  `json:"no" minimum:"1"`
		Digest   string `json:"digest" maxLength:"64" doc:"Versionens kontrollsumma, så att det är den ni läste som godkänns || The version's digest, so that what you read is what is approved"`
		Decision string `json:"decision,omitempty" maxLength:"200"`
	}
}) (*answer[draftBody], error) {
	if _, err := s.Approve(r.Context(), r.Actor, in.Draft, Approving{No: in.Body.No, Digest: in.Body.Digest, Decision: in.Body.Decision}); err != nil {
		return nil, err
	}
	return s.apiOne(r, &struct{ Drafted }{in.Drafted})
}

// threadBody is a thread as the API gives it.
type threadBody struct {
	ID       string       `json:"id"`
	Field    clause.Field `json:"field"`
	State    ThreadState  `json:"state" enum:"open,answered,resolved"`
	Comments int          `json:"comments"`
}

func (s *Service) apiComment(r *web.Request, in *struct {
	Drafted
	Body struct {
		Field string `json:"field" maxLength:"100" doc:"Till exempel commitment:K9.1 || For example commitment:K9.1"`
		Text  string `json:"text" maxLength:"4000"`
	}
}) (*answer[threadBody], error) {
	if in.Body.Text == "" {
		return nil, fault.New(fault.Invalid, putRight, fault.Field("body.text", writeSomething))
	}
	t, err := s.Comment(r.Context(), r.Actor, in.Draft, clause.Field(in.Body.Field), in.Body.Text)
	err = calledAs(err, "comment", "text")
	return &answer[threadBody]{threadBody{t.ID, t.Field, t.State, len(t.Comments)}}, err
}

// both is what is said in the asked language with what the parties wrote in Swedish after it.
func both(said, written string) string { return strings.TrimSpace(said + " " + written) }
