package negotiation

import (
	"fmt"
	"strings"

	"samsyn/internal/clause"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// said is one line of the draft's history in words.
func (n noted) said(act policy.Action, doc clause.Document) language.Text {
	t := language.T
	switch act {
	case policy.BeginDraft, policy.BeginAmendment:
		return t("började utkastet", "began the draft")
	case policy.ProposeDraft:
		return t("lämnade version %d", "put version %d forward").With(n.No)
	case policy.EditDraft:
		return n.edited()
	case policy.CommentDraft:
		if n.State == string(Resolved) {
			return t("markerade kommentaren på %s som löst", "marked the comment on %s as resolved").With(fieldWord(doc, clause.Field(n.Field)))
		}
		return t("kommenterade %s", "commented on %s").With(fieldWord(doc, clause.Field(n.Field)))
	case policy.ApproveDraft:
		if n.Back {
			return t("tog tillbaka sitt godkännande av version %d: %s", "took the approval of version %d back: %s").With(n.No, n.Reason)
		}
		return t("godkände version %d", "approved version %d").With(n.No)
	case policy.WithdrawDraft:
		return t("avbröt utkastet: %s", "called the draft off: %s").With(n.Reason)
	case policy.AttachToDraft:
		if n.Back {
			return t("tog bort ett dokument", "took a document away")
		}
		return t("bifogade ett dokument", "attached a document")
	case ActionSign:
		return t("underskriften av version %d började", "the signing of version %d began").With(n.No)
	case ActionReopen:
		return t("version %d blev inte undertecknad: %s", "version %d was not signed: %s").With(n.No, n.Reason)
	case ActionConclude:
		return t("version %d gäller", "version %d is in force").With(n.No)
	case ActionWarn:
		return t("parterna varnades för att utkastet förfaller", "the parties were warned that the draft lapses")
	case ActionExpire:
		return t("utkastet förföll", "the draft lapsed")
	}
	return language.Text{}
}

// edited says what was done with the pen. Single fields are the holder's own until they are put forward.
func (n noted) edited() language.Text {
	switch n.Pen {
	case "taken":
		return language.T("tog pennan", "took the pen")
	case "left":
		return language.T("lämnade tillbaka pennan utan ändring", "handed the pen back without a change")
	}
	return language.Text{}
}

// heading is what a field is called in a document: "§ 9 Frågor om enskilda", "K9.1", "Gäller till".
func heading(doc clause.Document, f clause.Field) language.Text {
	kind, id, _ := strings.Cut(string(f), ":")
	switch kind {
	case "clause":
		if c, no := doc.Clause(id); no > 0 {
			return language.T("§ %d %s", "§ %d %s").With(no, c.Heading)
		}
	case "variable":
		if v, ok := doc.Variable(id); ok {
			return v.Name
		}
	case "deviation":
		if v, ok := deviation(doc, id); ok {
			return language.T("Avvikelse %s från %s", "Deviation %s from %s").With(v.ID, doc.On(v.On))
		}
		return language.T("Avvikelse %s", "Deviation %s").With(id)
	case "commitment":
		if c, ok := doc.Commitment(id); ok {
			return language.T("%s %s", "%s %s").With(c.ID, c.Text)
		}
	}
	return language.Same(fieldName(f))
}

// fieldPath is the address of a field's page.
func (d Draft) fieldPath(f clause.Field) string { return fmt.Sprintf("%s/falt/%s", d.Path(), f) }
