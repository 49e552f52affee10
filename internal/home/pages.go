package home

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// countyParam is the name of the chosen county in the address.
const countyParam = "lan"

// most is how many rows of each list my day shows; the overview has them all.
const most = 15

func (h *Home) page(r *web.Request) (web.Response, error) {
	f := r.ReadQuery()
	county := f.Text(countyParam, web.Max(2))
	if err := f.Err(); err != nil {
		return web.Response{}, err
	}
	counts, err := h.counts(r)
	if err != nil {
		return web.Response{}, err
	}
	if counts != nil && r.Fragment() == countsPart {
		return web.Page(sayTitle, counts).Part(countsPart, counts), nil
	}
	d, err := h.gather(r.Context(), r.Actor, county)
	if err != nil {
		return web.Response{}, err
	}
	notices, err := h.notices(r)
	if err != nil {
		return web.Response{}, err
	}
	questions, err := h.byDeadline(r)
	if err != nil {
		return web.Response{}, err
	}
	first := lead(r, d)
	if questions != nil {
		d.tasks = listed(d.tasks)
	}
	body := []templ.Component{ui.Heading(r.Say(sayTitle), h.now(r)), first, counts, questions, also(r, d)}
	if d.country {
		lists, err := h.lists(r, d)
		if err != nil {
			return web.Response{}, err
		}
		body = append(body, lists...)
	}
	body = append(body, columns(comingUp(r, d), notices, ways(r)))
	return web.Page(sayTitle, stack(body...)), nil
}

// now is the day and the time, with the week that planners use.
func (h *Home) now(r *web.Request) string {
	said := r.Say(calendar.LongDateTime(h.DB.Now()))
	first, size := utf8.DecodeRuneInString(said)
	return string(unicode.ToUpper(first)) + said[size:] + " · " + r.Say(h.today().Week())
}

// lead is the most urgent of what waits, with its button; or that nothing does, and how to begin.
func lead(r *web.Request, d day) templ.Component {
	if len(d.tasks) == 0 {
		return stack(ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(sayCalm)), Button: &ui.Button{Label: r.Say(sayToOverview), Href: "/oversikt"}}), paragraph(r.Say(sayBegin)))
	}
	first := d.tasks[0]
	return ui.LeadBlock(ui.Lead{Level: first.level, Text: ui.Rich(r.Say(first.text)), Button: &ui.Button{Label: r.Say(first.button), Href: first.href}})
}

// also is the rest of what waits.
func also(r *web.Request, d day) templ.Component {
	if len(d.tasks) < 2 {
		return nil
	}
	var items []templ.Component
	for _, t := range d.tasks[1:] {
		items = append(items, ui.Join(ui.Rich(r.Say(t.text)), ui.A(t.href, r.Say(t.button))))
	}
	title := sayRest
	if d.tasks[1].level != ui.Neutral {
		title = sayAlso
	}
	return section("mer", r.Say(title), bullets(items))
}

// lists are what ends and what is missing, in the country or a county.
func (h *Home) lists(r *web.Request, d day) ([]templ.Component, error) {
	counties, err := directory.Counties(r.Context(), h.DB)
	if err != nil {
		return nil, err
	}
	options := []ui.Option{{Value: "", Label: r.Say(sayWhole)}}
	for _, c := range counties {
		options = append(options, ui.Option{Value: c.Code, Label: c.Name})
	}
	choose := ui.FormOf(ui.Form{Lang: r.Lang, ID: "valj-lan", Action: Path, Method: "get", Inline: true, Submit: ui.Button{Label: r.Say(sayShow), Kind: ui.Secondary},
		Fields: []ui.Field{{Kind: ui.SelectField, Name: countyParam, Label: r.Say(sayBoth), Value: d.county, Options: options, Width: ui.Medium}}})
	return []templ.Component{
		section("loper-ut", r.Say(sayEnding), stack(paragraph(r.Say(sayEndingWhat)), choose, ui.TableOf(endingTable(r, d)))),
		section("saknas", r.Say(sayWithout), ui.TableOf(withoutTable(r, d)))}, nil
}

func endingTable(r *web.Request, d day) ui.Table {
	t := ui.Table{Lang: r.Lang, ID: "utgar", Caption: r.Say(sayEnding), Keys: true, Empty: ui.Empty{Text: r.Say(sayEndingNone)},
		Columns: []ui.Column{{Label: r.Say(sayLast)}, {Label: r.Say(sayMunic), RowHeader: true}, {Label: r.Say(sayCounty)}, {Label: r.Say(saySigned)}}}
	if n := len(d.ending); n > 0 {
		t.Count, t.Sorted = r.Say(language.Plural(n, sayEndingOne, sayEndings)), order(r, n, sayByLast)
	}
	for _, p := range first(r, &t, d.ending, "/oversikt#loper-ut") {
		sign := p.Last.AddDays(-agreement.SignDays)
		clock := ui.Clock{Level: ui.Waiting, Words: capital(r.Say(p.Last.Relative(d.on))), When: p.Last.String()}
		if sign.Before(d.on) {
			clock.Level = ui.Warn
		}
		t.Rows = append(t.Rows, ui.Row{ID: "u" + p.Code, Cells: []templ.Component{ui.ClockWords(clock), ui.A("/overenskommelser/"+p.Agreement, p.Name),
			ui.Text(p.CountyName), ui.Stack(ui.Text(sign.String()), ui.Text(r.Say(sign.DueIn(d.on))))}})
	}
	return t
}

func withoutTable(r *web.Request, d day) ui.Table {
	t := ui.Table{Lang: r.Lang, ID: "utan", Caption: r.Say(sayWithout), Keys: true, Empty: ui.Empty{Text: r.Say(sayWithoutNo)},
		Columns: []ui.Column{{Label: r.Say(sayMunic), RowHeader: true}, {Label: r.Say(sayCounty)}, {Label: r.Say(saySince)}, {Label: r.Say(sayState)}}}
	if n := len(d.without); n > 0 {
		t.Count, t.Sorted = r.Say(language.Plural(n, sayMunicOne, sayMunics)), order(r, n, sayBySince)
	}
	for _, p := range first(r, &t, longest(d.without), "/oversikt#saknar") {
		since, state := r.Say(sayUnknown), ui.Status{Level: ui.Bad, Words: r.Say(sayNone)}
		if !p.Since.IsZero() {
			since = p.Since.String()
		}
		if p.State != "" {
			state = ui.Status{Level: ui.Info, Words: r.Say(p.State.Label())}
		}
		t.Rows = append(t.Rows, ui.Row{ID: "s" + p.Code, Cells: []templ.Component{ui.A(p.Path(), p.Name), ui.Text(p.CountyName), ui.Text(since), ui.StatusChip(state)}})
	}
	return t
}

// order says how a list is sorted; one alone has no order.
func order(r *web.Request, n int, said language.Text) string {
	if n < 2 {
		return ""
	}
	return r.Say(said)
}

// longest puts municipalities without an agreement in order: since longest first, and where it is not known last.
func longest(all []agreement.Covered) []agreement.Covered {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b agreement.Covered) int {
		if a.Since.IsZero() != b.Since.IsZero() {
			if a.Since.IsZero() {
				return 1
			}
			return -1
		}
		return a.Since.Compare(b.Since)
	})
	return all
}

// first cuts a list to what my day shows, and leads to the rest.
func first(r *web.Request, t *ui.Table, all []agreement.Covered, rest string) []agreement.Covered {
	if len(all) <= most {
		return all
	}
	t.Note = ui.Join(ui.Text(r.Say(sayShown.With(most))), ui.A(rest, r.Say(saySeeAll)))
	return all[:most]
}

func capital(s string) string {
	c, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(c)) + s[size:]
}

// comingUp is what begins; a single municipality that nothing is coming up in needs no word of it.
func comingUp(r *web.Request, d day) templ.Component {
	if len(d.coming) == 0 {
		if !d.country {
			return nil
		}
		return section("pa-gang", r.Say(sayComing), paragraph(r.Say(sayComingNone)))
	}
	var items []templ.Component
	for i, p := range d.coming {
		if i == 6 {
			break
		}
		items = append(items, stack(ui.A(p.Path(), p.Name), ui.Text(r.Say(sayBegins)+p.Next.String())))
	}
	return section("pa-gang", r.Say(sayComing), bullets(items))
}

// ways are the shortcuts of the reader's roles, which are named.
func ways(r *web.Request) templ.Component {
	t := language.T
	var links []templ.Component
	for _, w := range []struct {
		act  policy.Action
		text language.Text
		href string
	}{
		{policy.AskEnquiry, t("Ställ en fråga", "Ask a question"), "/fragor/ny"},
		{policy.AskEnquiry, t("Notera ett samtal", "Note a call"), "/fragor/telefon"},
		{policy.RegisterAgreement, t("Registrera en överenskommelse", "Register an agreement"), "/overenskommelser/ny"},
		{policy.ImportAgreements, t("Läs in överenskommelser från fil", "Import agreements from a file"), "/overenskommelser/importera"},
		{policy.ListAccounts, t("Konton och roller", "Accounts and roles"), "/admin/konton"},
		{policy.OpenDirectory, t("Katalogen: myndigheter, enheter, kontor", "The directory: authorities, units, offices"), "/admin/katalog"},
		{policy.ReadTrail, t("Granska loggen", "Review the log"), "/admin/logg"},
		{policy.ReadJobs, t("Driften", "The running of the house"), "/admin/drift"},
		{policy.ReadCoverage, t("Översikt över hela landet", "Overview of the country"), "/oversikt"},
		{policy.ReadRegister, t("Registret över överenskommelser", "The register of agreements"), "/overenskommelser"},
	} {
		if r.May(w.act) {
			links = append(links, ui.A(w.href, r.Say(w.text)))
		}
	}
	return section("genvagar", r.Say(sayWays), stack(bullets(links), note(roles(r))))
}

// roles says which roles the reader has here today.
func roles(r *web.Request) string {
	var names []language.Text
	for _, role := range r.Actor.Roles {
		names = append(names, policy.RoleName(role))
	}
	if len(names) == 0 {
		return r.Say(sayNoRoles)
	}
	return strings.TrimSpace(r.Say(sayRoles.With(language.List(names...))))
}
