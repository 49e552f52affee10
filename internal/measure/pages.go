package measure

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = Path + "/{id}"
	rt.Handle("GET "+Path, policy.ReadMeasures, s.listPage)
	rt.Handle("GET "+Path+"/passar", policy.ReadMeasures, s.fitPage)
	rt.Handle("GET "+Path+"/ny", policy.AddMeasure, s.newPage)
	rt.Handle("POST "+Path+"/ny", policy.AddMeasure, s.newPost)
	rt.Handle("GET "+Path+"/las-in", policy.AddMeasure, s.importPage)
	rt.Handle("POST "+Path+"/las-in", policy.AddMeasure, s.importPost, web.Body(mostFile+(1<<20)), web.Patient())
	rt.Handle("GET "+Path+"/bevakningar", policy.WatchMeasures, s.watchesPage)
	rt.Handle("POST "+Path+"/bevakningar", policy.WatchMeasures, s.watchPost)
	rt.Handle("POST "+Path+"/bevakningar/ta-bort", policy.WatchMeasures, s.unwatchPost)
	rt.Handle("GET "+one, policy.ReadMeasures, s.onePage)
	rt.Handle("GET "+one+"/andra", policy.EditMeasure, s.editPage)
	rt.Handle("POST "+one+"/andra", policy.EditMeasure, s.editPost)
	s.deeds().Handle(rt, one)
	s.apiRoutes(rt)
}

// shown is a measure with the names that its pages show.
type shown struct {
	Measure
	at     directory.Authority
	places []directory.Municipality
}

// named adds the names to measures, in a fixed number of questions.
func (s *Service) named(ctx context.Context, found []Measure) ([]shown, error) {
	q, day := s.Trail.DB(), today(s.Trail.DB())
	var authorities, codes []string
	for _, m := range found {
		authorities, codes = append(authorities, m.Authority), append(codes, m.Areas...)
	}
	at, err := directory.Authorities(ctx, q, set(authorities), day)
	if err != nil {
		return nil, err
	}
	places, err := directory.Named(ctx, q, set(codes), day)
	out := make([]shown, len(found))
	for i, m := range found {
		out[i] = shown{Measure: m, at: at[m.Authority]}
		for _, p := range places {
			if len(m.Areas) > 0 && m.Serves(p.Code) {
				out[i].places = append(out[i].places, p)
			}
		}
	}
	return out, err
}

// where says for which municipalities it is.
func (m shown) where() language.Text {
	var names []string
	for _, p := range m.places {
		names = append(names, p.Name)
	}
	switch {
	case len(names) > 4:
		return language.T("%s och %d kommuner till", "%s and %d more municipalities").With(language.List(language.Names(names[:3]...)...), len(names)-3)
	case len(names) > 0:
		return language.List(language.Names(names...)...)
	case m.at.MunicipalityName != "":
		return language.Same(m.at.MunicipalityName)
	}
	return language.T("hela landet", "the whole country")
}

// by says who offers it: the organiser, and the authority whose entry it is.
func (m shown) by() language.Text {
	if m.Organiser == "" {
		return language.Same(m.at.Title())
	}
	return language.T("%s, genom %s", "%s, through %s").With(m.Organiser, m.at.Title())
}

// seats says how many places are free.
func (m Measure) seats() language.Text {
	free, limited := m.Left()
	switch {
	case !limited:
		return language.T("ingen gräns", "no limit")
	case free == 0:
		return language.T("fullt", "full")
	}
	return language.T("%d av %d lediga", "%d of %d free").With(free, m.Places)
}

// spell says how much and how long.
func (m Measure) spell() language.Text {
	t := language.T
	var parts []language.Text
	switch {
	case m.HoursTo == 0:
	case m.HoursFrom == m.HoursTo || m.HoursFrom == 0:
		parts = append(parts, language.Plural(m.HoursTo, t("%d timme i veckan", "%d hour a week"), t("%d timmar i veckan", "%d hours a week")))
	default:
		parts = append(parts, t("%d–%d timmar i veckan", "%d–%d hours a week").With(m.HoursFrom, m.HoursTo))
	}
	if m.Weeks > 0 {
		parts = append(parts, language.Plural(m.Weeks, t("%d vecka", "%d week"), t("%d veckor", "%d weeks")))
	}
	if len(parts) == 0 {
		return language.Text{}
	}
	return language.List(parts...)
}

// begins says when one can begin.
func (m Measure) begins(day calendar.Date) language.Text {
	switch {
	case m.Starts.IsZero() && m.From.After(day):
		return language.Same(m.From.String())
	case m.Starts.IsZero():
		return language.T("när som helst", "at any time")
	case m.Starts.Before(day):
		return language.T("nästa start är inte bestämd", "the next start is not settled")
	}
	return language.Same(m.Starts.String())
}

func (m Measure) status(day calendar.Date, l language.Lang) ui.Status {
	state := m.On(day)
	if state == Offered && m.From.After(day) {
		return ui.Status{Level: ui.Waiting, Words: language.T("från %s", "from %s").With(m.From).In(l)}
	}
	level := map[State]ui.Level{Offered: ui.Good, Paused: ui.Waiting, Ended: ui.Neutral}[state]
	return ui.Status{Level: level, Words: state.Name().In(l)}
}

func needNames(m Measure) language.Text {
	return namesOf(inOrder(needCodes(), texts(m.Needs)), func(c string) language.Text { return needName(matter.Need(c)) })
}

func groupNames(m Measure) language.Text { return namesOf(inOrder(Groups(), m.Groups), Group.Name) }

func tongueNames(m Measure) language.Text { return namesOf(inOrder(tongues, m.Languages), TongueName) }

// inOrder gives what is chosen, in the order in which all of it is listed.
func inOrder[T comparable](all, chosen []T) []T {
	return slices.DeleteFunc(slices.Clone(all), func(x T) bool { return !slices.Contains(chosen, x) })
}

// namesOf names codes, joined as one says them.
func namesOf[T any](codes []T, name func(T) language.Text) language.Text {
	var out []language.Text
	for _, c := range codes {
		out = append(out, name(c))
	}
	return language.List(out...)
}

func crumbs(r *web.Request, here string) func(*ui.Frame) {
	return func(f *ui.Frame) {
		f.Narrow = true
		f.Crumbs = []ui.Link{{Label: r.Say(sayTitle), Href: Path}, {Label: here}}
	}
}

// mayOver tells whether the reader has a right over a measure.
func (s *Service) mayOver(r *web.Request, act policy.Action, thing ref.Ref) bool {
	return r.May(act) && policy.Check(r.Context(), s.Trail.DB(), r.Actor, act, thing) == nil
}

// placeOptions are the municipalities to choose from.
func (s *Service) placeOptions(r *web.Request, none string) ([]ui.Option, error) {
	all, err := directory.All(r.Context(), s.Trail.DB(), today(s.Trail.DB()))
	out := []ui.Option{{Label: none}}
	for _, m := range all {
		out = append(out, ui.Option{Value: m.Code, Label: m.Name})
	}
	return out, err
}

func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func lines(s string) []string {
	return strings.FieldsFunc(s, func(c rune) bool { return c == '\n' || c == ',' || c == ';' })
}
