package measure

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names of what is told of somebody in the address of the search. It names nobody.
const (
	paramAge       = "alder"
	paramWithout   = "utan-arbete"
	paramLevel     = "svenska"
	paramRegister  = "inskriven"
	paramProgramme = "i-program"
	paramSupport   = "bistand"
)

// Found is a measure with how it fits.
type Found struct {
	Measure
	Fit      Fit
	Verdicts []Verdict
}

// mostFound is how many measures of one municipality are held against a situation.
const mostFound = 500

// found holds every measure of a municipality against a situation, the best fit first, those with a free place before those
// that are full.
func (s *Service) found(r *web.Request, need matter.Need, at Situation) ([]Found, error) {
	q := s.Trail.DB()
	all, err := List(r.Context(), q, Filter{Municipality: at.Municipality, Need: need, Limit: mostFound})
	if err != nil {
		return nil, err
	}
	out := make([]Found, len(all))
	for i, m := range all {
		out[i].Measure = m
		out[i].Fit, out[i].Verdicts = m.Fits(at, today(q))
	}
	slices.SortStableFunc(out, func(a, b Found) int {
		if d := a.Fit.rank() - b.Fit.rank(); d != 0 {
			return d
		}
		return order(a.Full()) - order(b.Full())
	})
	return out, nil
}

func order(last bool) int {
	if last {
		return 1
	}
	return 0
}

// situationOf reads what is told in the address.
func situationOf(q *web.Form) (need matter.Need, s Situation) {
	yesNo := []string{string(Yes), string(No)}
	s = Situation{Municipality: q.Text(paramPlace, web.Max(4)), Age: q.Int(paramAge, 15, 100), Without: -1, Level: Level(q.Choice(paramLevel, texts(Levels()))),
		Registered: Known(q.Choice(paramRegister, yesNo)), InProgramme: Known(q.Choice(paramProgramme, yesNo)), Support: Known(q.Choice(paramSupport, yesNo))}
	if q.Value(paramWithout) != "" {
		s.Without = q.Int(paramWithout, 0, 600)
	}
	for _, g := range q.Choices(paramGroup, texts(Groups())) {
		s.Groups = append(s.Groups, Group(g))
	}
	return matter.Need(q.Choice(paramNeed, needCodes())), s
}

// fitPage finds what fits somebody, without who it is: nothing of it is kept.
func (s *Service) fitPage(r *web.Request) (web.Response, error) {
	q := r.ReadQuery()
	need, at := situationOf(q)
	form, err := s.fitForm(r, need, at)
	if err != nil {
		return web.Response{}, err
	}
	known, err := s.knows(r, at.Municipality)
	if err != nil {
		return web.Response{}, err
	}
	if !known && len(r.URL.Query()) > 0 {
		q.Problem(paramPlace, language.T("Välj en kommun ur listan.", "Choose a municipality from the list."))
	}
	status, result := 200, templ.Component(nil)
	switch err := q.Err(); {
	case err != nil:
		form, status = form.Fill(q.Values()).WithFault(err), 422
	case at.Municipality != "":
		if result, err = s.fitResult(r, need, at); err != nil {
			return web.Response{}, err
		}
	}
	asking := ui.FormOf(form)
	if result != nil { // what was found is what the reader came for
		asking = ui.Fold(ui.FoldOf{ID: "andra", Title: r.Say(language.T("Ändra det som ni sökte efter", "Change what you searched for")), Body: asking})
	}
	intro := language.T("Skriv inget som säger vem det gäller. Det du inte vet lämnar du tomt. Ingenting sparas.", "Write nothing that says who it is. Leave empty what you do not know. Nothing is kept.")
	body := ui.Parts(ui.Heading(r.Say(sayFind), r.Say(intro)), asking, result)
	return web.Page(sayFind, body).Status(status).Frame(func(f *ui.Frame) { f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: Path}, {Label: r.Say(sayFind)}} }), nil
}

// knows tells whether there is a municipality of a code.
func (s *Service) knows(r *web.Request, code string) (bool, error) {
	named, err := directory.Named(r.Context(), s.Trail.DB(), []string{code}, today(s.Trail.DB()))
	return len(named) > 0, err
}

func (s *Service) fitForm(r *web.Request, need matter.Need, at Situation) (ui.Form, error) {
	t := language.T
	places, err := s.placeOptions(r, r.Say(t("Välj kommun", "Choose a municipality")))
	unknown := ui.Option{Label: r.Say(t("Vet inte", "Not known"))}
	yesNo := []ui.Option{unknown, {Value: string(Yes), Label: r.Say(t("Ja", "Yes"))}, {Value: string(No), Label: r.Say(t("Nej", "No"))}}
	needs, levels := []ui.Option{{Label: r.Say(t("Vad som helst", "Anything"))}}, []ui.Option{unknown}
	for _, n := range matter.Needs() {
		needs = append(needs, ui.Option{Value: string(n.Need), Label: r.Say(n.Name)})
	}
	for _, l := range Levels() {
		levels = append(levels, ui.Option{Value: string(l), Label: r.Say(l.Name().Capital())})
	}
	var groups []ui.Option
	for _, g := range Groups() {
		groups = append(groups, ui.Option{Value: string(g), Label: r.Say(g.Name().Capital())})
	}
	without := ""
	if at.Without >= 0 {
		without = strconv.Itoa(at.Without)
	}
	asked := func(name string, label language.Text, k Known) ui.Field {
		return ui.Field{Kind: ui.SelectField, Name: name, Label: r.Say(label), Value: string(k), Options: yesNo, Optional: true, Width: ui.Short}
	}
	return ui.Form{Lang: r.Lang, ID: "passar", Action: Path + "/passar", Method: "get", Submit: ui.Button{Label: r.Say(t("Visa vad som passar", "Show what fits"))}, Fields: []ui.Field{
		{Kind: ui.SelectField, Name: paramPlace, Label: r.Say(sayPlace), Value: at.Municipality, Options: places, Width: ui.Medium},
		{Kind: ui.SelectField, Name: paramNeed, Label: r.Say(t("Vad behöver personen hjälp med?", "What does the person need help with?")), Value: string(need), Options: needs, Optional: true, Width: ui.Medium},
		{Kind: ui.NumberField, Name: paramAge, Label: r.Say(t("Ålder", "Age")), Value: years(at.Age), Optional: true, Width: ui.Short},
		{Kind: ui.NumberField, Name: paramWithout, Label: r.Say(t("Månader utan arbete", "Months without work")), Value: without, Optional: true, Width: ui.Short},
		{Kind: ui.SelectField, Name: paramLevel, Label: r.Say(t("Svenska", "Swedish")), Value: string(at.Level), Options: levels, Optional: true, Width: ui.Medium},
		asked(paramRegister, t("Inskriven hos Arbetsförmedlingen?", "Registered with the employment agency?"), at.Registered),
		asked(paramProgramme, t("Deltar i ett program?", "Takes part in a programme?"), at.InProgramme),
		asked(paramSupport, t("Har ekonomiskt bistånd?", "Has income support?"), at.Support),
		{Kind: ui.CheckboxesField, Name: paramGroup, Label: r.Say(t("Hör personen till någon av grupperna?", "Is the person of one of the groups?")), Values: texts(at.Groups), Options: groups, Optional: true},
	}}, err
}

// fitResult is what was found, in three parts: what fits, what must be judged, and what does not fit with why.
func (s *Service) fitResult(r *web.Request, need matter.Need, at Situation) (templ.Component, error) {
	t := language.T
	all, err := s.found(r, need, at)
	if err != nil {
		return nil, err
	}
	by, err := s.keepers(r.Context(), all)
	if err != nil {
		return nil, err
	}
	named, err := directory.Named(r.Context(), s.Trail.DB(), []string{at.Municipality}, today(s.Trail.DB()))
	if err != nil {
		return nil, err
	}
	counts := map[Fit]int{}
	for _, f := range all {
		counts[f.Fit]++
	}
	lead := ui.Lead{Level: ui.Good, Text: ui.Rich(r.Say(fitsWords(counts, named[0].Name)))}
	if counts[Fits] == 0 {
		lead.Level = ui.Warn
	}
	parts := []templ.Component{ui.LeadBlock(lead)}
	for _, part := range []struct {
		fit  Fit
		name language.Text
		says language.Text
	}{
		{Fits, t("Passar", "Fits"), t("Alla villkor som står i förteckningen är uppfyllda.", "All conditions in the list are met.")},
		{Judge, t("Behöver bedömas", "Must be judged"), t("Något är inte känt, eller bedöms av en människa.", "Something is not known, or is judged by a person.")},
		{Not, t("Passar inte", "Does not fit"), t("Något villkor är inte uppfyllt.", "Some condition is not met.")},
	} {
		if counts[part.fit] > 0 {
			parts = append(parts, ui.SectionIntro(string(part.fit), r.Say(part.name), r.Say(part.says), fitTable(r, all, by, part.fit, part.name)))
		}
	}
	return ui.Parts(parts...), nil
}

// keepers names the authorities whose entries were found.
func (s *Service) keepers(ctx context.Context, all []Found) (map[string]string, error) {
	var ids []string
	for _, f := range all {
		ids = append(ids, f.Authority)
	}
	found, err := directory.Authorities(ctx, s.Trail.DB(), set(ids), today(s.Trail.DB()))
	by := map[string]string{}
	for id, a := range found {
		by[id] = a.Title()
	}
	return by, err
}

func fitsWords(counts map[Fit]int, place string) language.Text {
	t := language.T
	switch {
	case counts[Fits]+counts[Judge]+counts[Not] == 0:
		return t("*Ingen insats i förteckningen* hjälper med det i %s.", "*No measure in the list* helps with that in %s.").With(place)
	case counts[Fits] == 1:
		return t("*En insats passar* i %s.", "*One measure fits* in %s.").With(place)
	case counts[Fits] > 1:
		return t("*%d insatser passar* i %s.", "*%d measures fit* in %s.").With(counts[Fits], place)
	case counts[Judge] == 1:
		return t("Ingen insats passar helt i %s, men *en kan passa*.", "No measure fits fully in %s, but *one may*.").With(place)
	case counts[Judge] > 1:
		return t("Ingen insats passar helt i %s, men *%d kan passa*.", "No measure fits fully in %s, but *%d may*.").With(place, counts[Judge])
	}
	return t("*Ingen insats passar* i %s.", "*No measure fits* in %s.").With(place)
}

func fitTable(r *web.Request, all []Found, by map[string]string, fit Fit, name language.Text) templ.Component {
	why := language.T("Varför", "Why")
	table := ui.Table{Lang: r.Lang, ID: "t-" + string(fit), Caption: r.Say(name), Tight: true, Columns: []ui.Column{{Label: r.Say(sayMeasure), RowHeader: true}, {Label: r.Say(why), Wide: true}, {Label: r.Say(sayPlaces)}, {Label: r.Say(sayDecides)}}}
	for _, f := range all {
		if f.Fit == fit {
			table.Rows = append(table.Rows, ui.Row{ID: "i" + f.ID, Cells: []templ.Component{ui.Stack(ui.A(f.Page(), f.Name), ui.Text(by[f.Authority])), ui.Text(r.Say(f.why())), ui.Text(r.Say(f.seats())), ui.Text(r.Say(f.Sort().Decider.Name()))}})
		}
	}
	return ui.TableOf(table)
}

// why gives the reasons of the sum: those against when it is against, what is to be judged when that decides, else all.
func (f Found) why() language.Text {
	var sv, en []string
	for _, v := range f.Verdicts {
		if v.Fit == f.Fit {
			sv, en = append(sv, v.Text.Sv), append(en, v.Text.En)
		}
	}
	if len(sv) == 0 {
		return language.T("Inga villkor", "No conditions")
	}
	return language.T(strings.Join(sv, "; "), strings.Join(en, "; ")).Capital()
}
