package outcome

import (
	"slices"

	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names of the choices in the address of the sums.
const (
	paramPoint = "nar"
	paramPart  = "vem"
)

var saySums = language.T("Utfall per kommun", "Outcomes by municipality")

// sumsChoice is which sums are shown: those of the reader's own side at closing, when nothing else is asked for.
func (s *Service) sumsChoice(r *web.Request) (matter.Part, Point, error) {
	q := r.ReadQuery()
	part, point := matter.Part(q.Text(paramPart, web.Max(20))), Point(q.Text(paramPoint, web.Max(20)))
	if part != matter.Agency && part != matter.Municipality {
		part = matter.PartOf(r.Actor.Authority)
	}
	if !slices.Contains(Points(), point) {
		point = Closing
	}
	return part, point, q.Err()
}

// sumsPage shows by municipality how it went, of the last twelve months, with nobody in it.
func (s *Service) sumsPage(r *web.Request) (web.Response, error) {
	part, point, err := s.sumsChoice(r)
	if err != nil {
		return web.Response{}, err
	}
	q := s.Trail.DB()
	rows, err := Sums(r.Context(), q, part, point, today(q).AddMonths(-12))
	if err != nil {
		return web.Response{}, err
	}
	n, err := matter.NamesOn(r, s.book, q)
	if err != nil {
		return web.Response{}, err
	}
	list := sums(n, rows)
	if r.Format() != "" {
		return list.Export(r)
	}
	table, err := list.Table(r)
	if err != nil {
		return web.Response{}, err
	}
	t := language.T
	table.ID, table.Sorted = "utfall-per-kommun", r.Say(t("i kommunkodens ordning", "in the order of municipality codes"))
	table.Count = r.Say(language.Plural(int64(len(rows)), t("%d kommun", "%d municipality"), t("%d kommuner", "%d municipalities")))
	table.Empty = ui.Empty{Text: r.Say(t("Inget svar är antecknat de senaste tolv månaderna.", "No answer was noted in the last twelve months."))}
	body := ui.Parts(ui.Heading(r.Say(saySums), r.Say(t("Svar de senaste tolv månaderna, utan uppgifter om någon", "Answers of the last twelve months, with nobody in them"))),
		ui.LeadBlock(ui.Lead{Text: ui.Rich(r.Say(t("*Färre än %d visas inte*, så att ingen kan kännas igen. Skyddade personer räknas inte med.", "*Fewer than %d are not shown*, so that nobody can be recognised. Protected persons are not counted.").With(fewest)))}),
		ui.Chips(r.Say(t("När", "When")), points(r, point)), ui.Chips(r.Say(t("Vems svar", "Whose answers")), parts(r, part)), ui.TableOf(table))
	return web.Page(saySums, body).Frame(func(f *ui.Frame) {
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: Path}, {Label: r.Say(saySums)}}
	}), nil
}

func points(r *web.Request, now Point) (out []ui.Tab) {
	for _, p := range Points() {
		out = append(out, ui.Tab{Label: r.Say(p.Name().Capital()), Href: r.Link(paramPoint, string(p)), Current: p == now})
	}
	return out
}

func parts(r *web.Request, now matter.Part) []ui.Tab {
	t := language.T
	return []ui.Tab{{Label: r.Say(t("Arbetsförmedlingen", "The agency")), Href: r.Link(paramPart, string(matter.Agency)), Current: now == matter.Agency},
		{Label: r.Say(t("Kommunerna", "The municipalities")), Href: r.Link(paramPart, string(matter.Municipality)), Current: now == matter.Municipality}}
}

func sums(n matter.Names, rows []Row) web.List[Row] {
	t := language.T
	hidden := t("visas inte", "not shown")
	columns := []web.Column[Row]{{Heading: t("Kommun", "Municipality"), RowHeader: true, Value: func(x Row) any { return n.Place(x.Municipality) }},
		{Heading: t("Svar", "Answers"), Value: func(x Row) any {
			if x.Few {
				return t("färre än %d", "fewer than %d").With(fewest)
			}
			return x.All
		}}}
	for _, w := range Whats() {
		columns = append(columns, web.Column[Row]{Heading: w.Name().Capital(), Value: func(x Row) any {
			if x.Hidden {
				return hidden
			}
			return x.Of[w]
		}})
	}
	return web.List[Row]{Title: saySums, File: "utfall-per-kommun", Rows: web.Rows(rows), Columns: columns}
}
