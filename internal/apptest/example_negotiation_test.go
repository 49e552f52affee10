package apptest

import (
	"bytes"
	"context"
	"fmt"

	"samsyn/internal/app"
	"samsyn/internal/cast"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/file"
	"samsyn/internal/negotiation"
)

// Places of drafts in the states that the forms of a draft need, by what the owner can do with it.
const (
	writtenExample  = "draft-written"  // the owner holds the pen, everything is filled in and a document is attached
	agreedExample   = "draft-agreed"   // the owner has approved it, the agency has not
	approvedExample = "draft-approved" // all have
)

// onePDF is the smallest file that is taken for a PDF.
const onePDF = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\n<< /Type /Page >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"

// draftExamples are the drafts of the cast of which the owner is a party: one that lies before the parties, and places
// in it. Beside it stand drafts of a new agreement in other states.
func draftExamples(ctx context.Context, a *app.App, owner string) (map[string]example, error) {
	if err := cast.Drafts(ctx, a); err != nil {
		return nil, err
	}
	id, err := db.One[string](ctx, a.DB, "SELECT d.id FROM negotiation_draft d JOIN negotiation_party p ON p.draft_id = d.id WHERE d.state = 'proposed' AND p.authority_id = $1", owner)
	if err != nil {
		return nil, fmt.Errorf("an example of a draft: %w", err)
	}
	draft := example{negotiation.DraftKind, id, nothing}
	out := map[string]example{
		"/utkast/{id}":               draft,
		"/drafts/{id}":               draft,
		"/utkast/{id}/version/{no}":  {"draft-version", "2", "99"},
		"/drafts/{id}/versions/{no}": {"draft-version", "2", "99"},
		"/utkast/{id}/falt/{field}":  {"draft-field", "commitment:K9.1", "commitment:K99.9"},
	}
	d := drafting{ctx, a, owner, "2010-01-01", "2012-12-31"}
	doc, err := d.attach(id)
	if err != nil {
		return nil, fmt.Errorf("a document of a draft: %w", err)
	}
	out["/utkast/{id}/dokument/{document}"] = example{"draft-document", doc, nothing}
	if _, err := a.Drafts.Comment(ctx, coordinatorAt(ctx, a, owner), id, clause.ClauseField("10"), "Prov."); err != nil {
		return nil, err
	}
	for name, approvals := range map[string][]string{writtenExample: nil, agreedExample: {owner}, approvedExample: {owner, directory.PES}} {
		id, err := d.draft(approvals)
		if err != nil {
			return nil, fmt.Errorf("an example of a %s: %w", name, err)
		}
		out[name] = example{negotiation.DraftKind, id, nothing}
	}
	return out, nil
}

// drafting writes drafts of the owner's.
type drafting struct {
	context.Context
	*app.App
	owner    string
	from, to string // the term, which lies before every other agreement's
}

// draft is one of a new agreement with the agency that the given authorities have approved; without any it has not been
// put forward.
func (d drafting) draft(approvals []string) (id string, err error) {
	who := coordinatorAt(d, d.App, d.owner)
	x, err := d.Drafts.Start(d, who, negotiation.Beginning{Kind: negotiation.NewAgreement, Boards: []string{d.owner}})
	if err != nil {
		return "", err
	}
	if err := d.fill(x.ID); err != nil || approvals == nil {
		return x.ID, err
	}
	if x, err = d.Drafts.Propose(d, who, x.ID); err != nil {
		return "", err
	}
	text, err := negotiation.TextAt(d, d.DB, x.ID, x.Latest)
	for _, authority := range approvals {
		if err == nil {
			_, err = d.Drafts.Approve(d, coordinatorAt(d, d.App, authority), x.ID, negotiation.Approving{No: text.No, Digest: text.Digest})
		}
	}
	return x.ID, err
}

// fill gives everything that the template asks for a value.
func (d drafting) fill(id string) error {
	work, err := negotiation.Work(d, d.DB, id)
	if err != nil {
		return err
	}
	change := func(f clause.Field, e negotiation.Edit) {
		if err == nil {
			e.Field, e.Seen = f, negotiation.Stamp(work, f)
			if _, _, err = d.Drafts.Change(d, coordinatorAt(d, d.App, d.owner), id, e); err != nil {
				err = fmt.Errorf("%s: %w", f, err)
			}
		}
	}
	for _, v := range work.Variables {
		if v.Required && v.Fixed.IsZero() && work.Values[v.ID].IsZero() {
			change(clause.VariableField(v.ID), negotiation.Edit{Value: d.value(v)})
		}
	}
	for _, k := range negotiation.Copy(work).Commitments {
		if k.Open() {
			n := clause.N(35)
			k.Measures[0].Target, k.Reason = &n, "Prov."
			change(clause.CommitmentField(k.ID), negotiation.Edit{Commitment: &k})
		}
	}
	return err
}

// value is what somebody would plausibly write.
func (d drafting) value(v clause.Variable) *clause.Value {
	out := &clause.Value{Text: PlausibleValue(v)}
	switch out.Text {
	case "2025-12-01":
		out.Text = d.from
	case "2028-11-30":
		out.Text = d.to
	}
	switch v.Kind {
	case clause.Person:
		out.Function = "samverkansansvarig"
	case clause.List:
		out = &clause.Value{Items: []string{out.Text}}
	}
	return out
}

// attach puts a document of the owner's beside a draft.
func (d drafting) attach(draft string) (string, error) {
	scan, err := d.scan()
	if err != nil {
		return "", err
	}
	doc, err := d.Drafts.Attach(d, coordinatorAt(d, d.App, d.owner), draft, "Prov (Demo)", scan)
	return doc.ID, err
}

func (d drafting) scan() (file.Checked, error) {
	return file.Check(file.Input{Name: "prov.pdf", Content: bytes.NewReader([]byte(onePDF)), Size: int64(len(onePDF)), Owner: d.owner, Accept: []file.Type{file.PDF}})
}
