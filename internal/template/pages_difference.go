package template

import (
	"fmt"
	"strconv"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// paramFrom names the version that one compares with.
const paramFrom = "fran"

// differencePage is what one version changed since another, by default the one before it.
func (s *Service) differencePage(r *web.Request) (web.Response, error) {
	no, err := numberOf(r)
	if err != nil {
		return web.Response{}, err
	}
	v, err := ByNumber(r.Context(), s.Trail.DB(), no)
	if err != nil {
		return web.Response{}, err
	}
	return s.difference(r, v)
}

func (s *Service) difference(r *web.Request, v Version) (web.Response, error) {
	all, err := All(r.Context(), s.Trail.DB())
	if err != nil {
		return web.Response{}, err
	}
	old, err := comparedWith(r, v, all)
	if err != nil {
		return web.Response{}, err
	}
	changes := Compare(old.Doc, v.Doc, r.Lang)
	name := sayDifference.With(old.No, v.No)
	body := ui.Parts(ui.Heading(r.Say(name), ""),
		ui.LeadBlock(ui.Lead{Level: ui.Info, Text: ui.Rich(r.Say(changes.sentence(v)))}),
		ui.Chips(r.Say(sayCompareWith), otherVersions(r, v, old, all)),
		ui.DifferenceOf(Marked(changes, r.Lang)))
	return web.Page(name, body).Frame(crumbs(r, ui.Link{Label: r.Say(v.Name()), Href: v.Path()}, ui.Link{Label: r.Say(sayWhatChanged)})), nil
}

// comparedWith is the version that the address names, or the one before; the first is compared with itself.
func comparedWith(r *web.Request, v Version, all []Version) (Version, error) {
	want := max(v.No-1, 1)
	if from := r.ReadQuery().Value(paramFrom); from != "" {
		n, err := strconv.ParseInt(from, 10, 64)
		if err != nil {
			return v, fault.NotFoundThing()
		}
		want = n
	}
	for _, o := range all {
		if o.No == want {
			return o, nil
		}
	}
	return v, fault.NotFoundThing()
}

func otherVersions(r *web.Request, v, old Version, all []Version) []ui.Tab {
	var out []ui.Tab
	for _, o := range all {
		if o.No != v.No {
			out = append(out, ui.Tab{Label: r.Say(o.Name()), Href: fmt.Sprintf("%s/skillnad?fran=%d", v.Path(), o.No), Current: o.No == old.No})
		}
	}
	return out
}

// sentence counts what is changed: "Version 2 ändrar 3 ställen, lägger till 1, tar bort 0 och flyttar 2."
func (all Differences) sentence(v Version) language.Text {
	var changed, added, removed, moved int
	for _, d := range all {
		switch {
		case d.State == clause.Changed:
			changed++
		case d.State == clause.Added:
			added++
		case d.State == clause.Removed:
			removed++
		}
		if d.Moved {
			moved++
		}
	}
	if changed+added+removed+moved == 0 {
		return saySameText
	}
	return sayCounts.With(v.No, changed, added, removed, moved)
}
