package corpus

import (
	"strconv"

	"samsyn/internal/agreement"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
	"samsyn/internal/policy"
	"samsyn/internal/template"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// ways finds what the reader can do about each agreement: the drafts under way that they may read, and those agreements
// of which they may propose an amendment. It asks as many questions for one agreement as for all.
func (v *View) ways(r *web.Request, c *change) error {
	if len(c.all) == 0 || !r.May(policy.ReadDraft) {
		return nil
	}
	drafts, err := negotiation.List(r.Context(), v.DB, r.Actor, negotiation.Filter{})
	if err != nil {
		return err
	}
	under := map[string]negotiation.Draft{}
	for _, d := range drafts {
		if _, known := under[d.Agreement]; !known || d.Kind == negotiation.Amendment {
			under[d.Agreement] = d
		}
	}
	mine := map[string]bool{}
	if r.May(policy.BeginAmendment) {
		var args []any
		ids, err := db.All[string](r.Context(), v.DB, `SELECT a.id FROM agreement a WHERE `+policy.Where(v.DB, r.Actor, policy.BeginAmendment, "a", &args), args...)
		if err != nil {
			return err
		}
		for _, id := range ids {
			mine[id] = true
		}
	}
	for i := range c.all {
		x := &c.all[i]
		x.May = mine[x.ID] && c.current
		if d, ok := under[x.ID]; ok {
			x.Draft, x.Blocked = d.Path(), d.Kind == negotiation.Amendment
		}
	}
	return nil
}

// proposePost begins an amendment of one agreement to what the latest template version says, with all that was agreed
// locally kept, and puts it forward at once. When the version asks for something that nobody has filled in yet, the
// draft stays with those who began it.
func (v *View) proposePost(r *web.Request) (web.Response, error) {
	no, err := strconv.ParseInt(r.Path("no"), 10, 64)
	if err != nil {
		return web.Response{}, fault.NotFoundThing()
	}
	if err := v.mayPropose(r, r.Path("id"), no); err != nil {
		return web.Response{}, err
	}
	b := negotiation.Beginning{Kind: negotiation.Amendment, Agreement: r.Path("id"), Template: no, Propose: true}
	d, err := v.Drafts.Start(r.Context(), r.Actor, b)
	if err == nil {
		return web.Redirect(d.Path()).Message(ui.Good, language.T("Ändringen är föreslagen: version 1 ligger hos de andra parterna. Det ni har kommit överens om lokalt står kvar.", "The amendment is proposed: version 1 is with the other parties. What you agreed locally is kept.")), nil
	}
	if !fault.Is(err, fault.Invalid) {
		return web.Response{}, err
	}
	b.Propose = false
	if d, err = v.Drafts.Start(r.Context(), r.Actor, b); err != nil {
		return web.Response{}, err
	}
	return web.Redirect(d.Path()+"/text").Message(ui.Info, language.T("Utkastet är påbörjat, men inte lämnat: den nya mallversionen frågar efter uppgifter som saknas. Fyll i dem och lämna det sedan till de andra parterna.",
		"The draft is begun, but not put forward: the new template version asks for details that are missing. Fill them in, then put it before the other parties.")), nil
}

// mayPropose asks whether the reader may amend the agreement, and whether there is anything to propose.
func (v *View) mayPropose(r *web.Request, id string, no int64) error {
	a, err := agreement.ByID(r.Context(), v.DB, id)
	if err != nil {
		return err
	}
	if err := policy.Check(r.Context(), v.DB, r.Actor, policy.BeginAmendment, a.Ref()); err != nil {
		return err
	}
	latest, err := template.Current(r.Context(), v.DB)
	if err != nil {
		return err
	}
	if latest.No != no {
		return fault.New(fault.Conflict, language.T("Det är %s av mallen som gäller nu. Öppna sidan om den och föreslå ändringen där.", "The template's %s is the latest now. Open its page and propose the amendment there.").With(latest.Name()))
	}
	return v.worth(r, a, latest.Doc)
}

// worth tells whether an agreement would change if it went over to a template version.
func (v *View) worth(r *web.Request, a agreement.Agreement, to clause.Document) error {
	t, known, err := negotiation.TextOf(r.Context(), v.DB, a.ID)
	switch {
	case err != nil:
		return err
	case !known:
		return fault.New(fault.Conflict, language.T("Överenskommelsens text finns inte i Samsyn, så det går inte att säga vad som skulle ändras. Börja ett utkast från överenskommelsens sida i stället.", "The text of the agreement is not in Samsyn, so what would change cannot be said. Begin a draft from the page of the agreement instead."))
	case t.Doc.Template >= to.Template || len(Touches(t.Doc, to)) == 0:
		return fault.New(fault.Conflict, language.T("Överenskommelsen har redan det som mallens version %d säger. Det finns inget att föreslå.", "The agreement already has what version %d of the template says. There is nothing to propose.").With(to.Template))
	}
	return nil
}
