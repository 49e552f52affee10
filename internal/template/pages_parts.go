package template

import (
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// partRoutes are the pages that each change one thing of the next version, saved by itself.
func (s *Service) partRoutes(rt *web.Router) {
	const aClause = nextPath + "/paragraf/{clause}"
	rt.Handle("GET "+aClause, policy.ReadNextTemplate, s.clausePage)
	for at, build := range map[string]builder{
		nextPath + "/not":                   notePart,
		nextPath + "/ny-paragraf":           newClausePart,
		aClause + "/text":                   clausePart,
		aClause + "/vagledning":             guidancePart,
		aClause + "/flytta":                 movePart,
		aClause + "/ny-variabel":            newVariablePart,
		aClause + "/nytt-atagande":          newCommitmentPart,
		nextPath + "/variabel/{variable}":   variablePart,
		nextPath + "/atagande/{commitment}": commitmentPart,
		nextPath + "/ny-bilaga":             newAnnexPart,
		nextPath + "/bilaga/{annex}":        annexPart,
	} {
		rt.Handle("GET "+at, policy.EditTemplate, s.partPage(build))
		rt.Handle("POST "+at, policy.EditTemplate, s.partPost(build))
	}
	rt.Handle("POST "+aClause+"/ta-bort", policy.EditTemplate, s.removePost(func(r *web.Request, _ Version) (Edit, string) { return RemoveClause(r.Path("clause")), nextPath }))
	rt.Handle("POST "+nextPath+"/variabel/{variable}/ta-bort", policy.EditTemplate, s.removePost(func(r *web.Request, v Version) (Edit, string) {
		x, _ := v.Doc.Variable(r.Path("variable"))
		return RemoveVariable(x.ID), clausePath(x.Clause)
	}))
	rt.Handle("POST "+nextPath+"/atagande/{commitment}/ta-bort", policy.EditTemplate, s.removePost(func(r *web.Request, v Version) (Edit, string) {
		k, _ := v.Doc.Commitment(r.Path("commitment"))
		return RemoveCommitment(k.ID), clausePath(k.Clause)
	}))
	rt.Handle("POST "+nextPath+"/bilaga/{annex}/ta-bort", policy.EditTemplate, s.removePost(func(r *web.Request, _ Version) (Edit, string) {
		no, _ := strconv.Atoi(r.Path("annex")) // what is no number is no annex
		return RemoveAnnex(no), nextPath
	}))
}

// part is one thing of the next version that a page changes.
type part struct {
	name   language.Text
	back   string // where one comes from and goes on to
	fields []ui.Field
	before templ.Component
	remove *ui.Confirm
	read   func(f *web.Form) Edit
	to     func() string // where one goes on to, when only the change tells; nil for back
}

// builder makes a part of what the address names; a missing one is a fault of kind NotFound.
type builder func(r *web.Request, v Version) (part, error)

func (p part) form(r *web.Request, v Version) ui.Form {
	return ui.Form{Lang: r.Lang, ID: "andra", Action: r.URL.Path, Submit: ui.Button{Label: r.Say(saySave)}, Before: p.before,
		Other:  []ui.Button{{Label: r.Say(sayCancel), Href: p.back, Kind: ui.Quiet}},
		Fields: append(p.fields, ui.Field{Kind: ui.HiddenField, Name: fieldRow, Value: rowOf(v)})}
}

func (p part) page(r *web.Request, v Version, form ui.Form) web.Response {
	var more []templ.Component
	if p.remove != nil {
		p.remove.Fields = []ui.Hidden{{Name: fieldRow, Value: rowOf(v)}}
		more = append(more, ui.ConfirmBox(*p.remove))
	}
	return askPage(r, p.name, nextCrumbs(r, v), form, more...)
}

func (s *Service) partPage(build builder) func(*web.Request) (web.Response, error) {
	return func(r *web.Request) (web.Response, error) {
		v, err := s.editing(r)
		if err != nil {
			return web.Response{}, err
		}
		p, err := build(r, v)
		if err != nil {
			return web.Response{}, err
		}
		return p.page(r, v, p.form(r, v)), nil
	}
}

func (s *Service) partPost(build builder) func(*web.Request) (web.Response, error) {
	return func(r *web.Request) (web.Response, error) {
		v, err := s.editing(r)
		if err != nil {
			return web.Response{}, err
		}
		p, err := build(r, v)
		if err != nil {
			return web.Response{}, err
		}
		f, err := r.ReadForm()
		if err != nil {
			return web.Response{}, err
		}
		row, edit := readRow(f), p.read(f)
		if f.OK() {
			_, ended, err := s.Change(r.Context(), r.Actor, row, edit)
			if err == nil {
				return saved(p.next(), ended), nil
			}
			if !f.Take(err) {
				return web.Response{}, err
			}
		}
		return p.page(r, v, p.form(r, v).Fill(f.Values()).WithFault(f.Err())), nil
	}
}

func (p part) next() string {
	if p.to != nil {
		return p.to()
	}
	return p.back
}

// removePost takes one part away. What stands in the way is said on the page that one comes from.
func (s *Service) removePost(what func(*web.Request, Version) (Edit, string)) func(*web.Request) (web.Response, error) {
	return func(r *web.Request) (web.Response, error) {
		v, err := s.editing(r)
		if err != nil {
			return web.Response{}, err
		}
		f, err := r.ReadForm()
		if err != nil {
			return web.Response{}, err
		}
		edit, back := what(r, v)
		row := readRow(f)
		if !f.OK() {
			return web.Redirect(nextPath).Message(ui.Warn, changedMeanwhile), nil
		}
		_, ended, err := s.Change(r.Context(), r.Actor, row, edit)
		if fault.Is(err, fault.Conflict) {
			return web.Redirect(nextPath).Message(ui.Warn, textOfFault(err)), nil
		}
		if err != nil {
			return web.Response{}, err
		}
		return saved(back, ended), nil
	}
}

// twoLanguages are the fields of a text in both languages.
func twoLanguages(r *web.Request, name string, label, value language.Text, kind ui.FieldKind, optional bool) []ui.Field {
	rows := 0
	if kind == ui.TextareaField {
		rows = 8
	}
	return []ui.Field{
		{Kind: kind, Name: name + "_sv", Swedish: true, Label: r.Say(inSwedish.With(label)), Value: value.Sv, Rows: rows, Optional: optional},
		{Kind: kind, Name: name + "_en", English: true, Label: r.Say(inEnglish.With(label)), Value: value.En, Rows: rows, Optional: optional},
	}
}

func readText(f *web.Form, name string) language.Text {
	return language.T(f.Text(name+"_sv", web.Max(longHeading)), f.Text(name+"_en", web.Max(longHeading)))
}

func readLong(f *web.Form, name string) language.Text {
	return language.T(f.Long(name+"_sv"), f.Long(name+"_en"))
}

const longHeading = 300

var (
	saySave   = language.T("Spara", "Save")
	inSwedish = language.T("%s på svenska", "%s in Swedish")
	inEnglish = language.T("%s på engelska", "%s in English")
)
