package negotiation

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const listPath = "/utkast"

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = listPath + "/{id}"
	rt.Handle("GET "+listPath, policy.ReadDraft, s.listPage)
	rt.Handle("GET "+listPath+"/nytt", policy.BeginDraft, s.newPage)
	rt.Handle("POST "+listPath+"/nytt", policy.BeginDraft, s.newPost)
	rt.Handle("GET "+one, policy.ReadDraft, s.onePage)
	rt.Handle("GET "+one+"/text", policy.ReadDraft, s.textPage)
	rt.Handle("GET "+one+"/skillnad", policy.ReadDraft, s.differencePage)
	rt.Handle("GET "+one+"/version/{no}", policy.ReadDraft, s.versionPage)
	rt.Handle("POST "+one+"/version/{no}", policy.ApproveDraft, s.approvePost)
	rt.Handle("GET "+one+"/falt/{field}", policy.ReadDraft, s.fieldPage)
	rt.Handle("POST "+one+"/falt/{field}", policy.EditDraft, s.fieldPost)
	rt.Handle("POST "+one+"/falt/{field}/kommentar", policy.CommentDraft, s.commentPost)
	rt.Handle("POST "+one+"/falt/{field}/lost", policy.CommentDraft, s.resolvePost)
	rt.Handle("POST "+one+"/falt/{field}/avfarda", policy.CommentDraft, s.dismissPost)
	rt.Handle("POST "+one+"/checklista", policy.EditDraft, s.tickPost)
	rt.Handle("POST "+one+"/penna", policy.EditDraft, s.penPost)
	rt.Handle("GET "+one+"/lamna", policy.ProposeDraft, s.proposePage)
	rt.Handle("POST "+one+"/lamna", policy.ProposeDraft, s.proposePost)
	rt.Handle("GET "+one+"/ta-tillbaka", policy.ApproveDraft, s.backPage)
	rt.Handle("POST "+one+"/ta-tillbaka", policy.ApproveDraft, s.backPost)
	rt.Handle("GET "+one+"/avbryt", policy.WithdrawDraft, s.withdrawPage)
	rt.Handle("POST "+one+"/avbryt", policy.WithdrawDraft, s.withdrawPost)
	rt.Handle("GET "+one+"/dokument", policy.AttachToDraft, s.attachPage)
	rt.Handle("POST "+one+"/dokument", policy.AttachToDraft, s.attachPost, web.Body(uploadRoom))
	rt.Handle("GET "+one+"/dokument/{document}", policy.ReadDraftDocument, s.documentFile)
	rt.Handle("POST "+one+"/dokument/{document}/ta-bort", policy.AttachToDraft, s.detachPost)
	rt.Handle("GET /overenskommelser/{id}/text", policy.ReadRegister, s.agreedPage)
	s.apiRoutes(rt)
}

// uploadRoom is how much a request with a file may carry: the largest file and the form around it.
const uploadRoom = 21 << 20

// shown is a draft with all that its pages say.
type shown struct {
	Standing
	lang   language.Lang
	reader Reader
	names  map[string]string // of authorities
	places []string          // names of the municipalities
	todo   Todo
	at     web.Cursor // its place in the reader's list
}

// look reads the draft of the address for a reader who may.
func (s *Service) look(r *web.Request) (shown, error) {
	id := r.Path("id")
	if err := policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, policy.ReadDraft, Draft{ID: id}.Ref()); err != nil {
		return shown{}, err
	}
	d, err := Get(r.Context(), s.Trail.DB(), id)
	if err != nil {
		return shown{}, err
	}
	all, err := s.shown(r, []Draft{d})
	if err != nil {
		return shown{}, err
	}
	out := all[0]
	if out.Threads, err = Threads(r.Context(), s.Trail.DB(), id); err != nil {
		return out, err
	}
	return out, nil
}

// shown reads the names and whose turn it is of many drafts.
func (s *Service) shown(r *web.Request, drafts []Draft) ([]shown, error) {
	all, err := s.seen(r.Context(), r.Actor, drafts)
	for i := range all {
		all[i].lang = r.Lang
	}
	return all, err
}

// seen is many drafts as an actor sees them, before there is a page.
func (s *Service) seen(ctx context.Context, a policy.Actor, drafts []Draft) ([]shown, error) {
	standing, err := standings(ctx, s.Trail.DB(), drafts)
	if err != nil {
		return nil, err
	}
	names, places, err := s.named(ctx, drafts)
	if err != nil {
		return nil, err
	}
	out := make([]shown, len(standing))
	for i, st := range standing {
		writes := policy.May(a, policy.ApproveDraft) && st.Binds(a.Authority)
		x := shown{Standing: st, reader: Reader{a.Authority, writes}, names: names}
		for _, code := range st.Municipalities() {
			x.places = append(x.places, places[code])
		}
		x.todo = st.What(x.reader, x.name)
		out[i] = x
	}
	return out, nil
}

// named gives the names of the parties and of their municipalities, as they are today.
func (s *Service) named(ctx context.Context, drafts []Draft) (names, places map[string]string, err error) {
	q := s.Trail.DB()
	day := calendar.DateOf(q.Now())
	var ids, codes []string
	for _, d := range drafts {
		for _, p := range d.Parties {
			ids = append(ids, p.Authority)
		}
		codes = append(codes, d.Municipalities()...)
	}
	slices.Sort(ids)
	slices.Sort(codes)
	found, err := directory.Authorities(ctx, q, slices.Compact(ids), day)
	if err != nil {
		return nil, nil, err
	}
	names, places = map[string]string{}, map[string]string{}
	for id, a := range found {
		names[id] = a.Title()
	}
	all, err := directory.Named(ctx, q, slices.Compact(codes), day)
	for _, m := range all {
		places[m.Code] = m.OfficialName
	}
	return names, places, err
}

func (d shown) name(authority string) string {
	if n := d.names[authority]; n != "" {
		return n
	}
	return authority
}

// title is what the draft is called: "Utkast: Ludvika kommun".
func (d shown) title() language.Text { return sayDraftOf.With(strings.Join(d.places, ", ")) }

// mine tells whether the reader's authority holds the pen and the reader can write with it.
func (d shown) mine() bool {
	return d.State == Drafting && d.Turn == d.reader.Authority && d.reader.Writes
}

// seesWork tells whether the reader sees the document being worked on: only the party that holds the pen does, before it
// puts its version forward.
func (d shown) seesWork() bool { return d.State == Drafting && d.Turn == d.reader.Authority }

// page is a page below the draft's own.
func (d shown) page(r *web.Request, name language.Text, narrow bool, parts ...templ.Component) web.Response {
	return web.Page(language.T("%s – %s", "%s – %s").With(name, d.title()), stack(parts...)).Frame(func(f *ui.Frame) {
		f.Narrow = narrow
		f.Crumbs = []ui.Link{{Label: r.Say(sayDrafts), Href: listPath}, {Label: r.Say(d.title()), Href: d.Path()}, {Label: r.Say(name)}}
	})
}

// done leads back to the draft and says what was done.
func (d shown) done(text language.Text) (web.Response, error) {
	return web.Redirect(d.Path()).Message(ui.Good, text), nil
}

// chip is a state as a chip.
func (s State) chip(l language.Lang) ui.Status {
	level := map[State]ui.Level{Drafting: ui.Neutral, Proposed: ui.Waiting, Approved: ui.Good, Signing: ui.Waiting, Concluded: ui.Good, Withdrawn: ui.Neutral, Expired: ui.Warn}[s]
	return ui.Status{Level: level, Words: s.Label().In(l)}
}

func (s ThreadState) chip(l language.Lang) ui.Status {
	level := map[ThreadState]ui.Level{Open: ui.Warn, Answered: ui.Info, Resolved: ui.Good}[s]
	return ui.Status{Level: level, Words: s.Label().In(l)}
}
