package promise

import (
	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/clock"
	"samsyn/internal/commitment"
	"samsyn/internal/directory"
	"samsyn/internal/fact"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// figure is a figure with all that its page says to this reader.
type figure struct {
	Outcome
	a     agreement.Agreement
	today calendar.Date
	small bool   // may see numbers too small for a verdict
	names names  // of its municipalities, by code
	where string // them as the page names them
	may   bool   // see what is behind it at all
	held  commitment.Positions
	who   map[string]directory.Authority // those whose positions they are
}

type names map[string]string

// figurePage shows how a figure was reckoned, and below it the questions behind it that this reader may see.
func (s *Service) figurePage(r *web.Request) (web.Response, error) {
	f, err := s.figure(r, r.Path("agreement"), r.Path("number"))
	if err != nil {
		return web.Response{}, err
	}
	if r.Format() != "" {
		return f.list(r, s.everyRow(r, f)).Export(r)
	}
	after, err := r.After(4)
	if err != nil {
		return web.Response{}, err
	}
	rows, next, err := s.rows(r, f, after, web.PageSize)
	if err != nil {
		return web.Response{}, err
	}
	part, err := f.questionsPart(r, rows, next)
	if err != nil {
		return web.Response{}, err
	}
	title := language.T("%s, %s", "%s, %s").With(f.Number, WindowName(f.Of().Window, f.Window))
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(f.sub())), ui.LeadBlock(f.lead(r)), ui.SectionIntro("talet", r.Say(sayHowReckoned), "", ui.KeyValues(f.facts(r)...)), f.readings(r), part, ui.SectionOf("fler", r.Say(language.T("Fler tal", "More figures")), ui.Links(f.others(r))))
	return web.Page(title, body).Frame(func(fr *ui.Frame) {
		fr.Crumbs = []ui.Link{{Label: r.Say(language.T("Överenskommelser", "Agreements")), Href: "/overenskommelser"}, {Label: f.where, Href: f.a.Path()}, {Label: f.Number, Href: f.Path()}, {Label: r.Say(WindowName(f.Of().Window, f.Window))}}
	}), nil
}

// figure reads the figure that the address asks for.
func (s *Service) figure(r *web.Request, agreementID, number string) (f figure, err error) {
	q := r.ReadQuery()
	w := Which{Agreement: agreementID, Number: number, On: q.Date(paramPeriod), Side: clause.Side(q.Value(paramSide)), Municipality: q.Value(paramPlace)}
	if q.Has(paramMeasure) {
		w.Measure = q.Int(paramMeasure, 0, 20)
	}
	if err := q.Err(); err != nil {
		return f, err
	}
	return s.figureFor(r, w)
}

func (s *Service) figureFor(r *web.Request, w Which) (f figure, err error) {
	q := s.Trail.DB()
	f.today = calendar.DateOf(q.Now())
	if f.Outcome, f.a, err = FigureOf(r.Context(), q, w); err != nil {
		return f, err
	}
	f.small, f.may, f.names = s.small(r, f.a), f.maySee(r), names{}
	codes := f.a.Municipalities()
	if f.Only != "" {
		codes = []string{f.Only}
	}
	found, err := directory.Named(r.Context(), q, codes, f.today)
	var all []language.Text
	for _, m := range found {
		f.names[m.Code] = m.Name
		all = append(all, language.Same(m.Name))
	}
	f.where = r.Say(language.List(all...))
	if err != nil {
		return f, err
	}
	if f.held, err = commitment.PositionsOn(r.Context(), q, r.Actor, f.Held); err != nil {
		return f, err
	}
	f.who, err = directory.Authorities(r.Context(), q, []string{f.held.Disputed.Authority, f.held.Proposed.Authority, f.held.Accepted.Authority}, f.today)
	return f, err
}

// sub is what is promised and by whom, under the heading.
func (f figure) sub() language.Text {
	return language.T("%s · %s, %s", "%s · %s, %s").With(f.Commitment.Text, f.Side.Name(), f.where)
}

// lead is the sentence of the figure, with why it is so when the promise is not kept.
func (f figure) lead(r *web.Request) ui.Lead {
	said := f.sentenceFor(f.small)
	if why := f.Why(); !why.IsZero() && !f.hides(f.small) {
		said = language.T("*%s* %s", "*%s* %s").With(said, why)
	}
	return ui.Lead{Level: f.status(r.Lang).Level, Text: ui.Rich(r.Say(upper(said)))}
}

// facts are the definition, the period and the numbers.
func (f figure) facts(r *web.Request) []ui.Fact {
	t, m := language.T, f.Of()
	metric, _ := fact.Find(m.Metric)
	out := []ui.Fact{{Name: r.Say(sayVerdict), Value: ui.Stack(ui.StatusChip(f.status(r.Lang)), ui.Text(r.Say(f.means())))},
		ui.F(r.Say(t("Lovat av", "Promised by")), r.Say(f.Side.Name())), ui.F(r.Say(t("Mål", "Target")), r.Say(m.Goal())),
		ui.F(r.Say(t("Mått", "Measure")), r.Say(metric.Name)), {Name: r.Say(t("Så räknas det", "How it is counted")), Value: ui.Stack(ui.Text(r.Say(metric.Definition)), ui.A(fact.DefinitionPath(metric.ID), r.Say(t("Version %d av måttet", "Version %d of the measure").With(metric.Version))))},
		ui.F(r.Say(t("Statistik", "Statistic")), r.Say(statisticName(m.Statistic))), ui.F(r.Say(sayPeriod), r.Say(t("%s, %s", "%s, %s").With(WindowName(m.Window, f.Window), f.Window))),
		ui.F(r.Say(t("Kommun", "Municipality")), f.where)}
	if f.hides(f.small) {
		return append(out, ui.F(r.Say(sayCounted), r.Say(sayFew)))
	}
	return append(out, f.numbers(r)...)
}

// numbers are what the figure was made of.
func (f figure) numbers(r *web.Request) (out []ui.Fact) {
	t := language.T
	add := func(name language.Text, value language.Localized) {
		out = append(out, ui.F(r.Say(name), value.In(r.Lang)))
	}
	add(sayOutcome, f.FigureSaid())
	if f.Of().Statistic == clause.Counts {
		return out
	}
	add(sayCounted, fact.Counted(f.Sum.N, f.unit()))
	add(sayInTime, language.Same(language.Number(f.Sum.Kept)))
	add(t("Missar som räknas", "Misses that count"), language.Same(language.Number(f.Missed())))
	add(sayRelieved, f.relievedSaid())
	for _, q := range []struct {
		name language.Text
		p    float64
	}{{t("Median, ungefär", "Median, about"), 0.5}, {t("Nio av tio inom, ungefär", "Nine in ten within, about"), 0.9}} {
		if minutes, ok := f.Sum.Histogram.Quantile(q.p); ok && f.timed() && !f.hidesTimes(f.small) {
			add(q.name, f.lasted(minutes))
		}
	}
	return out
}

// relievedSaid is how many misses the other side had a part in, and whether they were taken away.
func (o Outcome) relievedSaid() language.Text {
	t, n := language.T, language.Number(o.Sum.Relieved)
	switch {
	case o.Sum.Relieved == 0:
		return language.Same("0")
	case o.Counted < o.Sum.N:
		return t("%s, som inte räknas: den andra parten hade del i dem", "%s, which do not count: the other party had a part in them").With(n)
	case !o.Commitment.Relief:
		return t("%s, som räknas: åtagandet har ingen lättnad", "%s, which count: the commitment has no relief").With(n)
	}
	return t("%s, som räknas: lättnad hade inte gjort utfallet bättre", "%s, which count: relief would not have made the result better").With(n)
}

// timed tells whether a figure is of how long something took.
func (o Outcome) timed() bool {
	m := o.Of()
	return m.LimitUnit != "" && m.LimitUnit != clause.Attempts
}

// lasted is a time in the unit of the target, with the hours and minutes.
func (o Outcome) lasted(minutes int64) language.Text {
	unit := o.Of().LimitUnit
	return language.T("%s %s (%s)", "%s %s (%s)").With(clause.Number(minutes*10/minutesOf(unit)*10), unit.Name(), clock.Duration(int(minutes)))
}

func statisticName(s clause.Statistic) language.Text {
	t := language.T
	switch s {
	case clause.Median:
		return t("median: hälften tog högst så lång tid", "median: half took no longer")
	case clause.P90:
		return t("nio av tio: 90 % tog högst så lång tid", "nine in ten: 90 % took no longer")
	case clause.Counts:
		return t("antal i perioden", "number in the period")
	}
	return t("andel som uppfyllde villkoret av det som förföll", "share that met the condition of what fell due")
}

// others are the figures beside this one: of the other side, of the window before and of the next.
func (f figure) others(r *web.Request) (out []ui.Link) {
	w := f.Of().Window
	add := func(p calendar.Period, side clause.Side) {
		out = append(out, ui.Link{Label: r.Say(language.T("%s, %s", "%s, %s").With(upper(WindowName(w, p)), side.Name())), Href: f.at(p.From, side)})
	}
	for _, side := range f.sides() {
		if side != f.Side {
			add(f.Window, side)
		}
	}
	if last := before(w, f.Window); !last.To.Before(f.First) {
		add(last, f.Side)
	}
	if next := WindowOf(w, f.Window.To.AddDays(1)); !next.From.After(f.today) && (f.To.IsZero() || !next.From.After(f.To)) {
		add(next, f.Side)
	}
	return append(out, ui.Link{Label: r.Say(language.T("Åtagandet, med alla perioder", "The commitment, with every period")), Href: f.Path() + "#utfall"})
}
